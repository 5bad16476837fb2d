"""Emergencies raised among labelled calls that nobody tuned to: ``evaluation/calls``, written by other hands."""

import csv
from collections import Counter
from math import sqrt

from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import Outcome
from hotline_server.rulebook.facts import text_facts
from rich.table import Table

CALLS = PROJECT / "evaluation" / "calls"
LEVELS = {
    "obvious": "险情：明说的",
    "medium": "险情：中等的",
    "oblique": "险情：隐晦的",
    "buried in a long letter": "险情：埋在长信里的",
    "near miss": "不是险情：字眼相近的",
    "ordinary": "不是险情：普通的",
}
# Two-sided 95 %.
_Z = 1.96


def interval(count: int, total: int) -> tuple[float, float]:
    """Return the 95 % Wilson interval of a share.

    Raises:
        ValueError: if ``total`` is not positive, or ``count`` is not within it.
    """
    if not 0 <= count <= total or not total:
        raise ValueError(f"no share: {count} of {total}")
    share, spread = count / total, _Z**2 / total
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * sqrt(share * (1 - share) / total + spread / (4 * total)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def kept_back_table(book: RuleBook) -> Table:
    """Count the calls that the rule book raises as emergencies, by how plainly the danger is told."""
    total: Counter[str] = Counter()
    raised: Counter[str] = Counter()
    for path in sorted(CALLS.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                decision = book.decide(text_facts(book.analyse("", row["text"])))
                total[row["level"]] += 1
                raised[row["level"]] += decision.outcome is Outcome.EMERGENCY
    table = Table(title=f"留出的来电 {total.total()} 条（没有人照着它们调过）", header_style="bold")
    for name in ("来电", "条数", "判为重大突发", "比例", "95% 区间"):
        table.add_column(name, justify="left" if name == "来电" else "right")
    for level, label in LEVELS.items():
        low, high = interval(raised[level], total[level])
        share = raised[level] / total[level]
        table.add_row(label, str(total[level]), str(raised[level]), f"{share:.1%}", f"{low:.1%} – {high:.1%}")
    return table
