"""Hotspots and their cases, and the pairs of characters by which a new call finds its hotspot."""

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import Database, PostgresqlDatabase, fn

from hotline_server.domain.hotspots import Raised
from hotline_server.domain.lifecycle import CaseState
from hotline_server.domain.numbering import first_id
from hotline_server.ground.clock import from_micros, to_micros
from hotline_server.rulebook.decision import Urgency
from hotline_server.store.engine.bulk import BulkInsert
from hotline_server.store.engine.sql import execute
from hotline_server.store.models import (
    CallRow,
    CaseRow,
    CounterRow,
    HotspotCaseRow,
    HotspotMergedRow,
    HotspotPairRow,
    HotspotRow,
    LogRow,
)

# The counters of where in the log calls have been looked at, and since when a server is looking at the next.
_PLACE, _CLAIM = "hotspots", "hotspots claimed"
_CLAIM_MICROS = 60_000_000
# The pair under which all messages are counted.
_ALL = -1
# Of a pair that many messages have, the newest are enough to find a hotspot by.
_NEWEST = 60
# A hotspot is found by so many of its cases, and then by one in so many: it may drift slowly.
_FOUND_BY, _ONE_IN = 40, 10
_SLICES = 256
# Weights are kept in thousandths.
_SCALE = 1000


@dataclass(frozen=True, slots=True)
class NewMessage:
    """A call that no hotspot has been found for yet."""

    case_id: int
    subject: str
    content: str
    matter: str


@dataclass(frozen=True, slots=True)
class KnownPair:
    """A pair of a case that is known: the case's id and hotspot, and what the pair weighs there."""

    pair: int
    case_id: int
    hotspot_id: int
    weight: float


@dataclass(frozen=True, slots=True)
class FoundHotspot:
    """The hotspot that was found for a case, its own id for a new one, and the pairs to find it by."""

    case_id: int
    hotspot_id: int
    pairs: Mapping[int, float]


