"""Measuring: shares and their intervals, sorts of texts, wordings, thresholds, and pages of figures."""

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest
from hotline_server.domain.intervals import wilson_interval
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.book import RuleBook
from hotline_server.text.analysis import Thresholds
from hotline_server.text.facts import TextFacts
from hotline_server.text.learning.examples import Example
from hotline_server.text.lexicon import Concept, Lexicon
from hotline_server.text.reader import Reading
from rich.progress import Progress

from evaluation.answered import read_answered_messages
from evaluation.dangers import dangers_figures, kinds_figures
from evaluation.decided import Decided, decide_all
from evaluation.figures import Figures
from evaluation.labelled import Group, Labelled, read_given_texts, read_shipped_texts
from evaluation.page import SECTIONS, write_section
from evaluation.shares import share
from evaluation.thresholds import thresholds_figures
from evaluation.topics import topics_figures
from evaluation.wordings import weigh_wordings

COLUMNS = ("text", "emergency", "danger", "request_type", "matter", "level", "form")


def decided(text: str, group: Group, confidence: int, lexical: TextFacts | None = None) -> Decided:
    """Return a text as the reader holds it dangerous with a confidence."""
    example = Example(text, group is Group.EMERGENCY, "火灾" if group is Group.EMERGENCY else "")
    found = TextFacts(dangers=("火灾",))
    return Decided(
        Labelled(example, group), lexical or TextFacts(), Reading(confidence), found, confidence >= 50, False, ()
    )


def cells(figures: Figures) -> dict[str, Sequence[str]]:
    return {row[0]: row[1:] for row in figures.rows if row}


@pytest.mark.parametrize(
    ("count", "total", "low", "high"), [(0, 20, 0.0, 0.161), (10, 20, 0.299, 0.701), (20, 20, 0.839, 1.0)]
)
def test_an_interval_is_wilsons(count: int, total: int, low: float, high: float) -> None:
    assert wilson_interval(count, total) == pytest.approx((low, high), abs=0.001)


@pytest.mark.parametrize(("count", "total"), [(0, 0), (2, 1), (-1, 3)])
def test_an_interval_of_no_share_is_refused(count: int, total: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        wilson_interval(count, total)


def test_the_share_of_nothing_is_not_measured() -> None:
    assert share(0, 0) == "–"


def test_emergencies_that_ship_are_measured_and_everyday_calls_are_ordinary() -> None:
    texts = read_shipped_texts()
    assert len({one.example.text for one in texts}) == len(texts)
    assert all((one.group is Group.EMERGENCY) is bool(one.example.emergency) for one in texts)
    groups = {one.source: set[Group]() for one in texts}
    for one in texts:
        groups[one.source].add(one.group)
    assert groups["ordinary"] == {Group.ORDINARY}
    assert groups["hard"] == {Group.EMERGENCY, Group.NEAR_MISS}


def test_given_calls_are_sorted_by_their_labels(tmp_path: Path) -> None:
    path = tmp_path / "given.csv"
    rows = [
        ("厨房起火了", "1", "火灾", "求助", "安全隐患", "obvious", "spoken"),
        ("火锅店油烟大", "0", "", "投诉", "油烟与异味", "near miss", "written"),
        ("公交几点收班", "0", "", "咨询", "公交", "ordinary", "spoken"),
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *rows])
    texts = read_given_texts([path])
    assert [one.group for one in texts] == [Group.EMERGENCY, Group.NEAR_MISS, Group.ORDINARY]
    assert [one.is_written for one in texts] == [False, True, False]


def test_figures_tell_what_is_raised_of_each_group(book: RuleBook) -> None:
    texts = [
        Labelled(Example("楼上着火了，还有人在里面", True, "火灾", "求助", "安全隐患"), Group.EMERGENCY),
        Labelled(Example("公交几点收班", False, "", "咨询", "公交"), Group.ORDINARY),
    ]
    with Progress(disable=True) as progress:
        found = decide_all(book, texts, progress)
    dangers = cells(dangers_figures("两条", found))
    assert dangers["险情"][:2] == ("1", share(1, 1))
    assert dangers["普通"][:2] == ("1", share(0, 1))
    assert cells(kinds_figures("两条", found))["火灾"][:2] == ("1", share(1, 1))
    assert cells(topics_figures("两条", found))["首要事项：其他来电"] == ("1", share(1, 1))


