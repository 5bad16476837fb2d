"""Patterns by which two lexicons may find something else: texts without them need not be read anew."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from hotline_server.text.lexicon import OTHER_DANGER, TOPIC, Concept, Lexicon, list_concepts, list_patterns
from hotline_server.text.pattern import PatternSet


@dataclass(frozen=True, slots=True)
class ChangedWords:
    """Patterns that only one of two lexicons has, or that mean something else in the other.

    Attributes:
        topics: speak for categories and matters alone.
        others: of dangers, tags, request types and what surrounds them.
    """

    topics: PatternSet
    others: PatternSet

    @property
    def are_none(self) -> bool:
        """True if the lexicons have the same patterns."""
        return self.topics.is_empty and self.others.is_empty

    @classmethod
    def between(cls, old: Lexicon, new: Lexicon, learned: Collection[str]) -> "ChangedWords | None":
        """Compare two lexicons; ``None`` if any text may tell something else by the other.

        Args:
            old: lexicon.
            new: the other one.
            learned: names of the matters and the kinds of danger that the learned reader tells apart.
        """
        if _frame(old, learned) != _frame(new, learned) or _contexts_differ(old, new):
            return None
        before, after = list(list_patterns(old)), list(list_patterns(new))
        counted, other = Counter(before), Counter(after)
        changed = {entry for entry in counted.keys() | other.keys() if counted[entry] != other[entry]}
        if [entry for entry in before if entry not in changed] != [entry for entry in after if entry not in changed]:
            return None
        topics = [word for word, meaning in changed if meaning.role == TOPIC]
        return cls(PatternSet(topics), PatternSet([word for word, meaning in changed if meaning.role != TOPIC]))


def _frame(lexicon: Lexicon, learned: Collection[str]) -> tuple[object, ...]:
    """Return what two lexicons must have in common beside patterns."""
    matters = {matter.name: category.name for category in lexicon.categories for matter in category.matters}
    return (
        lexicon.units,
        {name: category for name, category in matters.items() if name in learned},
        [danger.name for danger in lexicon.dangers if danger.name in (*learned, OTHER_DANGER)],
        # These find a concept by what need not be a pattern of its own.
        {
            concept.name: (concept.together, concept.sounds_like)
            for concept in list_concepts(lexicon)
            if concept.together or concept.sounds_like
        },
    )


def _contexts_differ(old: Lexicon, new: Lexicon) -> bool:
    """Return whether a concept of both has another order, or is cancelled in other contexts."""
    for kinds in zip(_kinds(old), _kinds(new), strict=True):
        before, after = ({concept.name: concept.unless for concept in concepts} for concepts in kinds)
        common = before.keys() & after.keys()
        if _among(before, common) != _among(after, common) or any(before[name] != after[name] for name in common):
            return True
    return False


def _kinds(lexicon: Lexicon) -> tuple[tuple[Concept, ...], ...]:
    return lexicon.dangers, lexicon.tags, lexicon.request_types


def _among(names: Iterable[str], common: Collection[str]) -> list[str]:
    return [name for name in names if name in common]
