"""Linkage with other lines 联动: hand-overs to them, their acts, and giving back a case that came from one (R8.2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from hotline_server.domain import notices, parts, standstills
from hotline_server.domain.acts.awaited_answers import await_answers_again, calls_of, dissatisfied
from hotline_server.domain.acts.contacts import check_words
from hotline_server.domain.acts.recusal import check_recusal_of_line
from hotline_server.domain.alarms import Alarm, level_at, next_alarm_at, next_level
from hotline_server.domain.callbacks import Reasonableness
from hotline_server.domain.case_file import NO_DETAILS, CaseFile
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.handover import Handover, open_handovers
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import CaseState, HandoverState
from hotline_server.domain.parties import SUPERVISION_SYSTEM, Actor, CallerEntry
from hotline_server.domain.texts import check_remark, check_text
from hotline_server.domain.timetable import Timetable, remind_at
from hotline_server.ground.characters import is_one_line
from hotline_server.rulebook.decision import Outcome
from hotline_server.rulebook.ends import EndReason
from hotline_server.rulebook.lines import Line
from hotline_server.rulebook.time_limit import parse

RECORD_LIMIT = 60


@dataclass(frozen=True, slots=True)
class HandoverNotice:
    """Notice of a hand-over to its callers.

    Attributes:
        told: the wording; empty if nobody has told them yet.
        connected: true if the caller was connected to the line by telephone.
    """

    told: str = ""
    connected: bool = False


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Acceptance of a hand-over by a line.

    Attributes:
        record: number that the line has for the case.
        by: who at the line took it by telephone; empty if the line recorded it itself, or nobody said.
    """

    record: str
    by: str = ""


# --- the desk ----------------------------------------------------------------------------------


def hand_over(
    file: CaseFile,
    actor: Actor,
    now: datetime,
    line: Line,
    reason: EndReason,
    notice: HandoverNotice,
    remark: str,
    acceptance: Acceptance | None = None,
) -> None:
    """Hand a case over to a line; an emergency stays one, and the line deals with it beside the departments.

    Args:
        file: the case.
        actor: who hands it over.
        now: current time, UTC.
        line: to which.
        reason: why it is the line's.
        notice: what the callers were told.
        remark: what else there is to say; may be empty.
        acceptance: what the line said by telephone when it took the case at once; ``None`` if it is still to accept it.

    Raises:
        InvalidFieldsError: the line has the case already, takes no emergencies or is run by whom a caller accuses, or
            the acceptance is incomplete.
    """
    if acceptance:
        _check_acceptance(acceptance)
        if not acceptance.by.strip():
            raise InvalidFieldsError([FieldViolation("accepted_by", "要写明对方接收的人")])
    beside = file.state.faces_danger
    if beside and not line.takes_dangers:
        raise InvalidFieldsError([FieldViolation("line", f"{line.name}不接收险情")])
    handover = _hand(file, Act.HAND_TO_LINE, actor, now, line, reason, notice, remark, file.callers)
    if not beside:
        await_answers_again(file.callers)
        _leave(file, [handover], now)
    if acceptance:
        accept(file, actor, now, line.name, acceptance)


def hand_over_result(
    file: CaseFile,
    actor: Actor,
    now: datetime,
    line: Line,
    reason: EndReason,
    notice: HandoverNotice,
    remark: str,
    held: Reasonableness = Reasonableness.NOT_JUDGED,
) -> None:
    """Hand what a caller is dissatisfied with over to a line; the caller is answered again with its result (R8.7).

    Args:
        file: the case.
        actor: who judges.
        now: current time, UTC.
        line: to which.
        reason: why it is the line's.
        notice: what the dissatisfied callers were told; any other is still to be told.
        remark: why, as the desk judges.
        held: whether the desk holds the dissatisfaction to be reasonable.

    Raises:
        InvalidFieldsError: the line has the case already, or is run by whom a caller accuses.
    """
    check_text(remark, "reason")
    told = dissatisfied(file)
    handover = _hand(file, Act.HAND_RESULT_TO_LINE, actor, now, line, reason, notice, remark, told, held.details)
    await_answers_again(file.callers)
    _leave(file, [handover], now)


