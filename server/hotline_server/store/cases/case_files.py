"""Persistence of case files. Use only within a writer job."""

import json
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from peewee import SQL, Database, ModelSelect, fn

from hotline_server.domain.acts import changes
from hotline_server.domain.assignments import Assignments
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.dues import next_due
from hotline_server.domain.errors import StaleError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import UNFINISHED, CaseState
from hotline_server.domain.numbering import number_of, parse_number
from hotline_server.domain.parties import CallerEntry, Designation, Role
from hotline_server.domain.timetable import Timetable
from hotline_server.ground.clock import from_micros, to_micros
from hotline_server.rulebook.decision import Decision, Outcome, Urgency
from hotline_server.rulebook.recusal import Recusal
from hotline_server.store.cases.open_locations import close_location
from hotline_server.store.cases.rows import (
    answer_rows,
    assignment_columns,
    assignment_of,
    case_columns,
    decision_columns,
    judgement_rows,
    log_rows,
    optional_moment,
    question_of,
)
from hotline_server.store.engine.bulk import BulkInsert
from hotline_server.store.engine.compiled import Compiled, slot
from hotline_server.store.engine.counters import LOG, Counters
from hotline_server.store.models import (
    AnswerRow,
    AssignmentRow,
    CallerRow,
    CaseRow,
    DecisionRow,
    JudgementRow,
    LogRow,
)

_URGENCIES = list(Urgency)


