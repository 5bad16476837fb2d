"""Feed of acts on all cases, watched by the desk and the departments."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from hotline.v1 import case_pb2

from hotline_server.api.log_entries import entry_message
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


@dataclass(frozen=True, slots=True)
class FeedReader:
    """Reads for a watch the acts that a view may see.

    Attributes:
        feed: reads acts.
        last_position: returns the position of the latest act on any case.
        masking: tells what the view may see.
        view: what the client may see.
        send: sends a message.
        respond: returns the message for an entry.
    """

    feed: Feed
    last_position: Callable[[], int]
    masking: Masking
    view: View
    send: Send
    respond: Callable[[case_pb2.LogEntry], Any]

    def read(self, after: int) -> list[News]:
        """Return the next acts after a position, each bound to the call that sends it.

        What the view may not see, and what the feed leaves out, is passed without a message, so that it is read once.
        """
        # Before the feed: whatever has a position up to this one was committed, and is among what the feed reads.
        last = self.last_position()
        if last <= after:
            return []
        entries, cases = self.feed(after, limit=BATCH_SIZE)
        news = [
            News(entry.position, partial(self.send, self._message(entry, cases)))
            for entry in self.masking.feed(cases, entries, self.view)
        ]
        read_to = entries[-1].position if entries else last
        if len(entries) < BATCH_SIZE:
            read_to = max(read_to, last)
        return [*news, News(read_to)]

    def _message(self, entry: LogEntry, cases: Mapping[str, Case]) -> Any:
        return self.respond(entry_message(entry, self.masking.amendments(cases[entry.case_number], self.view)))
