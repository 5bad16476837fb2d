"""Callers who are dissatisfied with a result, or wait for an answer once more (R8.7)."""

from collections.abc import Sequence
from datetime import datetime

from hotline_server.domain.callbacks import CallbackState
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.parties import SUPERVISION_SYSTEM, CallerEntry


def calls_of(callers: Sequence[CallerEntry]) -> dict[str, str]:
    """Return the details of a log entry that is about these callers alone."""
    return {"call_ids": "、".join(str(one.call_id) for one in callers)}


def dissatisfied(file: CaseFile) -> list[CallerEntry]:
    """Return the callers whose dissatisfaction with the result nobody has judged."""
    return [one for one in file.callers if one.callback is CallbackState.AWAITS_JUDGEMENT]


def is_in_question(file: CaseFile) -> bool:
    """Return whether a caller is dissatisfied with the result, which nobody has judged."""
    return bool(dissatisfied(file))


def end_judgement(file: CaseFile, now: datetime, reason: str) -> None:
    """Leave it at what callers were answered once none of them is dissatisfied with that any more."""
    if file.state is CaseState.CALLBACK_REVIEW and not is_in_question(file):
        file.act(Act.NO_JUDGEMENT_DUE, SUPERVISION_SYSTEM, now, reason)


def await_judgement(file: CaseFile) -> None:
    """Let the dissatisfied callers wait for what a leader says of the result; others go on as they are."""
    for caller in dissatisfied(file):
        caller.answered, caller.attempts, caller.next_attempt = False, 0, None


def return_to_judgement(file: CaseFile, now: datetime) -> None:
    """Leave what the dissatisfied callers were answered to the desk's judgement; who joined since is answered."""
    for caller in file.callers:
        if caller.callback is CallbackState.AWAITS_JUDGEMENT:
            caller.answered = True
        elif caller.awaits_answer:
            caller.next_attempt = file.timetable.calling_time(now)


def await_answers_again(callers: Sequence[CallerEntry]) -> None:
    """Have the callers who are not done with answered by whoever has the matter from now on."""
    await_answers([caller for caller in callers if caller.callback.is_open or caller.awaits_answer])


def await_answers(callers: Sequence[CallerEntry]) -> None:
    """Have callers answered anew; only for those who had an answer already is what comes a second handling."""
    for caller in callers:
        caller.handling += int(caller.answered or caller.callback is CallbackState.AWAITS_JUDGEMENT)
        _await_answer(caller)


def await_true_answers(callers: Sequence[CallerEntry]) -> None:
    """Have callers told again whose result does not stand, attempts to tell it forgotten; it stays the same handling.

    Whoever was done with before the matter was handled again was told another result.
    """
    latest = max((caller.handling for caller in callers), default=1)
    for caller in callers:
        if not caller.answered or caller.callback.is_open or caller.handling >= latest:
            _await_answer(caller)


def _await_answer(caller: CallerEntry) -> None:
    caller.answered, caller.callback = False, CallbackState.NONE
    caller.attempts, caller.next_attempt = 0, None
