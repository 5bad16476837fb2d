"""Locations of open cases, in a grid of cells, so that those nearby are found without reading others (R8.8)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, radians

from peewee import Database

from hotline_server.domain.numbering import number_of, parse_number
from hotline_server.domain.places import Coordinates
from hotline_server.store.engine.sql import execute, execute_many
from hotline_server.text.place_index import to_degrees, to_microdegrees

# Side of a cell in microdegrees: some 550 metres from south to north.
_CELL = 5_000
_ROW = 100_000
_METRES_IN_DEGREE = 111_195.0
# Radius that is searched first, in metres, and by what it grows until there are enough cases.
_FIRST_RADIUS = 200
_GROWTH = 3
_POLAR_DEGREES = 89.0


@dataclass(frozen=True, slots=True)
class FoundNearby:
    """Open case near a point, with its matter and its distance in metres."""

    number: str
    matter: str
    metres: float


@dataclass(frozen=True, slots=True)
class OpenLocations:
    """Finds open cases by where they are."""

    database: Database

    def near(
        self, point: Coordinates, metres: int, limit: int, matter: str = "", besides: str = ""
    ) -> list[FoundNearby]:
        """Return the open cases within some metres of a point, nearest first.

        Args:
            point: where to look.
            metres: radius.
            limit: maximum number of cases.
            matter: matter of the cases; empty for any.
            besides: number of a case to leave out; empty for none.
        """
        radius = min(metres, _FIRST_RADIUS)
        while True:
            found = self._within(point, radius, matter, besides)
            if len(found) >= limit or radius == metres:
                return found[:limit]
            # A city has thousands of open cases in the largest radius, of which the nearest are wanted.
            radius = min(metres, radius * _GROWTH)

    def _within(self, point: Coordinates, metres: int, matter: str, besides: str) -> list[FoundNearby]:
        mark = self.database.param
        ranges = list(_cell_ranges(point, metres))
        where = " OR ".join([f"cell BETWEEN {mark} AND {mark}"] * len(ranges))
        parameters: list[object] = [bound for bounds in ranges for bound in bounds]
        if matter:
            where = f"({where}) AND matter = {mark}"
            parameters.append(matter)
        sql = f"SELECT case_id, latitude, longitude, matter FROM open_location WHERE {where}"
        left_out = parse_number(besides) if besides else 0
        found = [
            FoundNearby(number_of(case_id), its_matter, point.metres_to(Coordinates(*_point(latitude, longitude))))
            for case_id, latitude, longitude, its_matter in execute(self.database, sql, parameters)
            if case_id != left_out
        ]
        return sorted((one for one in found if one.metres <= metres), key=lambda one: (one.metres, one.number))


def location_columns(case_id: int, point: Coordinates, matter: str) -> dict[str, object]:
    """Return the columns of an open case's location."""
    latitude, longitude = to_microdegrees(point.latitude), to_microdegrees(point.longitude)
    return {
        "case_id": case_id,
        "cell": _cell(latitude // _CELL, longitude // _CELL),
        "latitude": latitude,
        "longitude": longitude,
        "matter": matter,
    }


def close_locations(database: Database, case_ids: Sequence[int]) -> None:
    """Remove cases whose callers are answered. Use only within a writer job."""
    if case_ids:
        rows = [(case_id,) for case_id in case_ids]
        execute_many(database, f"DELETE FROM open_location WHERE case_id = {database.param}", rows)


def _cell_ranges(point: Coordinates, metres: int) -> Iterator[tuple[int, int]]:
    """Yield the first and last cell of each row of cells that a circle touches."""
    north = metres / _METRES_IN_DEGREE
    shrink = cos(radians(min(abs(point.latitude) + north, _POLAR_DEGREES)))
    east = north / shrink
    first_column = to_microdegrees(point.longitude - east) // _CELL
    last_column = to_microdegrees(point.longitude + east) // _CELL
    for row in range(
        to_microdegrees(point.latitude - north) // _CELL, to_microdegrees(point.latitude + north) // _CELL + 1
    ):
        yield _cell(row, first_column), _cell(row, last_column)


def _cell(row: int, column: int) -> int:
    return row * _ROW + column


def _point(latitude: int, longitude: int) -> Sequence[float]:
    return to_degrees(latitude) or 0.0, to_degrees(longitude) or 0.0
