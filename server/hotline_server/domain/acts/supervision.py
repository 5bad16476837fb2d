"""Supervision of assignments 督办 (R4.1)."""

from collections.abc import Mapping
from datetime import datetime

from hotline_server.domain import deadlines, parts
from hotline_server.domain.assignment import Assignment
from hotline_server.domain.case_file import NO_DETAILS, CaseFile
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.leader_question import Asked
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.parties import SUPERVISION_SYSTEM, Actor
from hotline_server.domain.texts import check_text
from hotline_server.domain.working_days import MAX_WORKING_DAYS
from hotline_server.rulebook.time_limit import TimeLimit, working_days


def supervise(file: CaseFile, actor: Actor, now: datetime, department: str, reason: str, days: int) -> None:
    """Send a supervision notice 督办单 with a new time limit (R4.1)."""
    check_text(reason, "reason")
    assignment = parts.open_assignment(file, department)
    file.check_act(Act.SUPERVISE, actor, now, assignment)
    limit = further_time(days, file.timetable.most_days(assignment.latest, now), _by_rule(file))
    press(file, assignment, Act.SUPERVISE, actor, now, reason, limit)


def press(
    file: CaseFile,
    assignment: Assignment,
    act: Act,
    actor: Actor,
    now: datetime,
    reason: str,
    limit: TimeLimit | None = None,
) -> None:
    """Supervise an assignment, or raise its supervision, with a new time limit (R4.1).

    Args:
        file: the case.
        assignment: assignment to supervise.
        act: ``SUPERVISE`` or ``RAISE_SUPERVISION``.
        actor: who supervises.
        now: current time, UTC.
        reason: reason for the log.
        limit: the time; ``None`` for what the rule book gives.
    """
    given = limit or _by_rule(file)
    details = {"limit": file.timetable.further_limit(assignment.latest, now, given).isoformat()}
    if act is Act.RAISE_SUPERVISION:
        raise_to_leader(file, now, reason, assignment.department, assignment, details)
        deadlines.raise_supervision(assignment, given, now, file.timetable)
    else:
        file.act(act, actor, now, reason, assignment.department, assignment, details)
        deadlines.supervise(assignment, given, now, file.timetable)


def raise_to_leader(
    file: CaseFile,
    now: datetime,
    reason: str,
    department: str,
    on: Assignment | None = None,
    details: Mapping[str, str] = NO_DETAILS,
) -> None:
    """Raise supervision 提级督办: it is put before the leader on duty, who is reminded until there is an instruction.

    Args:
        file: the case.
        now: current time, UTC.
        reason: why.
        department: department that is supervised.
        on: its assignment, if it owes a reply.
        details: further details for the log.
    """
    post = file.timetable.limits.leader_posts[0]
    named = {"post": post, "told": "、".join(file.contacts_on_duty(post, now))}
    file.act(Act.RAISE_SUPERVISION, SUPERVISION_SYSTEM, now, reason, department, on, {**details, **named})
    words = f"已提级督办{department}（{reason.rstrip('。')}），请督促办理"
    waiting = file.leader_question.asked if file.leader_question else ()
    if all(one.words != words for one in waiting):
        file.ask_leader(Asked(SUPERVISION_SYSTEM.name, words, now))


def _by_rule(file: CaseFile) -> TimeLimit:
    """Return the time that supervision gives: by the clock only while a danger is met that was verified."""
    return file.timetable.limits.steps(emergency=file.meets_danger).supervision


def further_time(days: int, most: int, by_rule: TimeLimit) -> TimeLimit:
    """Return the time of a further limit: the working days that are asked for, or what the rule book gives.

    Where that is by the clock, as while a danger is met, it is never another (R2.6).

    Args:
        days: working days; 0 for the rule book's time.
        most: what they may be at most, so that they end within 30 working days of the assignment (R3.2).
        by_rule: the rule book's time.

    Raises:
        InvalidFieldsError: they are out of range, or the time is by the clock.
    """
    if days and by_rule.is_by_the_clock:
        message = f"重大突发的时限不按工作日定，只能是 0，按规则库定为{by_rule}"
        raise InvalidFieldsError([FieldViolation("working_days", message)])
    check_limit(days, most)
    return working_days(days) if days else by_rule


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
