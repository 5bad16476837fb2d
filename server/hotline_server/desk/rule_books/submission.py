"""Drafts that are handed in to be published."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from hotline_server.desk.rule_books.kept_books import TriedDraft, check_names
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.publication import DraftPlan, Publisher
from hotline_server.store.rule_books import Files

# How far ahead a draft may be scheduled.
SCHEDULED_AHEAD = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Submission:
    """Draft that somebody hands in to be published.

    Attributes:
        files, tests: its contents.
        base: edition that it began from, or its version.
        by: who hands it in.
        reason: reason for the change.
        takes_effect_at: when it is to take effect, UTC; ``None`` for at once.
    """

    files: Files
    tests: Files
    base: str
    by: Publisher
    reason: str
    takes_effect_at: datetime | None = None

    def check(self, now: datetime) -> None:
        """Reject a draft without a name or reason, or of which the time is not ahead.

        Raises:
            InvalidFieldsError: if it is any of these.
        """
        check_names(self.by.name, self.reason)
        if self.takes_effect_at and not now < self.takes_effect_at <= now + SCHEDULED_AHEAD:
            wrong = f"要晚于现在，{SCHEDULED_AHEAD.days} 天以内"
            raise InvalidFieldsError([FieldViolation("takes_effect_at", wrong)])

    def plan(self, tried: TriedDraft, base: str, now: datetime) -> DraftPlan:
        """Return what is to be published, once it was tried.

        Args:
            tried: the draft as it was tried.
            base: edition that it began from.
            now: current time, UTC.
        """
        return DraftPlan(
            version=tried.book.version,
            proposed_at=now,
            proposed_by=self.by.name.strip(),
            reason=self.reason.strip(),
            base=base,
            files=self.files,
            tests=self.tests,
            losses=tried.losses,
            takes_effect_at=self.takes_effect_at,
        )
