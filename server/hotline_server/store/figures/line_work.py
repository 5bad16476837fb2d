"""Hand-overs to other lines and cases handed in, as figures count them (R6.1, R8.2)."""

from dataclasses import dataclass
from datetime import timedelta

from peewee import SQL, Database, fn

from hotline_server.domain.lifecycle.state import HandoverState
from hotline_server.domain.line_figures import HandoverTimes
from hotline_server.domain.numbering import id_lower_bound
from hotline_server.ground.clock import from_micros, to_micros
from hotline_server.store.figures.measures import SPAN, Period
from hotline_server.store.models import CaseRow, HandoverRow


@dataclass(frozen=True, slots=True)
class LineWork:
    """Queries for the figures of lines; nuisances are left out."""

    database: Database

    def handovers(self, period: Period) -> list[HandoverTimes]:
        """Return the hand-overs made in a period."""
        first, end = id_lower_bound(period.since - SPAN), id_lower_bound(period.before + timedelta(days=1))
        nuisances = CaseRow.select(CaseRow.id).where(CaseRow.nuisance, CaseRow.id > first, CaseRow.id < end)
        rows = HandoverRow.select().where(
            HandoverRow.case_id > first,
            HandoverRow.case_id < end,
            HandoverRow.handed_at >= to_micros(period.since),
            HandoverRow.handed_at < to_micros(period.before),
            HandoverRow.case_id.not_in(nuisances),
        )
        return [
            HandoverTimes(
                row.line,
                HandoverState[row.state],
                row.gives_back,
                from_micros(row.accept_by),
                None if row.accepted_at is None else from_micros(row.accepted_at),
                None if row.ended_at is None else from_micros(row.ended_at),
            )
            for row in rows.execute(self.database)
        ]

    def handed_in(self, period: Period) -> dict[str, int]:
        """Return the numbers of cases that lines handed in during a period, by line."""
        count = fn.COUNT(CaseRow.id)
        rows = (
            CaseRow.select(CaseRow.origin_line, count.alias("count"))
            .where(
                # A literal, by which the partial index is found.
                SQL("origin_line <> ''"),
                CaseRow.id > id_lower_bound(period.since),
                CaseRow.id < id_lower_bound(period.before + timedelta(days=1)),
                CaseRow.registered_at >= to_micros(period.since),
                CaseRow.registered_at < to_micros(period.before),
                ~CaseRow.nuisance,
            )
            .group_by(CaseRow.origin_line)
        )
        return {row["origin_line"]: row["count"] for row in rows.dicts().execute(self.database)}
