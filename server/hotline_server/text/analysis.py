"""Lexicons and learned reader together: what a text says, by both."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hotline_server.text.facts import ACCUSATION, CERTAIN, COMPLAINT, SECRECY, PolicyReading, Ranked, TextFacts
from hotline_server.text.lexicon import OTHER_DANGER
from hotline_server.text.reader import Reading

# Weights of the lexicons' findings beside the probabilities of the reader.
LEXICON_MATTERS = 0.2
LEXICON_CATEGORIES = 0.6
# From this share of all that the lexicons find, a matter is named whatever the reader holds of it.
LEADING_SHARE = 0.15
MATTERS_LIMIT = 5


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Confidences, 0 to 100, from which something counts; officials set them in ``reading.yaml``.

    Attributes:
        danger: a danger is sure.
        worded_danger: it is sure if the lexicon finds one too.
        suspicion: a danger is suspected.
        worded_suspicion: it is suspected if the lexicon finds or suspects one too.
        further_kind: another kind of danger counts as well.
        worded_kind: it does if the lexicon finds it too.
        matter: a matter is named.
        request_type: the reader's request type counts rather than that of the lexicon.
        proposal: a policy is proposed.
        fitting: the first policy is marked as fitting.
    """

    danger: int = 55
    worded_danger: int = 20
    suspicion: int = 15
    worded_suspicion: int = 3
    further_kind: int = 35
    worded_kind: int = 10
    matter: int = 10
    request_type: int = 50
    proposal: int = 15
    fitting: int = 70


def combine(
    lexical: TextFacts,
    reading: Reading,
    policies: Sequence[PolicyReading],
    thresholds: Thresholds,
    categories: Mapping[str, str],
    kinds: Sequence[str],
) -> TextFacts:
    """Return what lexicons and reader find together.

    Args:
        lexical: findings of the lexicons.
        reading: findings of the reader.
        policies: that may answer, the most likely first.
        thresholds: confidences from which something counts.
        categories: category of each matter of the rule book; other matters of the reader are passed over.
        kinds: of danger that the rule book knows, gravest first; others of the reader are another one 其他险情.
    """
    shares = _matter_shares(lexical, reading, categories)
    worded = _normalised(lexical.matter_scores)
    matters = tuple(
        name
        for name, share in shares.items()
        if share * CERTAIN >= thresholds.matter or worded.get(name, 0) >= LEADING_SHARE
    )[:MATTERS_LIMIT]
    read = next((one for one in reading.matters if one.name in categories), None)
    first = next((one for one in reading.matters if matters[:1] == (one.name,)), None)
    sure, suspected = judge_danger(lexical, reading.danger, thresholds)
    found = _find_kinds(lexical, reading, thresholds, kinds, is_sure=sure) if sure or suspected else ()
    evidence = {kind: "…".join(reading.danger_words) for kind in found}
    if first:
        evidence[first.name] = "…".join(first.words)
    evidence |= lexical.evidence
    scores = _category_scores(lexical, reading, categories)
    return replace(
        lexical,
        category=max(scores, key=lambda name: scores[name], default=""),
        matters=matters,
        matter_confidence=first.confidence if first else 0,
        likely_matters=_likely_matters(shares, evidence),
        agreed=read is not None and lexical.matters[:1] == (read.name,),
        dangers=found if sure else (),
        suspected=() if sure else found,
        danger_confidence=reading.danger,
        request_type=_request_type(lexical, reading, thresholds),
        policies=propose(policies, thresholds),
        offices=reading.offices,
        evidence=evidence,
        scores=scores,
    )


def _likely_matters(shares: Mapping[str, float], evidence: Mapping[str, str]) -> tuple[Ranked, ...]:
    """Return the matters for which most speaks, with their words."""
    return tuple(
        Ranked(name, round(share / (1 + LEXICON_MATTERS) * CERTAIN), tuple(filter(None, [evidence.get(name, "")])))
        for name, share in list(shares.items())[:MATTERS_LIMIT]
    )


