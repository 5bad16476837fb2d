"""Reader in force: every server takes up what was published."""

import threading

import structlog

from hotline_server.rulebook.book import RuleBook
from hotline_server.store.readers.readers import ReaderStore
from hotline_server.text.reader import Reader
from hotline_server.text.reader_file import ReaderFileError

_TRIAL = "我家楼下着火了，请问找哪个单位"
_log = structlog.get_logger()


class ReaderInForce:
    """Holder of the reader in force.

    A new reader is loaded separately and swapped in by a single assignment, so calls never wait for it.
    """

    def __init__(self, store: ReaderStore) -> None:
        """Load the published reader, if there is one.

        Raises:
            ReaderFileError: if this release cannot read it.
        """
        self._store = store
        self._refreshing = threading.Lock()
        self._reader: Reader | None = None
        self.refresh()

    def __call__(self) -> Reader | None:
        """Return the reader in force; ``None`` if lexicons alone read."""
        return self._reader

    def refresh(self) -> None:
        """Pick up a newly published reader.

        Raises:
            ReaderFileError: if this release cannot read it.
        """
        # One thread at a time, so that a stale read never replaces a newer one.
        with self._refreshing:
            publication = self._store.in_force()
            if publication and (self._reader is None or publication.version != self._reader.version):
                self._reader = load_reader(self._store, publication.version)
                _log.info("reader switched", version=publication.version, publication=publication.id)


def load_reader(store: ReaderStore, version: str) -> Reader:
    """Load a stored reader.

    Raises:
        ReaderFileError: if its content is missing, or this release cannot read it.
    """
    content = store.content(version)
    if content is None:
        raise ReaderFileError("数据库里没有它的内容")
    return Reader(content)


def bind_reader(book: RuleBook, reader: Reader) -> RuleBook:
    """Return a rule book that reads with another reader, once that has read a text.

    Raises:
        ReaderFileError: if it cannot read.
    """
    bound = book.reading_with(reader)
    try:
        bound.analyse("", _TRIAL, None)
    except (ValueError, LookupError, TypeError, ArithmeticError) as error:
        raise ReaderFileError(f"试读一句话时出错：{error}") from None
    return bound
