"""Files of places: CSV and GeoJSON, read row by row in bounded memory."""

import csv
import io
import json
import re
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any

from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.places import PlaceFinding
from hotline_server.ground.characters import find_fault, normalise, replace_unfit

NAME, KIND, UNIT, LONGITUDE, LATITUDE, ALIASES = "名称", "类别", "所属", "经度", "纬度", "别名"
COLUMNS = (NAME, KIND, UNIT, LONGITUDE, LATITUDE, ALIASES)
ALIAS_SEPARATOR = "、"
_REQUIRED = (NAME, KIND, UNIT)
# Properties of GeoJSON features, by the names that editors of maps give them.
_PROPERTIES = {NAME: "name", KIND: "kind", UNIT: "belongs_to", ALIASES: "aliases"}
_ENCODINGS = ("utf-8", "gb18030")
_PIECE = 1024 * 1024
_FEATURES = re.compile(r'"features"\s*:\s*\[')
_ALIASES = re.compile("[、，,；;|]")


@dataclass(frozen=True, slots=True)
class WrittenPlace:
    """Place as a file has it.

    Attributes:
        line: line of the file from 1, or number of the feature.
        fields: text by column; missing ones are empty.
    """

    line: int
    fields: Mapping[str, str]

    @property
    def aliases(self) -> tuple[str, ...]:
        """Aliases, in order."""
        return tuple(alias.strip() for alias in _ALIASES.split(self.fields[ALIASES]) if alias.strip())


def read_csv(file: IO[bytes]) -> Iterator[WrittenPlace | PlaceFinding]:
    """Yield the places in a CSV file, in UTF-8 or GBK, whose first line names the columns in any order.

    Raises:
        InvalidFieldsError: if the file is in another encoding, or a column is missing.
    """
    with _decoded(file) as text:
        yield from _rows(text)


def _rows(text: IO[str]) -> Iterator[WrittenPlace | PlaceFinding]:
    columns = [name.removeprefix("\ufeff").strip() for name in _cells(text.readline()) or ()]
    missing = [name for name in _REQUIRED if name not in columns]
    if missing:
        raise _unreadable(f"第一行没有{'、'.join(missing)}这一列；列名是：{'、'.join(COLUMNS)}")
    for number, line in enumerate(text, 2):
        row = _cells(line)
        if row is None:
            yield PlaceFinding(number, "", "这一行的引号或字段长度不对，读不了")
        elif any(row):
            fields = dict(zip(columns, row, strict=False))
            yield _place(number, {name: fields.get(name, "") for name in COLUMNS})


def _cells(line: str) -> list[str] | None:
    """Return the cells of a line; ``None`` if it cannot be read.

    A row ends with its line, or a stray quote would swallow the rows after it.
    """
    try:
        return [cell.strip() for cell in next(csv.reader((line,), strict=True), ())]
    except csv.Error:
        return None


def read_geojson(file: IO[bytes]) -> Iterator[WrittenPlace | PlaceFinding]:
    """Yield the places in a GeoJSON FeatureCollection; lines and areas are placed at their middle.

    Raises:
        InvalidFieldsError: if the file is not a FeatureCollection.
    """
    with _decoded(file) as text:
        yield from _feature_places(text)


def _feature_places(text: IO[str]) -> Iterator[WrittenPlace | PlaceFinding]:
    for number, feature in enumerate(_features(text), 1):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if not isinstance(properties, dict):
            yield PlaceFinding(number, "", "要素没有 properties")
            continue
        fields = {name: _text(properties.get(name, properties.get(other))) for name, other in _PROPERTIES.items()}
        try:
            middle = _middle(feature.get("geometry"))
        except (KeyError, TypeError, ValueError, IndexError, ArithmeticError):
            yield PlaceFinding(number, "geometry", "读不懂这个图形；可用 Point、LineString、Polygon 等，或 null")
            continue
        longitude, latitude = (f"{value:.6f}" for value in middle) if middle else ("", "")
        yield _place(number, fields | {LONGITUDE: longitude, LATITUDE: latitude})


def _place(line: int, fields: Mapping[str, str]) -> WrittenPlace | PlaceFinding:
    """Return the place of a row; a finding if its texts hold what is no text, so that one bad row costs one row."""
    normalised = {name: normalise(text) for name, text in fields.items()}
    for name, text in normalised.items():
        if fault := find_fault(text):
            return PlaceFinding(line, name, fault)
    return WrittenPlace(line, normalised)


