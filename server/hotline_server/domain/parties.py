"""Who acts on a case, what they note, and what they say to whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from hotline_server.domain.lifecycle import Act, CaseState


class Role(Enum):
    """In what role somebody acts; the value is the word that staff read."""

    OPERATOR = "话务员"
    RULE_BOOK = "规则库"
    DESK = "值班室"
    DEPARTMENT = "承办单位"
    LEADER = "领导"
    SYSTEM = "系统"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts."""

    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Note:
    """One act as it will stand in the log."""

    act: Act
    actor: Actor
    reason: str
    from_state: CaseState
    to_state: CaseState
    department: str
    details: Mapping[str, str]


@dataclass(slots=True)
class CallerEntry:
    """One caller of the case: the one who opened it, or one whose call was joined to it."""

    call_id: int
    answered: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What a caller was told (R3.4, P2).

    Attributes:
        call_id: the call it answers.
        means: 电话, 书面 and so on; empty where the caller could not be answered.
        content: what was said, or why the caller cannot be answered.
        supported: whether policy supports what was wished for; if not, ``content`` explains (P2).
        given: whether the caller was reached.
    """

    call_id: int
    means: str
    content: str
    policy: str
    supported: bool
    given: bool


@dataclass(frozen=True, slots=True)
class Designation:
    """Who shall handle a case (R2.5)."""

    lead: str
    cohandlers: tuple[str, ...]
    days: int
    may_answer: bool = False


WATCHMAN = Actor("督办系统", Role.SYSTEM)
