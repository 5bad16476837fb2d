"""Lexicon-based analysis of call texts: category, matters, dangers, tags and request type."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import log

from hotline_server.text.facts import TextFacts
from hotline_server.text.pattern import SENTENCE_BREAKS, Hit, PatternSet
from hotline_server.text.sound import fold
from hotline_server.text.unit_names import UnitLexicon

MATTER_WEIGHT = 5.0
TIER_WEIGHTS = {"强": 4.0, "中": 2.0, "弱": 0.7}
SUBJECT_WEIGHT = 3
CONTEXT_REACH = 16
CUE_REACH = 24
# Callers in danger are brief. In a longer text, a danger must be described as happening now or come
# with a cry for help; otherwise it is only suspected and left to the desk.
LONG_TEXT = 120
CRY_FOR_HELP = "求救"
HAPPENING_NOW = "当下"
OTHER_DANGER = "其他险情"
TOPIC = "topic"
"""Role of patterns that speak for categories and matters."""


@dataclass(frozen=True, slots=True)
class Matter:
    """Matter 事项 with its keywords."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Category:
    """Top-level category 分类 with its matters and its general keywords by tier."""

    name: str
    matters: tuple[Matter, ...]
    words: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Concept:
    """Concept that a text can express: a danger 险情, a tag 标签 or a request type.

    Attributes:
        name: of the concept.
        words: patterns, each of which expresses the concept.
        certain: patterns that settle it whatever the learned reader holds; for dangers.
        together: pairs of cues that express it when close to each other in one sentence, in either order.
        sounds_like: words to be matched by their sound.
        excluded: patterns that mask any overlapping match.
        unless: contexts that cancel a match nearby, except in a cry for help.
    """

    name: str
    words: tuple[str, ...]
    together: tuple[tuple[str, str], ...] = ()
    sounds_like: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    certain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Contents of the lexicon files.

    Attributes:
        categories: with their matters.
        contexts: patterns by name, tested in the surroundings of a match.
        cues: patterns by name, for ``Concept.together``.
        dangers: concepts, gravest first.
        tags, request_types: concepts, in descending precedence.
        units: how units of the directory are spoken of.
    """

    categories: tuple[Category, ...]
    contexts: Mapping[str, tuple[str, ...]]
    cues: Mapping[str, tuple[str, ...]]
    dangers: tuple[Concept, ...]
    tags: tuple[Concept, ...]
    request_types: tuple[Concept, ...]
    units: UnitLexicon = field(default_factory=UnitLexicon)

    def words(self) -> Iterator[str]:
        """Yield every pattern in the lexicon."""
        yield from (word for word, _ in list_patterns(self))
        yield from self.units.words()


@dataclass(frozen=True, slots=True)
class Meaning:
    """Meaning of a pattern: its role in the analysis, the name it belongs to, and its weight."""

    role: str
    owner: str
    weight: float = 0.0
    category: str = ""


@dataclass(frozen=True, slots=True)
class TopicWord:
    """Words of a text that speak for a category, and for one of its matters unless ``matter`` is empty.

    Attributes:
        pattern: of the lexicon that found them.
    """

    text: str
    pattern: str
    matter: str
    category: str
    weight: float


class TextAnalyser:
    """Extracts facts from texts by means of a lexicon. Immutable and thread-safe."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile a lexicon.

        Raises:
            PatternError: if a pattern in the lexicon is invalid.
        """
        self._concepts = {concept.name: concept for concept in list_concepts(lexicon)}
        self._combined = [concept for concept in self._concepts.values() if concept.together]
        self._dangers = tuple(concept.name for concept in lexicon.dangers)
        self._tags = tuple(concept.name for concept in lexicon.tags)
        self._types = tuple(concept.name for concept in lexicon.request_types)
        entries = list(list_patterns(lexicon))
        self._meanings = [meaning for _, meaning in entries]
        self._patterns = [word for word, _ in entries]
        self._words = PatternSet(self._patterns)
        sounds = [(fold(sound), concept.name) for concept in lexicon.dangers for sound in concept.sounds_like]
        self._sound_owners = [owner for _, owner in sounds]
        self._sounds = PatternSet([sound for sound, _ in sounds])

    def analyse(self, subject: str, content: str) -> TextFacts:
        """Extract facts from the text of a call.

        Args:
            subject: subject line, weighted three times in scoring; may be empty.
            content: text of the call.
        """
        text = joined(subject, content)
        boundary = len(subject)
        found: dict[str, list[tuple[Meaning, Hit]]] = {}
        for hit in self._words.find(text):
            meaning = self._meanings[hit.pattern]
            found.setdefault(meaning.role, []).append((meaning, hit))
        scores, matters = self._score_topics(found.get(TOPIC, ()), boundary)
        certain, concepts, suspected = self._find_concepts(text, found)
        dangers = tuple(name for name in self._dangers if name in concepts)
        ranked = sorted(scores, key=lambda name: -scores[name])
        return TextFacts(
            length=len(content),
            category=ranked[0] if ranked else "",
            matters=tuple(sorted(matters, key=lambda name: -matters[name])),
            dangers=dangers,
            certain=tuple(name for name in self._dangers if name in certain),
            suspected=tuple(name for name in self._dangers if name in suspected),
            tags=tuple(name for name in self._tags if name in concepts),
            request_type=next((name for name in self._types if name in concepts), ""),
            evidence={name: text[hit.start : hit.end] for name, hit in (suspected | concepts).items()},
            scores=scores,
            matter_scores=matters,
        )

    def weigh_topics(self, subject: str, content: str) -> list[TopicWord]:
        """Return the words of a text that speak for categories and matters, in their order."""
        text = joined(subject, content)
        found = ((self._meanings[hit.pattern], hit) for hit in self._words.find(text))
        return [
            TopicWord(
                text[hit.start : hit.end], self._patterns[hit.pattern], meaning.owner, meaning.category, meaning.weight
            )
            for meaning, hit in found
            if meaning.role == TOPIC
        ]

    @staticmethod
    def _score_topics(found: Iterable[tuple[Meaning, Hit]], boundary: int) -> tuple[dict[str, float], dict[str, float]]:
        counts: Counter[int] = Counter()
        meanings: dict[int, Meaning] = {}
        for meaning, hit in found:
            counts[hit.pattern] += SUBJECT_WEIGHT if hit.end <= boundary else 1
            meanings[hit.pattern] = meaning
        categories: defaultdict[str, float] = defaultdict(float)
        matters: defaultdict[str, float] = defaultdict(float)
        for pattern, count in counts.items():
            meaning = meanings[pattern]
            score = meaning.weight * (1 + log(count))
            categories[meaning.category] += score
            if meaning.owner:
                matters[meaning.owner] += score
        return dict(categories), dict(matters)

    def _find_concepts(
        self, text: str, found: Mapping[str, list[tuple[Meaning, Hit]]]
    ) -> tuple[frozenset[str], dict[str, Hit], dict[str, Hit]]:
        """Find the dangers that are certain, all concepts that the text states, and dangers that are only suspected."""
        excluded = _group_by_owner(found.get("excluded", ()))
        certain = [(meaning.owner, hit) for meaning, hit in found.get("certain", ())]
        candidates = self._find_candidates(text, found, excluded)
        if not candidates and not certain:
            return frozenset(), {}, {}
        nearby = _ContextIndex(text, _group_by_owner(found.get("context", ())))
        stated: dict[str, Hit] = {}
        for name, hit in certain:
            if name not in stated and self._is_meant(name, hit, excluded, nearby):
                stated[name] = hit
        certain_names = frozenset(stated)
        suspected: dict[str, Hit] = {}
        is_long = len(text) > LONG_TEXT
        for name, hit in candidates:
            if name in stated or not self._is_meant(name, hit, excluded, nearby):
                continue
            if is_long and name in self._dangers and not nearby.contains_any((CRY_FOR_HELP, HAPPENING_NOW), hit):
                suspected.setdefault(name, hit)
            else:
                stated[name] = hit
        return certain_names, stated, {name: hit for name, hit in suspected.items() if name not in stated}

    def _find_candidates(
        self, text: str, found: Mapping[str, list[tuple[Meaning, Hit]]], excluded: Mapping[str, list[Hit]]
    ) -> list[tuple[str, Hit]]:
        """Return where the text has the words of a concept, whether or not it means them."""
        candidates = [(meaning.owner, hit) for meaning, hit in found.get("concept", ())]
        if self._sound_owners:
            candidates += [(self._sound_owners[hit.pattern], hit) for hit in self._sounds.find(fold(text))]
        cues = _group_by_owner(found.get("cue", ()))
        for concept in self._combined:
            exclusions = excluded.get(concept.name, [])
            candidates += [
                (concept.name, pair)
                for one, other in concept.together
                if one in cues and other in cues
                for pair in _pair_cues(text, cues[one], cues[other], exclusions)
            ]
        return candidates

    def _is_meant(self, name: str, hit: Hit, excluded: Mapping[str, list[Hit]], nearby: "_ContextIndex") -> bool:
        """Return True unless the words are part of a fixed phrase or stand in a context that cancels them."""
        if _is_masked(hit, excluded.get(name, ())):
            return False
        return nearby.contains(CRY_FOR_HELP, hit) or not nearby.contains_any(self._concepts[name].unless, hit)


class _ContextIndex:
    """Contexts found in a text, indexed by sentence."""

    def __init__(self, text: str, contexts: Mapping[str, list[Hit]]) -> None:
        self._breaks = [place for place, sign in enumerate(text) if sign in SENTENCE_BREAKS]
        self._contexts = contexts

    def contains(self, context: str, hit: Hit) -> bool:
        """Return True if ``context`` occurs within ``CONTEXT_REACH`` characters of ``hit``, in the same sentence."""
        sentence = bisect_right(self._breaks, hit.start)
        return any(
            other.start - hit.end <= CONTEXT_REACH
            and hit.start - other.end <= CONTEXT_REACH
            and bisect_right(self._breaks, other.start) == sentence
            for other in self._contexts.get(context, ())
        )

    def contains_any(self, contexts: Iterable[str], hit: Hit) -> bool:
        """Return True if one of the contexts occurs near ``hit``."""
        return any(self.contains(context, hit) for context in contexts)


def _group_by_owner(found: Iterable[tuple[Meaning, Hit]]) -> dict[str, list[Hit]]:
    grouped: dict[str, list[Hit]] = {}
    for meaning, hit in found:
        grouped.setdefault(meaning.owner, []).append(hit)
    return grouped


def joined(subject: str, content: str) -> str:
    """Return the whole text of a call: its subject, if it has one, and its content."""
    return f"{subject}。{content}" if subject else content


def list_concepts(lexicon: Lexicon) -> tuple[Concept, ...]:
    """Return all concepts of a lexicon."""
    return (*lexicon.dangers, *lexicon.tags, *lexicon.request_types)


def list_patterns(lexicon: Lexicon) -> Iterator[tuple[str, Meaning]]:
    """Yield the patterns of a lexicon with what they mean, but for those of units."""
    for category in lexicon.categories:
        yield from _list_topics(category)
    for role, named in (("context", lexicon.contexts), ("cue", lexicon.cues)):
        for name, words in named.items():
            yield from ((word, Meaning(role, name)) for word in words)
    for concept in list_concepts(lexicon):
        yield from ((word, Meaning("concept", concept.name)) for word in concept.words)
        yield from ((word, Meaning("certain", concept.name)) for word in concept.certain)
        yield from ((word, Meaning("excluded", concept.name)) for word in concept.excluded)


def _list_topics(category: Category) -> Iterator[tuple[str, Meaning]]:
    for matter in category.matters:
        meaning = Meaning(TOPIC, matter.name, MATTER_WEIGHT, category.name)
        yield from ((word, meaning) for word in matter.words)
    for tier, words in category.words.items():
        meaning = Meaning(TOPIC, "", TIER_WEIGHTS[tier], category.name)
        yield from ((word, meaning) for word in words)


def _is_masked(hit: Hit, exclusions: Iterable[Hit]) -> bool:
    return any(hit.start < other.end and other.start < hit.end for other in exclusions)


def _pair_cues(text: str, ones: Iterable[Hit], others: Iterable[Hit], exclusions: list[Hit]) -> Iterator[Hit]:
    """Yield the spans in which one cue occurs close to another in the same sentence, in either order."""
    for one in ones:
        if _is_masked(one, exclusions):
            continue
        for other in others:
            end, start = min(one.end, other.end), max(one.start, other.start)
            is_near = 0 <= start - end <= CUE_REACH and SENTENCE_BREAKS.isdisjoint(text[end:start])
            if is_near and not _is_masked(other, exclusions):
                yield Hit(one.pattern, min(one.start, other.start), max(one.end, other.end))
