"""Counts of recent cases by the same caller, and on the same matter in the same district."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from peewee import Database, SqliteDatabase

from hotline_server.domain.numbering import id_lower_bound
from hotline_server.ground.clock import to_micros
from hotline_server.store.cases.callers import Callers
from hotline_server.store.engine.sql import execute

# Frequent matters have thousands of calls, while rule thresholds are in the tens.
COUNT_LIMIT = 200
_LIMITED_COUNT = "(SELECT COUNT(*) FROM (SELECT 1 FROM hotline_case c WHERE {same} AND c.id > {mark} AND c.registered_at >= {mark} LIMIT {limit}) few)"  # noqa: E501
_CALLER = "c.caller_index IN ({callers}) AND {caller_0} <> ''"
_MATTER = "c.district = {district} AND c.matter = {matter} AND {district} <> '' AND {matter} <> ''"


@dataclass(frozen=True, slots=True)
class RecentCasesQuery:
    """Caller and matter to count recent cases of; empty fields count none."""

    phone: str
    district: str
    matter: str


class RecentCases:
    """Counts recent cases for a batch of calls."""

    def __init__(self, database: Database, callers: Callers) -> None:
        self._database = database
        self._callers = callers
        self._statements: dict[int, str] = {}

    def count(self, queries: Sequence[RecentCasesQuery], since: datetime) -> list[tuple[int, int]]:
        """Count cases since a time for each query: by caller, and by matter and district, up to 200 each."""
        if not queries:
            return []
        keyring = self._callers.keyring
        keys = len(keyring.ids)
        sql = self._statements.get(keys) or self._statements.setdefault(keys, self._sql(keys))
        bounds = (id_lower_bound(since), to_micros(since))
        rows = [
            {
                "place": place,
                "district": query.district,
                "matter": query.matter,
                **{f"caller_{key}": index for key, index in enumerate(keyring.indexes(query.phone))},
            }
            for place, query in enumerate(queries)
        ]
        parameters = (*bounds, *bounds, json.dumps(rows, ensure_ascii=False))
        return [(of_caller, about) for of_caller, about in execute(self._database, sql, parameters)]

    def _sql(self, keys: int) -> str:
        """Return the statement for ``keys`` active keys; during key rotation callers are indexed by either key."""
        columns = ["district", "matter", *(f"caller_{key}" for key in range(keys))]
        if isinstance(self._database, SqliteDatabase):
            names = {name: f"json_extract(a.value, '$.{name}')" for name in columns}
            source = "json_each(?) a ORDER BY a.key"
        else:
            names = {name: f"a.{name}" for name in columns}
            typed = ", ".join(f"{name} TEXT" for name in columns)
            source = f"json_to_recordset(%s::json) AS a (place INT, {typed}) ORDER BY a.place"
        names["callers"] = ", ".join(names[f"caller_{key}"] for key in range(keys))
        counts = [
            _LIMITED_COUNT.format(same=same.format(**names), mark=self._database.param, limit=COUNT_LIMIT)
            for same in (_CALLER, _MATTER)
        ]
        return f"SELECT {', '.join(counts)} FROM {source}"
