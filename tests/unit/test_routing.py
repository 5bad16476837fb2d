"""Dispatch catalogue 派单目录: the row that decides for a matter, place and day, and what it resolves to (P3, R8.3)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.condition import holds
from hotline_server.rulebook.facts import day_number
from hotline_server.rulebook.names import KnownNames, NamedUnit
from hotline_server.rulebook.routing import ANY, WHOLE_CITY, Place, Route, RoutingTable, Row, row_condition
from hypothesis import given
from hypothesis import strategies as st

TODAY = date(2026, 11, 24)
LITTER, BUSES = "环境卫生与垃圾", "公交"
TOWNS = {"柳林街道": "东湖区", "荷花街道": "东湖区", "石桥镇": "龙泉县"}
DISTRICTS = ("东湖区", "龙泉县", "西岭区")
UNITS = {
    name: NamedUnit(name, grassroots=True, matters=frozenset({LITTER}), district=district)
    for name, district in TOWNS.items()
}
NAMES = KnownNames(
    departments={
        name: NamedUnit(name)
        for name in (
            "城市管理局",
            "公安局",
            "东湖区人民政府",
            "龙泉县人民政府",
            "东湖区城市管理局",
            "龙泉县综合行政执法局",
        )
    }
    | UNITS,
    districts={name: NamedUnit(name, district=name) for name in DISTRICTS},
    local={
        ("东湖区", "城市管理局"): NamedUnit("东湖区城市管理局"),
        ("龙泉县", "城市管理局"): NamedUnit("龙泉县综合行政执法局"),
    },
    towns=UNITS,
    backstops={"东湖区": NamedUnit("东湖区人民政府"), "龙泉县": NamedUnit("龙泉县人民政府")},
)


def row(
    district: str = WHOLE_CITY,
    lead: str = "城市管理局",
    *cohandlers: str,
    town: str = "",
    valid_from: date | None = None,
    valid_until: date | None = None,
) -> Row:
    return Row(LITTER, district, lead, cohandlers, None, town, valid_from, valid_until)


TO_TOWN = row(ANY, "{街道}", town=ANY)
TO_DISTRICT = row(ANY, "{区县}城市管理局")
TO_CITY = row()


def route(rows: Sequence[Row], place: Place, day: date = TODAY, names: KnownNames = NAMES) -> Route | None:
    return RoutingTable(rows, names).route([LITTER], place, day)


def lead(rows: Sequence[Row], district: str = "", town: str = "", day: date = TODAY) -> str:
    found = route(rows, Place(district, town), day)
    return found.lead if found else ""


@pytest.mark.parametrize(
    ("district", "town", "expected"),
    [
        pytest.param("东湖区", "柳林街道", "公安局", id="the town's own row"),
        pytest.param("东湖区", "荷花街道", "东湖区人民政府", id="any town of a district"),
        pytest.param("龙泉县", "石桥镇", "石桥镇", id="any town"),
        pytest.param("东湖区", "", "东湖区城市管理局", id="the district's own row"),
        pytest.param("龙泉县", "", "龙泉县综合行政执法局", id="any district"),
        pytest.param("", "", "城市管理局", id="the city"),
    ],
)
def test_the_most_specific_row_decides(district: str, town: str, expected: str) -> None:
    rows = [
        TO_CITY,
        TO_DISTRICT,
        row("东湖区", "东湖区城市管理局"),
        TO_TOWN,
        row("东湖区", "{区县}人民政府", town=ANY),
        row("东湖区", "公安局", town="柳林街道"),
    ]
    names = replace(NAMES, local={**NAMES.local, ("东湖区", "人民政府"): NamedUnit("东湖区人民政府")})
    found = route(rows, Place(district, town), names=names)
    assert found
    assert found.lead == expected


def test_a_matter_sent_straight_to_a_town_is_copied_to_the_district() -> None:
    """R8.3 (E3): the district has to help, but does not make the matter one of several departments."""
    found = route([TO_TOWN, TO_DISTRICT], Place("龙泉县", "石桥镇"))
    assert found == Route("石桥镇", ("龙泉县人民政府",), None, "派单目录:环境卫生与垃圾/任一/任一", 1)


def test_a_row_with_cohandlers_of_its_own_is_not_copied_to_the_district() -> None:
    both = replace(row(ANY, "{街道}", "{区县}城市管理局", town=ANY), needs_cohandlers=True)
    found = route([both], Place("东湖区", "柳林街道"))
    assert found
    assert (found.cohandlers, found.owners) == (("东湖区城市管理局",), 2)


def test_a_matter_of_towns_goes_to_the_districts_backstop_where_no_town_is_known() -> None:
    """R8.3 (E4)."""
    found = route([TO_TOWN], Place("龙泉县"))
    assert found == Route("龙泉县人民政府", (), None, "派单目录:环境卫生与垃圾/龙泉县兜底", 1)


@pytest.mark.parametrize("district", ["", "西岭区"])
def test_without_a_backstop_nobody_is_responsible(district: str) -> None:
    assert route([TO_TOWN], Place(district)) is None


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        pytest.param(Place("", "石桥镇"), "石桥镇", id="the district follows from the town"),
        pytest.param(Place("东湖区", "石桥镇"), "东湖区城市管理局", id="a town of another district does not count"),
        pytest.param(Place("东湖区", "没有的街道"), "东湖区城市管理局", id="nor does one that is not in the directory"),
    ],
)
def test_a_town_counts_only_within_its_district(place: Place, expected: str) -> None:
    assert lead([TO_TOWN, TO_DISTRICT], place.district, place.town) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 12, 30), "城市管理局"),
        (date(2026, 12, 31), "城市管理局"),
        (date(2027, 1, 1), "公安局"),
        (date(2027, 6, 30), "公安局"),
        (date(2027, 7, 1), ""),
    ],
)
def test_a_row_counts_from_its_first_through_its_last_day(day: date, expected: str) -> None:
    rows = [
        row(valid_until=date(2026, 12, 31)),
        row(WHOLE_CITY, "公安局", valid_from=date(2027, 1, 1), valid_until=date(2027, 6, 30)),
    ]
    assert lead(rows, day=day) == expected


def test_a_matter_whose_rows_have_ended_goes_to_no_backstop() -> None:
    assert lead([row(valid_until=date(2020, 1, 1))], "东湖区") == ""


def test_rows_that_follow_one_another_have_ids_of_their_own() -> None:
    rows = [row(valid_until=date(2026, 12, 31)), row(valid_from=date(2027, 1, 1)), row("东湖区", town="柳林街道")]
    assert [one.id for one in rows] == [
        "派单目录:环境卫生与垃圾/全市",
        "派单目录:环境卫生与垃圾/全市（2027-01-01起）",
        "派单目录:环境卫生与垃圾/东湖区/柳林街道",
    ]


def test_a_unit_of_a_district_is_found_by_reference() -> None:
    assert lead([TO_DISTRICT], "龙泉县") == "龙泉县综合行政执法局"


def test_a_district_without_such_a_unit_gets_the_row_of_the_city() -> None:
    assert lead([TO_DISTRICT, TO_CITY], "西岭区") == "城市管理局"


def with_unit(name: str, unit: NamedUnit) -> KnownNames:
    return replace(NAMES, departments={**NAMES.departments, name: unit})


def test_a_former_name_leads_to_the_present_unit() -> None:
    names = with_unit("市容环境卫生管理局", NamedUnit("城市管理局"))
    found = route([row(WHOLE_CITY, "市容环境卫生管理局")], Place(), names=names)
    assert found
    assert found.lead == "城市管理局"


def test_a_unit_that_no_longer_exists_gets_nothing() -> None:
    """The directory may change while a rule book is in force."""
    names = with_unit("公安局", NamedUnit("公安局", until=TODAY))
    rows = [row("东湖区", "公安局"), row(ANY, "城市管理局", "公安局")]
    assert route(rows, Place("东湖区"), names=names) == Route("城市管理局", (), None, rows[1].id, 1)


def test_a_town_whose_list_no_longer_has_the_matter_is_passed_over() -> None:
    """R8.3 (E9), while a rule book is in force."""
    names = with_unit("柳林街道", NamedUnit("柳林街道", grassroots=True, matters=frozenset({BUSES})))
    found = route([TO_TOWN, TO_DISTRICT], Place("东湖区", "柳林街道"), names=names)
    assert found
    assert found.lead == "东湖区城市管理局"


def test_the_first_matter_in_the_table_decides() -> None:
    table = RoutingTable([replace(TO_CITY, matter=BUSES), TO_CITY], NAMES)
    found = table.route(["没有的事", BUSES, LITTER], Place(), TODAY)
    assert found
    assert found.basis == "派单目录:公交/全市"


NOISE, DOGS = "噪声扰民", "养犬管理"
SHARED = Row(NOISE, WHOLE_CITY, "城市管理局", ("公安局",), None)


@pytest.mark.parametrize(
    ("written", "matters", "mentioned", "cohandlers"),
    [
        pytest.param(SHARED, [NOISE], [], (), id="nothing speaks for it"),
        pytest.param(SHARED, [NOISE], ["公安局"], ("公安局",), id="it is mentioned"),
        pytest.param(SHARED, [NOISE], ["东湖区城市管理局"], (), id="another unit is mentioned"),
        pytest.param(SHARED, [NOISE, DOGS], [], (), id="the matter that it leads is a side word"),
        pytest.param(replace(SHARED, needs_cohandlers=True), [NOISE], [], ("公安局",), id="the matter always needs it"),
    ],
)
def test_a_cohandler_is_named_only_if_the_text_supports_it(
    written: Row, matters: list[str], mentioned: list[str], cohandlers: tuple[str, ...]
) -> None:
    """R2.5: whoever has nothing to do with a case is not asked to accept it."""
    rows = [written, replace(TO_CITY, matter=DOGS, lead="公安局"), TO_CITY]
    found = RoutingTable(rows, NAMES).route(matters, Place(), TODAY, mentioned)
    assert found
    assert found.cohandlers == cohandlers
    assert found.unsupported == tuple({"公安局"} - {*cohandlers})
    assert (found.owners, found.listed) == (1 + len(cohandlers), 2)


def test_a_town_whose_row_names_a_cohandler_in_vain_is_copied_to_the_district() -> None:
    """R8.3 (E3)."""
    found = route([row(ANY, "{街道}", "{区县}城市管理局", town=ANY)], Place("东湖区", "柳林街道"))
    assert found
    assert (found.cohandlers, found.owners) == (("东湖区人民政府",), 1)


FIRST_DAY = date(2026, 1, 1)
DAYS = st.integers(0, 1000).map(lambda number: FIRST_DAY + timedelta(days=number))
LEVELS: Sequence[tuple[str, str]] = [
    (WHOLE_CITY, ""),
    *((district, "") for district in (ANY, *DISTRICTS)),
    *((district, ANY) for district in (ANY, *DISTRICTS)),
    *((district, town) for town, district in TOWNS.items()),
]


@st.composite
def catalogues(draw: st.DrawFn) -> list[Row]:
    """Draw rows, of which at most one counts for a place on a day, and one everywhere always."""
    rows = [TO_CITY]
    for district, town in draw(st.lists(st.sampled_from(LEVELS[1:]), unique=True)):
        days = sorted(draw(st.lists(DAYS, min_size=2, max_size=6, unique=True)))
        rows += [
            replace(TO_CITY, district=district, town=town, valid_from=first, valid_until=last)
            for first, last in zip(days[::2], days[1::2], strict=False)
        ]
    return draw(st.permutations(rows))


def rank(one: Row, place: Place) -> int:
    """Return how specific a row is for a place; 0 if it is not for this place."""
    if one.town not in ("", ANY, place.town) or (one.town and not place.town):
        return 0
    ranks: Mapping[tuple[bool, str], int] = {
        (False, WHOLE_CITY): 1,
        (False, ANY): 2 if place.district else 0,
        (True, ANY): 4,
    }
    if one.district in (ANY, WHOLE_CITY):
        return ranks[bool(one.town), one.district]
    return 0 if one.district != place.district else 3 if not one.town else 5 if one.town == ANY else 6


PLACES = st.sampled_from(
    [Place(), *map(Place, DISTRICTS), *(Place(district, town) for town, district in TOWNS.items())]
)


@given(rows=catalogues(), place=PLACES, day=DAYS)
def test_exactly_one_row_decides_for_any_place_and_day(rows: list[Row], place: Place, day: date) -> None:
    ranked = [
        (rank(one, place), one)
        for one in rows
        if (one.valid_from or day) <= day <= (one.valid_until or day) and rank(one, place)
    ]
    highest = max(value for value, _ in ranked)
    (decides,) = [one for value, one in ranked if value == highest]
    found = route(rows, place, day)
    assert found
    assert found.basis == decides.id


@given(rows=catalogues(), place=PLACES, day=DAYS)
def test_the_engine_finds_exactly_the_rows_whose_conditions_hold(rows: list[Row], place: Place, day: date) -> None:
    assert_engine_agrees(RoutingTable(rows, NAMES), rows, LITTER, place, day, NAMES)


def assert_engine_agrees(
    table: RoutingTable, rows: Sequence[Row], matter: str, place: Place, day: date, names: KnownNames
) -> None:
    """Compare durable-rules with ``holds``, which evaluates conditions in plain Python."""
    flat: dict[str, str | int] = {
        "首要事项": matter,
        "区县": place.district,
        "街道": place.town,
        "日期": day_number(day),
    }
    conditions = [(one, row_condition(one, names)) for one in rows]
    held = [one.id for one, condition in conditions if condition and holds(condition, flat)]
    assert sorted(one.id for one in table.rows_for(matter, place, day)) == sorted(held)


@given(data=st.data(), day=DAYS)
def test_the_engine_agrees_with_plain_python_on_the_rows_of_the_project(
    book: RuleBook, data: st.DataObject, day: date
) -> None:
    matter = data.draw(st.sampled_from(["没有的事", *(one.matter for one in book.rows)]))
    towns = [Place(unit.district, unit.name) for unit in book.names.towns.values()]
    place = data.draw(st.sampled_from([Place(), *(Place(unit.name) for unit in book.names.districts.values()), *towns]))
    assert_engine_agrees(book.routing, book.rows, matter, place, day, book.names)


def test_twenty_thousand_rows_are_compiled_and_decided() -> None:
    matters = [f"事项{number}" for number in range(100)]
    towns = {f"街道{number}": NamedUnit(f"街道{number}", district="东湖区") for number in range(199)}
    names = replace(NAMES, towns=towns, departments={**NAMES.departments, **towns})
    rows = [
        replace(TO_CITY, matter=matter, district=ANY, town=town, lead=town) for matter in matters for town in towns
    ] + [replace(TO_CITY, matter=matter) for matter in matters]
    table = RoutingTable(rows, names)
    assert len(rows) == 20_000
    for town in ("", "街道7", "街道198"):
        found = table.route(["事项42"], Place("", town), TODAY)
        assert found
        assert found.lead == (town or "城市管理局")
        assert_engine_agrees(table, rows, "事项42", Place("东湖区", town), TODAY, names)


@given(data=st.data(), day=DAYS)
def test_every_matter_of_the_project_has_an_owner_wherever_and_whenever(
    book: RuleBook, data: st.DataObject, day: date
) -> None:
    """P2."""
    matter = data.draw(st.sampled_from([matter.name for one in book.lexicon.categories for matter in one.matters]))
    towns = [Place(unit.district, unit.name) for unit in book.names.towns.values()]
    place = data.draw(st.sampled_from([Place(), *map(Place, book.names.districts), *towns]))
    found = book.routing.route([matter], place, day)
    assert found
    assert [found.basis] == [row.id for row in book.rows if row.id == found.basis and row.is_in_force(day)]
