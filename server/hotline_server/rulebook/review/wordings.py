"""Patterns that can never match, or mean something else than whoever wrote them thought."""

import re
from collections.abc import Iterator, Sequence

from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.condition import ITEM_SEPARATOR, comparisons, mentioned_pattern
from hotline_server.rulebook.review.remark import Remark
from hotline_server.rulebook.rule import Rule
from hotline_server.text.folding import fold
from hotline_server.text.lexicon import Concept
from hotline_server.text.pattern import GAP, SENTENCE_BREAKS, has_gap, literals, parse

# Signs of regular expressions and of file names, which stand for themselves here.
_FOREIGN = re.compile(
    r"\(\?|\(.*?\)|\[\^|\?(?=.)|(?<=[^.\da-zA-Z])\.(?=[^.\da-zA-Z])|\.[*+?]|\\[a-zA-Z]|[*+]$|^\^|\$$|\{\d*,?\d*\}|[*%]"
)
_SEPARATOR = re.compile(r"[、，,/&]|(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")
# Brackets without alternatives, in which something else was meant to part them.
_PARTED_OTHERWISE = re.compile(r"\[([^\[\]|]+?(、|，|,|/|；|;|\\|或者|或| )[^\[\]|]+)\]")
_RANGE = re.compile(r"\[(?:[^\[\]|]-[^\[\]|])+\]")
_EITHER = re.compile(r"[^或\[\]]{2,}?(或者?)(?!许|是|多或)[^或\[\]]{2,}")


def wording_remarks(book: RuleBook) -> Iterator[Remark]:
    """Yield remarks on the patterns of a book."""
    for owner, pattern in _patterns(book):
        foreign, parted = _FOREIGN.search(pattern), _PARTED_OTHERWISE.search(pattern)
        separator = _SEPARATOR.search(pattern) or _EITHER.fullmatch(pattern)
        breaks = not SENTENCE_BREAKS.isdisjoint(pattern)
        if found := _RANGE.search(pattern):
            message = f"“{pattern}”里的“{found[0]}”会照字面找，不是从几到几；要一个一个写：[甲|乙|丙]"
            yield Remark(owner, message, pattern)
        elif foreign:
            message = f"“{pattern}”里的“{foreign[0]}”会照字面找，不是通配符；可用的写法只有“[甲|乙]”和“{GAP}”"
            yield Remark(owner, message, pattern)
        elif parted:
            meant = "|".join(one.strip() for one in parted[1].split(parted[2]))
            message = f"“{pattern}”里的“{parted[2]}”会照字面找；方括号里的几种说法用“|”隔开：[{meant}]"
            yield Remark(owner, message, pattern)
        elif has_gap(pattern) and breaks:
            yield Remark(owner, f"“{pattern}”永远找不到：“{GAP}”不跨句子，里面却有句末的标点", pattern)
        elif separator and not breaks:
            sign = separator[separator.lastindex or 0]
            yield Remark(owner, f"“{pattern}”里的“{sign}”会照字面找；几种说法要分开列成几项", pattern)
    of_rules = {item: rule.id for rule in book.rules.values() for item in _items(rule)}
    for concept in (*book.lexicon.dangers, *book.lexicon.tags, *book.lexicon.request_types):
        yield from _masked(concept, of_rules.get(concept.name, concept.name))


def _patterns(book: RuleBook) -> Iterator[tuple[str, str]]:
    """Yield every pattern with the name of what it belongs to."""
    lexicon = book.lexicon
    for category in lexicon.categories:
        yield from ((category.name, word) for words in category.words.values() for word in words)
        yield from ((matter.name, word) for matter in category.matters for word in matter.words)
    for named in (lexicon.contexts, lexicon.cues):
        yield from ((name, word) for name, words in named.items() for word in words)
    for concept in (*lexicon.dangers, *lexicon.tags, *lexicon.request_types):
        if mentioned_pattern(concept.name):
            # Made of a condition, with which it is remarked.
            continue
        yield from ((concept.name, word) for word in (*concept.words, *concept.certain, *concept.excluded))
    for rule in book.rules.values():
        yield from ((rule.id, pattern) for pattern in filter(None, map(mentioned_pattern, _items(rule))))


def _items(rule: Rule) -> Iterator[str]:
    """Yield the items that a rule looks for in lists, among them what a call says."""
    return (comparison.key.partition(ITEM_SEPARATOR)[2] for comparison in comparisons(rule.condition))


def _masked(concept: Concept, owner: str) -> Iterator[Remark]:
    """Find patterns of a concept that never count, since what excludes them is in each of their wordings."""
    excluded = [fold(word) for pattern in concept.excluded if not has_gap(pattern) for word in literals(pattern)]
    for pattern in concept.words:
        if all(_holds_one(words, excluded) for words in parse(pattern)):
            yield Remark(owner, f"“{pattern}”永远不会算：“不算”里的词语就在它里面", pattern)


def _holds_one(words: Sequence[str], excluded: Sequence[str]) -> bool:
    return all(any(other in fold(word) for other in excluded) for word in words)
