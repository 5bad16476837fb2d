"""Signed links in messages to callers: what they are for, until when, and how they are written (R8.7, R8.8)."""

import base64
import binascii
import struct
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum

from hotline_server.domain.numbering import number_of

ANSWER_TIME = timedelta(days=15)
"""For how long after a message its recipient may answer it, by SMS or by its link."""
SIGNATURE_BYTES = 10
_CONTENT = struct.Struct(">QBBI")
LINK_BYTES = _CONTENT.size + SIGNATURE_BYTES
_MOST = 255


class LinkPurpose(Enum):
    """Act that a caller does by a link; the value is part of what is signed."""

    JUDGE = 1
    PRESS = 2


@dataclass(frozen=True, slots=True)
class Link:
    """Link for one caller, to be used once.

    Attributes:
        call_id: the caller's call.
        purpose: to say what they think of the result, or to urge or withdraw.
        handling: which handling of the matter it is about, as in ``CallerEntry``.
        expires_at: when it is no longer taken, UTC.
    """

    call_id: int
    purpose: LinkPurpose
    handling: int
    expires_at: datetime

    @property
    def content(self) -> bytes:
        """The link in bytes, which are signed."""
        at = int(self.expires_at.timestamp())
        return _CONTENT.pack(self.call_id, self.purpose.value, min(self.handling, _MOST), at)

    @property
    def request_id(self) -> str:
        """Id under which its use is recorded: of a question the same, however often it is asked."""
        asked = "" if self.purpose is LinkPurpose.JUDGE else f" {int(self.expires_at.timestamp())}"
        return f"链接 {self.purpose.name} {number_of(self.call_id)} {self.handling}{asked}"

    def signed_text(self, case_number: str, corrected_phone: str = "") -> str:
        """Return what is signed: a question is bound to the case that it was asked about, anything else to the call.

        Args:
            case_number: number of the case that answers the caller.
            corrected_phone: of the caller, if it was corrected since registration.
        """
        about = case_number if self.purpose is LinkPurpose.JUDGE else number_of(self.call_id)
        return f"{about} {self.content.hex()} {corrected_phone}".rstrip()

    def token(self, signature: bytes) -> str:
        """Return the link as it is written in a message, behind the address of the website."""
        return base64.urlsafe_b64encode(self.content + signature).decode()


def read_token(token: str) -> tuple[Link, bytes] | None:
    """Return the link in a token, and its signature, still to be checked; ``None`` if it is none."""
    try:
        read = base64.b64decode(token.strip().encode("ascii"), b"-_", validate=True)
    except (ValueError, binascii.Error):
        return None
    if len(read) != LINK_BYTES:
        return None
    call_id, purpose, handling, at = _CONTENT.unpack(read[: _CONTENT.size])
    if purpose not in {one.value for one in LinkPurpose}:
        return None
    link = Link(call_id, LinkPurpose(purpose), handling, datetime.fromtimestamp(at, UTC))
    return link, read[_CONTENT.size :]
