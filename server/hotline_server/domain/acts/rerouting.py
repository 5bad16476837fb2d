"""Re-routing 改派: the desk changes who handles a case while departments work on it (R2.5)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from hotline_server.domain import deadlines, notices, standstills
from hotline_server.domain.acts.awaited_answers import await_answers_again
from hotline_server.domain.acts.departments import accept
from hotline_server.domain.acts.dispatch import check_designation, check_limit_of_emergency
from hotline_server.domain.acts.recusal import check_recusal_of
from hotline_server.domain.assignment import Assignment
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import AssignmentState, CaseState
from hotline_server.domain.parties import SUPERVISION_SYSTEM, Actor, Designation
from hotline_server.rulebook.decision import DUTY_OFFICE, Outcome


def reroute(file: CaseFile, actor: Actor, now: datetime, reason: str, designation: Designation) -> None:
    """Give the case to other departments than now, each of which is told in its log.

    Whoever stays keeps its deadline and what it replied. Whoever is to lead signs for the lead. Whoever is new or comes
    to lead has the designated days from now, but no longer than 30 working days from when the case was assigned first
    (R3.2). Whoever goes keeps what it replied in the file. From units below that must step aside it is recalled (R8.3).

    Args:
        file: the case.
        actor: who re-routes it.
        now: current time, UTC.
        reason: reason for the log.
        designation: everybody who is to handle the case from now on, by today's names.

    Raises:
        InvalidFieldsError: the designation is invalid, includes somebody who must step aside, or changes nothing.
    """
    check_designation(designation)
    check_limit_of_emergency(file, designation)
    check_recusal_of(file, _given_anew(file, designation) if file.is_emergency else designation)
    before, parties = file.assignments.lead, {one.department: one for one in file.assignments.given}
    leads_already = before is not None and before.department == designation.lead
    wanted = (designation.lead, *designation.cohandlers)
    if not changes(file, designation) and not _accused_below(file):
        raise InvalidFieldsError([FieldViolation("designation", "与现在的牵头、协办单位一样，没有变动")])
    act = Act.CHANGE_COHANDLERS if leads_already else Act.CHANGE_LEAD
    file.check_act(act, actor, now)
    leaving = _leaving(file, wanted, actor, now)
    told_again = file.callers if file.state is CaseState.RESOLVED else []
    file.act(
        act,
        actor,
        now,
        reason,
        designation.lead,
        details={"before": before.department if before else "", "cohandlers": "、".join(designation.cohandlers)},
    )
    _recall_delegated(file, wanted, now, reason)
    if before and not leads_already and before.department in wanted:
        file.act(Act.BECOME_COHANDLER, actor, now, reason, before.department, before)
        before.leads = False
    if not leads_already:
        file.note_lapses(file.drop_requests(), Act.CHANGE_LEAD, now)
        file.drop_dissents(file.dissenting, Act.CHANGE_LEAD, now)
        _take_the_lead(file, parties.get(designation.lead), designation, actor, now)
        await_answers_again(told_again)
    for department in designation.cohandlers:
        if department not in parties:
            file.act(Act.ADD_COHANDLER, actor, now, reason, department)
            file.assignments.add_beside(designation, department, file.urgency, now, file.timetable)
    _take_back(leaving, file, actor, now, reason)
    if not leads_already:
        notices.expect_all(file, now)
    file.designation = designation
    if not file.is_emergency:
        file.outcome = Outcome.JOINT if designation.cohandlers else Outcome.TRANSFER
    duty_office = file.assignments.open(DUTY_OFFICE)
    if duty_office and duty_office.state is AssignmentState.ASSIGNED:
        accept(file, SUPERVISION_SYSTEM, now, DUTY_OFFICE)
    standstills.keep_standing(file, now)


def _given_anew(file: CaseFile, designation: Designation) -> Designation:
    """Return whom a designation sends to an emergency, or lets lead it, beside those who go on there (R2.6)."""
    there = {(one.department, one.leads) for one in file.assignments.given}
    lead = "" if (designation.lead, True) in there else designation.lead
    return replace(
        designation, lead=lead, cohandlers=tuple(name for name in designation.cohandlers if (name, False) not in there)
    )


def _leaving(file: CaseFile, wanted: Sequence[str], actor: Actor, now: datetime) -> list[Assignment]:
    """Return the assignments of those who are not to handle the case any more, from whom it may be taken."""
    leaving = [one for one in file.assignments.given if one.department not in wanted]
    for one in leaving:
        file.check_act(Act.TAKE_BACK, actor, now, one)
    return leaving


def _take_back(assignments: Sequence[Assignment], file: CaseFile, actor: Actor, now: datetime, reason: str) -> None:
    for assignment in assignments:
        file.act(Act.TAKE_BACK, actor, now, reason, assignment.department, assignment)


def _accused_below(file: CaseFile) -> list[Assignment]:
    """Return the assignments of units below that must step aside (R8.3)."""
    return [one for one in file.assignments.unfinished if one.is_delegated and one.steps_aside]


def _recall_delegated(file: CaseFile, wanted: Sequence[str], now: datetime, reason: str) -> None:
    """Recall what was delegated to units to which the desk gives the case itself, or which must step aside."""
    for one in _accused_below(file):
        file.act(Act.RECALL, SUPERVISION_SYSTEM, now, "请等值班室研判由谁办理", one.department, one)
    for below in map(file.assignments.open, wanted):
        if below and below.is_delegated:
            file.act(Act.RECALL, SUPERVISION_SYSTEM, now, reason, below.department, below)


def changes(file: CaseFile, designation: Designation) -> bool:
    """Return whether a designation changes who handles the case."""
    lead, parties = file.assignments.lead, {one.department for one in file.assignments.given}
    return lead is None or lead.department != designation.lead or {lead.department, *designation.cohandlers} != parties


def _take_the_lead(
    file: CaseFile, cohandler: Assignment | None, designation: Designation, actor: Actor, now: datetime
) -> None:
    """Let a department lead that has not led so far, as a co-handler or not at all."""
    if cohandler is None:
        file.assignments.add_beside(designation, designation.lead, file.urgency, now, file.timetable)
        return
    first = file.assignments.counted_from(now, file.timetable)
    file.move(cohandler, Act.CHANGE_LEAD, actor, now)
    deadlines.take_the_lead(cohandler, designation, file.urgency, now, file.timetable, first)
