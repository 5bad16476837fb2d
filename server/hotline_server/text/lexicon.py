"""Turning the text of a call into facts: its category, its matters, its dangers, its tags."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import log

from hotline_server.text.pattern import SENTENCE_BREAKS, Hit, PatternSet
from hotline_server.text.sound import fold

MATTER_WEIGHT = 5.0
TIER_WEIGHTS = {"强": 4.0, "中": 2.0, "弱": 0.7}
SUBJECT_WEIGHT = 3
CONTEXT_REACH = 16
CUE_REACH = 24
# A caller in danger speaks briefly. A long letter that tells of danger must also say that it is
# happening now, or it is a suspicion for the desk to look at.
LONG_TEXT = 120
CRY_FOR_HELP = "求救"
HAPPENING_NOW = "当下"
OTHER_DANGER = "其他险情"


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter 事项 citizens raise, and the words that point to it."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Category:
    """A level-1 category 分类 with its matters and its general words by tier."""

    name: str
    matters: tuple[Matter, ...]
    words: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Concept:
    """Something a text may say: a danger 险情, a tag 标签, a request type or a policy's question."""

    name: str
    words: tuple[str, ...]
    together: tuple[tuple[str, str], ...] = ()
    sounds_like: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything the lexicon files say."""

    categories: tuple[Category, ...]
    contexts: Mapping[str, tuple[str, ...]]
    cues: Mapping[str, tuple[str, ...]]
    dangers: tuple[Concept, ...]
    tags: tuple[Concept, ...]
    request_types: tuple[Concept, ...]
    policies: tuple[Concept, ...]
    danger_points: Mapping[str, int]
    danger_threshold: int

    def words(self) -> Iterator[str]:
        """Every written word of every part."""
        return (word for word, _ in _entries(self))


@dataclass(frozen=True, slots=True)
class TextFacts:
    """What the text of one call says, with the words that say it."""

    category: str = ""
    matters: tuple[str, ...] = ()
    dangers: tuple[str, ...] = ()
    suspected: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    request_type: str = ""
    policies: tuple[str, ...] = ()
    evidence: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a pattern stands for: a role in the analysis, whose it is, and its weight."""

    role: str
    owner: str
    weight: float = 0.0
    category: str = ""


class TextAnalyser:
    """Reads texts by a lexicon. Immutable once built, so any thread may use it."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile the lexicon.

        Raises:
            PatternError: a word of the lexicon is not in the pattern language.
        """
        self._concepts = {concept.name: concept for concept in _concepts(lexicon)}
        self._combined = [concept for concept in self._concepts.values() if concept.together]
        self._dangers = tuple(concept.name for concept in lexicon.dangers)
        self._tags = tuple(concept.name for concept in lexicon.tags)
        self._types = tuple(concept.name for concept in lexicon.request_types)
        self._policies = tuple(concept.name for concept in lexicon.policies)
        entries = list(_entries(lexicon))
        self._meanings = [meaning for _, meaning in entries]
        self._words = PatternSet([word for word, _ in entries])
        sounds = [(fold(sound), concept.name) for concept in lexicon.dangers for sound in concept.sounds_like]
        self._sound_owners = [owner for _, owner in sounds]
        self._sounds = PatternSet([sound for sound, _ in sounds])
        self._points = tuple(lexicon.danger_points.values())
        self._pointed = PatternSet(tuple(lexicon.danger_points))
        self._threshold = lexicon.danger_threshold

    def analyse(self, subject: str, content: str) -> TextFacts:
        """The facts in a call's text; the subject counts three times towards the category."""
        text = f"{subject}。{content}" if subject else content
        boundary = len(subject)
        found: dict[str, list[tuple[_Meaning, Hit]]] = {}
        for hit in self._words.find(text):
            meaning = self._meanings[hit.pattern]
            found.setdefault(meaning.role, []).append((meaning, hit))
        scores, matters = self._score(found.get("topic", ()), boundary)
        concepts, suspected = self._concept_hits(text, found)
        dangers = tuple(name for name in self._dangers if name in concepts)
        if not dangers and self._adds_up_to_danger(text):
            dangers = (OTHER_DANGER,)
        ranked = sorted(scores, key=lambda name: -scores[name])
        return TextFacts(
            category=ranked[0] if ranked else "",
            matters=matters,
            dangers=dangers,
            suspected=tuple(name for name in self._dangers if name in suspected),
            tags=tuple(name for name in self._tags if name in concepts),
            request_type=next((name for name in self._types if name in concepts), ""),
            policies=tuple(name for name in self._policies if name in concepts),
            evidence={name: text[hit.start : hit.end] for name, hit in (suspected | concepts).items()},
            scores=scores,
        )

    @staticmethod
    def _score(found: Iterable[tuple[_Meaning, Hit]], boundary: int) -> tuple[dict[str, float], tuple[str, ...]]:
        counts: Counter[int] = Counter()
        meanings: dict[int, _Meaning] = {}
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
        return dict(categories), tuple(sorted(matters, key=lambda name: -matters[name]))

    def _adds_up_to_danger(self, text: str) -> bool:
        """Whether a short text reaches the threshold of the point table, each word counted once."""
        if len(text) > LONG_TEXT:
            return False
        words = {hit.pattern for hit in self._pointed.find(text)}
        return sum(self._points[word] for word in words) >= self._threshold

    def _concept_hits(
        self, text: str, found: Mapping[str, list[tuple[_Meaning, Hit]]]
    ) -> tuple[dict[str, Hit], dict[str, Hit]]:
        """The concepts the text states, and the dangers that it only lets one suspect."""
        candidates = [(meaning.owner, hit) for meaning, hit in found.get("concept", ())]
        if self._sound_owners:
            candidates += [(self._sound_owners[hit.pattern], hit) for hit in self._sounds.find(fold(text))]
        cues = _by_owner(found.get("cue", ()))
        excluded = _by_owner(found.get("excluded", ()))
        for concept in self._combined:
            unmasked = excluded.get(concept.name, [])
            candidates += [
                (concept.name, pair)
                for one, other in concept.together
                if one in cues and other in cues
                for pair in _pairs(cues[one], cues[other], unmasked)
            ]
        if not candidates:
            return {}, {}
        surroundings = _Surroundings(text, _by_owner(found.get("context", ())))
        is_long = len(text) > LONG_TEXT
        stated: dict[str, Hit] = {}
        suspected: dict[str, Hit] = {}
        for name, hit in candidates:
            if name in stated or _masked(hit, excluded.get(name, ())):
                continue
            cries = surroundings.have(CRY_FOR_HELP, hit)
            if not cries and any(surroundings.have(key, hit) for key in self._concepts[name].unless):
                continue
            if is_long and name in self._dangers and not cries:
                if not surroundings.have(HAPPENING_NOW, hit):
                    suspected.setdefault(name, hit)
                    continue
            stated[name] = hit
        return stated, {name: hit for name, hit in suspected.items() if name not in stated}


