"""Inverted index of character pairs by which new calls are matched to hotspots."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import Database, PostgresqlDatabase

from hotline_server.domain.numbering import id_lower_bound
from hotline_server.store.engine.bulk import BulkInsert
from hotline_server.store.engine.sql import execute
from hotline_server.store.models import HotspotPairRow

# Pseudo-pair under which the total number of messages is stored.
_ALL = -1
# Maximum number of cases read per pair, newest first.
_NEWEST = 60
_SLICES = 256
# Weights are stored in thousandths.
_SCALE = 1000


@dataclass(frozen=True, slots=True)
class FoundHotspot:
    """Match of a case to a hotspot.

    Attributes:
        case_id: id of the case.
        hotspot_id: id of the hotspot; equal to ``case_id`` for a new hotspot.
        pairs: weight by pair, to be indexed.
    """

    case_id: int
    hotspot_id: int
    pairs: Mapping[int, float]


class PairIndex:
    """Repository of the pairs of cases, and of how many messages had each. Write only within a writer job."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._insert = BulkInsert(database, HotspotPairRow)

    def seen(self, pairs: Collection[int]) -> tuple[dict[int, int], int]:
        """Return the number of messages by pair, and the total number of messages."""
        counts = dict(rows_of(self._database, "pair, messages FROM hotspot_pair_seen", "pair", [*pairs, _ALL]))
        return counts, counts.pop(_ALL, 0)

    def newest(self, pairs: Collection[int], since: datetime) -> list[tuple[int, int, int, float]]:
        """Return the newest cases since a day for each of the pairs: pair, case, hotspot and weight."""
        newest = f"AND case_id > {id_lower_bound(since)} ORDER BY case_id DESC LIMIT {_NEWEST}"
        columns = "pair, case_id, hotspot_id, weight"
        if isinstance(self._database, PostgresqlDatabase):
            sql = (
                f"SELECT p.* FROM unnest(%s::int[]) AS requested (pair) CROSS JOIN LATERAL "
                f"(SELECT {columns} FROM hotspot_pair k WHERE k.pair = requested.pair {newest}) p"
            )
            rows = execute(self._database, sql, (list(pairs),))
        else:
            sql = f"SELECT {columns} FROM hotspot_pair WHERE pair = ? {newest}"
            rows = [row for pair in pairs for row in execute(self._database, sql, (pair,))]
        return [(pair, case_id, hotspot, weight / _SCALE) for pair, case_id, hotspot, weight in rows]

    def add(self, matches: Sequence[FoundHotspot]) -> None:
        """Index the pairs of cases."""
        self._insert.run(
            [
                {
                    "pair": pair,
                    "case_id": match.case_id,
                    "hotspot_id": match.hotspot_id,
                    "weight": round(weight * _SCALE),
                }
                for match in matches
                for pair, weight in match.pairs.items()
            ]
        )

    def forget(self, case_id: int, pairs: Collection[int]) -> None:
        """Delete index entries of a case."""
        mark = self._database.param
        if isinstance(self._database, PostgresqlDatabase):
            condition = "= ANY(SELECT json_array_elements_text(%s::json)::int)"
        else:
            condition = "IN (SELECT value FROM json_each(?))"
        sql = f"DELETE FROM hotspot_pair WHERE case_id = {mark} AND pair {condition}"
        execute(self._database, sql, (case_id, json.dumps(list(pairs))))

    def count(self, seen: Mapping[int, int], messages: int) -> None:
        """Count further messages, and those of them that had each pair."""
        seen = {**seen, _ALL: messages}
        adds = "ON CONFLICT (pair) DO UPDATE SET messages = hotspot_pair_seen.messages + excluded.messages"
        if isinstance(self._database, PostgresqlDatabase):
            source = "SELECT * FROM unnest(%s::int[], %s::int[])"
            values: tuple[object, ...] = (list(seen), list(seen.values()))
        else:
            source = "SELECT value ->> 0, value ->> 1 FROM json_each(?) WHERE true"
            values = (json.dumps(list(seen.items())),)
        execute(self._database, f"INSERT INTO hotspot_pair_seen (pair, messages) {source} {adds}", values)

    def delete_slice(self, before: datetime, index: int) -> None:
        """Delete one slice of the index entries of cases before a day. Use only within a writer job."""
        width = 2**31 // _SLICES
        execute(
            self._database,
            f"DELETE FROM hotspot_pair WHERE pair >= {index * width} AND pair < {(index + 1) * width} "
            f"AND case_id < {id_lower_bound(before)}",
        )

    @property
    def slices(self) -> range:
        """Slices to pass to ``delete_slice``, one per transaction."""
        return range(_SLICES)


def rows_of(database: Database, columns: str, key: str, keys: Collection[int]) -> list[tuple[Any, ...]]:
    """Select rows by key; the keys are passed as one JSON value, since a statement limits its parameters."""
    if isinstance(database, PostgresqlDatabase):
        condition = "= ANY(SELECT json_array_elements_text(%s::json)::bigint)"
    else:
        condition = "IN (SELECT value FROM json_each(?))"
    return execute(database, f"SELECT {columns} WHERE {key} {condition}", (json.dumps(list(keys)),))
