"""Persistence of learning, which one process of all servers does at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import Database

from hotline_server.domain.learning import (
    LearningEnd,
    LearningProgress,
    LearningRun,
    LearningSource,
    LearningStage,
    LearningState,
)
from hotline_server.ground.clock import from_micros, to_micros
from hotline_server.store.cases.rows.values import optional_moment
from hotline_server.store.models import LearningRunRow
from hotline_server.store.proofs.journal import Cause, Journal

_UNFINISHED = (LearningState.WAITING.name, LearningState.RUNNING.name)


@dataclass(frozen=True, slots=True)
class LearningRuns:
    """Repository of learning. Call writing methods within a transaction."""

    database: Database

    def get(self, run_id: int) -> LearningRun | None:
        """Return a run, or ``None`` if there is none with the id."""
        row = LearningRunRow.select().where(LearningRunRow.id == run_id).dicts().first(self.database)
        return _run(row) if row else None

    def latest(self, limit: int) -> list[LearningRun]:
        """Return up to ``limit`` runs, latest first."""
        query = LearningRunRow.select().order_by(LearningRunRow.id.desc()).limit(limit).dicts()
        return [_run(row) for row in query.execute(self.database)]

    def unfinished(self) -> LearningRun | None:
        """Return the run that waits or is at work, if any."""
        row = LearningRunRow.select().where(LearningRunRow.state.in_(_UNFINISHED)).dicts().first(self.database)
        return _run(row) if row else None

    def add(self, source: LearningSource, at: datetime, actor: str, reason: str) -> LearningRun:
        """Add a run that waits for a server."""
        key = LearningRunRow.insert(
            state=LearningState.WAITING.name,
            stage="",
            done=0,
            total=0,
            source=source.name,
            actor=actor,
            reason=reason,
            asked_at=to_micros(at),
            reader_version="",
            error="",
        ).execute(self.database)
        Journal(self.database).record(Cause.ADMINISTRATION, (LearningRunRow, (key,)))
        return self.latest(1)[0]

    def begin(self, run_id: int, at: datetime) -> None:
        """Record that a server works on a run."""
        now = to_micros(at)
        self._update(run_id, state=LearningState.RUNNING.name, started_at=now, seen_at=now)

    def put_back(self, run_id: int) -> None:
        """Let a run wait for another server."""
        self._update(run_id, state=LearningState.WAITING.name, stage="", done=0, total=0, started_at=None, seen_at=None)

    def record(self, run_id: int, progress: LearningProgress, at: datetime) -> bool:
        """Record the progress of a run; return False if it has ended meanwhile."""
        columns = {"stage": progress.stage.name, "done": progress.done, "total": progress.total}
        return self._update(run_id, **columns, seen_at=to_micros(at)) > 0

    def end(self, run_id: int, end: LearningEnd) -> bool:
        """Record how a run ended; return False if it had ended already."""
        columns = {"state": end.state.name, "reader_version": end.reader_version, "error": end.error}
        return self._update(run_id, **columns, ended_at=to_micros(end.at)) > 0

    def _update(self, run_id: int, **columns: object) -> int:
        table = LearningRunRow
        query = table.update(**columns).where(table.id == run_id, table.state.in_(_UNFINISHED))
        return int(query.execute(self.database))


def _run(row: Mapping[str, Any]) -> LearningRun:
    return LearningRun(
        id=row["id"],
        state=LearningState[row["state"]],
        stage=LearningStage[row["stage"]] if row["stage"] else None,
        done=row["done"],
        total=row["total"],
        source=LearningSource[row["source"]],
        actor=row["actor"],
        reason=row["reason"],
        asked_at=from_micros(row["asked_at"]),
        started_at=optional_moment(row["started_at"]),
        seen_at=optional_moment(row["seen_at"]),
        ended_at=optional_moment(row["ended_at"]),
        reader_version=row["reader_version"],
        error=row["error"],
    )
