"""Case queries."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from peewee import JOIN, SQL, Database, Expression, Field, ModelSelect, fn

from hotline_server.domain.assignment import Assignment
from hotline_server.domain.call import Call
from hotline_server.domain.case import Case, coordinates_of
from hotline_server.domain.case_query import Awaited, CaseQuery
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.log import FIRST_HASH, LogEntry
from hotline_server.domain.numbering import id_lower_bound, number_of, parse_number
from hotline_server.domain.parties import CallerEntry
from hotline_server.domain.places import CoordinateSource
from hotline_server.ground.clock import from_micros, to_micros
from hotline_server.rulebook.decision import Decision, Outcome, Urgency
from hotline_server.rulebook.facts import location_in
from hotline_server.security.keyring import Keyring
from hotline_server.store.cases.callers import Callers
from hotline_server.store.cases.rows import assignment_of, entry_of, proposals_of, question_of, suggestions_of
from hotline_server.store.engine.compiled import Compiled, slot
from hotline_server.store.engine.counters import LOG
from hotline_server.store.engine.sql import execute
from hotline_server.store.models import AssignmentRow, CallerRow, CallRow, CaseRow, CounterRow, DecisionRow, LogRow
from hotline_server.text.place_index import to_degrees

_DAY = timedelta(days=1)
_CALL_FIELDS = (
    "request_id", "caller", "confidential", "received_at", "subject", "content",
    "channel", "request_type", "district", "address", "operator", "telephony_call_id", "marked_urgent", "follows",
    "recording", "latitude", "longitude", "coordinate_source", "address_detail",
)  # fmt: skip
_DECISION_FIELDS = (
    "outcome", "lead", "cohandlers", "urgency", "deadline_days", "policy", "reasons", "rules",
    "book_version", "reader_version", "facts", "asks_back", "decided_at", "proposals", "suggestions",
)  # fmt: skip


class CaseStore:
    """Read access to cases and their logs."""

    def __init__(self, database: Database, callers: Callers) -> None:
        self._database = database
        self._callers = callers
        self._one = Compiled(database, _cases().where(CaseRow.id == slot("id")))
        self._assignments = Compiled(
            database,
            AssignmentRow.select().where(AssignmentRow.case_id == slot("case_id")).order_by(AssignmentRow.number),
        )
        self._entries = Compiled(
            database, CallerRow.select().where(CallerRow.case_id == slot("case_id")).order_by(CallerRow.call_id)
        )

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
        """Return the case of that number, if any."""
        for row in self._one.run(id=parse_number(number)):
            assignments = self._assignments.run(case_id=row["id"])
            callers = [CallerEntry(c["call_id"], bool(c["answered"])) for c in self._entries.run(case_id=row["id"])]
            case = _case(row, self._callers, [assignment_of(assignment) for assignment in assignments], callers)
            return self._with_joined({row["id"]: case})[row["id"]]
        return None

    def find(self, query: CaseQuery) -> list[tuple[int, Case]]:
        """Return the matching cases, newest first, each with its page cursor."""
        return self._read(self._ids(query))

    def get_many(self, numbers: Collection[str]) -> dict[str, Case]:
        """Return cases by number; unknown numbers are left out."""
        return {case.number: case for _, case in self._read([parse_number(number) for number in numbers])}

    def _read(self, ids: Sequence[int]) -> list[tuple[int, Case]]:
        if not ids:
            return []
        rows = list(_cases_of(ids).order_by(CaseRow.id.desc()).execute(self._database))
        assignments: dict[int, list[Assignment]] = {case_id: [] for case_id in ids}
        callers: dict[int, list[CallerEntry]] = {case_id: [] for case_id in ids}
        found = AssignmentRow.select().where(AssignmentRow.case_id.in_(ids)).order_by(AssignmentRow.number)
        for assignment in found.dicts().execute(self._database):
            assignments[assignment["case_id"]].append(assignment_of(assignment))
        for caller in CallerRow.select().where(CallerRow.case_id.in_(ids)).execute(self._database):
            callers[caller.case_id].append(CallerEntry(caller.call_id, caller.answered))
        read = {row["id"]: _case(row, self._callers, assignments[row["id"]], callers[row["id"]]) for row in rows}
        return list(self._with_joined(read).items())

    def _with_joined(self, cases: Mapping[int, Case]) -> dict[int, Case]:
        """Return the cases with the cases merged into them."""
        joined_ids = {entry.call_id for case in cases.values() for entry in case.callers} - cases.keys()
        missing = {}
        if joined_ids:
            rows = _cases_of(joined_ids).execute(self._database)
            missing = {row["id"]: _case(row, self._callers, (), ()) for row in rows}
        by_id = {**cases, **missing}
        for case_id, case in cases.items():
            joined = [by_id[entry.call_id] for entry in case.callers if entry.call_id != case_id]
            if joined:
                by_id[case_id] = replace(case, joined=tuple(joined))
        return {case_id: by_id[case_id] for case_id in cases}

    def _ids(self, query: CaseQuery) -> list[int]:
        """Return the ids of the matching cases, newest first.

        A filter with several values is split into one query per value, since an index yields the newest
        rows of a single value in order, but not of several.
        """
        found: set[int] = set()
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
            wheres = [*conditions, *_conditions(query, self._callers.keyring)]
            newest = newest.where(*wheres) if wheres else newest
            found.update(row["id"] for row in newest.limit(query.limit).dicts().execute(self._database))
        return sorted(found, reverse=True)[: query.limit]

    def log(self, number: str, after: int = 0) -> list[LogEntry]:
        """Return the log entries of a case after sequence ``after``."""
        query = (
            LogRow.select()
            .where(LogRow.case_id == parse_number(number), LogRow.sequence >= after)
            .order_by(LogRow.sequence)
        )
        entries = []
        previous = FIRST_HASH
        for row in query.execute(self._database):
            if row.sequence > after:
                entries.append(entry_of(number, row, previous))
            previous = row.hash
        return entries

    def feed(self, after: int, departments: Sequence[str], acts: Sequence[str], limit: int) -> list[LogEntry]:
        """Return up to ``limit`` log entries of all cases after a position, in order.

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
        return [entry_of(number_of(row.case_id), row, "") for row in query.execute(self._database)]

    def last_position(self) -> int:
        """Return the position of the latest log entry of any case."""
        row = CounterRow.select().where(CounterRow.name == LOG).first(self._database)
        return row.last if row else 0


