"""Parties to a case: actors and their roles, callers and answers, designated departments."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from hotline_server.domain.callbacks import CallbackState
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.ground.key_enum import KeyEnum
from hotline_server.rulebook.time_limit import TimeLimit


class Role(KeyEnum):
    """Role of an actor; the value is its label in the user interface."""

    OPERATOR = "话务员"
    RULE_BOOK = "规则库"
    DESK = "值班室"
    DEPARTMENT = "承办单位"
    LEADER = "领导"
    SYSTEM = "系统"
    LINE = "联动单位"


@dataclass(frozen=True, slots=True)
class Actor:
    """Person or system that performs an act."""

    name: str
    role: Role

    @property
    def person(self) -> str:
        """Name of the person, without that of the system which named them."""
        return person_of(self.name)


def person_of(actor: str) -> str:
    """Return the name of whoever acted, without that of the system which named them."""
    return actor.partition("@")[0] or actor


@dataclass(frozen=True, slots=True)
class Note:
    """Act to be written to the log."""

    act: Act
    actor: Actor
    reason: str
    from_state: CaseState
    to_state: CaseState
    department: str
    details: Mapping[str, str]


@dataclass(slots=True)
class CallerEntry:
    """Call that the case must answer: the one that opened it, or one merged into it.

    Attributes:
        answered: true once the caller was answered, or it is on record why not.
        has_phone: true if there is a number to call.
        wishes_no_reply: true if the caller asked for no reply 不要求回复.
        withdrawn: true if the caller withdrew 撤诉.
        handling: which handling of the matter the caller was or is to be told of: 1, or more after a second handling;
            whoever still waited for the first result is at 1 all the same, and at 0 who was told none, until one is to
            be found after the case was reopened.
        callback: state of the callback.
        attempts: failed attempts to call, first to answer and then, counted anew, to ask.
        next_attempt: when to call, or to write, next, UTC.
        exemption: why the caller is not called back; empty if there is no reason.
        tell_by: when the caller is to have been told who handles the matter (R2.3), UTC; ``None`` if that was done or
            need not be, now or at all.
        tell_since: from when that time counts, UTC.
        write_since: from when the time counts in which the answer is to be left in writing for the caller who is
            unreachable, UTC.
        refuses_messages: true if the caller wants no SMS 不收短信 about the case.
    """

    call_id: int
    answered: bool
    has_phone: bool = True
    wishes_no_reply: bool = False
    withdrawn: bool = False
    handling: int = 1
    callback: CallbackState = CallbackState.NONE
    attempts: int = 0
    next_attempt: datetime | None = None
    exemption: str = ""
    tell_by: datetime | None = None
    tell_since: datetime | None = None
    write_since: datetime | None = None
    refuses_messages: bool = False

    @property
    def awaits_answer(self) -> bool:
        """True while somebody must answer the caller."""
        return not (self.answered or self.wishes_no_reply or self.withdrawn)

    def note_told(self) -> None:
        """Note that the caller knows who handles the matter."""
        self.tell_by = self.tell_since = None

    def notice_due(self, state: CaseState) -> datetime | None:
        """Return when the caller is to have been told who handles the matter, in a state of the case, UTC.

        What was overdue when others came to be told first is so still once this is to be told again.
        """
        return self.tell_by if state.has_handler_to_name else None

    def next_contact(self, state: CaseState) -> datetime | None:
        """Return when the caller is to be called or written to in a state of the case, UTC; ``None`` if not by a time.

        Nobody who was answered waits for others to be: what one is dissatisfied with is judged at once.
        """
        return self.next_attempt if state.is_resolved else None


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer to a caller (R3.4, P2).

    Attributes:
        call_id: id of the call answered.
        means: 电话, 书面 and so on; empty if the caller could not be answered.
        content: text of the answer, or why the caller cannot be answered.
        policy: policy cited.
        supported: true if policy supports the request; if not, ``content`` explains (P2).
        given: true if the caller was reached.
        at: when the caller was told, UTC; ``None`` for the time of the act.
    """

    call_id: int
    means: str
    content: str
    policy: str
    supported: bool
    given: bool
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Designation:
    """Departments designated to handle a case (R2.5).

    Attributes:
        lead: lead department.
        cohandlers: co-handling departments.
        limit: time for the reply; without spans, what the case had.
        may_answer: true if the lead may answer the caller directly.
    """

    lead: str
    cohandlers: tuple[str, ...]
    limit: TimeLimit
    may_answer: bool = False


SUPERVISION_SYSTEM = Actor("督办系统", Role.SYSTEM)
DIRECTORY = Actor("单位目录", Role.SYSTEM)
