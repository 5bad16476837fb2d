"""Reading of whole cases: the case, its opening call, the decision in force, its assignments and its callers."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from peewee import JOIN, Database, ModelSelect, Value, fn

from hotline_server.domain.call import Call
from hotline_server.domain.case import Case, coordinates_of
from hotline_server.domain.errors import DamagedRowError
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.numbering import number_of
from hotline_server.domain.places import CoordinateSource
from hotline_server.ground.clock import from_micros
from hotline_server.rulebook.facts import CHANNELS, REQUEST_TYPES, location_in
from hotline_server.store.cases.callers import Callers
from hotline_server.store.cases.rows.assignments import assignment_of
from hotline_server.store.cases.rows.callers import caller_of, left_calls_of
from hotline_server.store.cases.rows.decisions import DECISION_COLUMNS, decision_of, proposed_decision_of
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
)
from hotline_server.store.cases.rows.values import load_texts, optional_moment
from hotline_server.store.engine.compiled import CompiledForKeys, Row
from hotline_server.store.engine.damage import UNREADABLE, Shape, columns_of, last_read
from hotline_server.store.models import AssignmentRow, CallerRow, CallRow, CaseRow, DecisionRow
from hotline_server.text.place_index import to_degrees

CALL = "call_"
DECISION = "decision_"
_PLAIN_FIELDS = (
    "request_id", "confidential", "subject", "content", "channel", "request_type", "district", "address", "operator",
    "telephony_call_id", "marked_urgent", "follows", "recording", "wishes_no_reply",
)  # fmt: skip
_CALL_FIELDS = (
    *_PLAIN_FIELDS, "caller", "received_at", "latitude", "longitude", "coordinate_source", "address_detail",
    "amendments",
)  # fmt: skip
_DECISION_FIELDS = (*DECISION_COLUMNS, "decided_at")
_CASE = Shape(
    columns_of(CaseRow) | columns_of(CallRow, CALL, _CALL_FIELDS) | columns_of(DecisionRow, DECISION, _DECISION_FIELDS)
)
_ASSIGNMENT, _CALLER = Shape(columns_of(AssignmentRow)), Shape(columns_of(CallerRow))
T = TypeVar("T")


@dataclass(slots=True)
class CaseRows:
    """Rows of a case as they are stored.

    Attributes:
        case: columns of the case; those of its call and of the decision in force begin with ``CALL`` and ``DECISION``.
        assignments: rows in order.
        callers: rows in the order of the calls.
        awaits_main: true if the case that it was joined into is not archived yet.
        built: the case built from them, once it has been asked for.
    """

    case: Row
    assignments: list[Row] = field(default_factory=list)
    callers: list[Row] = field(default_factory=list)
    awaits_main: bool = False
    built: Case | None = None


class CaseReading:
    """Reads cases, any number of them with three statements."""

    def __init__(self, database: Database, callers: Callers) -> None:
        self.callers = callers
        self._cases = CompiledForKeys(database, _cases_of)
        self._assignments = CompiledForKeys(database, _assignments_of)
        self._entries = CompiledForKeys(database, _callers_of)
        self._states = CompiledForKeys(database, _states_of)
        self._mains = CompiledForKeys(database, _mains_of)

    def rows(self, ids: Collection[int]) -> dict[int, CaseRows]:
        """Return the rows of cases by id, in the order of the ids; unknown ids are left out."""
        found = {row["id"]: CaseRows(row) for row in self._cases.run(ids)}
        for assignment in self._assignments.run(found):
            found[assignment["case_id"]].assignments.append(assignment)
        for entry in self._entries.run(found):
            found[entry["case_id"]].callers.append(entry)
        joined = [rows for rows in found.values() if rows.case["joined_into"]]
        states = {row["id"]: row["state"] for row in self._states.run({rows.case["joined_into"] for rows in joined})}
        for rows in joined:
            rows.awaits_main = states.get(rows.case["joined_into"]) != CaseState.ARCHIVED.name
        return {case_id: found[case_id] for case_id in ids if case_id in found}

    def main_ids(self, ids: Collection[int]) -> dict[int, int]:
        """Return the ids of the cases that answer the callers of joined cases, by the ids of these."""
        return {row["call_id"]: row["case_id"] for row in self._mains.run(ids) if row["case_id"] != row["call_id"]}

    def case(self, rows: CaseRows) -> Case:
        """Return the case of rows, with the cases merged into it.

        Raises:
            DamagedRowError: as ``build`` does.
        """
        rows.built = rows.built or self.cases([rows])[0]
        return rows.built

    def cases(self, found: Iterable[CaseRows]) -> list[Case]:
        """Return the cases of rows, with the cases merged into them, and those whose calls they answered once.

        Raises:
            DamagedRowError: if a row of one, or of a case merged into it, is damaged.
        """
        cases: dict[int, Case] = {}
        left: dict[int, set[int]] = {}
        for rows in found:
            case_id = rows.case["id"]
            cases[case_id], left[case_id] = self.build(rows, lambda one: (self._case(one), _left(one)))
        others = {entry.call_id for case in cases.values() for entry in case.callers}.union(*left.values())
        rows_of_others = map(CaseRows, self._cases.run(others - cases.keys()))
        known = cases | {rows.case["id"]: self.build(rows, self._case) for rows in rows_of_others}
        for case_id, calls in left.items():
            if not calls <= known.keys():
                raise DamagedRowError(number_of(case_id), _CASE.place("left_calls"))
            if any(entry.call_id not in known for entry in cases[case_id].callers):
                raise DamagedRowError(number_of(case_id), _CALLER.place("call_id"))
        return [_with_others(case_id, case, known, left[case_id]) for case_id, case in cases.items()]

    def build(self, rows: CaseRows, make: Callable[[CaseRows], T]) -> T:
        """Build something from the rows of a case.

        Raises:
            DamagedRowError: if they hold what no server writes.
        """
        number = number_of(rows.case["id"])
        for shape, row in _shaped(rows):
            if place := shape.damage(row):
                raise DamagedRowError(number, place)
        try:
            return make(rows)
        except UNREADABLE as error:
            trail: list[str] = []
            raise DamagedRowError(number, last_read(lambda: make(_watched(rows, trail)), trail)) from error

    def _case(self, rows: CaseRows) -> Case:
        row = rows.case
        case_id = row["id"]
        call = {name: row[CALL + name] for name in _PLAIN_FIELDS}
        if row[CALL + "request_type"] not in ("", *REQUEST_TYPES) or row[CALL + "channel"] not in CHANNELS:
            raise ValueError(row)
        call |= self.callers.unseal(row[CALL + "caller"], case_id)
        call["received_at"] = from_micros(row[CALL + "received_at"])
        # Compiled queries return raw values, and SQLite has no boolean type.
        for name in ("confidential", "marked_urgent", "wishes_no_reply"):
            call[name] = bool(call[name])
        amendments = self.callers.unseal_amendments(row[CALL + "amendments"], case_id)
        decision = decision_of(row, DECISION)
        location = replace(
            location_in(decision.facts),
            detail=row[CALL + "address_detail"],
            latitude=to_degrees(row[CALL + "latitude"]),
            longitude=to_degrees(row[CALL + "longitude"]),
        )
        if row[CALL + "coordinate_source"] == CoordinateSource.CALL.name:
            call["coordinates"] = coordinates_of(location)
        return Case(
            number=number_of(case_id),
            version=row["version"],
            state=CaseState[row["state"]],
            call=Call(**call),
            decision=decision,
            decided_at=from_micros(row["decision_decided_at"]),
            category=row["category"],
            matter=row["matter"],
            owner=row["owner"],
            next_due=from_micros(row["next_due"]) if row["next_due"] else None,
            registered_at=from_micros(row["registered_at"]),
            updated_at=from_micros(row["updated_at"]),
            assignments=tuple(map(assignment_of, rows.assignments)),
            callers=tuple(map(caller_of, rows.callers)),
            location=location,
            since=from_micros(row["since"]),
            question=question_of(row["question"]),
            leader_question=leader_question_of(row["leader_question"]),
            holds=holds_of(row["holds"]),
            promise=promise_of(row["promise"]),
            alarm=alarm_of(row["alarm"]),
            end_proposal=end_proposal_of(row["end_proposal"]),
            nuisance=bool(row["nuisance"]),
            referral=referral_of(row["referral"]),
            handovers=tuple(handovers_of(row["handovers"])),
            origin=origin_of(row),
            objected=load_texts(row["objected"]),
            urges=row["urges"],
            reopen_by=optional_moment(row["reopen_by"]),
            joined_into=number_of(row["joined_into"]) if row["joined_into"] else "",
            awaits_main=rows.awaits_main,
            registrar=row["registrar"],
            amend_by=optional_moment(row["amend_by"]),
            amendments=amendments,
            proposed_decision=proposed_decision_of(row["proposed_decision"]),
            split_from=number_of(row["split_from"]) if row["split_from"] else "",
            interrupted=interrupted_of(row["interrupted"]),
        )


def _left(rows: CaseRows) -> set[int]:
    """Return the calls that a case answered once."""
    return set(left_calls_of(rows.case["left_calls"]))


def _shaped(rows: CaseRows) -> Iterator[tuple[Shape, Row]]:
    yield _CASE, rows.case
    for assignment in rows.assignments:
        yield _ASSIGNMENT, assignment
    for caller in rows.callers:
        yield _CALLER, caller


def _watched(rows: CaseRows, trail: list[str]) -> CaseRows:
    """Return copies of the rows of a case that note what is read of them."""
    assignments = [_ASSIGNMENT.watched(row, trail) for row in rows.assignments]
    callers = [_CALLER.watched(row, trail) for row in rows.callers]
    return CaseRows(_CASE.watched(rows.case, trail), assignments, callers, rows.awaits_main)


def _with_others(case_id: int, case: Case, known: Mapping[int, Case], left: Collection[int]) -> Case:
    calls = [entry.call_id for entry in case.callers]
    joined = tuple(known[call_id] for call_id in calls if call_id != case_id)
    gone = tuple(known[call_id] for call_id in sorted(left) if call_id not in calls and call_id != case_id)
    return replace(case, joined=joined, left=gone) if joined or gone else case


def _cases_of(ids: Sequence[Value]) -> "ModelSelect[CaseRow]":
    """Select cases by id, with a condition on every table so that PostgreSQL prunes the partitions of each."""
    latest = DecisionRow.alias()
    newest = latest.select(fn.MAX(latest.version)).where(latest.case_id == CaseRow.id)
    return (
        CaseRow.select(
            CaseRow,
            *(getattr(CallRow, name).alias(CALL + name) for name in _CALL_FIELDS),
            *(getattr(DecisionRow, name).alias(DECISION + name) for name in _DECISION_FIELDS),
        )
        .join(CallRow, JOIN.INNER, on=(CallRow.case_id == CaseRow.id))
        .switch(CaseRow)
        .join(DecisionRow, JOIN.INNER, on=((DecisionRow.case_id == CaseRow.id) & (DecisionRow.version == newest)))
        .where(*(key.in_(ids) for key in (CaseRow.id, CallRow.case_id, DecisionRow.case_id)))
    )


def _assignments_of(ids: Sequence[Value]) -> "ModelSelect[AssignmentRow]":
    return AssignmentRow.select().where(AssignmentRow.case_id.in_(ids)).order_by(AssignmentRow.number)


def _callers_of(ids: Sequence[Value]) -> "ModelSelect[CallerRow]":
    return CallerRow.select().where(CallerRow.case_id.in_(ids)).order_by(CallerRow.call_id)


def _states_of(ids: Sequence[Value]) -> "ModelSelect[CaseRow]":
    return CaseRow.select(CaseRow.id, CaseRow.state).where(CaseRow.id.in_(ids))


def _mains_of(ids: Sequence[Value]) -> "ModelSelect[CallerRow]":
    return CallerRow.select(CallerRow.call_id, CallerRow.case_id).where(CallerRow.call_id.in_(ids))
