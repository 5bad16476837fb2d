"""Cases that have been played."""

from dataclasses import dataclass
from functools import cached_property

from hotline.v1 import case_pb2
from hotline_server.api.wording import ACTS, OUTCOMES, STATES
from hotline_server.domain.lifecycle.act import Act
from hotline_server.rulebook.decision import Outcome


@dataclass(frozen=True, eq=False)
class PlayedCase:
    """A case at its registration and at the end of the play.

    Attributes:
        first: as registered, with the rule book's decision.
        last: as it ended, with its log.
    """

    first: case_pb2.Case
    last: case_pb2.Case

    @cached_property
    def outcome(self) -> Outcome:
        """Outcome that the rule book decided, whatever the desk decided later."""
        return OUTCOMES[self.first.decision.outcome]

    @cached_property
    def acts(self) -> dict[Act, case_pb2.LogEntry]:
        """Acts on the case, each with its last log entry."""
        return {ACTS[entry.act]: entry for entry in self.last.log}

    @cached_property
    def leads(self) -> list[str]:
        """Departments assigned to lead, in order."""
        return [assignment.department for assignment in self.last.assignments if assignment.leads]

    @property
    def is_closed(self) -> bool:
        """True if the case is closed or archived."""
        return STATES[self.last.state].is_closed

    @property
    def is_answered(self) -> bool:
        """True if every caller has been answered."""
        return all(caller.answered for caller in self.last.callers)

    @property
    def is_forgotten(self) -> bool:
        """True if the case is open and nobody is due to look at it again."""
        return not self.is_closed and not (self.last.HasField("owner") and self.last.HasField("next_due_at"))

    @property
    def is_false_alarm(self) -> bool:
        """True if the desk found that there was no emergency."""
        return Act.DISMISS_EMERGENCY in self.acts

    @property
    def was_overdue(self) -> bool:
        """True if a department was supervised for a delay, or replied after its deadline."""
        return any(a.supervision_count or (_replied_late(a) and not a.rework_count) for a in self.last.assignments)

    @property
    def was_reassigned(self) -> bool:
        """True if one department objected and another received it."""
        return Act.OBJECT in self.acts and self.leads[0] != self.leads[-1]

    @property
    def is_satisfied(self) -> bool:
        """True if the caller was surveyed and is satisfied."""
        survey = self.acts.get(Act.RECORD_SATISFACTION)
        return survey is not None and survey.survey.satisfied == case_pb2.SURVEY_ANSWER_YES


def _replied_late(assignment: case_pb2.Assignment) -> bool:
    replied, deadline = assignment.replied_at, assignment.deadline
    return assignment.HasField("replied_at") and replied.ToNanoseconds() > deadline.ToNanoseconds()
