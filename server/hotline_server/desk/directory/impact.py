"""Impact of a change of the directory: open cases, the rule book, and systems that act for its units."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from hotline_server.desk.directory.document_columns import COLUMNS, Value, write_unit
from hotline_server.domain.directory.change import Change, ChangeKind
from hotline_server.domain.directory.impact import EXAMPLES, Impact, UnitImpact
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.directory.units import Unit
from hotline_server.domain.errors import UnmetConditionError
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.references import policies_naming, rows_naming, rules_naming
from hotline_server.security.identity import Identity
from hotline_server.store.cases.case_files import CaseFiles


@dataclass(frozen=True, slots=True)
class Impacts:
    """Finds what changes touch."""

    files: CaseFiles
    book: Callable[[], RuleBook]
    systems: Callable[[], Iterable[Identity]]

    def of(self, changes: Sequence[Change], before: Directory, after: Directory) -> Impact:
        """Return what some changes touch.

        Args:
            changes: what is done.
            before: the directory without them.
            after: the directory with them.
        """
        touched = dict.fromkeys(unit for change in changes for unit in _touched(change, before))
        return Impact(tuple(self._unit(unit, before, after) for unit in touched))

    def check(self, changes: Sequence[Change], before: Directory, after: Directory) -> None:
        """Check that neither open cases nor the rule book are left without a department.

        Raises:
            UnmetConditionError: naming everything that would be.
        """
        ended = (self._unit(unit, before, after) for unit in _without_successor(changes, before, after))
        if obstacles := list(Impact(tuple(ended)).obstacles):
            raise UnmetConditionError("；".join(obstacles))

    def check_open_cases(self, changes: Sequence[Change], before: Directory, after: Directory) -> None:
        """Check that no open case is left without a department. Use within a writer job.

        Raises:
            UnmetConditionError: naming the departments.
        """
        for unit in _without_successor(changes, before, after):
            count, _ = self.files.count_unfinished(before.names_of(unit.name), 1)
            if count:
                raise UnmetConditionError(f"{unit.name}还有 {count} 件没有了结的交办，要说明由哪个单位承接")

    def check_cancelled(self, changes: Sequence[Change]) -> None:
        """Check that the rule book in force does not name units that changes would have brought.

        Raises:
            UnmetConditionError: naming the rules and rows.
        """
        formed = (
            unit for change in changes if change.kind is not ChangeKind.AMEND for unit in (change.unit, *change.added)
        )
        coming = {unit.name for unit in formed if unit}
        coming |= {change.name for change in changes if change.name}
        book = self.book()
        if named := [*rules_naming(book, coming), *rows_naming(book, coming)]:
            some = "、".join(named[:EXAMPLES])
            raise UnmetConditionError(f"规则库里的{some}写着这次变更才有的名称；先改规则库，再取消变更")

    def _unit(self, unit: Unit, before: Directory, after: Directory) -> UnitImpact:
        names = before.names_of(unit.name)
        book = self.book()
        count, cases = self.files.count_unfinished(names, EXAMPLES)
        return UnitImpact(
            name=unit.name,
            successors=tuple(after.successors_of(unit.name)),
            open_assignments=count,
            cases=tuple(cases),
            rules=tuple(rules_naming(book, names)),
            rows=tuple(rows_naming(book, names)),
            policies=tuple(policies_naming(book, names)),
            systems=tuple(system.name for system in self.systems() if before.find(system.department) == unit),
            differences=tuple(_differences(unit, before, after)),
        )


def _without_successor(changes: Sequence[Change], before: Directory, after: Directory) -> Iterator[Unit]:
    """Yield the units that changes end without anybody to continue their work."""
    touched = dict.fromkeys(unit for change in changes for unit in _touched(change, before))
    return (unit for unit in touched if not any(after.successors_of(unit.name)))


def _differences(unit: Unit, before: Directory, after: Directory) -> Iterator[str]:
    old, new = write_unit(unit, before), write_unit(after.units[unit.code], after)
    for column in COLUMNS:
        if old.get(column) != new.get(column):
            yield f"{column}：{_in_words(old.get(column))} → {_in_words(new.get(column))}"


def _in_words(value: "Value | None") -> str:
    if isinstance(value, list):
        return "、".join(map(_in_words, value)) or "无"
    if isinstance(value, dict):
        return " ".join(map(_in_words, value.values()))
    return value or "无"


def _touched(change: Change, directory: Directory) -> Iterator[Unit]:
    for word in change.units:
        if unit := directory.find(word):
            yield unit
