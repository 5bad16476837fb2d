"""Counts of recent cases by the same caller, and of those that have more or something else in common with a call."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from peewee import Database, SqliteDatabase

from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.numbering import id_lower_bound
from hotline_server.domain.phone import subscriber
from hotline_server.ground.clock import to_micros
from hotline_server.rulebook.counts import COUNT_LIMIT, Count, Counted, Same
from hotline_server.store.cases.callers import Callers
from hotline_server.store.cases.rows.values import dump
from hotline_server.store.engine.sql import execute

_COLUMNS = {Same.MATTER: "matter", Same.DISTRICT: "district", Same.TOWN: "town"}
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
    """Properties that other cases can share with a call: caller, matter and place; empty for what is unknown."""

    phone: str
    matter: str
    district: str
    town: str

    @property
    def values(self) -> Mapping[Same, str]:
        """What is shared, each by what it is."""
        return dict(zip(Same, (self.phone, self.matter, self.district, self.town), strict=True))


class RecentCases:
    """Counts recent cases for a batch of calls."""

    def __init__(self, database: Database, callers: Callers) -> None:
        self._database = database
        self._callers = callers

    def count(self, counts: Sequence[Count], likenesses: Sequence[Likeness], now: datetime) -> list[dict[str, int]]:
        """Return counts by their names for each call, each up to 200; 0 where what is to be shared is unknown.

        Args:
            counts: what is counted.
            likenesses: what earlier cases can have in common with the calls.
            now: when the first of them arrived, UTC.
        """
        if not likenesses:
            return []
        keys = len(self._callers.keyring.ids)
        sources = [
            {
                "place": place,
                **{column: likeness.values[same] for same, column in _COLUMNS.items()},
                **{f"caller_{key}": index for key, index in enumerate(self._callers.indexes(likeness.phone))},
            }
            for place, likeness in enumerate(likenesses)
        ]
        parameters = [bound for count in counts for bound in _since(now - timedelta(days=count.days))]
        statement = _statement(tuple(counts), keys, isinstance(self._database, SqliteDatabase))
        rows = execute(self._database, statement, (*parameters, dump(sources)))
        found = [dict(zip((count.name for count in counts), row, strict=True)) for row in rows]
        if keys > 1:
            for count in (count for count in counts if count.counted is Counted.PEOPLE):
                for likeness, numbers in zip(likenesses, found, strict=True):
                    numbers[count.name] = self._people(count, likeness, now)
        return found

    def first_lead(self, likeness: Likeness, since: datetime) -> str:
        """Return who was given the lead first in the caller's oldest open case about a matter; empty for nobody."""
        shared = self._shared((Same.CALLER, Same.MATTER), likeness)
        if shared is None:
            return ""
        where, parameters = shared
        open_ = f"{where} AND {_COUNTED[Counted.OPEN]}"
        return self._lead(open_, (*parameters, *_since(since)))

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
        conditions, parameters = [], list[object]()
        for one in same:
            value = likeness.values[one]
            if not value:
                return None
            values = self._callers.indexes(value) if one is Same.CALLER else [value]
            conditions.append(f"c.{_COLUMNS.get(one, 'caller_index')} IN ({', '.join(mark for _ in values)})")
            parameters += values
        return " AND ".join((*conditions, f"c.id > {mark}", f"c.registered_at >= {mark}")), parameters

    def _people(self, count: Count, likeness: Likeness, now: datetime) -> int:
        """Count people while keys rotate, when one person is indexed by either key and only the phone tells."""
        shared = self._shared(count.same, likeness)
        if shared is None:
            return 0
        where, parameters = shared
        sql = (
            "SELECT k.case_id, k.caller FROM call k JOIN (SELECT MIN(c.id) AS id FROM hotline_case c"
            f" WHERE {where} AND {_COUNTED[Counted.PEOPLE]} GROUP BY c.caller_index) one ON k.case_id = one.id"
        )
        rows = execute(self._database, sql, (*parameters, *_since(now - timedelta(days=count.days))))
        phones = {subscriber(self._callers.unseal(sealed, case_id)["phone"]) for case_id, sealed in rows}
        return min(len(phones), COUNT_LIMIT)


def _since(since: datetime) -> tuple[int, int]:
    """Return the bounds of the ids and of the times of cases since a time."""
    return id_lower_bound(since), to_micros(since)


@lru_cache(maxsize=64)
def _statement(counts: tuple[Count, ...], keys: int, is_sqlite: bool) -> str:  # noqa: FBT001 - a cached function
    """Return the statement that counts for as many active keys; during key rotation callers are indexed by either."""
    columns = [*(f"caller_{key}" for key in range(keys)), *_COLUMNS.values()]
    if is_sqlite:
        names = {column: f"json_extract(a.value, '$.{column}')" for column in columns}
        mark, source = "?", "json_each(?) a ORDER BY a.key"
    else:
        names = {column: f"a.{column}" for column in columns}
        typed = ", ".join(f"{column} TEXT" for column in columns)
        mark, source = "%s", f"json_to_recordset(%s::json) AS a (place INT, {typed}) ORDER BY a.place"
    callers = [names[f"caller_{key}"] for key in range(keys)]
    shared = {
        Same.CALLER: f"c.caller_index IN ({', '.join(callers)}) AND {callers[0]} <> ''",
        **{same: f"c.{column} = {names[column]} AND {names[column]} <> ''" for same, column in _COLUMNS.items()},
    }
    numbers = [
        f"(SELECT COUNT(*) FROM (SELECT {'DISTINCT c.caller_index' if count.counted is Counted.PEOPLE else '1'}"
        f" FROM hotline_case c WHERE {' AND '.join(shared[one] for one in count.same)}"
        f" AND c.id > {mark} AND c.registered_at >= {mark} AND {_COUNTED[count.counted]} LIMIT {COUNT_LIMIT}) few)"
        for count in counts
    ]
    return f"SELECT {', '.join(numbers)} FROM {source}"
