"""Effect of other thresholds of ``rules/reading.yaml``."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from hotline_server.text.analysis import Thresholds, judge_danger

from evaluation.decided import Decided
from evaluation.figures import Figures
from evaluation.labelled import Group
from evaluation.shares import share

# Name in the rule book, attribute, whether what is asked about counts as well, and values to try.
_TRIED = (
    ("确信", "danger", False, (30, 40, 50, 60, 70, 80, 90)),
    ("确信（有词语）", "worded_danger", False, (5, 10, 20, 30, 40, 50, 60)),
    ("疑似", "suspicion", True, (3, 5, 8, 10, 15, 20, 30)),
    ("疑似（有词语）", "worded_suspicion", True, (1, 2, 3, 5, 8, 10, 15, 20, 30)),
)


def thresholds_figures(on: str, decided: Sequence[Decided], in_force: Thresholds) -> Figures:
    """Return what becomes of emergencies and of other calls under other thresholds, one changed at a time.

    Args:
        on: what was measured on.
        decided: labelled texts, as read.
        in_force: thresholds of the rule book.
    """
    rows: list[tuple[str, ...]] = []
    for name, attribute, includes_asked, values in _TRIED:
        present = getattr(in_force, attribute)
        for value in sorted({*values, present}):
            mark = "，现在" if value == present else ""
            thresholds = replace(in_force, **{attribute: value})
            rows.append((f"{name} {value}{mark}", *_shares(decided, thresholds, includes_asked=includes_asked)))
        rows.append(())
    ignoring = replace(in_force, worded_danger=in_force.danger, worded_suspicion=in_force.suspicion)
    rows += [
        ("确信，只用判读模型", *_shares(decided, ignoring, includes_asked=False)),
        ("疑似，只用判读模型", *_shares(decided, ignoring, includes_asked=True)),
        ("确信，只用字词表", *_counted(decided, lambda one: bool(one.lexical.dangers))),
        ("疑似，只用字词表", *_counted(decided, lambda one: bool(one.lexical.dangers or one.lexical.suspected))),
    ]
    headings = ("阈值（“确信”的各行是判为重大突发的，“疑似”的各行加上追问的）", *(group.value for group in Group))
    return Figures(f"换个阈值会怎样：{on}", headings, rows)


def _shares(decided: Sequence[Decided], thresholds: Thresholds, *, includes_asked: bool) -> Iterator[str]:
    def counts(one: Decided) -> bool:
        is_sure, is_suspected = judge_danger(one.lexical, one.reading.danger, thresholds)
        return is_sure or (includes_asked and is_suspected)

    return _counted(decided, counts)


def _counted(decided: Sequence[Decided], counts: Callable[[Decided], bool]) -> Iterator[str]:
    for group in Group:
        texts = [one for one in decided if one.labelled.group is group]
        yield share(sum(map(counts, texts)), len(texts))
