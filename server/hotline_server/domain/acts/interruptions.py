"""Interruptions by dangers: noting where a case was, and returning there after a false alarm (R2.6)."""

from dataclasses import replace
from datetime import datetime

from hotline_server.domain import notices, standstills
from hotline_server.domain.acts.awaited_answers import end_judgement
from hotline_server.domain.callbacks import CallbackState
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.interruption import Interruption
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.parties import SUPERVISION_SYSTEM, CallerEntry
from hotline_server.rulebook.limits import Exemption


def interrupt(file: CaseFile) -> None:
    """Note where a case is before a danger changes that, unless it has no result, promise or hold to return to."""
    is_noted = file.interrupted is not None or file.state.faces_danger
    if is_noted or not (file.state.is_resolved or file.state is CaseState.SUSPENDED or file.is_held):
        return
    file.interrupted = Interruption(
        file.state,
        file.outcome,
        file.urgency,
        file.designation,
        file.promise if file.state is CaseState.SUSPENDED else None,
        file.is_held,
        tuple(replace(caller) for caller in file.callers),
    )


def return_to_result(file: CaseFile, before: Interruption, now: datetime) -> None:
    """Let the result stand that a case had, with what its callers were told of it and are owed."""
    file.outcome, file.urgency, file.designation = before.outcome, before.urgency, before.designation
    known = {caller.call_id: caller for caller in before.callers}
    for caller in file.callers:
        if was := known.get(caller.call_id):
            _owe_again(file, caller, was, now)
        elif file.state.is_answered and caller.awaits_answer:
            caller.next_attempt = file.timetable.calling_time(now)
    end_judgement(file, now, "来电人撤诉")


def wait_again(file: CaseFile, before: Interruption, now: datetime) -> None:
    """Let departments wait again for a leader, or for the day that was promised; what falls is put before the desk."""
    if file.state is CaseState.SUSPENDED:
        file.promise = before.promise
    elif before.promise and file.state is not CaseState.REPLIED:
        day = before.promise.promised_on.isoformat()
        why = f"承诺 {day} 以前解决的暂缓没有恢复，请研判，并告知来电人"
        file.act(Act.REMIND_DESK, SUPERVISION_SYSTEM, now, why)
        # Whoever was told of the promise is to hear how it goes on, which the desk's list has.
        notices.expect_all(file, now)
    if before.held and file.leader_question and file.assignments.unfinished:
        standstills.hold(file, now)
    standstills.keep_standing(file, now)


def _owe_again(file: CaseFile, caller: CallerEntry, was: CallerEntry, now: datetime) -> None:
    """Owe a caller what was owed before the danger, though not at a time that has passed since."""
    caller.answered, caller.handling, caller.callback = was.answered, was.handling, was.callback
    caller.attempts, caller.exemption, caller.write_since = was.attempts, was.exemption, was.write_since
    caller.next_attempt = was.next_attempt and max(was.next_attempt, file.timetable.calling_time(now))
    if caller.withdrawn and was.callback is CallbackState.AWAITS_JUDGEMENT:
        caller.callback, caller.exemption = CallbackState.EXEMPT, Exemption.WITHDRAWN.value
