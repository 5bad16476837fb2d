"""Writing and reading cases."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from peewee import JOIN, Database, Expression, ModelSelect

from hotline_server.clock import from_micros, to_micros
from hotline_server.domain.call import Call
from hotline_server.domain.case import Case
from hotline_server.domain.lifecycle import CaseState
from hotline_server.domain.log import FIRST_HASH, LogEntry
from hotline_server.domain.numbering import day_of, number_of
from hotline_server.rulebook.decision import Decision, Outcome, Urgency
from hotline_server.store.models import CallRow, CaseRow, DecisionRow, LogRow, NumberingRow

_URGENCIES = list(Urgency)


@dataclass(frozen=True, slots=True)
class NewCase:
    """What is written when a call is registered."""

    call: Call
    decision: Decision
    state: CaseState
    category: str
    matter: str
    district: str
    registered_at: datetime
    acts: Sequence["Act"]


@dataclass(frozen=True, slots=True)
class Act:
    """One act to append to the log."""

    actor: str
    role: str
    name: str
    reason: str
    from_state: str
    to_state: str


@dataclass(frozen=True, slots=True)
class CaseQuery:
    """Which cases to list; what is empty does not narrow. ``before_id`` pages, newest first."""

    states: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    min_urgency: int = 0
    category: str = ""
    district: str = ""
    lead: str = ""
    phone: str = ""
    registered_from: datetime | None = None
    registered_before: datetime | None = None
    before_id: int | None = None
    limit: int = 50


class CaseStore:
    """The cases in a database. Writing methods belong inside a writer's job."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def insert(self, new: NewCase) -> Case:
        """Write a case with its call, decision and log, and return it with its number."""
        number = self._next_number(day_of(new.registered_at))
        at = to_micros(new.registered_at)
        case_id = CaseRow.insert(
            number=number,
            version=1,
            state=new.state.name,
            outcome=new.decision.outcome.name,
            urgency=_URGENCIES.index(new.decision.urgency),
            category=new.category,
            matter=new.matter,
            district=new.district,
            lead=new.decision.lead,
            phone=new.call.phone,
            registered_at=at,
            updated_at=at,
        ).execute(self._database)
        CallRow.insert(case_id=case_id, **_call_columns(new.call, new.registered_at)).execute(self._database)
        DecisionRow.insert(case_id=case_id, decided_at=at, **_decision_columns(new.decision)).execute(self._database)
        self._append(case_id, number, new.registered_at, new.acts)
        return Case(
            number=number,
            version=1,
            state=new.state,
            call=replace(new.call, received_at=new.call.received_at or new.registered_at),
            decision=new.decision,
            decided_at=new.registered_at,
            category=new.category,
            matter=new.matter,
            registered_at=new.registered_at,
            updated_at=new.registered_at,
        )

    def _append(self, case_id: int, number: str, at: datetime, acts: Sequence[Act]) -> None:
        previous = FIRST_HASH
        rows = []
        for sequence, act in enumerate(acts, 1):
            entry = LogEntry(
                number, sequence, at, act.actor, act.role, act.name, act.reason,
                act.from_state, act.to_state, previous,
            )  # fmt: skip
            previous = entry.hash
            rows.append(
                {
                    "case_id": case_id,
                    "sequence": sequence,
                    "at": to_micros(at),
                    "actor": act.actor,
                    "role": act.role,
                    "act": act.name,
                    "reason": act.reason,
                    "from_state": act.from_state,
                    "to_state": act.to_state,
                    "hash": previous,
                }
            )
        LogRow.insert_many(rows).execute(self._database)

    def _next_number(self, day: str) -> str:
        counter = (
            NumberingRow.insert(day=day, last=1)
            .on_conflict(conflict_target=[NumberingRow.day], update={NumberingRow.last: NumberingRow.last + 1})
            .returning(NumberingRow.last)
        )
        (row,) = counter.execute(self._database)
        return number_of(day, row.last)

    def find_request(self, request_id: str) -> tuple[str, str] | None:
        """The case number and fingerprint of the call that came with ``request_id``."""
        query = (
            CallRow.select(CallRow.fingerprint, CaseRow.number)
            .join(CaseRow, on=(CaseRow.id == CallRow.case_id))
            .where(CallRow.request_id == request_id)
            .tuples()
        )
        for fingerprint, number in query.execute(self._database):
            return number, fingerprint
        return None

    def get(self, number: str) -> Case | None:
        """The case of that number."""
        query = _cases().where(CaseRow.number == number)
        return next((_case(row) for row in query.execute(self._database)), None)

    def find(self, query: CaseQuery) -> list[tuple[int, Case]]:
        """The cases that match, newest first, each with the id to page on from."""
        wheres = list(_conditions(query))
        select = _cases().order_by(CaseRow.id.desc()).limit(query.limit)
        if wheres:
            select = select.where(*wheres)
        return [(row["id"], _case(row)) for row in select.execute(self._database)]

    def log(self, number: str, after: int = 0) -> list[LogEntry]:
        """The log of a case after the ``after``-th entry."""
        query = (
            LogRow.select()
            .join(CaseRow, on=(CaseRow.id == LogRow.case_id))
            .where(CaseRow.number == number, LogRow.sequence >= after)
            .order_by(LogRow.sequence)
        )
        entries = []
        previous = FIRST_HASH
        for row in query.execute(self._database):
            if row.sequence > after:
                entries.append(
                    LogEntry(
                        number,
                        row.sequence,
                        from_micros(row.at),
                        row.actor,
                        row.role,
                        row.act,
                        row.reason,
                        row.from_state,
                        row.to_state,
                        previous,
                    )
                )
            previous = row.hash
        return entries

    def calls_from(self, phone: str, since: datetime) -> int:
        """How many cases this phone number has opened since then."""
        return int(
            CaseRow.select()
            .where(CaseRow.phone == phone, CaseRow.registered_at >= to_micros(since))
            .count(self._database)
        )

    def calls_about(self, district: str, matter: str, since: datetime) -> int:
        """How many cases this matter has had in this district since then."""
        return int(
            CaseRow.select()
            .where(
                CaseRow.district == district,
                CaseRow.matter == matter,
                CaseRow.registered_at >= to_micros(since),
            )
            .count(self._database)
        )


