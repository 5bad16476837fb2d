"""Loading a case to act on it, and saving what the act changed. Only inside a writer's job."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from peewee import Database

from hotline_server.clock import from_micros, to_micros
from hotline_server.domain.call import Call
from hotline_server.domain.case import Case
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.dues import next_due
from hotline_server.domain.errors import StaleError
from hotline_server.domain.lifecycle import Act, CaseState
from hotline_server.domain.log import FIRST_HASH, LogEntry
from hotline_server.domain.numbering import day_of, number_of
from hotline_server.domain.parties import CallerEntry, Designation
from hotline_server.domain.working_days import WorkingCalendar
from hotline_server.rulebook.decision import Decision, Outcome, Urgency
from hotline_server.rulebook.limits import TimeLimits
from hotline_server.store.compiled import Compiled, inserting, slot
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
    fingerprint: str
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
        self._by_number = Compiled(database, CaseRow.select().where(CaseRow.number == slot("number")))
        self._log_end = Compiled(
            database,
            CaseRow.select(CaseRow.id, CaseRow.log_length, CaseRow.log_hash).where(CaseRow.number == slot("number")),
        )
        self._assignments = Compiled(
            database,
            AssignmentRow.select().where(AssignmentRow.case_id == slot("case_id")).order_by(AssignmentRow.number),
        )
        self._callers = Compiled(
            database, CallerRow.select().where(CallerRow.case_id == slot("case_id")).order_by(CallerRow.call_id)
        )
        one_more = {NumberingRow.last: NumberingRow.last + 1}
        self._next = Compiled(
            database,
            NumberingRow.insert(day=slot("day"), last=1)
            .on_conflict(conflict_target=[NumberingRow.day], update=one_more)
            .returning(NumberingRow.last),
        )
        self._insert_case = inserting(database, CaseRow, returning=CaseRow.id)
        self._insert_call = inserting(database, CallRow, returning=CallRow.id)
        self._insert_decision = inserting(database, DecisionRow)
        self._insert_log = inserting(database, LogRow)
        self._insert_caller = inserting(database, CallerRow)
        self._put_assignment = inserting(
            database, AssignmentRow, replacing=(AssignmentRow.case_id, AssignmentRow.number)
        )
        self._delete_callers = Compiled(database, CallerRow.delete().where(CallerRow.case_id == slot("case_id")))

    def create(self, new: NewCase) -> Case:
        """Write a case with its call, decision, assignments and log, and return it."""
        file = new.file
        now = file.registered_at
        number = file.number = self._next_number(day_of(now))
        length, last_hash, rows = _log_rows(file, now, 0, FIRST_HASH)
        due = next_due(file)
        (row,) = self._insert_case.run(
            number=number,
            category=new.category,
            matter=new.matter,
            district=new.district,
            phone=new.call.phone,
            registered_at=to_micros(now),
            log_length=length,
            log_hash=last_hash,
            **_case_columns(file, due, now),
        )
        case_id = row["id"]
        (row,) = self._insert_call.run(case_id=case_id, **call_columns(new.call, new.fingerprint, now))
        call_id = row["id"]
        for caller in file.callers:
            caller.call_id = call_id
        self._insert_decision.run(case_id=case_id, decided_at=to_micros(now), **decision_columns(new.decision))
        file.answers = [replace(answer, call_id=call_id) for answer in file.answers]
        self._save_parts(case_id, file, now)
        for entry in rows:
            self._insert_log.run(case_id=case_id, **entry)
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
            next_due=due,
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
        row = next(iter(self._by_number.run(number=number)), None)
        if row is None:
            return None
        if etag is not None and etag != str(row["version"]):
            raise StaleError(number, str(row["version"]), self._acts_since(row["id"], row["version"], etag))
        callers = self._callers.run(case_id=row["id"])
        return CaseFile(
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
            assignments=[assignment_of(found) for found in self._assignments.run(case_id=row["id"])],
            callers=[CallerEntry(found["call_id"], bool(found["answered"])) for found in callers],
            limits=self._limits(),
            calendar=self._calendar(),
            transfers=row["transfers"],
            objected=tuple(json.loads(row["objected"])),
            reminded_at=optional_moment(row["reminded_at"]),
        )

    def save(self, file: CaseFile, now: datetime, decision: Decision | None = None) -> None:
        """Write what an act has changed; a new decision comes into force."""
        (end,) = self._log_end.run(number=file.number)
        file.version += 1
        length, last_hash, rows = _log_rows(file, now, end["log_length"], end["log_hash"])
        CaseRow.update(log_length=length, log_hash=last_hash, **_case_columns(file, next_due(file), now)).where(
            CaseRow.id == end["id"]
        ).execute(self._database)
        self._save_parts(end["id"], file, now)
        if decision:
            self._insert_decision.run(case_id=end["id"], decided_at=to_micros(now), **decision_columns(decision))
        for entry in rows:
            self._insert_log.run(case_id=end["id"], **entry)
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
        (row,) = self._next.run(day=day)
        return number_of(day, row["last"])

    def _acts_since(self, case_id: int, version: int, etag: str) -> list[str]:
        """What was done to the case since the version that ``etag`` names, as far as can be told."""
        if not etag.isdigit():
            return []
        behind = version - int(etag)
        query = LogRow.select(LogRow.act).where(LogRow.case_id == case_id).order_by(LogRow.sequence.desc())
        latest = [found.act for found in query.limit(min(max(behind, 0), 10)).execute(self._database)]
        return [Act[name].value for name in reversed(latest)]

    def _save_parts(self, case_id: int, file: CaseFile, now: datetime) -> None:
        for assignment in file.assignments:
            self._put_assignment.run(case_id=case_id, **assignment_columns(assignment))
        if file.version > 1:
            self._delete_callers.run(case_id=case_id)
        for caller in file.callers:
            self._insert_caller.run(case_id=case_id, call_id=caller.call_id, answered=caller.answered)
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


def _case_columns(file: CaseFile, due: datetime | None, now: datetime) -> dict[str, Any]:
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
        "next_due": optional_micros(due),
        "reminded_at": optional_micros(file.reminded_at),
        "transfers": file.transfers,
        "objected": dump(file.objected),
        "updated_at": to_micros(now),
    }


def _log_rows(file: CaseFile, now: datetime, length: int, previous: str) -> tuple[int, str, list[dict[str, Any]]]:
    """The log rows for the notes in ``file``, and the length and hash of the log with them."""
    rows: list[dict[str, Any]] = []
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
