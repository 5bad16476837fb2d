"""Persistence of rule books, their publications and shadow runs."""

import json
from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import datetime

from peewee import Database

from hotline_server.domain.publication import Publication, PublicationKind, Shadow
from hotline_server.ground.clock import from_micros, to_micros
from hotline_server.store.models import PublicationRow, RuleBookRow, ShadowDifferenceRow, ShadowRow

Files = Mapping[str, bytes]


class RuleBookStore:
    """Repository of rule books. Call writing methods within a transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def transaction(self) -> AbstractContextManager[object]:
        """Return a context manager that runs its body in a transaction."""
        return self._database.atomic()

    def keep(self, version: str, files: Files, tests: Files) -> None:
        """Store a rule book under its version, replacing its tests if it is stored already."""
        columns = {"files": _dump(files), "tests": _dump(tests)}
        RuleBookRow.insert(version=version, **columns).on_conflict(
            conflict_target=[RuleBookRow.version], update=columns
        ).execute(self._database)

    def files(self, version: str) -> tuple[dict[str, bytes], dict[str, bytes]] | None:
        """Return the files and tests of a rule book, or ``None`` if the version is unknown."""
        row = RuleBookRow.select().where(RuleBookRow.version == version).first(self._database)
        return (_load(row.files), _load(row.tests)) if row else None

    def put_in_force(
        self, version: str, kind: PublicationKind, at: datetime, actor: str, reason: str, consented_by: str
    ) -> None:
        """Put a stored rule book in force."""
        PublicationRow.insert(
            version=version, kind=kind.value, at=to_micros(at), actor=actor, reason=reason, consented_by=consented_by
        ).execute(self._database)

    def in_force(self) -> Publication | None:
        """Return the latest publication, if any."""
        return next(iter(self.history(1)), None)

    def history(self, limit: int) -> list[Publication]:
        """Return up to ``limit`` publications, newest first."""
        query = PublicationRow.select().order_by(PublicationRow.id.desc()).limit(limit)
        return [
            Publication(
                row.id,
                row.version,
                PublicationKind(row.kind),
                from_micros(row.at),
                row.actor,
                row.reason,
                row.consented_by,
            )
            for row in query.execute(self._database)
        ]

    def start_shadow(self, version: str, at: datetime, actor: str) -> None:
        """Start a shadow run of a stored draft, ending any other."""
        self.stop_shadow()
        ShadowRow.insert(
            version=version, started_at=to_micros(at), actor=actor, active=True, compared=0, differing=0
        ).execute(self._database)

    def stop_shadow(self) -> None:
        """End the shadow run, keeping its counts."""
        ShadowRow.update(active=False).where(ShadowRow.active).execute(self._database)

    def shadow(self, examples: int) -> Shadow | None:
        """Return the latest shadow run with up to ``examples`` of its latest differences."""
        row = ShadowRow.select().order_by(ShadowRow.id.desc()).first(self._database)
        if row is None:
            return None
        query = (
            ShadowDifferenceRow.select()
            .where(ShadowDifferenceRow.shadow_id == row.id)
            .order_by(ShadowDifferenceRow.id.desc())
            .limit(examples)
        )
        found = [(other.case_number, other.published, other.draft) for other in query.execute(self._database)]
        return Shadow(
            row.id,
            row.version,
            from_micros(row.started_at),
            row.actor,
            row.active,
            row.compared,
            row.differing,
            tuple(found),
        )

    def count_shadow(self, shadow_id: int, case_number: str, published: str, draft: str) -> None:
        """Record the decisions of both rule books on a live call."""
        differs = published != draft
        ShadowRow.update(compared=ShadowRow.compared + 1, differing=ShadowRow.differing + int(differs)).where(
            ShadowRow.id == shadow_id
        ).execute(self._database)
        if differs:
            ShadowDifferenceRow.insert(
                shadow_id=shadow_id, case_number=case_number, published=published, draft=draft
            ).execute(self._database)


def _dump(files: Files) -> str:
    return json.dumps({name: content.decode("utf-8-sig") for name, content in files.items()}, ensure_ascii=False)


def _load(text: str) -> dict[str, bytes]:
    return {name: content.encode() for name, content in json.loads(text).items()}


def _publication(row: PublicationRow) -> Publication:
    return Publication(
        id=row.id,
        version=row.version,
        kind=PublicationKind(row.kind),
        at=from_micros(row.at),
        actor=row.actor,
        reason=row.reason,
        consented_by=row.consented_by,
    )
