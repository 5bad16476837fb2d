"""Persistence of items that background work has set aside."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from peewee import Database, fn

from hotline_server.domain.numbering import parse_number
from hotline_server.domain.stuck import Job, StuckItem, pause_after
from hotline_server.ground.clock import from_micros, to_micros
from hotline_server.store.engine.bulk import BulkInsert
from hotline_server.store.engine.sql import execute
from hotline_server.store.models import StuckRow


@dataclass(frozen=True, slots=True)
class StuckItems:
    """Repository of items that were set aside. Use the writing methods only within a writer job."""

    database: Database

    def set_aside(self, job: Job, item: str, reason: str, now: datetime, pause: timedelta | None = None) -> None:
        """Set an item aside, or put off one that has failed again, for longer each time unless for a given pause."""
        before = self._row(job, item)
        attempts = before.attempts + 1 if before else 1
        row = {
            "job": job.value,
            "item": item,
            "case_id": parse_number(item),
            "reason": reason,
            "attempts": attempts,
            "since": before.since if before else to_micros(now),
            "retry_at": to_micros(now + (pause or pause_after(attempts))),
        }
        BulkInsert(self.database, StuckRow, replacing=[StuckRow.job, StuckRow.item]).run([row])

    def settle(self, job: Job, items: Collection[str]) -> None:
        """Forget items that are done."""
        if self.has_any(job):
            StuckRow.delete().where(StuckRow.job == job.value, StuckRow.item.in_(items)).execute(self.database)

    def keep_only(self, job: Job, items: Collection[str]) -> None:
        """Forget what a job no longer has to do with."""
        StuckRow.delete().where(StuckRow.job == job.value, StuckRow.item.not_in(items)).execute(self.database)

    def retry(self, job: Job | None, item: str, now: datetime) -> int:
        """Let items be tried again at once; return their number."""
        query = StuckRow.update(retry_at=to_micros(now))
        if job:
            query = query.where(StuckRow.job == job.value)
        if item:
            query = query.where(StuckRow.item == item)
        return int(query.execute(self.database))

    def has_any(self, job: Job) -> bool:
        """Return whether anything of a job is set aside."""
        # Asked with most of what is done in the background; composing the query took longer than the answer.
        found = execute(
            self.database, f"SELECT 1 FROM stuck_item WHERE job = {self.database.param} LIMIT 1", (job.value,)
        )
        return bool(found)

    def held(self, job: Job, now: datetime) -> set[str]:
        """Return the items that are not to be tried yet."""
        rows = StuckRow.select(StuckRow.item).where(StuckRow.job == job.value, StuckRow.retry_at > to_micros(now))
        return {row.item for row in rows.execute(self.database)}

    def held_cases(self, job: Job, now: datetime) -> Any:
        """Return a query for the ids of the cases that are not to be tried yet."""
        return StuckRow.select(StuckRow.case_id).where(StuckRow.job == job.value, StuckRow.retry_at > to_micros(now))

    def due(self, job: Job, now: datetime, limit: int) -> list[str]:
        """Return up to ``limit`` items that are to be tried again, longest due first."""
        rows = StuckRow.select(StuckRow.item).where(StuckRow.job == job.value, StuckRow.retry_at <= to_micros(now))
        return [row.item for row in rows.order_by(StuckRow.retry_at).limit(limit).execute(self.database)]

    def list(self, job: Job | None, limit: int) -> list[StuckItem]:
        """Return up to ``limit`` items, oldest first."""
        rows = StuckRow.select().order_by(StuckRow.since, StuckRow.job, StuckRow.item).limit(limit)
        if job:
            rows = rows.where(StuckRow.job == job.value)
        return [
            StuckItem(
                Job(row.job), row.item, row.reason, row.attempts, from_micros(row.since), from_micros(row.retry_at)
            )
            for row in rows.execute(self.database)
        ]

    def by_job(self) -> dict[Job, tuple[int, datetime]]:
        """Return, by job, the number of its items and when the oldest was set aside."""
        query = StuckRow.select(StuckRow.job, fn.COUNT(StuckRow.item), fn.MIN(StuckRow.since)).group_by(StuckRow.job)
        return {
            Job(job): (int(count), from_micros(since)) for job, count, since in query.tuples().execute(self.database)
        }

    def _row(self, job: Job, item: str) -> StuckRow | None:
        query = StuckRow.select().where(StuckRow.job == job.value, StuckRow.item == item)
        found: StuckRow | None = query.first(self.database)
        return found
