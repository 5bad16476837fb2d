"""Import of sheets into a draft: what its rows change is written into the files, each row for itself."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from hotline_server.rulebook.editing import Edit, EditError, edited
from hotline_server.rulebook.errors import Problem, RuleBookError
from hotline_server.rulebook.table_rows import Change, SheetRow, compare_rows
from hotline_server.rulebook.tables import Record, Table, records

Files = Mapping[str, bytes]
Sheet = tuple[Table, Sequence[SheetRow]]
ProblemsOf = Callable[[Files], Sequence[Problem]]


@dataclass(slots=True)
class Outcome:
    """Outcome of importing the rows of a sheet.

    Attributes:
        accepted: what each accepted row changed, by its number, in Chinese.
        findings: what is wrong with each other row, by its number.
        unchanged: number of rows that say what the draft said.
        absent: number of records that no row is about; they stay as they are.
    """

    accepted: dict[int, str] = field(default_factory=dict)
    findings: dict[int, tuple[str, ...]] = field(default_factory=dict)
    unchanged: int = 0
    absent: int = 0


@dataclass(frozen=True, slots=True)
class Imported:
    """Draft with the rows that could be imported, and what became of the rows of each sheet, in the same order."""

    files: dict[str, bytes]
    outcomes: tuple[Outcome, ...]


# Sheet by its place, and a change of one of its rows.
_Placed = tuple[int, Change]


def import_sheets(sheets: Sequence[Sheet], files: Files, problems_of: ProblemsOf) -> Imported:
    """Import the rows of sheets into a draft; a row with something wrong about it costs no other row.

    Args:
        sheets: rows by their tables.
        files: of the draft, by relative path.
        problems_of: tells what is wrong with the files of a draft.

    Raises:
        RuleBookError: if a file of the draft cannot be parsed.
    """
    outcomes, changes = [], []
    for place, (table, rows) in enumerate(sheets):
        compared = compare_rows(table, rows, files)
        unchanged = sum(not change.edits for change in compared.changes)
        outcomes.append(Outcome(findings=dict(compared.findings), unchanged=unchanged, absent=compared.absent))
        changes += [(place, change) for change in compared.changes if change.edits]
    importer = _Importer(sheets, files, problems_of, outcomes)
    changed = importer.run(changes)
    return Imported({**files, **changed}, tuple(outcomes))


class _Importer:
    def __init__(
        self,
        sheets: Sequence[Sheet],
        files: Files,
        problems_of: ProblemsOf,
        outcomes: Sequence[Outcome],
    ) -> None:
        self._tables = [table for table, _ in sheets]
        self._files = files
        self._problems_of = problems_of
        self._outcomes = outcomes

    def run(self, changes: Sequence[_Placed]) -> dict[str, bytes]:
        """Return the files that changes change, without those that turn out to be wrong."""
        changes = self._writable(changes)
        present = Counter(map(_said, self._problems_of(self._files))) if changes else Counter()
        while True:
            changed = _apply(self._files, changes)
            found = self._problems_of({**self._files, **changed}) if changes else ()
            left = Counter(present)
            new = []
            for problem in found:
                left[_said(problem)] -= 1
                if left[_said(problem)] < 0:
                    new.append(problem)
            if not new:
                break
            blamed = self._blamed(changes, changed, new) or self._first_wrong(changes, present)
            for place, change, findings in blamed:
                self._outcomes[place].findings[change.row.number] = findings
            out = {id(change) for _, change, _ in blamed}
            changes = [one for one in changes if id(one[1]) not in out]
        for place, change in changes:
            self._outcomes[place].accepted[change.row.number] = change.summary
        return changed

    def _writable(self, changes: Sequence[_Placed]) -> list[_Placed]:
        """Return the changes that the files can be edited for; the others become findings."""
        try:
            _apply(self._files, changes)
        except EditError:
            pass
        else:
            return list(changes)
        kept: list[_Placed] = []
        for place, change in changes:
            try:
                _apply(self._files, [one for one in (*kept, (place, change)) if one[1].file == change.file])
            except EditError:
                message = f"{change.file} 里这一处的写法不能这样改，请直接修改规则文件"
                self._outcomes[place].findings[change.row.number] = (message,)
            else:
                kept.append((place, change))
        return kept

    def _blamed(
        self, changes: Sequence[_Placed], changed: Files, problems: Iterable[Problem]
    ) -> list[tuple[int, Change, tuple[str, ...]]]:
        """Return the changes on whose records problems are found, with what is wrong."""
        found: defaultdict[int, list[str]] = defaultdict(list)
        for table_place, table in enumerate(self._tables):
            try:
                standing = sorted(records(table, changed), key=lambda one: (one.file, one.place))
            except RuleBookError:
                continue
            for problem in problems:
                record = _at(standing, problem)
                for number, (place, change) in enumerate(changes):
                    if place == table_place and record and change.key == record.key and change.file == record.file:
                        found[number].append(problem.message)
        return [(*changes[number], tuple(dict.fromkeys(messages))) for number, messages in found.items()]

    def _first_wrong(
        self, changes: Sequence[_Placed], present: Counter[tuple[str, str]]
    ) -> list[tuple[int, Change, tuple[str, ...]]]:
        """Return the first change with which something becomes wrong elsewhere, and what."""
        sound, wrong = 0, len(changes)
        while wrong - sound > 1:
            tried = (sound + wrong) // 2
            if Counter(map(_said, self._problems_with(changes[:tried]))) - present:
                wrong = tried
            else:
                sound = tried
        new = Counter(map(_said, self._problems_with(changes[:wrong]))) - present
        place, change = changes[wrong - 1]
        return [(place, change, tuple(f"{file}：{message}" for file, message in new))]

    def _problems_with(self, changes: Sequence[_Placed]) -> Sequence[Problem]:
        return self._problems_of({**self._files, **_apply(self._files, changes)})


def _said(problem: Problem) -> tuple[str, str]:
    """Return a problem without its place, which edits move."""
    return problem.file, problem.message


def _at(standing: Sequence[Record], problem: Problem) -> Record | None:
    """Return the last record of a file that begins at or before a problem."""
    before = [one for one in standing if one.file == problem.file and one.place <= (problem.line, problem.column)]
    return before[-1] if before else None


def _apply(files: Files, changes: Iterable[_Placed]) -> dict[str, bytes]:
    """Return the files that changes change.

    Raises:
        EditError: if a file is not written for one of them.
    """
    by_file: defaultdict[str, list[Edit]] = defaultdict(list)
    for _, change in changes:
        by_file[change.file] += change.edits
    return {name: edited(files[name], edits) for name, edits in by_file.items()}
