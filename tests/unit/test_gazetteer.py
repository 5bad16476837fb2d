"""Places found in the text of a call (R8.3)."""

import pytest
from hotline_server.text.gazetteer import Gazetteer
from hotline_server.text.location import Area, Location
from hotline_server.text.place_index import Place, PlaceIndex, build_index, fold
from hypothesis import given
from hypothesis import strategies as st

AREAS = {
    "市": Area(),
    "东": Area("东湖区"),
    "青": Area("青山区"),
    "滨": Area("东湖区", "湖滨街道"),
    "云": Area("青山区", "云溪镇"),
    "柳": Area("东湖区", "湖滨街道", "柳叶社区"),
}
UNITS = (
    Place("云江市", "市", "市"),
    Place("东湖区", "区县", "东", ("A1区", "东湖")),
    Place("青山区", "区县", "青", ("新区",)),
    Place("湖滨街道", "街镇", "滨", ("湖滨",)),
    Place("云溪镇", "街镇", "云"),
    Place("柳叶社区", "社区", "柳", ("柳叶大队",)),
)
PLACES = (
    Place("人民路", "道路", "东"),
    Place("人民路", "道路", "云"),
    Place("人民路小学", "学校", "青"),
    Place("建设路", "道路", "青"),
    Place("柳叶公园", "公园", "柳", (), 28.1234567, 112.9),
    Place("云江", "河湖", ""),
    Place("万达广场", "商场", "云", ("万达",)),
    Place("万达广场", "商场", "东", ("万达",)),
    Place("iMax影城", "商场", "东"),
)
GAZETTEER = Gazetteer(PlaceIndex(build_index(UNITS)), [PlaceIndex(build_index(PLACES))], AREAS)
WORDS = {word for place in (*UNITS, *PLACES) for word in (place.name, *place.aliases)}


def locate(text: str, district: str = "") -> Location:
    return GAZETTEER.locate([text], district)


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("东湖区的路灯坏了", Area("东湖区")),
        ("从青山区到A1区的路上", Area("青山区")),
        ("a1区和Ａ１区都停水", Area("东湖区")),
        ("湖滨街道没人管", Area("东湖区", "湖滨街道")),
        ("柳叶大队的水井", Area("东湖区", "湖滨街道", "柳叶社区")),
        ("柳叶公园门口", Area("东湖区", "湖滨街道", "柳叶社区")),
        ("不是东湖区的，是青山区的", Area("青山区")),
        ("路灯坏了", Area()),
        ("", Area()),
    ],
)
def test_a_place_tells_its_district_town_and_community(text: str, area: Area) -> None:
    found = locate(text)
    assert Area(found.district, found.town, found.community) == area


@pytest.mark.parametrize(
    "text",
    [
        "东湖路12号漏水",  # a road that is not in the gazetteer, not the district
        "东湖新村停电",
        "东湖一路堵车",
        "高新区的路",  # 新区 within another name
        "我们单位在城新区",
        "新建设路塌方",
        "人民路街道办事处",  # a unit, not the road
        "云江市有多少人",  # neither the river nor a district
        "BA1区",
    ],
)
def test_a_name_inside_another_word_is_not_a_place(text: str) -> None:
    assert locate(text) == Location()


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("我住新区，没有公交", "新区"),
        ("东湖路灯坏了", "东湖"),
        ("去万达怎么走", "万达"),
        ("城北建设路", "建设路"),
        ("人民路路面塌陷", "人民路"),
        ("湖滨的菜场", "湖滨"),
    ],
)
def test_a_short_name_that_stands_alone_is_a_place(text: str, word: str) -> None:
    assert locate(text).evidence == (word,)


def test_the_longest_name_wins() -> None:
    assert locate("人民路小学门口堵车").place == "人民路小学"


def test_an_ambiguous_name_stays_ambiguous() -> None:
    found = locate("人民路堵车")
    assert (found.district, found.town, found.place, found.kind) == ("", "", "人民路", "道路")
    assert {candidate.district for candidate in found.candidates} == {"东湖区", "青山区"}


