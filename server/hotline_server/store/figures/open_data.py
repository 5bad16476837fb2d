"""Open data: the public attributes of cases, without callers or content (R6.2)."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from peewee import Database

from hotline_server.domain.case import is_protected
from hotline_server.domain.lifecycle.state import UNFINISHED, AssignmentState, CaseState, HandoverState
from hotline_server.domain.numbering import id_lower_bound, number_of, parse_number
from hotline_server.domain.open_record import OpenDataQuery, OpenRecord
from hotline_server.domain.places import Coordinates, CoordinateSource
from hotline_server.ground.clock import begin_of, from_micros, to_micros
from hotline_server.rulebook.decision import Outcome
from hotline_server.rulebook.facts import REQUEST_TYPE
from hotline_server.store.engine.sql import execute
from hotline_server.store.models import AssignmentRow, CallRow, CaseRow, DecisionRow, HandoverRow
from hotline_server.text.place_index import to_degrees

_Read = TypeVar("_Read")
LeaveOut = Callable[[str, Exception], None]
"""Takes the number of a case that is left out, and why; raises what concerns all cases."""
BATCH_SIZE = 200
_SCAN_SIZE = 1_000
# From one matter to the next in the index, however many cases have it.
_MATTERS = """
WITH RECURSIVE found (matter) AS (
  SELECT MIN(matter) FROM hotline_case
  UNION ALL
  SELECT (SELECT MIN(c.matter) FROM hotline_case c WHERE c.matter > found.matter) FROM found
  WHERE found.matter IS NOT NULL
)
SELECT matter FROM found WHERE matter IS NOT NULL
"""
# Decimals of degrees in the published coordinates of a call: some 100 metres.
_PUBLIC_DIGITS = 3


@dataclass(frozen=True, slots=True)
class OpenDataStore:
    """Queries for open data; excludes protected callers' cases and nuisances, and needs no decryption keys."""

    database: Database

    def get(self, number: str) -> OpenRecord | None:
        """Return the public record of a case, or ``None`` if there is none."""
        return next(iter(self._records([parse_number(number)])), None)

    def newest(self, query: OpenDataQuery, leave_out: LeaveOut) -> list[OpenRecord]:
        """Return a page of the public cases that match, newest first; arguments as for ``all``."""
        found: list[int] = []
        wanted, before = query.skipped + query.limit, None
        while len(found) < wanted:
            ids = self._ids(query, before)
            found += _each(self._public, ids, leave_out)
            if len(ids) < _SCAN_SIZE:
                break
            before = ids[-1]
        return _each(self._records, found[query.skipped : wanted], leave_out)

    def matters(self) -> dict[str, str]:
        """Return the matters that cases have, each with the category of its latest case."""
        names = [str(name) for (name,) in execute(self.database, _MATTERS) if name]
        mark = self.database.param
        latest = f"SELECT category FROM hotline_case WHERE matter = {mark} ORDER BY id DESC LIMIT 1"
        return {name: str(execute(self.database, latest, (name,))[0][0]) for name in names}

    def _ids(self, query: OpenDataQuery, before: int | None) -> list[int]:
        conditions = [
            ~CaseRow.nuisance,
            CaseRow.id > id_lower_bound(query.since),
            CaseRow.id < id_lower_bound(query.before + timedelta(days=1)),
            CaseRow.registered_at >= to_micros(query.since),
            CaseRow.registered_at < to_micros(query.before),
        ]
        if before is not None:
            conditions.append(CaseRow.id < before)
        if query.matters:
            conditions.append(CaseRow.matter.in_(query.matters))
        if query.is_open is not None:
            conditions.append(CaseRow.state.in_([one.name for one in CaseState if one.is_answered != query.is_open]))
        if query.updated_since:
            conditions.append(CaseRow.updated_at >= to_micros(query.updated_since))
        if query.updated_before:
            conditions.append(CaseRow.updated_at < to_micros(query.updated_before))
        rows = CaseRow.select(CaseRow.id).where(*conditions).order_by(CaseRow.id.desc()).limit(_SCAN_SIZE)
        return [row.id for row in rows.execute(self.database)]

    def _public(self, ids: Sequence[int]) -> list[int]:
        """Return those of the cases whose callers are not protected, in order."""
        calls = CallRow.select(CallRow.case_id, CallRow.confidential, CallRow.request_type)
        by_case = {row.case_id: row for row in calls.where(CallRow.case_id.in_(ids)).execute(self.database)}
        facts = self._facts(ids)
        return [
            case_id
            for case_id in ids
            if not is_protected(by_case[case_id].confidential, by_case[case_id].request_type, facts[case_id])
        ]

    def _facts(self, ids: Sequence[int]) -> dict[int, Mapping[str, Any]]:
        """Return the facts of the decision in force of each case."""
        decisions = DecisionRow.select(DecisionRow.case_id, DecisionRow.facts).order_by(DecisionRow.version)
        rows = decisions.where(DecisionRow.case_id.in_(ids)).execute(self.database)
        return {row.case_id: json.loads(row.facts) for row in rows}

    def all(self, first: date, last: date, leave_out: LeaveOut) -> Iterator[OpenRecord]:
        """Yield the cases registered from ``first`` to ``last`` inclusive, in order, in bounded memory.

        Args:
            first: first day.
            last: last day.
            leave_out: told of each case that has no readable record, which costs the others nothing.
        """
        after, end = id_lower_bound(begin_of(first)), id_lower_bound(begin_of(last + timedelta(days=1)))
        while True:
            query = CaseRow.select(CaseRow.id).where(CaseRow.id > after, CaseRow.id < end).order_by(CaseRow.id)
            ids = [row.id for row in query.limit(BATCH_SIZE).execute(self.database)]
            if not ids:
                return
            yield from reversed(_each(self._records, ids, leave_out))
            after = ids[-1]

    def _records(self, ids: Sequence[int]) -> list[OpenRecord]:
        """Return the public records among the given cases, newest first."""
        calls = CallRow.select(
            CallRow.case_id, CallRow.confidential, CallRow.request_type, CallRow.latitude, CallRow.longitude,
            CallRow.coordinate_source,
        )  # fmt: skip
        call_by_case = {row.case_id: row for row in calls.where(CallRow.case_id.in_(ids)).execute(self.database)}
        facts = self._facts(ids)
        leads = AssignmentRow.select().where(AssignmentRow.case_id.in_(ids), AssignmentRow.leads)
        due = {
            row.case_id: from_micros(row.deadline)
            for row in leads.order_by(AssignmentRow.number).execute(self.database)
            if AssignmentState[row.state] in UNFINISHED
        }
        handed = HandoverRow.select().where(HandoverRow.case_id.in_(ids), ~HandoverRow.gives_back)
        line = {
            row.case_id: row.line
            for row in handed.order_by(HandoverRow.number).execute(self.database)
            if HandoverState[row.state].lets_read
        }
        cases = CaseRow.select().where(CaseRow.id.in_(ids), ~CaseRow.nuisance).order_by(CaseRow.id.desc())
        return [
            _record(row, call_by_case[row.id], facts[row.id], due.get(row.id), line.get(row.id, ""))
            for row in cases.execute(self.database)
            if not is_protected(call_by_case[row.id].confidential, call_by_case[row.id].request_type, facts[row.id])
        ]


