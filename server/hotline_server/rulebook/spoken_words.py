"""Words of a call that both readers go by, lexicons and learned reader, with their weights."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.condition import MENTIONS, mentioned_pattern
from hotline_server.text.analysis import danger_limits
from hotline_server.text.facts import TextFacts
from hotline_server.text.impersonal import impersonal
from hotline_server.text.lexicon import joined
from hotline_server.text.reader import DANGER, MATTERS, OFFICES, REQUEST_TYPES

# Matters of which the words are told.
TOLD = 3
_HEADS: Mapping[str, str] = {
    DANGER: "正在发生的险情",
    MATTERS: "事项",
    REQUEST_TYPES: "诉求类型",
    OFFICES: "承办单位",
}


class ReadBy(Enum):
    """Reader of a text; the value is the word that staff read."""

    LEXICON = "字词表"
    LEARNED = "判读模型"


@dataclass(frozen=True, slots=True)
class SpokenWords:
    """Words that speak for something.

    Attributes:
        read_by: reader that goes by them.
        about: what they speak for, in Chinese.
        confidence: 0 to 100; 0 where the reader knows none.
        words: with their weights: of the lexicon, or percentages of the learned reader; 0 where a word settles it.
    """

    read_by: ReadBy
    about: str
    confidence: int
    words: tuple[tuple[str, float], ...]


def spoken_words(book: RuleBook, subject: str, content: str) -> tuple[SpokenWords, ...]:
    """Return the words of a call that the readers of a rule book go by."""
    read = book.read_by_lexicon(subject, content)
    return (*_of_lexicon(book, read, subject, content), *_of_reader(book, read, subject, content))


def words_for_matter(book: RuleBook, matter: str, content: str) -> frozenset[str]:
    """Return the words of a call by which the readers of a rule book know its matter."""
    known = {one.text for one in book.weigh_topics("", content) if one.matter == matter}
    for one in book.reader.explain(impersonal(content), (MATTERS,)) if book.reader else ():
        if one.label == matter and one.confidence:
            known |= {word for word, _ in one.words}
    return frozenset(known)


def _about_danger(book: RuleBook, read: TextFacts) -> str:
    """Return that a danger is spoken of, with the confidences from which something is done about it."""
    sure, suspected = danger_limits(read, book.thresholds)
    return f"{_HEADS[DANGER]}，{suspected} 起追问、{sure} 起按重大突发"


def _of_lexicon(book: RuleBook, read: TextFacts, subject: str, content: str) -> Iterator[SpokenWords]:
    matters: defaultdict[str, dict[str, float]] = defaultdict(dict)
    general: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for one in book.weigh_topics(subject, content):
        (matters[one.matter] if one.matter else general[one.category])[one.text] = one.weight
    for name in read.matters[:TOLD]:
        yield SpokenWords(ReadBy.LEXICON, f"{_HEADS[MATTERS]}“{name}”", 0, tuple(matters[name].items()))
    if read.category in general:
        yield SpokenWords(ReadBy.LEXICON, f"分类“{read.category}”", 0, tuple(general[read.category].items()))
    kinds = (
        ("险情", read.dangers), ("疑似险情", read.suspected), ("标签", read.tags), ("诉求类型", (read.request_type,)),
    )  # fmt: skip
    for kind, names in kinds:
        for name in names:
            if name in read.evidence:
                about = f"{MENTIONS}“{mentioned_pattern(name)}”" if mentioned_pattern(name) else f"{kind}“{name}”"
                yield SpokenWords(ReadBy.LEXICON, about, 0, ((read.evidence[name], 0.0),))


def _of_reader(book: RuleBook, read: TextFacts, subject: str, content: str) -> Iterator[SpokenWords]:
    if book.reader is None:
        return
    for one in book.reader.explain(joined(impersonal(subject), impersonal(content))):
        least = book.thresholds.worded_suspicion if one.head == DANGER else 1
        if one.confidence < max(1, least):
            # What speaks for something that is not so only misleads.
            continue
        about = _about_danger(book, read) if one.head == DANGER else f"{_HEADS[one.head]}“{one.label}”"
        yield SpokenWords(
            ReadBy.LEARNED, about, one.confidence, tuple((word, float(share)) for word, share in one.words)
        )