def test_a_lower_threshold_finds_what_a_higher_one_misses() -> None:
    texts = [
        decided("楼道里呛得睁不开眼", Group.EMERGENCY, 45),
        decided("对门天天放炮", Group.ORDINARY, 35),
        decided("烧烤店油烟大", Group.NEAR_MISS, 25, TextFacts(dangers=("火灾",))),
    ]
    figures = cells(thresholds_figures("三条", texts, Thresholds()))
    assert figures["确信 30"] == (share(1, 1), share(1, 1), share(1, 1))
    assert figures["确信 55，现在"] == (share(0, 1), share(1, 1), share(0, 1))
    assert figures["确信，只用判读模型"] == (share(0, 1), share(0, 1), share(0, 1))
    assert figures["确信，只用字词表"] == (share(0, 1), share(1, 1), share(0, 1))


def test_a_wording_is_credited_with_what_the_reader_alone_would_miss() -> None:
    lexicon = Lexicon((), {}, {}, (Concept("火灾", ("着火了", "冒烟", "没人说过")),), (), ())
    texts = [
        decided("楼上着火了", Group.EMERGENCY, 90),
        decided("楼上着火了，快来", Group.EMERGENCY, 30),
        decided("烤摊冒烟", Group.ORDINARY, 25),
    ]
    with Progress(disable=True) as progress:
        fire, smoke, unsaid = weigh_wordings(lexicon, texts, Thresholds(), progress)
    assert (fire.right, fire.wrong, fire.lifted_right, fire.alone_right) == (2, 0, 1, 1)
    assert not fire.only_harms
    assert (smoke.right, smoke.wrong, smoke.lifted_wrong) == (0, 1, 1)
    assert smoke.only_harms
    assert (unsaid.right, unsaid.wrong, unsaid.only_harms) == (0, 0, False)


def test_a_section_of_a_page_is_replaced_and_the_others_kept(tmp_path: Path, book: RuleBook) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "前\n<!-- figures: messages -->\n旧的留言\n<!-- /figures: messages -->\n"
        "<!-- figures: shipped -->\n旧的来电\n<!-- /figures: shipped -->\n后\n",
        "utf-8",
    )
    write_section(page, "shipped", book, [Figures("险情", ("来电", "条数"), [("险情", "3"), (), ("普通", "4")])])
    text = page.read_text("utf-8")
    assert "旧的来电" not in text
    assert "旧的留言" in text
    assert f"规则库 {book.version}" in text
    assert "| 险情 | 3 |\n| 普通 | 4 |" in text
    assert text.startswith("前\n")
    assert text.endswith("后\n")


def test_a_page_without_a_place_for_figures_is_left_alone(tmp_path: Path, book: RuleBook) -> None:
    page = tmp_path / "page.md"
    page.write_text("没有地方", "utf-8")
    with pytest.raises(ValueError, match="no <!-- figures: shipped -->"):
        write_section(page, "shipped", book, [])
    assert page.read_text("utf-8") == "没有地方"


def test_the_page_of_figures_has_a_place_for_every_section() -> None:
    text = (PROJECT / "docs" / "reading.md").read_text("utf-8")
    for name in SECTIONS:
        assert f"<!-- figures: {name} -->" in text
        assert f"<!-- /figures: {name} -->" in text


def test_messages_are_read_with_the_kind_of_office_that_answered(tmp_path: Path) -> None:
    assert read_answered_messages(tmp_path) == []
    (tmp_path / "handlers.csv").write_text("message_id,handler\n2,城管\n", "utf-8")
    rows = "message_id,user_id,subject,content\n1,u1,路灯,不亮\n2,u2,占道,摆摊\n"
    (tmp_path / "answered.csv").write_text(rows, "utf-8")
    (message,) = read_answered_messages(tmp_path)
    assert (message.text, message.caller, message.handler) == ("占道。摆摊", "u2", "城管")
