"""Persistence of names that may become places (R8.3)."""

from dataclasses import dataclass
from datetime import datetime

from peewee import Database

from hotline_server.ground.clock import to_micros
from hotline_server.store.engine.sql import execute
from hotline_server.store.models import PlaceDismissedRow, PlaceSightingRow


@dataclass(frozen=True, slots=True)
class ProposalStore:
    """Repository of sighted and of dismissed names. Use the writing methods only within a writer job."""

    database: Database

    def most_used(self, callers: int, limit: int, name: str = "", district: str = "") -> list[tuple[str, str, int]]:
        """Return names with their district and number of different callers, those of most callers first.

        Args:
            callers: minimum number of callers.
            limit: maximum number of names.
            name: narrows the search to a name; empty for all.
            district: narrows the search to a district; empty for all.
        """
        mark = self.database.param
        wheres, parameters = ["c.caller_index <> ''", "d.name IS NULL"], []
        for column, value in (("s.name", name), ("s.district", district)):
            if value:
                wheres.append(f"{column} = {mark}")
                parameters.append(value)
        sql = (
            "SELECT s.name, s.district, COUNT(DISTINCT c.caller_index) AS callers FROM place_sighting s "
            "JOIN hotline_case c ON c.id = s.case_id "
            "LEFT JOIN place_dismissed d ON d.name = s.name AND d.district = s.district "
            f"WHERE {' AND '.join(wheres)} GROUP BY s.name, s.district "
            f"HAVING COUNT(DISTINCT c.caller_index) >= {mark} ORDER BY callers DESC, s.name, s.district LIMIT {mark}"
        )
        return [(row[0], row[1], row[2]) for row in execute(self.database, sql, (*parameters, callers, limit))]

    def forget(self, name: str, district: str) -> None:
        """Drop the sightings of a name in a district."""
        PlaceSightingRow.delete().where(PlaceSightingRow.name == name, PlaceSightingRow.district == district).execute(
            self.database
        )

    def forget_before(self, case_id: int) -> None:
        """Drop the sightings in cases before an id."""
        PlaceSightingRow.delete().where(PlaceSightingRow.case_id < case_id).execute(self.database)

    def is_dismissed(self, name: str, district: str) -> bool:
        """Return True if a name was dismissed for a district."""
        query = PlaceDismissedRow.select().where(PlaceDismissedRow.name == name, PlaceDismissedRow.district == district)
        return bool(query.exists(self.database))

    def dismiss(self, name: str, district: str, actor: str, now: datetime) -> None:
        """Record that a name was dismissed for a district."""
        PlaceDismissedRow.insert(
            name=name, district=district, at=to_micros(now), actor=actor
        ).on_conflict_ignore().execute(self.database)
