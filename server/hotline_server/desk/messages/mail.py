"""Mailboxes of offices and posts, reached by SMTP."""

import smtplib
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parseaddr
from enum import Enum
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Self

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from hotline_server.desk.messages.gateway import UNREACHED, Acceptance, GatewayError, Parcel, Receipt

TIMEOUT_SECONDS = 10.0
BATCH_SECONDS = 60.0
"""Time for the mails of one batch, well within the lease of its messages; the rest waits."""
SUBJECT_LIMIT = 40
_PERMANENT = 500


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


_Address = Annotated[str, AfterValidator(_address)]


class MailForm(BaseModel):
    """File of the mailboxes, with the server that takes mail for them."""

    model_config = ConfigDict(extra="forbid")
    host: str = Field(alias="服务器")
    port: int = Field(alias="端口", ge=1, le=65535)
    encryption: Encryption = Field(Encryption.TLS, alias="加密")
    user: str = Field("", alias="用户")
    password: Path | None = Field(None, alias="密码文件")
    authority: Path | None = Field(None, alias="根证书")
    sender: _Address = Field(alias="发件人")
    mailboxes: dict[str, list[_Address]] = Field(alias="邮箱")

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.encryption is Encryption.NONE and not _is_loopback(self.host):
            raise ValueError("不加密的只能是本机的邮件服务器")
        if bool(self.user) != (self.password is not None):
            raise ValueError("用户和密码文件要一起写")
        return self


def read_mail(path: Path) -> MailForm:
    """Read a file of mailboxes.

    Raises:
        GatewayError: if it cannot be read.
    """
    try:
        return MailForm.model_validate(yaml.safe_load(path.read_text("utf-8")))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise GatewayError(f"无法读取邮箱的文件 {path.name}：{type(error).__name__}") from None
    except ValidationError as error:
        places = "、".join(dict.fromkeys(".".join(map(str, one["loc"])) or one["msg"] for one in error.errors()))
        raise GatewayError(f"邮箱的文件 {path.name} 不对：{places}") from None


@dataclass(frozen=True, slots=True)
class Mail:
    """Way out to mailboxes.

    Attributes:
        path: file of the mailboxes, read anew for each batch.
        elapsed: monotonic time, seconds.
    """

    path: Path
    elapsed: Callable[[], float] = time.monotonic

    def send(self, parcels: Sequence[Parcel]) -> Mapping[str, Receipt]:
        """Mail the messages whose offices and posts have a mailbox, and return what becomes of them, by key.

        Raises:
            GatewayError: if the file cannot be read or is wrong.
        """
        form = read_mail(self.path)
        mailed = [one for one in parcels if form.mailboxes.get(one.recipient)]
        receipts = dict.fromkeys([one.key for one in mailed], UNREACHED)
        if mailed:
            try:
                self._send(form, mailed, receipts)
            except (OSError, smtplib.SMTPException, GatewayError) as error:
                unreached = Receipt(Acceptance.UNREACHED, f"邮件服务器没有收下：{_reason(error)}")
                receipts |= {key: unreached for key, one in receipts.items() if one is UNREACHED}
        return receipts

    def _send(self, form: MailForm, parcels: Sequence[Parcel], receipts: dict[str, Receipt]) -> None:
        """Send mails over one connection, noting each receipt as it comes."""
        begun, server = self.elapsed(), _connect(form)
        try:
            for one in parcels:
                if self.elapsed() - begun > BATCH_SECONDS:
                    return
                receipts[one.key] = _mail(server, form, one)
        finally:
            # What was taken stays taken, whatever becomes of the farewell.
            with suppress(OSError, smtplib.SMTPException):
                server.quit()


def _connect(form: MailForm) -> smtplib.SMTP:
    context = ssl.create_default_context(cafile=form.authority)
    tls = partial(smtplib.SMTP_SSL, context=context) if form.encryption is Encryption.TLS else smtplib.SMTP
    server = tls(form.host, form.port, timeout=TIMEOUT_SECONDS)
    try:
        if form.encryption is Encryption.STARTTLS:
            server.starttls(context=context)
        if form.password is not None:
            server.login(form.user, _password(form.password))
    except BaseException:
        server.close()
        raise
    return server


def _mail(server: smtplib.SMTP, form: MailForm, parcel: Parcel) -> Receipt:
    message = EmailMessage()
    message["From"] = form.sender
    message["To"] = ", ".join(form.mailboxes[parcel.recipient])
    message["Subject"] = parcel.text[:SUBJECT_LIMIT]
    # By which a mailbox tells repetitions.
    message["Message-ID"] = f"<{parcel.key}@{parseaddr(form.sender)[1].rpartition('@')[2]}>"
    message.set_content(parcel.text)
    try:
        server.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        code = min(code for code, _ in error.recipients.values())
        return Receipt(_acceptance(code), f"邮件服务器不收：{code}")
    except (smtplib.SMTPDataError, smtplib.SMTPSenderRefused) as error:
        return Receipt(_acceptance(error.smtp_code), f"邮件服务器不收：{error.smtp_code}")
    return Receipt(Acceptance.ACCEPTED)


def _acceptance(code: int) -> Acceptance:
    return Acceptance.REFUSED if code >= _PERMANENT else Acceptance.LATER


def _password(path: Path) -> str:
    try:
        return path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise GatewayError(f"无法读取密码文件 {path.name}：{type(error).__name__}") from None


def _reason(error: Exception) -> str:
    if isinstance(error, GatewayError):
        return str(error)
    return f"{error.smtp_code}" if isinstance(error, smtplib.SMTPResponseException) else type(error).__name__


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
