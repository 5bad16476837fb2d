"""``make reading-figures``: measure reading on all there is, and write the figures into ``docs/reading.md``.

The page has a section for each list of texts. One that cannot be measured, as its messages are not given, keeps the
figures of the run before, with the day and the versions that they were measured with.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from hotline_server.ground.clock import local_day, system_clock
from hotline_server.ground.telemetry.logs import configure_logging
from hotline_server.rulebook.book import RuleBook
from hotline_server.text.learning.examples import PARTS
from rich.console import Console
from rich.progress import Progress

from evaluation.answered import read_answered_messages, sample_city
from evaluation.cost import cost_figures
from evaluation.decided import shipped_book
from evaluation.figures import Figures, put_between_marks
from evaluation.folds import cross_validate
from evaluation.labelled import KEPT_BACK, read_shipped_texts
from evaluation.messages import categories_figures, letters_figures, read_labelled, read_messages
from evaluation.offices import held_back_figures, history_figures
from evaluation.policies import find_policies, proposals_figures, questions_figures
from evaluation.reading import given_figures, shipped_figures
from evaluation.wordings import weigh_wordings
from evaluation.words import summary_figures

# Sections of the page, by their marks.
COST, GIVEN, SHIPPED, WORDINGS = "cost", "kept-back", "shipped", "wordings"
POLICIES, OFFICES, MESSAGES = "policies", "offices", "messages"
SECTIONS = (COST, GIVEN, SHIPPED, WORDINGS, POLICIES, OFFICES, MESSAGES)


def main() -> None:
    """Measure, and write the sections that could be measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("page", type=Path)
    parser.add_argument("--messages", type=Path, help="folder of real messages; without it their figures are kept")
    chosen = parser.parse_args()
    configure_logging()
    book = shipped_book()
    with Progress(console=Console(stderr=True)) as progress:
        _write_sections(chosen.page, book, progress)
        if chosen.messages:
            write_section(chosen.page, MESSAGES, book, _on_messages(chosen.messages, progress))


def _write_sections(page: Path, book: RuleBook, progress: Progress) -> None:
    """Measure what the project itself has the texts for; each section is written as soon as it is measured."""
    write_section(page, COST, book, [cost_figures()])
    write_section(page, GIVEN, book, given_figures(book, sorted(KEPT_BACK.glob("*.csv")), progress))
    decided = cross_validate(book, read_shipped_texts(), PARTS, progress)
    write_section(page, SHIPPED, book, shipped_figures(book, decided, PARTS))
    gains = weigh_wordings(book.lexicon, decided, book.thresholds, progress)
    write_section(page, WORDINGS, book, summary_figures(gains, len(decided)))
    if book.reader:
        found = find_policies(book, book.reader)
        write_section(page, POLICIES, book, [questions_figures(found, book.thresholds), proposals_figures(book, [])])
    write_section(page, OFFICES, book, [held_back_figures(book)])


def _on_messages(folder: Path, progress: Progress) -> list[Figures]:
    city = sample_city()
    labelled, letters = read_labelled(folder), read_messages(folder)
    return [
        categories_figures(city.book, labelled),
        letters_figures(city.book, letters),
        proposals_figures(city.book, letters),
        *history_figures(city, read_answered_messages(folder), progress),
    ]


def write_section(page: Path, name: str, book: RuleBook, figures: Sequence[Figures]) -> None:
    """Put tables between the marks of a section of a page, in place of those before.

    Raises:
        ValueError: if the page has no such marks.
    """
    reader = book.reader.version if book.reader else "无"
    measured = f"测于 {local_day(system_clock())}，规则库 {book.version}，判读模型 {reader}。"
    put_between_marks(page, name, "\n\n".join([measured, *(one.markdown() for one in figures)]))


if __name__ == "__main__":
    main()
