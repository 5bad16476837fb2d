"""Batch insertion of new cases. Use only within a writer job."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from peewee import Database

from hotline_server.domain.call import Call
from hotline_server.domain.case import Case, coordinates_of
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.dues import settle
from hotline_server.domain.errors import RequestIdReusedError
from hotline_server.domain.log import FIRST_HASH
from hotline_server.domain.numbering import day_of, id_of, number_of, parse_number
from hotline_server.domain.slips.composition import Subject
from hotline_server.domain.slips.slip import SlipDraft
from hotline_server.ground.clock import to_micros
from hotline_server.rulebook.decision import Decision
from hotline_server.store.cases.called_for import CalledFor
from hotline_server.store.cases.callers import UNAMENDED, Callers
from hotline_server.store.cases.open_locations import location_columns
from hotline_server.store.cases.queries import CaseStore
from hotline_server.store.cases.rows.assignments import assignment_columns
from hotline_server.store.cases.rows.callers import answer_rows, caller_columns
from hotline_server.store.cases.rows.cases import call_columns, case_columns
from hotline_server.store.cases.rows.decisions import decision_columns
from hotline_server.store.cases.rows.handovers import handover_columns
from hotline_server.store.cases.rows.log import log_rows
from hotline_server.store.cases.rows.values import optional_micros
from hotline_server.store.engine.bulk import BulkInsert, pipeline
from hotline_server.store.engine.compiled import Row
from hotline_server.store.engine.counters import LOG, Counters
from hotline_server.store.messages.outbox import Outbox
from hotline_server.store.models import (
    AnswerRow,
    AssignmentRow,
    CallerRow,
    CallRow,
    CaseRow,
    DecisionRow,
    HandoverRow,
    LogRow,
    MessageRow,
    OpenLocationRow,
    PlaceSightingRow,
    RequestRow,
    SlipRow,
)
from hotline_server.store.proofs.coverage import digests_of
from hotline_server.store.slips.register import SlipRegister
from hotline_server.text.location import Location

_TABLES = (
    CaseRow, CallRow, RequestRow, DecisionRow, AssignmentRow, HandoverRow, CallerRow, AnswerRow, SlipRow, MessageRow,
    LogRow, OpenLocationRow, PlaceSightingRow,
)  # fmt: skip
CreateResult = Case | RequestIdReusedError
Rows = Mapping[type[Any], list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class NewCase:
    """Case to be opened: the call, the decision, and the resulting case file.

    Attributes:
        location: where the matter is.
        sightings: names of unknown places in the call, which an operator put into a district.
    """

    call: Call
    fingerprint: str
    decision: Decision
    file: CaseFile
    category: str
    matter: str
    location: Location
    sightings: tuple[str, ...] = ()


class NewCases:
    """Inserts new cases, a batch at a time."""

    def __init__(
        self, database: Database, cases: CaseStore, callers: Callers, outbox: Outbox, slips: SlipRegister
    ) -> None:
        self._database = database
        self._outbox = outbox
        self._slips = slips
        self._callers = callers
        self.cases = cases
        self._counters = Counters(database)
        self._inserts = {table: BulkInsert(database, table) for table in _TABLES}

    def create(self, new_cases: Sequence[NewCase]) -> list[CreateResult]:
        """Insert cases with their calls, decisions, assignments and logs.

        Returns:
            One result per item: the new case; the existing case if the request was sent before; or an
            error if the request id was used for a different call.
        """
        taken = self.cases.find_requests([new.call.request_id for new in new_cases])
        opening: dict[str, NewCase] = {}
        for new in new_cases:
            if new.call.request_id not in taken:
                opening.setdefault(new.call.request_id, new)
        opened = dict(zip(opening, self._open(list(opening.values())), strict=True))
        outcomes: list[CreateResult] = []
        for new in new_cases:
            request = new.call.request_id
            if opening.get(request) is new:
                outcomes.append(opened[request])
            elif request in opened:
                outcomes.append(self._resolve_duplicate(new, opened[request].number, opening[request].fingerprint))
            else:
                outcomes.append(self._resolve_duplicate(new, *taken[request]))
        return outcomes

    def _resolve_duplicate(self, new: NewCase, number: str, fingerprint: str) -> CreateResult:
        """Return the case opened by an earlier use of the request id, or an error if the calls differ."""
        is_same = fingerprint in (new.fingerprint, *self._callers.keyring.indexes(new.fingerprint))
        case = self.cases.get(number) if is_same else None
        if case:
            return case
        if origin := new.file.origin:
            known = f"受理编号“{origin.record}”已经转来过（工单 {number}），这次的内容不一样"
            return RequestIdReusedError(f"{known}；有新情况的请告诉值班室补充，是另一件事的请用另一个受理编号")
        return RequestIdReusedError(f"请求号“{new.call.request_id}”已用于另一个来电（工单 {number}）")

    def _open(self, new_cases: Sequence[NewCase]) -> list[Case]:
        if not new_cases:
            return []
        days = Counter(day_of(new.file.registered_at) for new in new_cases)
        last = self._counters.advance(days | {LOG: sum(len(new.file.notes) for new in new_cases)})
        position = last[LOG] - sum(len(new.file.notes) for new in new_cases)
        rows: dict[type[Any], list[dict[str, Any]]] = {table: [] for table in _TABLES}
        for new in new_cases:
            day = day_of(new.file.registered_at)
            _identify(new.file, id_of(day, last[day] - days[day] + 1))
            days[day] -= 1
        slips = self._slips.number([(new.file.number, self._drafts(new)) for new in new_cases])
        messages = self._outbox.number([self._messages(new) for new in new_cases])
        cases = []
        for new, called_for in zip(new_cases, map(CalledFor, slips, messages), strict=True):
            cases.append(_add_rows(new, position, called_for, rows, self._callers))
            position += len(new.file.notes)
        with pipeline(self._database):
            for table, insert in self._inserts.items():
                insert.run(rows[table])
        return cases

    def _messages(self, new: NewCase) -> list[Row]:
        file = new.file
        return self._outbox.compose(file, file.assignments, new.matter, file.registered_at)

    def _drafts(self, new: NewCase) -> list[SlipDraft]:
        now = new.file.registered_at
        received = {parse_number(new.file.number): new.call.received_at or now}
        subject = Subject(new.call, new.location, new.matter, received)
        return self._slips.draft(new.file, new.file.assignments, lambda: subject, now)


def _identify(file: CaseFile, case_id: int) -> None:
    """Give a new case its number, and its caller and answers the id of the call."""
    file.number = number_of(case_id)
    for caller in file.callers:
        caller.call_id = case_id
    file.answers = [replace(answer, call_id=case_id) for answer in file.answers]


def _add_rows(new: NewCase, position: int, called_for: CalledFor, rows: Rows, callers: Callers) -> Case:
    """Append the rows of a new case to ``rows`` and return the case."""
    file, now, case_id = new.file, new.file.registered_at, parse_number(new.file.number)
    key = {"case_id": case_id}
    due = settle(file)
    proved = _proved_rows(new, due, called_for, callers)
    length, last_hash, log = log_rows(file, now, 0, FIRST_HASH, position, digests_of(proved))
    proved[CaseRow][0] |= {"log_length": length, "log_hash": last_hash}
    for table, added in proved.items():
        rows[table].extend(added)
    point = coordinates_of(new.location)
    if point and not file.state.is_answered:
        rows[OpenLocationRow].append(location_columns(case_id, point, new.matter))
    rows[PlaceSightingRow].extend(key | {"name": name, "district": new.location.district} for name in new.sightings)
    rows[LogRow].extend(key | row for row in log)
    return _case_of(new, due)


def _proved_rows(
    new: NewCase, due: datetime | None, called_for: CalledFor, callers: Callers
) -> dict[type[Any], list[dict[str, Any]]]:
    """Return the rows of a new case whose digests its log holds."""
    file, now, case_id = new.file, new.file.registered_at, parse_number(new.file.number)
    key = {"case_id": case_id}
    sealed = {"caller": callers.seal(new.call, case_id), "amendments": UNAMENDED}
    case = {
        "id": case_id,
        "category": new.category,
        "matter": new.matter,
        "district": new.location.district,
        "town": new.location.town,
        "caller_index": callers.index(new.call.phone),
        "registered_at": to_micros(now),
        "registrar": file.registrar,
        "amend_by": optional_micros(file.amend_by),
        "split_from": parse_number(file.split_from) if file.split_from else 0,
        **case_columns(file, due, now),
    }
    return {
        CaseRow: [case],
        CallRow: [key | call_columns(new.call, new.location, now) | sealed],
        DecisionRow: [key | {"version": file.version} | decision_columns(new.decision, now)],
        AssignmentRow: [key | assignment_columns(assignment) for assignment in file.assignments],
        HandoverRow: [key | handover_columns(handover) for handover in file.handovers],
        CallerRow: [key | caller_columns(caller) for caller in file.callers],
        AnswerRow: [key | row for row in answer_rows(file, now)],
        SlipRow: list(called_for.slips),
        MessageRow: list(called_for.messages),
        # Keyed, since an unkeyed digest would let the content be guessed.
        RequestRow: [key | {"request_id": new.call.request_id, "fingerprint": callers.keyring.index(new.fingerprint)}],
    }


def _case_of(new: NewCase, due: datetime | None) -> Case:
    """Return a new case as it would be read."""
    file, now = new.file, new.file.registered_at
    return Case(
        number=file.number,
        version=file.version,
        state=file.state,
        call=new.call if new.call.received_at else replace(new.call, received_at=now),
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
        location=new.location,
        since=file.since,
        question=file.question,
        leader_question=file.leader_question,
        registrar=file.registrar,
        amend_by=file.amend_by,
        split_from=file.split_from,
        handovers=tuple(file.handovers),
        origin=file.origin,
    )
