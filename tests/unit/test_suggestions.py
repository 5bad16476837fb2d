"""Offices suggested for a call (P2, P3)."""

from dataclasses import replace
from datetime import date

import pytest
from hotline_server.desk.directory.comparison import initial
from hotline_server.domain.directory.naming import known_names
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import Outcome, Suggestion
from hotline_server.rulebook.facts import FactValue
from hotline_server.rulebook.files import read_files
from hotline_server.rulebook.loading import load
from hotline_server.rulebook.suggestions import office_facts
from hotline_server.store.cases.rows.decisions import suggestions_of, suggestions_text
from hotline_server.text.facts import Ranked, TextFacts

DAY: dict[str, FactValue] = {"日期": 20261126}
EAST: dict[str, FactValue] = {**DAY, "区县": "东湖区"}
MATTERS = (Ranked("园林绿化", 50, ("树枝",)), Ranked("市政设施", 20), Ranked("噪声扰民", 15), Ranked("公交", 5))
TEXT = TextFacts(likely_matters=MATTERS)


@pytest.fixture(scope="module")
def book() -> RuleBook:
    directory = initial((PROJECT / "sample" / "directory.yaml").read_bytes(), date(2026, 11, 26))
    return load(read_files(PROJECT / "rules"), known_names(directory), None)


def units(found: tuple[Suggestion, ...]) -> list[str]:
    return [one.unit for one in found]


def test_matters_suggest_the_units_to_which_the_catalogue_routes_them_at_the_place(book: RuleBook) -> None:
    assert units(book.suggest(TEXT, DAY)) == ["城市管理局", "生态环境局", "公共交通集团"]
    first, second, _ = book.suggest(TEXT, EAST)
    assert first == Suggestion("东湖区城市管理局", 70, "园林绿化", "派单目录:园林绿化/任一", words=("树枝",))
    assert (second.unit, second.confidence) == ("东湖区生态环境分局", 15)


def test_at_most_three_offices_are_suggested_and_none_of_no_confidence(book: RuleBook) -> None:
    more = replace(TEXT, likely_matters=(*MATTERS, Ranked("医疗保险", 4), Ranked("出租车与网约车", 0)))
    assert len(book.suggest(more, DAY)) == 3
    assert book.suggest(TextFacts(likely_matters=(Ranked("公交", 0),)), DAY) == ()
    assert book.suggest(TextFacts(), DAY) == ()


def test_experience_outweighs_the_catalogue_and_quotes_its_words(book: RuleBook) -> None:
    text = replace(TEXT, offices=(Ranked("园林局", 60, ("修剪",)), Ranked("公安局", 30)))
    first, second, *_ = book.suggest(text, DAY)
    assert first.unit == "城市管理局"
    assert first.by_experience
    assert first.words == ("树枝", "修剪")
    assert (second.unit, second.matter, second.row, second.by_experience) == ("公安局", "", "", True)


def test_a_unit_that_the_text_names_comes_before_one_that_is_about_as_likely(book: RuleBook) -> None:
    text = replace(TEXT, offices=(Ranked("公安局", 40), Ranked("教育局", 35)))
    assert units(book.suggest(text, DAY))[0] == "公安局"
    named = book.suggest(text, {**DAY, "提到单位": ("教育局", "民政局")})
    assert units(named)[0] == "教育局"
    assert "民政局" not in units(named)
    assert sum(one.confidence for one in named) <= 100


@pytest.mark.parametrize(
    ("office", "place", "unit"),
    [
        ("环境保护局", DAY, "生态环境局"),
        ("{区县}城市管理局", EAST, "东湖区城市管理局"),
        ("{区县}城市管理局", DAY, "城市管理局"),
        ("西岭区城市管理局", EAST, "东湖区城市管理局"),
        ("西岭区城市管理局", DAY, "西岭区城市管理局"),
        ("{街道}", {**EAST, "街道": "湖滨街道"}, "湖滨街道"),
        ("{街道}", EAST, "东湖区人民政府"),
    ],
)
def test_experience_is_read_in_the_present_names_of_the_place(
    book: RuleBook, office: str, place: dict[str, FactValue], unit: str
) -> None:
    found = book.suggest(TextFacts(offices=(Ranked(office, 80),)), place)
    assert units(found) == [unit]


def test_experience_with_units_that_are_gone_or_unknown_towns_suggests_nobody(book: RuleBook) -> None:
    assert book.suggest(TextFacts(offices=(Ranked("早已撤销的局", 80), Ranked("{街道}", 20))), DAY) == ()


def test_an_accused_unit_is_never_suggested(book: RuleBook) -> None:
    accusing: dict[str, FactValue] = {**EAST, "诉求类型": "投诉", "被反映单位": ("东湖区城市管理局",)}
    assert units(book.suggest(TEXT, accusing)) == ["东湖区生态环境分局", "公共交通集团"]


def test_rules_see_the_first_suggestion_and_whether_the_catalogue_agrees(book: RuleBook) -> None:
    known = {**EAST, "事项": ("园林绿化",), "首要事项": "园林绿化"}
    facts = book.decide(known | office_facts(book.suggest(TEXT, known))).facts
    assert (facts["首选单位"], facts["承办把握"], facts["承办一致"]) == ("东湖区城市管理局", 70, True)
    other = known | office_facts([Suggestion("公安局", 60)])
    assert book.decide(other).facts["承办一致"] is False
    assert office_facts([]) == {"首选单位": "", "承办把握": 0}


def test_only_a_decision_for_the_desk_carries_suggestions(book: RuleBook) -> None:
    offices = book.suggest(TEXT, EAST)
    left = book.decide(EAST)
    assert left.outcome is Outcome.DESK
    assert left.suggesting(offices).suggestions == offices
    assert replace(left, asks_back=True).suggesting(offices).suggestions == ()
    assert replace(left, outcome=Outcome.TRANSFER).suggesting(offices).suggestions == ()


def test_suggestions_are_kept_as_they_were_made(book: RuleBook) -> None:
    offices = book.suggest(replace(TEXT, offices=(Ranked("公安局", 30, ("打架",)),)), EAST)
    assert suggestions_of(suggestions_text(offices)) == offices
