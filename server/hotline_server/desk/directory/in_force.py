"""Directory in force: every server takes up a change within a second."""

import threading

import structlog

from hotline_server.domain.directory.naming import known_names
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.errors import InvalidFieldsError
from hotline_server.rulebook.names import KnownNames
from hotline_server.store.directory.units import UnitStore

_log = structlog.get_logger()


class DirectoryInForce:
    """Holder of the directory and of the names it gives to rule books; both are swapped by one assignment."""

    def __init__(self, store: UnitStore) -> None:
        """Load the directory."""
        self._store = store
        self._refreshing = threading.Lock()
        self._held = self._load()

    def __call__(self) -> Directory:
        """Return the directory in force."""
        return self._held[0]

    def names(self) -> KnownNames:
        """Return the names that rule books may use."""
        return self._held[1]

    def refresh(self) -> None:
        """Pick up changes made by any server."""
        # One thread at a time, so that a stale read never replaces a newer one.
        with self._refreshing:
            if self._store.version() != self._held[0].version:
                self._held = self._load()
                _log.info("directory switched", version=self._held[0].version)

    def _load(self) -> tuple[Directory, KnownNames]:
        directory = self._store.read()
        scheduled = [(revision.effective_on, revision.changes) for revision in self._store.scheduled()]
        try:
            return directory, known_names(directory, scheduled)
        except InvalidFieldsError as error:
            # A scheduled change that does not fit any more must not keep anybody from serving.
            _log.error("scheduled directory revisions cannot be applied", reason=str(error))
            return directory, known_names(directory)
