"""Distances, and the grid by which open cases nearby are found."""

from math import cos, radians

import pytest
from hotline_server.domain.places import Coordinates
from hotline_server.store.cases.open_locations import _cell_ranges, location_columns
from hypothesis import given
from hypothesis import strategies as st

points = st.builds(Coordinates, st.floats(-80, 80), st.floats(-179, 179))


@pytest.mark.parametrize(
    ("one", "other", "metres"),
    [
        (Coordinates(28.2, 113.0), Coordinates(28.2, 113.0), 0),
        (Coordinates(28.2, 113.0), Coordinates(28.201, 113.0), 111),
        (Coordinates(28.2, 113.0), Coordinates(28.2, 113.001), 98),
        (Coordinates(39.9042, 116.4074), Coordinates(31.2304, 121.4737), 1_067_000),
    ],
)
def test_the_distance_between_two_points(one: Coordinates, other: Coordinates, metres: float) -> None:
    assert one.metres_to(other) == pytest.approx(metres, rel=0.01, abs=1)


@pytest.mark.parametrize("point", [Coordinates(91, 0), Coordinates(0, 181), Coordinates(float("nan"), 0)])
def test_a_point_beyond_the_earth_is_not_valid(point: Coordinates) -> None:
    assert not point.is_valid


@given(points, st.integers(1, 5_000), st.floats(-1, 1), st.floats(-1, 1))
def test_every_point_in_reach_is_in_a_cell_that_is_read(
    point: Coordinates, metres: int, north: float, east: float
) -> None:
    degrees = metres / 111_195
    other = Coordinates(
        point.latitude + north * degrees, point.longitude + east * degrees / cos(radians(point.latitude))
    )
    if point.metres_to(other) <= metres:
        cell = location_columns(1, other, "")["cell"]
        assert any(first <= cell <= last for first, last in _cell_ranges(point, metres))  # type: ignore[operator]
