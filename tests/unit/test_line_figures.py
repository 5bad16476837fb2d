"""Figures of other lines (R6.1, R8.2)."""

from datetime import UTC, datetime, timedelta

from hotline_server.domain.lifecycle.state import HandoverState
from hotline_server.domain.line_figures import HandoverTimes, figures_of_lines

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
POLICE, CONSUMERS = "110报警服务台", "12315消费投诉"


def handover(
    state: HandoverState,
    accepted: float | None = None,
    ended: float | None = None,
    *,
    due: float = -1,
    line: str = POLICE,
    gives_back: bool = False,
) -> HandoverTimes:
    """Return a hand-over whose times are hours from now."""
    accepted_at, ended_at = (None if one is None else NOW + timedelta(hours=one) for one in (accepted, ended))
    return HandoverTimes(line, state, gives_back, NOW + timedelta(hours=due), accepted_at, ended_at)


def test_each_hand_over_is_counted_by_where_it_stands() -> None:
    [police] = figures_of_lines(
        [
            handover(HandoverState.DONE, -2, 0),
            handover(HandoverState.DONE, -1.5, -0.5),
            handover(HandoverState.ACCEPTED, -0.5),
            handover(HandoverState.PENDING),
            handover(HandoverState.PENDING, due=1),
            handover(HandoverState.REFUSED, ended=-3),
            handover(HandoverState.RECALLED, ended=-3),
            handover(HandoverState.RECALLED, ended=-0.5),
        ],
        {},
        NOW,
    )
    assert (police.handed_over, police.refused, police.recalled, police.results) == (8, 1, 2, 2)
    # Three accepted, one of them late; one was due and waits, one was taken back only after it was due.
    assert (police.acceptance_due, police.accepted_in_time) == (5, 2)
    assert police.median_result == timedelta(hours=1.5)


def test_what_goes_back_is_counted_by_itself() -> None:
    [police] = figures_of_lines([handover(HandoverState.ACCEPTED, -2, gives_back=True)], {POLICE: 3}, NOW)
    assert (police.handed_over, police.acceptance_due, police.handed_in, police.given_back) == (0, 0, 3, 1)
    assert police.median_result is None


def test_lines_stand_by_name_with_anything_to_count() -> None:
    found = figures_of_lines([handover(HandoverState.PENDING, line=CONSUMERS)], {POLICE: 1}, NOW)
    assert [one.line for one in found] == [POLICE, CONSUMERS]
    assert figures_of_lines([], {}, NOW) == []
