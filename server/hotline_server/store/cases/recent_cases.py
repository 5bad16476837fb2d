"""Counts of recent cases by the same caller."""

import json
from collections.abc import Sequence
from datetime import datetime

from peewee import Database, SqliteDatabase

from hotline_server.domain.numbering import id_lower_bound
from hotline_server.ground.clock import to_micros
from hotline_server.store.cases.callers import Callers
from hotline_server.store.engine.sql import execute

# A number of a firm or an office has hundreds of calls, while rule thresholds are in the tens.
COUNT_LIMIT = 200


class RecentCases:
    """Counts recent cases for a batch of calls."""

    def __init__(self, database: Database, callers: Callers) -> None:
        self._database = database
        self._callers = callers
        self._statements: dict[int, str] = {}

    def count(self, phones: Sequence[str], since: datetime) -> list[int]:
        """Count cases since a time by each phone number, up to 200; none for an empty one."""
        if not phones:
            return []
        keys = len(self._callers.keyring.ids)
        sql = self._statements.get(keys) or self._statements.setdefault(keys, self._sql(keys))
        rows = [
            {"place": place, **{f"caller_{key}": index for key, index in enumerate(self._callers.indexes(phone))}}
            for place, phone in enumerate(phones)
        ]
        parameters = (id_lower_bound(since), to_micros(since), json.dumps(rows, ensure_ascii=False))
        return [count for (count,) in execute(self._database, sql, parameters)]

    def _sql(self, keys: int) -> str:
        """Return the statement for as many active keys; during key rotation callers are indexed by either key."""
        columns = [f"caller_{key}" for key in range(keys)]
        if isinstance(self._database, SqliteDatabase):
            names = [f"json_extract(a.value, '$.{column}')" for column in columns]
            source = "json_each(?) a ORDER BY a.key"
        else:
            names = [f"a.{column}" for column in columns]
            typed = ", ".join(f"{column} TEXT" for column in columns)
            source = f"json_to_recordset(%s::json) AS a (place INT, {typed}) ORDER BY a.place"
        mark = self._database.param
        same = f"c.caller_index IN ({', '.join(names)}) AND {names[0]} <> ''"
        few = f"SELECT 1 FROM hotline_case c WHERE {same} AND c.id > {mark} AND c.registered_at >= {mark}"
        return f"SELECT (SELECT COUNT(*) FROM ({few} LIMIT {COUNT_LIMIT}) few) FROM {source}"
