"""Persistence of hotspots."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from peewee import Database, fn

from hotline_server.domain.hotspots import HotspotCase
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.numbering import id_lower_bound
from hotline_server.ground.clock import from_micros, to_micros
from hotline_server.rulebook.decision import Urgency
from hotline_server.store.engine.bulk import BulkInsert
from hotline_server.store.engine.sql import execute
from hotline_server.store.figures.hotspot_pairs import FoundHotspot, PairIndex, rows_of
from hotline_server.store.models import (
    CallRow,
    CaseRow,
    CounterRow,
    HotspotCaseRow,
    HotspotMergedRow,
    HotspotRow,
    LogRow,
)

# Counters: the log position processed so far, and the start time of the current claim.
_PLACE, _CLAIM = "hotspots", "hotspots claimed"
_CLAIM_MICROS = 60_000_000
# The first _FOUND_BY cases of a hotspot are indexed, then one in _ONE_IN, so that it may drift slowly.
_FOUND_BY, _ONE_IN = 40, 10
NOTHING: Mapping[int, Collection[int]] = {}


@dataclass(frozen=True, slots=True)
class NewMessage:
    """Call not yet matched to a hotspot, or matched before it was amended.

    Attributes:
        case_id: id of the case that it opened.
        subject, content: its text as it is now.
        matter: what it is about.
        is_amended: true if its text may have been another.
    """

    case_id: int
    subject: str
    content: str
    matter: str
    is_amended: bool


@dataclass(frozen=True, slots=True)
class KnownPair:
    """Index entry: a pair of a known case, with its hotspot and weight."""

    pair: int
    case_id: int
    hotspot_id: int
    weight: float


class HotspotStore:
    """Repository of hotspots."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.pairs = PairIndex(database)
        self._members = BulkInsert(database, HotspotCaseRow)
        self._hotspots = BulkInsert(database, HotspotRow, replacing=[HotspotRow.id])

    def position(self, since: datetime) -> int:
        """Return the log position processed so far.

        If nothing has been processed, processing starts with the calls registered after ``since``.
        """
        row = CounterRow.select().where(CounterRow.name == _PLACE).first(self._database)
        if row:
            return int(row.last)
        query = LogRow.select(fn.MIN(LogRow.position)).where(LogRow.case_id > id_lower_bound(since))
        return int(query.scalar(self._database) or 1) - 1

    def new_messages(self, after: int, limit: int) -> tuple[list[NewMessage], int]:
        """Return up to ``limit`` calls registered or amended after a log position, and the position to resume from."""
        entries = (
            LogRow.select(LogRow.position, LogRow.case_id)
            .where(LogRow.position > after, LogRow.act.in_((Act.REGISTER.name, Act.AMEND.name)))
            .order_by(LogRow.position)
            .limit(limit)
        )
        found = list(entries.tuples().execute(self._database))
        if not found:
            return [], after
        return self.messages([case_id for _, case_id in found]), found[-1][0]

    def messages(self, case_ids: Sequence[int]) -> list[NewMessage]:
        """Return calls by the ids of their cases."""
        rows = (
            CallRow.select(CallRow.case_id, CallRow.subject, CallRow.content, CaseRow.matter, CallRow.amendments != "")
            .join(CaseRow, on=(CaseRow.id == CallRow.case_id))
            .where(CallRow.case_id.in_(case_ids))
            .order_by(CallRow.case_id)
        )
        found = rows.tuples().execute(self._database)
        return [
            NewMessage(case_id, subject, content, matter, is_amended=bool(amended))
            for case_id, subject, content, matter, amended in found
        ]

    def known(self, pairs: Collection[int], since: datetime) -> list[KnownPair]:
        """Look up the newest cases since a day for each of the pairs."""
        rows = self.pairs.newest(pairs, since)
        merged = self._merged({hotspot for _, _, hotspot, _ in rows})
        return [
            KnownPair(pair, case_id, merged.get(hotspot, hotspot), weight) for pair, case_id, hotspot, weight in rows
        ]

    def _merged(self, hotspots: Collection[int]) -> dict[int, int]:
        return dict(rows_of(self._database, "id, into_id FROM hotspot_merged", "id", hotspots))

    def matters(self, case_ids: Collection[int]) -> dict[int, str]:
        """Return the matter of each case, by id."""
        return dict(rows_of(self._database, "id, matter FROM hotline_case", "id", case_ids))

    def claim(self, now: datetime) -> bool:
        """Claim the next calls until ``save``, for a minute at most. Use only within a writer job.

        Returns:
            False if another server holds the claim.
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
        self,
        after: int,
        up_to: int,
        matches: Sequence[FoundHotspot],
        merges: Mapping[int, int],
        seen: Mapping[int, int],
        forgotten: Mapping[int, Collection[int]] = NOTHING,
        left: Collection[int] = (),
    ) -> bool:
        """Save the matches for the calls between two log positions. Use only within a writer job.

        Args:
            after: log position processed before.
            up_to: log position processed now.
            matches: match of each call.
            merges: hotspot to merge into, by duplicate hotspot.
            seen: number of these calls by pair.
            forgotten: pairs that are no longer those of an amended call, by the id of its case.
            left: ids of the cases that are no longer like those of the hotspot they were in.

        Returns:
            False if another server has processed these calls meanwhile; nothing is saved then.
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
        for case_id, pairs in forgotten.items():
            self.pairs.forget(case_id, pairs)
        for case_id in left:
            self._leave(case_id)
        for duplicate, into in merges.items():
            self._merge(duplicate, into)
        # A case whose hotspot goes on under another number would be found as one of it.
        gone = self._merged([match.case_id for match in matches if match.hotspot_id == match.case_id])
        members = {match.case_id: match.hotspot_id for match in matches if match.hotspot_id != match.case_id}
        members |= {hotspot: hotspot for hotspot in set(members.values())} | dict(merges)
        sizes = self._join(members)
        indexed = [
            match
            for match in matches
            if match.case_id not in gone
            if (size := sizes.get(match.hotspot_id, 1)) <= _FOUND_BY or size % _ONE_IN == 0
        ]
        self.pairs.add(indexed)
        self.pairs.count(seen, len(matches) - len(forgotten))
        return True

    def _leave(self, case_id: int) -> None:
        """Take a case out of its hotspot, which goes on under the number of its next case, or ends with one case."""
        hotspot = self.hotspot_of(case_id)
        if hotspot is None:
            return
        HotspotCaseRow.delete().where(HotspotCaseRow.case_id == case_id).execute(self._database)
        query = HotspotCaseRow.select(HotspotCaseRow.case_id).where(HotspotCaseRow.hotspot_id == hotspot)
        others = sorted(row.case_id for row in query.execute(self._database))
        if hotspot == case_id and others:
            self._merge(hotspot, others[0])
            hotspot = others[0]
        if len(others) > 1:
            self._hotspots.run([{"id": hotspot, "cases": len(others), "last_id": others[-1]}])
        else:
            HotspotCaseRow.delete().where(HotspotCaseRow.hotspot_id == hotspot).execute(self._database)
            HotspotRow.delete().where(HotspotRow.id == hotspot).execute(self._database)

    def _merge(self, duplicate: int, into: int) -> None:
        HotspotCaseRow.update(hotspot_id=into).where(HotspotCaseRow.hotspot_id == duplicate).execute(self._database)
        HotspotRow.delete().where(HotspotRow.id == duplicate).execute(self._database)
        HotspotMergedRow.update(into_id=into).where(HotspotMergedRow.into_id == duplicate).execute(self._database)
        HotspotMergedRow.insert(id=duplicate, into_id=into).execute(self._database)

    def _join(self, members: Mapping[int, int]) -> dict[int, int]:
        """Add cases to hotspots, unless present, and return the resulting sizes of these hotspots."""
        hotspots = list(set(members.values()))
        if not hotspots:
            return {}
        present = HotspotCaseRow.select(HotspotCaseRow.case_id).where(HotspotCaseRow.case_id.in_(list(members)))
        known = {row.case_id for row in present.execute(self._database)}
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

    def largest(self, since: datetime, at_least: int, limit: int) -> list[int]:
        """Return the ids of the hotspots with new cases since a day, largest first.

        Args:
            since: start of the period, UTC.
            at_least: minimum number of cases.
            limit: maximum number of hotspots.
        """
        query = (
            HotspotRow.select(HotspotRow.id)
            .where(HotspotRow.last_id > id_lower_bound(since), HotspotRow.cases >= at_least)
            .order_by(HotspotRow.cases.desc(), HotspotRow.id.desc())
            .limit(limit)
        )
        return [row.id for row in query.execute(self._database)]

    def hotspot_of(self, case_id: int) -> int | None:
        """Return the hotspot of a case, or ``None`` if it shares one with no other case."""
        row = HotspotCaseRow.select().where(HotspotCaseRow.case_id == case_id).first(self._database)
        return row.hotspot_id if row else None

    def hotspots_of(self, case_ids: Collection[int]) -> dict[int, list[int]]:
        """Return the hotspots of some cases, each with those of the cases that are in it."""
        found: dict[int, list[int]] = {}
        query = HotspotCaseRow.select().where(HotspotCaseRow.case_id.in_(list(case_ids)))
        for row in query.execute(self._database):
            found.setdefault(row.hotspot_id, []).append(row.case_id)
        return found

    def recent(self, hotspot: int, since: datetime, limit: int) -> dict[int, str]:
        """Return the newest cases of a hotspot since a time, each with its pseudonymous caller key; no nuisances."""
        query = (
            CaseRow.select(CaseRow.id, CaseRow.caller_index)
            .join(HotspotCaseRow, on=(CaseRow.id == HotspotCaseRow.case_id))
            .where(HotspotCaseRow.hotspot_id == hotspot, CaseRow.id > id_lower_bound(since), ~CaseRow.nuisance)
            .order_by(CaseRow.id.desc())
            .limit(limit)
        )
        return dict(query.tuples().execute(self._database))

    def cases_of(self, hotspot_ids: Sequence[int], until: datetime | None = None) -> dict[int, dict[int, HotspotCase]]:
        """Return the cases of each hotspot by id, up to a given time, nuisances excluded (R8.8)."""
        found: dict[int, dict[int, HotspotCase]] = {hotspot: {} for hotspot in hotspot_ids}
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
            .where(HotspotCaseRow.hotspot_id.in_(hotspot_ids), ~CaseRow.nuisance)
            .order_by(HotspotCaseRow.case_id)
        )
        for hotspot, case_id, at, caller, urgency, state in query.tuples().execute(self._database):
            moment = from_micros(at)
            if until is None or moment <= until:
                urgent = urgency >= list(Urgency).index(Urgency.URGENT)
                found[hotspot][case_id] = HotspotCase(moment, caller, urgent, not CaseState[state].is_answered)
        return found

    def count_awaiting(self, hotspot: int) -> int:
        """Count the cases of a hotspot that await a leader's instruction."""
        query = (
            CaseRow.select(CaseRow.id)
            .join(HotspotCaseRow, on=(CaseRow.id == HotspotCaseRow.case_id))
            .where(HotspotCaseRow.hotspot_id == hotspot, CaseRow.leader_question != "")
        )
        return query.count(self._database)
