"""Rows of a document that can be applied although others cannot: sound ones that depend on sound ones alone."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from hotline_server.desk.directory.comparison import Comparison, RowViolation, compare
from hotline_server.desk.directory.documents import Reading, SetAside, UnitRecord
from hotline_server.domain.directory.change import Change
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.directory.units import Unit
from hotline_server.domain.errors import InvalidFieldsError


def compare_good_rows(
    reading: Reading, directory: Directory, today: date, scheduled: Collection[tuple[date, Change]] = ()
) -> tuple[Comparison, tuple[SetAside, ...]]:
    """Compare the good rows of a document with the directory; return also the others, in order.

    A row that names a unit as only a row that is set aside has it is set aside too.

    Args:
        reading: what was read of the document.
        directory: the directory in force.
        today: day on which changes take effect unless the document names another.
        scheduled: changes that are scheduled already, with their days; they are left out.

    Raises:
        InvalidFieldsError: if something is wrong that no row can be blamed for.
    """
    records, aside = list(reading.document.records), list(reading.set_aside)
    while True:
        records = _without_dependents(records, aside, directory)
        try:
            comparison = compare(replace(reading.document, records=records), directory, today, scheduled)
        except InvalidFieldsError as error:
            found = _findings(error)
            wrong = [record for record in records if record.line in found]
            if not wrong:
                raise
            aside += (_set_aside(record, found[record.line]) for record in wrong)
            records = [record for record in records if record.line not in found]
        else:
            kept = {unit.name for unit in (_about(one, directory) for one in aside) if unit}
            absent = tuple(name for name in comparison.absent if name not in kept)
            return replace(comparison, absent=absent), tuple(sorted(aside, key=lambda one: one.line))


def _findings(error: InvalidFieldsError) -> dict[int, list[str]]:
    """Return what is wrong with each row."""
    found: dict[int, list[str]] = {}
    for wrong in error.violations:
        for line in wrong.lines if isinstance(wrong, RowViolation) else ():
            found.setdefault(line, []).append(wrong.description)
    return found


def _without_dependents(records: Sequence[UnitRecord], aside: list[SetAside], directory: Directory) -> list[UnitRecord]:
    """Return the records that depend on nothing that is set aside; set aside the others."""
    lines = {one.line for one in aside}
    rest = [record for record in records if record.line not in lines]
    while True:
        missing = {word: one for one in aside for word in _words_of(one, directory)}
        lost = {
            record.line: word for record in rest for word in _named_by(record.unit) if word and word in missing
        }  # fmt: skip
        if not lost:
            return rest
        for record in rest:
            if word := lost.get(record.line):
                why = f"第 {record.line} 行：提到的“{word}”在第 {missing[word].line} 行，那一行没有采用"
                aside.append(_set_aside(record, [why]))
        rest = [record for record in rest if record.line not in lost]


def _words_of(one: SetAside, directory: Directory) -> Iterator[str]:
    """Yield the words that would denote a unit only if the row were applied."""
    present = _about(one, directory)
    if one.name and (present is None or present.name != one.name):
        yield one.name
    if one.code and present is None:
        yield one.code


def _about(one: SetAside, directory: Directory) -> Unit | None:
    """Return the unit in force that a row is about."""
    unit = directory.units.get(one.code) if one.code else directory.named(one.name)
    return unit if unit and unit.is_in_force else None


def _named_by(unit: Unit) -> Iterable[str]:
    return (unit.parent, unit.district, *unit.backs, *(heir.code for heir in unit.successors))


def _set_aside(record: UnitRecord, findings: Sequence[str]) -> SetAside:
    return SetAside(record.line, record.unit.code, record.unit.name, tuple(findings))
