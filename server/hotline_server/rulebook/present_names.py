"""Present names of units and places, in rules and in the facts of a call (R8.3)."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from hotline_server.rulebook.condition import ITEM_SEPARATOR, Comparison, replace_comparisons
from hotline_server.rulebook.facts import (
    ACCUSED,
    ACCUSED_LATER,
    FIRST_OFFICE,
    FIRST_RECEIVER,
    LIFTED,
    MENTIONED,
    SUPERIOR,
    FactValue,
    items,
    may_accuse,
)
from hotline_server.rulebook.mentions import units_meant
from hotline_server.rulebook.names import KnownNames
from hotline_server.rulebook.recusal import Recusal
from hotline_server.rulebook.rule import Rule

# Facts that name places of the directory, and all that name its units.
_PLACES: Mapping[str, Callable[[KnownNames, str], str]] = {
    "区县": KnownNames.district,
    "街道": KnownNames.town,
    "社区": KnownNames.community,
}
NAMED = {
    **_PLACES,
    **dict.fromkeys(
        (MENTIONED, ACCUSED, ACCUSED_LATER, SUPERIOR, LIFTED, FIRST_OFFICE, FIRST_RECEIVER), KnownNames.current
    ),
}


def rule_in_present_names(rule: Rule, names: KnownNames) -> Rule:
    """Return a rule whose condition names places as they are called today."""

    def present(comparison: Comparison) -> Comparison:
        fact, _, item = comparison.key.partition(ITEM_SEPARATOR)
        current = NAMED.get(fact)
        if current is None:
            return comparison
        if item:
            return replace(comparison, key=f"{fact}{ITEM_SEPARATOR}{current(names, item)}")
        return replace(comparison, value=current(names, str(comparison.value))) if comparison.value else comparison

    return replace(rule, condition=replace_comparisons(rule.condition, present))


def facts_in_present_names(names: KnownNames, known: Mapping[str, FactValue]) -> dict[str, FactValue]:
    """Return facts with today's names of places and units."""
    facts = dict(known)
    for name, current in _PLACES.items():
        if name in facts:
            facts[name] = current(names, str(facts[name]))
    if FIRST_RECEIVER in facts:
        facts[FIRST_RECEIVER] = names.current(str(facts[FIRST_RECEIVER]))
    district = str(facts.get("区县", ""))
    named = (*items(facts, ACCUSED), *items(facts, ACCUSED_LATER))
    accused = units_meant(names, named, district) if may_accuse(facts) else ()
    recusal = Recusal(names, accused).without(units_meant(names, items(facts, LIFTED), district))
    facts[MENTIONED] = units_meant(names, items(facts, MENTIONED), district)
    facts[ACCUSED] = recusal.accused
    facts[SUPERIOR] = recusal.superior if recusal.accused else ""
    return facts
