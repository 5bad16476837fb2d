"""What callers say, for reports: summed up by matter, and one of them quoted (R5.3)."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from hotline_server.domain.case import Case
from hotline_server.domain.personal_data import anonymise
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import Urgency
from hotline_server.rulebook.facts import DANGERS, REQUEST_TYPE, items
from hotline_server.rulebook.spoken_words import words_for_matter
from hotline_server.text.sentences import sentence_with
from hotline_server.text.similarity import most_typical_index, overlap

_OF_NO_PROBLEM = ("咨询", "表扬")
"""Types of requests that are typical of no problem."""
_WORDS = 3
"""Words told of a matter at most."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a caller, without personal data.

    Attributes:
        number: number of the case.
    """

    number: str
    words: str


def quote_one(cases: Sequence[Case], by_matter: Counter[str], asked: str, book: RuleBook) -> Quotation | None:
    """Quote the most typical case, of a matter that is asked about, or else the most frequent; ``None`` without cases.

    Dangers are told of apart, and false alarms are none, unless there is nothing else. What an office handles is more
    typical than what was answered at once, and who names the matter than who speaks of something else besides.
    """
    cases = _preferred(cases, lambda case: case.decision.urgency is not Urgency.CRITICAL)
    cases = _preferred(cases, lambda case: case.assignments)
    cases = _preferred(cases, lambda case: case.decision.facts.get(REQUEST_TYPE) not in _OF_NO_PROBLEM)
    cases = _preferred(cases, lambda case: case.matter and case.matter in asked)
    most = max((by_matter[case.matter] for case in cases), default=0)
    cases = _preferred(cases, lambda case: by_matter[case.matter] == most)
    cases = _preferred(cases, lambda case: _sentence(case, book))
    if not cases:
        return None
    typical = cases[most_typical_index(brief_texts(cases))]
    return Quotation(typical.number, _sentence(typical, book) or _content(typical))


def _preferred(cases: Sequence[Case], is_preferred: Callable[[Case], object]) -> Sequence[Case]:
    """Return the cases that are preferred; all of them if none is."""
    return list(filter(is_preferred, cases)) or cases


def count_dangers(cases: Sequence[Case]) -> Counter[str]:
    """Return how many cases tell of each kind of danger, by the first that each tells of."""
    kinds = (items(case.decision.facts, DANGERS) for case in cases if case.decision.urgency is Urgency.CRITICAL)
    return Counter(found[0] for found in kinds if found)


def sum_up(cases: Sequence[Case], matters: Sequence[str], book: RuleBook) -> Mapping[str, Sequence[str]]:
    """Return the words by which several cases of each matter say what it is about, most frequent first."""
    found: dict[str, list[str]] = {}
    for matter in matters:
        said = Counter(word for case in cases if case.matter == matter for word in dict.fromkeys(_spoken(case, book)))
        told: list[str] = []
        for word, count in said.most_common():
            if count > 1 and len(told) < _WORDS and not any(overlap(word, other) for other in told):
                told.append(word)
        if told:
            found[matter] = told
    return found


def brief_texts(cases: Sequence[Case]) -> list[str]:
    """Return what each case is about in its caller's words, without personal data."""
    return [anonymise(case.call.subject or case.call.content, *case.caller_identities) for case in cases]


def _sentence(case: Case, book: RuleBook) -> str:
    """Return the sentence by which the matter of a case is known; empty if nothing in it tells."""
    content = _content(case)
    return sentence_with(content, words_for_matter(book, case.matter, content))


def _spoken(case: Case, book: RuleBook) -> Iterator[str]:
    """Yield the words of the lexicons that a case has for its matter."""
    return (one.text for one in book.weigh_topics("", _content(case)) if one.matter == case.matter)


def _content(case: Case) -> str:
    return anonymise(case.call.content, *case.caller_identities)
