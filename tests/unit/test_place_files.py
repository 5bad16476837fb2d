"""Files of places: CSV and GeoJSON (R8.3)."""

import io
import json
from collections.abc import Mapping

import pytest
from hotline_server.desk.directory.place_files import (
    COLUMNS,
    WrittenPlace,
    read_csv,
    read_geojson,
    write_csv,
)
from hotline_server.domain.errors import InvalidFieldsError
from hotline_server.domain.places import PlaceFinding
from hotline_server.ground.characters import replace_unfit
from hypothesis import given
from hypothesis import strategies as st

HEADER = "名称,类别,所属,经度,纬度,别名\n"


def csv_rows(content: bytes) -> list[WrittenPlace | PlaceFinding]:
    return list(read_csv(io.BytesIO(content)))


def features(*features: object) -> list[WrittenPlace | PlaceFinding]:
    content = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()
    return list(read_geojson(io.BytesIO(content)))


def fields(place: WrittenPlace | PlaceFinding) -> Mapping[str, str]:
    assert isinstance(place, WrittenPlace)
    return place.fields


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_a_csv_file_is_read_in_every_usual_encoding(encoding: str) -> None:
    (place,) = csv_rows((HEADER + "人民路,道路,东湖区,113.03743,28.20076,民路、人民大道\n").encode(encoding))
    assert isinstance(place, WrittenPlace)
    assert (place.line, place.fields["名称"], place.fields["纬度"]) == (2, "人民路", "28.20076")
    assert place.aliases == ("民路", "人民大道")


def test_columns_may_come_in_any_order_and_coordinates_be_missing() -> None:
    (place,) = csv_rows("所属,类别,备注,名称\n东湖区,道路,无,人民路\n".encode())
    assert fields(place) == dict.fromkeys(COLUMNS, "") | {"名称": "人民路", "类别": "道路", "所属": "东湖区"}


def test_empty_lines_are_passed_over_and_short_ones_filled() -> None:
    rows = csv_rows((HEADER + "\n,,,\n人民路,道路\n").encode())
    assert [(row.line, fields(row)["所属"]) for row in rows] == [(4, "")]


def test_a_broken_row_costs_that_row() -> None:
    found = csv_rows((HEADER + '"人民"路,道路,东湖区,,,\n建设路,道路,东湖区,,,\n').encode())
    assert [type(one) for one in found] == [PlaceFinding, WrittenPlace]


def test_a_quoted_field_ends_with_its_line() -> None:
    found = csv_rows((HEADER + '"人民路,道路,东湖区,,,\n建设路,道路,东湖区,,,\n"云江","河湖","",,,\n').encode())
    assert [one.line for one in found] == [2, 3, 4]
    assert [type(one) for one in found] == [PlaceFinding, WrittenPlace, WrittenPlace]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_every_usual_way(ending: str) -> None:
    rows = csv_rows((HEADER + "人民路,道路,东湖区,,,民路\n建设路,道路,东湖区\n").replace("\n", ending).encode())
    assert [(row.line, fields(row)["别名"]) for row in rows] == [(2, "民路"), (3, "")]


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "没有名称"), ("名称,所属\n".encode(), "没有类别"), (b"\xff\xff\xff", "编码")],
)
def test_a_file_that_is_no_csv_of_places_is_refused(content: bytes, says: str) -> None:
    with pytest.raises(InvalidFieldsError, match=says):
        csv_rows(content)


POINT = {"type": "Point", "coordinates": [113.03743, 28.20076]}
SQUARE = [[113.0, 28.0], [113.2, 28.0], [113.2, 28.2], [113.0, 28.2], [113.0, 28.0]]
FAR = [[[114.0, 28.0], [114.1, 28.0], [114.0, 28.0]]]


@pytest.mark.parametrize(
    ("geometry", "longitude", "latitude"),
    [
        (POINT, "113.037430", "28.200760"),
        (None, "", ""),
        ({"type": "Polygon", "coordinates": [SQUARE]}, "113.100000", "28.100000"),
        ({"type": "MultiPolygon", "coordinates": [[SQUARE], FAR]}, "113.100000", "28.100000"),
        ({"type": "LineString", "coordinates": [[113, 28], [113.1, 28.3], [113.4, 28]]}, "113.100000", "28.300000"),
        ({"type": "Polygon", "coordinates": [[[113, 28], [113, 28]]]}, "113.000000", "28.000000"),
    ],
)
def test_a_feature_is_placed_at_its_middle(geometry: object, longitude: str, latitude: str) -> None:
    (place,) = features({"type": "Feature", "geometry": geometry, "properties": {"name": "人民路", "kind": "道路"}})
    assert (fields(place)["经度"], fields(place)["纬度"]) == (longitude, latitude)


def test_properties_have_chinese_or_english_names() -> None:
    chinese = {"名称": "人民路", "类别": "道路", "所属": "东湖区", "别名": ["民路", "人民大道"]}
    english = {"name": "人民路", "kind": "道路", "belongs_to": "东湖区", "aliases": "民路、人民大道"}
    one, other = features(*({"geometry": POINT, "properties": written} for written in (chinese, english)))
    assert fields(one) == fields(other)
    assert [one.line, other.line] == [1, 2]


@pytest.mark.parametrize(
    "feature",
    [7, {"properties": None}, {"properties": {}, "geometry": {"type": "Point", "coordinates": []}},
     {"properties": {}, "geometry": {"type": "Circle", "coordinates": [1, 2]}},
     {"properties": {}, "geometry": {"type": "Point", "coordinates": [10**400, 28]}}],
)  # fmt: skip
def test_a_feature_that_cannot_be_read_costs_that_feature(feature: object) -> None:
    found = features(feature, {"geometry": None, "properties": {"name": "人民路"}})
    assert [type(one) for one in found] == [PlaceFinding, WrittenPlace]


def test_properties_that_are_no_text_are_empty() -> None:
    (place,) = features({"geometry": None, "properties": {"name": {"zh": "人民路"}, "aliases": ["民路", None, ["路"]]}})
    assert (fields(place)["名称"], fields(place)["别名"]) == ("", "民路")


@pytest.mark.parametrize(
    "content",
    ["{}", '{"features": [{"a": 1}', '{"features": [oops]}', '{"features": [' + "[" * 100_000, '{"features": ['
     + '{"a":' * 100_000],
)  # fmt: skip
def test_a_file_that_is_no_feature_collection_is_refused(content: str) -> None:
    with pytest.raises(InvalidFieldsError):
        list(read_geojson(io.BytesIO(content.encode())))


cells = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8).map(
    lambda text: replace_unfit(text).strip()
)


@given(st.lists(st.tuples(*[cells] * len(COLUMNS)), max_size=8))
def test_what_is_written_is_read_again(rows: list[tuple[str, ...]]) -> None:
    read = csv_rows(b"".join(write_csv(rows)))
    assert [tuple(fields(one).values()) for one in read] == [row for row in rows if any(row)]
