"""Places: import, export and search (R8.3)."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO

from hotline_server.desk.directory.gazetteer import GazetteerInForce
from hotline_server.desk.directory.place_files import (
    ALIAS_SEPARATOR,
    ALIASES,
    KIND,
    LATITUDE,
    LONGITUDE,
    NAME,
    UNIT,
    WrittenPlace,
    read_csv,
    read_geojson,
    write_csv,
)
from hotline_server.desk.directory.place_units import name_of, units_called
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.places import (
    NAME_LENGTHS,
    PLACE_KINDS,
    Coordinates,
    ImportedPlaces,
    ImportMode,
    PlaceFinding,
    is_generic,
)
from hotline_server.ground.characters import is_one_line
from hotline_server.ground.clock import Clock
from hotline_server.store.directory.places import ADDED, EncodedIndex, PlaceStore
from hotline_server.store.engine.group_commit import Writer
from hotline_server.text.place_index import NamedPlace, Place, PlaceIndex, build_index

SIZE_LIMIT = 256 * 1024 * 1024
SEARCH_LIMIT = 50
SOURCE_LIMIT = 100
FINDINGS_LIMIT = 1000
# Rows written in one transaction, so that calls do not wait for an import.
_BATCH = 1_000
_IN_MEMORY = 4 * 1024 * 1024
Read = Callable[[IO[bytes]], Iterator[WrittenPlace | PlaceFinding]]
FORMATS: dict[str, Read] = {"csv": read_csv, "geojson": read_geojson}


@dataclass(frozen=True, slots=True)
class PlaceImport:
    """Import to be made.

    Attributes:
        format: a key of ``FORMATS``.
        source: name of the file or of whoever compiled it, kept with each place.
        actor: who imports.
    """

    format: str
    mode: ImportMode
    source: str
    actor: str


@dataclass(frozen=True, slots=True)
class Places:
    """Imports, exports and searches places."""

    store: PlaceStore
    gazetteer: GazetteerInForce
    directory: Callable[[], Directory]
    writer: Writer
    clock: Clock

    def load(self, order: PlaceImport, chunks: Iterable[bytes]) -> ImportedPlaces:
        """Import a file of places. A wrong row costs that row only; an import that fails may be repeated.

        A replacement removes nothing if a row was refused.

        Raises:
            InvalidFieldsError: if the source or actor is missing, or the file cannot be read.
        """
        _check(order)
        with SpooledTemporaryFile(_IN_MEMORY) as file:
            _receive(chunks, file)
            return self._load(order, FORMATS[order.format](file))

    def export(self) -> Iterator[bytes]:
        """Yield all places as a CSV file that can be imported."""
        directory = self.directory()
        return write_csv(
            (
                place.name, place.kind, name_of(directory, place.unit) if place.unit else "",
                _degrees(place.longitude), _degrees(place.latitude), ALIAS_SEPARATOR.join(place.aliases),
            )
            for place in (stored.place for stored in self.store.all())
        )  # fmt: skip

    def search(self, prefix: str, limit: int) -> list[NamedPlace]:
        """Return places with a name or alias that begins with ``prefix``.

        Args:
            prefix: beginning of a name, 1 to 32 characters.
            limit: maximum number, 1 to 50; 0 means 50.

        Raises:
            InvalidFieldsError: if the prefix or limit is out of range.
        """
        violations = []
        if not 0 < len(prefix.strip()) < NAME_LENGTHS.stop:
            violations.append(FieldViolation("prefix", f"要有 1 到 {NAME_LENGTHS.stop - 1} 个字"))
        if not 0 <= limit <= SEARCH_LIMIT:
            violations.append(FieldViolation("limit", f"要在 0 到 {SEARCH_LIMIT} 之间"))
        if violations:
            raise InvalidFieldsError(violations)
        return self.gazetteer().search(prefix.strip(), limit or SEARCH_LIMIT)

    def add(self, place: Place, source: str) -> None:
        """Add one place, and take it up; the index is left as it is until the next import."""
        self.writer.write(lambda: self.store.put([place], source, ADDED))
        self.gazetteer.refresh()

    def _load(self, order: PlaceImport, rows: Iterator[WrittenPlace | PlaceFinding]) -> ImportedPlaces:
        directory = self.directory()
        number = self.writer.write(self.store.begin_import)
        imported = refused = removed = 0
        findings: list[PlaceFinding] = []
        read = (_parse(row, directory) for row in rows)
        while batch := list(islice(read, _BATCH)):
            places = [one for one in batch if isinstance(one, Place)]
            wrong = [one for one in batch if isinstance(one, PlaceFinding)]
            self._put(places, order.source.strip(), number)
            imported += len(places)
            refused += len(wrong)
            findings += wrong[: FINDINGS_LIMIT - len(findings)]
        # What could not be read may be a place that is there already.
        if order.mode is ImportMode.REPLACE and imported and not refused:
            removed = self._remove_others(number)
        return ImportedPlaces(imported, removed, refused, self._publish(number), tuple(findings))

    def _put(self, places: list[Place], source: str, number: int) -> None:
        self.writer.write(lambda: self.store.put(places, source, number))

    def _remove_others(self, number: int) -> int:
        removed = 0
        while some := self.writer.write(lambda: self.store.remove_others(number, _BATCH)):
            removed += some
        return removed

    def _publish(self, number: int) -> int:
        """Build an index of the places as they are, and take it up; return the number of places."""
        while True:
            version = self.store.version()
            index = EncodedIndex.of(build_index(stored.place for stored in self.store.all()))
            if self.writer.write(partial(self._put_index, version, number, index)):
                self.gazetteer.refresh()
                return index.places

    def _put_index(self, version: int, number: int, index: EncodedIndex) -> bool:
        """Store an index unless the places changed since it was begun."""
        if self.store.version() != version:
            return False
        self.store.put_index(version, number, index, self.clock())
        return True


def seed_places(store: PlaceStore, directory: Directory, path: Path, now: datetime) -> list[PlaceFinding]:
    """Import the CSV file of a new installation; return what is wrong with rows. Use only within a write transaction.

    Raises:
        OSError: if the file cannot be read.
        InvalidFieldsError: if it is not a CSV file of places.
    """
    places, findings = _read_file(path, directory)
    number = store.begin_import()
    store.put(places, path.name, number)
    store.put_index(store.version(), number, EncodedIndex.of(build_index(places)), now)
    return findings


def places_beside(path: Path, directory: Directory) -> PlaceIndex:
    """Return the places in places.csv next to the file of a directory; none if there is no such file.

    Raises:
        InvalidFieldsError: if it is not a CSV file of places.
    """
    beside = path.with_name("places.csv")
    places = _read_file(beside, directory)[0] if beside.is_file() else []
    return PlaceIndex(build_index(places))


def _read_file(path: Path, directory: Directory) -> tuple[list[Place], list[PlaceFinding]]:
    with path.open("rb") as file:
        read = [_parse(row, directory) for row in read_csv(file)]
    return [one for one in read if isinstance(one, Place)], [one for one in read if isinstance(one, PlaceFinding)]


def _check(order: PlaceImport) -> None:
    violations = []
    if not 0 < len(order.source.strip()) <= SOURCE_LIMIT or not is_one_line(order.source):
        violations.append(FieldViolation("header.source", f"要说明来源，1 到 {SOURCE_LIMIT} 个字"))
    if not order.actor:
        violations.append(FieldViolation("header.actor", "不能为空"))
    if violations:
        raise InvalidFieldsError(violations)


def _receive(chunks: Iterable[bytes], file: IO[bytes]) -> None:
    for chunk in chunks:
        file.write(chunk)
        if file.tell() > SIZE_LIMIT:
            raise InvalidFieldsError(
                [FieldViolation("chunk", f"超过了 {SIZE_LIMIT // 1024 // 1024} MB 的上限；可分成几份，合并导入")]
            )
    file.seek(0)


def _parse(row: WrittenPlace | PlaceFinding, directory: Directory) -> Place | PlaceFinding:
    """Return the place of a row, or what is wrong with the row."""
    if isinstance(row, PlaceFinding):
        return row
    fields = row.fields
    for column, word in ((NAME, fields[NAME]), *((ALIASES, alias) for alias in row.aliases)):
        wrong = _name_problem(word)
        if wrong:
            return PlaceFinding(row.line, column, wrong)
    if fields[KIND] not in PLACE_KINDS:
        return PlaceFinding(row.line, KIND, f"没有“{fields[KIND]}”这个类别，可用：{'、'.join(PLACE_KINDS)}")
    units = units_called(directory, fields[UNIT]) if fields[UNIT] else [""]
    if len(units) != 1:
        known = "在目录里不止一个，请写全称" if units else "不在目录里；可用区县、街镇、社区的名称，或留空表示全市"
        return PlaceFinding(row.line, UNIT, f"“{fields[UNIT]}”{known}")
    try:
        point = _coordinates(fields[LATITUDE], fields[LONGITUDE])
    except ValueError as error:
        return PlaceFinding(row.line, f"{LONGITUDE}、{LATITUDE}", str(error))
    latitude, longitude = (point.latitude, point.longitude) if point else (None, None)
    return Place(fields[NAME], fields[KIND], units[0], row.aliases, latitude, longitude)


def _name_problem(word: str) -> str:
    if len(word) not in NAME_LENGTHS or not word.isprintable():
        return f"名称要有 {NAME_LENGTHS.start} 到 {NAME_LENGTHS.stop - 1} 个字"
    if not any(sign.isalnum() for sign in word):
        return f"“{word}”里没有文字"
    return f"“{word}”是通名，不是某一处的名称" if is_generic(word) else ""


def _coordinates(latitude: str, longitude: str) -> Coordinates | None:
    """Parse coordinates; ``None`` if both are empty.

    Raises:
        ValueError: if they are malformed; the message, in Chinese, says why.
    """
    if not latitude and not longitude:
        return None
    if not latitude or not longitude:
        raise ValueError("经度和纬度要么都有，要么都没有")
    try:
        point = Coordinates(float(latitude), float(longitude))
    except ValueError:
        raise ValueError("要写成十进制的度，如 113.03743") from None
    if not point.is_valid:
        raise ValueError("经度要在 -180 到 180 之间，纬度要在 -90 到 90 之间")
    return point


def _degrees(value: float | None) -> str:
    return "" if value is None else f"{value:.6f}"
