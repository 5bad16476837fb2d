"""Messages to offices and posts by mail, to a real mail server on loopback (R4.1)."""

import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.policy import default
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session
from hotline_server.desk.messages.gateway import Acceptance, GatewayError, Parcel, Receipt
from hotline_server.desk.messages.kept_file import KeptFile
from hotline_server.desk.messages.mail import Mail, read_mail
from hotline_server.development.certificates import CertificateAuthority

from tests.ports import free_port

OFFICE = "交通运输局"
NOW = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)


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
    return Mail(KeptFile(file, read_mail), lambda: NOW)


def parcel(key: str = "k1", recipient: str = OFFICE, audience: str = "OFFICE") -> Parcel:
    text = f"【12345热线】{recipient}：新交办20261124-000123，请签收。"
    return Parcel(key, "ASSIGNED", audience, recipient, (), text, urgent=False)


def test_an_office_is_told_in_its_mailboxes_and_nobody_else(mail: Mail, server: MailServer) -> None:
    sent = dict(mail.send([parcel()]))
    assert mail.recipients() == [OFFICE]
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
    receipt = dict(mail.send([parcel()]))["k1"]
    assert (receipt.acceptance, receipt.reason) == (acceptance, f"邮件服务器不收：{answer[:3]}")


def test_a_mailbox_that_does_not_exist_costs_the_others_nothing(mail: Mail, server: MailServer) -> None:
    server.refused = ["office@jtj.example"]
    assert dict(mail.send([parcel()]))["k1"] == Receipt(Acceptance.ACCEPTED, "1 个邮箱没有收下：550")
    assert server.recipients == [["duty@jtj.example"]]
    server.refused = ["office@jtj.example", "duty@jtj.example"]
    assert dict(mail.send([parcel("k2")]))["k2"].acceptance is Acceptance.REFUSED


def test_a_server_that_is_away_loses_nothing(tmp_path: Path) -> None:
    mail = written(tmp_path, free_port())
    with pytest.raises(GatewayError, match="邮件服务器没有收下：对方没有开通服务"):
        list(mail.send([parcel()]))


def test_a_slow_server_leaves_the_rest_of_a_batch_for_later(mail: Mail, server: MailServer) -> None:
    times = iter([0.0, 1.0, 100.0])
    slow = Mail(mail.file, mail.clock, lambda: next(times))
    sent = dict(slow.send([parcel("k1"), parcel("k2")]))
    assert [sent[key].acceptance for key in ("k1", "k2")] == [Acceptance.ACCEPTED, Acceptance.UNREACHED]
    assert len(server.taken) == 1


def test_a_mail_at_which_the_server_breaks_off_does_not_come_first_again(mail: Mail, server: MailServer) -> None:
    server.answer = "421 going down"
    sent: dict[str, Receipt] = {}
    with pytest.raises(GatewayError, match="邮件服务器没有收下"):
        sent.update(mail.send([parcel("k1"), parcel("k2"), parcel("k3")]))
    assert {key: one.acceptance for key, one in sent.items()} == {"k1": Acceptance.LATER, "k2": Acceptance.LATER}


def test_a_mail_has_a_date_and_a_subject_of_one_line_that_ends_where_the_text_pauses(
    mail: Mail, server: MailServer
) -> None:
    text = f"【12345热线】{OFFICE}：\n新交办20261124-000123，出租车与网约车，请签收，11月30日18时前回复。"
    assert dict(mail.send([replace(parcel(), text=text)]))["k1"].acceptance is Acceptance.ACCEPTED
    (taken,) = server.taken
    assert taken["Subject"] == f"【12345热线】{OFFICE}： 新交办20261124-000123…"
    assert parsedate_to_datetime(taken["Date"]) == NOW


def test_a_file_that_becomes_wrong_keeps_what_it_said(mail: Mail, server: MailServer, tmp_path: Path) -> None:
    file = tmp_path / "mail.yaml"
    file.write_text(file.read_text().replace("127.0.0.1", "邮件服务器"))
    sent: dict[str, Receipt] = {}
    assert mail.recipients() == [OFFICE]
    with pytest.raises(GatewayError, match="服务器：主机要写域名"):
        sent.update(mail.send([parcel()]))
    assert sent["k1"].acceptance is Acceptance.ACCEPTED
    assert len(server.taken) == 1


def test_a_mailbox_that_is_removed_meanwhile_still_gets_the_batch_that_was_chosen_by_it(
    mail: Mail, server: MailServer, tmp_path: Path
) -> None:
    assert mail.recipients() == [OFFICE]
    file = tmp_path / "mail.yaml"
    file.write_text(file.read_text().replace(OFFICE, "城市管理局"))
    assert dict(mail.send([parcel()]))["k1"].acceptance is Acceptance.ACCEPTED
    assert len(server.taken) == 1
    assert mail.recipients() == ["城市管理局"]


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
        assert dict(mail.send([parcel()]))["k1"].acceptance is Acceptance.ACCEPTED
        (tmp_path / "password").write_text("wrong")
        with pytest.raises(GatewayError, match="邮件服务器没有收下：535"):
            list(mail.send([parcel("k2")]))


@pytest.mark.parametrize(
    ("entries", "place"),
    [
        ({"服务器": "mail.city.example"}, "不加密的只能是本机的邮件服务器"),
        ({"发件人": "热线"}, "发件人"),
        ({"用户": "hotline"}, "用户和密码文件要一起写"),
        ({"端口": "99999"}, "端口"),
        ({"多余的": "1"}, "多余的"),
        ({"加密": "SSL"}, "加密"),
        ({"服务器": "邮件.example", "加密": "TLS"}, "服务器：主机要写域名或者 IP 地址"),
        ({"服务器": f"{'a' * 64}.example", "加密": "TLS"}, "服务器：主机要写域名或者 IP 地址"),
        ({"用户": "热线", "密码文件": "/dev/null"}, "用户：只能写英文字母、数字和英文标点"),
        ({"用户": "hotline", "密码文件": "没有"}, "无法读取密码文件 没有"),
        ({"根证书": "/dev/null"}, "无法读取邮件服务器的根证书"),
    ],
)
def test_a_file_that_is_wrong_is_refused_and_says_where_and_what_is_allowed(
    tmp_path: Path, entries: dict[str, str], place: str
) -> None:
    with pytest.raises(GatewayError, match=place):
        written(tmp_path, 25, **entries)


def test_a_password_that_no_mail_server_takes_is_refused(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("密码")
    with pytest.raises(GatewayError, match="无法读取密码文件 password，里面只能写英文字母、数字和英文标点"):
        written(tmp_path, 25, 用户="hotline", 密码文件=str(tmp_path / "password"))
