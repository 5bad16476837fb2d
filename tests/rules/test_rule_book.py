"""Rule tests of the project's rule book, from rules/tests/*.yaml."""

import re
from typing import Any

import pytest
import yaml
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook import rule_tests
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import Decision, Outcome
from hotline_server.rulebook.facts import FactValue
from hotline_server.rulebook.files import read_files
from hotline_server.rulebook.loading import load
from hotline_server.rulebook.names import KnownNames
from hotline_server.rulebook.suggestions import office_facts
from hotline_server.rulebook.time_limit import read
from hotline_server.text.facts import CERTAIN, Ranked, TextFacts

TESTS = PROJECT / "rules" / "tests"
CATEGORIES = {
    *("城乡建设", "环境保护", "交通运输", "教育文体", "劳动和社会保障", "商贸旅游", "卫生计生", "民政"),
    *("农村农业", "政法", "国土资源", "经济管理", "科技与信息产业", "党务政务", "纪检监察"),
}


def utterances(name: str) -> list[str]:
    groups = yaml.safe_load((TESTS / name).read_text("utf-8"))["说法"]
    return [text for group in groups.values() for text in group]


EMERGENCIES = utterances("emergencies.yaml")
NEAR_MISSES = utterances("near-misses.yaml")
CASES = yaml.safe_load((TESTS / "decisions.yaml").read_text("utf-8"))["用例"]


def decide(book: RuleBook, content: str, **known: Any) -> Any:
    return rule_tests.decide(book, content, known)


def decide_on_matter(book: RuleBook, matter: str, known: dict[str, FactValue]) -> Decision:
    """Decide on a call that is surely about a matter."""
    facts = known | {"首要事项": matter, "事项": (matter,)}
    text = TextFacts(likely_matters=(Ranked(matter, CERTAIN),))
    return book.decide(facts | office_facts(book.suggest(text, facts)))


def test_the_examples_in_the_readme_are_in_the_rule_book(names: KnownNames) -> None:
    page = (PROJECT / "rules" / "README.md").read_text("utf-8")
    shown = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    rule, limits, asking, _, ending, _, _, case = map(yaml.safe_load, shown)
    assert [read(limit) for each in limits["回复期限"].values() for limit in each.values()]
    named = {"rules/events.yaml": shown[3], "routing.yaml": shown[5], "policies.yaml": shown[6]}
    shown_files = {name: text.encode() for name, text in named.items()}
    assert load({**read_files(PROJECT / "rules"), **shown_files}, names)
    handling, questions, ends = (
        yaml.safe_load((PROJECT / "rules" / "rules" / name).read_text("utf-8"))["规则"]
        for name in ("handling.yaml", "questions.yaml", "ends.yaml")
    )
    assert rule["规则"][0] in handling
    assert asking[0] in questions
    assert ending[0] in ends
    assert case[0] in CASES


def test_the_corpus_has_enough_emergencies_and_near_misses() -> None:
    assert len(set(EMERGENCIES)) >= 150
    assert len(set(NEAR_MISSES)) >= 150


@pytest.mark.parametrize("content", EMERGENCIES)
def test_an_emergency_is_recognised(content: str, book: RuleBook) -> None:
    """R2.6: missing an emergency can cost a life."""
    assert decide(book, content).outcome is Outcome.EMERGENCY


@pytest.mark.parametrize("content", NEAR_MISSES)
def test_a_near_miss_is_not_an_emergency(content: str, book: RuleBook) -> None:
    assert decide(book, content).outcome is not Outcome.EMERGENCY


def test_a_complaint_about_the_hotline_is_no_threat(book: RuleBook) -> None:
    """R2.6: what is said to the hotline of itself is an opening, in which nobody threatens."""
    assert decide(book, "投诉你们12345的话务员").outcome is not Outcome.EMERGENCY


def _value(written: Any) -> Any:
    if isinstance(written, list):
        return tuple(written)
    return written == "是" if written in ("是", "否") else written


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["编号"])
def test_a_case_is_decided_as_expected(case: dict[str, Any], book: RuleBook) -> None:
    known = {name: _value(value) for name, value in case.get("事实", {}).items()}
    decision = decide(book, case["内容"], 区县=case.get("区县", ""), 街道=case.get("街道", ""), **known)
    actual = {
        "处理方式": decision.outcome.value,
        "牵头": decision.lead,
        "协办": list(decision.cohandlers),
        "紧急程度": decision.urgency.value,
        "期限": decision.limit.written,
        "政策": decision.first_policy,
        "追问": "是" if decision.asks_back else "否",
        "移交": list(decision.hands_to),
    }
    assert {name: actual[name] for name in case["期望"]} == case["期望"]


def test_every_category_has_matters(book: RuleBook) -> None:
    """P3: whatever a caller says, it is somebody's matter."""
    assert {category.name for category in book.lexicon.categories} == CATEGORIES
    assert all(category.matters for category in book.lexicon.categories)


def test_the_readme_lists_every_matter(book: RuleBook) -> None:
    page = (PROJECT / "rules" / "README.md").read_text("utf-8")
    listed = dict(re.findall(r"^\| (\S+) \| `\S+\.yaml` \| (.+) \|$", page, re.MULTILINE))
    assert listed == {
        category.name: "、".join(matter.name for matter in category.matters) for category in book.lexicon.categories
    }


@pytest.mark.parametrize("district", ["", "东湖区", "临江县"])
def test_every_matter_has_a_department(district: str, book: RuleBook, names: KnownNames) -> None:
    """P3: in any district, and if the district is unknown."""
    for category in book.lexicon.categories:
        for matter in category.matters:
            decision = decide_on_matter(book, matter.name, {"区县": district, "诉求类型": "求助"})
            assert decision.lead in names.departments, matter.name


@pytest.mark.parametrize("matter", ["干部作风", "贪污与滥用职权"])
def test_what_is_said_of_officials_is_kept_from_their_offices(matter: str, book: RuleBook, names: KnownNames) -> None:
    for district in ("", *names.districts):
        decision = decide_on_matter(book, matter, {"区县": district, "诉求类型": "举报"})
        assert (decision.lead, decision.cohandlers) == ("纪委监委", ())


@pytest.mark.parametrize("content", EMERGENCIES[::10])
def test_an_emergency_outranks_every_other_rule(content: str, book: RuleBook) -> None:
    """R2.6: regardless of the call's other facts."""
    decision = decide(
        book,
        content,
        诉求类型="咨询",
        政策=("P001",),
        热点七日人数=100,
        区县="东湖区",
        首要事项="公交",
        事项=("公交",),
    )
    assert decision.outcome is Outcome.EMERGENCY
    assert decision.urgency.value == "特急"


def test_an_emergency_is_due_in_hours_whatever_the_routing_table_says(book: RuleBook) -> None:
    """R2.6, R8.5."""
    decision = decide(book, "楼下着火了快来人")
    assert (decision.outcome, str(decision.limit)) == (Outcome.EMERGENCY, "24小时")
