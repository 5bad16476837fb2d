"""Units that a rule book calls by another name than their present one."""

from collections.abc import Iterator

from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.catalogue import listed
from hotline_server.rulebook.review.remark import Remark
from hotline_server.rulebook.routing import DISTRICT, TOWN, units_named


def name_remarks(book: RuleBook) -> Iterator[Remark]:
    """Yield remarks on names that are not the present ones."""
    yield from _other_names(book)
    yield from _other_names_of_owners(book)
    for line in book.lines.values():
        present = book.names.current(line.unit)
        if line.unit and present != line.unit:
            yield Remark(line.name, f"“{line.unit}”已更名为“{present}”，或只是它的简称；请写全称", line.unit)


def _other_names(book: RuleBook) -> Iterator[Remark]:
    """Find rules and rows that call a unit by another name than its present one, such as a former name."""
    names = book.names
    for rule in book.rules.values():
        for name in filter(None, (rule.lead, *(rule.cohandlers or ()))):
            if names.current(name) != name:
                yield Remark(rule.id, f"“{name}”已更名为“{names.current(name)}”，或只是它的简称；请写全称", name)
    for row in book.rows:
        for name, present in ((row.district, names.district(row.district)), (row.town, names.town(row.town))):
            if name != present:
                yield Remark(row.id, f"“{name}”已更名为“{present}”，或只是它的简称；请写全称", name)
        for name in (row.lead, *row.cohandlers):
            wanted = name.removeprefix(DISTRICT)
            units = sorted(units_named(name, row, names))
            # In some districts a unit may differ in its full name, where others have the name in the row.
            if TOWN not in name and units and not any(unit.endswith(wanted) for unit in units):
                yield Remark(row.id, f"“{wanted}”已更名为“{listed(units)}”，或只是它的简称；请写全称", name)


def _other_names_of_owners(book: RuleBook) -> Iterator[Remark]:
    """Find policies that call their owner by another name than its present one."""
    for policy in book.policies.values():
        present = book.names.current(policy.owner)
        if present != policy.owner:
            yield Remark(policy.id, f"“{policy.owner}”已更名为“{present}”，或只是它的简称；请写全称", policy.owner)