def write_csv(rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """Yield a CSV file with these rows, in UTF-8 with a mark that spreadsheets recognise."""
    yield "\ufeff".encode()
    page = io.StringIO()
    writer = csv.writer(page)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow(map(replace_unfit, row))
        if page.tell() > _PIECE // 16:
            yield _take(page)
    yield _take(page)


def _take(page: io.StringIO) -> bytes:
    content = page.getvalue().encode()
    page.seek(0)
    page.truncate()
    return content


@contextmanager
def _decoded(file: IO[bytes]) -> Iterator[IO[str]]:
    """Read a file as text; it stays open."""
    text = io.TextIOWrapper(file, _encoding_of(file), newline="")
    try:
        yield text
    finally:
        text.detach()


def _encoding_of(file: IO[bytes]) -> str:
    for encoding in _ENCODINGS:
        decoder = getincrementaldecoder(encoding)()
        file.seek(0)
        try:
            while piece := file.read(_PIECE):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        finally:
            file.seek(0)
        return encoding
    raise _unreadable("要用 UTF-8 或 GBK 编码")


def _features(file: IO[str]) -> Iterator[Any]:
    """Yield the features of a collection without holding all of them."""
    read, decoder = file.read(_PIECE), json.JSONDecoder()
    begin = _FEATURES.search(read)
    if begin is None:
        raise _unreadable("不是 GeoJSON 的 FeatureCollection")
    rest = read[begin.end() :]
    while True:
        rest = rest.lstrip(" \t\r\n,")
        if rest.startswith("]"):
            return
        try:
            feature, end = decoder.raw_decode(rest)
        except RecursionError:
            raise _unreadable("JSON 嵌套太深") from None
        except ValueError:
            more = file.read(_PIECE)
            if not more:
                raise _unreadable("JSON 不完整或写错了") from None
            rest += more
            continue
        yield feature
        rest = rest[end:]


def _text(value: object) -> str:
    """Return the text of a property, or of its members if it is a list; empty for what is neither text nor number."""
    members = value if isinstance(value, list) else [value]
    return ALIAS_SEPARATOR.join(str(one).strip() for one in members if isinstance(one, str | int | float))


def _middle(geometry: Any) -> tuple[float, float] | None:
    """Return the longitude and latitude of the middle of a geometry; ``None`` without one."""
    if geometry is None:
        return None
    kind, coordinates = geometry["type"], geometry["coordinates"]
    match kind:
        case "Point":
            return float(coordinates[0]), float(coordinates[1])
        case "MultiPoint":
            return _mean(coordinates)
        case "LineString":
            return _half_way(coordinates)
        case "MultiLineString":
            return _half_way(max(coordinates, key=len))
        case "Polygon":
            return _centroid([coordinates])
        case "MultiPolygon":
            return _centroid(coordinates)
    raise ValueError(kind)


def _mean(points: Sequence[Sequence[float]]) -> tuple[float, float]:
    return sum(point[0] for point in points) / len(points), sum(point[1] for point in points) / len(points)


def _half_way(points: Sequence[Sequence[float]]) -> tuple[float, float]:
    """Return the vertex in the middle of a line, so that the point is on it."""
    middle = points[len(points) // 2]
    return float(middle[0]), float(middle[1])


def _centroid(polygons: Sequence[Sequence[Sequence[Sequence[float]]]]) -> tuple[float, float]:
    """Return the centre of gravity of the outer rings; of their vertices if they enclose nothing."""
    area = east = north = 0.0
    for rings in polygons:
        # Relative to a vertex: the products of degrees would lose the digits that matter.
        (origin_east, origin_north), ring = rings[0][0][:2], rings[0]
        for one, other in zip(ring, [*ring[1:], ring[0]], strict=True):
            x1, y1, x2, y2 = (
                one[0] - origin_east, one[1] - origin_north, other[0] - origin_east, other[1] - origin_north,
            )  # fmt: skip
            cross = x1 * y2 - x2 * y1
            area += cross
            east += cross * ((x1 + x2) / 3 + origin_east)
            north += cross * ((y1 + y2) / 3 + origin_north)
    if not area:
        return _mean([point for rings in polygons for point in rings[0]])
    return east / area, north / area


def _unreadable(why: str) -> InvalidFieldsError:
    return InvalidFieldsError([FieldViolation("chunk", f"文件读不了：{why}")])
