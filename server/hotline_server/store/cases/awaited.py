"""Conditions of what a case waits for: the same, in SQL, as ``domain.waits`` yields."""

from collections.abc import Mapping

from peewee import OP, SQL, BigIntegerField, Expression, Function, TextField, Value, fn

from hotline_server.domain.callbacks import CallbackState
from hotline_server.domain.case_query import Awaited
from hotline_server.domain.exclusion import ExclusionState
from hotline_server.domain.lifecycle.state import UNFINISHED, WORKING, CaseState
from hotline_server.domain.standstill import STEPPING_ASIDE
from hotline_server.domain.timetable import Pressure
from hotline_server.rulebook.decision import DUTY_OFFICE, Outcome
from hotline_server.store.cases.line_cases import open_handover
from hotline_server.store.models import AssignmentRow, CallerRow, CaseRow

Condition = Expression | Function | SQL

_NAMES_HANDLER = [state.name for state in CaseState if state.has_handler_to_name]
_OWING = AssignmentRow.state.in_([state.name for state in WORKING])


def _is_aside(since: BigIntegerField, standstills: TextField) -> Expression:
    """Return the condition that a department steps aside until the desk has decided."""
    return since.is_null(False) & standstills.endswith(f'"{STEPPING_ASIDE}"]]')


_STEPS_ASIDE = _is_aside(AssignmentRow.stands_since, AssignmentRow.standstills)
_TO_TELL = (CaseRow.state == CaseState.RESOLVED.name) & (CaseRow.proposed_decision == "")


def to_call(*conditions: Expression) -> Expression:
    """Return the condition that a caller is to be called back, called again or written to (R8.7).

    It is that of ``CallerEntry.next_contact``. Nobody is told a result before the desk has judged an amended call;
    whoever was told it is asked about it all the same, once all are.
    """
    waiting = CallerRow.select(CallerRow.case_id).where(CallerRow.next_attempt.is_null(False), *conditions)
    answered = CaseRow.state.in_([state.name for state in CaseState if state.is_answered])
    told = waiting.where(CallerRow.answered, CallerRow.callback != CallbackState.UNREACHABLE.name)
    may_be_told = (CaseRow.proposed_decision == "") | CaseRow.id.in_(told)
    return CaseRow.id.in_(waiting) & ((answered & may_be_told) | _TO_TELL)


def _requests(due: BigIntegerField) -> Expression:
    """Return the condition that a department waits for the desk to decide on something that it asked for."""
    # What a unit below asks for waits for whoever delegated to it.
    return _assigned(due.is_null(False), _OWING, AssignmentRow.parent == 0)


def _overdue_below() -> Expression:
    """Return the condition that a department is to do something about a unit below whose reply is overdue."""
    # The literal is that of a partial index.
    overdue = AssignmentRow.pressure >= Pressure.SUPERVISED
    return _assigned(SQL("parent > 0"), _OWING, AssignmentRow.stands_since.is_null(), overdue)


def _accused_below() -> Expression:
    """Return the condition that a department is to recall what it delegated to a unit that must step aside (R8.3)."""
    given = AssignmentRow.alias()
    too = given.select(SQL("1")).where(
        given.case_id == AssignmentRow.case_id,
        given.number == AssignmentRow.parent,
        _is_aside(given.stands_since, given.standstills),
    )
    return _assigned(SQL("parent > 0"), _OWING, _STEPS_ASIDE, ~fn.EXISTS(too))


def _lead_aside() -> Expression:
    """Return the condition that whoever is to be named to callers steps aside, of whom they are not told (R8.3)."""
    unfinished = AssignmentRow.state.in_([state.name for state in UNFINISHED])
    aside = AssignmentRow.select(SQL("1")).where(
        AssignmentRow.case_id == CaseRow.id, AssignmentRow.leads, unfinished, _STEPS_ASIDE
    )
    is_aside: Expression = fn.EXISTS(aside) | CaseRow.referral.contains('"steps_aside":true')
    return is_aside


def _untold() -> Expression:
    """Return the condition that a caller is to be told who handles the matter, or of a promised date (R2.3, R8.6)."""
    waiting = CallerRow.select(CallerRow.case_id).where(CallerRow.tell_by.is_null(False))
    # All ids are of the same length, and no other number of a promise is as long.
    told = Expression(Value('%"told":[%'), OP.CONCAT, Expression(CallerRow.call_id.cast("TEXT"), OP.CONCAT, Value("%")))
    unpromised = _awaiting_answer(~Expression(CaseRow.promise, OP.ILIKE, told))
    # Nobody is told that a promise is kept by whoever must step aside.
    keeps = Expression(Value('%"owner":"'), OP.CONCAT, Expression(AssignmentRow.department, OP.CONCAT, Value('"%')))
    aside = AssignmentRow.select(SQL("1")).where(
        AssignmentRow.case_id == CaseRow.id, _OWING, _STEPS_ASIDE, Expression(CaseRow.promise, OP.ILIKE, keeps)
    )
    promised: Expression = (CaseRow.state == CaseState.SUSPENDED.name) & unpromised & ~fn.EXISTS(aside)
    named: Expression = CaseRow.id.in_(waiting) & CaseRow.state.in_(_NAMES_HANDLER) & ~_lead_aside()
    return named | promised


