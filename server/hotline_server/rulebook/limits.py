"""The time limits that a rule book sets (R3.1 to R3.4, R4.1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time

from hotline_server.rulebook.decision import Urgency


@dataclass(frozen=True, slots=True)
class TimeLimits:
    """How long everything may take.

    Attributes:
        opens, closes: the working day in the city; a deadline ends when it closes.
        accept_minutes: for a department to accept: of working time where the urgency is normal,
            of any time otherwise.
        first_progress_minutes, next_progress_minutes: for pressing cases, of any time.
        nudge_days, reminder_days: working days before a deadline.
        supervision_days, rework_days: working days given anew.
        verify_minutes: until an unverified emergency is alarmed again.
        desk_minutes: until the desk is reminded of a case that waits for it.
        leader_days, review_days, answer_days, follow_up_days, close_days, archive_days: working days.
    """

    opens: time
    closes: time
    accept_minutes: Mapping[Urgency, int]
    first_progress_minutes: Mapping[Urgency, int]
    next_progress_minutes: Mapping[Urgency, int]
    nudge_days: int
    reminder_days: int
    supervision_days: int
    rework_days: int
    verify_minutes: int
    desk_minutes: int
    leader_days: int
    review_days: int
    answer_days: int
    follow_up_days: int
    close_days: int
    archive_days: int
