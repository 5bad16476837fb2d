"""Offices suggested for a call: by the routes of its likely matters, and by experience (P2, P3)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from hotline_server.rulebook.decision import MAX_SUGGESTIONS, Suggestion
from hotline_server.rulebook.facts import ACCUSED, FIRST_OFFICE, MENTIONED, OFFICE_CONFIDENCE, FactValue, day_of, items
from hotline_server.rulebook.names import KnownNames
from hotline_server.rulebook.recusal import Recusal
from hotline_server.rulebook.routing import DISTRICT, TOWN, Place, RoutingTable, backstop, find_unit, permitted
from hotline_server.text.facts import CERTAIN, Ranked, TextFacts

# Measured by ``make evaluate-offices``: the weight of experience beside the routes of the matters; the power that evens
# out its confidences, which are too sure of themselves; and what speaks for a candidate that the text names.
EXPERIENCE = 0.75
EVENING = 0.6
MENTION = 0.15


@dataclass(slots=True)
class _Candidate:
    """Unit with all that speaks for it."""

    share: float = 0.0
    matter: str = ""
    row: str = ""
    by_experience: bool = False
    words: dict[str, None] = field(default_factory=dict)


def suggest(
    table: RoutingTable, names: KnownNames, text: TextFacts, facts: Mapping[str, FactValue]
) -> tuple[Suggestion, ...]:
    """Return the offices that may be responsible for a call, the most likely first.

    A unit that the text accuses, or one below it, is never among them (R8.3).

    Args:
        table: routing table of the rule book.
        names: of the units in the directory.
        text: what the text of the call says.
        facts: of the call, with today's names of places and units.

    Raises:
        RuleEngineError: if the rule engine failed.
    """
    place = Place(str(facts.get("区县", "")), str(facts.get("街道", "")))
    day = day_of(facts)
    weight = EXPERIENCE if text.offices else 0.0
    found: dict[str, _Candidate] = {}
    for one in text.likely_matters:
        _add_route(found, table, one, place, day, 1 - weight)
    for one, share in _shares(text.offices):
        unit = _experienced(names, one.name, place, day)
        if unit:
            candidate = found.setdefault(unit, _Candidate())
            candidate.share += weight * share
            candidate.by_experience = True
            candidate.words |= dict.fromkeys(one.words)
    for unit in items(facts, MENTIONED):
        if unit in found:
            found[unit].share += MENTION
    whole = max(1.0, sum(one.share for one in found.values()))
    recusal = Recusal(names, items(facts, ACCUSED))
    ranked = sorted(((recusal.cleared([unit]), one) for unit, one in found.items()), key=lambda pair: -pair[1].share)
    return tuple(_suggestions(ranked, whole))[:MAX_SUGGESTIONS]


def _shares(offices: Sequence[Ranked]) -> Iterator[tuple[Ranked, float]]:
    """Yield offices of experience with their shares, evened out, of all that speaks for them."""
    total = sum(one.confidence for one in offices) / CERTAIN
    evened = [(one, one.confidence**EVENING) for one in offices if one.confidence]
    whole = sum(share for _, share in evened)
    yield from ((one, total * share / whole) for one, share in evened)


def _suggestions(ranked: Sequence[tuple[tuple[str, ...], _Candidate]], whole: float) -> Iterator[Suggestion]:
    for units, one in ranked:
        confidence = round(one.share / whole * CERTAIN)
        if units and confidence:
            yield Suggestion(units[0], confidence, one.matter, one.row, one.by_experience, tuple(one.words))


def _add_route(
    found: dict[str, _Candidate], table: RoutingTable, matter: Ranked, place: Place, day: date, weight: float
) -> None:
    """Count a likely matter for the unit to which the catalogue routes it."""
    route = table.route([matter.name], place, day)
    if route is None:
        return
    candidate = found.setdefault(route.lead, _Candidate())
    candidate.share += weight * matter.confidence / CERTAIN
    candidate.matter, candidate.row = candidate.matter or matter.name, candidate.row or route.basis
    candidate.words |= dict.fromkeys(matter.words)


def _experienced(names: KnownNames, office: str, place: Place, day: date) -> str:
    """Return the present unit that an office of experience means at a place; empty for none.

    Args:
        names: of the units in the directory.
        office: present or former name of a unit, or one in the notation of the routing table.
        place: of the call; a unit of another district stands for the one that is called so there.
        day: local day of the call.
    """
    unit = find_unit(names, office, place)
    if unit is None and DISTRICT in office:
        unit = find_unit(names, office.removeprefix(DISTRICT), place)
    if unit is None:
        return next(iter(backstop(names, place.district, day)), "") if TOWN in office else ""
    if unit.district and place.district and unit.district != place.district:
        unit = names.local.get((place.district, _local_name(names, unit.district, unit.name)), unit)
    return permitted(names, unit, "", day)


def _local_name(names: KnownNames, district: str, unit: str) -> str:
    """Return the name of a unit within its district."""
    return next((local for (home, local), one in names.local.items() if home == district and one.name == unit), "")


def office_facts(suggestions: Sequence[Suggestion]) -> dict[str, FactValue]:
    """Convert the offices suggested for a call to facts by name."""
    first = suggestions[0] if suggestions else Suggestion("", 0)
    return {FIRST_OFFICE: first.unit, OFFICE_CONFIDENCE: first.confidence}
