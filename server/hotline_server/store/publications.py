"""Persistence of publications and shadow runs, for whatever is published by version."""

from collections import Counter, defaultdict
from contextlib import AbstractContextManager
from dataclasses import asdict
from datetime import date, datetime
from typing import ClassVar

from peewee import Database, Model

from hotline_server.domain.publication import Activation, Publication, PublicationKind, Shadow, ShadowDay
from hotline_server.ground.clock import from_micros, to_micros
from hotline_server.rulebook.decision import summarised_outcome
from hotline_server.rulebook.simulated import gravity
from hotline_server.store.engine.compiled import Compiled, Row
from hotline_server.store.engine.database import write_transaction
from hotline_server.store.engine.sql import execute
from hotline_server.store.models.publications import PublicationColumns, ShadowColumns, ShadowDifferenceColumns
from hotline_server.store.proofs.journal import Cause, Journal


class PublicationStore:
    """Repository of publications and shadow runs. Call writing methods within a transaction."""

    publications: ClassVar[type[PublicationColumns]]
    shadows: ClassVar[type[ShadowColumns]]
    differences: ClassVar[type[ShadowDifferenceColumns]]

    def __init__(self, database: Database) -> None:
        self._database = database
        # Servers ask for these twice a second.
        newest = (table.select().order_by(table.id.desc()).limit(1) for table in (self.publications, self.shadows))
        self._in_force, self._shadow = (Compiled(database, query) for query in newest)

    def transaction(self) -> AbstractContextManager[object]:
        """Return a context manager that runs its body in a transaction, in which nothing else is published."""
        return write_transaction(self._database)

    def put_in_force(self, activation: Activation) -> None:
        """Put a stored version in force."""
        values = asdict(activation) | {"kind": activation.kind.value, "at": to_micros(activation.at)}
        columns = {name: value for name, value in values.items() if hasattr(self.publications, name)}
        key = self.publications.insert(**columns).execute(self._database)
        self._record(self.publications, key)

    def in_force(self) -> Publication | None:
        """Return the latest publication, if any."""
        return next(map(_publication, self._in_force.run()), None)

    def history(self, limit: int) -> list[Publication]:
        """Return up to ``limit`` publications, newest first."""
        table = self.publications
        query = table.select().order_by(table.id.desc()).limit(limit)
        return [_publication(row) for row in query.dicts().execute(self._database)]

    def start_shadow(self, version: str, at: datetime, actor: str) -> None:
        """Start a shadow run of a stored version, ending one of the same person.

        Raises:
            UnmetConditionError: if one of somebody else runs.
        """
        running = self.shadow(0)
        if running:
            running.check_gives_way(actor)
        self.stop_shadow()
        key = self.shadows.insert(
            version=version, started_at=to_micros(at), actor=actor, active=True, compared=0, differing=0
        ).execute(self._database)
        self._record(self.shadows, key)

    def _record(self, table: type[Model], key: object) -> None:
        """Let the journal hold a row as it is now."""
        Journal(self._database).record(Cause.ADMINISTRATION, (table, (key,)))

    def stop_shadow(self) -> None:
        """End the shadow run, keeping its counts."""
        self.shadows.update(active=False).where(self.shadows.active).execute(self._database)

    def shadow(self, examples: int) -> Shadow | None:
        """Return the latest shadow run with up to ``examples`` of its latest differences."""
        row = next(iter(self._shadow.run()), None)
        if row is None:
            return None
        table = self.differences
        query = table.select().where(table.shadow_id == row["id"]).order_by(table.id.desc()).limit(examples)
        found = query.execute(self._database) if examples else ()
        return Shadow(
            row["id"],
            row["version"],
            from_micros(row["started_at"]),
            row["actor"],
            # SQLite has no boolean type.
            bool(row["active"]),
            row["compared"],
            row["differing"],
            tuple((other.case_number, other.published, other.draft) for other in found),
        )

    def shadow_days(self, shadow_id: int) -> list[ShadowDay]:
        """Return the differences of a shadow run by the days of the calls, latest first."""
        # Case numbers begin with their days.
        table = self.differences._meta.table_name  # noqa: SLF001
        rows = execute(
            self._database,
            f"SELECT SUBSTR(case_number, 1, 8), published, draft, COUNT(*) FROM {table}"
            f" WHERE shadow_id = {self._database.param} GROUP BY 1, 2, 3",
            (shadow_id,),
        )
        days: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
        for day, published, draft, count in rows:
            days[day][summarised_outcome(published), summarised_outcome(draft)] += count
        return [ShadowDay(date.fromisoformat(name), _by_gravity(days[name])) for name in sorted(days, reverse=True)]

    def count_shadow(self, shadow_id: int, case_number: str, published: str, draft: str) -> None:
        """Record the decision in force on a live call, and that of the shadow."""
        differs, table = published != draft, self.shadows
        table.update(compared=table.compared + 1, differing=table.differing + int(differs)).where(
            table.id == shadow_id
        ).execute(self._database)
        if differs:
            self.differences.insert(
                shadow_id=shadow_id, case_number=case_number, published=published, draft=draft
            ).execute(self._database)


def _publication(row: Row) -> Publication:
    return Publication(
        id=row["id"],
        version=row["version"],
        kind=PublicationKind(row["kind"]),
        at=from_micros(row["at"]),
        actor=row["actor"],
        reason=row["reason"],
        consented_by=row["consented_by"],
        tests_version=row.get("tests_version", ""),
    )


def _by_gravity(moves: Counter[tuple[str, str]]) -> tuple[tuple[str, str, int], ...]:
    ranked = sorted(moves.items(), key=lambda move: (gravity(*move[0]), -move[1]))
    return tuple((before, after, count) for (before, after), count in ranked)
