"""Shadow runs of readers: the rule book in force decides live calls with another reader."""

from hotline_server.desk.cases.shadows import Shadowed
from hotline_server.desk.readers.in_force import ReaderInForce
from hotline_server.desk.rule_books.publishing import BookInForce
from hotline_server.rulebook.book import RuleBook
from hotline_server.store.readers.readers import ReaderStore


class ReaderShadow:
    """Rule book in force as bound to the shadowed reader; bound anew when either changes."""

    def __init__(self, store: ReaderStore, readers: ReaderInForce, book: BookInForce) -> None:
        self._store = store
        self._readers = readers
        self._book = book
        self._bound: tuple[RuleBook, Shadowed] | None = None

    def __call__(self) -> Shadowed | None:
        """Return the running shadow, if any."""
        shadow, book = self._readers.shadow(), self._book()
        if shadow is None:
            self._bound = None
            return None
        bound = self._bound
        if bound is None or bound[0] is not book or bound[1].id != shadow[0]:
            bound = self._bound = (book, Shadowed(shadow[0], book.reading_with(shadow[1]), self._store))
        return bound[1]
