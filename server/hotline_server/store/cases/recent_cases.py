"""Counts of recent cases by the same caller, and of those that have more or something else in common with a call."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from peewee import Database, SqliteDatabase

from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.numbering import id_lower_bound
from hotline_server.ground.clock import to_micros
from hotline_server.rulebook.counts import COUNT_LIMIT, Count, Counted, Same
from hotline_server.store.cases.callers import Callers
from hotline_server.store.engine.sql import execute

_ANSWERED = ", ".join(f"'{state.name}'" for state in CaseState if state.is_answered)
_OWN = "c.joined_into = 0 AND c.state"
_COUNTED: Mapping[Counted, str] = {
    Counted.CALLS: "TRUE",
    Counted.OPEN: f"{_OWN} NOT IN ({_ANSWERED})",
    Counted.ANSWERED: f"{_OWN} IN ({_ANSWERED})",
    Counted.NUISANCES: "c.nuisance",
    Counted.PEOPLE: "c.caller_index <> ''",
}


@dataclass(frozen=True, slots=True)
class Likeness:
    """What other cases can have in common with a call: caller, matter and place; empty for what is unknown."""

    phone: str
    matter: str
    district: str
    town: str


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
        parameters = (*self._since(since), json.dumps(rows, ensure_ascii=False))
        return [count for (count,) in execute(self._database, sql, parameters)]

    def tally(self, count: Count, likeness: Likeness, since: datetime) -> int:
        """Count the cases since a time that a count is about, up to 200; none where what they share is unknown."""
        shared = self._shared(count.same, likeness)
        if shared is None:
            return 0
        where, parameters = shared
        what = "DISTINCT c.caller_index" if count.counted is Counted.PEOPLE else "1"
        few = f"SELECT {what} FROM hotline_case c WHERE {where} AND {_COUNTED[count.counted]} LIMIT {COUNT_LIMIT}"
        ((number,),) = execute(self._database, f"SELECT COUNT(*) FROM ({few}) few", (*parameters, *self._since(since)))
        return int(number)

    def first_lead(self, likeness: Likeness, since: datetime) -> str:
        """Return who was given the lead first in the caller's oldest open case about a matter; empty for nobody."""
        shared = self._shared((Same.CALLER, Same.MATTER), likeness)
        if shared is None:
            return ""
        where, parameters = shared
        open_ = f"{where} AND {_COUNTED[Counted.OPEN]}"
        return self._lead(open_, (*parameters, *self._since(since)))

    def lead_of(self, case_id: int) -> str:
        """Return who was given the lead first in a case; empty for nobody."""
        return self._lead(f"c.id = {self._database.param}", (case_id,))

    def _lead(self, where: str, parameters: Sequence[object]) -> str:
        sql = (
            "SELECT a.department FROM hotline_case c JOIN assignment a ON a.case_id = c.id"
            f" WHERE a.leads AND {where} ORDER BY a.case_id, a.number LIMIT 1"
        )
        return next((str(department) for (department,) in execute(self._database, sql, parameters)), "")

    def _shared(self, same: Sequence[Same], likeness: Likeness) -> tuple[str, list[object]] | None:
        """Return the condition that cases since a time share something with a call; ``None`` if that is unknown."""
        mark = self._database.param
        columns = {Same.MATTER: ("matter", likeness.matter), Same.DISTRICT: ("district", likeness.district)}
        columns[Same.TOWN] = ("town", likeness.town)
        conditions, parameters = [], list[object]()
        for one in same:
            column, value = columns.get(one, ("caller_index", likeness.phone))
            if not value:
                return None
            values = self._callers.indexes(value) if one is Same.CALLER else [value]
            conditions.append(f"c.{column} IN ({', '.join(mark for _ in values)})")
            parameters += values
        return " AND ".join((*conditions, f"c.id > {mark}", f"c.registered_at >= {mark}")), parameters

    @staticmethod
    def _since(since: datetime) -> tuple[int, int]:
        return id_lower_bound(since), to_micros(since)

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
