"""Persistence of names that may become places (R8.3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from peewee import Database

from hotline_server.ground.clock import to_micros
from hotline_server.store.engine.sql import execute
from hotline_server.store.models import PlaceDismissedRow, PlaceSightingRow

Renamed = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ProposalStore:
    """Repository of sighted and of dismissed names. Use the writing methods only within a writer job.

    Districts are stored by the names that they had; ``renamed`` are their present names by former ones.
    """

    database: Database

    def most_used(
        self, callers: int, renamed: Renamed, limit: int, offset: int = 0, name: str = "", district: str = ""
    ) -> list[tuple[str, str, int]]:
        """Return names with the present name of their district and number of different callers, most callers first.

        Args:
            callers: minimum number of callers.
            renamed: present names of districts by former ones.
            limit: maximum number of names.
            offset: number of names to pass over.
            name: narrows the search to a name; empty for all.
            district: narrows the search to a district; empty for all.
        """
        mark = self.database.param
        cases = (
            f"CASE district{f' WHEN {mark} THEN {mark}' * len(renamed)} ELSE district END" if renamed else "district"
        )
        names = [word for pair in renamed.items() for word in pair]
        wheres, parameters = ["c.caller_index <> ''", "d.name IS NULL"], [*names, *names]
        for column, value in (("s.name", name), ("s.district", district)):
            if value:
                wheres.append(f"{column} = {mark}")
                parameters.append(value)
        sql = (
            f"WITH sighted AS (SELECT name, {cases} AS district, case_id FROM place_sighting), "
            f"dismissed AS (SELECT name, {cases} AS district FROM place_dismissed) "
            "SELECT s.name, s.district, COUNT(DISTINCT c.caller_index) AS callers FROM sighted s "
            "JOIN hotline_case c ON c.id = s.case_id "
            "LEFT JOIN dismissed d ON d.name = s.name AND d.district = s.district "
            f"WHERE {' AND '.join(wheres)} GROUP BY s.name, s.district "
            f"HAVING COUNT(DISTINCT c.caller_index) >= {mark} "
            f"ORDER BY callers DESC, s.name, s.district LIMIT {mark} OFFSET {mark}"
        )
        found = execute(self.database, sql, (*parameters, callers, limit, offset))
        return [(row[0], row[1], row[2]) for row in found]

    def forget(self, name: str, district: str, renamed: Renamed) -> None:
        """Drop the sightings of a name in a district."""
        districts = _names_of(district, renamed)
        PlaceSightingRow.delete().where(
            PlaceSightingRow.name == name, PlaceSightingRow.district.in_(districts)
        ).execute(self.database)

    def forget_before(self, case_id: int) -> None:
        """Drop the sightings in cases before an id."""
        PlaceSightingRow.delete().where(PlaceSightingRow.case_id < case_id).execute(self.database)

    def is_dismissed(self, name: str, district: str, renamed: Renamed) -> bool:
        """Return True if a name was dismissed for a district."""
        districts = _names_of(district, renamed)
        query = PlaceDismissedRow.select().where(
            PlaceDismissedRow.name == name, PlaceDismissedRow.district.in_(districts)
        )
        return bool(query.exists(self.database))

    def dismiss(self, name: str, district: str, actor: str, now: datetime) -> None:
        """Record that a name was dismissed for a district."""
        PlaceDismissedRow.insert(
            name=name, district=district, at=to_micros(now), actor=actor
        ).on_conflict_ignore().execute(self.database)


def _names_of(district: str, renamed: Renamed) -> list[str]:
    return [district, *(former for former, present in renamed.items() if present == district)]
