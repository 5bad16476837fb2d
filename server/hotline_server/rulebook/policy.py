"""Prepared policy answers 政策答复 of a rule book."""

from dataclasses import dataclass
from datetime import date

from hotline_server.text.policy_index import PolicyText


@dataclass(frozen=True, slots=True)
class Policy:
    """Prepared policy answer 政策答复.

    Attributes:
        id, title: its number and title.
        owner: name of the unit whose policy it is, as written.
        source: the document it is based on.
        answer: what the caller is told.
        questions: usual questions that it answers 常见问法.
        excluded: similar ones that it does not answer 不算.
        valid_from, valid_until: first and last day in force, ``None`` if unlimited.
        review_by: day by which the owner has to look at it again; ``None`` for none.
    """

    id: str
    title: str
    owner: str
    source: str
    answer: str
    questions: tuple[str, ...]
    excluded: tuple[str, ...]
    valid_from: date | None
    valid_until: date | None
    review_by: date | None

    def is_in_force(self, day: date) -> bool:
        """Return True if the policy is in force on ``day``."""
        return (self.valid_from or day) <= day <= (self.valid_until or day)

    def has_ended(self, day: date) -> bool:
        """Return True if the last day of the policy was before ``day``."""
        return self.valid_until is not None and self.valid_until < day

    def is_overdue(self, day: date) -> bool:
        """Return True if the owner should have reviewed the policy before ``day``."""
        return self.review_by is not None and self.review_by < day

    def may_answer(self, day: date) -> bool:
        """Return True if callers may be told its answer on ``day``: it is in force and not overdue for review."""
        return self.is_in_force(day) and not self.is_overdue(day)

    @property
    def text(self) -> PolicyText:
        """Wording that it is found by."""
        return PolicyText(self.id, self.title, self.answer, self.questions, self.excluded)
