"""Execution of the tables by ``transitions``: the state an act leads to, or why it is refused."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Generic

from hotline_server.domain.errors import IllegalActError, NotAllowedError, UnmetConditionError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.guards import Situation
from hotline_server.domain.lifecycle.state import AssignmentState, CaseState, HandoverState
from hotline_server.domain.lifecycle.table import ASSIGNMENT_TABLE, CASE_TABLE, HANDOVER_TABLE, State, Transition

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
        """The machine of ``transitions``; roles and guards are the conditions of its transitions."""
        # Who only reads cases, as clients do, needs no machine.
        from transitions import Machine  # noqa: PLC0415

        initial = next(iter(self.states))
        machine = Machine(model=None, states=self.states, initial=initial, auto_transitions=False)
        for row in self.table:
            # In transitions' terms an act without a target is an internal transition.
            conditions: list[str | Callable[..., bool | None]] = [partial(_admits, row)]
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

    def acts(self, state: State) -> tuple[Act, ...]:
        """Return the acts that a state allows to people, in table order."""
        return tuple(dict.fromkeys(row.act for row in self.table if row.rpc and state in row.sources))

    def advance(self, state: State, act: Act, situation: Situation) -> State:
        """Return the state that an act leads to from one that allows it.

        Raises:
            NotAllowedError: the act is another role's.
            UnmetConditionError: a guard does not hold; has its reason.
        """
        model = _Model(state)
        if not self.machine.events[act.name].trigger(model, situation):
            raise self._refusal(state, act, situation)
        return model.state

    def _refusal(self, state: State, act: Act, situation: Situation) -> NotAllowedError | UnmetConditionError:
        for row in self.rows[act, state]:
            if _admits(row, situation):
                unmet = next(guard for guard in row.conditions if not guard.holds(situation))
                return UnmetConditionError(unmet.reason(situation))
        return NotAllowedError(f"{situation.actor.role.value}不能“{act.value}”")


CASE = Lifecycle(CASE_TABLE, CaseState)
ASSIGNMENT = Lifecycle(ASSIGNMENT_TABLE, AssignmentState)
HANDOVER = Lifecycle(HANDOVER_TABLE, HandoverState)


def next_case_state(act: Act, situation: Situation) -> CaseState:
    """Return the state of the case after an act.

    Raises:
        IllegalActError: the state of the case does not allow the act; lists those it allows to people.
        NotAllowedError: the act is another role's.
        UnmetConditionError: a guard does not hold; has its reason.
    """
    state = situation.case.state
    if (act, state) not in CASE.rows:
        raise IllegalActError(act.value, state.value, [other.value for other in CASE.acts(state)])
    return CASE.advance(state, act, situation)


def next_assignment_state(act: Act, situation: Situation) -> AssignmentState:
    """Return the state of the assignment that is acted on after an act.

    Raises:
        UnmetConditionError: the state of the assignment does not allow the act, or a guard does not hold.
    """
    assignment = situation.concerned
    if (act, assignment.state) not in ASSIGNMENT.rows:
        wanted = "”或“".join(state.value for state in ASSIGNMENT.sources(act))
        state = assignment.state.value
        raise UnmetConditionError(f"{assignment.department}的交办是“{state}”，要是“{wanted}”才能“{act.value}”")
    return ASSIGNMENT.advance(assignment.state, act, situation)


def next_handover_state(act: Act, situation: Situation) -> HandoverState:
    """Return the state of the hand-over that is acted on after an act.

    Raises:
        UnmetConditionError: the state of the hand-over does not allow the act.
    """
    handover = situation.handed
    if (act, handover.state) not in HANDOVER.rows:
        wanted = "”或“".join(state.value for state in HANDOVER.sources(act))
        state = handover.state.value
        raise UnmetConditionError(f"给{handover.line}的移交是“{state}”，要是“{wanted}”才能“{act.value}”")
    return HANDOVER.advance(handover.state, act, situation)


def _admits(row: Transition[State], situation: Situation) -> bool:
    """Return True if a row is for the role of who acts."""
    return not row.roles or situation.actor.role in row.roles
