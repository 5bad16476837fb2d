"""Categories and false emergencies on real messages."""

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import Outcome
from hotline_server.rulebook.rule_tests import decide_text

from evaluation.figures import Figures
from evaluation.shares import share

Row = Mapping[str, str]


def read_labelled(folder: Path) -> list[Row]:
    """Return the messages of a folder that are labelled with a category."""
    path = folder / "labelled.csv"
    return _rows(path) if path.exists() else []


def read_messages(folder: Path) -> list[Row]:
    """Return all messages of a folder."""
    return [row for path in sorted(folder.glob("*.csv")) for row in _rows(path) if "content" in row]


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def categories_figures(book: RuleBook, rows: Sequence[Row]) -> Figures:
    """Return precision and recall of each category on labelled messages, which the lexicons were tuned to."""
    right: Counter[str] = Counter()
    suggested: Counter[str] = Counter()
    labelled: Counter[str] = Counter()
    for row in rows:
        guess = book.analyse(row["subject"], row["content"]).category
        suggested[guess] += 1
        labelled[row["category"]] += 1
        right[guess] += guess == row["category"]
    shown: list[tuple[str, ...]] = []
    scores = []
    for name, count in labelled.most_common():
        precision = right[name] / suggested[name] if suggested[name] else 0.0
        recall = right[name] / count
        scores.append(2 * precision * recall / (precision + recall) if right[name] else 0.0)
        shown.append(
            (name, str(count), share(right[name], suggested[name]), share(right[name], count), f"{scores[-1]:.3f}")
        )
    macro = f"{sum(scores) / len(scores):.3f}"
    shown += [(), ("全部，F1 为宏平均", str(len(rows)), "", share(right.total(), len(rows)), macro)]
    title = f"分类：{len(rows)} 条有标签的真实留言。词库照着它们调过，对没有用来调整词库的留言会差一些"
    return Figures(title, ("分类", "条数", "准确率", "召回率", "F1"), shown)


def letters_figures(book: RuleBook, rows: Sequence[Row]) -> Figures:
    """Return how many ordinary messages are raised as emergencies or asked about; taken to tell of none."""
    decisions = [decide_text(book, book.analyse(row["subject"], row["content"]), {}) for row in rows]
    raised = sum(one.outcome is Outcome.EMERGENCY for one in decisions)
    asked = sum(one.outcome is not Outcome.EMERGENCY and one.asks_back for one in decisions)
    shown = [("真实留言", str(len(rows)), share(raised, len(rows)), share(asked, len(rows)))]
    title = f"真实留言 {len(rows)} 条，没有从它们学过，当作都没有险情（没有逐条核对）"
    return Figures(title, ("来电", "条数", "判为重大突发", "追问"), shown)


def false_emergencies_figures(book: RuleBook, rows: Sequence[Row]) -> Figures:
    """Return the ordinary messages that are raised as emergencies, and the words that spoke."""
    shown = []
    for row in rows:
        text = book.analyse(row["subject"], row["content"])
        if decide_text(book, text, {}).outcome is Outcome.EMERGENCY:
            words = "、".join(text.evidence[danger] for danger in text.dangers if danger in text.evidence)
            shown.append((row["message_id"], "、".join(text.dangers), words, row["subject"]))
    return Figures("其中判为重大突发的", ("编号", "险情", "关键词句", "标题"), shown)
