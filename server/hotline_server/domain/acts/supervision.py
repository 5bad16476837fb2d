"""Supervision of assignments 督办 (R4.1)."""

from datetime import datetime

from hotline_server.domain.assignment import Assignment
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.parties import Actor
from hotline_server.domain.texts import check_text
from hotline_server.domain.working_days import MAX_WORKING_DAYS


def supervise(file: CaseFile, actor: Actor, now: datetime, department: str, reason: str, days: int) -> None:
    """Send a supervision notice 督办单 with a new time limit (R4.1)."""
    check_text(reason, "reason")
    check_limit(days)
    press(file, file.open_assignment(department), Act.SUPERVISE, actor, now, reason, days)


def press(
    file: CaseFile, assignment: Assignment, act: Act, actor: Actor, now: datetime, reason: str, days: int = 0
) -> None:
    """Supervise an assignment, or raise its supervision, with a new time limit (R4.1).

    Args:
        file: the case.
        assignment: assignment to supervise.
        act: ``SUPERVISE`` or ``RAISE_SUPERVISION``.
        actor: who supervises.
        now: current time, UTC.
        reason: reason for the log.
        days: time limit in working days; 0 for the rule book's default.
    """
    limit = file.timetable.deadline(now, days or file.timetable.limits.supervision_days).at
    file.act(act, actor, now, reason, assignment.department, assignment, details={"limit": limit.isoformat()})
    if act is Act.RAISE_SUPERVISION:
        assignment.raise_supervision(limit)
    else:
        assignment.supervise(limit)


def check_limit(days: int) -> None:
    """Validate a time limit in working days; 0 stands for the rule book's default.

    Raises:
        InvalidFieldsError: it is out of range.
    """
    if not 0 <= days <= MAX_WORKING_DAYS:
        raise InvalidFieldsError([FieldViolation("working_days", f"要在 1 到 {MAX_WORKING_DAYS} 之间，0 表示按规则库")])
