"""Rows that acts on cases change."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from peewee import Database, Field, Model

from hotline_server.domain.dues import seal, settle
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.numbering import number_of
from hotline_server.ground.clock import to_micros
from hotline_server.rulebook.decision import Decision
from hotline_server.store.cases.amended_calls import AmendedRows, stored_call
from hotline_server.store.cases.called_for import CalledFor
from hotline_server.store.cases.loaded_file import LoadedFile
from hotline_server.store.cases.reading import CALL, DECISION, CaseRows
from hotline_server.store.cases.rows.assignments import assignment_columns
from hotline_server.store.cases.rows.callers import answer_rows, caller_columns
from hotline_server.store.cases.rows.cases import case_columns
from hotline_server.store.cases.rows.decisions import decision_columns, judgement_rows
from hotline_server.store.cases.rows.handovers import handover_columns, handovers_of
from hotline_server.store.cases.rows.log import log_rows
from hotline_server.store.cases.rows.values import dump
from hotline_server.store.engine.compiled import Row
from hotline_server.store.engine.sql import execute_many
from hotline_server.store.models import (
    AnswerRow,
    AssignmentRow,
    CallerRow,
    CallRow,
    CaseRow,
    DecisionRow,
    HandoverRow,
    JudgementRow,
    LogRow,
    MessageRow,
    SlipRow,
)
from hotline_server.store.proofs.coverage import COVERED_BY_TABLE, REMOVED, digests_of

PUT: Mapping[type[Model], Sequence[Field]] = {
    AssignmentRow: (AssignmentRow.case_id, AssignmentRow.number),
    HandoverRow: (HandoverRow.case_id, HandoverRow.number),
    CallerRow: (CallerRow.case_id, CallerRow.call_id),
    AnswerRow: (),
    JudgementRow: (),
    DecisionRow: (),
    SlipRow: (),
    MessageRow: (),
    LogRow: (),
}
"""Tables that acts add rows to, with the key by which a row is replaced; without one rows are only added."""

_SELDOM_CHANGED = ("outcome", "urgency", "lead")
"""Columns with an index each, whose page SQLite writes whenever a statement names the column, changed or not."""


@dataclass(frozen=True, slots=True)
class Change:
    """Case file after an act at ``now``, UTC, and the new decision if there is one."""

    file: LoadedFile
    now: datetime
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """Rows to be written.

    Attributes:
        cases: changed columns of cases, with their ids.
        rows: new and changed rows of other tables.
        removed_callers: ids of cases, and of calls that they need no longer answer.
        unlogged: digests of rows by their keys, and by the ids of cases whose logs have no new entry.
        amended: rows of calls that are amended.
        answered: ids of cases whose callers are answered now.
        erased: ids of cases whose callers are to be erased.
    """

    cases: list[Row] = field(default_factory=list)
    rows: dict[type[Model], list[Row]] = field(default_factory=lambda: {table: [] for table in PUT})
    removed_callers: list[tuple[int, int]] = field(default_factory=list)
    unlogged: dict[int, dict[str, str]] = field(default_factory=dict)
    amended: list[AmendedRows] = field(default_factory=list)
    answered: list[int] = field(default_factory=list)
    erased: list[int] = field(default_factory=list)


def with_sealed(changes: Sequence[Change], load: Callable[[Iterable[str]], Mapping[str, LoadedFile]]) -> list[Change]:
    """Seal what was joined into cases that are archived, and return the changes with those of it."""
    known = {change.file.number: change for change in changes}
    for main in changes:
        if any(note.act is Act.ARCHIVE for note in main.file.notes):
            numbers = [number_of(caller.call_id) for caller in main.file.callers]
            loaded = load([number for number in numbers if number not in known])
            found = [known[number].file if number in known else loaded[number] for number in numbers]
            for file in _sealed(main.file.number, found, main.now):
                known.setdefault(file.number, Change(file, main.now))
    return list(known.values())


def _sealed(number: str, files: Collection[LoadedFile], now: datetime) -> Iterator[LoadedFile]:
    """Seal and yield the files of those that were joined into a case, directly or with another."""
    for file in files:
        if file.joined_into == number:
            seal(file, now)
            yield file
            yield from _sealed(file.number, files, now)


def write_out(changes: Sequence[Change], position: int, called_for: Sequence[CalledFor]) -> Written:
    """Return the rows that acts change, and consider them stored.

    Args:
        changes: acts, each on another case.
        position: position in the log of all cases before the first act.
        called_for: what each act calls for.
    """
    written = Written()
    for change, rows in zip(changes, called_for, strict=True):
        _add(change, position, rows, written)
        position += len(change.file.notes)
        change.file.notes.clear()
        change.file.answers.clear()
        change.file.judgements.clear()
        change.file.lifted, change.file.amended = (), None
    return written


def _add(change: Change, position: int, called_for: CalledFor, written: Written) -> None:
    file, now, stored = change.file, change.now, change.file.rows
    case_id: int = stored.case["id"]
    key = {"case_id": case_id}
    # An alarm calls for an act and must not refuse that of whoever has read the case before it.
    file.version += any(note.act is not Act.ALARM for note in file.notes)
    columns = case_columns(file, settle(file), now)
    decision = _decision_columns(change)
    file.rows = CaseRows(
        case=stored.case | columns | {DECISION + name: value for name, value in decision.items()},
        assignments=[key | assignment_columns(assignment) for assignment in file.assignments],
        callers=[key | caller_columns(caller) for caller in file.callers],
        awaits_main=file.awaits_main,
    )
    if file.amended:
        written.amended.append(replace(file.amended, location=None) if file.state.is_answered else file.amended)
        file.rows.case |= file.amended.case | {CALL + name: value for name, value in file.amended.call.items()}
    rows: dict[type[Model], list[Row]] = {
        AssignmentRow: [row for row in file.rows.assignments if row not in stored.assignments],
        HandoverRow: [key | row for row in _changed_handovers(file, stored)],
        CallerRow: [row for row in file.rows.callers if row not in stored.callers],
        AnswerRow: [key | row for row in answer_rows(file, now)],
        JudgementRow: [key | row for row in judgement_rows(file, now)],
        DecisionRow: [key | {"version": file.version} | decision] if decision else [],
        SlipRow: list(called_for.slips),
        MessageRow: list(called_for.messages),
    }
    still = {caller.call_id for caller in file.callers}
    gone = [row for row in stored.callers if row["call_id"] not in still]
    amended = [stored_call(file.rows.case) | file.amended.call] if file.amended else []
    digests = digests_of({CaseRow: [file.rows.case], CallRow: amended, **rows})
    digests |= {COVERED_BY_TABLE[CallerRow].key(row): REMOVED for row in gone}
    length, last_hash, log = log_rows(file, now, stored.case["log_length"], stored.case["log_hash"], position, digests)
    if not log:
        written.unlogged[case_id] = digests
    file.rows.case |= {"log_length": length, "log_hash": last_hash}
    if all(columns[name] == stored.case[name] for name in _SELDOM_CHANGED):
        columns = {name: value for name, value in columns.items() if name not in _SELDOM_CHANGED}
    written.cases.append({"id": case_id, **columns, "log_length": length, "log_hash": last_hash})
    for table, added in rows.items():
        written.rows[table].extend(added)
    written.rows[LogRow].extend(key | row for row in log)
    written.removed_callers.extend((case_id, row["call_id"]) for row in gone)
    if file.state.is_answered and not all(note.from_state.is_answered for note in file.notes):
        written.answered.append(case_id)
    if any(note.act is Act.ERASE for note in file.notes):
        written.erased.append(case_id)


def _changed_handovers(file: LoadedFile, stored: CaseRows) -> list[Row]:
    """Return the rows of hand-overs that are new or changed."""
    before = [handover_columns(one) for one in handovers_of(stored.case["handovers"])]
    return [row for row in map(handover_columns, file.handovers) if row not in before]


def _decision_columns(change: Change) -> Row:
    """Return the columns of the new decision: that of the act, or the present one with the departments of today."""
    file = change.file
    if change.decision:
        return decision_columns(change.decision, change.now)
    reasons = [note.reason for note in file.notes if note.act is Act.HAND_OVER]
    if not reasons:
        return {}
    present = {
        name.removeprefix(DECISION): value for name, value in file.rows.case.items() if name.startswith(DECISION)
    }
    return present | {
        # SQLite has no boolean type.
        "asks_back": bool(present["asks_back"]),
        "lead": file.designation.lead,
        "cohandlers": dump(file.designation.cohandlers),
        "reasons": dump(reasons),
        "decided_at": to_micros(change.now),
    }


def remove_callers(database: Database, keys: Sequence[tuple[int, int]]) -> None:
    """Remove calls that cases need no longer answer, by the ids of case and call. Use only within a writer job."""
    if keys:
        mark = database.param
        execute_many(database, f"DELETE FROM case_caller WHERE case_id = {mark} AND call_id = {mark}", keys)