# A literal where a partial index is to be used.
_AWAITED: Mapping[Awaited, tuple[Expression | SQL, ...]] = {
    Awaited.QUESTION_REPLY: (SQL("question <> ''"),),
    Awaited.CONFIRMATION: (
        CaseRow.state == CaseState.REGISTERED.name,
        CaseRow.outcome == Outcome.DIRECT_ANSWER.name,
    ),
}


def _each(query: CaseQuery) -> Iterator[list[Expression]]:
    """Yield the conditions of one query per value of the first multi-valued filter."""
    urgencies = range(query.min_urgency, len(Urgency)) if query.min_urgency else ()
    choices: list[tuple[Field, Sequence[str | int]]] = [
        (AssignmentRow.department, query.department_names),
        (AssignmentRow.state, query.assignment_states if query.department else ()),
        (CaseRow.state, query.states),
        (CaseRow.urgency, urgencies),
        (CaseRow.outcome, query.outcomes),
        (CaseRow.district, query.district_names),
        (CaseRow.town, query.town_names),
        (CaseRow.lead, query.lead_names),
    ]
    chosen = [(column, values) for column, values in choices if values]
    if not chosen:
        yield []
        return
    (column, values), *others = chosen
    for value in values:
        yield [column == value, *(other.in_(options) for other, options in others)]


def _conditions(query: CaseQuery, keyring: Keyring) -> Iterator[Expression | SQL]:
    for column, value in (
        (CaseRow.category, query.category),
        (CaseRow.matter, query.matter),
        (CaseRow.owner, query.owner),
    ):
        if value:
            yield column == value
    if query.awaited:
        yield from _AWAITED[query.awaited]
    if query.phone:
        indexes = keyring.indexes(query.phone)
        yield CaseRow.caller_index == indexes[0] if len(indexes) == 1 else CaseRow.caller_index.in_(indexes)
    # Ids begin with the date, so an id range prunes the search before the exact time is compared.
    if query.registered_from:
        yield CaseRow.id > id_lower_bound(query.registered_from)
        yield CaseRow.registered_at >= to_micros(query.registered_from)
    if query.registered_before:
        yield CaseRow.id < id_lower_bound(query.registered_before + _DAY)
        yield CaseRow.registered_at < to_micros(query.registered_before)
    if query.before_id is not None:
        yield CaseRow.id < query.before_id
        if query.department:
            yield AssignmentRow.case_id < query.before_id


