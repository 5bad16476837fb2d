"""Contacts with callers besides answers: what they were told of the handling, and connections by telephone."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

BY_SMS = "短信"
"""Means of an answer or a notice that the service itself sends."""


class AssignmentMeans(Enum):
    """Means by which a department is sent an assignment (R2.3); the value is its label in the user interface."""

    SYSTEM = "系统"
    PHONE = "电话"
    SLIP = "书面交办单"


class ConnectionResult(Enum):
    """Outcome of connecting a caller onward (R2.2); the value is its label in the user interface."""

    CONNECTED = "接通"
    NOT_ANSWERED = "无人接听"
    BUSY = "占线"
    DECLINED = "来电人不愿连线"
    FAILED = "没有接通"


@dataclass(frozen=True, slots=True)
class Notice:
    """Notice to a caller of who handles the matter (R2.3).

    Attributes:
        call_id: id of the call whose caller was told; 0 for the only one.
        means: 电话, 短信 and so on; empty if the caller could not be told.
        content: what the caller was told, or why the caller could not be.
        given: true if the caller was told.
        at: when, UTC; ``None`` for the time of the act.
    """

    call_id: int
    means: str
    content: str
    given: bool
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Connection:
    """Telephone connection of a caller to a department (R2.2), or to another line (R8.2).

    Attributes:
        department: to whom; a department or a line.
        result: what came of it.
        remark: what else there is to say; may be empty.
        at: when, UTC; ``None`` for the time of the act.
        request_id: id under which a telephony system records it once; empty if people do.
        phone: the number that was called or told; empty if nobody said.
        to_line: true if it is a line.
    """

    department: str
    result: ConnectionResult
    remark: str = ""
    at: datetime | None = None
    request_id: str = ""
    phone: str = ""
    to_line: bool = False
