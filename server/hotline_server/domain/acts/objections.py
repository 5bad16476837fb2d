"""Rulings of the desk on objections 派单异议 of departments (R8.4)."""

from datetime import datetime

from hotline_server.domain import parts
from hotline_server.domain.acts.supervision import raise_to_leader
from hotline_server.domain.acts.triage import assign
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import ObjectionState
from hotline_server.domain.parties import Actor, Designation
from hotline_server.domain.texts import check_text
from hotline_server.rulebook.decision import Outcome

RAISED_AFTER_TRANSFERS = 3


def uphold_objection(
    file: CaseFile, actor: Actor, now: datetime, department: str, reason: str, designation: Designation | None
) -> None:
    """Uphold an objection: the department is out of the case, which returns to triage if it led.

    Args:
        file: the case.
        actor: who rules.
        now: current time, UTC.
        department: who objected.
        reason: reason of the ruling.
        designation: whom the case is assigned to instead of its lead; ``None`` leaves that to triage.

    Raises:
        InvalidFieldsError: the reason or the designation is invalid, or a co-handler objected and there is one.
    """
    check_text(reason, "reason")
    assignment = parts.open_assignment(file, department)
    file.check_act(Act.UPHOLD_OBJECTION, actor, now, assignment)
    if designation and not assignment.leads:
        raise InvalidFieldsError([FieldViolation("designation", "协办单位的异议成立，另找协办单位请用改派")])
    file.act(Act.UPHOLD_OBJECTION, actor, now, reason, department, assignment)
    assignment.rule_on_objection(ObjectionState.UPHELD)
    if not assignment.leads:
        return
    file.withdraw_assignments(now, f"{department}的异议成立，工单重新研判")
    file.outcome, file.designation = Outcome.DESK, Designation("", (), file.designation.limit)
    file.transfers += 1
    if file.transfers >= RAISED_AFTER_TRANSFERS:
        raise_to_leader(file, now, f"转办 {file.transfers} 次仍没有部门牵头", department)
    if designation:
        assign(file, actor, now, reason, designation)


def refuse_objection(file: CaseFile, actor: Actor, now: datetime, department: str, reason: str) -> None:
    """Refuse an objection, finally: the department handles the case by the deadline that it has."""
    check_text(reason, "reason")
    assignment = parts.open_assignment(file, department)
    file.act(Act.REFUSE_OBJECTION, actor, now, reason, department, assignment)
    assignment.rule_on_objection(ObjectionState.REFUSED)