def give_back(
    file: CaseFile, actor: Actor, now: datetime, line: Line, reason: str, notice: HandoverNotice = HandoverNotice()
) -> None:
    """Give a case back to the line it came from; it stays here until the line has accepted it."""
    check_text(reason, "reason")
    check_recusal_of_line(file, line.name, line.unit)
    file.act(Act.RETURN_TO_LINE, actor, now, reason, line.name, details=_details(notice) | calls_of(file.callers))
    handover = _handover(file, line, "", reason, notice, now, file.callers)
    file.handovers.append(replace(handover, gives_back=True, record=file.origin.record if file.origin else ""))


def recall(file: CaseFile, actor: Actor, now: datetime, line: str, reason: str) -> None:
    """Take a hand-over back; a case that only the line had is the desk's again."""
    check_text(reason, "reason")
    _recall(file, actor, now, parts.handover_to(file, line, Act.RECALL_FROM_LINE), reason)


def _recall(file: CaseFile, actor: Actor, now: datetime, handover: Handover, reason: str) -> None:
    file.act(Act.RECALL_FROM_LINE, actor, now, reason, handover.line, handover=handover)
    handover.end_without_result(reason, now)
    _stays_here(file, handover, now)


def recall_dangers(file: CaseFile, actor: Actor, now: datetime, reason: str) -> None:
    """Take back every open hand-over that a danger was the reason of, since there is none."""
    for handover in list(open_handovers(file.handovers)):
        if handover.of_danger:
            _recall(file, actor, now, handover, reason)


def recall_unheeded(file: CaseFile, now: datetime) -> None:
    """Take back what no line has accepted of a danger that is over, so that nobody is alarmed about it any more."""
    for handover in list(open_handovers(file.handovers)):
        if handover.of_danger and handover.state is HandoverState.PENDING:
            _recall(file, SUPERVISION_SYSTEM, now, handover, "险情已经处置，不用再接收")


def recall_given_back(file: CaseFile, now: datetime, reason: str) -> None:
    """Take back what the line that the case came from has not accepted, since others are to handle it here."""
    for handover in list(open_handovers(file.handovers)):
        if handover.gives_back and handover.state is HandoverState.PENDING:
            _recall(file, SUPERVISION_SYSTEM, now, handover, reason)


def return_to_lines(file: CaseFile, now: datetime, began: datetime) -> None:
    """Let the lines that had a case before a danger, or took it back meanwhile, have it alone after a false alarm.

    Args:
        file: the case.
        now: current time, UTC.
        began: since when the danger was verified, UTC.
    """
    having = [one for one in open_handovers(file.handovers) if one.is_handed]
    took_back = any(one.gives_back and one.accepted_at and one.accepted_at >= began for one in having)
    if took_back or file.assignments.unfinished:
        await_answers_again(file.callers)
        _leave(file, having, now)
    else:
        _take_from_departments(file, having, now)


def recall_all(file: CaseFile, actor: Actor, now: datetime, reason: str) -> None:
    """Take every open hand-over back, since the case is no longer what it was handed over for."""
    for handover in list(open_handovers(file.handovers)):
        _recall(file, actor, now, handover, reason)


# --- the line ----------------------------------------------------------------------------------


def accept(file: CaseFile, actor: Actor, now: datetime, line: str, acceptance: Acceptance) -> None:
    """Accept a hand-over under the number that the line has for it.

    Raises:
        InvalidFieldsError: the number is missing, or it or who took it is too long.
        NotFoundError: the case was not handed to the line.
    """
    _check_acceptance(acceptance)
    record, by = acceptance.record.strip(), acceptance.by.strip()
    handover = parts.handover_to(file, line, Act.LINE_ACCEPT)
    details = {"record": record} | ({"by": by} if by else {})
    file.act(Act.LINE_ACCEPT, actor, now, "", line, details=details, handover=handover)
    handover.record, handover.accepted_at = record, now
    handover.due_at = _result_by(handover, now, file.timetable)
    if handover.gives_back and file.state is CaseState.HANDED_OVER:
        await_answers_again(file.callers)
        _leave(file, [handover], now)


