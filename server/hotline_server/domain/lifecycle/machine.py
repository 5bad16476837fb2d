"""Machines of ``transitions`` that run the tables."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Generic

from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.situation import Situation
from hotline_server.domain.lifecycle.state import AssignmentState, CaseState, HandoverState
from hotline_server.domain.lifecycle.table import ASSIGNMENT_TABLE, CASE_TABLE, HANDOVER_TABLE
from hotline_server.domain.lifecycle.transition import State, Transition

if TYPE_CHECKING:
    from transitions import Machine


class _Model(Generic[State]):
    """Bare state, used as the model of ``transitions``."""

    __slots__ = ("state",)

    def __init__(self, state: State) -> None:
        self.state = state


@dataclass(frozen=True)
class Lifecycle(Generic[State]):
    """Table that ``transitions`` executes."""

    table: Sequence[Transition[State]]
    states: type[State]

    @cached_property
    def machine(self) -> "Machine":
        """Machine of ``transitions``; roles and guards are the conditions of its transitions."""
        # Who only reads cases, as clients do, needs no machine.
        from transitions import Machine  # noqa: PLC0415

        initial = next(iter(self.states))
        machine = Machine(model=None, states=self.states, initial=initial, auto_transitions=False)
        for row in self.table:
            # In transitions' terms an act without a target is an internal transition.
            conditions: list[str | Callable[..., bool | None]] = [partial(admits, row)]
            conditions += [guard.holds for guard in row.conditions]
            machine.add_transition(row.act.name, list(row.sources), row.target, conditions=conditions)
        return machine

    @cached_property
    def rows(self) -> Mapping[tuple[Act, State], tuple[Transition[State], ...]]:
        """Rows by act and state that allows it, in table order."""
        found: dict[tuple[Act, State], tuple[Transition[State], ...]] = {}
        for row in self.table:
            for source in row.sources:
                found[row.act, source] = (*found.get((row.act, source), ()), row)
        return found

    def sources(self, act: Act) -> tuple[State, ...]:
        """Return the states that allow an act, in table order."""
        return tuple(dict.fromkeys(source for row in self.table if row.act is act for source in row.sources))

    @cached_property
    def of_act(self) -> Mapping[Act, tuple[Transition[State], ...]]:
        """Rows by act, in table order."""
        return {act: tuple(row for row in self.table if row.act is act) for act in {row.act for row in self.table}}

    def advance(self, state: State, act: Act, situation: Situation) -> State:
        """Return the state that an act leads to from one in which ``refusals`` finds nothing against it."""
        model = _Model(state)
        if not self.machine.events[act.name].trigger(model, situation):
            raise RuntimeError(f"nothing was found against {act.name} in {state.name}, but no row admits it")
        return model.state


CASE = Lifecycle(CASE_TABLE, CaseState)
ASSIGNMENT = Lifecycle(ASSIGNMENT_TABLE, AssignmentState)
HANDOVER = Lifecycle(HANDOVER_TABLE, HandoverState)


def admits(row: Transition[State], situation: Situation) -> bool:
    """Return True if a row is for the role of who acts."""
    return not row.roles or situation.actor.role in row.roles
