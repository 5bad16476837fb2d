"""``make evaluate-reading``: measure how calls are read and decided, on texts that the reader was not learned from.

All texts that ship are read by cross-validation: each fifth with a reader that was learned from the others. Given
files are read with the shipped reader; they must not be among what it was learned from.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from hotline_server.rulebook.book import RuleBook
from hotline_server.text.learning.examples import PARTS
from rich.console import Console
from rich.progress import Progress

from evaluation.dangers import dangers_figures, kinds_figures
from evaluation.decided import Decided, decide_all, shipped_book
from evaluation.figures import Figures, print_figures
from evaluation.folds import cross_validate
from evaluation.labelled import read_given_texts, read_shipped_texts
from evaluation.thresholds import thresholds_figures
from evaluation.topics import topics_figures


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=Path, nargs="+", help="CSV files of labelled calls, instead of those that ship")
    parser.add_argument("--folds", type=int, default=PARTS, help=f"parts to read; up to {PARTS}")
    chosen = parser.parse_args()
    book = shipped_book()
    with Progress(console=Console(stderr=True)) as progress:
        if chosen.calls:
            figures = given_figures(book, chosen.calls, progress)
        else:
            decided = cross_validate(book, read_shipped_texts(), chosen.folds, progress)
            figures = shipped_figures(book, decided, chosen.folds)
    print_figures(figures)


def given_figures(book: RuleBook, paths: Sequence[Path], progress: Progress) -> list[Figures]:
    """Measure the reader of a rule book on the calls of files."""
    decided = decide_all(book, read_given_texts(paths), progress)
    on = f"{'、'.join(path.stem for path in paths)} 共 {len(decided)} 条"
    return [dangers_figures(on, decided), kinds_figures(on, decided), topics_figures(on, decided)]


def shipped_figures(book: RuleBook, decided: Sequence[Decided], folds: int) -> list[Figures]:
    """Measure readers learned from the texts that ship.

    Args:
        book: rule book.
        decided: texts, cross-validated.
        folds: number of parts that were read.
    """
    on = f"随软件发行的 {len(decided)} 条，{min(folds, PARTS)} 份交叉验证"
    return [
        dangers_figures(on, decided),
        kinds_figures(on, decided),
        topics_figures(on, decided),
        thresholds_figures(on, decided, book.thresholds),
    ]


if __name__ == "__main__":
    main()
