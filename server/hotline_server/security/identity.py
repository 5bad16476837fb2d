"""Identity of the client of an rpc: a person with a token or a system with a certificate."""

from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime

from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.ground.characters import is_one_line, trimmed
from hotline_server.ground.key_enum import KeyEnum
from hotline_server.rulebook.decision import DUTY_OFFICE

NAME_LIMIT = 50


class AccessRole(KeyEnum):
    """Role that grants access; the value is the name in tokens and in the file of systems."""

    TELEPHONY = "telephony"
    OPERATOR = "operator"
    DESK_LEAD = "desk_lead"
    LEADER = "leader"
    DEPARTMENT = "department"
    LINE = "line"
    RULE_MAINTAINER = "rule_maintainer"
    RULE_APPROVER = "rule_approver"
    REPORTER = "reporter"
    ARCHIVIST = "archivist"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    MESSAGE_GATEWAY = "message_gateway"
    PUBLIC_SITE = "public_site"


DESK_ROLES = frozenset({AccessRole.OPERATOR, AccessRole.DESK_LEAD})
"""Roles of the duty desk's staff."""


@dataclass(frozen=True, slots=True)
class Token:
    """Claims by which a token can be withdrawn.

    Attributes:
        id: claim ``jti``; empty if it has none.
        subject: claim ``sub``.
        issued_at: claim ``iat``, UTC; ``None`` if it has none.
    """

    id: str
    subject: str
    issued_at: datetime | None


@dataclass(frozen=True, slots=True)
class Identity:
    """Authenticated person or system.

    Attributes:
        name: as recorded in logs.
        roles: granted to it.
        department: it acts for: a department, a district with all its departments, or the whole city;
            empty for none.
        line: line of the rule book it acts for 联动单位; empty for none.
        token: that proved it; ``None`` for a certificate.
        is_system: True if it acts on behalf of its own users, whom it names with each act.
        expires_at: UTC; ``None`` for a certificate, which is only checked when connecting.
        certificate: name in the certificate that proved it; empty for a token.
    """

    name: str
    roles: frozenset[AccessRole]
    department: str = ""
    is_system: bool = False
    expires_at: datetime | None = None
    line: str = ""
    token: Token | None = field(default=None, compare=False)
    certificate: str = ""

    @property
    def acts_for(self) -> str:
        """Department in whose name it does what departments do: the duty office, for the desk; empty for none."""
        if AccessRole.DEPARTMENT not in self.roles and self.roles & DESK_ROLES:
            return DUTY_OFFICE
        return self.department

    def is_expired(self, now: datetime) -> bool:
        """Return whether the identity has to be proved again."""
        return self.expires_at is not None and now >= self.expires_at

    def actor_name(self, named: str, field: str) -> str:
        """Return the name under which an act is logged; empty if a system names no user.

        Args:
            named: user named in the request.
            field: path of that field, for errors.

        Raises:
            InvalidFieldsError: if the name is longer than ``NAME_LIMIT`` characters or not one line, or a person
                acts in another's name.
        """
        named = trimmed(named)
        if len(named) > NAME_LIMIT:
            raise InvalidFieldsError([FieldViolation(field, f"有 {len(named)} 个字，上限是 {NAME_LIMIT} 个字")])
        if not is_one_line(named):
            raise InvalidFieldsError([FieldViolation(field, "不能换行，也不能有改变文字方向的字符")])
        if self.is_system:
            return f"{named}@{self.name}" if named else ""
        if named and named != self.name:
            raise InvalidFieldsError([FieldViolation(field, "只能用自己的身份办理；可留空")])
        return self.name

    def required_actor_name(self, named: str, field: str) -> str:
        """Return the name under which an act is logged that somebody has to answer for.

        Args:
            named: user named in the request.
            field: path of that field, for errors.

        Raises:
            InvalidFieldsError: if a system names no user, or the name may not be used.
        """
        name = self.actor_name(named, field)
        if not name:
            raise InvalidFieldsError([FieldViolation(field, "不能为空")])
        return name


ANONYMOUS = Identity("", frozenset())
_current: ContextVar[Identity] = ContextVar("identity", default=ANONYMOUS)


def current_identity() -> Identity:
    """Return the identity of the client whose rpc this thread handles; ``ANONYMOUS`` outside of an rpc."""
    return _current.get()


def set_identity(identity: Identity) -> None:
    """Set the identity of the client whose rpc this thread is about to handle."""
    _current.set(identity)
