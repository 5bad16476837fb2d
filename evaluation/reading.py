"""``make evaluate-reading``: measure how calls are read and decided, on texts that the reader was not learned from.

All texts that ship are read by cross-validation: each fifth with a reader that was learned from the others. Given
files are read with the shipped reader; they must not be among what it was learned from.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.book import RuleBook
from hotline_server.text.learning.examples import PARTS
from rich.console import Console
from rich.progress import Progress

from evaluation.dangers import dangers_figures, kinds_figures
from evaluation.decided import decide_all, shipped_book
from evaluation.figures import Figures, print_figures, write_figures
from evaluation.folds import cross_validate
from evaluation.labelled import read_given_texts, read_shipped_texts
from evaluation.messages import categories_figures, letters_figures, read_labelled, read_messages
from evaluation.thresholds import thresholds_figures
from evaluation.topics import topics_figures

KEPT_BACK = PROJECT / "evaluation" / "calls"


def main() -> None:
    """Measure, and print the tables or write them into a page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=Path, nargs="+", help="CSV files of labelled calls, instead of those that ship")
    parser.add_argument("--folds", type=int, default=PARTS, help=f"parts to read; up to {PARTS}")
    parser.add_argument("--page", type=Path, help="page to write all figures into, those on calls kept back included")
    parser.add_argument(
        "--messages", type=Path, help="folder of real messages, to write their figures into the page too"
    )
    chosen = parser.parse_args()
    book = shipped_book()
    with Progress(console=Console(stderr=True)) as progress:
        if chosen.page:
            kept_back = sorted(KEPT_BACK.glob("*.csv"))
            figures = [
                *_on_given(book, kept_back, progress),
                *_on_shipped(book, PARTS, progress),
                *_on_messages(book, chosen.messages),
            ]
        elif chosen.calls:
            figures = _on_given(book, chosen.calls, progress)
        else:
            figures = _on_shipped(book, chosen.folds, progress)
    if chosen.page:
        write_figures(chosen.page, figures)
    else:
        print_figures(figures)


def _on_given(book: RuleBook, paths: Sequence[Path], progress: Progress) -> list[Figures]:
    decided = decide_all(book, read_given_texts(paths), progress)
    reader = book.reader.version if book.reader else "无"
    on = f"{'、'.join(path.stem for path in paths)} 共 {len(decided)} 条，规则库 {book.version}，判读模型 {reader}"
    return [dangers_figures(on, decided), kinds_figures(on, decided), topics_figures(on, decided)]


def _on_shipped(book: RuleBook, folds: int, progress: Progress) -> list[Figures]:
    decided = cross_validate(book, read_shipped_texts(), folds, progress)
    on = f"随软件发行的 {len(decided)} 条，{min(folds, PARTS)} 份交叉验证，规则库 {book.version}"
    return [
        dangers_figures(on, decided),
        kinds_figures(on, decided),
        topics_figures(on, decided),
        thresholds_figures(on, decided, book.thresholds),
    ]


def _on_messages(book: RuleBook, folder: Path | None) -> list[Figures]:
    if folder is None:
        return []
    return [categories_figures(book, read_labelled(folder)), letters_figures(book, read_messages(folder))]


if __name__ == "__main__":
    main()
