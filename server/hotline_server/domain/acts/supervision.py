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
    assignment = file.given_assignment(department)
    check_limit(days, file.timetable.most_days(assignment.latest, now))
    press(file, assignment, Act.SUPERVISE, actor, now, reason, days)


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
    given = days or file.timetable.limits.supervision_days
    limit = file.timetable.further_limit(assignment.latest, now, given)
    file.act(act, actor, now, reason, assignment.department, assignment, details={"limit": limit.isoformat()})
    if act is Act.RAISE_SUPERVISION:
        assignment.raise_supervision(given, now, file.timetable)
    else:
        assignment.supervise(given, now, file.timetable)


def check_limit(days: int, most: int) -> None:
    """Validate a further limit in working days; 0 stands for the rule book's default.

    Args:
        days: the limit.
        most: what it may be at most, so that it ends within 30 working days of the assignment (R3.2).

    Raises:
        InvalidFieldsError: it is out of range.
    """
    if 0 <= days <= most:
        return
    total = f"；交办以后总共不超过 {MAX_WORKING_DAYS} 个工作日" if most < MAX_WORKING_DAYS else ""
    wanted = f"要在 1 到 {most} 之间" if most else "只能是 0"
    raise InvalidFieldsError([FieldViolation("working_days", f"{wanted}，0 表示按规则库{total}")])
