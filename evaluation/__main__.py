"""``make evaluate``: measure the lexicons on real messages and on the rule book's own test utterances."""

import argparse
import csv
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import yaml
from hotline_server.desk.directory.comparison import initial
from hotline_server.domain.directory.naming import known_names
from hotline_server.ground.clock import local_day, system_clock
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import Outcome
from hotline_server.rulebook.facts import text_facts
from hotline_server.rulebook.files import read_files, read_shipped_reader
from hotline_server.rulebook.loading import load
from rich.console import Console
from rich.table import Table

from evaluation.kept_back import kept_back_table
from evaluation.matters import matters_table

MAX_FALSE_EMERGENCIES = 0.005
WIDTH = 132


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--messages", type=Path, required=True, help="folder with labelled.csv and other CSV files of messages"
    )
    folder: Path = parser.parse_args().messages
    directory = initial((PROJECT / "sample" / "directory.yaml").read_bytes(), local_day(system_clock()))
    book = load(read_files(PROJECT / "rules"), known_names(directory), read_shipped_reader(PROJECT / "rules"))
    console = Console() if Console().is_terminal else Console(width=WIDTH)

    console.print(f"规则库版本 {book.version}")
    if (folder / "labelled.csv").exists():
        console.print(_categories(book, _rows(folder / "labelled.csv")))
    console.print(matters_table(book))
    console.print(kept_back_table(book))
    ordinary = [row for path in sorted(folder.glob("*.csv")) for row in _rows(path) if "content" in row]
    if ordinary:
        console.print(_ordinary(book, ordinary))
    else:
        console.print(f"{folder} 里没有留言，只评自带的用例")
    console.print(_utterances(book))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _categories(book: RuleBook, rows: Sequence[dict[str, str]]) -> Table:
    right: Counter[str] = Counter()
    suggested: Counter[str] = Counter()
    labelled: Counter[str] = Counter()
    for row in rows:
        guess = book.analyse(row["subject"], row["content"]).category
        suggested[guess] += 1
        labelled[row["category"]] += 1
        right[guess] += guess == row["category"]
    table = Table(title=f"分类：{len(rows)} 条有标签的留言", header_style="bold")
    for name in ("分类", "条数", "准确率", "召回率", "F1"):
        table.add_column(name, justify="left" if name == "分类" else "right")
    scores = []
    for name, count in labelled.most_common():
        precision = right[name] / suggested[name] if suggested[name] else 0.0
        recall = right[name] / count
        scores.append(2 * precision * recall / (precision + recall) if right[name] else 0.0)
        table.add_row(name, str(count), f"{precision:.3f}", f"{recall:.3f}", f"{scores[-1]:.3f}")
    table.add_section()
    accuracy = sum(right.values()) / len(rows)
    table.add_row("宏平均", str(len(rows)), "", f"{accuracy:.3f}", f"{sum(scores) / len(scores):.3f}")
    return table


def _ordinary(book: RuleBook, rows: Sequence[dict[str, str]]) -> Table:
    found = []
    for row in rows:
        text = book.analyse(row["subject"], row["content"])
        if book.decide(text_facts(text)).outcome is Outcome.EMERGENCY:
            found.append((row["message_id"], text.dangers, text.evidence, row["subject"]))
    share = len(found) / len(rows)
    table = Table(
        title=f"普通留言 {len(rows)} 条，判为重大突发 {len(found)} 条（{share:.2%}，上限 {MAX_FALSE_EMERGENCIES:.1%}）",
        header_style="bold",
    )
    for name in ("编号", "险情", "凭的字眼", "标题"):
        table.add_column(name)
    for number, dangers, evidence, subject in found:
        words = "、".join(evidence[danger] for danger in dangers if danger in evidence)
        table.add_row(number, "、".join(dangers), words, subject)
    return table


def _utterances(book: RuleBook) -> Table:
    table = Table(title="规则库自带的用例", header_style="bold")
    for name in ("用例", "句数", "判为重大突发"):
        table.add_column(name, justify="left" if name == "用例" else "right")
    for name, label in (("emergencies.yaml", "险情"), ("near-misses.yaml", "易混")):
        groups = yaml.safe_load((PROJECT / "rules" / "tests" / name).read_text("utf-8"))["说法"]
        said = [text for group in groups.values() for text in group]
        raised = sum(book.decide(text_facts(book.analyse("", text))).outcome is Outcome.EMERGENCY for text in said)
        table.add_row(label, str(len(said)), str(raised))
    return table


if __name__ == "__main__":
    main()
