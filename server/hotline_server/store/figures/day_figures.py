"""Daily figures: cases by outcome and by state."""

from collections import Counter
from dataclasses import dataclass

from peewee import Database, fn

from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.numbering import id_of
from hotline_server.rulebook.decision import Outcome
from hotline_server.store.models import CaseRow


@dataclass(frozen=True, slots=True)
class DayFigures:
    """Counts of the cases registered on a day.

    Attributes:
        by_outcome: by outcome.
        by_state: the same cases by current state.
        nuisances: of nuisance calls, which are in neither of the others.
    """

    by_outcome: Counter[Outcome]
    by_state: Counter[CaseState]
    nuisances: int

    @property
    def calls(self) -> int:
        """Number of cases, nuisances excluded."""
        return self.by_state.total()


def read_day_figures(database: Database, day: str) -> DayFigures:
    """Return the figures of a day, given as eight digits; reads only that day's rows."""
    count = fn.COUNT(CaseRow.id)
    query = (
        CaseRow.select(CaseRow.outcome, CaseRow.state, CaseRow.nuisance, count.alias("count"))
        .where(CaseRow.id > id_of(day, 0), CaseRow.id < id_of(day, 0) + id_of("1", 0))
        .group_by(CaseRow.outcome, CaseRow.state, CaseRow.nuisance)
    )
    by_outcome: Counter[Outcome] = Counter()
    by_state: Counter[CaseState] = Counter()
    nuisances = 0
    for row in query.dicts().execute(database):
        if row["nuisance"]:
            nuisances += row["count"]
            continue
        outcome, state = Outcome[row["outcome"]], CaseState[row["state"]]
        # A proposed answer is the desk's to decide until a person confirms it.
        is_proposed = outcome.is_proposal and state is CaseState.REGISTERED
        by_outcome[Outcome.DESK if is_proposed else outcome] += row["count"]
        by_state[state] += row["count"]
    return DayFigures(by_outcome, by_state, nuisances)
