"""Refusals: why the tables do not allow an act, in one wording for who tries it and who asks what is allowed."""

from collections.abc import Iterable, Mapping, Sequence

from hotline_server.domain.errors import DomainError, IllegalActError, NotAllowedError, UnmetConditionError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.guards.guard import Guard
from hotline_server.domain.lifecycle.guards.joins import MAIN_NOT_ARCHIVED, NOT_JOINED
from hotline_server.domain.lifecycle.machine import ASSIGNMENT, CASE, HANDOVER, Lifecycle, admits
from hotline_server.domain.lifecycle.situation import Situation
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.lifecycle.transition import State, Transition

_NEXT_STEP: Mapping[CaseState, str] = {
    CaseState.REGISTERED: "先由值班室研判",
    CaseState.ANSWERED: "已经答复来电人，要再办的由值班室重新受理",
    CaseState.REFERRED: "先由归口单位反馈结果，不归它管的由值班室另行归口或者交办",
    CaseState.ASSIGNED: "先由承办单位签收",
    CaseState.AWAITING_INSTRUCTION: "先由领导批示",
    CaseState.VERIFYING: "先由值班室核实险情",
    CaseState.RESPONDING: "先由承办单位回复",
    CaseState.IN_PROGRESS: "先由承办单位回复",
    CaseState.REPLIED: "先由值班室审核",
    CaseState.REWORKING: "先由承办单位重办",
    CaseState.SUSPENDED: "先由值班室复查暂缓的事项",
    CaseState.DISPUTED: "先由领导批示",
    CaseState.RESOLVED: "先答复来电人",
    CaseState.CLOSED: "已经办结，有新情况的由值班室重新受理或者另行登记",
    CaseState.ARCHIVED: "已经归档，不再变动；有新情况请另行登记，并注明接续哪一件",
    CaseState.CALLBACK_REVIEW: "先由值班室研判回访",
    CaseState.HANDED_OVER: "先由联动单位反馈结果",
}
"""What somebody must do first in a state, or what has been done."""
_ENDING = (Act.WITHDRAW, Act.TAKE_BACK, Act.RECALL, Act.RECALL_FROM_LINE)
"""Acts that end a part, which is no way to go on with it."""


def refusal(act: Act, situation: Situation) -> DomainError | None:
    """Return why an act is refused: by the part that is acted on, the case and the guards; ``None`` if it is allowed.

    An IllegalActError does not say what the actor may do instead.
    """
    assignment, handover = situation.assignment, situation.handover
    if _is_allowed(act, situation):
        return None
    return (
        (assignment and _of_state(ASSIGNMENT, assignment.state, act, f"{assignment.department}的交办", situation))
        or (handover and _of_state(HANDOVER, handover.state, act, f"给{handover.line}的移交", situation))
        or _of_case(act, situation)
        or (assignment and _of_guards(ASSIGNMENT, assignment.state, act, situation))
        or (handover and _of_guards(HANDOVER, handover.state, act, situation))
        or None
    )


def _is_allowed(act: Act, situation: Situation) -> bool:
    """Return True if a row for the case, and one for the part that is acted on, allow an act as they stand.

    Most acts that are asked about are, and no reason need be looked for.
    """
    assignment, handover = situation.assignment, situation.handover
    of_case = CASE.rows.get((act, situation.case.state), ())
    if assignment:
        of_case = tuple(row for row in of_case if row.on_assignment)
        if not _any_allows(ASSIGNMENT.rows.get((act, assignment.state), ()), situation):
            return False
    if handover and not _any_allows(HANDOVER.rows.get((act, handover.state), ()), situation):
        return False
    return _any_allows(of_case, situation)


def _any_allows(rows: Iterable[Transition[State]], situation: Situation) -> bool:
    for row in rows:  # noqa: SIM110 - there is seldom more than one, and any() builds a generator each time
        if admits(row, situation) and (not row.conditions or are_met(row.conditions, situation)):
            return True
    return False


def are_met(guards: Sequence[Guard], situation: Situation) -> bool:
    """Return True if all guards hold."""
    for guard in guards:  # noqa: SIM110 - most rows have none or one, and all() builds a generator each time
        if not guard.holds(situation):
            return False
    return True


def refusal_of_part(act: Act, situation: Situation) -> DomainError | None:
    """Return why an assignment cannot be moved as a part of another act, which the case allows."""
    assignment = situation.concerned
    return _of_state(ASSIGNMENT, assignment.state, act, f"{assignment.department}的交办", situation) or _of_guards(
        ASSIGNMENT, assignment.state, act, situation
    )


