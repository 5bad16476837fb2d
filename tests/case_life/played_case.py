"""A case that is acted on at random."""

from collections.abc import Callable
from datetime import timedelta

from hotline_server.domain.dues import next_due, run_due_acts
from hotline_server.domain.errors import DomainError
from hotline_server.domain.handover import Origin
from hotline_server.domain.lifecycle.state import AssignmentState
from hotline_server.rulebook.decision import Urgency
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from tests.case_files import (
    new_file,
)
from tests.case_life.inputs import LINES
from tests.hotline import MONDAY


class PlayedCase(RuleBasedStateMachine):
    """A case that somebody acts on while time passes."""

    @initialize(urgency=st.sampled_from(Urgency))
    def register(self, urgency: Urgency) -> None:
        self.file = new_file(urgency)
        self.file.origin = Origin(LINES[0], "B-7")
        self.now = MONDAY
        self.calls = 1
        self.answered: set[int] = set()
        self.told: set[int] = set()
        # State of each assignment when it was looked at last.
        self.seen: dict[int, AssignmentState] = {}
        # Assignments that were overdue, with how often they had been extended.
        self.overdue: dict[int, int] = {}

    def attempt(self, act: Callable[[], object]) -> None:
        """Perform an act; a rejected one must change nothing."""
        before = (self.file.state, self.file.owner, next_due(self.file), len(self.file.notes))
        states = self.states_of_parts()
        try:
            act()
        except DomainError:
            after = (self.file.state, self.file.owner, next_due(self.file), len(self.file.notes))
            assert after == before
            assert self.states_of_parts() == states
        self.note_answers()

    def note_answers(self) -> None:
        """Remember who was answered, and who was told something by it."""
        self.answered |= {answer.call_id for answer in self.file.answers}
        self.told |= {answer.call_id for answer in self.file.answers if answer.given}

    def states_of_parts(self) -> list[object]:
        return [one.state for one in (*self.file.assignments, *self.file.handovers)]

    @rule(hours=st.integers(1, 24 * 10))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        run_due_acts(self.file, self.now)

    @precondition(lambda self: next_due(self.file) is not None)
    @rule()
    def due_time_arrives(self) -> None:
        """Every due time triggers an act and is followed by a later one."""
        due = next_due(self.file)
        assert due is not None
        notes = len(self.file.notes)
        self.now = max(self.now, due)
        run_due_acts(self.file, self.now)
        following = next_due(self.file)
        assert len(self.file.notes) > notes
        assert following is None or following > self.now
        run_due_acts(self.file, self.now)
        assert next_due(self.file) == following
        self.note_answers()
