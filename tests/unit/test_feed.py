"""Feed of acts that watches read."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from hotline.v1 import case_pb2
from hotline_server.api.feed import BATCH_SIZE, news_of
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


def positions(last: int) -> list[int]:
    """Return the positions of the news among a number of acts."""
    log = [entry(position) for position in range(1, last + 1)]
    sent: list[case_pb2.LogEntry] = []

    def feed(after: int, *, limit: int) -> tuple[list[LogEntry], dict[str, Case]]:
        found = log[after : after + limit]
        cases: Any = dict.fromkeys([one.case_number for one in found])
        return found, cases

    for news in news_of(
        feed, Shows(lambda: DIRECTORY, lambda _: Recusal(NAMES)), NO_VIEW, sent.append, lambda message: message, 0
    ):
        news.send()
    return [message.position for message in sent]


def test_acts_that_a_watch_may_not_see_keep_none_from_it_that_it_may() -> None:
    """However many they are: no news ends the reading, since it means that there is none."""
    assert positions(HIDDEN + 2) == [HIDDEN + 1, HIDDEN + 2]


def test_a_watch_that_may_see_nothing_has_no_news() -> None:
    assert positions(HIDDEN) == []
