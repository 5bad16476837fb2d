"""Names that the values of facts may be: those that a rule book gives, and those of units in the directory."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.errors import unknown_name
from hotline_server.rulebook.facts import (
    ACCUSED,
    ACCUSED_LATER,
    DANGERS,
    FIRST_MATTER,
    FIRST_RECEIVER,
    LIFTED,
    MATTERS,
    MENTIONED,
    POLICIES,
    SUPERIOR,
    SUSPECTED,
    FactValue,
)
from hotline_server.rulebook.names import KnownNames, NamedUnit
from hotline_server.text.lexicon import OTHER_DANGER, Lexicon


def given_names(lexicon: Lexicon, policies: Iterable[str]) -> Mapping[str, Collection[str]]:
    """Return the names that a rule book gives, by the fact that has them as values.

    Args:
        lexicon: of the rule book.
        policies: ids of its policies.
    """
    matters = {matter.name for category in lexicon.categories for matter in category.matters}
    dangers = {danger.name for danger in lexicon.dangers} | {OTHER_DANGER}
    return {
        "分类": {category.name for category in lexicon.categories},
        MATTERS: matters,
        FIRST_MATTER: matters,
        DANGERS: dangers,
        SUSPECTED: dangers,
        "提到": {tag.name for tag in lexicon.tags},
        POLICIES: set(policies),
    }


def unit_names(names: KnownNames) -> Mapping[str, Mapping[str, NamedUnit]]:
    """Return the units of the directory by name, by the fact that has their names as values."""
    units = {**names.communities, **names.departments}
    named = dict.fromkeys((MENTIONED, ACCUSED, ACCUSED_LATER, SUPERIOR, LIFTED, FIRST_RECEIVER), units)
    return {"区县": names.districts, "街道": names.towns, "社区": names.communities, **named}


def unknown_values(book: RuleBook, facts: Mapping[str, FactValue]) -> Iterator[tuple[str, str]]:
    """Yield the facts whose values are names that nothing has, each with a message in Chinese."""
    known = {**given_names(book.lexicon, book.policies), **unit_names(book.names)}
    for fact, value in facts.items():
        for name in value if isinstance(value, tuple) else (value,):
            if fact in known and name and name not in known[fact]:
                yield fact, unknown_name(str(name), known[fact], fact)
