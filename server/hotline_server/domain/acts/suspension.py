"""Suspension until a promised date 暂缓 (R8.6)."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

from hotline_server.domain import parts, standstills
from hotline_server.domain.acts.recusal import check_recusal
from hotline_server.domain.assignment import Assignment
from hotline_server.domain.case import Case
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.parties import Actor, CallerEntry
from hotline_server.domain.promise import Promise
from hotline_server.domain.standstill import STEPPING_ASIDE
from hotline_server.domain.texts import check_text
from hotline_server.domain.timetable import Timetable
from hotline_server.ground.clock import local_day

LONGEST = timedelta(days=3 * 366)
"""How far ahead a promised date may lie."""
REVIEWS_LIMIT = 24


def ask_suspension(file: CaseFile, actor: Actor, now: datetime, department: str, promise: Promise) -> None:
    """Ask the desk to suspend the case until a promised date."""
    check_promise(promise, now)
    assignment = parts.open_assignment(file, department)
    file.act(Act.ASK_SUSPENSION, actor, now, promise.reason, department, assignment, _details(promise))
    file.promise = replace(promise, decide_by=file.decision_due(now).by, asked_by=assignment.department)


def suspend(file: CaseFile, actor: Actor, now: datetime, reason: str, promise: Promise | None) -> None:
    """Suspend the case until a promised date; the departments' clocks stand still.

    Args:
        file: the case.
        actor: who consents.
        now: current time, UTC.
        reason: why the desk consents.
        promise: the promise; ``None`` for that which the department asked for.

    Raises:
        InvalidFieldsError: there is no promise, it is incomplete, its dates are out of order, or its owner must step
            aside (R8.3).
    """
    check_text(reason, "reason")
    agreed = promise or file.promise
    if agreed is None:
        raise InvalidFieldsError([FieldViolation("promise", "承办单位没有申请暂缓，要写明原因、措施和承诺的日期")])
    check_promise(agreed, now)
    file.check_act(Act.SUSPEND, actor, now)
    check_recusal(file, [agreed.owner], "promise.owner_department")
    file.act(Act.SUSPEND, actor, now, reason, agreed.owner, details={"grounds": agreed.reason} | _details(agreed))
    file.promise = replace(agreed, agreed=True, decide_by=None)
    standstills.stand_still(file, now, agreed.reason)


def refuse_suspension(file: CaseFile, actor: Actor, now: datetime, reason: str) -> None:
    """Refuse the suspension that the department asked for."""
    check_text(reason, "reason")
    asked_by = file.promise.asked_by if file.promise else ""
    file.act(Act.REFUSE_SUSPENSION, actor, now, reason, asked_by)
    file.promise = None


def review_suspension(file: CaseFile, actor: Actor, now: datetime, findings: str) -> None:
    """Record how far a promise is, which stays open."""
    check_text(findings, "findings")
    file.act(Act.REVIEW_SUSPENSION, actor, now, findings)
    file.promise = file.promise and replace(file.promise, reviewed_at=now)


def end_suspension(file: CaseFile, actor: Actor, now: datetime, findings: str, *, kept: bool) -> None:
    """Record whether the promise was kept; the departments go on, and their clocks with them."""
    check_text(findings, "findings")
    file.act(Act.END_SUSPENSION, actor, now, findings, details={"kept": "是" if kept else "否"})


def check_promise(promise: Promise, now: datetime) -> None:
    """Validate a promise.

    Raises:
        InvalidFieldsError: naming the fields.
    """
    check_text(promise.reason, "promise.reason")
    check_text(promise.measures, "promise.measures")
    today, violations = local_day(now), []
    if not promise.owner:
        violations.append(FieldViolation("promise.owner_department", "要说明由哪个单位负责"))
    if not today < promise.promised_on <= local_day(now + LONGEST):
        violations.append(FieldViolation("promise.promised_on", "要在今天以后、三年以内"))
    elif len(promise.reviews) > REVIEWS_LIMIT or any(one >= other for one, other in pairwise((today, *promise.days))):
        message = f"复查日期要从早到晚，在今天和承诺的日期之间，最多 {REVIEWS_LIMIT} 个"
        violations.append(FieldViolation("promise.reviews_on", message))
    if violations:
        raise InvalidFieldsError(violations)


def next_review(case: CaseFile | Case, timetable: Timetable) -> datetime | None:
    """Return when the desk must next look at the promise that it agreed to; ``None`` if there is none.

    It is to look by the end of office hours of a day of review, or of the next working day if that one is off. Whoever
    promised has the whole of the promised day, and the desk sees whether it was kept when the next working day begins.
    A review stays due until somebody has looked.
    """
    promise = case.promise
    if promise is None or promise.is_pending:
        return None
    since, calendar = promise.reviewed_at or case.since, timetable.calendar
    coming = next((day for day in promise.days if day > local_day(since)), None)
    if coming is None:
        return timetable.deadline(since, timetable.limits.review_days).at
    kept_by = calendar.start_of(calendar.after(promise.promised_on, 1))
    if coming == promise.promised_on:
        return kept_by
    return min(calendar.end_of(calendar.after(coming - timedelta(days=1), 1)), kept_by)


def told_by(case: CaseFile | Case, timetable: Timetable) -> datetime:
    """Return when the callers of a suspended case are to have been told of the promise, UTC."""
    aside = (one for own in _keeping(case) for one in own.standstills if one.reason == STEPPING_ASIDE)
    since = max([case.since, *(one.until for one in aside if one.until)])
    return timetable.end(timetable.limits.steps(emergency=case.is_emergency).answer, since)


def untold(case: CaseFile | Case) -> list[CallerEntry]:
    """Return the callers who wait for an answer and were not told of the promise that the desk agreed to.

    Nobody is told of it while whoever is to keep it must step aside (R8.3).
    """
    promise = case.promise
    if promise is None or promise.is_pending or any(one.steps_aside for one in _keeping(case)):
        return []
    return [one for one in case.callers if one.awaits_answer and one.call_id not in promise.told]


def _keeping(case: CaseFile | Case) -> list[Assignment]:
    """Return the assignments of whoever is to keep the promise."""
    return [one for one in case.assignments if case.promise and one.department == case.promise.owner]


def _details(promise: Promise) -> dict[str, str]:
    return {
        "measures": promise.measures,
        "owner": promise.owner,
        "promised_on": promise.promised_on.isoformat(),
        "reviews_on": "、".join(day.isoformat() for day in promise.reviews),
    }
