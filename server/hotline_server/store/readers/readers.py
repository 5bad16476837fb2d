"""Persistence of readers, their publications, shadow runs and publications that wait for consent."""

import base64
import json
from collections.abc import Sequence
from typing import Any

from hotline_server.domain.readers import (
    Aspect,
    Figure,
    KeptReader,
    Losses,
    MeasuredPart,
    ReaderMeasure,
    ReaderOrigin,
    ReaderPlan,
    VersionsInForce,
)
from hotline_server.ground.clock import from_micros, to_micros
from hotline_server.store.models import (
    ReaderProposalRow,
    ReaderPublicationRow,
    ReaderRow,
    ReaderShadowDifferenceRow,
    ReaderShadowRow,
)
from hotline_server.store.proposals import ProposalStore

# All but the content, which may have some megabytes.
_DESCRIPTION = (
    ReaderRow.version, ReaderRow.origin, ReaderRow.kept_at, ReaderRow.actor, ReaderRow.sources, ReaderRow.measures,
)  # fmt: skip


class ReaderStore(ProposalStore[ReaderPlan]):
    """Repository of readers. Call writing methods within a transaction."""

    publications = ReaderPublicationRow
    shadows = ReaderShadowRow
    differences = ReaderShadowDifferenceRow
    proposed = ReaderProposalRow

    def keep(self, reader: KeptReader, content: bytes) -> None:
        """Store a reader; of one that is stored already, its sources and measures alone."""
        columns = {
            "sources": json.dumps(dict(reader.sources), ensure_ascii=False),
            "measures": json.dumps([_dump_measure(measure) for measure in reader.measures], ensure_ascii=False),
        }
        ReaderRow.insert(
            version=reader.version,
            origin=reader.origin.name,
            kept_at=to_micros(reader.kept_at),
            actor=reader.actor,
            content=base64.b64encode(content).decode(),
            **columns,
        ).on_conflict(conflict_target=[ReaderRow.version], update=columns).execute(self._database)
        self._record(ReaderRow, reader.version)

    def get(self, version: str) -> KeptReader | None:
        """Return a reader without its content, or ``None`` if the version is unknown."""
        row = ReaderRow.select(*_DESCRIPTION).where(ReaderRow.version == version).first(self._database)
        return _reader(row) if row else None

    def content(self, version: str) -> bytes | None:
        """Return the content of a reader, or ``None`` if the version is unknown."""
        row = ReaderRow.select(ReaderRow.content).where(ReaderRow.version == version).first(self._database)
        return base64.b64decode(row.content) if row else None

    def latest(self, limit: int) -> list[KeptReader]:
        """Return up to ``limit`` readers without their contents, latest first."""
        query = ReaderRow.select(*_DESCRIPTION).order_by(ReaderRow.kept_at.desc(), ReaderRow.version).limit(limit)
        return [_reader(row) for row in query.execute(self._database)]

    def was_in_force(self, version: str) -> bool:
        """Return whether a reader is or was in force."""
        table = ReaderPublicationRow
        return table.select(table.id).where(table.version == version).first(self._database) is not None

    def plan_columns(self, plan: ReaderPlan) -> dict[str, object]:
        """Return the columns of a plan beside those that every plan has."""
        return {
            "reader_version": plan.compared_with.reader,
            "book_version": plan.compared_with.book,
            "losses": json.dumps({"count": plan.losses.count, "quoted": list(plan.losses.quoted)}, ensure_ascii=False),
        }

    def plan_of(self, row: Any) -> ReaderPlan:
        """Return the plan in a row."""
        return ReaderPlan(
            version=row.version,
            proposed_at=from_micros(row.proposed_at),
            proposed_by=row.proposed_by,
            reason=row.reason,
            compared_with=VersionsInForce(row.reader_version, row.book_version),
            losses=Losses(**json.loads(row.losses)),
        )


def _reader(row: Any) -> KeptReader:
    return KeptReader(
        version=row.version,
        origin=ReaderOrigin[row.origin],
        kept_at=from_micros(row.kept_at),
        actor=row.actor,
        sources=json.loads(row.sources),
        measures=tuple(_load_measure(fields) for fields in json.loads(row.measures)),
    )


def _dump_measure(measure: ReaderMeasure) -> list[object]:
    names = measure.part.name, measure.aspect.name, measure.name, measure.figure.name
    return [*names, measure.count, measure.total]


def _load_measure(fields: Sequence[Any]) -> ReaderMeasure:
    part, aspect, name, figure, count, total = fields
    return ReaderMeasure(MeasuredPart[part], Aspect[aspect], name, Figure[figure], count, total)
