"""Messages to offices and posts by mail, to a real mail server on loopback (R4.1)."""

import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.policy import default
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session
from hotline_server.desk.messages.gateway import Acceptance, GatewayError, Parcel
from hotline_server.desk.messages.mail import Mail
from hotline_server.development.certificates import CertificateAuthority

from tests.ports import free_port

OFFICE, POST = "交通运输局", "带班领导"


class MailServer:
    """Mail server that answers each mail with a line, and remembers what it took."""

    def __init__(self) -> None:
        self.taken: list[Message] = []
        self.recipients: list[list[str]] = []
        self.answer = "250 OK"
        self.refused: Sequence[str] = ()

    async def handle_RCPT(self, _: object, __: Session, envelope: Envelope, address: str, ___: object) -> str:
        if address in self.refused:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _: object, __: Session, envelope: Envelope) -> str:
        if self.answer.startswith("250"):
            self.taken.append(message_from_bytes(envelope.content or b"", policy=default))  # type: ignore[arg-type]
            self.recipients.append(envelope.rcpt_tos)
        return self.answer


@contextmanager
def served(server: MailServer, **options: object) -> Iterator[int]:
    port = free_port()
    controller = Controller(server, hostname="127.0.0.1", port=port, **options)  # type: ignore[arg-type]
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


@pytest.fixture
def server() -> MailServer:
    return MailServer()


@pytest.fixture
def mail(server: MailServer, tmp_path: Path) -> Iterator[Mail]:
    with served(server) as port:
        yield written(tmp_path, port)


def written(folder: Path, port: int, **more: str) -> Mail:
    entries = {"服务器": "127.0.0.1", "端口": str(port), "加密": "不加密", "发件人": "12345热线 <hotline@city.example>"}
    lines = [f"{name}: {value}" for name, value in {**entries, **more}.items()]
    file = folder / "mail.yaml"
    file.write_text("\n".join([*lines, f"邮箱: {{{OFFICE}: [duty@jtj.example, office@jtj.example]}}"]))
    return Mail(file)


def parcel(key: str = "k1", recipient: str = OFFICE, audience: str = "OFFICE") -> Parcel:
    text = f"【12345热线】{recipient}：新交办20261124-000123，请签收。"
    return Parcel(key, "ASSIGNED", audience, recipient, (), text, urgent=False)


def test_an_office_is_told_in_its_mailboxes_and_nobody_else(mail: Mail, server: MailServer) -> None:
    sent = mail.send([parcel(), parcel("k2", POST, "POST")])
    assert {key: one.acceptance for key, one in sent.items()} == {"k1": Acceptance.ACCEPTED}
    (taken,) = server.taken
    assert server.recipients == [["duty@jtj.example", "office@jtj.example"]]
    assert taken["Message-ID"] == "<k1@city.example>", "by which repetitions are told"
    assert taken["Subject"].startswith(f"【12345热线】{OFFICE}")
    assert taken.get_payload(decode=True).decode().strip() == parcel().text  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("answer", "acceptance"),
    [("550 refused", Acceptance.REFUSED), ("451 try again", Acceptance.LATER)],
)
def test_what_the_server_answers_decides(mail: Mail, server: MailServer, answer: str, acceptance: Acceptance) -> None:
    server.answer = answer
    receipt = mail.send([parcel()])["k1"]
    assert (receipt.acceptance, receipt.reason) == (acceptance, f"邮件服务器不收：{answer[:3]}")


def test_a_mailbox_that_does_not_exist_costs_the_others_nothing(mail: Mail, server: MailServer) -> None:
    server.refused = ["office@jtj.example"]
    assert mail.send([parcel()])["k1"].acceptance is Acceptance.ACCEPTED
    assert server.recipients == [["duty@jtj.example"]]
    server.refused = ["office@jtj.example", "duty@jtj.example"]
    assert mail.send([parcel("k2")])["k2"].acceptance is Acceptance.REFUSED


def test_a_server_that_is_away_loses_nothing(tmp_path: Path) -> None:
    receipt = written(tmp_path, free_port()).send([parcel()])["k1"]
    assert (receipt.acceptance, receipt.reason) == (
        Acceptance.UNREACHED,
        "邮件服务器没有收下：ConnectionRefusedError",
    )


def test_a_slow_server_leaves_the_rest_of_a_batch_for_later(mail: Mail, server: MailServer) -> None:
    times = iter([0.0, 1.0, 100.0])
    slow = Mail(mail.path, lambda: next(times))
    sent = slow.send([parcel("k1"), parcel("k2")])
    assert [sent[key].acceptance for key in ("k1", "k2")] == [Acceptance.ACCEPTED, Acceptance.UNREACHED]
    assert len(server.taken) == 1


# The library does not see that the connection is encrypted from its beginning.
@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
@pytest.mark.parametrize("encryption", ["TLS", "STARTTLS"])
def test_a_server_with_a_password_is_reached_over_tls(tmp_path: Path, server: MailServer, encryption: str) -> None:
    authority = CertificateAuthority(tmp_path / "authority", datetime.now(UTC))
    certificate, key = authority.issue("mail", ["127.0.0.1"])
    (tmp_path / "password").write_text("secret\n")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

    def login(_: object, __: object, ___: object, ____: str, given: LoginPassword) -> AuthResult:
        return AuthResult(success=given.password == b"secret", handled=False)

    secured = {"ssl_context": context} if encryption == "TLS" else {"tls_context": context, "require_starttls": True}
    options = {"authenticator": login, "auth_required": True, "auth_require_tls": encryption == "STARTTLS"}
    entries = {
        "加密": encryption,
        "用户": "hotline",
        "密码文件": str(tmp_path / "password"),
        "根证书": str(authority.certificate),
    }
    with served(server, **secured, **options) as port:
        mail = written(tmp_path, port, **entries)
        assert mail.send([parcel()])["k1"].acceptance is Acceptance.ACCEPTED
        (tmp_path / "password").write_text("wrong")
        assert mail.send([parcel("k2")])["k2"].reason == "邮件服务器没有收下：535"


@pytest.mark.parametrize(
    ("entries", "place"),
    [
        ({"服务器": "mail.city.example"}, "不加密的只能是本机的邮件服务器"),
        ({"发件人": "热线"}, "发件人"),
        ({"用户": "hotline"}, "用户和密码文件要一起写"),
        ({"端口": "99999"}, "端口"),
        ({"多余的": "1"}, "多余的"),
        ({"加密": "SSL"}, "加密"),
    ],
)
def test_a_file_that_is_wrong_sends_nothing_and_says_where(tmp_path: Path, entries: dict[str, str], place: str) -> None:
    with pytest.raises(GatewayError, match=place):
        written(tmp_path, 25, **entries).send([parcel()])