def judge_danger(lexical: TextFacts, confidence: int, thresholds: Thresholds) -> tuple[bool, bool]:
    """Return whether a danger is sure, and whether it is suspected.

    Args:
        lexical: findings of the lexicons.
        confidence: of the reader that there is a danger.
        thresholds: confidences from which something counts.
    """
    if lexical.certain:
        return True, True
    sure, suspected = danger_limits(lexical, thresholds)
    return confidence >= sure, confidence >= suspected


def danger_limits(lexical: TextFacts, thresholds: Thresholds) -> tuple[int, int]:
    """Return the confidences from which a danger is sure, and from which it is suspected.

    Args:
        lexical: findings of the lexicons.
        thresholds: confidences from which something counts.
    """
    sure = thresholds.worded_danger if lexical.dangers else thresholds.danger
    worded = lexical.dangers or lexical.suspected
    return sure, thresholds.worded_suspicion if worded else thresholds.suspicion


def _find_kinds(
    lexical: TextFacts, reading: Reading, thresholds: Thresholds, known: Sequence[str], *, is_sure: bool
) -> tuple[str, ...]:
    """Return the kinds of a danger, gravest first.

    Kinds in certain words always count, and of those that the lexicons find the ones that the reader has not learned,
    as when an official has added them: it cannot know better. Others count by their likelihood, the likeliest in any
    case if nothing else says what the danger is. Of a danger that the reader does not suspect, words alone tell; where
    words are certain, also of one that it does no more than suspect.
    """
    is_read = reading.danger >= (thresholds.danger if lexical.certain else thresholds.suspicion)
    likelihood = {one.name: one.confidence for one in reading.kinds} if is_read else {}
    worded = (*lexical.dangers, *(() if is_sure else lexical.suspected))
    found = {
        *lexical.certain,
        *(kind for kind in worded if likelihood.get(kind, CERTAIN) >= thresholds.worded_kind),
        *(kind for kind, confidence in likelihood.items() if confidence >= thresholds.further_kind),
    }
    found = found or {one.name for one in reading.kinds[:1]}
    present = tuple(kind for kind in known if kind in found)
    is_other = not present or not found.issubset(known)
    return (*present, OTHER_DANGER) if is_other and OTHER_DANGER not in present else present


def _matter_shares(lexical: TextFacts, reading: Reading, categories: Mapping[str, str]) -> dict[str, float]:
    """Return how much speaks for each matter, most first."""
    shares: defaultdict[str, float] = defaultdict(float)
    for one in reading.matters:
        if one.name in categories:
            shares[one.name] += one.confidence / CERTAIN
    for name, share in _normalised(lexical.matter_scores).items():
        shares[name] += LEXICON_MATTERS * share
    return dict(sorted(shares.items(), key=lambda item: -item[1]))


def _category_scores(lexical: TextFacts, reading: Reading, categories: Mapping[str, str]) -> dict[str, float]:
    scores: defaultdict[str, float] = defaultdict(float)
    for one in reading.matters:
        if one.name in categories:
            scores[categories[one.name]] += one.confidence / CERTAIN
    for name, share in _normalised(lexical.scores).items():
        scores[name] += LEXICON_CATEGORIES * share
    return dict(scores)


def _normalised(scores: Mapping[str, float]) -> dict[str, float]:
    total = sum(scores.values())
    return {name: score / total for name, score in scores.items()} if total else {}


def propose(policies: Sequence[PolicyReading], thresholds: Thresholds) -> tuple[PolicyReading, ...]:
    """Return the policies that are likely enough, of which the first may be marked as fitting."""
    return tuple(
        replace(one, fits=rank == 0 and one.confidence >= thresholds.fitting)
        for rank, one in enumerate(policies)
        if one.confidence >= thresholds.proposal
    )


def _request_type(lexical: TextFacts, reading: Reading, thresholds: Thresholds) -> str:
    if _is_protected(lexical):
        # No other reading may undo that.
        return lexical.request_type
    likeliest = next(iter(reading.request_types), None)
    if likeliest and likeliest.confidence >= thresholds.request_type:
        return likeliest.name
    return lexical.request_type


def _is_protected(lexical: TextFacts) -> bool:
    """Return whether the words make the caller one that is protected: an accusation, or a complaint in confidence."""
    is_secret = lexical.request_type == COMPLAINT and SECRECY in lexical.tags
    return lexical.request_type == ACCUSATION or is_secret