def first_unmet(guards: Sequence[Guard], situation: Situation) -> str:
    """Return the reason of the first guard that does not hold; empty if all do."""
    for guard in guards:
        if not guard.holds(situation):
            return guard.reason(situation)
    return ""


def _of_state(
    table: Lifecycle[State], state: State, act: Act, subject: str, situation: Situation
) -> DomainError | None:
    if (act, state) in table.rows:
        return None
    if missing := _missing(table.of_act.get(act, ()), situation):
        return UnmetConditionError(missing)
    return UnmetConditionError(f"{subject}现为“{state.value}”，不能“{act.value}”；{_way(table, state, act, situation)}")


def _missing(rows: Iterable[Transition[State]], situation: Situation) -> str:
    """Return what an act is about and is not there, so that no state allows it; empty if one of its rows is meant."""
    missing = [first_unmet(row.when, situation) for row in rows]
    return missing[0] if missing and all(missing) else ""


def _way(table: Lifecycle[State], state: State, act: Act, situation: Situation) -> str:
    """Return who must do what to a part first, so that its state allows an act, or that it must be given out anew."""
    needed = table.sources(act)
    acts = dict.fromkeys(row.act for row in table.table if state in row.sources and row.target in needed)
    leading = [
        _said(row)
        for one in acts
        if (row := next((row for row in CASE.of_act.get(one, ()) if _leads_on(row, situation)), None))
    ]
    return f"要先{'，或者'.join(leading)}" if leading else "要它再办的，请值班室另行交办或者移交"


def _said(row: Transition[CaseState]) -> str:
    """Return an act with whose it is, which the names of some say."""
    doer = "转派它的单位" if row.by_delegator else row.roles[0].value
    return f"“{row.act.value}”" if row.act.value.startswith(doer) else f"由{doer}“{row.act.value}”"


def _leads_on(row: Transition[CaseState], situation: Situation) -> bool:
    offered = bool(row.rpc) and situation.case.state in row.sources
    return offered and row.act not in _ENDING and not first_unmet(row.when, situation)


def _of_case(act: Act, situation: Situation) -> DomainError | None:
    """Return why the case does not allow an act: its state, or a guard.

    Acts on an assignment have rows of their own for leads, co-handlers and units below. Where none of those for this
    one names the state, the state is the reason, and not that it is none of the others.
    """
    state, rows = situation.case.state, CASE.of_act.get(act, ())
    allowing = CASE.rows.get((act, state), ())

    def means(row: Transition[CaseState]) -> bool:
        """Return whether a row is one for the assignment that is acted on."""
        is_ours = row.on_assignment and situation.assignment is not None and admits(row, situation)
        return is_ours and not first_unmet(row.when, situation)

    if any(map(means, allowing)):
        return _of_guards(CASE, state, act, situation)
    meant = [row for row in rows if means(row)]
    if allowing and not meant:
        return _of_guards(CASE, state, act, situation)
    if situation.case.joined_into and not allowing:
        why = NOT_JOINED if situation.case.awaits_main else MAIN_NOT_ARCHIVED
        return UnmetConditionError(why.reason(situation))
    admitted = [row for row in rows if admits(row, situation)]
    if missing := _missing((row for row in admitted if _fits(row, situation)), situation):
        return UnmetConditionError(missing)
    needed = dict.fromkeys(source.value for row in meant or admitted or rows for source in row.sources)
    return IllegalActError(act.value, state.value, tuple(needed), _NEXT_STEP[state])


def _fits(row: Transition[CaseState], situation: Situation) -> bool:
    """Return True if a row is about what is acted on: the case as a whole, an assignment or a hand-over."""
    on_part = (row.on_assignment, row.on_handover)
    return on_part == (situation.assignment is not None, situation.handover is not None)


def _of_guards(table: Lifecycle[State], state: State, act: Act, situation: Situation) -> DomainError | None:
    """Return which guard stands in the way: of the first row that is meant, or else why none is."""
    rows = [row for row in table.rows[act, state] if admits(row, situation)]
    if not rows:
        able = "、".join(dict.fromkeys(role.value for row in table.rows[act, state] for role in row.roles))
        return NotAllowedError(f"{situation.actor.role.value}不能“{act.value}”，由{able}办理")
    of_meant, of_others = "", ""
    for row in rows:
        if unmeant := first_unmet(row.when, situation):
            of_others = of_others or unmeant
        elif unmet := first_unmet(row.guards, situation):
            of_meant = of_meant or unmet
        else:
            return None
    return UnmetConditionError(of_meant or of_others)