def _cases() -> "ModelSelect[CaseRow]":
    """Select cases with their opening call and the decision in force."""
    latest = DecisionRow.alias()
    newest = latest.select(fn.MAX(latest.version)).where(latest.case_id == CaseRow.id)
    return (
        CaseRow.select(
            CaseRow.id, CaseRow.version, CaseRow.state, CaseRow.category, CaseRow.matter,
            CaseRow.owner, CaseRow.next_due, CaseRow.registered_at, CaseRow.updated_at, CaseRow.question,
            CaseRow.objected,
            *(getattr(CallRow, name).alias(f"call_{name}") for name in _CALL_FIELDS),
            *(getattr(DecisionRow, name).alias(f"decision_{name}") for name in _DECISION_FIELDS),
        )
        .join(CallRow, JOIN.INNER, on=(CallRow.case_id == CaseRow.id))
        .switch(CaseRow)
        .join(DecisionRow, JOIN.INNER, on=((DecisionRow.case_id == CaseRow.id) & (DecisionRow.version == newest)))
        .dicts()
    )  # fmt: skip


def _cases_of(ids: Collection[int]) -> "ModelSelect[CaseRow]":
    """Select cases by id, with a condition on every table so that PostgreSQL prunes the partitions of each."""
    keys = (CaseRow.id, CallRow.case_id, DecisionRow.case_id)
    return _cases().where(*(key.in_(list(ids)) for key in keys))


def _case(
    row: Mapping[str, Any], callers: Callers, assignments: Sequence[Assignment], entries: Sequence[CallerEntry]
) -> Case:
    call = {name: row[f"call_{name}"] for name in _CALL_FIELDS}
    call |= callers.unseal(call.pop("caller"), row["id"])
    call["received_at"] = from_micros(call["received_at"])
    # Compiled queries return raw values, and SQLite has no boolean type.
    call["confidential"], call["marked_urgent"] = bool(call["confidential"]), bool(call["marked_urgent"])
    latitude, longitude = to_degrees(call.pop("latitude")), to_degrees(call.pop("longitude"))
    source, detail = call.pop("coordinate_source"), call.pop("address_detail")
    facts = json.loads(row["decision_facts"])
    location = replace(location_in(facts), detail=detail, latitude=latitude, longitude=longitude)
    if source == CoordinateSource.CALL.name:
        call["coordinates"] = coordinates_of(location)
    return Case(
        number=number_of(row["id"]),
        version=row["version"],
        state=CaseState[row["state"]],
        call=Call(**call),
        decision=Decision(
            outcome=Outcome[row["decision_outcome"]],
            lead=row["decision_lead"],
            cohandlers=tuple(json.loads(row["decision_cohandlers"])),
            urgency=Urgency[row["decision_urgency"]],
            deadline_days=row["decision_deadline_days"],
            policy=row["decision_policy"],
            reasons=tuple(json.loads(row["decision_reasons"])),
            rules=tuple(json.loads(row["decision_rules"])),
            book_version=row["decision_book_version"],
            reader_version=row["decision_reader_version"],
            facts={k: tuple(v) if isinstance(v, list) else v for k, v in facts.items()},
            proposals=proposals_of(row["decision_proposals"]),
            suggestions=suggestions_of(row["decision_suggestions"]),
            asks_back=bool(row["decision_asks_back"]),
        ),
        decided_at=from_micros(row["decision_decided_at"]),
        category=row["category"],
        matter=row["matter"],
        owner=row["owner"],
        next_due=from_micros(row["next_due"]) if row["next_due"] else None,
        registered_at=from_micros(row["registered_at"]),
        updated_at=from_micros(row["updated_at"]),
        assignments=tuple(assignments),
        callers=tuple(entries),
        location=location,
        question=question_of(row["question"]),
        objected=tuple(json.loads(row["objected"])),
    )