def _each(read: Callable[[Sequence[int]], list[_Read]], ids: Sequence[int], leave_out: LeaveOut) -> list[_Read]:
    """Read cases together, or one by one if that fails."""
    try:
        return read(ids)
    except Exception as error:  # noqa: BLE001 - told with the number of the case
        if len(ids) == 1:
            leave_out(number_of(ids[0]), error)
            return []
        return [one for case_id in ids for one in _each(read, [case_id], leave_out)]


def _record(row: CaseRow, call: CallRow, facts: Mapping[str, Any], due: datetime | None, line: str) -> OpenRecord:
    return OpenRecord(
        number=number_of(row.id),
        registered_at=from_micros(row.registered_at),
        updated_at=from_micros(row.updated_at),
        due_at=due,
        district=row.district,
        category=row.category,
        matter=row.matter,
        request_type=call.request_type or str(facts.get(REQUEST_TYPE, "")),
        outcome=Outcome[row.outcome].value,
        state=CaseState[row.state],
        lead=row.lead,
        line=line,
        coordinates=_public_point(call),
    )


def _public_point(call: CallRow) -> Coordinates | None:
    """Return a point that does not lead to the house of a caller."""
    latitude, longitude = to_degrees(call.latitude), to_degrees(call.longitude)
    if latitude is None or longitude is None:
        return None
    if call.coordinate_source == CoordinateSource.PLACE.name:
        return Coordinates(latitude, longitude)
    return Coordinates(round(latitude, _PUBLIC_DIGITS), round(longitude, _PUBLIC_DIGITS))
