"""Changing the directory: previewed, carried out on their day, and followed by the open cases (P3)."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from hotline_server.desk.directory.impact import Impacts
from hotline_server.desk.paging import PAGE_SIZE, page_violations, position_in, token_at
from hotline_server.desk.setting_aside import SettingAside, affects_everything
from hotline_server.domain.directory.change import Change
from hotline_server.domain.directory.changes import apply, apply_named
from hotline_server.domain.directory.impact import Impact
from hotline_server.domain.directory.revision import ChangeState, DirectoryRevision
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.errors import (
    FieldViolation,
    InvalidFieldsError,
    NotFoundError,
    StaleError,
    UnmetConditionError,
)
from hotline_server.domain.stuck import Job
from hotline_server.domain.texts import check_text
from hotline_server.ground.clock import Clock, local_day
from hotline_server.ground.telemetry import metrics
from hotline_server.store.cases.case_files import CaseFiles
from hotline_server.store.directory.units import UnitStore
from hotline_server.store.engine.group_commit import Writer

CHANGES_LIMIT = 20_000
# Cases handed over in one transaction, so that calls do not wait for all of them.
BATCH = 20
# Time in which servers that do not know the change yet may still assign cases by the former names.
SETTLING = timedelta(seconds=30)
_FORMAT = "要是 YYYY-MM-DD 的日期，如 2027-01-01；可留空，表示今天"


@dataclass(frozen=True, slots=True)
class Revisions:
    """Revisions of the directory; ``refresh`` makes this server take a new directory up."""

    store: UnitStore
    impacts: Impacts
    aside: SettingAside
    writer: Writer
    clock: Clock
    refresh: Callable[[], None]

    def preview(self, changes: Sequence[Change], effective_on: str) -> tuple[Impact, int]:
        """Return what some changes touch, without making them, and the directory's version.

        Raises:
            InvalidFieldsError: listing every problem of the changes.
        """
        day = self._day(effective_on)
        directory = self.store.read()
        before = directory if day <= local_day(self.clock()) else self._on(day, directory)
        after, resolved = self._applied(before, changes, day)
        return self.impacts.of(resolved, before, after), directory.version

    def make(
        self, changes: Sequence[Change], effective_on: str, etag: str, actor: str, reason: str
    ) -> DirectoryRevision:
        """Make some changes together: today, or scheduled for a later day.

        Args:
            changes: what is done.
            effective_on: day on which it takes effect, ISO; empty for today.
            etag: version of the directory that was read.
            actor: who makes them.
            reason: reason for them.

        Raises:
            InvalidFieldsError: if a field is missing or a change is not possible.
            StaleError: if the directory changed since it was read.
            UnmetConditionError: if open cases or the rule book would be left without a department.
        """
        day = self._day(effective_on)
        if not actor:
            raise InvalidFieldsError([FieldViolation("actor", "不能为空")])
        check_text(reason, "reason")
        if not etag:
            raise InvalidFieldsError([FieldViolation("etag", "缺少所读目录的版本，请重新读取")])

        # Prepared outside of the writer's turn, so that calls do not wait; the version tells whether it still holds.
        version = self._check_version(etag)
        directory, today = self.store.read(), day <= local_day(self.clock())
        before = directory if today else self._on(day, directory)
        after, resolved = self._applied(before, changes, day)
        self.impacts.check(resolved, before, after)
        revision = DirectoryRevision(
            0, ChangeState.SCHEDULED, day, resolved, actor.strip(), reason.strip(), self.clock()
        )
        scheduled = self.store.scheduled()
        if today:
            self._check_scheduled(after, [one for one in scheduled if one.effective_on > day])
        else:
            self._check_scheduled(directory, [*scheduled, revision])

        def job() -> DirectoryRevision:
            if self.store.version() != version:
                raise self._stale()
            stored = replace(revision, id=self.store.add_revision(revision))
            if today:
                return self._carry_out(stored, before, after)
            self.store.touch()
            return stored

        made = self.writer.write(job)
        self.refresh()
        return made

    def cancel(self, revision_id: int, actor: str, reason: str) -> DirectoryRevision:
        """Cancel a scheduled revision.

        Raises:
            InvalidFieldsError: if the actor or reason is missing.
            NotFoundError: if there is no such revision.
            UnmetConditionError: if it has taken effect or was cancelled already, or a later one builds on it.
        """
        if not actor:
            raise InvalidFieldsError([FieldViolation("actor", "不能为空")])
        check_text(reason, "reason")

        def job() -> DirectoryRevision:
            revision = self.store.revision(revision_id)
            if revision is None:
                raise NotFoundError(f"没有目录变更 {revision_id}")
            if revision.state is not ChangeState.SCHEDULED:
                raise UnmetConditionError(f"目录变更 {revision_id} 是“{revision.state.value}”，待生效的才能取消")
            self.impacts.check_cancelled(revision.changes)
            by = f"{actor.strip()}：{reason.strip()}"
            ended = replace(revision, state=ChangeState.CANCELLED, ended_at=self.clock(), ended_by=by)
            self.store.update_revision(ended)
            self._check_scheduled(self.store.read(), self.store.scheduled())
            self.store.touch()
            return ended

        revision = self.writer.write(job)
        self.refresh()
        return revision

    def page(self, page_size: int, page_token: str) -> tuple[list[DirectoryRevision], str]:
        """Return a page of revisions, newest first, and the token of the next page, empty on the last.

        Raises:
            InvalidFieldsError: if the page size or token is invalid.
        """
        violations = page_violations(page_size)
        if violations:
            raise InvalidFieldsError(violations)
        size = page_size or PAGE_SIZE
        found = self.store.revisions(position_in(page_token, ()), size + 1)
        return found[:size], token_at(found[size - 1].id, ()) if len(found) > size else ""

    def carry_out_due(self) -> None:
        """Carry out the scheduled revisions whose day has come, in their order.

        One that has become impossible stays scheduled, and with it those that follow; they are counted in a metric
        with an alert, listed as stuck, and tried again.
        """
        today = local_day(self.clock())
        due = [revision for revision in self.store.scheduled() if revision.effective_on <= today]
        done = 0
        for revision in due:
            try:
                self._carry_out_scheduled(revision)
            except Exception as obstacle:  # noqa: BLE001 - told with its reason, and tried again
                if str(revision.id) not in self.aside.held(Job.DIRECTORY_REVISION):
                    self.aside.set_aside(Job.DIRECTORY_REVISION, str(revision.id), obstacle)
                break
            self.aside.settle(Job.DIRECTORY_REVISION, [str(revision.id)])
            done += 1
        metrics.blocked_revisions.set(len(due) - done)
        if due:
            self.refresh()

    def _carry_out_scheduled(self, revision: DirectoryRevision) -> None:
        before = self.store.read()
        after = apply(before, revision.changes, revision.effective_on)
        self.impacts.check(revision.changes, before, after)

        def job() -> None:
            stored = self.store.revision(revision.id)
            # Another server may have been faster, or somebody may have changed the directory meanwhile.
            if stored and stored.state is ChangeState.SCHEDULED and self.store.version() == before.version:
                self._carry_out(stored, before, after)

        self.writer.write(job)

    def _carry_out(self, revision: DirectoryRevision, before: Directory, after: Directory) -> DirectoryRevision:
        # Cases may have come since the impact was looked at.
        self.impacts.check_open_cases(revision.changes, before, after)
        self.store.put(before, after)
        done = replace(
            revision,
            state=ChangeState.HANDING_OVER if any(revision.handings) else ChangeState.DONE,
            ended_at=self.clock(),
        )
        self.store.update_revision(done)
        return done

    def _check_version(self, etag: str) -> int:
        version = self.store.version()
        if etag != str(version):
            raise self._stale()
        return version

    def _stale(self) -> StaleError:
        return StaleError("目录", str(self.store.version()), [])

    def _day(self, text: str) -> date:
        today = local_day(self.clock())
        try:
            day = date.fromisoformat(text) if text else today
        except ValueError:
            raise InvalidFieldsError([FieldViolation("effective_on", _FORMAT)]) from None
        if day < today:
            raise InvalidFieldsError([FieldViolation("effective_on", f"不能早于今天（{today.isoformat()}）")])
        return day

    def _on(self, day: date, directory: Directory) -> Directory:
        """Return a directory as the scheduled revisions will have made it by a day."""
        for revision in self.store.scheduled():
            if revision.effective_on <= day:
                directory = apply(directory, revision.changes, revision.effective_on)
        return directory

    @staticmethod
    def _check_scheduled(directory: Directory, scheduled: Iterable[DirectoryRevision]) -> None:
        """Check that scheduled revisions can follow a directory, in the order of their days.

        Raises:
            UnmetConditionError: if one of them cannot.
        """
        for revision in sorted(scheduled, key=lambda revision: revision.effective_on):
            try:
                directory = apply(directory, revision.changes, revision.effective_on)
            except InvalidFieldsError as error:
                whole = "、".join(change.summary for change in revision.changes)
                day = revision.effective_on.isoformat()
                raise UnmetConditionError(f"和 {day} 待生效的变更（{whole}）冲突：{error}") from None

    @staticmethod
    def _applied(directory: Directory, changes: Sequence[Change], day: date) -> tuple[Directory, tuple[Change, ...]]:
        if not changes or len(changes) > CHANGES_LIMIT:
            message = f"有 {len(changes)} 项变更，要有 1 到 {CHANGES_LIMIT} 项"
            raise InvalidFieldsError([FieldViolation("changes", message)])
        return apply_named(directory, changes, day)


@dataclass(frozen=True, slots=True)
class HandingOver:
    """Hands open cases over to the departments that continue the work, a few in each transaction."""

    store: UnitStore
    files: CaseFiles
    directory: Callable[[], Directory]
    aside: SettingAside
    writer: Writer
    clock: Clock

    def some(self) -> bool:
        """Hand the next few cases over; return True if there may be more."""
        for number in self.aside.due(Job.HANDING_OVER, 1):
            work = partial(self.writer.write, partial(self._hand_over_case, number))
            self.aside.attempt(Job.HANDING_OVER, number, work)
            return True
        revision = next(iter(self.store.handing_over()), None)
        if revision is None:
            return False
        held = self.aside.held(Job.HANDING_OVER)
        try:
            return self.writer.write(lambda: self._hand_over(revision.id, held))
        except Exception as error:
            if affects_everything(error):
                raise
        # One by one, so that a bad case keeps no other; it waits for its next attempt from then on.
        numbers = self._unfinished(revision, held)
        for number in numbers:
            work = partial(self.writer.write, partial(self._hand_over_case, number))
            self.aside.attempt(Job.HANDING_OVER, number, work)
        return bool(numbers)

    def _hand_over_case(self, number: str) -> bool:
        """Hand a case over; return False if nothing about it changes."""
        file = self.files.load(number)
        if file is None or not file.notes:
            return False
        self.files.save(file, self.clock())
        return True

    def _unfinished(self, revision: DirectoryRevision, held: Collection[str]) -> list[str]:
        """Return the numbers of the next cases to hand over, without those that are set aside."""
        numbers: list[str] = []
        for name, matters in revision.handings:
            if self.directory().current(name, next(iter(matters), "")) != name:
                found = self.files.unfinished_of([name], BATCH - len(numbers) + len(held), matters)
                numbers += [number for number in found if number not in held]
            if len(numbers) >= BATCH:
                break
        return numbers[:BATCH]

    def _hand_over(self, revision_id: int, held: Collection[str]) -> bool:
        revision = self.store.revision(revision_id)
        if revision is None or revision.state is not ChangeState.HANDING_OVER:
            return True
        # Another server may have carried the revision out a moment ago.
        if self.directory().version != self.store.version():
            return False
        now = self.clock()
        numbers = self._unfinished(revision, held)
        changed = sum(self._hand_over_case(number) for number in numbers)
        settled = revision.ended_at is not None and now - revision.ended_at >= SETTLING
        more = len(numbers) == BATCH and changed > 0
        over = settled and not more
        if changed or over:
            self.store.update_revision(
                replace(
                    revision,
                    state=ChangeState.DONE if over else revision.state,
                    handed_over=revision.handed_over + changed,
                )
            )
        return more
