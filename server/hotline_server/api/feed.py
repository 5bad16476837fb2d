"""Feed of acts on all cases, watched by the desk and the departments."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

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
    entries, cases = queries.feed(after, department, acts, BATCH_SIZE)
    return news_of(entries, cases, masking, view, send, respond)


def news_of(
    entries: Sequence[LogEntry],
    cases: Mapping[str, Case],
    masking: Masking,
    view: View,
    send: Send,
    respond: Callable[[case_pb2.LogEntry], Any],
) -> list[News]:
    """Return the acts on cases that a view may see, each bound to the call that sends it."""

    def message(entry: LogEntry) -> case_pb2.LogEntry:
        return entry_message(entry, masking.amendments(cases[entry.case_number], view))

    return [
        News(entry.position, partial(send, respond(message(entry)))) for entry in masking.feed(cases, entries, view)
    ]
