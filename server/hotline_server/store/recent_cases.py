"""Counting what was said before: cases of the same caller, and about the same matter in the same district."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from peewee import Database, SqliteDatabase

from hotline_server.clock import to_micros
from hotline_server.domain.numbering import first_id
from hotline_server.store.sql import execute

# A hot matter has thousands of calls; the rules ask about tens.
COUNT_LIMIT = 200
_FEW = "(SELECT COUNT(*) FROM (SELECT 1 FROM hotline_case c WHERE {same} AND c.id > {mark} AND c.registered_at >= {mark} LIMIT {limit}) few)"  # noqa: E501
_CALLER = "c.phone = {phone} AND {phone} <> ''"
_MATTER = "c.district = {district} AND c.matter = {matter} AND {district} <> '' AND {matter} <> ''"


@dataclass(frozen=True, slots=True)
class Asked:
    """Of whom and what earlier cases are counted; what is empty has none."""

    phone: str
    district: str
    matter: str


class RecentCases:
    """Counts the cases of a database for many calls at once."""

    def __init__(self, database: Database) -> None:
        self._database = database
        if isinstance(database, SqliteDatabase):
            names = {name: f"json_extract(a.value, '$.{name}')" for name in ("phone", "district", "matter")}
            source = "json_each(?) a ORDER BY a.key"
        else:
            names = {name: f"a.{name}" for name in ("phone", "district", "matter")}
            source = (
                "json_to_recordset(%s::json) AS a (place INT, phone TEXT, district TEXT, matter TEXT) ORDER BY a.place"
            )
        counts = [
            _FEW.format(same=same.format(**names), mark=database.param, limit=COUNT_LIMIT)
            for same in (_CALLER, _MATTER)
        ]
        self._sql = f"SELECT {', '.join(counts)} FROM {source}"

    def count(self, asked: Sequence[Asked], since: datetime) -> list[tuple[int, int]]:
        """How many cases since then each caller had, and each matter in its district, none counted beyond 200."""
        if not asked:
            return []
        bounds = (first_id(since), to_micros(since))
        rows = json.dumps([{"place": place, **asdict(one)} for place, one in enumerate(asked)], ensure_ascii=False)
        return [(of_caller, about) for of_caller, about in execute(self._database, self._sql, (*bounds, *bounds, rows))]
