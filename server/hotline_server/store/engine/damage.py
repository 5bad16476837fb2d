"""Rows that hold what no server writes: found where they are read and named, so that lists show the others."""

import re
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

import structlog
from peewee import Database, Field, Model, SqliteDatabase, TextField

from hotline_server.domain.errors import DamagedRowError
from hotline_server.domain.numbering import is_number
from hotline_server.domain.record_faults import TABLE_LABELS
from hotline_server.security.keyring import UnsealError

UNREADABLE = (LookupError, ValueError, TypeError, AttributeError, ArithmeticError, UnsealError)
"""What goes wrong when something is built from a row that no server wrote so."""
Row = dict[str, Any]
Fetch = Callable[[int | None, int], Sequence[Row]]
T = TypeVar("T")
Read = TypeVar("Read")
_NOTED = 1000
_COMBINATIONS = 1000
# Rows that are read at once after damaged ones, so that many of them cost few queries.
_MORE = 500
ANNOUNCEMENT, OVERVIEW = "公布稿", "值班综述"
"""What an id or a day follows in the names of damaged rows that belong to no case."""
_OF_NO_CASE = re.compile(f"({ANNOUNCEMENT}|{OVERVIEW})[0-9]+")
_log = structlog.get_logger()


class Shape:
    """Types that the columns of a query may have."""

    def __init__(self, columns: Mapping[str, Field]) -> None:
        """Read the types off the fields.

        Args:
            columns: field of each column, by its name in the rows.
        """
        self._types = {name: _types(field) for name, field in columns.items()}
        self._places = {name: _place(field) for name, field in columns.items()}
        self._sound: set[tuple[type, ...]] = set()

    def damage(self, row: Row) -> str:
        """Return the place of the first value that is not of its column's type; empty if all are."""
        types = tuple(map(type, row.values()))
        if types in self._sound:
            return ""
        for name, kind in zip(row, types, strict=True):
            if not issubclass(kind, self._types.get(name, object)):
                return self._places[name]
        if len(self._sound) < _COMBINATIONS:
            self._sound.add(types)
        return ""

    def place(self, name: str) -> str:
        """Return the place of a column."""
        return self._places[name]

    def watched(self, row: Row, trail: list[str]) -> Row:
        """Return a copy of a row that notes the place of each value that is read of it."""
        return _Watched(row, self._places, trail)


class _Watched(Row):
    def __init__(self, row: Row, places: Mapping[str, str], trail: list[str]) -> None:
        super().__init__(row)
        self._places, self._trail = places, trail

    def __getitem__(self, name: str) -> Any:
        self._trail.append(self._places[name])
        return super().__getitem__(name)


def columns_of(table: type[Model], prefix: str = "", names: Collection[str] = ()) -> dict[str, Field]:
    """Return the fields of a table by the names of their columns, which begin with a prefix; all if none are named."""
    fields = table._meta.sorted_fields  # noqa: SLF001
    return {prefix + field.column_name: field for field in fields if not names or field.column_name in names}


def build(shape: Shape, row: Row, number: str, make: Callable[[Row], T]) -> T:
    """Build something from a row.

    Raises:
        DamagedRowError: if the row is damaged.
    """
    if place := shape.damage(row):
        raise DamagedRowError(number, place)
    try:
        return make(row)
    except UNREADABLE as error:
        trail: list[str] = []
        raise DamagedRowError(number, last_read(lambda: make(shape.watched(row, trail)), trail)) from error


def last_read(again: Callable[[], object], trail: list[str]) -> str:
    """Return the place that was read last when something fails again."""
    with suppress(*UNREADABLE):
        again()
    return trail[-1] if trail else "内容"


class DamageNotes:
    """Damaged rows that lists left out, until they are shown to whoever can mend them. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._met: dict[str, DamagedRowError] = {}

    def sound(self, rows: Iterable[T], read: Callable[[T], Read]) -> list[Read]:
        """Return what is read of each row, but for those that are damaged, which are noted."""
        found = []
        for row in rows:
            try:
                found.append(read(row))
            except DamagedRowError as error:
                self.note(error)
        return found

    def page(self, after: int | None, limit: int, fetch: Fetch, read: Callable[[Row], Read]) -> list[Read]:
        """Return what is read of up to ``limit`` rows that follow an id, but for those that are damaged.

        Args:
            after: id that they follow; ``None`` to begin with the first.
            limit: maximum number of rows.
            fetch: returns up to so many rows that follow an id.
            read: reads a row.
        """
        found: list[Read] = []
        size = limit
        while True:
            rows = fetch(after, size)
            found += self.sound(rows, read)
            if len(found) >= limit or len(rows) < size:
                return found[:limit]
            after, size = rows[-1]["id"], max(limit, _MORE)

    def note(self, error: DamagedRowError) -> None:
        """Note a damaged row."""
        with self._lock:
            if error.number in self._met or len(self._met) >= _NOTED:
                return
            # A row whose case cannot be told could be set aside under no number that is ever read again.
            if is_number(error.number) or _OF_NO_CASE.fullmatch(error.number):
                self._met[error.number] = error
        _log.error("damaged row left out", number=error.number, place=error.place)

    def take(self) -> dict[str, DamagedRowError]:
        """Return what was noted since, by the number of its case or its own name."""
        with self._lock:
            met, self._met = self._met, {}
        return met


def raw_rows(database: Database, query: Any) -> list[Row]:
    """Run a query and return its rows as they are stored; text that is not UTF-8 comes as bytes."""
    with every_text(database, text_or_bytes):
        cursor = database.execute(query)  # type: ignore[no-untyped-call]
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def text_or_bytes(stored: bytes) -> str | bytes:
    """Return stored text, or what stands there if it is not UTF-8."""
    try:
        return stored.decode()
    except UnicodeDecodeError:
        return stored


@contextmanager
def every_text(database: Database, decode: Callable[[bytes], object]) -> Iterator[None]:
    """Read text that is not UTF-8 too on this thread's connection: SQLite takes it, PostgreSQL does not."""
    if not isinstance(database, SqliteDatabase):
        yield
        return
    connection = database.connection()  # type: ignore[no-untyped-call]
    before = connection.text_factory
    connection.text_factory = decode
    try:
        yield
    finally:
        connection.text_factory = before


def _types(field: Field) -> tuple[type, ...]:
    # SQLite has no boolean type.
    kind = str if isinstance(field, TextField) else int
    return (kind, type(None)) if field.null else (kind,)


def _place(field: Field) -> str:
    table = field.model._meta.table_name  # noqa: SLF001
    return f"{TABLE_LABELS.get(table) or '其他'} {table}.{field.column_name}"
