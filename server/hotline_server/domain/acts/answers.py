"""Records of what callers were answered, of attempts that failed, and the callbacks that follow (R3.4, R8.7)."""

from dataclasses import replace
from datetime import datetime, timedelta

from hotline_server.domain.callbacks import CallbackState
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.means import is_sms, is_written
from hotline_server.domain.parties import Answer, CallerEntry
from hotline_server.ground.clock import spoken_time
from hotline_server.rulebook.decision import Outcome
from hotline_server.rulebook.limits import Exemption

COUNTED = "counted"
"""Detail of log entries that tells whether a failed attempt to call counts."""
ASKED_TO_CALL = "asked_to_call"
"""Detail of log entries on a protected caller who was asked by SMS to call, and not told what they say."""
CALLS_FOR_IT = "来电人举报或者要求保密，短信只请其拨打12345听取，来电听取以前不算告知"


def asks_to_call(file: CaseFile, means: str) -> bool:
    """Return whether by some means callers are only asked to call: others may read protected callers' phones (R8.3)."""
    return is_sms(means) and file.protected()


def check_told(file: CaseFile, answer: Answer) -> None:
    """Validate an answer that ends a case: somebody was told it.

    Raises:
        InvalidFieldsError: the caller was not reached, or is only asked to call.
    """
    if not answer.given:
        wanted = "没有告知来电人的，不能这样结束：请再联系，或者用短信、来信、网站公布等书面方式告知，写明方式"
        raise InvalidFieldsError([FieldViolation("answer.result", wanted)])
    check_words_told(file, answer.means, "answer.means")


def check_words_told(file: CaseFile, means: str, field: str) -> None:
    """Reject means by which callers are not told the words themselves.

    Raises:
        InvalidFieldsError: naming the field.
    """
    if asks_to_call(file, means):
        raise InvalidFieldsError([FieldViolation(field, f"{CALLS_FOR_IT}；请用电话等方式，本人打来的写“来电”")])


def attempt_counts(file: CaseFile, caller: CallerEntry, now: datetime) -> bool:
    """Return whether a failed attempt counts (R8.7): at an hour for calls, not too soon, and while more are needed."""
    too_soon = caller.attempts > 0 and caller.next_attempt is not None and now < caller.next_attempt
    return not too_soon and _is_hour_for_calls(file, now) and caller.callback is not CallbackState.UNREACHABLE


def attempt_notice(file: CaseFile, caller: CallerEntry, now: datetime, *, counted: bool) -> str:
    """Return what whoever tried to call in vain must know: whether it counts, and what is to be done when (R8.7)."""
    is_over = caller.callback is CallbackState.UNREACHABLE
    due = caller.next_attempt or now
    at = spoken_time(due if counted or is_over else file.timetable.calling_time(max(due, now)))
    count = f"第 {caller.attempts} 次没有联系上" if counted else "这一次不计次数"
    if is_over:
        return f"{count}，次数已够，请在{at}前用短信、来信等书面方式告知"
    why = "离上一次太近" if _is_hour_for_calls(file, now) else "不在打电话的时段"
    return f"{'' if counted else f'{why}，'}{count}，{at}起再打才计次数"


def _is_hour_for_calls(file: CaseFile, now: datetime) -> bool:
    return file.timetable.calling_time(now) == now


def count_attempt(file: CaseFile, caller: CallerEntry, now: datetime) -> None:
    """Count a failed attempt to call, and schedule the next.

    After the last one the caller is unreachable, and the answer is to be left in writing (R8.7).
    """
    rules = file.timetable.limits.callbacks
    caller.attempts += 1
    if caller.attempts < rules.attempts:
        caller.next_attempt = file.timetable.calling_time(now + timedelta(minutes=rules.spacing_minutes))
    else:
        caller.callback = CallbackState.UNREACHABLE
        caller.next_attempt, caller.write_since = file.timetable.deadline(now, rules.writing_days).at, now


def record_answer(file: CaseFile, caller: CallerEntry, answer: Answer, now: datetime) -> None:
    """Record that a caller was answered, or cannot be, and schedule the callback (R8.7)."""
    caller.answered, caller.tell_by = True, None
    file.answers.append(replace(answer, call_id=caller.call_id))
    file.allow_reopening(now)
    if caller.callback is CallbackState.UNREACHABLE and is_written(answer.means):
        caller.callback, caller.next_attempt = CallbackState.INFORMED, None
        return
    after = timedelta(minutes=file.timetable.limits.callbacks.after_minutes)
    schedule_callback(file, caller, now + after)


def schedule_callback(file: CaseFile, caller: CallerEntry, since: datetime) -> None:
    """Schedule the callback of an answered caller for a time, unless the rules exempt the caller, with all attempts."""
    exemption = _exemption(file, caller)
    caller.attempts = 0
    caller.callback = CallbackState.EXEMPT if exemption else CallbackState.DUE
    caller.exemption = exemption.value if exemption else ""
    caller.next_attempt = None if exemption else file.timetable.calling_time(since)


def _exemption(file: CaseFile, caller: CallerEntry) -> Exemption | None:
    """Return why a caller is not called back, if the rules name the reason."""
    holding = {
        Exemption.WITHDRAWN: caller.withdrawn,
        Exemption.NO_REPLY_WANTED: caller.wishes_no_reply,
        Exemption.NO_PHONE: not caller.has_phone,
        Exemption.ANSWERED_DIRECTLY: file.outcome is Outcome.DIRECT_ANSWER,
        Exemption.ENDED: file.outcome in (Outcome.ROUTE_TOLD, Outcome.EXPLAINED),
    }
    named = file.timetable.limits.callbacks.exemptions
    return next((reason for reason, holds in holding.items() if holds and reason in named), None)


def settle(file: CaseFile, now: datetime) -> None:
    """Record why the callers who do not wait for an answer get none."""
    for caller in file.callers:
        if not (caller.answered or caller.awaits_answer):
            reason = "来电人已撤诉" if caller.withdrawn else "来电人不要求回复"
            record_answer(file, caller, Answer(caller.call_id, "", reason, "", supported=True, given=False), now)
