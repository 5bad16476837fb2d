"""Clauses of the process that rules and tests are said to be based on, though it has none of that number."""

import re
from collections.abc import Iterable, Iterator

from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.errors import unknown_name
from hotline_server.rulebook.review.remark import Remark
from hotline_server.rulebook.written_tests import WrittenTest

_STEPS = {"R1": 1, "R2": 6, "R3": 4, "R4": 4, "R5": 3, "R6": 2, "R7": 1, "R8": 14}
CLAUSES = ("P1", "P2", "P3", *(f"{step}.{place}" for step, places in _STEPS.items() for place in range(1, places + 1)))
"""Numbers of the clauses of the process."""
_NUMBER = re.compile(r"(?<![0-9A-Za-z])[PR]\d+(?:\.\d+)*(?![0-9A-Za-z])")
_KEY = "依据"


def source_remarks(book: RuleBook) -> Iterator[Remark]:
    """Yield remarks on rules that name clauses which do not exist; titles of documents are left to people."""
    for rule in book.rules.values():
        yield from (Remark(rule.id, message, rule.source) for message in _messages(rule.source))


def test_remarks(tests: Iterable[WrittenTest]) -> Iterator[Remark]:
    """Yield such remarks on tests, with their places."""
    for written in tests:
        path = (*written.path, _KEY)
        if path in written.source.positions:
            text, place = str(written.source.value(path)), written.source.problem(path, "")
            for message in _messages(text):
                yield Remark(written.test.id, message, text, place.file, place.line, place.column)


def _messages(source: str) -> Iterator[str]:
    unknown = (number for number in _NUMBER.findall(source) if number not in CLAUSES)
    yield from (f"“{_KEY}”：{unknown_name(number, CLAUSES, '流程要求')}" for number in unknown)
