"""Drafts of rule books whose time has come: each is published, returned or set aside, and none blocks another."""

from dataclasses import dataclass
from functools import partial

from hotline_server.desk.rule_books.publishing import Publishing
from hotline_server.desk.setting_aside import SettingAside
from hotline_server.domain.stuck import Job
from hotline_server.ground.clock import Clock
from hotline_server.ground.telemetry import metrics
from hotline_server.store.rule_books import RuleBookStore


@dataclass(frozen=True, slots=True)
class DueDrafts:
    """Publishes scheduled drafts at their time."""

    publishing: Publishing
    store: RuleBookStore
    aside: SettingAside
    clock: Clock

    def publish(self) -> bool:
        """Publish the next draft whose time has come; return True if there may be more."""
        now = self.clock()
        due = self.store.due_drafts(now)
        metrics.late_rule_book.set((now - due[0][1]).total_seconds() if due else 0)
        # What was set aside and no longer waits is settled when it would be tried again.
        again, held = self.aside.due(Job.RULE_BOOK, 1), self.aside.held(Job.RULE_BOOK)
        items = [*again, *(str(one) for one, _ in due if str(one) not in held)]
        if not items:
            return False
        self.aside.attempt(Job.RULE_BOOK, items[0], partial(self.publishing.publish_scheduled, int(items[0])))
        return True
