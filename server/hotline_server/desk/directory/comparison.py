"""Comparison of a document with the directory: the changes that would make the directory what the document says."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import IntEnum

from hotline_server.desk.directory.documents import Document, UnitRecord, read_document
from hotline_server.domain.directory.change import Change, ChangeKind
from hotline_server.domain.directory.changes import UnitsViolation, apply, next_code
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.directory.units import Contacts, Successor, Unit, UnitKind
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError


@dataclass(frozen=True, slots=True)
class Comparison:
    """Changes that a document would make.

    Attributes:
        days: changes by the day on which they take effect, today's first.
        absent: units in force that the document does not have; they stay as they are.
        exported_from: version of the directory that the document was exported from; ``None`` if it does not say.
    """

    days: tuple[tuple[date, tuple[Change, ...]], ...]
    absent: tuple[str, ...]
    exported_from: int | None = None


@dataclass(frozen=True, slots=True)
class RowViolation(FieldViolation):
    """Violation of rows of a document.

    Attributes:
        lines: lines of the document, or rows of the sheet.
    """

    lines: tuple[int, ...]


def compare(
    document: Document, directory: Directory, today: date, scheduled: Collection[tuple[date, Change]] = ()
) -> Comparison:
    """Compare a document with the directory.

    Units are matched by code, else by name; the city is matched in any case. What a line does not say stays as it is.
    Units that are to be founded or ended on a later day make changes for that day.

    Args:
        document: the document.
        directory: the directory in force.
        today: day on which changes take effect unless the document names another.
        scheduled: changes that are scheduled already, with their days; they are left out.

    Raises:
        InvalidFieldsError: listing every line that does not fit.
    """
    records = document.records
    problems = list(_repeated(records))
    matched = [(_complete(record, present), present) for record, present in _matched(records, directory)]
    for record, present in matched:
        if present and not _can_become(present.kind, record.unit.kind):
            message = f"“{present.name}”是{present.kind.value}，不能改为{record.unit.kind.value}；要撤销后新设"
            problems.append(_in_rows(message, record.line))
    known = {unit.code for _, unit in matched if unit}
    named = {record.unit.name: present for record, present in matched if record.unit.until is None}

    def code(word: str) -> str:
        unit = named[word] if word in named else directory.find(word)
        return unit.code if unit else ""

    steps: dict[date, list[_Step]] = {}
    for record, present in matched:
        for step in _steps(record.unit, present, code, today):
            steps.setdefault(step.day, []).append(step)
    if problems:
        raise InvalidFieldsError(problems)
    absent = tuple(unit.name for unit in directory.units.values() if unit.is_in_force and unit.code not in known)
    ordered = [
        (day, tuple(step.change for step in sorted(found, key=lambda step: step.rank)))
        for day, found in sorted(steps.items())
    ]
    _check(records, ordered, directory)
    known_changes = set(scheduled)
    missing = ((day, tuple(one for one in found if (day, one) not in known_changes)) for day, found in ordered)
    return Comparison(tuple((day, found) for day, found in missing if found), absent, document.version)


def initial(document: bytes, today: date) -> Directory:
    """Build the directory of a document, for a database that has none.

    Raises:
        InvalidFieldsError: listing every line that does not fit.
    """
    records = read_document(document).records
    if problems := list(_repeated(records)):
        raise InvalidFieldsError(problems)
    # A unit that is to end later is in force until then; importing the document schedules its end.
    founded = [
        replace(record, unit=replace(record.unit, until=None, successors=()))
        for record in records
        if not _has_ended(record.unit, today)
    ]
    directory = Directory()
    for _, changes in compare(Document(founded), directory, today).days:
        directory = apply(directory, changes, today, "document")
    return _with_ended(records, directory, today)


def _has_ended(unit: Unit, today: date) -> bool:
    return unit.until is not None and unit.until <= today


def _with_ended(records: Sequence[UnitRecord], founded: Directory, today: date) -> Directory:
    """Add the units that have ended, of which old cases still bear the names, and who continues whose work.

    Args:
        records: the whole document.
        founded: its units in force.
        today: day that decides which have ended.

    Raises:
        InvalidFieldsError: listing every line that names a unit that the document does not have.
    """
    draft = founded.draft()
    in_force = {unit.name: unit for unit in founded.units.values()}
    units: list[Unit] = []
    for record in records:
        wanted = record.unit
        if _has_ended(wanted, today):
            units.append(replace(wanted, code=wanted.code or next_code(draft), backs=()))
        else:
            heirs = () if wanted.until else wanted.successors
            units.append(replace(in_force[wanted.name], since=wanted.since, successors=heirs))
        draft.put(units[-1])
    problems: list[FieldViolation] = []

    def code(word: str, line: int) -> str:
        unit = draft.named(word) or draft.units.get(word) or draft.ended(word)
        if word and unit is None:
            problems.append(FieldViolation("document", f"第 {line} 行：文件里没有“{word}”"))
        return unit.code if unit else ""

    whole = Directory().draft()
    for record, unit in zip(records, units, strict=True):
        heirs = tuple(replace(heir, code=code(heir.code, record.line)) for heir in unit.successors)
        parent, district = code(unit.parent, record.line), code(unit.district, record.line)
        whole.put(replace(unit, parent=parent, district=district, successors=heirs))
    if problems:
        raise InvalidFieldsError(problems)
    return whole.finished()


class _Stage(IntEnum):
    """Order of changes of a day: names and kinds are right before others refer to a unit, and units end last."""

    RENAME = 0
    CHANGE_KIND = 1
    ADD = 2
    MOVE = 3
    AMEND = 4
    END = 5


@dataclass(frozen=True, slots=True)
class _Step:
    """Change on a day, with what decides its place among the changes of that day."""

    day: date
    stage: _Stage
    change: Change

    @property
    def rank(self) -> tuple[int, int]:
        """Its place; of units that are added, higher ones come first."""
        unit = self.change.unit
        return self.stage, _LEVELS.index(unit.kind) if unit and self.stage is _Stage.ADD else 0


_LEVELS = list(UnitKind)
# Not the names and the place in the tree, for which a document has its own ways to say nothing.
_KEPT = {"district", "aliases", "division_code", "organisation_code", "matters", "town_matters", "backs"}


def _matched(records: Sequence[UnitRecord], directory: Directory) -> Iterator[tuple[UnitRecord, Unit | None]]:
    """Yield each record with the unit of the directory that it is about; ``None`` for a new unit."""
    by_code = {record.unit.code for record in records}
    city = next(iter(directory.of_kind(UnitKind.CITY)), None)
    ended = {(unit.name, unit.until): unit for unit in directory.units.values() if not unit.is_in_force}
    for record in records:
        wanted = record.unit
        if wanted.kind is UnitKind.CITY:
            yield record, city
        elif wanted.code:
            yield record, directory.units.get(wanted.code)
        else:
            # A name may have gone to this unit from one that the document has under another name.
            found = directory.named(wanted.name) or ended.get((wanted.name, wanted.until))
            yield record, None if found and found.code in by_code else found


def _complete(record: UnitRecord, present: Unit | None) -> UnitRecord:
    """Return a record in which the unit has what it has today where the document says nothing."""
    if present is None or not present.is_in_force:
        return record
    unit, contacts = record.unit, record.unit.contacts
    kept = {one.name: getattr(present, one.name) for one in fields(Unit) if one.name in record.unsaid & _KEPT}
    reached = {one.name: getattr(present.contacts, one.name) for one in fields(Contacts) if one.name in record.unsaid}
    return replace(record, unit=replace(unit, contacts=replace(contacts, **reached), **kept))


def _can_become(present: UnitKind, wanted: UnitKind) -> bool:
    """Return True if the kind of a unit can be corrected: among those that cases are assigned to."""
    return wanted is present or (wanted.takes_assignments and present.takes_assignments)


def _steps(wanted: Unit, present: Unit | None, code: Callable[[str], str], today: date) -> Iterator[_Step]:
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
            yield _Step(max(wanted.since or today, today), _Stage.ADD, Change(ChangeKind.ADD, unit=founded))
    elif present.is_in_force:
        for stage, change in _corrections(wanted, present, code):
            yield _Step(today, stage, change)
    else:
        return
    name = (wanted.name,)
    given = _work_given_away(wanted, present, code)
    if wanted.until:
        kind = ChangeKind.SPLIT if len(wanted.successors) > 1 else ChangeKind.RETIRE
        yield _Step(max(wanted.until, today), _Stage.END, Change(kind, name, successors=wanted.successors))
    elif given:
        split = Change(ChangeKind.SPLIT, name, successors=(Successor(wanted.name), *given))
        yield _Step(max(wanted.since or today, today), _Stage.END, split)


def _corrections(wanted: Unit, present: Unit, code: Callable[[str], str]) -> Iterator[tuple[_Stage, Change]]:
    """Yield the changes of a unit in force that are due today."""
    name = (wanted.name,)
    if wanted.name != present.name:
        yield _Stage.RENAME, Change(ChangeKind.RENAME, (present.name,), name=wanted.name)
    present, stage = replace(present, name=wanted.name), _Stage.AMEND
    if wanted.kind is not present.kind:
        stage = _Stage.CHANGE_KIND
        if wanted.backs or wanted.district:
            # These may be units that the document adds.
            present = replace(present, kind=wanted.kind)
            yield stage, Change(ChangeKind.AMEND, name, unit=present)
            stage = _Stage.AMEND
    if wanted.parent and code(wanted.parent) != present.parent:
        yield _Stage.MOVE, Change(ChangeKind.MOVE, name, parent=wanted.parent)
    if _is_amended(wanted, present, code):
        yield stage, Change(ChangeKind.AMEND, name, unit=wanted)


def _is_amended(wanted: Unit, present: Unit, code: Callable[[str], str]) -> bool:
    """Return True if a document says anything of a unit that an amendment would change."""
    said = replace(
        wanted,
        code=present.code,
        name=present.name,
        parent=present.parent,
        district=code(wanted.district) if wanted.district else "",
        backs=tuple(map(code, wanted.backs)),
        former_names=wanted.former_names or present.former_names,
        since=wanted.since or present.since,
        until=None,
        successors=present.successors,
    )
    return said != present


def _work_given_away(wanted: Unit, present: Unit | None, code: Callable[[str], str]) -> tuple[Successor, ...]:
    """Return the successors that a document adds to those that a unit has already given work to."""
    known = {(heir.code, heir.matters) for heir in present.successors} if present else set()
    return tuple(heir for heir in wanted.successors if (code(heir.code), heir.matters) not in known)


def _repeated(records: Sequence[UnitRecord]) -> Iterator[FieldViolation]:
    lines: dict[str, int] = {}
    for record in records:
        words = (record.unit.code, record.unit.name if record.unit.until is None else "")
        for word in filter(None, words):
            if word in lines:
                yield _in_rows(f"“{word}”在第 {lines[word]} 行已经有了", record.line, lines[word])
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
    if isinstance(wrong, UnitsViolation):
        return RowViolation("document", wrong.description, tuple(lines[name] for name in wrong.units if name in lines))
    place = re.match(r"changes\[(\d+)\]", wrong.field)
    if place is None:
        return FieldViolation("document", wrong.description)
    change = changes[int(place[1])]
    name = change.unit.name if change.unit else (change.name or next(iter(change.units), ""))
    return _in_rows(f"{change.summary}：{wrong.description}", lines.get(name, 1))


def _in_rows(message: str, *lines: int) -> RowViolation:
    return RowViolation("document", f"第 {lines[0]} 行：{message}", lines)
