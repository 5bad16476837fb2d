"""Loading a case to act on it, and saving what the act changed. Only inside a writer's job."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from peewee import Database

from hotline_server.clock import from_micros, to_micros
from hotline_server.domain.call import Call
from hotline_server.domain.case import Case
from hotline_server.domain.case_file import CallerEntry, CaseFile, Designation
from hotline_server.domain.errors import StaleError
from hotline_server.domain.lifecycle import Act, CaseState
from hotline_server.domain.log import FIRST_HASH, LogEntry
from hotline_server.domain.numbering import day_of, number_of
from hotline_server.domain.working_days import WorkingCalendar
from hotline_server.rulebook.decision import Decision, Outcome, Urgency
from hotline_server.rulebook.limits import TimeLimits
from hotline_server.store.models import (
    AnswerRow,
    AssignmentRow,
    CallerRow,
    CallRow,
    CaseRow,
    DecisionRow,
    LogRow,
    NumberingRow,
)
from hotline_server.store.rows import (
    assignment_columns,
    assignment_of,
    call_columns,
    decision_columns,
    dump,
    optional_micros,
    optional_moment,
)

_URGENCIES = list(Urgency)


@dataclass(frozen=True, slots=True)
class NewCase:
    """A call that opens a case, its decision, and the case as that decision leaves it."""

    call: Call
    decision: Decision
    file: CaseFile
    category: str
    matter: str
    district: str


class CaseFiles:
    """The cases in a database, to be acted on."""

    def __init__(
        self, database: Database, limits: Callable[[], TimeLimits], calendar: Callable[[], WorkingCalendar]
    ) -> None:
        """Work on ``database``.

        Args:
            database: where.
            limits: gives the time limits of the rule book in force.
            calendar: gives the working calendar in force.
        """
        self._database = database
        self._limits = limits
        self._calendar = calendar

    def create(self, new: NewCase) -> Case:
        """Write a case with its call, decision, assignments and log, and return it."""
        file = new.file
        now = file.registered_at
        number = file.number = self._next_number(day_of(now))
        length, last_hash, rows = _log_rows(file, now, 0, FIRST_HASH)
        case_id = CaseRow.insert(
            number=number,
            category=new.category,
            matter=new.matter,
            district=new.district,
            phone=new.call.phone,
            registered_at=to_micros(now),
            log_length=length,
            log_hash=last_hash,
            **_case_columns(file, now),
        ).execute(self._database)
        call_id = CallRow.insert(case_id=case_id, **call_columns(new.call, now)).execute(self._database)
        for caller in file.callers:
            caller.call_id = call_id
        DecisionRow.insert(case_id=case_id, decided_at=to_micros(now), **decision_columns(new.decision)).execute(
            self._database
        )
        file.answers = [replace(answer, call_id=call_id) for answer in file.answers]
        self._save_parts(case_id, file, now)
        LogRow.insert_many([row | {"case_id": case_id} for row in rows]).execute(self._database)
        return Case(
            number=number,
            version=file.version,
            state=file.state,
            call=replace(new.call, received_at=new.call.received_at or now),
            decision=new.decision,
            decided_at=now,
            category=new.category,
            matter=new.matter,
            owner=file.owner,
            next_due=file.next_due,
            registered_at=now,
            updated_at=now,
            assignments=tuple(file.assignments),
            callers=tuple(file.callers),
        )

    def load(self, number: str, etag: str | None = None) -> CaseFile | None:
        """The case of that number.

        Args:
            number: of the case.
            etag: the version that the act is meant for; ``None`` where it is meant for any.

        Raises:
            StaleError: the case is of another version by now.
        """
        row = CaseRow.select().where(CaseRow.number == number).first(self._database)
        if row is None:
            return None
        if etag is not None and etag != str(row.version):
            raise StaleError(number, str(row.version), self._acts_since(row, etag))
        assignments = AssignmentRow.select().where(AssignmentRow.case_id == row.id).order_by(AssignmentRow.number)
        callers = CallerRow.select().where(CallerRow.case_id == row.id).order_by(CallerRow.call_id)
        return CaseFile(
            number=number,
            version=row.version,
            state=CaseState[row.state],
            since=from_micros(row.since),
            outcome=Outcome[row.outcome],
            urgency=_URGENCIES[row.urgency],
            designation=Designation(row.lead, tuple(json.loads(row.cohandlers)), row.days, row.may_answer),
            registered_at=from_micros(row.registered_at),
            assignments=[assignment_of(found) for found in assignments.execute(self._database)],
            callers=[CallerEntry(found.call_id, found.answered) for found in callers.execute(self._database)],
            limits=self._limits(),
            calendar=self._calendar(),
            transfers=row.transfers,
            objected=tuple(json.loads(row.objected)),
            reminded_at=optional_moment(row.reminded_at),
        )

    def save(self, file: CaseFile, now: datetime, decision: Decision | None = None) -> None:
        """Write what an act has changed; a new decision comes into force."""
        row = CaseRow.select(CaseRow.id, CaseRow.log_length, CaseRow.log_hash).where(CaseRow.number == file.number)
        found = row.first(self._database)
        file.version += 1
        length, last_hash, rows = _log_rows(file, now, found.log_length, found.log_hash)
        CaseRow.update(log_length=length, log_hash=last_hash, **_case_columns(file, now)).where(
            CaseRow.id == found.id
        ).execute(self._database)
        self._save_parts(found.id, file, now)
        if decision:
            DecisionRow.insert(case_id=found.id, decided_at=to_micros(now), **decision_columns(decision)).execute(
                self._database
            )
        if rows:
            LogRow.insert_many([entry | {"case_id": found.id} for entry in rows]).execute(self._database)
        file.notes.clear()
        file.answers.clear()

    def due(self, now: datetime, limit: int) -> list[str]:
        """The numbers of the cases that somebody must look at by ``now``, the longest due first."""
        query = (
            CaseRow.select(CaseRow.number)
            .where(CaseRow.next_due <= to_micros(now))
            .order_by(CaseRow.next_due)
            .limit(limit)
        )
        return [row.number for row in query.execute(self._database)]

    def provisional(self) -> list[str]:
        """The numbers of the cases with a deadline that an announcement of holidays may move."""
        mine = AssignmentRow.select(AssignmentRow.case_id).where(AssignmentRow.provisional)
        query = CaseRow.select(CaseRow.number).where(CaseRow.id.in_(mine))
        return [row.number for row in query.execute(self._database)]

    def _next_number(self, day: str) -> str:
        one_more = {NumberingRow.last: NumberingRow.last + 1}
        counter = (
            NumberingRow.insert(day=day, last=1)
            .on_conflict(conflict_target=[NumberingRow.day], update=one_more)
            .returning(NumberingRow.last)
        )
        (row,) = counter.execute(self._database)
        return number_of(day, row.last)

    def _acts_since(self, row: CaseRow, etag: str) -> list[str]:
        """What was done to the case since the version that ``etag`` names, as far as can be told."""
        if not etag.isdigit():
            return []
        behind = row.version - int(etag)
        query = LogRow.select(LogRow.act).where(LogRow.case_id == row.id).order_by(LogRow.sequence.desc())
        latest = [found.act for found in query.limit(min(max(behind, 0), 10)).execute(self._database)]
        return [Act[name].value for name in reversed(latest)]

    def _save_parts(self, case_id: int, file: CaseFile, now: datetime) -> None:
        for assignment in file.assignments:
            columns = assignment_columns(assignment)
            AssignmentRow.insert(case_id=case_id, **columns).on_conflict(
                conflict_target=[AssignmentRow.case_id, AssignmentRow.number], update=columns
            ).execute(self._database)
        CallerRow.delete().where(CallerRow.case_id == case_id).execute(self._database)
        if file.callers:
            CallerRow.insert_many(
                [{"case_id": case_id, "call_id": c.call_id, "answered": c.answered} for c in file.callers]
            ).execute(self._database)
        if file.answers:
            AnswerRow.insert_many(
                [
                    {
                        "case_id": case_id,
                        "call_id": answer.call_id,
                        "at": to_micros(now),
                        "actor": file.notes[-1].actor.name,
                        "means": answer.means,
                        "content": answer.content,
                        "policy": answer.policy,
                        "supported": answer.supported,
                        "given": answer.given,
                    }
                    for answer in file.answers
                ]
            ).execute(self._database)


def _case_columns(file: CaseFile, now: datetime) -> dict[str, object]:
    return {
        "version": file.version,
        "state": file.state.name,
        "since": to_micros(file.since),
        "outcome": file.outcome.name,
        "urgency": _URGENCIES.index(file.urgency),
        "lead": file.designation.lead,
        "cohandlers": dump(file.designation.cohandlers),
        "days": file.designation.days,
        "may_answer": file.designation.may_answer,
        "owner": file.owner,
        "next_due": optional_micros(file.next_due),
        "reminded_at": optional_micros(file.reminded_at),
        "transfers": file.transfers,
        "objected": dump(file.objected),
        "updated_at": to_micros(now),
    }


def _log_rows(file: CaseFile, now: datetime, length: int, previous: str) -> tuple[int, str, list[dict[str, object]]]:
    """The log rows for the notes in ``file``, and the length and hash of the log with them."""
    rows: list[dict[str, object]] = []
    for note in file.notes:
        length += 1
        entry = LogEntry(
            case_number=file.number,
            sequence=length,
            at=now,
            actor=note.actor.name,
            role=note.actor.role.name,
            act=note.act.name,
            reason=note.reason,
            from_state="" if note.act is Act.REGISTER else note.from_state.name,
            to_state=note.to_state.name,
            department=note.department,
            details=note.details,
            previous_hash=previous,
        )
        previous = entry.hash
        rows.append(
            {
                "sequence": length,
                "at": to_micros(now),
                "actor": entry.actor,
                "role": entry.role,
                "act": entry.act,
                "reason": entry.reason,
                "from_state": entry.from_state,
                "to_state": entry.to_state,
                "department": entry.department,
                "details": dump(entry.details),
                "hash": previous,
            }
        )
    return length, previous, rows
