"""Dispatch of a case to the designated departments (R2.5)."""

from datetime import datetime

from hotline_server.domain.acts.departments import accept
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.parties import SUPERVISION_SYSTEM, Designation
from hotline_server.rulebook.decision import DUTY_OFFICE


def dispatch(file: CaseFile, designation: Designation, now: datetime) -> None:
    """Withdraw the open assignments and assign the case anew; the duty office accepts at once."""
    first = file.assignments.counted_from(now, file.timetable)
    file.withdraw_assignments(now, "工单重新交办")
    file.designation = designation
    file.assignments.add(designation, file.urgency, now, file.timetable, first)
    if file.assignments.open(DUTY_OFFICE):
        accept(file, SUPERVISION_SYSTEM, now, DUTY_OFFICE)
    file.keep_standing(now)
    file.expect_notices(now)


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
