"""References of a rule book to units of the directory: what has to change with a unit (R8.3)."""

from collections.abc import Collection, Iterator

from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.condition import ITEM_SEPARATOR, comparisons
from hotline_server.rulebook.names import KnownNames
from hotline_server.rulebook.present_names import NAMED
from hotline_server.rulebook.routing import TOWN, Row, present_place, units_named
from hotline_server.rulebook.rule import Rule


def rules_naming(book: RuleBook, units: Collection[str]) -> list[str]:
    """Return the ids of the rules that name one of the units, as a department or a place, and the lines run by one."""
    rules = [rule.id for rule in book.rules.values() if any(name in units for name in _units_in_rule(rule, book.names))]
    run = (line for line in book.lines.values() if line.unit in units or book.names.current(line.unit) in units)
    return [*rules, *(line.name for line in run)]


def rows_naming(book: RuleBook, units: Collection[str]) -> list[str]:
    """Return the ids of the rows of the routing table that name one of the units, not just any district or town."""
    return [row.id for row in book.rows if any(name in units for name in _units_in_row(row, book.names))]


def policies_naming(book: RuleBook, departments: Collection[str]) -> list[str]:
    """Return the ids of the policies that one of the departments owns, or that name one."""
    return [
        policy.id
        for policy in book.policies.values()
        if policy.owner in departments
        or book.names.current(policy.owner) in departments
        or any(name in text for name in departments for text in (policy.title, policy.source, policy.answer))
    ]


def _units_in_rule(rule: Rule, names: KnownNames) -> Iterator[str]:
    for name in filter(None, (rule.lead, *(rule.cohandlers or ()))):
        yield from (name, names.current(name))
    for comparison in comparisons(rule.condition):
        fact, _, item = comparison.key.partition(ITEM_SEPARATOR)
        if fact in NAMED:
            yield item or str(comparison.value)


def _units_in_row(row: Row, names: KnownNames) -> Iterator[str]:
    yield from (*row.place, *present_place(row, names))
    for name in (row.lead, *row.cohandlers):
        if TOWN not in name:
            yield from units_named(name, row, names)
