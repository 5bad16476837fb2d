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
_MATTER = "({in_district}) AND c.matter = {matter} AND {district_0} <> '' AND {matter} <> ''"


@dataclass(frozen=True, slots=True)
class RecentCasesQuery:
    """Caller and matter to count recent cases of; empty fields count none.

    Attributes:
        phone: number of the caller.
        districts: names under which the district of the matter may be recorded.
        matter: name of the matter.
    """

    phone: str
    districts: tuple[str, ...]
    matter: str


class RecentCases:
    """Counts recent cases for a batch of calls."""

    def __init__(self, database: Database, callers: Callers) -> None:
        self._database = database
        self._callers = callers
        self._statements: dict[tuple[int, int], str] = {}

    def count(self, queries: Sequence[RecentCasesQuery], since: datetime) -> list[tuple[int, int]]:
        """Count cases since a time for each query: by caller, and by matter and district, up to 200 each."""
        if not queries:
            return []
        keyring = self._callers.keyring
        size = (len(keyring.ids), max(1, *(len(query.districts) for query in queries)))
        sql = self._statements.get(size) or self._statements.setdefault(size, self._sql(*size))
        bounds = (id_lower_bound(since), to_micros(since))
        rows = [
            {
                "place": place,
                **{f"district_{n}": name for n, name in enumerate(_padded(query.districts, size[1]))},
                "matter": query.matter,
                **{f"caller_{key}": index for key, index in enumerate(keyring.indexes(query.phone))},
            }
            for place, query in enumerate(queries)
        ]
        parameters = (*bounds, *bounds, json.dumps(rows, ensure_ascii=False))
        return [(of_caller, about) for of_caller, about in execute(self._database, sql, parameters)]

    def _sql(self, keys: int, districts: int) -> str:
        """Return the statement for as many active keys, and names of a district.

        During key rotation callers are indexed by either key; a renamed district has several names.
        """
        district_columns = [f"district_{n}" for n in range(districts)]
        columns = [*district_columns, "matter", *(f"caller_{key}" for key in range(keys))]
        if isinstance(self._database, SqliteDatabase):
            names = {name: f"json_extract(a.value, '$.{name}')" for name in columns}
            source = "json_each(?) a ORDER BY a.key"
        else:
            names = {name: f"a.{name}" for name in columns}
            typed = ", ".join(f"{name} TEXT" for name in columns)
            source = f"json_to_recordset(%s::json) AS a (place INT, {typed}) ORDER BY a.place"
        names["in_district"] = " OR ".join(f"c.district = {names[column]}" for column in district_columns)
        names["callers"] = ", ".join(names[f"caller_{key}"] for key in range(keys))
        counts = [
            _LIMITED_COUNT.format(same=same.format(**names), mark=self._database.param, limit=COUNT_LIMIT)
            for same in (_CALLER, _MATTER)
        ]
        return f"SELECT {', '.join(counts)} FROM {source}"


def _padded(names: Sequence[str], size: int) -> list[str]:
    """Return as many names as there are placeholders, the last one repeated."""
    given = list(names) or [""]
    return given + given[-1:] * (size - len(given))
