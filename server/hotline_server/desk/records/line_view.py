"""View of another line: an allow-list of what it sees of cases that it handed in, or that were handed to it (R8.2)."""

from collections.abc import Iterator
from dataclasses import replace

from hotline_server.domain.case import Case
from hotline_server.domain.handover import has_in_hand
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.log import LogEntry
from hotline_server.domain.numbering import number_of

_ITS_OWN = frozenset(
    act.name
    for act in (
        Act.HAND_TO_LINE,
        Act.HAND_RESULT_TO_LINE,
        Act.RETURN_TO_LINE,
        Act.LINE_ACCEPT,
        Act.LINE_REFUSE,
        Act.LINE_PROGRESS,
        Act.LINE_RESULT,
        Act.RECALL_FROM_LINE,
    )
)
"""What the desk tells a line, and the line the desk; the entry names the line."""
_OF_ONE_CALL = frozenset((Act.REGISTER.name, Act.AMEND.name, Act.REQUEST_CONFIDENCE.name))
"""What the caller says in the call that opened the case, or of it."""
_WORDS = (Act.SUPPLEMENT, Act.URGE, Act.WITHDRAW_REQUEST, Act.END_BY_WITHDRAWAL, Act.REVOKE_WITHDRAWAL)
_SAID = _OF_ONE_CALL | {act.name for act in _WORDS}
"""What callers say."""
_RESULTS = frozenset(
    act.name
    for act in (
        Act.ANSWER_DIRECTLY,
        Act.SUBMIT_PROGRESS,
        Act.REPLY,
        Act.RECORD_RESULT,
        Act.LINE_PROGRESS,
        Act.LINE_RESULT,
        Act.END,
        Act.ANSWER_CALLER,
        Act.ANSWER_ANOTHER_CALLER,
        Act.NO_REPLY_DUE,
    )
)
"""What comes of a matter, for the line that it came from."""
_COURSE = frozenset(
    act.name
    for act in (
        Act.REFER,
        Act.ASSIGN,
        Act.RAISE_EMERGENCY,
        Act.CONFIRM_EMERGENCY,
        Act.DISMISS_EMERGENCY,
        Act.ACCEPT,
        Act.SUSPEND,
        Act.END_SUSPENSION,
        Act.HAND_TO_LINE,
        Act.HAND_RESULT_TO_LINE,
        Act.LINE_ACCEPT,
        Act.HANDLE_AGAIN,
        Act.HANDLE_AGAIN_SUPERVISED,
        Act.REOPEN,
        Act.JOIN_INTO,
        Act.SEPARATE,
        Act.SPLIT,
        Act.SPLIT_OFF,
        Act.CLOSE,
    )
)
"""How it goes on, for the same: where it is, without what the desk notes of it."""
SEEN_BY_LINES = _ITS_OWN | _SAID | _RESULTS | _COURSE
_CALL_ID, _OTHER_CASES, _NOT_ITS_OWN = "call_id", ("joined", "split"), ("reasonable", "call_ids")


def entry_seen(entry: LogEntry, case: Case, line: str) -> LogEntry | None:
    """Return what a line sees of an entry of a case's log; ``None`` for nothing."""
    if entry.act in _ITS_OWN and entry.department == line:
        return replace(entry, details={name: text for name, text in entry.details.items() if name not in _NOT_ITS_OWN})
    if entry.act in _SAID:
        if not _hears(entry, case, line):
            return None
        # Why the desk amends a registration is its own note.
        return replace(entry, reason="") if entry.act == Act.AMEND.name else entry
    if not any(_concerns(entry, one) for one in _came_from(line, case)):
        return None
    if entry.act in _COURSE:
        others = {name: entry.details[name] for name in _OTHER_CASES if name in entry.details}
        return replace(entry, reason="", details=others)
    return entry if entry.act in _RESULTS else None


def _hears(entry: LogEntry, case: Case, line: str) -> bool:
    """Return whether a line hears what a caller says: of all callers if it deals with the case, else of its own."""
    if has_in_hand(line, case.handovers):
        return True
    speaker = _speaker(entry, case)
    return any(one.number == speaker for one in _came_from(line, case))


def _speaker(entry: LogEntry, case: Case) -> str:
    """Return the number of the case that was opened by the call of whoever speaks; empty if nobody knows."""
    call_id = entry.details.get(_CALL_ID, "")
    if call_id.isdecimal():
        return number_of(int(call_id))
    # Entries of before the call was kept belong to the only caller, if there is one alone.
    return "" if case.joined and entry.act not in _OF_ONE_CALL else case.number


def _came_from(line: str, case: Case) -> Iterator[Case]:
    """Yield what a line handed in of a case and the cases joined into it."""
    return (one for one in (case, *case.joined) if one.origin and one.origin.line == line)


def _concerns(entry: LogEntry, came: Case) -> bool:
    """Return whether an entry is about all callers of a case, or that of the one which came from a line."""
    call_id = entry.details.get(_CALL_ID, "")
    return not call_id.isdecimal() or number_of(int(call_id)) == came.number


def seen_by_line(case: Case, line: str) -> Case:
    """Return what a line sees of a case beside what every view from outside hides.

    Whoever handed it in sees who handles it, and what they replied.
    """
    came = case.origin is not None and case.origin.line == line
    assignments = tuple(
        replace(one, extension_reason="", objection="", objection_basis="", exclude_by=None, exclusion=None)
        for one in case.assignments
    )
    return replace(
        case,
        decision=replace(case.decision, reasons=(), rules=()),
        # Who was alarmed about its hand-over is nothing for the line.
        handovers=tuple(replace(one, alarm=None) for one in case.handovers if one.line == line),
        origin=case.origin if came else None,
        assignments=assignments if came else (),
        callers=tuple(one for one in case.callers if number_of(one.call_id) == case.number),
        promise=case.promise if came and case.promise and not case.promise.is_pending else None,
        holds=(),
        referral=None,
        end_proposal=None,
    )