def refuse(file: CaseFile, actor: Actor, now: datetime, line: str, reason: str) -> None:
    """Refuse a hand-over: the case is at the desk again at once, and about an emergency the desk is alarmed."""
    check_text(reason, "reason")
    handover = parts.handover_to(file, line, Act.LINE_REFUSE)
    file.act(Act.LINE_REFUSE, actor, now, reason, line, handover=handover)
    handover.end_without_result(reason, now)
    if file.state.faces_danger and handover.of_danger:
        _alarm(file, [handover], now, f"{line}退回移交的险情，请立即另行联系处置单位")
    _stays_here(file, handover, now)


def submit_progress(file: CaseFile, actor: Actor, now: datetime, line: str, progress: str) -> None:
    """Record the progress that a line reports."""
    check_text(progress, "progress")
    file.act(Act.LINE_PROGRESS, actor, now, progress, line, handover=parts.handover_to(file, line, Act.LINE_PROGRESS))


def submit_result(file: CaseFile, actor: Actor, now: datetime, line: str, result: str) -> None:
    """Record the result that a line reports; the callers of a case that it alone had are to be told."""
    check_text(result, "result")
    handover = parts.handover_to(file, line, Act.LINE_RESULT)
    file.act(Act.LINE_RESULT, actor, now, result, line, details={"record": handover.record}, handover=handover)
    handover.result, handover.ended_at = result, now


def check_record(record: str, field: str) -> None:
    """Validate the number that a line has for a case.

    Raises:
        InvalidFieldsError: it is missing, too long or does not print.
    """
    if not record.strip() or len(record) > RECORD_LIMIT or not is_one_line(record):
        raise InvalidFieldsError([FieldViolation(field, f"要写对方的受理编号，1 到 {RECORD_LIMIT} 个字，不能换行")])


def _check_acceptance(acceptance: Acceptance) -> None:
    check_record(acceptance.record, "record_number")
    check_words(acceptance.by, RECORD_LIMIT, "accepted_by")


# --- what falls due ----------------------------------------------------------------------------


def handover_due(file: CaseFile) -> datetime | None:
    """Return when an open hand-over next needs attention, UTC."""
    return min((_due(one, file.timetable) for one in open_handovers(file.handovers)), default=None)


def follow_calendar(handover: Handover, timetable: Timetable) -> None:
    """Move the time for the result of a line as a change of the calendar demands."""
    if handover.accepted_at:
        handover.due_at = _result_by(handover, handover.accepted_at, timetable)


def _result_by(handover: Handover, accepted_at: datetime, timetable: Timetable) -> datetime:
    return timetable.due(accepted_at, parse(handover.limit), timetable.latest(accepted_at)).at


def run_due_handovers(file: CaseFile, now: datetime) -> None:
    """Alarm the next level about a hand-over that nobody accepts, and remind the desk of a result that is missing."""
    due = [one for one in open_handovers(file.handovers) if _due(one, file.timetable) <= now]
    if pending := [one for one in due if one.state is HandoverState.PENDING]:
        _alarm(file, pending, now, f"{_lines(pending)}逾期未接收移交的工单")
    for handover in due:
        if handover.state is HandoverState.ACCEPTED:
            reason = f"{handover.line}接收移交后逾期未反馈结果"
            file.act(Act.REMIND_DESK, SUPERVISION_SYSTEM, now, reason, handover.line)
            handover.reminded_at = now


def _due(handover: Handover, timetable: Timetable) -> datetime:
    """Return when somebody is to be alarmed or reminded, UTC."""
    if handover.due_at is None:
        return next_alarm_at(timetable.limits.alarm_levels, handover.alarm, handover.accept_by)
    days = timetable.limits.follow_up_days
    return remind_at(handover.due_at, handover.reminded_at, lambda last: timetable.deadline(last, days).at)


