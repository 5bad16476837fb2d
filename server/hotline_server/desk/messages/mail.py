"""Mailboxes of offices and posts, reached by SMTP."""

import smtplib
import socket
import ssl
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import parseaddr
from enum import Enum
from pathlib import Path
from typing import Annotated, Self

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from hotline_server.desk.messages.connections import connection, spoken
from hotline_server.desk.messages.gateway import BATCH_SECONDS, UNREACHED, Acceptance, GatewayError, Parcel, Receipt
from hotline_server.desk.messages.kept_file import KeptFile, mistakes
from hotline_server.ground.addresses import check_host, is_loopback
from hotline_server.ground.clock import CITY, Clock

SUBJECT_LIMIT = 40
_PAUSES = "，。；：、"
_PERMANENT = 500
_ONLY_ASCII = "只能写英文字母、数字和英文标点"


class Encryption(Enum):
    """Encryption of the connection to the mail server."""

    TLS = "TLS"
    STARTTLS = "STARTTLS"
    NONE = "不加密"


def _address(given: str) -> str:
    address = parseaddr(given)[1]
    if not address.isascii() or address.count("@") != 1 or any(one in given for one in "\r\n"):
        raise ValueError("不是邮箱地址")
    return given


def _ascii(given: str) -> str:
    if not (given.isascii() and given.isprintable()):
        raise ValueError(_ONLY_ASCII)
    return given


_Address = Annotated[str, AfterValidator(_address)]


class MailForm(BaseModel):
    """File of the mailboxes, with the server that takes mail for them."""

    model_config = ConfigDict(extra="forbid")
    host: Annotated[str, AfterValidator(check_host)] = Field(alias="服务器")
    port: int = Field(alias="端口", ge=1, le=65535)
    encryption: Encryption = Field(Encryption.TLS, alias="加密")
    user: Annotated[str, AfterValidator(_ascii)] = Field("", alias="用户")
    password: Path | None = Field(None, alias="密码文件")
    authority: Path | None = Field(None, alias="根证书")
    sender: _Address = Field(alias="发件人")
    mailboxes: dict[str, list[_Address]] = Field(alias="邮箱")

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.encryption is Encryption.NONE and not is_loopback(self.host):
            raise ValueError("不加密的只能是本机的邮件服务器")
        if bool(self.user) != (self.password is not None):
            raise ValueError("用户和密码文件要一起写")
        return self


def read_mail(path: Path) -> MailForm:
    """Read a file of mailboxes.

    Raises:
        GatewayError: if it, or a file that it names, cannot be read or is wrong.
    """
    try:
        form = MailForm.model_validate(yaml.safe_load(path.read_text("utf-8")))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise GatewayError(f"无法读取邮箱的文件 {path.name}") from error
    except ValidationError as error:
        raise GatewayError(f"邮箱的文件 {path.name} 不对：{mistakes(error)}") from None
    _context(form)
    if form.password is not None:
        _password(form.password)
    return form


@dataclass(frozen=True, slots=True)
class Mail:
    """Way out to mailboxes.

    Attributes:
        file: mailboxes, by the name of the office or post, and the server that takes mail for them.
        clock: source of time.
        elapsed: monotonic time, seconds.
    """

    file: KeptFile[MailForm]
    clock: Clock
    elapsed: Callable[[], float] = time.monotonic

    @property
    def name(self) -> str:
        """Name of the way out."""
        return "邮件"

    def recipients(self) -> Collection[str]:
        """Return the offices and posts that have a mailbox, by which the next messages are mailed."""
        return [name for name, mailboxes in self.file().mailboxes.items() if mailboxes]

    def send(self, parcels: Sequence[Parcel]) -> Iterator[tuple[str, Receipt]]:
        """Mail messages to their offices and posts over one connection, and yield what becomes of each, by key.

        Raises:
            GatewayError: if the server breaks off, or after the last, if the file is wrong by now.
        """
        form, ends = self.file.content, self.elapsed() + BATCH_SECONDS / 2
        waiting = list(parcels)
        try:
            with _session(form) as server:
                while waiting and self.elapsed() < ends:
                    one = waiting.pop(0)
                    try:
                        receipt = self._send(server, form, one)
                    except Exception:
                        # Whatever the server breaks off at is put off, so that it does not come first again.
                        yield one.key, Receipt(Acceptance.LATER, "邮件服务器没有收下", may_be_taken=True)
                        raise
                    yield one.key, receipt
        except (OSError, smtplib.SMTPException) as error:
            raise GatewayError(f"邮件服务器没有收下：{_reason(error)}") from error
        yield from ((one.key, UNREACHED) for one in waiting)
        self.file.check()

    def _send(self, server: smtplib.SMTP, form: MailForm, parcel: Parcel) -> Receipt:
        try:
            message = _composed(form, parcel, self.clock())
        except ValueError:
            return Receipt(Acceptance.LATER, "这一条写不成邮件")
        return _mail(server, message)


