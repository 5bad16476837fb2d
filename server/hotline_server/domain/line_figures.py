"""Figures of other lines: what was handed over to them, and what they handed in (R6.1, R8.2). See docs/figures.md."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from hotline_server.domain.lifecycle.state import HandoverState


@dataclass(frozen=True, slots=True)
class HandoverTimes:
    """Times of a hand-over to a line, UTC.

    Attributes:
        line: name of the line.
        state: where it stands.
        gives_back: true if the case goes back to the line that it came from.
        accept_by: when the line is to have accepted it.
        accepted_at: when it did; ``None`` if it has not.
        ended_at: when it was refused, taken back or its result told; ``None`` while it is open.
    """

    line: str
    state: HandoverState
    gives_back: bool
    accept_by: datetime
    accepted_at: datetime | None
    ended_at: datetime | None

    def is_acceptance_due(self, now: datetime) -> bool:
        """Return whether the line accepted it, or let the time for it pass; a refusal is counted by itself."""
        if self.state is HandoverState.REFUSED:
            return False
        return self.accepted_at is not None or (self.ended_at or now) >= self.accept_by

    @property
    def is_accepted_in_time(self) -> bool:
        """True if the line accepted it by its time."""
        return self.accepted_at is not None and self.accepted_at <= self.accept_by

    @property
    def time_to_result(self) -> timedelta | None:
        """Time from acceptance to the result; ``None`` without a result."""
        if self.state is not HandoverState.DONE or not self.accepted_at or not self.ended_at:
            return None
        return self.ended_at - self.accepted_at


@dataclass(frozen=True, slots=True)
class LineFigures:
    """Figures of a line in a period.

    Attributes:
        line: its name.
        handed_over: hand-overs to it, those that give back what it handed in excluded.
        acceptance_due: of these, accepted ones and those whose time to be accepted has passed.
        accepted_in_time: of these, accepted in time.
        refused: refused as not the line's.
        recalled: taken back by the desk.
        results: with a result.
        median_result: median time from acceptance to the result; ``None`` without results.
        handed_in: cases that it handed in.
        given_back: cases that were given back to it.
    """

    line: str
    handed_over: int
    acceptance_due: int
    accepted_in_time: int
    refused: int
    recalled: int
    results: int
    median_result: timedelta | None
    handed_in: int
    given_back: int


def figures_of_lines(
    handovers: Iterable[HandoverTimes], handed_in: Mapping[str, int], now: datetime
) -> list[LineFigures]:
    """Return the figures of all lines with anything to count, by name.

    Args:
        handovers: hand-overs of the period.
        handed_in: numbers of cases handed in during the period, by line.
        now: time of counting, UTC.
    """
    by_line: dict[str, list[HandoverTimes]] = {line: [] for line in handed_in}
    for handover in handovers:
        by_line.setdefault(handover.line, []).append(handover)
    return [_figures(line, by_line[line], handed_in.get(line, 0), now) for line in sorted(by_line)]


def _figures(line: str, handovers: Iterable[HandoverTimes], handed_in: int, now: datetime) -> LineFigures:
    given_back = [one for one in handovers if one.gives_back]
    out = [one for one in handovers if not one.gives_back]
    times = [time.total_seconds() for one in out if (time := one.time_to_result) is not None]
    states = [one.state for one in out]
    return LineFigures(
        line=line,
        handed_over=len(out),
        acceptance_due=sum(one.is_acceptance_due(now) for one in out),
        accepted_in_time=sum(one.is_accepted_in_time for one in out),
        refused=states.count(HandoverState.REFUSED),
        recalled=states.count(HandoverState.RECALLED),
        results=states.count(HandoverState.DONE),
        median_result=timedelta(seconds=median(times)) if times else None,
        handed_in=handed_in,
        given_back=len(given_back),
    )