class HotspotStore:
    """The hotspots in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._pairs = BulkInsert(database, HotspotPairRow)
        self._members = BulkInsert(database, HotspotCaseRow)
        self._hotspots = BulkInsert(database, HotspotRow, replacing=[HotspotRow.id])

    def place(self, since: datetime) -> int:
        """The log position up to which calls have been looked at.

        In a database that has cases but no hotspots yet, the calls since ``since`` are looked at.
        """
        row = CounterRow.select().where(CounterRow.name == _PLACE).first(self._database)
        if row:
            return int(row.last)
        query = LogRow.select(fn.MIN(LogRow.position)).where(LogRow.case_id > first_id(since))
        return int(query.scalar(self._database) or 1) - 1

    def new_messages(self, after: int, limit: int) -> tuple[list[NewMessage], int]:
        """The calls registered after a log position, in order, and the position to go on from."""
        entries = (
            LogRow.select(LogRow.position, LogRow.case_id)
            .where(LogRow.position > after, LogRow.act == "REGISTER")
            .order_by(LogRow.position)
            .limit(limit)
        )
        found = list(entries.tuples().execute(self._database))
        if not found:
            return [], after
        rows = (
            CallRow.select(CallRow.case_id, CallRow.subject, CallRow.content, CaseRow.matter)
            .join(CaseRow, on=(CaseRow.id == CallRow.case_id))
            .where(CallRow.case_id.in_([case_id for _, case_id in found]))
            .order_by(CallRow.case_id)
        )
        return [NewMessage(*row) for row in rows.tuples().execute(self._database)], found[-1][0]

    def seen(self, pairs: Collection[int]) -> tuple[dict[int, int], int]:
        """In how many messages each pair was seen, and how many messages there were."""
        counts = dict(self._of("pair, messages FROM hotspot_pair_seen", "pair", [*pairs, _ALL]))
        return counts, counts.pop(_ALL, 0)

    def known(self, pairs: Collection[int], since: datetime) -> list[KnownPair]:
        """The cases since a day that have any of the pairs, of each pair the newest."""
        newest = f"AND case_id > {first_id(since)} ORDER BY case_id DESC LIMIT {_NEWEST}"
        columns = "pair, case_id, hotspot_id, weight"
        if isinstance(self._database, PostgresqlDatabase):
            sql = (
                f"SELECT p.* FROM unnest(%s::int[]) AS wanted (pair) CROSS JOIN LATERAL "
                f"(SELECT {columns} FROM hotspot_pair k WHERE k.pair = wanted.pair {newest}) p"
            )
            rows = execute(self._database, sql, (list(pairs),))
        else:
            sql = f"SELECT {columns} FROM hotspot_pair WHERE pair = ? {newest}"
            rows = [row for pair in pairs for row in execute(self._database, sql, (pair,))]
        merged = self._merged({hotspot for _, _, hotspot, _ in rows})
        return [
            KnownPair(pair, case_id, merged.get(hotspot, hotspot), weight / _SCALE)
            for pair, case_id, hotspot, weight in rows
        ]

    def _merged(self, hotspots: Collection[int]) -> dict[int, int]:
        return dict(self._of("id, into_id FROM hotspot_merged", "id", hotspots))

    def _of(self, columns: str, key: str, keys: Collection[int]) -> list[tuple[Any, ...]]:
        """The rows of some keys; as one JSON value, since there may be more of them than a statement takes."""
        if isinstance(self._database, PostgresqlDatabase):
            condition = "= ANY(SELECT json_array_elements_text(%s::json)::bigint)"
        else:
            condition = "IN (SELECT value FROM json_each(?))"
        return execute(self._database, f"SELECT {columns} WHERE {key} {condition}", (json.dumps(list(keys)),))

    def matters(self, case_ids: Collection[int]) -> dict[int, str]:
        """The matters of cases."""
        return dict(self._of("id, matter FROM hotline_case", "id", case_ids))

    def claim(self, now: datetime) -> bool:
        """Take the next calls for oneself until ``save``, for a minute at the most. Only inside a writer's job.

        Returns:
            Whether nobody else has them.
        """
        mark = self._database.param
        taken = execute(
            self._database,
            f"INSERT INTO counter (name, last) VALUES ({mark}, {mark}) "
            "ON CONFLICT (name) DO UPDATE SET last = excluded.last "
            f"WHERE counter.last = 0 OR ABS(excluded.last - counter.last) >= {mark} RETURNING last",
            (_CLAIM, to_micros(now), _CLAIM_MICROS),
        )
        return bool(taken)

    def save(
        self, after: int, up_to: int, found: Sequence[FoundHotspot], merges: Mapping[int, int], seen: Mapping[int, int]
    ) -> bool:
        """Keep what was found for the calls between two log positions. Only inside a writer's job.

        Args:
            after: the log position that was looked at before.
            up_to: the one that is now.
            found: the hotspot of each call.
            merges: hotspots that turned out to be the same as others, and these.
            seen: in how many of the calls each pair was seen.

        Returns:
            Whether it was kept; not if another server has done it meanwhile.
        """
        marks = (self._database.param,) * 3
        CounterRow.update(last=0).where(CounterRow.name == _CLAIM).execute(self._database)
        moved = execute(
            self._database,
            "INSERT INTO counter (name, last) VALUES ({}, {}) ON CONFLICT (name) DO UPDATE SET last = excluded.last "
            "WHERE counter.last = {} RETURNING last".format(*marks),
            (_PLACE, up_to, after),
        )
        if not moved:
            return False
        for gone, into in merges.items():
            self._merge(gone, into)
        members = {one.case_id: one.hotspot_id for one in found if one.hotspot_id != one.case_id}
        members |= {one: one for one in set(members.values())} | dict(merges)
        sizes = self._join(members)
        kept = [one for one in found if (size := sizes.get(one.hotspot_id, 1)) <= _FOUND_BY or size % _ONE_IN == 0]
        self._pairs.run(
            [
                {"pair": pair, "case_id": one.case_id, "hotspot_id": one.hotspot_id, "weight": round(weight * _SCALE)}
                for one in kept
                for pair, weight in one.pairs.items()
            ]
        )
        self._see({**seen, _ALL: len(found)})
        return True

    def _merge(self, gone: int, into: int) -> None:
        HotspotCaseRow.update(hotspot_id=into).where(HotspotCaseRow.hotspot_id == gone).execute(self._database)
        HotspotRow.delete().where(HotspotRow.id == gone).execute(self._database)
        HotspotMergedRow.update(into_id=into).where(HotspotMergedRow.into_id == gone).execute(self._database)
        HotspotMergedRow.insert(id=gone, into_id=into).execute(self._database)

    def _join(self, members: Mapping[int, int]) -> dict[int, int]:
        """Add cases to hotspots, unless they are there; returns how many each of these hotspots then has."""
        hotspots = list(set(members.values()))
        if not hotspots:
            return {}
        there = HotspotCaseRow.select(HotspotCaseRow.case_id).where(HotspotCaseRow.case_id.in_(list(members)))
        known = {row.case_id for row in there.execute(self._database)}
        rows = [
            {"hotspot_id": hotspot, "case_id": case_id} for case_id, hotspot in members.items() if case_id not in known
        ]
        self._members.run(rows)
        counts = (
            HotspotCaseRow.select(
                HotspotCaseRow.hotspot_id, fn.COUNT(HotspotCaseRow.case_id), fn.MAX(HotspotCaseRow.case_id)
            )
            .where(HotspotCaseRow.hotspot_id.in_(hotspots))
            .group_by(HotspotCaseRow.hotspot_id)
        )
        counted = list(counts.tuples().execute(self._database))
        self._hotspots.run([{"id": hotspot, "cases": cases, "last_id": last} for hotspot, cases, last in counted])
        return {hotspot: cases for hotspot, cases, _ in counted}

    def _see(self, seen: Mapping[int, int]) -> None:
        adds = "ON CONFLICT (pair) DO UPDATE SET messages = hotspot_pair_seen.messages + excluded.messages"
        if isinstance(self._database, PostgresqlDatabase):
            source = "SELECT * FROM unnest(%s::int[], %s::int[])"
            values: tuple[object, ...] = (list(seen), list(seen.values()))
        else:
            source = "SELECT value ->> 0, value ->> 1 FROM json_each(?) WHERE true"
            values = (json.dumps(list(seen.items())),)
        execute(self._database, f"INSERT INTO hotspot_pair_seen (pair, messages) {source} {adds}", values)

    def forget(self, before: datetime, piece: int) -> None:
        """Drop a piece of the pairs of cases before a day, of ``_SLICES`` pieces. Only inside a writer's job."""
        width = 2**31 // _SLICES
        execute(
            self._database,
            f"DELETE FROM hotspot_pair WHERE pair >= {piece * width} AND pair < {(piece + 1) * width} "
            f"AND case_id < {first_id(before)}",
        )

    @property
    def pieces(self) -> range:
        """The pieces that are forgotten one at a time."""
        return range(_SLICES)

    def largest(self, since: datetime, at_least: int, most: int) -> list[int]:
        """The ids of the hotspots raised since a day by the most cases."""
        query = (
            HotspotRow.select(HotspotRow.id)
            .where(HotspotRow.last_id > first_id(since), HotspotRow.cases >= at_least)
            .order_by(HotspotRow.cases.desc(), HotspotRow.id.desc())
            .limit(most)
        )
        return [row.id for row in query.execute(self._database)]

    def hotspot_of(self, case_id: int) -> int | None:
        """The hotspot that a case belongs to, if any other does."""
        row = HotspotCaseRow.select().where(HotspotCaseRow.case_id == case_id).first(self._database)
        return row.hotspot_id if row else None

    def raised(self, hotspot_ids: Sequence[int], until: datetime | None = None) -> dict[int, dict[int, Raised]]:
        """The cases of hotspots by their ids, as far as hotness needs them, those until a moment only."""
        found: dict[int, dict[int, Raised]] = {hotspot: {} for hotspot in hotspot_ids}
        query = (
            HotspotCaseRow.select(
                HotspotCaseRow.hotspot_id,
                HotspotCaseRow.case_id,
                CaseRow.registered_at,
                CaseRow.caller_index,
                CaseRow.urgency,
                CaseRow.state,
            )
            .join(CaseRow, on=(CaseRow.id == HotspotCaseRow.case_id))
            .where(HotspotCaseRow.hotspot_id.in_(hotspot_ids))
            .order_by(HotspotCaseRow.case_id)
        )
        for hotspot, case_id, at, caller, urgency, state in query.tuples().execute(self._database):
            moment = from_micros(at)
            if until is None or moment <= until:
                urgent = urgency >= list(Urgency).index(Urgency.URGENT)
                found[hotspot][case_id] = Raised(moment, caller, urgent, not CaseState[state].is_answered)
        return found

    def states(self, hotspot: int) -> Counter[str]:
        """How many cases of a hotspot are in each state."""
        query = (
            CaseRow.select(CaseRow.state, fn.COUNT(CaseRow.id))
            .join(HotspotCaseRow, on=(CaseRow.id == HotspotCaseRow.case_id))
            .where(HotspotCaseRow.hotspot_id == hotspot)
            .group_by(CaseRow.state)
        )
        return Counter(dict(query.tuples().execute(self._database)))