class _Session(smtplib.SMTP):
    """SMTP over a connection that is opened already."""

    def __init__(self, opened: socket.socket, host: str) -> None:
        self._opened = opened
        super().__init__(host)

    def _get_socket(self, *_: object) -> socket.socket:
        return self._opened


@contextmanager
def _session(form: MailForm) -> Iterator[smtplib.SMTP]:
    context = _context(form)
    tls = context if form.encryption is Encryption.TLS else None
    with connection(form.host, form.port, tls, BATCH_SECONDS) as opened:
        server = _Session(opened, form.host)
        try:
            if form.encryption is Encryption.STARTTLS:
                server.starttls(context=context)
            if form.password is not None:
                server.login(form.user, _password(form.password))
            yield server
            # What was taken stays taken, whatever becomes of the farewell.
            with suppress(OSError, smtplib.SMTPException):
                server.quit()
        finally:
            server.close()


def _composed(form: MailForm, parcel: Parcel, now: datetime) -> EmailMessage:
    message = EmailMessage()
    message["From"] = form.sender
    message["To"] = ", ".join(form.mailboxes[parcel.recipient])
    message["Date"] = now.astimezone(CITY)
    message["Subject"] = subject_of(parcel.text)
    # By which a mailbox tells repetitions.
    message["Message-ID"] = f"<{parcel.key}@{parseaddr(form.sender)[1].rpartition('@')[2]}>"
    message.set_content(parcel.text)
    return message


def subject_of(text: str) -> str:
    """Return the beginning of a text as a subject: one line that ends where the text pauses."""
    line = " ".join(text.split())
    if len(line) <= SUBJECT_LIMIT:
        return line
    begun = line[: SUBJECT_LIMIT - 1]
    pause = max(map(begun.rfind, _PAUSES))
    return f"{begun[:pause] if pause > 0 else begun}…"


def _mail(server: smtplib.SMTP, message: EmailMessage) -> Receipt:
    try:
        refused = server.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        code = min(code for code, _ in error.recipients.values())
        return Receipt(_acceptance(code), f"邮件服务器不收：{code}")
    except (smtplib.SMTPDataError, smtplib.SMTPSenderRefused) as error:
        return Receipt(_acceptance(error.smtp_code), f"邮件服务器不收：{error.smtp_code}")
    if refused:
        codes = "、".join(sorted({str(code) for code, _ in refused.values()}))
        return Receipt(Acceptance.ACCEPTED, f"{len(refused)} 个邮箱没有收下：{codes}")
    return Receipt(Acceptance.ACCEPTED)


def _acceptance(code: int) -> Acceptance:
    return Acceptance.REFUSED if code >= _PERMANENT else Acceptance.LATER


def _password(path: Path) -> str:
    try:
        return _ascii(path.read_text("ascii").strip())
    except (OSError, ValueError) as error:
        raise GatewayError(f"无法读取密码文件 {path.name}，里面{_ONLY_ASCII}") from error


def _context(form: MailForm) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=form.authority)
    except OSError as error:
        raise GatewayError("无法读取邮件服务器的根证书") from error


def _reason(error: Exception) -> str:
    return f"{error.smtp_code}" if isinstance(error, smtplib.SMTPResponseException) else spoken(error)