def _awaiting_answer(*conditions: Expression) -> Function:
    """Return the condition that a caller who waits for an answer meets conditions; for few cases, looked up in each."""
    waits = ~(CallerRow.answered | CallerRow.wishes_no_reply | CallerRow.withdrawn)
    callers = CallerRow.select(SQL("1")).where(CallerRow.case_id == CaseRow.id, waits, *conditions)
    return fn.EXISTS(callers)


def _assigned(*conditions: Condition) -> Expression:
    """Return the condition that a case has an assignment which meets conditions."""
    found = AssignmentRow.select(AssignmentRow.case_id).where(*conditions)
    return CaseRow.id.in_(found)


def _excluding(state: ExclusionState) -> Expression:
    """Return the condition that somebody at the desk is to take the next step on an exclusion."""
    # The literal is that of a partial index.
    return _assigned(SQL("exclusion_state <> ''"), AssignmentRow.exclusion_state == state.name)


def _own_work() -> Expression:
    """Return the condition that the duty office owes a reply that it has not delegated."""
    below = AssignmentRow.alias()
    delegated = below.select(below.case_id).where(
        below.case_id == AssignmentRow.case_id,
        below.parent == AssignmentRow.number,
        below.state.in_([state.name for state in WORKING]),
    )
    running = AssignmentRow.stands_since.is_null()
    return _assigned(AssignmentRow.department == DUTY_OFFICE, _OWING, running, ~fn.EXISTS(delegated))


def _step(*conditions: Condition) -> tuple[Condition, ...]:
    """Return the conditions of a next step, which is not taken while a suspected danger is asked about."""
    return (SQL("question = ''"), *conditions)


# A promise that the desk has not agreed to; once it has, the case is suspended.
_SUSPENSION_ASKED = (CaseRow.promise != "") & (CaseRow.state != CaseState.SUSPENDED.name)
_REFERRED = (CaseRow.state == CaseState.REFERRED.name) & ~CaseRow.referral.contains('"steps_aside":true')
_REPORTED = (CaseRow.referral != "") & ~CaseRow.referral.contains('"reported_at":null')
_PROPOSED = CaseRow.outcome.in_([outcome.name for outcome in Outcome if outcome.is_proposal])
_UNFINISHED = [state.name for state in UNFINISHED]
_WITH_DEPARTMENTS = [
    state.name for state in (CaseState.ASSIGNED, CaseState.IN_PROGRESS, CaseState.RESPONDING, CaseState.REWORKING)
]
# A literal where a partial index is to be used.
CONDITIONS: Mapping[Awaited, tuple[Condition, ...]] = {
    Awaited.QUESTION_REPLY: (SQL("question <> ''"),),
    Awaited.INSTRUCTION: (SQL("leader_question <> ''"),),
    Awaited.EXTENSION_DECISION: (_requests(AssignmentRow.extension_by),),
    Awaited.OBJECTION_RULING: (_requests(AssignmentRow.decide_by),),
    Awaited.DISPUTE: (CaseRow.state == CaseState.DISPUTED.name,),
    Awaited.REQUEST: (
        _requests(AssignmentRow.decide_by)
        | _requests(AssignmentRow.extension_by)
        | (_REFERRED & _REPORTED)
        | _SUSPENSION_ASKED
        | (CaseRow.state == CaseState.DISPUTED.name)
        | SQL("end_proposal <> ''"),
    ),
    Awaited.END_DECISION: (SQL("end_proposal <> ''"),),
    Awaited.AMENDED_DECISION: (SQL("proposed_decision <> ''"),),
    Awaited.EXCLUSION_OPINION: (_excluding(ExclusionState.REQUESTED),),
    Awaited.EXCLUSION_REVIEW: (_excluding(ExclusionState.PROPOSED),),
    Awaited.EXCLUSION_APPEAL: (_excluding(ExclusionState.APPEALED),),
    Awaited.REFERRAL_RESULT: (_REFERRED, _REPORTED),
    Awaited.LINE: (open_handover(),),
    Awaited.UNIT_BELOW: (_overdue_below() | _accused_below(),),
    Awaited.NOTICE: (_untold(),),
    Awaited.SUSPENSION_DECISION: (_SUSPENSION_ASKED,),
    Awaited.SUSPENSION_REVIEW: (CaseRow.state == CaseState.SUSPENDED.name,),
    Awaited.CALLBACK: (to_call(),),
    Awaited.OWN_WORK: (_own_work(),),
    Awaited.CONFIRMATION: _step(CaseRow.state == CaseState.REGISTERED.name, _PROPOSED),
    Awaited.TRIAGE: _step(CaseRow.state == CaseState.REGISTERED.name, ~_PROPOSED),
    Awaited.VERIFICATION: _step(CaseRow.state == CaseState.VERIFYING.name),
    Awaited.DESIGNATION: _step(
        CaseRow.state.in_(_WITH_DEPARTMENTS), CaseRow.proposed_decision == "", ~_assigned(_OWING, ~_STEPS_ASIDE)
    ),
    Awaited.FOLLOW_UP: _step(_REFERRED, ~_REPORTED),
    Awaited.REPLY_REVIEW: _step(CaseRow.state == CaseState.REPLIED.name),
    Awaited.ANSWER: _step(_TO_TELL, _awaiting_answer(CallerRow.next_attempt.is_null())),
    Awaited.JUDGEMENT: _step(CaseRow.state == CaseState.CALLBACK_REVIEW.name),
    Awaited.OPEN_END: _step(CaseRow.state == CaseState.ANSWERED.name, _assigned(AssignmentRow.state.in_(_UNFINISHED))),
}
