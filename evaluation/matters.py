"""Matters found in the sample's labelled calls."""

import csv
from collections import Counter

from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.book import RuleBook
from rich.table import Table

CALLS = PROJECT / "sample" / "calls"
NO_MATTER = "其他"


def matters_table(book: RuleBook) -> Table:
    """Compare the first matter found in each ordinary call with its label, by category of the label."""
    categories = {matter.name: category.name for category in book.lexicon.categories for matter in category.matters}
    labelled: Counter[str] = Counter()
    right: Counter[str] = Counter()
    missing: Counter[str] = Counter()
    for text, label in _ordinary_calls():
        category = categories[label]
        found = book.analyse("", text).matters
        labelled[category] += 1
        right[category] += found[:1] == (label,)
        missing[category] += not found
    table = Table(title=f"事项：示例来电 {labelled.total()} 条（险情除外）", header_style="bold")
    for name in ("分类", "条数", "首要事项正确", "没有事项"):
        table.add_column(name, justify="left" if name == "分类" else "right")
    for category, count in labelled.most_common():
        table.add_row(category, str(count), f"{right[category] / count:.3f}", f"{missing[category] / count:.3f}")
    table.add_section()
    shares = (f"{counter.total() / labelled.total():.3f}" for counter in (right, missing))
    table.add_row("全部", str(labelled.total()), *shares)
    return table


def _ordinary_calls() -> list[tuple[str, str]]:
    """Return the texts and labels of the calls that are no emergencies and have a matter."""
    calls = []
    for path in sorted(CALLS.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            calls += [
                (row["text"], row["matter"])
                for row in csv.DictReader(file)
                if row["emergency"] == "0" and row["matter"] != NO_MATTER
            ]
    return calls
