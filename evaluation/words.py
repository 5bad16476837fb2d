"""``make evaluate-words``: what each wording, rule and policy brings beside the learned reader.

Measured by cross-validation on the texts that ship, see ``make evaluate-reading``.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from hotline_server.rulebook.book import RuleBook
from hotline_server.text.learning.examples import PARTS
from hotline_server.text.lexicon import Concept, Lexicon, TextAnalyser
from rich.console import Console
from rich.progress import Progress

from evaluation.decided import Decided, shipped_book
from evaluation.figures import Figures, print_figures
from evaluation.folds import cross_validate
from evaluation.labelled import Group, read_shipped_texts
from evaluation.shares import share
from evaluation.wordings import Gain, weigh_wordings

# Of these types are calls that a policy does not answer.
UNANSWERABLE = ("投诉", "举报")


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=int, default=PARTS, help=f"parts to read; up to {PARTS}")
    folds: int = parser.parse_args().folds
    book = shipped_book()
    with Progress(console=Console(stderr=True)) as progress:
        decided = cross_validate(book, read_shipped_texts(), folds, progress)
        gains = weigh_wordings(book.lexicon, decided, book.thresholds, progress)
    print_figures(
        [
            *summary_figures(gains, len(decided)),
            _wordings(f"险情的说法 {len(gains)} 种，{len(decided)} 条来电", gains),
            _type_words(book, decided),
            _by_group("标签", book.lexicon.tags, decided, lambda one: one.found.tags),
            _rules(book, decided),
            _policies(book, decided),
        ]
    )


def summary_figures(gains: Sequence[Gain], calls: int) -> list[Figures]:
    """Count the wordings by what they bring, and list those that bring false alarms alone.

    Args:
        gains: of all wordings.
        calls: number of texts they were measured on.
    """
    false_alarms = [gain for gain in gains if gain.only_harms]
    rows = [
        ("多找到险情的", str(sum(gain.lifted_right > 0 for gain in gains))),
        ("只带来误报的，可以删", str(len(false_alarms))),
        ("命中了、但没有改变判断的", str(sum(gain.right + gain.wrong > 0 and not gain.lifts for gain in gains))),
        ("没有命中过的", str(sum(not gain.right + gain.wrong for gain in gains))),
    ]
    counted = Figures(f"险情的说法 {len(gains)} 种，{calls} 条来电交叉验证", ("说法", "种数"), rows)
    return [counted, *([_wordings("其中只带来误报的", false_alarms)] if false_alarms else [])]


def _wordings(title: str, gains: Sequence[Gain]) -> Figures:
    headings = ("说法", "险情", "其他来电", "准确率", "多找到的险情", "多报的", "只靠它多找到的", "只靠它多报的")
    rows = [
        (
            f"{gain.danger} {gain.part} {gain.wording}",
            str(gain.right),
            str(gain.wrong),
            share(gain.right, gain.right + gain.wrong),
            str(gain.lifted_right),
            str(gain.lifted_wrong),
            str(gain.alone_right),
            str(gain.alone_wrong),
        )
        for gain in gains
    ]
    return Figures(title, headings, rows)


def _type_words(book: RuleBook, decided: Sequence[Decided]) -> Figures:
    """Return how often each word for a request type is right where it decides, the reader being unsure."""
    words = {f"{number}": key for number, key in enumerate(_words_of(book.lexicon.request_types))}
    types = {one.name: one for one in book.lexicon.request_types}
    apart = tuple(replace(types[kind], name=name, words=(word,)) for name, (kind, word) in words.items())
    # Tags, unlike request types, are all found.
    analyser = TextAnalyser(Lexicon((), book.lexicon.contexts, book.lexicon.cues, (), apart, ()))
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for one in decided:
        wanted, lexical = one.labelled.example.request_type, one.lexical.request_type
        if not wanted or not lexical or _is_reader_sure(book, one):
            continue
        for name in analyser.analyse("", one.labelled.example.text).tags:
            if words[name][0] == lexical:
                total[name] += 1
                right[name] += lexical == wanted
    rows = [
        (f"{kind} {word}", str(total[name]), share(right[name], total[name])) for name, (kind, word) in words.items()
    ]
    return Figures("诉求类型的词语，判读模型没有把握的来电", ("词语", "条数", "正确"), rows)


def _words_of(concepts: Iterable[Concept]) -> list[tuple[str, str]]:
    return [(one.name, word) for one in concepts for word in one.words]


def _is_reader_sure(book: RuleBook, one: Decided) -> bool:
    return any(found.confidence >= book.thresholds.request_type for found in one.reading.request_types)


def _by_group(
    what: str, concepts: Iterable[Concept], decided: Sequence[Decided], names: Callable[[Decided], Iterable[str]]
) -> Figures:
    """Return in how many texts of each group something is."""
    count = Counter((name, one.labelled.group) for one in decided for name in names(one))
    rows = [(one.name, *(str(count[one.name, group]) for group in Group)) for one in concepts]
    return Figures(f"{what}，命中的来电", (what, *(group.value for group in Group)), rows)


def _rules(book: RuleBook, decided: Sequence[Decided]) -> Figures:
    count = Counter((rule, one.labelled.group) for one in decided for rule in one.rules)
    rows = [
        (f"{rule.id} {rule.title}", *(str(count[rule.id, group]) for group in Group)) for rule in book.rules.values()
    ]
    return Figures("规则，据以决定的来电", ("规则", *(group.value for group in Group)), rows)


def _policies(book: RuleBook, decided: Sequence[Decided]) -> Figures:
    """Return how often each policy is found, and how often for calls that no policy answers."""
    found: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for one in decided:
        example = one.labelled.example
        is_answerable = not example.emergency and example.request_type not in UNANSWERABLE
        for policy in one.found.policies:
            found[policy.policy] += 1
            wrong[policy.policy] += not is_answerable
    rows = [
        (f"{policy.id} {policy.title}", str(found[policy.id]), share(wrong[policy.id], found[policy.id]))
        for policy in book.policies.values()
    ]
    return Figures("政策，找到的来电", ("政策", "条数", "险情、投诉和举报占"), rows)


if __name__ == "__main__":
    main()
