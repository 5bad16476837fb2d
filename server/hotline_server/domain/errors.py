"""Domain errors; the API maps each to a gRPC status.

DomainError
├── IllegalActError        act not allowed in the case's state
├── InvalidFieldsError     invalid request fields
├── NotAllowedError        caller lacks permission
├── NotFoundError
├── OverloadedError        capacity exhausted; retry later
├── RequestIdReusedError   request id reused with different content
├── StaleError             what is to be changed has changed since it was read
├── UnavailableError       something that the request needs does not answer; retry later
└── UnmetConditionError    act forbidden by something else about the case
DamagedRowError            stored row that cannot be read
StoppingError              server is shutting down; retry
"""

from collections.abc import Sequence
from dataclasses import dataclass

from hotline_server.domain.field_words import in_words
from hotline_server.domain.numbering import is_number


class DomainError(Exception):
    """Rejected request; nothing was changed."""


@dataclass(frozen=True, slots=True)
class FieldViolation:
    """Invalid field.

    Attributes:
        field: path of the field in the request.
        description: what is wrong with it, and what is allowed.
    """

    field: str
    description: str


class InvalidFieldsError(DomainError):
    """Request with invalid fields."""

    def __init__(self, violations: Sequence[FieldViolation]) -> None:
        self.violations = tuple(violations)
        super().__init__(in_words((wrong.field, wrong.description) for wrong in violations))


class NotAllowedError(DomainError):
    """Caller without permission for the request."""


class NotFoundError(DomainError):
    """Reference to something that does not exist."""


class RequestIdReusedError(DomainError):
    """Request id reused with different content."""


class IllegalActError(DomainError):
    """Act that the state of the case does not allow.

    Attributes:
        act: the act.
        state: state of the case.
        needed: states that allow it.
        first: who must do what first in that state, or what has been done.
        ways: acts by which the actor comes nearer to a state that is needed.
    """

    def __init__(self, act: str, state: str, needed: Sequence[str], first: str, ways: Sequence[str] = ()) -> None:
        self.act = act
        self.state = state
        self.needed = tuple(needed)
        self.first = first
        self.ways = tuple(ways)
        super().__init__(f"工单现为“{state}”，不能“{act}”；{first}")

    @property
    def way(self) -> str:
        """Acts that the actor may do instead, or else what comes first."""
        return f"现在可以“{'”或者“'.join(self.ways)}”" if self.ways else self.first

    def instead(self, ways: Sequence[str]) -> "IllegalActError":
        """Return the error with the ways of whoever acts."""
        return IllegalActError(self.act, self.state, self.needed, self.first, ways)


class OverloadedError(DomainError):
    """Request beyond the server's capacity; may succeed later."""


class StaleError(DomainError):
    """Change to an outdated version of a case, an announcement or the directory."""

    def __init__(self, subject: str, etag: str, since: Sequence[str]) -> None:
        self.etag = etag
        self.since = tuple(since)
        acts = f"（{'、'.join(since)}）" if since else ""
        super().__init__(f"{subject}已有变化{acts}，请查看后再办")


class DamagedRowError(Exception):
    """Row that holds what no server writes: somebody changed it behind the service, or a disk failed.

    Attributes:
        number: number of its case, or what names it without one; empty if nothing does.
        place: table and column that are damaged, in Chinese.
    """

    def __init__(self, number: str, place: str) -> None:
        self.number = number
        self.place = place
        what = f"工单 {number} 的记录" if is_number(number) else number or "记录"
        super().__init__(f"{what}已损坏（{place}），读不出来；请告知系统管理员用 hotline audit verify 核查、从备份恢复")


class StoppingError(Exception):
    """Request to a server that is shutting down; may be retried elsewhere or later."""


class UnavailableError(DomainError):
    """Request that needs something that does not answer; may succeed later."""


class UnmetConditionError(DomainError):
    """Act that the lifecycle table allows but another condition forbids; the message names it."""
