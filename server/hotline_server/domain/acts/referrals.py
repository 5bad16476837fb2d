"""Follow-up 跟踪督办 of referrals 归口 until there is a result (R2.2)."""

from datetime import datetime

from hotline_server.domain.acts.supervision import check_limit
from hotline_server.domain.case import Case
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.errors import NotFoundError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.parties import Actor
from hotline_server.domain.referral import Referral
from hotline_server.domain.texts import check_remark, check_text
from hotline_server.domain.timetable import Timetable
from hotline_server.domain.working_days import MAX_WORKING_DAYS


def report_result(file: CaseFile, actor: Actor, now: datetime, department: str, result: str) -> None:
    """Report the result of a referral, for the desk to record.

    Raises:
        InvalidFieldsError: the result is missing or too long.
        NotFoundError: the case is not referred to the department.
    """
    check_text(result, "result")
    _check_department(file, department)
    file.act(Act.REPORT_RESULT, actor, now, result, department)
    file.referral = (file.referral or Referral()).reported(result, now)


def record_result(file: CaseFile, actor: Actor, now: datetime, result: str) -> None:
    """Record the result of a referral; an empty one for what the department reported."""
    check_remark(result, "result")
    told = result if result.strip() else file.referral.result if file.referral else ""
    check_text(told, "result")
    file.act(Act.RECORD_RESULT, actor, now, told)


def supervise(file: CaseFile, actor: Actor, now: datetime, department: str, reason: str, days: int) -> None:
    """Send the department to which a case is referred a supervision notice with a time limit in working days.

    What it reported so far will not do, and is kept in the log.
    """
    check_text(reason, "reason")
    check_limit(days, MAX_WORKING_DAYS)
    _check_department(file, department)
    limit = file.timetable.deadline(now, days or file.timetable.limits.supervision_days).at
    file.act(Act.SUPERVISE_REFERRAL, actor, now, reason, file.referred_to, details={"limit": limit.isoformat()})
    file.referral = (file.referral or Referral()).supervised(limit, now)


def _check_department(file: CaseFile, department: str) -> None:
    if file.state is CaseState.REFERRED and file.current(department) != file.current(file.referred_to):
        raise NotFoundError(f"工单 {file.number} 没有归口到{department}")


def follow_up_due(case: CaseFile | Case, timetable: Timetable) -> datetime | None:
    """Return when the desk must look at a referral, UTC; ``None`` if the case is not referred.

    It is sooner once the department has reported a result, and where the desk has set a limit that is short.
    """
    if case.state is not CaseState.REFERRED:
        return None
    limits, referral = timetable.limits, case.referral or Referral()
    if referral.reported_at:
        return timetable.deadline(referral.reported_at, limits.review_days).at
    due = timetable.deadline(referral.limit_since or case.since, limits.follow_up_days).at
    return min(due, referral.limit) if referral.limit else due
