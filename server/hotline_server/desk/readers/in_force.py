"""Reader in force: every server takes up what was published or put into the shadow."""

import threading

import structlog

from hotline_server.store.readers.readers import ReaderStore
from hotline_server.text.reader import Reader

_log = structlog.get_logger()


class ReaderInForce:
    """Holder of the reader in force and of the shadowed one.

    A new reader is loaded separately and swapped in by a single assignment, so calls never wait for it.
    """

    def __init__(self, store: ReaderStore) -> None:
        """Load the published reader, if there is one.

        Raises:
            LookupError: if its content is missing.
            ReaderFileError: if this release no longer reads it.
        """
        self._store = store
        self._refreshing = threading.Lock()
        self._reader: Reader | None = None
        self._shadow: tuple[int, Reader] | None = None
        self.refresh()

    def __call__(self) -> Reader | None:
        """Return the reader in force; ``None`` if lexicons alone read."""
        return self._reader

    def shadow(self) -> tuple[int, Reader] | None:
        """Return the id and the reader of the running shadow, if any."""
        return self._shadow

    def refresh(self) -> None:
        """Pick up newly published and shadowed readers."""
        # One thread at a time, so that a stale read never replaces a newer one.
        with self._refreshing:
            publication = self._store.in_force()
            if publication and (self._reader is None or publication.version != self._reader.version):
                self._reader = load_reader(self._store, publication.version)
                _log.info("reader switched", version=publication.version, publication=publication.id)
            shadow = self._store.shadow(0)
            if shadow is None or not shadow.active:
                self._shadow = None
            elif self._shadow is None or self._shadow[0] != shadow.id:
                self._shadow = (shadow.id, load_reader(self._store, shadow.version))


def load_reader(store: ReaderStore, version: str) -> Reader:
    """Load a stored reader.

    Raises:
        LookupError: if it is not stored.
        ReaderFileError: if this release no longer reads it.
    """
    content = store.content(version)
    if content is None:
        raise LookupError(f"the content of reader {version} is missing")
    return Reader(content)
