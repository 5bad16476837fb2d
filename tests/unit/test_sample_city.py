"""Sample city: units, places and the matters that towns may be sent fit together."""

import csv
from collections import Counter
from itertools import combinations

from hotline_server.domain.directory.naming import known_names
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.directory.units import UnitKind
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.book import RuleBook

SAMPLE = PROJECT / "sample"
# Penalties and licences stay with departments; only streets to which the province delegated them have any.
ENFORCEMENT = {
    "占道经营与市容", "违法建设", "油烟与异味", "噪声扰民", "养犬管理", "食品与市场", "药品与食品安全", "大气污染",
    "水污染", "安全隐患", "小区停车与消防设施", "建筑施工与工程款", "特种设备与质检",
}  # fmt: skip
DELEGATED = {"湖滨街道", "码头街道", "渔市街道"}
PLACES = list(csv.DictReader((SAMPLE / "places.csv").read_text(encoding="utf-8").splitlines()))


def test_the_city_has_every_level(directory: Directory) -> None:
    kinds = Counter(unit.kind for unit in directory.units.values())
    assert kinds[UnitKind.DISTRICT] == 9
    assert 70 <= kinds[UnitKind.TOWN] <= 90
    assert 180 <= kinds[UnitKind.COMMUNITY] <= 220
    assert all(kinds[kind] for kind in UnitKind)


def test_no_two_units_share_a_telephone_number_or_division_code(directory: Directory) -> None:
    contacts = [unit.contacts for unit in directory.units.values()]
    for said in (
        [number for contact in contacts for number in (contact.phone, contact.duty_phone) if number],
        [unit.division_code for unit in directory.units.values() if unit.division_code],
    ):
        assert [value for value, times in Counter(said).items() if times > 1] == []


def test_division_codes_of_towns_begin_with_that_of_their_district(directory: Directory) -> None:
    for town in directory.of_kind(UnitKind.TOWN):
        assert town.division_code.startswith(directory.units[town.parent].division_code), town.name
        assert len(town.division_code) == 9, town.name


def test_districts_have_the_same_departments_and_a_backstop(directory: Directory, book: RuleBook) -> None:
    by_district = {row.lead for row in book.rows if row.lead.startswith("{区县}")}
    for district in directory.district_names:
        assert known_names(directory).backstops[district].name == f"{district}人民政府"
        for lead in by_district:
            unit = directory.find(lead.replace("{区县}", district))
            assert unit is not None, (district, lead)
            assert directory.district_of(unit.name) == district


def test_towns_may_be_sent_matters_of_the_rule_book_but_no_enforcement(directory: Directory, book: RuleBook) -> None:
    matters = {matter.name for category in book.lexicon.categories for matter in category.matters}
    for town in directory.of_kind(UnitKind.TOWN):
        sent = set(directory.matters_of(town) or ())
        assert sent <= matters
        assert sent & ENFORCEMENT == ({"占道经营与市容"} if town.name in DELEGATED else set()), town.name


def test_places_belong_to_units_and_lie_in_the_city(directory: Directory) -> None:
    areas = (UnitKind.DISTRICT, UnitKind.TOWN, UnitKind.COMMUNITY)
    for place in PLACES:
        unit = directory.named(place["所属"])
        assert unit is not None, place
        assert unit.kind in areas, place
        assert 27.90 <= float(place["纬度"]) <= 28.45, place
        assert 112.70 <= float(place["经度"]) <= 113.35, place


def test_a_name_occurs_once_in_a_unit_and_some_names_in_several_districts() -> None:
    assert max(Counter((place["名称"], place["所属"]) for place in PLACES).values()) == 1
    names = Counter(place["名称"] for place in PLACES)
    assert {"人民路", "解放路", "建设路", "桐花街"} == {name for name, times in names.items() if times > 1}


def test_districts_do_not_overlap(directory: Directory) -> None:
    boxes: dict[str, list[tuple[float, float]]] = {}
    for place in PLACES:
        boxes.setdefault(directory.district_of(place["所属"]) or place["所属"], []).append(
            (float(place["纬度"]), float(place["经度"]))
        )
    spans = {
        name: tuple((min(axis), max(axis)) for axis in zip(*points, strict=True)) for name, points in boxes.items()
    }
    assert set(spans) == set(directory.district_names)
    for one, other in combinations(spans.values(), 2):
        assert any(a[1] < b[0] or b[1] < a[0] for a, b in zip(one, other, strict=True)), (one, other)
