"""Feed of acts that watches read."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hotline_server.api.feed import BATCH_SIZE, FeedReader
from hotline_server.desk.records.masking import Masking
from hotline_server.domain.amendments import Amendment
from hotline_server.domain.case import Case
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.log import FIRST_HASH, LogEntry
from hotline_server.domain.parties import Role
from hotline_server.rulebook.recusal import Recusal
from hotline_server.security.view import NO_VIEW, View

from tests.case_files import DIRECTORY, NAMES
from tests.hotline import MONDAY

HIDDEN = 3 * BATCH_SIZE


class Shows(Masking):
    """Masking that shows acts after a position alone."""

    def feed(self, cases: Mapping[str, Case], entries: Sequence[LogEntry], view: View) -> list[LogEntry]:  # noqa: ARG002
        return [entry for entry in entries if entry.position > HIDDEN]

    def amendments(self, case: Case, view: View) -> dict[str, tuple[Amendment, ...]]:  # noqa: ARG002
        return {}


def entry(position: int) -> LogEntry:
    return LogEntry(
        case_number="20261123-000001",
        sequence=position,
        at=MONDAY + timedelta(seconds=position),
        actor="李值班",
        role=Role.DESK.name,
        act=Act.SUPPLEMENT.name,
        reason="",
        from_state="",
        to_state="",
        department="",
        details={},
        previous_hash=FIRST_HASH,
        position=position,
    )


class Log:
    """Log of acts on one case, which counts what is read of it."""

    def __init__(self, acts: int) -> None:
        self.entries = [entry(position) for position in range(1, acts + 1)]
        self.read: list[int] = []

    def feed(self, after: int, *, limit: int) -> tuple[list[LogEntry], dict[str, Case]]:
        found = self.entries[after : after + limit]
        self.read += [one.position for one in found]
        cases: Any = dict.fromkeys([one.case_number for one in found])
        return found, cases


class Watching:
    """Watch of a log, as the hub feeds it."""

    def __init__(self, log: Log) -> None:
        self.log, self.cursor = log, 0
        self.sent: list[int] = []
        masking = Shows(lambda: DIRECTORY, lambda _: Recusal(NAMES))
        self.reader = FeedReader(
            log.feed, lambda: len(log.entries), masking, NO_VIEW, self.sent.append, lambda message: message.position
        )

    def go_on(self) -> None:
        """Send all news."""
        while news := self.reader.read(self.cursor):
            for one in news:
                one.send()
                self.cursor = one.cursor


def test_acts_that_a_watch_may_not_see_keep_none_from_it_that_it_may() -> None:
    """However many they are: no news ends the reading, since it means that there is none."""
    watching = Watching(Log(HIDDEN + 2))
    watching.go_on()
    assert watching.sent == [HIDDEN + 1, HIDDEN + 2]


def test_acts_that_a_watch_may_not_see_are_read_once() -> None:
    """A quiet watch costs no more at the thousandth act that is none of its business than at the first."""
    log = Log(1)
    watching = Watching(log)
    for position in range(2, 50):
        watching.go_on()
        log.entries.append(entry(position))
    watching.go_on()
    assert watching.sent == []
    assert log.read == list(range(1, 50))
    assert watching.cursor == 49


def test_acts_that_the_feed_leaves_out_are_not_searched_again() -> None:
    log = Log(40)
    watching = Watching(log)
    searched: list[int] = []

    def feed(after: int, *, limit: int) -> tuple[list[LogEntry], dict[str, Case]]:
        searched.append(after)
        return [], {}

    watching.reader = replace(watching.reader, feed=feed)
    watching.go_on()
    watching.go_on()
    log.entries.append(entry(41))
    watching.go_on()
    assert searched == [0, 40]
