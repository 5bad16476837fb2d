"""Wordings that an official declares to be emergencies whatever the learned reader holds: 必报."""

import pytest
import yaml
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import Outcome
from hotline_server.rulebook.errors import RuleBookError
from hotline_server.rulebook.facts import text_facts
from hotline_server.rulebook.files import read_files
from hotline_server.rulebook.loading import load, read_shipped_reader
from hotline_server.rulebook.names import KnownNames

LEXICON = "lexicons/emergencies.yaml"
SAID = "三号闸的警灯亮红了"


def book_with(names: KnownNames, words: list[str]) -> RuleBook:
    """Load the shipped rule book with certain words for floods."""
    files = read_files(PROJECT / "rules")
    form = yaml.safe_load(files[LEXICON])
    flood = next(danger for danger in form["险情"] if danger["名称"] == "洪涝")
    flood["必报"] = words
    files = {**files, LEXICON: yaml.safe_dump(form, allow_unicode=True).encode()}
    return load(files, names, read_shipped_reader(PROJECT / "rules"))


@pytest.fixture(scope="module")
def certain(names: KnownNames) -> RuleBook:
    return book_with(names, ["[三号闸|四号闸]…警灯…红"])


def outcome(book: RuleBook, content: str) -> Outcome:
    return book.decide(text_facts(book.analyse("", content))).outcome


def test_certain_words_make_an_emergency_that_the_reader_does_not_see(book: RuleBook, certain: RuleBook) -> None:
    assert outcome(book, SAID) is not Outcome.EMERGENCY
    assert outcome(certain, SAID) is Outcome.EMERGENCY
    assert certain.analyse("", SAID).dangers[0] == "洪涝"


def test_certain_words_count_in_a_long_letter(certain: RuleBook) -> None:
    letter = "小区的路灯坏了半个月，物业一直没有派人来修，请帮忙催一催。" * 6
    assert outcome(certain, f"{letter}{SAID}。{letter}") is Outcome.EMERGENCY


@pytest.mark.parametrize("content", [f"今天水利局演练，{SAID}", f"如果{SAID}，该打哪个电话"])
def test_certain_words_do_not_count_in_a_drill_or_a_supposition(certain: RuleBook, content: str) -> None:
    assert outcome(certain, content) is not Outcome.EMERGENCY


def test_certain_words_count_without_a_reader(certain: RuleBook) -> None:
    assert outcome(certain.reading_with(None), SAID) is Outcome.EMERGENCY


def test_certain_words_are_checked_like_all_patterns(names: KnownNames) -> None:
    with pytest.raises(RuleBookError) as caught:
        book_with(names, ["[三号闸"])
    assert "没有成对的方括号" in caught.value.problems[0].message
