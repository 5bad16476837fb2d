"""Gazetteer in force: every server takes up new places, and changes of the directory, within a second."""

import threading
from collections.abc import Callable

import structlog

from hotline_server.desk.directory.place_units import areas_of, named_units
from hotline_server.domain.directory.tree import Directory
from hotline_server.store.directory.places import PlaceStore
from hotline_server.text.gazetteer import Gazetteer
from hotline_server.text.place_index import PlaceIndex, build_index

_log = structlog.get_logger()


def combine(directory: Directory, places: PlaceIndex) -> Gazetteer:
    """Combine the names of a directory's units with those of places."""
    return Gazetteer(PlaceIndex(build_index(named_units(directory))), places, areas_of(directory))


class GazetteerInForce:
    """Holder of the gazetteer.

    It combines the index of places, which is stored, with the names of the directory's units. A new one is
    built separately and swapped in by a single assignment, so calls never wait for it.
    """

    def __init__(self, store: PlaceStore, directory: Callable[[], Directory]) -> None:
        """Load the index of places."""
        self._store = store
        self._directory = directory
        self._refreshing = threading.Lock()
        self._version, self._places = self._load()
        self._seen = directory()
        self._gazetteer = combine(self._seen, self._places)

    def __call__(self) -> Gazetteer:
        """Return the gazetteer in force."""
        return self._gazetteer

    @property
    def places(self) -> PlaceIndex:
        """Index of the places."""
        return self._places

    def refresh(self) -> None:
        """Pick up places and units changed by any server."""
        # One thread at a time, so that a stale read never replaces a newer one.
        with self._refreshing:
            version, directory = self._store.index_version(), self._directory()
            if version == self._version and directory is self._seen:
                return
            if version != self._version:
                self._version, self._places = self._load()
                _log.info("gazetteer switched", version=self._version, places=len(self._places))
            self._seen = directory
            self._gazetteer = combine(directory, self._places)

    def _load(self) -> tuple[int, PlaceIndex]:
        version, content = self._store.index() or (0, build_index([]))
        return version, PlaceIndex(content)
