"""``make reading-figures``: measure reading on all there is, and write the figures into ``docs/reading.md``.

The page has a section for each list of texts. One that cannot be measured, as its messages are not given, keeps the
figures of the run before, with the day and the versions that they were measured with.
"""

import argparse
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from hotline_server.ground.clock import local_day, system_clock
from hotline_server.ground.telemetry.logs import configure_logging
from hotline_server.rulebook.book import RuleBook
from hotline_server.text.learning.examples import PARTS
from rich.console import Console
from rich.progress import Progress

from evaluation.answered import read_answered_messages, sample_city
from evaluation.cost import cost_figures
from evaluation.decided import Decided, shipped_book
from evaluation.figures import Figures, put_between_marks
from evaluation.folds import cross_validate
from evaluation.labelled import KEPT_BACK, read_shipped_texts
from evaluation.messages import categories_figures, letters_figures, read_labelled, read_messages
from evaluation.offices import held_back_figures, history_figures
from evaluation.policies import find_policies, proposals_figures, questions_figures
from evaluation.reading import given_figures, shipped_figures
from evaluation.wordings import weigh_wordings
from evaluation.words import summary_figures


class Measurement:
    """Measurement of reading; what several sections need is measured once."""

    def __init__(self, book: RuleBook, folder: Path | None, progress: Progress) -> None:
        """Prepare a measurement.

        Args:
            book: shipped rule book.
            folder: of real messages; ``None`` for none.
            progress: to show it in.
        """
        self.book = book
        self._folder = folder
        self._progress = progress

    @cached_property
    def _decided(self) -> list[Decided]:
        return cross_validate(self.book, read_shipped_texts(), PARTS, self._progress)

    def on_kept_back_calls(self) -> list[Figures]:
        """Measure on calls that nobody tunes to."""
        return given_figures(self.book, sorted(KEPT_BACK.glob("*.csv")), self._progress)

    def on_shipped_calls(self) -> list[Figures]:
        """Measure by cross-validation on the calls that ship."""
        return shipped_figures(self.book, self._decided, PARTS)

    def of_wordings(self) -> list[Figures]:
        """Measure what the wordings of dangers bring."""
        gains = weigh_wordings(self.book.lexicon, self._decided, self.book.thresholds, self._progress)
        return summary_figures(gains, len(self._decided))

    def of_policies(self) -> list[Figures]:
        """Measure how policies are found and proposed."""
        found = find_policies(self.book, self.book.reader) if self.book.reader else []
        return [questions_figures(found, self.book.thresholds), proposals_figures(self.book, [])]

    def of_offices(self) -> list[Figures]:
        """Measure what is sent out of the calls held back."""
        return [held_back_figures(self.book)]

    def on_messages(self) -> list[Figures]:
        """Measure categories, false emergencies and proposals on real messages; nothing without them."""
        if self._folder is None:
            return []
        letters = read_messages(self._folder)
        return [
            categories_figures(self.book, read_labelled(self._folder)),
            letters_figures(self.book, letters),
            proposals_figures(self.book, letters),
        ]

    def of_offices_by_history(self) -> list[Figures]:
        """Measure offices on real messages, as if they were a city's history; nothing without them."""
        if self._folder is None:
            return []
        return history_figures(sample_city(), read_answered_messages(self._folder), self._progress)

    def of_cost(self) -> list[Figures]:
        """Measure the time and memory that reading takes."""
        return [cost_figures()]


SECTIONS: Mapping[str, Callable[[Measurement], list[Figures]]] = {
    "cost": Measurement.of_cost,
    "kept-back": Measurement.on_kept_back_calls,
    "shipped": Measurement.on_shipped_calls,
    "wordings": Measurement.of_wordings,
    "policies": Measurement.of_policies,
    "offices": Measurement.of_offices,
    "messages": Measurement.on_messages,
    "history": Measurement.of_offices_by_history,
}


def main() -> None:
    """Measure, and write each section as soon as it is measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("page", type=Path)
    parser.add_argument("--messages", type=Path, help="folder of real messages; without it their figures are kept")
    parser.add_argument("--sections", nargs="+", choices=SECTIONS, default=list(SECTIONS), help="to measure; all")
    chosen = parser.parse_args()
    configure_logging()
    with Progress(console=Console(stderr=True)) as progress:
        measurement = Measurement(shipped_book(), chosen.messages, progress)
        for name in chosen.sections:
            figures = SECTIONS[name](measurement)
            if figures:
                write_section(chosen.page, name, measurement.book, figures)


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
