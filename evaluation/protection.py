"""``make evaluate-protection``: measure how accusations and wishes for secrecy are heard (R8.3).

Half of the sentences, by a digest of the text, are kept back: they are counted and never shown. They were written
before the patterns, by the same hand, so that sentences of others will be judged less well.
"""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import Decision
from hotline_server.rulebook.facts import FIRST_OFFICE, OFFICE_CONFIDENCE, FactValue
from hotline_server.rulebook.recusal import Recusal
from hotline_server.rulebook.rule_tests import decide_text
from hotline_server.text.facts import CERTAIN, SECRECY

from evaluation.decided import shipped_book
from evaluation.figures import Figures, print_figures
from evaluation.shares import share

FOLDER = Path(__file__).parent
UNKNOWN = "?"
"""Stands for an accused unit that the words do not tell."""
# Whoever is above others looks into accusations of them.
_ABOVE = ("纪委监委", "人民政府")
_RECUSING = frozenset({"HD-09", "HD-10", "HD-11", "HD-12", "HD-14"})


@dataclass(frozen=True, slots=True)
class Judged:
    """Sentence, and whether it was judged as it should be."""

    text: str
    is_wanted: bool
    is_right: bool

    @property
    def is_kept_back(self) -> bool:
        """True if nobody is to look at it."""
        return bool(sha256(self.text.encode()).digest()[0] % 2)


def accusations(book: RuleBook) -> Iterator[Judged]:
    """Judge accusations, which are not to reach the accused, and complaints, which nobody is to step aside from."""
    for row in _rows("accusations.csv"):
        accused = tuple(filter(None, row["accused"].split("、")))
        # As if experience said that the accused handle such things.
        sure: dict[str, FactValue] = (
            {FIRST_OFFICE: accused[0], OFFICE_CONFIDENCE: CERTAIN} if accused and UNKNOWN not in accused else {}
        )
        decision = decide_text(book, book.analyse("", row["text"]), {"区县": row["district"], **sure})
        is_right = _is_kept_from(book, decision, accused) if accused else not _steps_aside(decision)
        yield Judged(row["text"], bool(accused), is_right)


def wishes(book: RuleBook) -> Iterator[Judged]:
    """Judge whether wishes for secrecy are heard, and nothing else taken for one."""
    for row in _rows("secrecy.csv"):
        is_wanted = row["wished"] == "1"
        yield Judged(row["text"], is_wanted, (SECRECY in book.analyse("", row["text"]).tags) is is_wanted)


def _rows(name: str) -> Iterator[Mapping[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _is_kept_from(book: RuleBook, decision: Decision, accused: Sequence[str]) -> bool:
    """Return whether a decision sends a case to nobody who is accused, or may be."""
    sent = [name for name in (decision.lead, *decision.cohandlers) if name]
    if UNKNOWN in accused:
        return all(name.endswith(_ABOVE) for name in sent)
    return not any(map(Recusal(book.names, tuple(accused)).bars, sent))


def _steps_aside(decision: Decision) -> bool:
    return not _RECUSING.isdisjoint(decision.rules) or any("回避" in reason for reason in decision.reasons)


def figures(book: RuleBook) -> Figures:
    """Return how many sentences of each sort are judged right."""
    sorts: Mapping[tuple[str, bool], str] = {
        ("举报", True): "举报：不到被反映的单位",
        ("举报", False): "普通诉求提到单位：不回避",
        ("保密", True): "要求保密：听出来",
        ("保密", False): "没有要求保密：不当成要求",
    }
    judged: Mapping[str, Sequence[Judged]] = {"举报": list(accusations(book)), "保密": list(wishes(book))}
    rows = []
    for (kind, is_wanted), name in sorts.items():
        of_sort = [one for one in judged[kind] if one.is_wanted is is_wanted]
        halves = [[one for one in of_sort if one.is_kept_back is kept] for kept in (False, True)]
        rows.append((name, *(share(sum(one.is_right for one in half), len(half)) for half in halves)))
    return Figures("保护来电人", ("句子", "看过的一半", "没看过的一半"), rows)


def main() -> None:
    """Print the shares, and what is judged wrong of the half that may be looked at."""
    book = shipped_book()
    judges: Sequence[Callable[[RuleBook], Iterator[Judged]]] = (accusations, wishes)
    for judge in judges:
        for one in judge(book):
            if not one.is_right and not one.is_kept_back:
                print(one.text)
    print_figures([figures(book)])


if __name__ == "__main__":
    main()