@pytest.mark.parametrize(
    ("text", "district", "town"),
    [
        ("云溪镇人民路堵车", "青山区", "云溪镇"),
        ("人民路堵车，就是东湖区这边", "东湖区", ""),
        ("建设路和人民路交叉口", "青山区", ""),
        ("柳叶公园旁边的万达", "东湖区", "湖滨街道"),
    ],
)
def test_another_name_in_the_text_decides_an_ambiguous_one(text: str, district: str, town: str) -> None:
    found = locate(text)
    assert (found.district, found.town, found.candidates) == (district, town, ())


def test_the_operators_district_decides() -> None:
    assert locate("人民路堵车", "青山区").town == "云溪镇"
    assert locate("从东湖区到青山区的路上", "青山区").district == "青山区"
    assert locate("柳叶公园有蛇", "青山区") == Location("青山区")
    assert locate("路灯坏了", "青山区") == Location("青山区")


def test_a_place_of_another_district_than_the_one_named_is_another_place() -> None:
    assert locate("青山区柳叶公园").place == ""


@pytest.mark.parametrize("text", ["火星区建设路塌方", "长沙市建设路塌方", "某县人民路小学", "B3区建设路塌方"])
def test_a_place_in_a_district_or_city_that_is_not_ours_is_another_place(text: str) -> None:
    assert locate(text) == Location()


@pytest.mark.parametrize("text", ["云江市建设路塌方", "青山区建设路塌方", "我们小区建设路那边", "老城区建设路塌方"])
def test_a_place_after_the_name_of_ours_is_found(text: str) -> None:
    assert locate(text).place == "建设路"


def test_a_river_is_in_no_district_unless_one_is_named() -> None:
    assert locate("云江水臭") == Location("", "", "", "云江", "河湖", evidence=("云江",))
    assert locate("东湖区云江边").district == "东湖区"


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("东湖区人民路12号3栋502的路灯坏了", "12号3栋502"),
        ("云溪镇人民路5-3-201", "5-3-201"),
        ("万达广场B座2单元", "B座2单元"),
        ("柳叶社区二组老人摔倒", "二组"),
        ("柳叶公园2号线站口", ""),
        ("人民路 18号院7号楼", "18号院7号楼"),
        ("人民路2025年修过", ""),
        ("建设路110来过", ""),
        ("东湖区3号文件", ""),
    ],
)
def test_numbers_of_houses_are_kept_as_detail(text: str, detail: str) -> None:
    assert locate(text).detail == detail


def test_a_place_brings_its_coordinates_and_its_spelling() -> None:
    found = locate("柳叶公园")
    assert (found.latitude, found.longitude) == (28.123457, 112.9)
    assert locate("在imax影城看电影").place == "iMax影城"


def test_a_unit_that_left_the_directory_is_found_no_more() -> None:
    gazetteer = Gazetteer(PlaceIndex(build_index(UNITS)), [PlaceIndex(build_index(PLACES))], {"东": Area("东湖区")})
    assert gazetteer.locate(["建设路塌方"]) == Location()
    assert gazetteer.locate(["人民路塌方"]).district == "东湖区"


def test_the_address_counts_before_the_content() -> None:
    assert GAZETTEER.locate(["青山区某处", "", "我是东湖区的居民"]).district == "青山区"
    # Names do not reach from one field into the next.
    assert GAZETTEER.locate(["人民", "路"]) == Location()


def test_places_are_listed_by_the_beginning_of_their_name() -> None:
    def names(prefix: str, limit: int = 10) -> list[str]:
        return [place.name for place in GAZETTEER.search(prefix, limit)]

    assert names("人民") == ["人民路", "人民路", "人民路小学"]
    assert names("人民路小") == ["人民路小学"]
    assert names("万达") == ["万达广场", "万达广场"]
    assert names("万", 1) == ["万达广场"]
    assert names("imax") == ["iMax影城"]
    assert names("影城") == []


def test_added_places_are_found_beside_the_others() -> None:
    added = (Place("建设路", "道路", "东"), Place("人民路", "道路", "东"), Place("银杏谷", "小区", "柳"))
    indexes = [PlaceIndex(build_index(places)) for places in (PLACES, added)]
    gazetteer = Gazetteer(PlaceIndex(build_index(UNITS)), indexes, AREAS)
    assert gazetteer.locate(["银杏谷停水"]).community == "柳叶社区"
    assert {one.district for one in gazetteer.locate(["建设路塌方"]).candidates} == {"东湖区", "青山区"}
    assert len(gazetteer.locate(["人民路塌方"]).candidates) == 2, "the same place in both indexes"
    assert [place.unit for place in gazetteer.search("建设", 10)] == ["东", "青"]
    assert gazetteer.knows("银杏谷", "东湖区")


