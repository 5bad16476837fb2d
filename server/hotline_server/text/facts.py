"""Facts that a text states, as far as lexicons and the learned reader tell."""

from collections.abc import Mapping
from dataclasses import dataclass, field

# A request type whose caller is protected.
ACCUSATION = "举报"
COMPLAINT = "投诉"
# Tag of a text whose caller wishes not to be named.
SECRECY = "要求保密"
CERTAIN = 100
"""Confidence of what is certain; confidences are whole numbers from 0."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """One of several things that a text may be about.

    Attributes:
        name: what it is.
        confidence: 0 to 100.
        words: those of the text that speak for it most.
    """

    name: str
    confidence: int
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PolicyReading:
    """Policy that may answer what a text asks.

    Attributes:
        policy: its id.
        confidence: 0 to 100.
        question: usual question, or the words, that it was found by.
        fits: marked as fitting; of one policy at most.
    """

    policy: str
    confidence: int
    question: str
    fits: bool = False


@dataclass(frozen=True, slots=True)
class TextFacts:
    """Facts extracted from the text of a call.

    Attributes:
        length: of the content in characters, without the subject.
        category: most likely category, empty for none.
        matters: most likely first.
        matter_confidence: of the first, 0 to 100.
        likely_matters: that it may be about, by lexicons and reader together, the most likely first.
        agreed: lexicons and reader hold the same matter for the most likely one.
        dangers: surely happening now, gravest first.
        certain: dangers in words that settle it, whatever the reader holds.
        suspected: dangers that may be happening and are to be asked about, gravest first.
        danger_confidence: 0 to 100.
        tags: concepts expressed.
        units: units mentioned, as references in the notation of the routing table.
        accused_units: those among them that the text accuses, whatever its type.
        request_type: empty if the text does not indicate one.
        policies: that may answer, the most likely first.
        offices: that may be responsible by experience, the most likely first.
        evidence: matched text by concept, for dangers, matters, tags and request types.
        scores: by category.
        matter_scores: of the lexicons, by matter.
    """

    length: int = 0
    category: str = ""
    matters: tuple[str, ...] = ()
    matter_confidence: int = 0
    likely_matters: tuple[Ranked, ...] = ()
    agreed: bool = False
    dangers: tuple[str, ...] = ()
    certain: tuple[str, ...] = ()
    suspected: tuple[str, ...] = ()
    danger_confidence: int = 0
    tags: tuple[str, ...] = ()
    request_type: str = ""
    policies: tuple[PolicyReading, ...] = ()
    offices: tuple[Ranked, ...] = ()
    units: tuple[str, ...] = ()
    accused_units: tuple[str, ...] = ()
    evidence: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[str, float] = field(default_factory=dict)
    matter_scores: Mapping[str, float] = field(default_factory=dict)
