"""Persistence of case files. Use only within a writer job."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import cache, partial, reduce
from operator import or_

from peewee import SQL, Database, ModelSelect, fn

from hotline_server.domain.acts.changes import hand_over
from hotline_server.domain.assignment import Assignment
from hotline_server.domain.assignments import Assignments
from hotline_server.domain.calendar_change import CalendarChange
from hotline_server.domain.case import Case
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.errors import StaleError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import UNFINISHED, WORKING, CaseState, HandoverState
from hotline_server.domain.numbering import number_of, parse_number
from hotline_server.domain.parties import Designation, Role
from hotline_server.domain.slips.composition import Subject
from hotline_server.domain.slips.slip import SlipDraft
from hotline_server.domain.stuck import Job
from hotline_server.domain.timetable import Timetable
from hotline_server.ground.clock import begin_of, from_micros, local_day, to_micros
from hotline_server.rulebook.decision import Decision, Outcome, Urgency
from hotline_server.rulebook.recusal import Recusal
from hotline_server.rulebook.time_limit import parse
from hotline_server.store.cases.amended_calls import AmendedCalls
from hotline_server.store.cases.calendar_moves import CalendarMoves
from hotline_server.store.cases.called_for import CalledFor
from hotline_server.store.cases.changes import PUT, Change, remove_callers, with_sealed, write_out
from hotline_server.store.cases.loaded_file import LoadedFile
from hotline_server.store.cases.open_locations import close_locations
from hotline_server.store.cases.reading import CaseReading, CaseRows
from hotline_server.store.cases.rows.assignments import assignment_of
from hotline_server.store.cases.rows.callers import caller_of, left_calls_of
from hotline_server.store.cases.rows.decisions import proposed_decision_of
from hotline_server.store.cases.rows.handovers import handovers_of, origin_of
from hotline_server.store.cases.rows.interruptions import interrupted_of
from hotline_server.store.cases.rows.pending import (
    alarm_of,
    end_proposal_of,
    holds_of,
    leader_question_of,
    promise_of,
    question_of,
    referral_of,
    reminders_of,
)
from hotline_server.store.cases.rows.values import load_texts, optional_moment
from hotline_server.store.engine.bulk import BulkInsert, BulkUpdate, pipeline
from hotline_server.store.engine.compiled import Row
from hotline_server.store.engine.counters import LOG, Counters
from hotline_server.store.messages.outbox import Outbox
from hotline_server.store.models import AssignmentRow, CallerRow, CaseRow, HandoverRow, LogRow
from hotline_server.store.proofs.journal import Cause, Journal
from hotline_server.store.slips.register import SlipRegister
from hotline_server.store.stuck import StuckItems

_URGENCIES = list(Urgency)
_MOST_DIGITS = 18
"""Digits of an etag, beyond all versions that a case can have."""

_AWAITING_STEPS = [state for state in CaseState if not state.is_answered or state is CaseState.CALLBACK_REVIEW]
"""States in which somebody owes the next step."""


class CaseFiles:
    """Repository of case files."""

    def __init__(
        self,
        database: Database,
        reading: CaseReading,
        timetable: Callable[[], Timetable],
        erase: Callable[[int], None],
        retention: timedelta,
        directory: Callable[[], Directory],
        recusal: Callable[[Case], Recusal],
        outbox: Outbox,
        slips: SlipRegister,
        changes: Callable[[], Sequence[CalendarChange]],
    ) -> None:
        """Prepare the statements.

        Args:
            database: database of the cases.
            reading: reads whole cases.
            timetable: returns the timetable in force.
            erase: erases the caller of a case, given its id.
            retention: time from archiving a case to erasing its caller.
            directory: returns the directory in force.
            recusal: returns whom the protected callers of a case accuse.
            outbox: takes the messages that acts call for.
            slips: numbers the slips that acts call for.
            changes: returns the changes of the calendar that some cases have not followed yet.
        """
        self._database = database
        self._reading = reading
        self._timetable = timetable
        self._recusal = recusal
        self._erase = erase
        self._retention = retention
        self._directory = directory
        self._outbox = outbox
        self._slips = slips
        self._changes = changes
        self._moves = CalendarMoves(database)
        self._counters = Counters(database)
        self._update_cases = BulkUpdate(database, CaseRow.id)
        self._journal = Journal(database)
        self._amended = AmendedCalls(database)
        self._stuck = StuckItems(database)
        self._puts = {table: BulkInsert(database, table, replacing=key) for table, key in PUT.items()}

    def load(self, number: str, etag: str | None = None) -> LoadedFile | None:
        """Load a case, or return ``None`` if there is none.

        Args:
            number: case number.
            etag: expected version; ``None`` to accept any.

        Raises:
            StaleError: the case is at another version.
        """
        file = self.load_all([number]).get(number)
        if file is not None and etag is not None:
            self.check_version(file, etag)
        return file

    def load_main(self, file: LoadedFile) -> LoadedFile | None:
        """Load the case that answers the callers of one that was joined; ``None`` if it was not."""
        main = file
        while main.joined_into:
            main = self.load_all([main.joined_into])[main.joined_into]
        return None if main is file else main

    def load_all(self, numbers: Iterable[str]) -> dict[str, LoadedFile]:
        """Load cases by number; unknown numbers are left out.

        Work of a department that was renamed, merged or split is handed over to whoever does it today, and deadlines
        follow the calendar if they have not yet.

        Raises:
            DamagedRowError: if one of them is damaged.
        """
        found = self._reading.rows([parse_number(number) for number in numbers]).values()
        files = [self._reading.build(rows, self._file) for rows in found]
        for file in files:
            hand_over(file)
        if files and (changes := self._changes()):
            self._moves.follow(files, changes)
        return {file.number: file for file in files}

    def _file(self, rows: CaseRows) -> LoadedFile:
        row = rows.case
        return LoadedFile(
            number=number_of(row["id"]),
            version=row["version"],
            state=CaseState[row["state"]],
            since=from_micros(row["since"]),
            outcome=Outcome[row["outcome"]],
            urgency=_URGENCIES[row["urgency"]],
            designation=Designation(
                row["lead"], load_texts(row["cohandlers"]), parse(row["time_limit"]), bool(row["may_answer"])
            ),
            registered_at=from_micros(row["registered_at"]),
            assignments=Assignments(map(assignment_of, rows.assignments)),
            callers=[caller_of(caller) for caller in rows.callers],
            timetable=self._timetable(),
            transfers=row["transfers"],
            objected=load_texts(row["objected"]),
            reminders=reminders_of(row["reminders"]),
            interrupted=interrupted_of(row["interrupted"]),
            left_calls=left_calls_of(row["left_calls"]),
            erased=bool(row["erased"]),
            attended=row["owner"] == Role.OPERATOR.value,
            retention=self._retention,
            current=partial(self._directory().current, matter=row["matter"]),
            question=question_of(row["question"]),
            leader_question=leader_question_of(row["leader_question"]),
            holds=holds_of(row["holds"]),
            promise=promise_of(row["promise"]),
            alarm=alarm_of(row["alarm"]),
            on_duty=lambda post, now: self._directory().on_duty(post, local_day(now)),
            end_proposal=end_proposal_of(row["end_proposal"]),
            nuisance=bool(row["nuisance"]),
            referral=referral_of(row["referral"]),
            handovers=handovers_of(row["handovers"]),
            origin=origin_of(row),
            proposed_end=row["decision_end_code"],
            recusal=cache(lambda: self._recusal(self._reading.case(rows))),
            wrongdoing=lambda: self._reading.case(rows).reports_wrongdoing,
            protected=lambda: self._reading.case(rows).has_protected,
            urges=row["urges"],
            reopen_by=optional_moment(row["reopen_by"]),
            joined_into=number_of(row["joined_into"]) if row["joined_into"] else "",
            awaits_main=rows.awaits_main,
            registrar=row["registrar"],
            amend_by=optional_moment(row["amend_by"]),
            proposed_decision=proposed_decision_of(row["proposed_decision"]),
            split_from=number_of(row["split_from"]) if row["split_from"] else "",
            rows=rows,
            reading=self._reading,
        )

    def check_version(self, file: CaseFile, etag: str) -> None:
        """Check that a case is at the version that was read.

        Raises:
            StaleError: it is at another version.
        """
        if etag != str(file.version):
            acts = self._acts_since(parse_number(file.number), file.version, etag)
            raise StaleError(f"工单 {file.number} ", str(file.version), acts)

    def save(self, file: LoadedFile, now: datetime, decision: Decision | None = None) -> None:
        """Save the changes of an act, and the new decision if there is one."""
        self.save_all([Change(file, now, decision)])

    def save_all(self, changes: Sequence[Change]) -> None:
        """Save the changes of acts, each on another case, with statements of their own only for tables that changed.

        What was joined into a case that is archived is archived with it.
        """
        changes = with_sealed(changes, self.load_all)
        messages = self._outbox.number([self._messages(change) for change in changes])
        slips = self._slips.number([(change.file.number, self._drafts(change)) for change in changes])
        count = sum(len(change.file.notes) for change in changes)
        last = self._counters.advance({LOG: count})[LOG] if count else 0
        written = write_out(changes, last - count, list(map(CalledFor, slips, messages)))
        with pipeline(self._database):
            self._update_cases.run(written.cases)
            for table, put in self._puts.items():
                put.run(written.rows[table])
            remove_callers(self._database, written.removed_callers)
            close_locations(self._database, written.answered)
        if followed := {change.file.number: change.file.followed for change in changes if change.file.followed}:
            self._moves.settle(followed, max(followed.values()))
        self._journal.append(Cause.WAITING, written.unlogged)
        self._amended.write(written.amended)
        for case_id in written.erased:
            self._erase(case_id)

    def _messages(self, change: Change) -> list[Row]:
        """Return the messages that an act calls for, before its notes are dropped."""
        file = change.file
        return self._outbox.compose(file, _assigned(file), file.rows.case["matter"], change.now)

    def _drafts(self, change: Change) -> list[SlipDraft]:
        """Return the slips that an act calls for, before its notes are dropped."""
        file = change.file
        return self._slips.draft(file, _assigned(file), lambda: Subject.of(file.case), change.now)

    def due(self, now: datetime, limit: int) -> list[str]:
        """Return the numbers of up to ``limit`` cases that need attention by ``now``, longest due first.

        Those that were set aside wait for their next attempt.
        """
        query = self._not_held(CaseRow.select(CaseRow.id), now)
        query = query.where(CaseRow.next_due <= to_micros(now)).order_by(CaseRow.next_due).limit(limit)
        return [number_of(row.id) for row in query.execute(self._database)]

    def oldest_due(self, now: datetime) -> datetime | None:
        """Return the earliest due time of any case that is not set aside, UTC."""
        row = self._not_held(CaseRow.select(CaseRow.next_due), now)
        first = row.where(CaseRow.next_due.is_null(False)).order_by(CaseRow.next_due).first(self._database)
        return from_micros(first.next_due) if first else None

    def _not_held(self, cases: "ModelSelect[CaseRow]", now: datetime) -> "ModelSelect[CaseRow]":
        if not self._stuck.has_any(Job.WATCHMAN):
            return cases
        return cases.where(CaseRow.id.not_in(self._stuck.held_cases(Job.WATCHMAN, now)))

    def oldest_question(self) -> datetime | None:
        """Return when the oldest case with an open question about a suspected danger was registered, UTC."""
        # A literal, since the partial index is used for nothing else.
        row = CaseRow.select(CaseRow.registered_at).where(SQL("question <> ''")).order_by(CaseRow.id)
        first = row.first(self._database)
        return from_micros(first.registered_at) if first else None

    def earliest_acceptance(self) -> datetime | None:
        """Return the earliest time by which a line is to have accepted a hand-over that it has not, UTC."""
        # The literal is that of the partial index.
        pending = (SQL("state IN ('PENDING', 'ACCEPTED')"), HandoverRow.state == HandoverState.PENDING.name)
        row = HandoverRow.select(HandoverRow.accept_by).where(*pending).order_by(HandoverRow.accept_by)
        first = row.first(self._database)
        return from_micros(first.accept_by) if first else None

    def spanning(self, day: date) -> list[str]:
        """Return the numbers of the cases in which something may be owed by a time that includes a day.

        Archived cases, and closed ones in which only the system does something by then, are left out.
        """
        begin, end = (to_micros(begin_of(moment)) for moment in (day, day + timedelta(days=1)))
        row, owing = AssignmentRow, [state.name for state in WORKING]
        moments = (row.deadline, row.limit_at, row.accept_by, row.object_by, row.decide_by, row.extension_by)
        assigned = row.select(row.case_id).where(
            row.state.in_(owing), row.assigned_at < end, reduce(or_, [moment >= begin for moment in moments])
        )
        closed = CaseRow.select(CaseRow.id).where(CaseRow.state == CaseState.CLOSED.name)
        excluding = row.select(row.case_id).where(
            row.case_id.in_(closed), (row.exclude_by >= begin) | SQL("exclusion_state <> ''")
        )
        called = CallerRow.select(CallerRow.case_id).where(
            (CallerRow.tell_by >= begin) | (CallerRow.next_attempt >= begin)
        )
        handed = HandoverRow.select(HandoverRow.case_id).where(SQL("state IN ('PENDING', 'ACCEPTED')"))
        # The few on which somebody has to decide are looked at whenever that is due.
        asked = (CaseRow.promise != "") | (CaseRow.end_proposal != "") | (CaseRow.referral != "")
        waiting = CaseRow.select(CaseRow.id).where(
            CaseRow.state.in_([state.name for state in _AWAITING_STEPS]), (CaseRow.next_due >= begin) | asked
        )
        led = CaseRow.select(CaseRow.id).where(SQL("leader_question <> ''"))
        queries = (assigned, excluding, called, handed, waiting, led)
        found = {key for query in queries for (key,) in query.tuples().execute(self._database)}
        return [number_of(key) for key in sorted(found)]

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
        if not etag.isdecimal() or len(etag) > _MOST_DIGITS:
            return []
        behind = version - int(etag)
        query = LogRow.select(LogRow.act).where(LogRow.case_id == case_id).order_by(LogRow.sequence.desc())
        latest = [found.act for found in query.limit(min(max(behind, 0), 10)).execute(self._database)]
        return [Act[name].value for name in reversed(latest)]


def _assigned(file: LoadedFile) -> list[Assignment]:
    """Return the assignments that acts made, and those whose departments lead from now on, or lead no longer."""
    led = {row["number"]: bool(row["leads"]) for row in file.rows.assignments}
    return [one for one in file.assignments if led.get(one.number) != one.leads]