def test_a_name_is_known_in_its_own_district() -> None:
    assert GAZETTEER.knows("人民路", "东湖区")
    assert not GAZETTEER.knows("建设路", "东湖区")
    assert not GAZETTEER.knows("柳叶社区", "青山区")
    assert GAZETTEER.knows("云江", "青山区"), "in no district"
    assert GAZETTEER.knows("云江市", "青山区")
    assert not GAZETTEER.knows("银杏谷", "青山区")


TOWNS = 300


def shared_by_all_towns(*names: str, towns: int = TOWNS) -> Gazetteer:
    places = [Place(name, "道路", str(town)) for name in names for town in range(towns)]
    areas = {str(town): Area(f"第{town // 30}区", f"第{town}镇") for town in range(towns)}
    units = [Place(area.town, "街镇", code) for code, area in areas.items()]
    return Gazetteer(PlaceIndex(build_index(units)), [PlaceIndex(build_index(places))], areas)


def test_a_name_in_every_town_is_told_apart_by_another() -> None:
    gazetteer = shared_by_all_towns("人民路")
    assert len(gazetteer.locate(["人民路塌方"]).candidates) == TOWNS
    assert len(gazetteer.locate(["人民路塌方"], "第3区").candidates) == 30
    assert gazetteer.locate(["人民路塌方，第31镇的"]).town == "第31镇"
    assert gazetteer.locate(["人民路塌方"]).place == "人民路"


def test_a_name_of_too_many_places_tells_nothing() -> None:
    gazetteer = shared_by_all_towns("人民路", towns=501)
    assert gazetteer.locate(["人民路塌方"]) == Location()
    assert gazetteer.knows("人民路", "第99区")


def test_a_letter_is_read_as_far_as_its_first_hundred_names() -> None:
    filling = "人民路、" * 99
    assert locate(f"{filling}东湖区").district == "东湖区"
    assert locate(f"{filling}人民路、东湖区").district == ""


def test_an_index_holds_more_units_than_sixteen_bits_count() -> None:
    units = 2**16 + 1
    index = PlaceIndex(build_index(Place("人民路", "道路", str(unit)) for unit in range(units)))
    assert {place.unit for place in index.of_name("人民路")} == set(map(str, range(units)))


def test_a_name_of_one_character_is_refused() -> None:
    with pytest.raises(ValueError, match="fewer than two characters"):
        build_index([Place("路", "道路", "东")])


def test_an_index_of_another_format_is_refused() -> None:
    with pytest.raises(ValueError, match="format 1"):
        PlaceIndex(build_index(PLACES).replace(b'"format": 2', b'"format": 1'))


@given(st.text().filter(lambda text: not any(word in fold(text) for word in map(fold, WORDS))))
def test_a_text_without_a_name_yields_nothing(text: str) -> None:
    assert locate(text) == Location()


@given(st.sampled_from(sorted(WORDS - {"云江市"})))
def test_every_name_alone_is_found(word: str) -> None:
    assert locate(word).evidence == (word,)


@given(st.lists(st.sampled_from(sorted(WORDS)) | st.text(max_size=4), max_size=6).map("".join))
def test_what_is_found_is_in_the_text(text: str) -> None:
    found = locate(text)
    assert all(word in text for word in found.evidence)
    assert found.detail in text
    for option in found.candidates or (found,):
        assert found.district in ("", option.district)


names = st.text(st.sampled_from("安宝北长东湖路街村"), min_size=2, max_size=5)


@given(st.lists(st.builds(Place, names, st.just("其他"), st.sampled_from(sorted(AREAS))), max_size=20))
def test_an_index_names_what_it_was_built_from(places: list[Place]) -> None:
    index = PlaceIndex(build_index(places))
    for place in places:
        assert place.name in index.prefixes(place.name)
        expected = sorted(each.unit for each in places if each.name == place.name)
        assert sorted(found.unit for found in index.of_name(place.name)) == expected
