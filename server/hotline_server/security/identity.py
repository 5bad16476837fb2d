"""Who is at the other end of an rpc: a person with a token, or a system with a certificate."""

from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from hotline_server.domain.errors import FieldViolation, InvalidFieldsError


class AccessRole(Enum):
    """What somebody is to the service; the value is the word in tokens and in the file of systems."""

    TELEPHONY = "telephony"
    OPERATOR = "operator"
    DESK_LEAD = "desk_lead"
    LEADER = "leader"
    DEPARTMENT = "department"
    RULE_MAINTAINER = "rule_maintainer"
    RULE_APPROVER = "rule_approver"
    REPORTER = "reporter"
    ARCHIVIST = "archivist"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody the service knows.

    Attributes:
        name: as logs name them.
        roles: what they may be.
        department: the part of the tree they speak for: a department, a district with all its
            departments, or the whole city; empty for none.
        is_system: whether it speaks for people of its own, whom it names with each act.
        expires_at: when it ends, UTC; ``None`` for a certificate, which ends with its connection.
    """

    name: str
    roles: frozenset[AccessRole]
    department: str = ""
    is_system: bool = False
    expires_at: datetime | None = None

    def actor_name(self, named: str, field: str) -> str:
        """The name that an act is logged under; empty where a system names nobody.

        Args:
            named: whom the request names as acting.
            field: the path of that in the request.

        Raises:
            InvalidFieldsError: a person acts in another's name.
        """
        named = named.strip()
        if self.is_system:
            return f"{named}@{self.name}" if named else ""
        if named and named != self.name:
            raise InvalidFieldsError([FieldViolation(field, "只能用自己的身份办理;可留空")])
        return self.name


NOBODY = Identity("", frozenset())
_current: ContextVar[Identity] = ContextVar("identity", default=NOBODY)


def current_identity() -> Identity:
    """Who sent the rpc that this thread answers; ``NOBODY`` outside of one."""
    return _current.get()


def set_identity(identity: Identity) -> None:
    """Say who sent the rpc that this thread begins to answer."""
    _current.set(identity)
