"""Comparison of a document with the directory: the changes that would make the directory what the document says."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from hotline_server.desk.directory.documents import UnitRecord, read_document
from hotline_server.domain.directory.changes import Change, ChangeKind, apply
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.directory.units import Unit, UnitKind
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a document would change.

    Attributes:
        days: changes by the day on which they take effect, today's first.
        absent: units in force that the document does not have; they stay as they are.
    """

    days: tuple[tuple[date, tuple[Change, ...]], ...]
    absent: tuple[str, ...]


def compare(records: Sequence[UnitRecord], directory: Directory, today: date) -> Comparison:
    """Compare a document with the directory.

    Units are matched by code, else by name. Those that are to be founded or ended on a later day make changes
    for that day.

    Raises:
        InvalidFieldsError: listing every line that does not fit.
    """
    problems = list(_repeated(records))
    matched = [(record, _match(record.unit, directory)) for record in records]
    for record, present in matched:
        if present and record.unit.kind is not present.kind:
            message = f"“{present.name}”是{present.kind.value}；类别不能改，要撤销后新设"
            problems.append(FieldViolation("document", f"第 {record.line} 行：{message}"))
    known = {unit.code for _, unit in matched if unit}
    named = {record.unit.name: present for record, present in matched if record.unit.until is None}

    def code(word: str) -> str:
        unit = named[word] if word in named else directory.find(word)
        return unit.code if unit else ""

    changes: dict[date, list[Change]] = {}
    for record, present in matched:
        for day, change in _changes(record.unit, present, code, today):
            changes.setdefault(day, []).append(change)
    if problems:
        raise InvalidFieldsError(problems)
    absent = tuple(unit.name for unit in directory.units.values() if unit.is_in_force and unit.code not in known)
    ordered = sorted((day, tuple(sorted(found, key=_rank))) for day, found in changes.items())
    _check(records, ordered, directory)
    return Comparison(tuple(ordered), absent)


def initial(document: bytes, today: date) -> Directory:
    """Build the directory of a document, for a database that has none.

    Raises:
        InvalidFieldsError: listing every line that does not fit.
    """
    founded = [record for record in read_document(document) if record.unit.until is None]
    directory = Directory()
    for _, changes in compare(founded, directory, today).days:
        directory = apply(directory, changes, today, "document")
    said = {record.unit.name: record.unit.since for record in founded}
    return Directory(replace(unit, since=said[unit.name]) for unit in directory.units.values())


# Units are founded, renamed and moved before anything refers to them, and ended last.
_ORDER = (ChangeKind.ADD, ChangeKind.RENAME, ChangeKind.MOVE, ChangeKind.AMEND, ChangeKind.SPLIT, ChangeKind.RETIRE)
_LEVELS = list(UnitKind)


def _rank(change: Change) -> tuple[int, int]:
    return _ORDER.index(change.kind), _LEVELS.index(change.unit.kind) if change.unit else 0


def _match(unit: Unit, directory: Directory) -> Unit | None:
    if unit.code:
        return directory.units.get(unit.code)
    ended = (one for one in directory.units.values() if one.name == unit.name and one.until == unit.until)
    return directory.named(unit.name) or next(ended, None)


def _changes(
    wanted: Unit, present: Unit | None, code: Callable[[str], str], today: date
) -> Iterator[tuple[date, Change]]:
    """Yield the changes that make a unit what a document says of it.

    Args:
        wanted: the unit in the document.
        present: the unit in the directory, if it has it.
        code: returns the code of the unit that a word of the document denotes; empty for a new unit.
        today: day on which changes take effect unless the document names another.
    """
    if present is None:
        founded = replace(wanted, until=None, successors=())
        if wanted.until is None or wanted.until > today:
            yield max(wanted.since or today, today), Change(ChangeKind.ADD, unit=founded)
    elif present.is_in_force:
        name = (wanted.name,)
        if wanted.name != present.name:
            yield today, Change(ChangeKind.RENAME, (present.name,), name=wanted.name)
        if wanted.parent and code(wanted.parent) != present.parent:
            yield today, Change(ChangeKind.MOVE, name, parent=wanted.parent)
        if _amended(wanted, present, code):
            yield today, Change(ChangeKind.AMEND, name, unit=wanted)
    else:
        return
    if wanted.until:
        kind = ChangeKind.SPLIT if len(wanted.successors) > 1 else ChangeKind.RETIRE
        yield max(wanted.until, today), Change(kind, (wanted.name,), successors=wanted.successors)


def _amended(wanted: Unit, present: Unit, code: Callable[[str], str]) -> bool:
    """Return True if a document says anything of a unit that an amendment would change."""
    said = replace(
        wanted,
        code=present.code,
        name=present.name,
        kind=present.kind,
        parent=present.parent,
        district=code(wanted.district) if wanted.district else "",
        backs=tuple(map(code, wanted.backs)),
        former_names=wanted.former_names or present.former_names,
        since=wanted.since or present.since,
        until=None,
        successors=(),
    )
    return said != present


def _repeated(records: Sequence[UnitRecord]) -> Iterator[FieldViolation]:
    lines: dict[str, int] = {}
    for record in records:
        words = (record.unit.code, record.unit.name if record.unit.until is None else "")
        for word in filter(None, words):
            if word in lines:
                yield FieldViolation("document", f"第 {record.line} 行：“{word}”在第 {lines[word]} 行已经有了")
            lines[word] = record.line


def _check(
    records: Sequence[UnitRecord], days: Sequence[tuple[date, tuple[Change, ...]]], directory: Directory
) -> None:
    """Check that the changes can be made, naming the lines of those that cannot.

    Raises:
        InvalidFieldsError: listing them.
    """
    lines = {record.unit.name: record.line for record in records}
    for day, changes in days:
        try:
            directory = apply(directory, changes, day)
        except InvalidFieldsError as error:
            raise InvalidFieldsError([_on_line(wrong, changes, lines) for wrong in error.violations]) from None


def _on_line(wrong: FieldViolation, changes: Sequence[Change], lines: Mapping[str, int]) -> FieldViolation:
    """Return a violation of a change as one of the line of the document that asks for it."""
    place = re.match(r"changes\[(\d+)\]", wrong.field)
    if place is None:
        return FieldViolation("document", wrong.description)
    change = changes[int(place[1])]
    name = change.unit.name if change.unit else (change.name or next(iter(change.units), ""))
    return FieldViolation("document", f"第 {lines.get(name, 1)} 行：{change.summary}：{wrong.description}")