def _conditions(query: CaseQuery) -> Iterator[Expression]:
    if query.states:
        yield CaseRow.state.in_(query.states)
    if query.outcomes:
        yield CaseRow.outcome.in_(query.outcomes)
    if query.min_urgency:
        yield CaseRow.urgency >= query.min_urgency
    for column, value in (
        (CaseRow.category, query.category),
        (CaseRow.district, query.district),
        (CaseRow.lead, query.lead),
        (CaseRow.phone, query.phone),
    ):
        if value:
            yield column == value
    if query.registered_from:
        yield CaseRow.registered_at >= to_micros(query.registered_from)
    if query.registered_before:
        yield CaseRow.registered_at < to_micros(query.registered_before)
    if query.before_id is not None:
        yield CaseRow.id < query.before_id


def _cases() -> "ModelSelect[CaseRow]":
    """Cases with the call that opened them and the decision in force."""
    latest = DecisionRow.alias()
    newer = latest.select(latest.id).where(latest.case_id == CaseRow.id).order_by(latest.id.desc()).limit(1)
    first = CallRow.alias()
    opening = first.select(first.id).where(first.case_id == CaseRow.id).order_by(first.id).limit(1)
    return (
        CaseRow.select(
            CaseRow.id, CaseRow.number, CaseRow.version, CaseRow.state, CaseRow.category, CaseRow.matter,
            CaseRow.registered_at, CaseRow.updated_at,
            *(getattr(CallRow, name).alias(f"call_{name}") for name in _CALL_FIELDS),
            *(getattr(DecisionRow, name).alias(f"decision_{name}") for name in _DECISION_FIELDS),
        )
        .join(CallRow, JOIN.INNER, on=(CallRow.id == opening))
        .switch(CaseRow)
        .join(DecisionRow, JOIN.INNER, on=(DecisionRow.id == newer))
        .dicts()
    )  # fmt: skip


_CALL_FIELDS = (
    "request_id", "name", "organisation", "phone", "confidential", "received_at", "subject", "content",
    "channel", "request_type", "district", "address", "operator", "telephony_call_id", "marked_urgent",
)  # fmt: skip
_DECISION_FIELDS = (
    "outcome", "lead", "cohandlers", "urgency", "deadline_days", "policy", "reasons", "rules",
    "book_version", "facts", "decided_at",
)  # fmt: skip


def _call_columns(call: Call, registered_at: datetime) -> dict[str, Any]:
    columns = {name: getattr(call, name) for name in _CALL_FIELDS}
    columns["received_at"] = to_micros(call.received_at or registered_at)
    columns["fingerprint"] = call.fingerprint()
    return columns


def _decision_columns(decision: Decision) -> dict[str, Any]:
    return {
        "outcome": decision.outcome.name,
        "lead": decision.lead,
        "cohandlers": _dump(decision.cohandlers),
        "urgency": decision.urgency.name,
        "deadline_days": decision.deadline_days,
        "policy": decision.policy,
        "reasons": _dump(decision.reasons),
        "rules": _dump(decision.rules),
        "book_version": decision.book_version,
        "facts": _dump(decision.facts),
    }


def _case(row: Mapping[str, Any]) -> Case:
    call = {name: row[f"call_{name}"] for name in _CALL_FIELDS}
    call["received_at"] = from_micros(call["received_at"])
    facts = json.loads(row["decision_facts"])
    return Case(
        number=row["number"],
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
            facts={k: tuple(v) if isinstance(v, list) else v for k, v in facts.items()},
        ),
        decided_at=from_micros(row["decision_decided_at"]),
        category=row["category"],
        matter=row["matter"],
        registered_at=from_micros(row["registered_at"]),
        updated_at=from_micros(row["updated_at"]),
    )


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
