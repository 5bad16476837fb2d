"""``make evaluate``: measure categories, and calls taken for emergencies, on real messages."""

import argparse
from pathlib import Path

from rich.console import Console

from evaluation.decided import shipped_book
from evaluation.figures import print_figures
from evaluation.messages import (
    categories_figures,
    false_emergencies_figures,
    letters_figures,
    read_labelled,
    read_messages,
)


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--messages", type=Path, required=True, help="folder with labelled.csv and other CSV files of messages"
    )
    folder: Path = parser.parse_args().messages
    book = shipped_book()
    Console(stderr=True).print(f"规则库 {book.version}，判读模型 {book.reader.version if book.reader else '无'}")
    labelled, ordinary = read_labelled(folder), read_messages(folder)
    if labelled:
        print_figures([categories_figures(book, labelled)])
    if ordinary:
        print_figures([letters_figures(book, ordinary), false_emergencies_figures(book, ordinary)])
    else:
        Console().print(f"{folder} 里没有留言；随软件发行的来电用 make evaluate-reading 评")


if __name__ == "__main__":
    main()
