"""Persistence of places, of the index made of them, and of proposed ones (R8.3)."""

import base64
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from peewee import Database

from hotline_server.ground.clock import to_micros
from hotline_server.store.engine.bulk import BulkInsert
from hotline_server.store.engine.counters import Counters
from hotline_server.store.engine.sql import execute
from hotline_server.store.models import CounterRow, GazetteerRow, PlaceRow
from hotline_server.store.proofs.coverage import PLACES, Row
from hotline_server.store.proofs.journal import Cause, Journal
from hotline_server.text.place_index import Place, PlaceIndex, to_degrees, to_microdegrees

# Counters: changes of places so far, and imports so far.
_VERSION, _IMPORTS = "places", "place imports"
# Instead of the number of an import: places that were added one by one, and are not in the index yet.
ADDED = 0
_FIELDS = "name, unit, kind, latitude, longitude, aliases"
_PAGE = 5_000
# Names and units in a statement.
_KEYS = 500


@dataclass(frozen=True, slots=True)
class StoredPlace:
    """Place with the file or act it came from."""

    place: Place
    source: str


@dataclass(frozen=True, slots=True)
class EncodedIndex:
    """Index of places as it is stored, made before the transaction that stores it.

    Attributes:
        places: their number.
        text: the index in base64.
    """

    places: int
    text: str

    @classmethod
    def of(cls, content: bytes) -> "EncodedIndex":
        """Encode an index."""
        return cls(len(PlaceIndex(content)), base64.b64encode(content).decode())


@dataclass(frozen=True, slots=True)
class PlaceStore:
    """Repository of places. Use the writing methods only within a write transaction."""

    database: Database

    def version(self) -> int:
        """Return the version of the places, which grows with every change."""
        row = CounterRow.select(CounterRow.last).where(CounterRow.name == _VERSION).first(self.database)
        return row.last if row else 0

    def begin_import(self) -> int:
        """Return the number of a new import."""
        return Counters(self.database).advance({_IMPORTS: 1})[_IMPORTS]

    def put(self, places: Sequence[Place], source: str, number: int) -> None:
        """Add places or update them; of several with a name and unit the last counts.

        Args:
            places: places to store.
            source: where they come from.
            number: of the import, or ``ADDED``.
        """
        rows = {(place.name, place.unit): _columns(place, source, number) for place in places}
        before = [row for among in self._among(list(rows)) for row in PLACES.select(self.database, *among)]
        BulkInsert(self.database, PlaceRow, (PlaceRow.name, PlaceRow.unit)).run(list(rows.values()))
        self._record(before, list(rows.values()))

    def remove_others(self, number: int, limit: int) -> int:
        """Remove up to ``limit`` places that are in no import from this one on; return how many were removed."""
        mark = self.database.param
        removed = list(PLACES.select(self.database, f"imported < {mark} LIMIT {mark}", (number, limit)))
        for condition, values in self._among([(row["name"], row["unit"]) for row in removed]):
            execute(self.database, f"DELETE FROM place WHERE {condition}", values)
        if removed:
            self._record(removed, [])
        return len(removed)

    def all(self) -> Iterator[StoredPlace]:
        """Yield all places in the order of their names, in bounded memory."""
        after: tuple[str, str] | None = None
        mark = self.database.param
        while True:
            where = f"WHERE (name, unit) > ({mark}, {mark})" if after else ""
            rows = execute(
                self.database,
                f"SELECT {_FIELDS}, source FROM place {where} ORDER BY name, unit LIMIT {_PAGE}",
                after or (),
            )
            if not rows:
                return
            for *columns, source in rows:
                yield StoredPlace(_place(*columns), source)
            after = rows[-1][:2]

    def added(self) -> list[Place]:
        """Return the places that were added one by one, and are not in the index yet."""
        rows = execute(self.database, f"SELECT {_FIELDS} FROM place WHERE imported = {self.database.param}", (ADDED,))
        return [_place(*row) for row in rows]

    def index_version(self) -> int:
        """Return the version of the latest index, 0 if there is none."""
        row = GazetteerRow.select(GazetteerRow.version).order_by(GazetteerRow.version.desc()).first(self.database)
        return row.version if row else 0

    def index(self) -> tuple[int, bytes] | None:
        """Return the latest index with its version, if there is one."""
        row = GazetteerRow.select().order_by(GazetteerRow.version.desc()).first(self.database)
        return (row.version, base64.b64decode(row.content)) if row else None

    def put_index(self, version: int, number: int, index: EncodedIndex, now: datetime) -> None:
        """Replace the index by one of a version of the places, which has the added ones.

        Args:
            version: of the places.
            number: of an import, to which the added places count from now on.
            index: new index.
            now: time.
        """
        PlaceRow.update(imported=number).where(PlaceRow.imported == ADDED).execute(self.database)
        earlier = [row.version for row in GazetteerRow.select(GazetteerRow.version).execute(self.database)]
        GazetteerRow.delete().execute(self.database)
        GazetteerRow.insert(version=version, places=index.places, made_at=to_micros(now), content=index.text).execute(
            self.database
        )
        versions = dict.fromkeys([*earlier, version])
        Journal(self.database).record(Cause.ADMINISTRATION, *((GazetteerRow, (one,)) for one in versions))

    def _among(self, keys: Sequence[tuple[str, str]]) -> Iterator[tuple[str, list[str]]]:
        """Yield conditions for places of some names and units, with their parameters."""
        mark = self.database.param
        for first in range(0, len(keys), _KEYS):
            some = keys[first : first + _KEYS]
            pairs = ", ".join([f"({mark}, {mark})"] * len(some))
            yield f"(name, unit) IN (VALUES {pairs})", [value for key in some for value in key]

    def _record(self, before: Sequence[Row], after: Sequence[Row]) -> None:
        """Record that places took the place of others, and tell every server."""
        journal = Journal(self.database)
        whole = PLACES.changed(journal.latest(PLACES.whole), before, after)
        journal.append(Cause.ADMINISTRATION, {0: {PLACES.whole: whole}})
        Counters(self.database).advance({_VERSION: 1})


def _place(name: str, unit: str, kind: str, latitude: int | None, longitude: int | None, aliases: str) -> Place:
    return Place(name, kind, unit, tuple(json.loads(aliases)), to_degrees(latitude), to_degrees(longitude))


def _columns(place: Place, source: str, number: int) -> dict[str, object]:
    return {
        "name": place.name,
        "unit": place.unit,
        "kind": place.kind,
        "latitude": None if place.latitude is None else to_microdegrees(place.latitude),
        "longitude": None if place.longitude is None else to_microdegrees(place.longitude),
        "aliases": json.dumps(place.aliases, ensure_ascii=False),
        "source": source,
        "imported": number,
    }
