"""Feed of acts on all cases, watched by the desk and the departments."""

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from hotline.v1 import case_pb2

from hotline_server.api.messages import entry_message
from hotline_server.api.streaming import Send
from hotline_server.desk.cases.queries import CaseQueries
from hotline_server.desk.cases.watches import News
from hotline_server.desk.records.masking import Masking
from hotline_server.domain.case import Case
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.log import LogEntry
from hotline_server.security.view import View


class Feed(Protocol):
    """Reader of acts on cases."""

    def __call__(self, after: int, *, limit: int) -> tuple[list[LogEntry], dict[str, Case]]:
        """Return up to ``limit`` acts after a position, in order, and their cases by number."""


ONLY_NEW = -1
BATCH_SIZE = 200


def feed_start(queries: CaseQueries, after: int) -> int:
    """Return the position after which a watch begins.

    Args:
        queries: queries of the feed.
        after: position in the request; -1 for new acts only.

    Raises:
        InvalidFieldsError: if the position is below -1.
    """
    if after < ONLY_NEW:
        raise InvalidFieldsError([FieldViolation("after_position", "不能小于 -1")])
    return queries.last_position() if after == ONLY_NEW else after


def feed_news(
    queries: CaseQueries,
    department: str,
    acts: tuple[str, ...],
    masking: Masking,
    view: View,
    send: Send,
    respond: Callable[[case_pb2.LogEntry], Any],
    after: int,
) -> list[News]:
    """Return the next acts after a position, each bound to the call that sends it."""
    return news_of(partial(queries.feed, department=department, acts=acts), masking, view, send, respond, after)


def news_of(
    feed: Feed,
    masking: Masking,
    view: View,
    send: Send,
    respond: Callable[[case_pb2.LogEntry], Any],
    after: int,
) -> list[News]:
    """Return the next acts after a position that a view may see, each bound to the call that sends it.

    It reads on past acts that the view may not see, however many there are, since no news means that there is none.
    """
    while True:
        entries, cases = feed(after, limit=BATCH_SIZE)
        seen = masking.feed(cases, entries, view)
        if seen or len(entries) < BATCH_SIZE:
            break
        after = entries[-1].position

    def message(entry: LogEntry) -> case_pb2.LogEntry:
        return entry_message(entry, masking.amendments(cases[entry.case_number], view))

    return [News(entry.position, partial(send, respond(message(entry)))) for entry in seen]
