"""Facts that a text states, as far as lexicons tell."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PolicyReading:
    """Policy that may answer what a text asks.

    Attributes:
        policy: its id.
        confidence: that it answers the text, 0 to 100.
        question: its usual question 常见问法 that is most like what was asked; empty if it was found otherwise.
        fits: true if it is marked as fitting; at most one of a text's is.
    """

    policy: str
    confidence: int
    question: str
    fits: bool


@dataclass(frozen=True, slots=True)
class TextFacts:
    """Facts extracted from the text of a call.

    Attributes:
        category: most likely category, empty for none.
        matters: most likely first.
        dangers: stated dangers.
        suspected: dangers mentioned in a long text without being described as happening now.
        tags: concepts expressed.
        policies: those that may answer it, most likely first.
        request_type: empty if the text does not indicate one.
        evidence: matched text by concept, for dangers, tags, request types and policies.
        scores: by category.
    """

    category: str = ""
    matters: tuple[str, ...] = ()
    dangers: tuple[str, ...] = ()
    suspected: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    request_type: str = ""
    policies: tuple[PolicyReading, ...] = ()
    evidence: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[str, float] = field(default_factory=dict)
