"""Labelled texts as they are read and decided."""

from collections.abc import Sequence
from dataclasses import dataclass

from hotline_server.desk.directory.comparison import initial
from hotline_server.domain.directory.naming import known_names
from hotline_server.ground.clock import local_day, system_clock
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import Outcome
from hotline_server.rulebook.files import read_files
from hotline_server.rulebook.loading import load, read_shipped_reader
from hotline_server.rulebook.rule_tests import decide_text
from hotline_server.text.facts import TextFacts
from hotline_server.text.reader import Reading
from rich.progress import Progress

from evaluation.labelled import Labelled


@dataclass(frozen=True, slots=True)
class Decided:
    """Labelled text with what was found in it and decided on it.

    Attributes:
        labelled: text with its labels.
        lexical: findings of the lexicons alone.
        reading: findings of the reader alone.
        found: findings of lexicons and reader.
        is_raised: decided as an emergency.
        is_asked: the caller is asked about a suspected danger first.
        rules: that the decision rests on.
    """

    labelled: Labelled
    lexical: TextFacts
    reading: Reading
    found: TextFacts
    is_raised: bool
    is_asked: bool
    rules: tuple[str, ...]


def shipped_book() -> RuleBook:
    """Return the rule book that ships, with the sample city's directory and the shipped reader."""
    directory = initial((PROJECT / "sample" / "directory.yaml").read_bytes(), local_day(system_clock()))
    return load(read_files(PROJECT / "rules"), known_names(directory), read_shipped_reader(PROJECT / "rules"))


def decide_all(book: RuleBook, texts: Sequence[Labelled], progress: Progress) -> list[Decided]:
    """Read and decide texts with the reader of a rule book."""
    lexicons = book.reading_with(None)
    return [_decide(book, lexicons, one) for one in progress.track(texts, description="判读")]


def _decide(book: RuleBook, lexicons: RuleBook, one: Labelled) -> Decided:
    found = book.analyse("", one.example.text)
    decision = decide_text(book, found, {})
    is_raised = decision.outcome is Outcome.EMERGENCY
    lexical = lexicons.analyse("", one.example.text)
    reading = book.reader.read(one.example.text) if book.reader else Reading()
    return Decided(one, lexical, reading, found, is_raised, decision.asks_back and not is_raised, decision.rules)