def _alarm(file: CaseFile, handovers: Sequence[Handover], now: datetime, reason: str) -> None:
    """Alarm the highest level that is next for any of the hand-overs about all of them."""
    levels = file.timetable.limits.alarm_levels
    number = max(next_level(levels, one.alarm, one.accept_by) for one in handovers)
    post = level_at(levels, number).post
    told = file.contacts_on_duty(post, now)
    for handover in handovers:
        handover.alarm = Alarm(number, post, told, now)
    details = {"level": str(number), "post": post, "told": "、".join(told), "line": _lines(handovers)}
    file.act(Act.ALARM, SUPERVISION_SYSTEM, now, f"{reason}，报告{post}", details=details)


# --- parts -------------------------------------------------------------------------------------


def _hand(
    file: CaseFile,
    act: Act,
    actor: Actor,
    now: datetime,
    line: Line,
    reason: EndReason,
    notice: HandoverNotice,
    remark: str,
    told: Sequence[CallerEntry],
    more: Mapping[str, str] = NO_DETAILS,
) -> Handover:
    """Hand a case to a line; one that has it already is handed it once more for a danger, which it must take up."""
    check_remark(remark, "remark")
    check_recusal_of_line(file, line.name, line.unit)
    of_danger = file.state.faces_danger
    if any(one.line == line.name and one.of_danger >= of_danger for one in open_handovers(file.handovers)):
        raise InvalidFieldsError(
            [FieldViolation("line", f"已移交{line.name}，对方尚未反馈结果；要重新移交的，请先撤回移交")]
        )
    details = {"code": reason.code, "reason": reason.title, **_details(notice), **calls_of(told), **more}
    file.act(act, actor, now, remark or reason.title, line.name, details=details)
    handed = replace(_handover(file, line, reason.code, reason.title, notice, now, told), of_danger=of_danger)
    file.handovers.append(handed)
    return handed


def _handover(
    file: CaseFile,
    line: Line,
    code: str,
    reason: str,
    notice: HandoverNotice,
    now: datetime,
    told: Sequence[CallerEntry],
) -> Handover:
    """Return a hand-over, of which callers were told if the notice says so; one alone may have been connected."""
    was_told = notice.told or (notice.connected and len(told) == 1)
    return Handover(
        number=len(file.handovers) + 1,
        line=line.name,
        code=code,
        reason=reason,
        told=notice.told,
        connected=notice.connected,
        gives_back=False,
        handed_at=now,
        accept_by=now + timedelta(minutes=line.accept_minutes),
        limit=str(line.limit),
        told_calls=tuple(one.call_id for one in told) if was_told else (),
    )


def _lines(handovers: Sequence[Handover]) -> str:
    return "、".join(one.line for one in handovers)


def _leave(file: CaseFile, handovers: Sequence[Handover], now: datetime) -> None:
    """Take the case from all departments, now that lines have it, and let the callers be told so who were not."""
    _take_from_departments(file, handovers, now)
    notices.expect_all(file, now)
    for caller in file.callers:
        if all(caller.call_id in one.told_calls for one in handovers):
            caller.note_told()


def _take_from_departments(file: CaseFile, handovers: Sequence[Handover], now: datetime) -> None:
    """Take the case from all departments, now that lines have it; what they replied is kept."""
    file.outcome = Outcome.HANDED_OVER
    file.designation = replace(file.designation, lead="", cohandlers=())
    standstills.end_hold(file, now)
    file.withdraw_assignments(now, f"工单已移交{_lines(handovers)}")


def _stays_here(file: CaseFile, handover: Handover, now: datetime) -> None:
    """Let the desk decide on a case that a line alone had, and correct what callers were told of one given back."""
    if file.state is CaseState.REGISTERED and file.outcome is Outcome.HANDED_OVER:
        file.outcome = Outcome.DESK
    if handover.gives_back and (handover.told or handover.connected):
        notices.expect_all(file, now)


def _details(notice: HandoverNotice) -> dict[str, str]:
    return ({"told": notice.told} if notice.told else {}) | {"connected": "是" if notice.connected else "否"}
