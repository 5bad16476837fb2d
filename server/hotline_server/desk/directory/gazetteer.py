"""Gazetteer in force: every server takes up new places, and changes of the directory, within a second."""

import threading
from collections.abc import Callable, Sequence

import structlog

from hotline_server.desk.directory.place_units import areas_of, named_units
from hotline_server.domain.directory.tree import Directory
from hotline_server.store.directory.places import PlaceStore
from hotline_server.text.gazetteer import Gazetteer
from hotline_server.text.place_index import PlaceIndex, build_index

_log = structlog.get_logger()


def combine(directory: Directory, places: Sequence[PlaceIndex]) -> Gazetteer:
    """Combine the names of a directory's units with those of places."""
    return Gazetteer(index_units(directory), places, areas_of(directory))


def index_units(directory: Directory) -> PlaceIndex:
    """Index the names of a directory's units."""
    return PlaceIndex(build_index(named_units(directory)))


class GazetteerInForce:
    """Holder of the gazetteer.

    It combines the index of imported places, which is stored, with the places added since and the names of the
    directory's units. A new one is built separately and swapped in by a single assignment, so calls never wait for it.
    """

    def __init__(self, store: PlaceStore, directory: Callable[[], Directory]) -> None:
        """Load the places."""
        self._store = store
        self._directory = directory
        self._refreshing = threading.Lock()
        self._seen = (store.version(), directory())
        self._added = self._load_added()
        self._version, self._imported = self._load_imported()
        self._gazetteer = self._combine()

    def __call__(self) -> Gazetteer:
        """Return the gazetteer in force."""
        return self._gazetteer

    def refresh(self) -> None:
        """Pick up places and units changed by any server."""
        # One thread at a time, so that a stale read never replaces a newer one.
        with self._refreshing:
            places, directory = self._store.version(), self._directory()
            if (places, directory) == self._seen and self._store.index_version() == self._version:
                return
            # First the added places: an import that ends meanwhile moves them to the imported ones.
            self._added = self._load_added()
            if self._store.index_version() != self._version:
                self._version, self._imported = self._load_imported()
                _log.info("gazetteer switched", version=self._version, places=len(self._imported))
            self._seen = (places, directory)
            self._gazetteer = self._combine()

    def _combine(self) -> Gazetteer:
        return combine(self._seen[1], (self._imported, self._added))

    def _load_added(self) -> PlaceIndex:
        return PlaceIndex(build_index(self._store.added()))

    def _load_imported(self) -> tuple[int, PlaceIndex]:
        version, content = self._store.index() or (0, build_index([]))
        try:
            return version, PlaceIndex(content)
        except ValueError:
            _log.warning("place index of another release rebuilt", version=version)
            return version, PlaceIndex(build_index(stored.place for stored in self._store.all()))
