"""Interruption of a case by a danger: what a false alarm gives back (R2.6)."""

from dataclasses import dataclass

from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.parties import CallerEntry, Designation
from hotline_server.domain.promise import Promise
from hotline_server.rulebook.decision import Outcome, Urgency


@dataclass(frozen=True, slots=True)
class Interruption:
    """Standing of a case when a danger interrupted it.

    Attributes:
        state: its state.
        outcome: outcome of the decision that was in force.
        urgency: its urgency.
        designation: departments that handled it, or whose result it had.
        promise: promise that the desk had agreed to; ``None`` if there was none.
        held: true if the departments were told to wait for a leader.
        callers: what it owed its callers.
    """

    state: CaseState
    outcome: Outcome
    urgency: Urgency
    designation: Designation
    promise: Promise | None
    held: bool
    callers: tuple[CallerEntry, ...]
