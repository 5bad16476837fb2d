"""Hand-overs of a case to another line 移交, and the line that a case came from (R8.2)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from hotline_server.domain.alarms import Alarm
from hotline_server.domain.lifecycle.state import HandoverState


@dataclass(frozen=True, slots=True)
class Origin:
    """Line that handed a case to the hotline, and the number the line has for it."""

    line: str
    record: str


@dataclass(slots=True)
class Handover:
    """Hand-over of a case to a line. Times are UTC.

    Its state is moved by the third table of ``lifecycle.table`` alone, through ``CaseFile``.

    Attributes:
        number: position within the case, from 1.
        line: name of the line.
        code: code of the reason in the rule book; empty if the case goes back to the line it came from.
        reason: that reason in words, or what the desk says for giving it back.
        told: what the callers were told of it; empty if nobody has told them.
        connected: true if the caller was connected to the line by telephone.
        gives_back: true if the case goes back to the line that it came from.
        handed_at: when it was handed over.
        accept_by: when the line is to have accepted it.
        limit: time for the result, from acceptance, as rule books write it.
        record: number that the line has for it.
        refusal: why the line refused it, or the desk took it back.
        result: what the line found or did.
        due_at: when the line is to have told its result; reminders do not move it.
        reminded_at: when the desk was reminded last of a missing result.
        alarm: latest alarm about its not being accepted.
        told_calls: calls whose callers were told of it, or connected, when it was handed over.
        of_danger: true if a danger is the reason, so that it ends with a false alarm (R2.6).
    """

    number: int
    line: str
    code: str
    reason: str
    told: str
    connected: bool
    gives_back: bool
    handed_at: datetime
    accept_by: datetime
    limit: str
    state: HandoverState = HandoverState.PENDING
    record: str = ""
    accepted_at: datetime | None = None
    ended_at: datetime | None = None
    refusal: str = ""
    result: str = ""
    due_at: datetime | None = None
    reminded_at: datetime | None = None
    alarm: Alarm | None = None
    of_danger: bool = False
    told_calls: tuple[int, ...] = ()

    @property
    def is_handed(self) -> bool:
        """True unless the line that the case came from is merely asked to take it back, and has not."""
        return not self.gives_back or self.accepted_at is not None

    def end_without_result(self, reason: str, now: datetime) -> None:
        """Note why the line has the case no longer, or never took it."""
        self.refusal, self.ended_at = reason, now


def open_handovers(handovers: Sequence[Handover]) -> Iterator[Handover]:
    """Yield the hand-overs that a line has not accepted yet, or not ended."""
    return (one for one in handovers if one.state.is_open)


def has_in_hand(line: str, handovers: Sequence[Handover]) -> bool:
    """Return whether a case was handed to a line, which has it or told its result."""
    return any(one.line == line and one.state.lets_read for one in handovers)


def may_read(line: str, origin: Origin | None, handovers: Sequence[Handover]) -> bool:
    """Return whether a line may read a case: it handed it in, or has it or told its result."""
    came = origin is not None and origin.line == line
    return came or has_in_hand(line, handovers)


def by_line(handovers: Sequence[Handover]) -> dict[str, list[Handover]]:
    """Return the hand-overs to each line that count, latest first: the open ones, or else the latest.

    Several are open where a line that had the case already was handed it once more, for a danger (R2.6).
    """
    counting: dict[str, list[Handover]] = {}
    for one in sorted(handovers, key=lambda one: (one.state.is_open, one.number), reverse=True):
        of_line = counting.setdefault(one.line, [])
        if one.state.is_open or not of_line:
            of_line.append(one)
    return counting