class CaseFiles:
    """Repository of case files."""

    def __init__(
        self,
        database: Database,
        timetable: Callable[[], Timetable],
        erase: Callable[[int], None],
        retention: timedelta,
        directory: Callable[[], Directory],
        recusal: Callable[[str], Recusal],
    ) -> None:
        """Prepare the statements.

        Args:
            database: database of the cases.
            timetable: returns the timetable in force.
            erase: erases the caller of a case, given its id.
            retention: time from archiving a case to erasing its caller.
            directory: returns the directory in force.
            recusal: returns whom the protected callers of a case accuse, given its number.
        """
        self._recusal = recusal
        self._erase = erase
        self._retention = retention
        self._directory = directory
        self._database = database
        self._timetable = timetable
        self._by_id = Compiled(database, CaseRow.select().where(CaseRow.id == slot("id")))
        self._log_end = Compiled(
            database,
            CaseRow.select(CaseRow.log_length, CaseRow.log_hash).where(CaseRow.id == slot("id")),
        )
        self._assignments = Compiled(
            database,
            AssignmentRow.select().where(AssignmentRow.case_id == slot("case_id")).order_by(AssignmentRow.number),
        )
        self._callers = Compiled(
            database, CallerRow.select().where(CallerRow.case_id == slot("case_id")).order_by(CallerRow.call_id)
        )
        self._counters = Counters(database)
        self._insert_decision = BulkInsert(database, DecisionRow)
        self._insert_log = BulkInsert(database, LogRow)
        self._insert_callers = BulkInsert(database, CallerRow)
        self._insert_answers = BulkInsert(database, AnswerRow)
        self._insert_judgements = BulkInsert(database, JudgementRow)
        self._put_assignments = BulkInsert(database, AssignmentRow, (AssignmentRow.case_id, AssignmentRow.number))
        self._delete_callers = Compiled(database, CallerRow.delete().where(CallerRow.case_id == slot("case_id")))

    def load(self, number: str, etag: str | None = None) -> CaseFile | None:
        """Load a case, or return ``None`` if there is none.

        Work of a department that was renamed, merged or split is handed over to whoever does it today.

        Args:
            number: case number.
            etag: expected version; ``None`` to accept any.

        Raises:
            StaleError: the case is at another version.
        """
        row = next(iter(self._by_id.run(id=parse_number(number))), None)
        if row is None:
            return None
        if etag is not None and etag != str(row["version"]):
            raise StaleError(f"工单 {number} ", str(row["version"]), self._acts_since(row["id"], row["version"], etag))
        callers = self._callers.run(case_id=row["id"])
        file = CaseFile(
            number=number,
            version=row["version"],
            state=CaseState[row["state"]],
            since=from_micros(row["since"]),
            outcome=Outcome[row["outcome"]],
            urgency=_URGENCIES[row["urgency"]],
            designation=Designation(
                row["lead"], tuple(json.loads(row["cohandlers"])), row["days"], bool(row["may_answer"])
            ),
            registered_at=from_micros(row["registered_at"]),
            assignments=Assignments(map(assignment_of, self._assignments.run(case_id=row["id"]))),
            callers=[CallerEntry(found["call_id"], bool(found["answered"])) for found in callers],
            timetable=self._timetable(),
            transfers=row["transfers"],
            objected=tuple(json.loads(row["objected"])),
            reminded_at=optional_moment(row["reminded_at"]),
            erased=bool(row["erased"]),
            attended=row["owner"] == Role.OPERATOR.value,
            retention=self._retention,
            current=partial(self._directory().current, matter=row["matter"]),
            question=question_of(row["question"]),
            recusal=partial(self._recusal, number),
        )
        changes.hand_over(file)
        return file

    def save(self, file: CaseFile, now: datetime, decision: Decision | None = None) -> None:
        """Save the changes of an act, and the new decision if there is one."""
        case_id = parse_number(file.number)
        (end,) = self._log_end.run(id=case_id)
        # An alarm calls for an act and must not refuse that of whoever has read the case before it.
        file.version += any(note.act is not Act.ALARM for note in file.notes)
        last = self._counters.advance({LOG: len(file.notes)})[LOG]
        position = last - len(file.notes)
        length, last_hash, entries = log_rows(file, now, end["log_length"], end["log_hash"], position)
        CaseRow.update(log_length=length, log_hash=last_hash, **case_columns(file, next_due(file), now)).where(
            CaseRow.id == case_id
        ).execute(self._database)
        key = {"case_id": case_id}
        self._put_assignments.run([key | assignment_columns(assignment) for assignment in file.assignments])
        self._delete_callers.run(case_id=case_id)
        self._insert_callers.run([key | {"call_id": c.call_id, "answered": c.answered} for c in file.callers])
        self._insert_answers.run([key | row for row in answer_rows(file, now)])
        self._insert_judgements.run([key | row for row in judgement_rows(file, now)])
        if decision:
            self._insert_decision.run([key | {"version": file.version} | decision_columns(decision, now)])
        elif any(note.act is Act.HAND_OVER for note in file.notes):
            self._insert_decision.run([key | self._handed_over(file, now)])
        self._insert_log.run([key | entry for entry in entries])
        if file.state.is_answered and not all(note.from_state.is_answered for note in file.notes):
            close_location(self._database, case_id)
        if any(note.act is Act.ERASE for note in file.notes):
            self._erase(case_id)
        file.notes.clear()
        file.answers.clear()
        file.judgements.clear()
        file.lifted = ()

    def _handed_over(self, file: CaseFile, now: datetime) -> dict[str, Any]:
        """Return the decision in force with the departments that do the work now."""
        query = DecisionRow.select().where(DecisionRow.case_id == parse_number(file.number))
        reasons = [note.reason for note in file.notes if note.act is Act.HAND_OVER]
        newest = query.order_by(DecisionRow.version.desc()).limit(1).dicts()
        present: dict[str, Any] = next(iter(newest.execute(self._database)))
        return present | {
            "version": file.version,
            "lead": file.designation.lead,
            "cohandlers": json.dumps(file.designation.cohandlers, ensure_ascii=False),
            "reasons": json.dumps(reasons, ensure_ascii=False),
            "decided_at": to_micros(now),
        }

    def due(self, now: datetime, limit: int) -> list[str]:
        """Return the numbers of up to ``limit`` cases that need attention by ``now``, longest due first."""
        query = (
            CaseRow.select(CaseRow.id).where(CaseRow.next_due <= to_micros(now)).order_by(CaseRow.next_due).limit(limit)
        )
        return [number_of(row.id) for row in query.execute(self._database)]

    def oldest_due(self) -> datetime | None:
        """Return the earliest due time of any case, UTC."""
        row = CaseRow.select(CaseRow.next_due).where(CaseRow.next_due.is_null(False)).order_by(CaseRow.next_due)
        first = row.first(self._database)
        return from_micros(first.next_due) if first else None

    def oldest_question(self) -> datetime | None:
        """Return when the oldest case with an open question about a suspected danger was registered, UTC."""
        # A literal, since the partial index is used for nothing else.
        row = CaseRow.select(CaseRow.registered_at).where(SQL("question <> ''")).order_by(CaseRow.id)
        first = row.first(self._database)
        return from_micros(first.registered_at) if first else None

    def provisional(self) -> list[str]:
        """Return the numbers of the cases with a provisional deadline."""
        query = AssignmentRow.select(AssignmentRow.case_id).where(AssignmentRow.provisional).distinct()
        return [number_of(row.case_id) for row in query.execute(self._database)]

    def unfinished_of(self, departments: Sequence[str], limit: int, matters: Sequence[str] = ()) -> list[str]:
        """Return the numbers of up to ``limit`` cases that one of the departments has or is to have in hand.

        Args:
            departments: names.
            limit: maximum number of cases.
            matters: only cases on these matters; any if empty.
        """
        assigned = self._unfinished(departments, AssignmentRow.case_id.alias("id")).distinct()
        designated = self._designated(departments, CaseRow.id)
        if matters:
            assigned = assigned.join(CaseRow, on=(CaseRow.id == AssignmentRow.case_id))
            assigned = assigned.where(CaseRow.matter.in_(matters))
            designated = designated.where(CaseRow.matter.in_(matters))
        found = [row["id"] for row in assigned.limit(limit).dicts().execute(self._database)]
        found += [row["id"] for row in designated.limit(limit - len(found)).dicts().execute(self._database)]
        return [number_of(case_id) for case_id in dict.fromkeys(found)]

    def count_unfinished(self, departments: Sequence[str], examples: int) -> tuple[int, list[str]]:
        """Count what the departments have or are to have in hand; return also the numbers of some of the cases."""
        count = fn.COUNT(SQL("*")).alias("total")
        counted = (self._unfinished(departments, count), self._designated(departments, count))
        total = sum(next(iter(query.dicts().execute(self._database)))["total"] for query in counted)
        return total, self.unfinished_of(departments, examples)

    @staticmethod
    def _designated(departments: Sequence[str], *selected: object) -> "ModelSelect[CaseRow]":
        """Select the cases that wait with a department designated and no assignment: referred, or before a leader."""
        states = [state.name for state in (CaseState.REFERRED, CaseState.AWAITING_INSTRUCTION, CaseState.VERIFYING)]
        return CaseRow.select(*selected).where(CaseRow.lead.in_(departments), CaseRow.state.in_(states))

    @staticmethod
    def _unfinished(departments: Sequence[str], *selected: object) -> "ModelSelect[AssignmentRow]":
        states = [state.name for state in UNFINISHED]
        return AssignmentRow.select(*selected).where(
            AssignmentRow.department.in_(departments), AssignmentRow.state.in_(states)
        )

    def _acts_since(self, case_id: int, version: int, etag: str) -> list[str]:
        """Return the labels of up to ten latest acts since the version of ``etag``."""
        if not etag.isdigit():
            return []
        behind = version - int(etag)
        query = LogRow.select(LogRow.act).where(LogRow.case_id == case_id).order_by(LogRow.sequence.desc())
        latest = [found.act for found in query.limit(min(max(behind, 0), 10)).execute(self._database)]
        return [Act[name].value for name in reversed(latest)]
