"""Persistence of rule books, their publications, shadow runs, and drafts that wait for consent or for their time."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Any

from peewee import fn

from hotline_server.domain.errors import NotFoundError, UnmetConditionError
from hotline_server.domain.publication import (
    DraftPlan,
    DraftProposal,
    PublicationKind,
    ScheduledDraft,
    ScheduleState,
)
from hotline_server.ground.clock import from_micros, to_micros
from hotline_server.rulebook.editions import edition_of, parted, version_of_tests
from hotline_server.store.models import (
    DraftProposalRow,
    PublicationRow,
    RuleBookRow,
    RuleBookTestsRow,
    ScheduledDraftRow,
    ShadowDifferenceRow,
    ShadowRow,
)
from hotline_server.store.proposals import ProposalStore

Files = Mapping[str, bytes]
_DAMAGED = "存着的规则库文件已损坏，读不出来：请用 hotline audit verify 核查记录，从备份恢复，或者重新交来"
_DAMAGED_LOSSES = "会漏掉哪些险情的记录已损坏，读不出来"


class StoredFiles(Mapping[str, bytes]):
    """Files as a row holds them, decoded on first use, so that damaged ones do not break lists of drafts.

    Raises:
        UnmetConditionError: when they are needed and damaged.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _files(self) -> dict[str, bytes]:
        try:
            return {name: content.encode() for name, content in json.loads(self._text).items()}
        except (ValueError, AttributeError):
            raise UnmetConditionError(_DAMAGED) from None

    def __getitem__(self, name: str) -> bytes:
        return self._files[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


class RuleBookStore(ProposalStore[DraftPlan]):
    """Repository of rule books. Call writing methods within a transaction."""

    publications = PublicationRow
    shadows = ShadowRow
    differences = ShadowDifferenceRow
    proposed = DraftProposalRow

    def keep(self, version: str, files: Files, tests: Files) -> None:
        """Store a rule book under its version with its tests, beside those that it had before."""
        kept = _dump(tests)
        self._replace(RuleBookRow, version, {"files": _dump(files), "tests": kept})
        self._replace(RuleBookTestsRow, version_of_tests(tests), {"tests": kept})

    def _replace(self, table: type[RuleBookRow | RuleBookTestsRow], version: str, columns: dict[str, str]) -> None:
        """Store a row over what stands under its version, so that never a row that somebody changed is vouched for."""
        row = table.insert(version=version, **columns)
        row.on_conflict(conflict_target=[table.version], update=columns).execute(self._database)
        self._record(table, version)

    def files(self, edition: str) -> tuple[Files, Files] | None:
        """Return the files and tests of an edition, or of a version with its latest tests, if there is one."""
        version, tests_version = parted(edition)
        row = RuleBookRow.select().where(RuleBookRow.version == version).first(self._database)
        tests = row
        if tests_version:
            table = RuleBookTestsRow
            tests = table.select().where(table.version == tests_version).first(self._database)
        return (StoredFiles(row.files), StoredFiles(tests.tests)) if row and tests else None

    def begun(self, version: str) -> str:
        """Return the edition in which a version was published first; empty if it never was."""
        table = PublicationRow
        row = table.select().where(table.version == version).order_by(table.id).first(self._database)
        return edition_of(version, row.tests_version) if row else ""

    def plan_columns(self, plan: DraftPlan) -> dict[str, object]:
        """Return the columns of a proposed plan beside those that every plan has, a number of its own among them."""
        return {**self._draft_columns(plan), "kind": plan.kind.value}

    def _draft_columns(self, plan: DraftPlan) -> dict[str, object]:
        return {
            "id": self._next_number(),
            "base_version": plan.base,
            "files": _dump(plan.files),
            "tests": _dump(plan.tests),
            "losses": json.dumps(plan.losses, ensure_ascii=False),
            "takes_effect_at": _micros(plan.takes_effect_at),
        }

    def plan_of(self, row: Any) -> DraftPlan:
        """Return the plan in a row of a proposal."""
        return replace(self._draft(row), kind=PublicationKind(row.kind))

    def _draft(self, row: Any) -> DraftPlan:
        return DraftPlan(
            version=row.version,
            proposed_at=from_micros(row.proposed_at),
            proposed_by=row.proposed_by,
            reason=row.reason,
            base=row.base_version,
            files=StoredFiles(row.files),
            tests=StoredFiles(row.tests),
            losses=_losses(row.losses),
            takes_effect_at=_moment(row.takes_effect_at),
        )

    def proposal(self, proposal_id: int) -> DraftProposal:
        """Return a draft that waits or waited for consent.

        Raises:
            NotFoundError: if there is none with the id.
        """
        if not self._has(DraftProposalRow, proposal_id) and self._has(ScheduledDraftRow, proposal_id):
            raise NotFoundError(f"第 {proposal_id} 号是定时发布，不是提请；取消用 hotline rules cancel {proposal_id}")
        return super().proposal(proposal_id)

    def schedule(self, plan: DraftPlan, consented_by: str = "", proposal_id: int = 0) -> ScheduledDraft:
        """Store a draft that takes effect at the time in its plan, under the number of its proposal if it had one.

        A draft of an earlier release, which numbered proposals apart, may have that number already.
        """
        keeps_number = proposal_id and not self._has(ScheduledDraftRow, proposal_id)
        number = {"id": proposal_id} if keeps_number else {}
        key = ScheduledDraftRow.insert(
            version=plan.version,
            proposed_at=to_micros(plan.proposed_at),
            proposed_by=plan.proposed_by,
            reason=plan.reason,
            consented_by=consented_by,
            state=ScheduleState.WAITING.name,
            ended_by="",
            ended_because="",
            **{**self._draft_columns(plan), **number},
        ).execute(self._database)
        self._record(ScheduledDraftRow, key)
        return self.scheduled_draft(key)

    def end_schedule(self, ended: ScheduledDraft) -> None:
        """Record how a draft that waited for its time ended."""
        ScheduledDraftRow.update(
            state=ended.state.name,
            ended_at=_micros(ended.ended_at),
            ended_by=ended.ended_by,
            ended_because=ended.ended_because,
        ).where(ScheduledDraftRow.id == ended.id).execute(self._database)
        self._record(ScheduledDraftRow, ended.id)

    def scheduled_draft(self, scheduled_id: int) -> ScheduledDraft:
        """Return a draft that waits or waited for its time.

        Raises:
            NotFoundError: if there is none with the id.
        """
        row = ScheduledDraftRow.select().where(ScheduledDraftRow.id == scheduled_id).first(self._database)
        if row is None and self._has(DraftProposalRow, scheduled_id):
            raise NotFoundError(
                f"第 {scheduled_id} 号是提请，不是定时发布；撤回用 hotline rules decline {scheduled_id}"
            )
        if row is None:
            raise NotFoundError(f"没有第 {scheduled_id} 号定时发布")
        return self._scheduled(row)

    def due_drafts(self, now: datetime) -> list[tuple[int, datetime]]:
        """Return the ids of the drafts whose time has come, with their times, the first one first."""
        table = ScheduledDraftRow
        due = (table.state == ScheduleState.WAITING.name) & (table.takes_effect_at <= to_micros(now))
        rows = table.select(table.id, table.takes_effect_at).where(due).order_by(table.takes_effect_at, table.id)
        return [(row.id, from_micros(row.takes_effect_at)) for row in rows.execute(self._database)]

    def waiting_drafts(self) -> list[ScheduledDraft]:
        """Return the drafts that wait for their time, the next first."""
        table = ScheduledDraftRow
        query = (
            table.select().where(table.state == ScheduleState.WAITING.name).order_by(table.takes_effect_at, table.id)
        )
        return [self._scheduled(row) for row in query.execute(self._database)]

    def scheduled_drafts(self, limit: int) -> list[ScheduledDraft]:
        """Return up to ``limit`` drafts that wait or waited for their time, latest first."""
        query = ScheduledDraftRow.select().order_by(ScheduledDraftRow.id.desc()).limit(limit)
        return [self._scheduled(row) for row in query.execute(self._database)]

    def unpublished(self, edition: str) -> DraftPlan | None:
        """Return the latest draft of an edition or version that was proposed or scheduled, whatever came of it."""
        version, tests_version = parted(edition)
        for table in (ScheduledDraftRow, DraftProposalRow):
            rows = table.select().where(table.version == version).order_by(table.id.desc())
            plans = map(self._draft, rows.execute(self._database))
            found = next((plan for plan in plans if not tests_version or plan.edition == edition), None)
            if found:
                return found
        return None

    def _has(self, table: type[DraftProposalRow | ScheduledDraftRow], number: int) -> bool:
        return table.select(table.id).where(table.id == number).first(self._database) is not None

    def _next_number(self) -> int:
        """Return a number that no draft has yet: those proposed and those scheduled are numbered in one series."""
        tables = (DraftProposalRow, ScheduledDraftRow)
        return 1 + max(table.select(fn.MAX(table.id)).scalar(self._database) or 0 for table in tables)

    def _scheduled(self, row: Any) -> ScheduledDraft:
        return ScheduledDraft(
            id=row.id,
            plan=self._draft(row),
            takes_effect_at=from_micros(row.takes_effect_at),
            consented_by=row.consented_by,
            state=ScheduleState[row.state],
            ended_at=_moment(row.ended_at),
            ended_by=row.ended_by,
            ended_because=row.ended_because,
        )


def _micros(moment: datetime | None) -> int | None:
    return to_micros(moment) if moment else None


def _moment(micros: int | None) -> datetime | None:
    return None if micros is None else from_micros(micros)


def _dump(files: Files) -> str:
    return json.dumps({name: content.decode("utf-8-sig") for name, content in files.items()}, ensure_ascii=False)


def _losses(text: str) -> tuple[str, ...]:
    """Return the emergencies that a draft would miss, in sentences; one that says so if they are damaged."""
    try:
        return tuple(map(str, json.loads(text)))
    except (ValueError, TypeError):
        return (_DAMAGED_LOSSES,)