class _Surroundings:
    """The contexts found in a text, asked for around a place in it."""

    def __init__(self, text: str, contexts: Mapping[str, list[Hit]]) -> None:
        self._breaks = [place for place, sign in enumerate(text) if sign in SENTENCE_BREAKS]
        self._contexts = contexts

    def have(self, context: str, hit: Hit) -> bool:
        """Whether ``context`` stands near ``hit``: in its sentence, within ``CONTEXT_REACH``."""
        sentence = bisect_right(self._breaks, hit.start)
        return any(
            other.start - hit.end <= CONTEXT_REACH
            and hit.start - other.end <= CONTEXT_REACH
            and bisect_right(self._breaks, other.start) == sentence
            for other in self._contexts.get(context, ())
        )


def _by_owner(found: Iterable[tuple[_Meaning, Hit]]) -> dict[str, list[Hit]]:
    grouped: dict[str, list[Hit]] = {}
    for meaning, hit in found:
        grouped.setdefault(meaning.owner, []).append(hit)
    return grouped


def _concepts(lexicon: Lexicon) -> tuple[Concept, ...]:
    return (*lexicon.dangers, *lexicon.tags, *lexicon.request_types, *lexicon.policies)


def _entries(lexicon: Lexicon) -> Iterator[tuple[str, _Meaning]]:
    for category in lexicon.categories:
        yield from _topics(category)
    for role, named in (("context", lexicon.contexts), ("cue", lexicon.cues)):
        for name, words in named.items():
            yield from ((word, _Meaning(role, name)) for word in words)
    for concept in _concepts(lexicon):
        yield from ((word, _Meaning("concept", concept.name)) for word in concept.words)
        yield from ((word, _Meaning("excluded", concept.name)) for word in concept.excluded)


def _topics(category: Category) -> Iterator[tuple[str, _Meaning]]:
    for matter in category.matters:
        meaning = _Meaning("topic", matter.name, MATTER_WEIGHT, category.name)
        yield from ((word, meaning) for word in matter.words)
    for tier, words in category.words.items():
        meaning = _Meaning("topic", "", TIER_WEIGHTS[tier], category.name)
        yield from ((word, meaning) for word in words)


def _masked(hit: Hit, exclusions: Iterable[Hit]) -> bool:
    return any(hit.start < other.end and other.start < hit.end for other in exclusions)


def _pairs(ones: Iterable[Hit], others: Iterable[Hit], exclusions: list[Hit]) -> Iterator[Hit]:
    """The stretches of text in which one cue stands near another, in either order."""
    for one in ones:
        if _masked(one, exclusions):
            continue
        for other in others:
            apart = max(one.start, other.start) - min(one.end, other.end)
            if 0 <= apart <= CUE_REACH and not _masked(other, exclusions):
                yield Hit(one.pattern, min(one.start, other.start), max(one.end, other.end))
