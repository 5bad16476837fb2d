"""Quotations for reports: the most typical call, and the sentence in it that carries its matter (R5.3)."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hotline_server.domain.case import Case
from hotline_server.domain.personal_data import anonymise
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import Urgency
from hotline_server.rulebook.spoken_words import words_for_matter
from hotline_server.text.sentences import sentence_with
from hotline_server.text.similarity import most_typical_index


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a caller, without personal data.

    Attributes:
        number: number of the case.
    """

    number: str
    words: str


def quote_one(cases: Sequence[Case], by_matter: Counter[str], book: RuleBook) -> Quotation | None:
    """Quote the most typical case, of the most frequent matter if any is; ``None`` if there are no cases.

    What an office handles is more typical than what was answered at once or was a danger, and who names the matter than
    who speaks of something else besides.
    """
    most = [name for name, _ in by_matter.most_common(1)]
    preferences: Sequence[Callable[[Case], object]] = (
        lambda case: case.matter in most,
        lambda case: case.assignments,
        lambda case: case.decision.urgency is not Urgency.CRITICAL,
        lambda case: _sentence(case, book),
    )
    for is_preferred in preferences:
        cases = list(filter(is_preferred, cases)) or cases
    if not cases:
        return None
    typical = cases[most_typical_index(brief_texts(cases))]
    return Quotation(typical.number, _sentence(typical, book) or _content(typical))


def brief_texts(cases: Sequence[Case]) -> list[str]:
    """Return what each case is about in its caller's words, without personal data."""
    return [anonymise(case.call.subject or case.call.content, *case.caller_identities) for case in cases]


def _sentence(case: Case, book: RuleBook) -> str:
    """Return the sentence by which the matter of a case is known; empty if nothing in it tells."""
    content = _content(case)
    return sentence_with(content, words_for_matter(book, case.matter, content))


def _content(case: Case) -> str:
    return anonymise(case.call.content, *case.caller_identities)
