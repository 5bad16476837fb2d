"""Shadow runs of readers: the rule book in force decides live calls with another reader."""

import threading
from dataclasses import dataclass

import structlog

from hotline_server.desk.cases.shadows import Shadowed
from hotline_server.desk.readers.in_force import bind_reader, load_reader
from hotline_server.desk.rule_books.in_force import BookInForce
from hotline_server.domain.publication import Shadow
from hotline_server.ground.telemetry import metrics
from hotline_server.rulebook.book import RuleBook
from hotline_server.store.readers.readers import ReaderStore
from hotline_server.text.reader import Reader
from hotline_server.text.reader_file import ReaderFileError

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Bound:
    """Running shadow, bound to a rule book in force."""

    book: RuleBook
    reader: Reader
    shadowed: Shadowed


class ReaderShadow:
    """Holder of the rule book in force as bound to the shadowed reader.

    It is bound in the background: calls that arrive meanwhile are not compared. A reader that cannot be read is
    reported and stands in the way of nothing.
    """

    def __init__(self, store: ReaderStore, book: BookInForce) -> None:
        """Bind the running shadow, if there is one."""
        self._store = store
        self._book = book
        self._refreshing = threading.Lock()
        self._bound: _Bound | None = None
        self._attempted: tuple[int, RuleBook] | None = None
        self.refresh()

    def __call__(self) -> Shadowed | None:
        """Return the running shadow, if it is bound to the rule book that is in force now."""
        bound = self._bound
        return bound.shadowed if bound and bound.book is self._book() else None

    def refresh(self) -> None:
        """Pick up another shadow, and another rule book or reader in force."""
        # One thread at a time, so that a stale read never replaces a newer one.
        with self._refreshing:
            book, shadow = self._book(), self._store.shadow(0)
            if shadow is None or not shadow.active:
                self._bound = self._attempted = None
            elif self._attempted != (shadow.id, book):
                self._bound = self._bind(shadow, book)
                self._attempted = (shadow.id, book)
            metrics.unreadable_reader_shadow.set(int(self._attempted is not None and self._bound is None))

    def _bind(self, shadow: Shadow, book: RuleBook) -> _Bound | None:
        """Return a shadow bound to a rule book; ``None`` if its reader cannot be read."""
        bound = self._bound
        try:
            if bound and bound.reader.version == shadow.version:
                reader = bound.reader
            else:
                reader = load_reader(self._store, shadow.version)
            return _Bound(book, reader, Shadowed(shadow.id, bind_reader(book, reader), self._store))
        except ReaderFileError as error:
            _log.error("shadowed reader cannot be read, going on without", version=shadow.version, error=str(error))
            return None
