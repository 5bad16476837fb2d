"""Labelled calls of the sample: complete, labelled in the rule book's words, free of personal data."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.facts import REQUEST_TYPES
from hotline_server.text.lexicon import OTHER_DANGER

FOLDER = PROJECT / "sample" / "calls"
FILES = sorted(FOLDER.glob("*.csv"))
COLUMNS = ["text", "emergency", "danger", "request_type", "matter"]
NO_MATTER = "其他"
PERSONAL_DATA = {
    "telephone number": re.compile(r"(?<!\d)(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})(?!\d)"),
    "identity card": re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)"),
    "bank card": re.compile(r"(?<!\d)\d{16,19}(?!\d)"),
    "number plate": re.compile(
        r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·.]?[A-Z\d]{5,6}"
    ),
    "address on the internet": re.compile(r"https?://|www\.|[\w.]+@[\w.]+"),
}


def read(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each call with the file and line that it is on."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        for row in reader:
            yield f"{path.name}:{reader.line_num}", row


CALLS = [call for path in FILES for call in read(path)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_has_the_columns_and_every_line_fills_them(path: Path) -> None:
    assert path.read_text(encoding="utf-8").splitlines()[0] == ",".join(COLUMNS)
    for where, call in read(path):
        assert list(call) == COLUMNS, where
        assert call["text"] == call["text"].strip() != "", where
        assert call["emergency"] in ("0", "1"), where


def test_labels_are_words_of_the_rule_book(book: RuleBook) -> None:
    allowed = {
        "danger": {"", OTHER_DANGER, *(danger.name for danger in book.lexicon.dangers)},
        "request_type": set(REQUEST_TYPES),
        "matter": {NO_MATTER, *(matter.name for category in book.lexicon.categories for matter in category.matters)},
    }
    unknown = [
        (where, call[column]) for where, call in CALLS for column in allowed if call[column] not in allowed[column]
    ]
    assert unknown == []


def test_emergencies_and_only_they_have_a_kind_of_danger() -> None:
    assert [where for where, call in CALLS if (call["emergency"] == "1") != bool(call["danger"])] == []


def test_calls_without_a_matter_are_rare_exceptions() -> None:
    without = [where for where, call in CALLS if call["matter"] == NO_MATTER]
    assert len(without) < len(CALLS) / 50, without


def test_every_matter_has_calls(book: RuleBook) -> None:
    labels = {call["matter"] for _, call in CALLS}
    matters = {matter.name for category in book.lexicon.categories for matter in category.matters}
    assert matters - labels == set()


def test_no_text_occurs_twice() -> None:
    first: dict[str, str] = {}
    # Punctuation does not make another call of the same words.
    repeated = [(where, first[key]) for where, key in _words() if first.setdefault(key, where) != where]
    assert repeated == []


def _words() -> Iterator[tuple[str, str]]:
    for where, call in CALLS:
        yield where, re.sub(r"\W", "", call["text"])


@pytest.mark.parametrize("kind", PERSONAL_DATA)
def test_no_text_has_personal_data(kind: str) -> None:
    assert [where for where, call in CALLS if PERSONAL_DATA[kind].search(call["text"])] == []
