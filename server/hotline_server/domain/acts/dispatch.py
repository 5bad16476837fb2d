"""Dispatch of a case to the designated departments (R2.5)."""

from dataclasses import replace
from datetime import datetime

from hotline_server.domain import deadlines, notices, standstills
from hotline_server.domain.acts.departments import accept
from hotline_server.domain.assignment import Assignment
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.lapse import Lapse, Request
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import AssignmentState
from hotline_server.domain.parties import SUPERVISION_SYSTEM, Actor, Designation
from hotline_server.rulebook.decision import DUTY_OFFICE


def dispatch(file: CaseFile, designation: Designation, now: datetime) -> None:
    """Withdraw the open assignments and assign the case anew; the duty office accepts at once."""
    first = file.assignments.counted_from(now, file.timetable)
    file.withdraw_assignments(now, "工单重新交办")
    file.designation = designation
    file.assignments.add(designation, file.urgency, now, file.timetable, first)
    if file.assignments.open(DUTY_OFFICE):
        accept(file, SUPERVISION_SYSTEM, now, DUTY_OFFICE)
    standstills.keep_standing(file, now)
    notices.expect_all(file, now)


def reinforce(
    file: CaseFile, actor: Actor, now: datetime, reason: str, designation: Designation, began: datetime
) -> None:
    """Dispatch an emergency to the designated departments beside those that deal with it already (R2.6).

    Whoever has signed goes on, as a co-handler unless it is designated to lead, and is due no later than the others.
    Whoever replied to what was asked before the danger is given the case anew if it is designated.

    Args:
        file: the case.
        actor: who confirms the emergency.
        now: current time, UTC.
        reason: reason for the log.
        designation: who is to respond, beside those who stay.
        began: since when the danger is known, UTC.
    """
    first, wanted = file.assignments.counted_from(now, file.timetable), (designation.lead, *designation.cohandlers)
    kept = [one for one in file.assignments.given if _stays(file, one, designation, began)]
    for assignment in file.assignments.given:
        if assignment not in kept:
            file.act(Act.TAKE_BACK, SUPERVISION_SYSTEM, now, "工单重新交办", assignment.department, assignment)
        elif assignment.leads and assignment.department != designation.lead:
            file.act(Act.BECOME_COHANDLER, actor, now, reason, assignment.department, assignment)
            assignment.leads = False
    staying = tuple(one.department for one in kept)
    for below in map(file.assignments.open, wanted):
        if below and below.is_delegated:
            file.act(Act.RECALL, SUPERVISION_SYSTEM, now, reason, below.department, below)
    for assignment in kept:
        assignment.leads = assignment.department == designation.lead
        _hasten(file, assignment, designation, now)
    for name in wanted:
        if name not in staying:
            number = len(file.assignments) + 1
            new = Assignment.assign(number, designation, name, file.urgency, now, file.timetable, first)
            file.assignments.append(new)
    beside = tuple(name for name in staying if name not in wanted)
    file.designation = replace(designation, cohandlers=(*designation.cohandlers, *beside))
    duty_office = file.assignments.open(DUTY_OFFICE)
    if duty_office and duty_office.state is AssignmentState.ASSIGNED:
        accept(file, SUPERVISION_SYSTEM, now, DUTY_OFFICE)


def _hasten(file: CaseFile, assignment: Assignment, designation: Designation, now: datetime) -> None:
    """Let a department that stays, and units below it, be due no later than an emergency is."""
    timetable, ruling, below_it = file.timetable, file.decision_due(now), file.assignments.delegated_from(assignment)
    asking = [one for one in (assignment, *below_it) if one.is_working and one.extension_days]
    file.note_lapses((Lapse(Request.EXTENSION, one.department) for one in asking), Act.CONFIRM_EMERGENCY, now)
    due = timetable.further_limit(assignment.latest, now, designation.limit)
    deadlines.hasten(assignment, due, ruling, file.urgency, now, timetable)
    for below in below_it:
        due = timetable.delegated_by(assignment.limit, now, emergency=True)
        deadlines.hasten(below, due, ruling, file.urgency, now, timetable)


def _stays(file: CaseFile, assignment: Assignment, designation: Designation, began: datetime) -> bool:
    """Return whether a department keeps its assignment when an emergency is confirmed."""
    name = assignment.department
    if assignment.state is AssignmentState.REPLIED:
        as_before = assignment.leads == (name == designation.lead)
        return as_before and assignment.replied_at is not None and assignment.replied_at >= began
    wanted = name in (designation.lead, *designation.cohandlers)
    return wanted or (assignment.state is not AssignmentState.ASSIGNED and not file.recused.bars(name))


def check_designation(designation: Designation) -> None:
    """Validate a designation: one lead, and nobody twice.

    Raises:
        InvalidFieldsError: naming the fields.
    """
    violations = []
    if not designation.lead:
        violations.append(FieldViolation("designation.lead_department", "要明确一个牵头单位，值班室也可以牵头"))
    everyone = (designation.lead, *designation.cohandlers)
    if len(set(everyone)) != len(everyone):
        violations.append(FieldViolation("designation.cohandlers", "同一个单位不能出现两次"))
    if violations:
        raise InvalidFieldsError(violations)


def check_limit_of_emergency(file: CaseFile, designation: Designation) -> None:
    """Validate the time limit of departments, if they respond to an emergency (R2.6).

    Raises:
        InvalidFieldsError: it is not one by the clock.
    """
    if file.is_emergency and not designation.limit.is_by_the_clock:
        raise InvalidFieldsError([FieldViolation("designation.time_limit", "重大突发的期限要按小时或分钟定")])
