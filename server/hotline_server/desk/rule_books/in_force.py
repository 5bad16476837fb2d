"""Rule book in force and the shadowed draft, as a server holds them."""

import threading
from collections.abc import Callable
from dataclasses import replace

import structlog

from hotline_server.desk.cases.shadows import Shadowed
from hotline_server.domain.errors import UnmetConditionError
from hotline_server.domain.publication import Shadow
from hotline_server.ground.telemetry import metrics
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.errors import RuleBookError
from hotline_server.rulebook.loading import load_published
from hotline_server.rulebook.names import KnownNames
from hotline_server.store.rule_books import RuleBookStore
from hotline_server.text.reader import Reader

_log = structlog.get_logger()


class BookInForce:
    """Holder of the rule book in force and of the shadowed draft.

    A call reads the book once, so no call is decided by a mix of two. A new book is built separately and
    swapped in by a single assignment, so calls never wait for it.
    """

    def __init__(
        self,
        store: RuleBookStore,
        names: Callable[[], KnownNames],
        reader: Callable[[], Reader | None],
        ready: Callable[[str], RuleBook | None] = lambda _: None,
    ) -> None:
        """Load the published book.

        Args:
            store: has the books.
            names: returns the names of units in force.
            reader: returns the reader in force.
            ready: returns the book of a version if it is built already.

        Raises:
            LookupError: if none is published.
            RuleBookError: if this release no longer reads the published one.
        """
        self._store = store
        self._names = names
        self._reader = reader
        self._ready = ready
        self._refreshing = threading.Lock()
        self._shadow: Shadowed | None = None
        self._unreadable: int | None = None
        publication = store.in_force()
        if publication is None:
            raise LookupError("no rule book is published")
        self._book = self._load(publication.version)
        self.refresh()

    def __call__(self) -> RuleBook:
        """Return the rule book in force."""
        return self._book

    def shadow(self) -> Shadowed | None:
        """Return the running shadow of a draft, if any."""
        return self._shadow

    def refresh(self) -> None:
        """Pick up newly published and shadowed books, and changes of the directory."""
        # One thread at a time, so that a stale read never replaces a newer one.
        with self._refreshing:
            self._refresh()

    def _refresh(self) -> None:
        publication = self._store.in_force()
        if publication and publication.version != self._book.version:
            ready = self._ready(publication.version)
            self._book = self._bound(ready) if ready else self._load(publication.version)
            _log.info("rule book switched", version=publication.version, publication=publication.id)
        else:
            self._book = self._bound(self._book)
        shadow = self._store.shadow(0)
        if shadow is None or not shadow.active:
            self._shadow = self._unreadable = None
        elif self._shadow and self._shadow.id == shadow.id:
            self._shadow = replace(self._shadow, book=self._bound(self._shadow.book))
        elif self._unreadable != shadow.id:
            self._shadow = self._load_shadow(shadow)
            self._unreadable = None if self._shadow else shadow.id
        metrics.unreadable_rule_book_shadow.set(int(self._unreadable is not None))

    def _load_shadow(self, shadow: Shadow) -> Shadowed | None:
        """Return a shadowed draft; ``None`` if this release does not read it, which stands in the way of nothing."""
        try:
            return Shadowed(shadow.id, self._load(shadow.version), self._store)
        except (RuleBookError, LookupError, UnmetConditionError) as error:
            _log.error("shadowed rule book cannot be read, going on without", version=shadow.version, error=str(error))
            return None

    def _bound(self, book: RuleBook) -> RuleBook:
        """Return the book with today's names and the reader in force; the same object if neither has changed."""
        if book.names is not self._names():
            book = book.rebound(self._names())
        return book if book.reader is self._reader() else book.reading_with(self._reader())

    def _load(self, version: str) -> RuleBook:
        found = self._store.files(version)
        if found is None:
            raise LookupError(f"the files of rule book {version} are missing")
        return load_published(found[0], self._names(), self._reader())
