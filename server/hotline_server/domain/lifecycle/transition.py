"""Transitions: the rows of the lifecycle tables."""

from dataclasses import dataclass, field
from enum import Enum
from typing import Generic, TypeVar

from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.guards.guard import Guard
from hotline_server.domain.parties import Role

State = TypeVar("State", bound=Enum)


@dataclass(frozen=True, slots=True)
class Transition(Generic[State]):
    """One row of a table.

    Attributes:
        act: the act.
        sources: states that allow it.
        target: state it leads to; ``None`` leaves the state unchanged.
        roles: who may do it; empty in the tables of assignments and hand-overs, where the case's row says so.
        rpc: the rpc by which people do it; empty if the act is automatic or a part of another.
        when: guards that choose between rows; where one does not hold, nobody expects the act to be allowed.
        guards: what else must hold; where one does not, its reason is told.
        on_assignment: True if it is done to one assignment, whose table must allow it too.
        by_delegator: True if it is done by the department that delegated that assignment to a unit below.
        on_referral: True if it is done by the department to which the case is referred.
        caution: guard that refuses nothing: where it does not hold, its reason is told to whoever may do the act.
        on_handover: True if it is done to one hand-over to another line, whose table must allow it too.
        conditions: all guards, the choosing ones first.
    """

    act: Act
    sources: tuple[State, ...]
    target: State | None = None
    roles: tuple[Role, ...] = ()
    rpc: str = ""
    when: tuple[Guard, ...] = ()
    guards: tuple[Guard, ...] = ()
    on_assignment: bool = False
    by_delegator: bool = False
    on_referral: bool = False
    caution: Guard | None = None
    on_handover: bool = False
    conditions: tuple[Guard, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "conditions", (*self.when, *self.guards))
