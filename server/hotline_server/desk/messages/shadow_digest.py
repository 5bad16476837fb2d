"""Digest of a draft in the shadow, sent to whoever maintains the rules, for each day on the next."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from hotline_server.domain.publication import Shadow, ShadowDay
from hotline_server.ground.clock import Clock, begin_of, local_day
from hotline_server.rulebook.messages import DAY, DIFFERENT, GAINED, LOST, POST, MessageKind
from hotline_server.rulebook.simulated import Gravity, gravity
from hotline_server.store.engine.group_commit import Writer
from hotline_server.store.messages.outbox import Outbox
from hotline_server.store.rule_books import RuleBookStore

RULE_MAINTAINER = "规则维护员"
"""Post that the digest goes to, as rosters, group chats and mailboxes name it."""


@dataclass(frozen=True, slots=True)
class ShadowDigest:
    """Writes the message on what a draft in the shadow decided differently the day before.

    Attributes:
        is_reached: tells whether anybody is to be reached in a post on a day.
    """

    outbox: Outbox
    store: RuleBookStore
    is_reached: Callable[[str, date], bool]
    writer: Writer
    clock: Clock

    def send(self) -> None:
        """Write the digest of yesterday, unless it is written, nothing was in the shadow, or nobody would get it."""
        now = self.clock()
        today = local_day(now)
        day, shadow = today - timedelta(days=1), self.store.shadow(0)
        if shadow is None or not self.is_reached(RULE_MAINTAINER, today):
            return
        found = next((one for one in self.store.shadow_days(shadow.id) if one.day == day), ShadowDay(day, ()))
        if not _was_running(shadow, found):
            return
        counts = Counter[Gravity]()
        for before, after, count in found.moves:
            counts[gravity(before, after)] += count
        values = {
            POST: RULE_MAINTAINER,
            DAY: f"{day.month}月{day.day}日",
            DIFFERENT: str(counts.total()),
            LOST: str(counts[Gravity.LOST]),
            GAINED: str(counts[Gravity.GAINED]),
        }
        self.writer.write(
            lambda: self.outbox.write_once(MessageKind.SHADOW_DIGEST, RULE_MAINTAINER, values, now, begin_of(today))
        )


def _was_running(shadow: Shadow, found: ShadowDay) -> bool:
    """Return whether a draft was in the shadow on a day, as far as that is known of one that was ended."""
    return bool(found.moves) or (shadow.active and local_day(shadow.started_at) <= found.day)
