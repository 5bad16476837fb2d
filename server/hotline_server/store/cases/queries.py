"""Case queries."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from peewee import SQL, Database, Expression, Field, ModelSelect

from hotline_server.domain.case import Case
from hotline_server.domain.case_query import CaseQuery
from hotline_server.domain.errors import DamagedRowError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import UNFINISHED
from hotline_server.domain.log import FIRST_HASH, LogEntry
from hotline_server.domain.numbering import id_lower_bound, number_of, parse_number
from hotline_server.ground.clock import to_micros
from hotline_server.rulebook.decision import Outcome, Urgency
from hotline_server.store.cases.awaited import CONDITIONS, Condition, to_call
from hotline_server.store.cases.callers import Callers
from hotline_server.store.cases.reading import CaseReading
from hotline_server.store.cases.rows.log import read_entries, read_entry
from hotline_server.store.cases.search_index import having
from hotline_server.store.engine.counters import LOG
from hotline_server.store.engine.damage import DamageNotes, raw_rows
from hotline_server.store.engine.sql import execute
from hotline_server.store.models import AnswerRow, AssignmentRow, CallerRow, CaseRow, CounterRow, LogRow

_DAY = timedelta(days=1)


class CaseStore:
    """Read access to cases and their logs.

    Attributes:
        reading: reads whole cases by id.
        damage: damaged cases that lists left out.
    """

    def __init__(self, database: Database, callers: Callers) -> None:
        self._database = database
        self._callers = callers
        self.reading = CaseReading(database, callers)
        self.damage = DamageNotes()

    def find_requests(self, request_ids: Sequence[str]) -> dict[str, tuple[str, str]]:
        """Return the case number and call fingerprint by request id, for those already used."""
        marks = ", ".join([self._database.param] * len(request_ids))
        sql = f"SELECT request_id, case_id, fingerprint FROM call_request WHERE request_id IN ({marks})"
        rows = execute(self._database, sql, request_ids)
        return {request_id: (number_of(case_id), fingerprint) for request_id, case_id, fingerprint in rows}

    def existing_numbers(self, numbers: Collection[str]) -> set[str]:
        """Return those of the numbers that belong to a case."""
        query = CaseRow.select(CaseRow.id).where(CaseRow.id.in_([parse_number(number) for number in numbers]))
        return {number_of(row.id) for row in query.execute(self._database)}

    def get(self, number: str) -> Case | None:
        """Return the case of that number, if any.

        Raises:
            DamagedRowError: if it is damaged.
        """
        return next(iter(self._read([parse_number(number)])), None)

    def find(self, query: CaseQuery) -> list[Case]:
        """Return the matching cases, newest first, but for damaged ones."""
        return list(self.sound(self.ids(query)).values())

    def get_many(self, numbers: Collection[str]) -> dict[str, Case]:
        """Return cases by number, newest first; unknown numbers are left out.

        Raises:
            DamagedRowError: if one of them is damaged.
        """
        return {case.number: case for case in self._read(sorted(map(parse_number, numbers), reverse=True))}

    def readable(self, numbers: Collection[str]) -> dict[str, Case]:
        """Return cases by number, newest first; unknown numbers and damaged cases are left out."""
        ids = sorted(map(parse_number, numbers), reverse=True)
        return {case.number: case for case in self.sound(ids).values()}

    def sound(self, ids: Sequence[int]) -> dict[int, Case]:
        """Return the cases with some ids, in their order, but for damaged ones, which are noted."""
        rows = self.reading.rows(ids).values()
        try:
            cases = self.reading.cases(rows)
        except DamagedRowError:
            cases = self.damage.sound(rows, lambda one: self.reading.cases([one])[0])
        return {parse_number(case.number): case for case in cases}

    def main_cases(self, numbers: Collection[str]) -> dict[str, Case]:
        """Return the cases that answer the callers of joined cases, by the numbers of these; others are left out.

        Raises:
            DamagedRowError: if one of them is damaged.
        """
        mains = self.reading.main_ids([parse_number(number) for number in numbers])
        cases = {parse_number(case.number): case for case in self._read(sorted(set(mains.values())))}
        return {number_of(joined): cases[main] for joined, main in mains.items()}

    def readable_main_cases(self, numbers: Collection[str]) -> dict[str, Case]:
        """Return the cases that answer the callers of joined cases, as ``main_cases`` does, but for damaged ones."""
        mains = self.reading.main_ids([parse_number(number) for number in numbers])
        cases = self.sound(sorted(set(mains.values())))
        return {number_of(joined): cases[main] for joined, main in mains.items() if main in cases}

    def is_told(self, number: str, call_id: int) -> bool:
        """Return whether a caller was given the answer on record, which may be only why there is none."""
        answers = AnswerRow.select(AnswerRow.given).where(
            AnswerRow.case_id == parse_number(number), AnswerRow.call_id == call_id
        )
        return bool(answers.order_by(AnswerRow.version.desc()).limit(1).scalar(self._database))

    def latest_answer(self, number: str, call_id: int) -> str:
        """Return the answer that a caller whom a case answers was given last; empty if none was."""
        given = AnswerRow.select(AnswerRow.content).where(
            AnswerRow.case_id == parse_number(number), AnswerRow.call_id == call_id, AnswerRow.given
        )
        return str(given.order_by(AnswerRow.version.desc()).limit(1).scalar(self._database) or "")

    def split_off(self, number: str) -> list[Case]:
        """Return the cases that were split off from a case, oldest first, but for damaged ones, which are noted."""
        split = CaseRow.split_from == parse_number(number)
        # Repeated in full, so that the partial index is used.
        query = CaseRow.select(CaseRow.id).where(split, SQL("split_from <> 0")).order_by(CaseRow.id)
        return list(self.sound([row.id for row in query.execute(self._database)]).values())

    def _read(self, ids: Sequence[int]) -> list[Case]:
        return self.reading.cases(self.reading.rows(ids).values())

    def ids(self, query: CaseQuery) -> list[int]:
        """Return the ids of the matching cases, newest first; for a department, those referred to it too."""
        found = self._newest(query)
        if query.department and not query.assignment_states:
            # Which no assignment tells of.
            names, outcomes = query.department_names, (Outcome.REFERRAL.name,)
            found |= self._newest(
                replace(query, department="", department_names=(), lead_names=names, outcomes=outcomes)
            )
        return sorted(found, reverse=True)[: query.limit]

    def _newest(self, query: CaseQuery) -> set[int]:
        """Return the ids of the newest matching cases.

        A filter with several values is split into one query per value, since an index yields the newest
        rows of a single value in order, but not of several.
        """
        found: set[int] = set()
        having_words = [CaseRow.id.in_(having(self._database, query.text))] if query.text else []
        for conditions in _each(query):
            newest: ModelSelect[Any] = CaseRow.select(CaseRow.id.alias("id")).order_by(CaseRow.id.desc())
            if query.department:
                # Drives the join from the department index, which is in descending id order.
                newest = (
                    AssignmentRow.select(AssignmentRow.case_id.alias("id"))
                    .join(CaseRow, on=(CaseRow.id == AssignmentRow.case_id))
                    .order_by(AssignmentRow.case_id.desc())
                    .distinct()
                )
            wheres = [*conditions, *_conditions(query, self._callers), *having_words]
            newest = newest.where(*wheres) if wheres else newest
            found.update(row["id"] for row in newest.limit(query.limit).dicts().execute(self._database))
        return found

    def log(self, number: str, after: int = 0) -> list[LogEntry]:
        """Return the log entries of a case after sequence ``after``.

        Raises:
            DamagedRowError: if one of them is damaged.
        """
        query = (
            LogRow.select()
            .where(LogRow.case_id == parse_number(number), LogRow.sequence >= after)
            .order_by(LogRow.sequence)
        )
        entries = []
        previous = FIRST_HASH
        for row in raw_rows(self._database, query):
            if row["sequence"] > after:
                entries.append(read_entry(row, previous))
            previous = row["hash"]
        return entries

    def entries_of(self, number: str, act: Act) -> list[LogEntry]:
        """Return the log entries of one act on a case, in order, without those that are damaged."""
        return self.entries_of_each([number], [act])[number]

    def entries_of_each(self, numbers: Collection[str], acts: Collection[Act]) -> dict[str, list[LogEntry]]:
        """Return the log entries of some acts on each of some cases, in order, without those that are damaged."""
        ids, names = list(map(parse_number, numbers)), [act.name for act in acts]
        query = LogRow.select().where(LogRow.case_id.in_(ids), LogRow.act.in_(names))
        entries = read_entries(self._database, query.order_by(LogRow.case_id, LogRow.sequence), self.damage)
        found: dict[str, list[LogEntry]] = {number: [] for number in numbers}
        for entry in entries:
            if entry.act in names:
                found[entry.case_number].append(entry)
        return found

    def feed(self, after: int, departments: Sequence[str], acts: Sequence[str], limit: int) -> list[LogEntry]:
        """Return up to ``limit`` log entries of all cases after a position, in order; damaged ones are of no case.

        Args:
            after: position to resume from.
            departments: names of the department concerned; empty for any.
            acts: names of acts; empty for any.
            limit: maximum number of entries.
        """
        query = LogRow.select().where(LogRow.position > after).order_by(LogRow.position).limit(limit)
        if departments:
            query = query.where(LogRow.department.in_(departments))
        if acts:
            query = query.where(LogRow.act.in_(acts))
        return read_entries(self._database, query, self.damage)

    def last_position(self) -> int:
        """Return the position of the latest log entry of any case."""
        row = CounterRow.select().where(CounterRow.name == LOG).first(self._database)
        return row.last if row else 0


def _due(query: CaseQuery) -> "ModelSelect[Any]":
    """Return the query of the cases with an unfinished assignment whose deadline is in the range."""
    due = AssignmentRow.alias()
    conditions = [due.state.in_([state.name for state in UNFINISHED])]
    if query.due_from:
        conditions.append(due.deadline >= to_micros(query.due_from))
    if query.due_before:
        conditions.append(due.deadline < to_micros(query.due_before))
    found: ModelSelect[Any] = due.select(due.case_id).where(*conditions)
    return found


def _each(query: CaseQuery) -> Iterator[list[Expression]]:
    """Yield the conditions of one query per value of the first multi-valued filter."""
    urgencies = range(query.min_urgency, len(Urgency)) if query.min_urgency else ()
    choices: list[tuple[Field, Sequence[str | int]]] = [
        (AssignmentRow.department, query.department_names),
        (AssignmentRow.state, query.assignment_states if query.department else ()),
        (CaseRow.lead, query.lead_names),
        (CaseRow.state, query.states),
        (CaseRow.urgency, urgencies),
        (CaseRow.outcome, query.outcomes),
        (CaseRow.district, query.district_names),
        (CaseRow.town, query.town_names),
    ]
    chosen = [(column, values) for column, values in choices if values]
    if not chosen:
        yield []
        return
    (column, values), *others = chosen
    for value in values:
        yield [column == value, *(other.in_(options) for other, options in others)]


def _registered(query: CaseQuery) -> Iterator[Expression]:
    # Ids begin with the date, so an id range prunes the search before the exact time is compared.
    if query.registered_from:
        yield CaseRow.id > id_lower_bound(query.registered_from)
        yield CaseRow.registered_at >= to_micros(query.registered_from)
    if query.registered_before:
        yield CaseRow.id < id_lower_bound(query.registered_before + _DAY)
        yield CaseRow.registered_at < to_micros(query.registered_before)


def _conditions(query: CaseQuery, callers: Callers) -> Iterator[Condition]:
    for column, value in (
        (CaseRow.category, query.category),
        (CaseRow.matter, query.matter),
        (CaseRow.owner, query.owner),
    ):
        if value:
            yield column == value
    if query.awaited:
        yield from CONDITIONS[query.awaited]
    if query.callback_before:
        yield to_call(CallerRow.next_attempt < to_micros(query.callback_before))
    if query.phone:
        indexes = callers.indexes(query.phone)
        yield CaseRow.caller_index == indexes[0] if len(indexes) == 1 else CaseRow.caller_index.in_(indexes)
    if query.due_from or query.due_before:
        yield CaseRow.id.in_(_due(query))
    yield from _registered(query)
    if query.before_id is not None:
        yield CaseRow.id < query.before_id
        if query.department:
            yield AssignmentRow.case_id < query.before_id
