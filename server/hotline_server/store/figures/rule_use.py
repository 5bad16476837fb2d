"""Decisions by the rules and rows that made them, and what staff made of them."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from peewee import Database

from hotline_server.domain.numbering import id_lower_bound
from hotline_server.domain.rule_use import Decided, DecidedCall
from hotline_server.ground.clock import to_micros
from hotline_server.rulebook.decision import BY_HAND, Outcome
from hotline_server.store.engine.sql import execute
from hotline_server.store.figures.measures import Period

# The last decisions of the rule book on the cases of some days, with the first that a person made after it.
_DECISIONS = """
FROM decision d JOIN hotline_case c ON c.id = d.case_id LEFT JOIN decision h ON h.case_id = d.case_id AND h.version = (
  SELECT MIN(e.version) FROM decision e WHERE e.case_id = d.case_id AND e.version > d.version AND e.rules = '{by_hand}')
{join}
WHERE d.case_id > {mark} AND d.case_id < {mark} AND d.decided_at >= {mark} AND d.decided_at < {mark}
AND d.version = (SELECT MAX(e.version) FROM decision e WHERE e.case_id = d.case_id AND e.rules <> '{by_hand}')
AND NOT c.nuisance
"""
_BY_HAND = json.dumps([BY_HAND], ensure_ascii=False)
_COLUMNS = "d.rules, d.outcome, d.lead, COALESCE(h.outcome, d.outcome), COALESCE(h.lead, d.lead)"


@dataclass(frozen=True, slots=True)
class RuleUse:
    """Queries for the decisions of rule books.

    Attributes:
        present: returns today's name of a department.
    """

    database: Database
    present: Callable[[str], str]

    def decisions(self, period: Period, entry: str = "") -> Counter[Decided]:
        """Return the decisions made in a period, counted.

        Args:
            period: in which they were made.
            entry: id of a rule or row that contributed to them; empty for any.
        """
        found: Counter[Decided] = Counter()
        for *columns, count in self._rows(f"SELECT {_COLUMNS}, COUNT(*)", period, entry, f"GROUP BY {_COLUMNS}"):
            found[self._decided(*columns)] += count
        return found

    def calls(self, period: Period, entry: str, limit: int) -> list[DecidedCall]:
        """Return the latest calls that a rule or row decided in a period, up to ``limit``."""
        join, end = "JOIN call k ON k.case_id = d.case_id", f"ORDER BY d.case_id DESC LIMIT {limit}"
        rows = self._rows(f"SELECT k.subject, k.content, {_COLUMNS}", period, entry, end, join)
        return [DecidedCall(subject, content, self._decided(*columns)) for subject, content, *columns in rows]

    def proposed_policies(self, period: Period) -> tuple[Counter[str], Counter[str]]:
        """Return how often each policy was proposed first in a period, and how often a person judged otherwise."""
        proposed: Counter[str] = Counter()
        for (column,) in self._rows("SELECT d.proposals", period, "", "AND d.proposals <> '[]'"):
            proposed[json.loads(column)[0][0]] += 1
        mark = self.database.param
        judged = execute(
            self.database,
            "SELECT j.proposed, j.policy, COUNT(*) FROM judgement j WHERE j.case_id > "
            f"{mark} AND j.case_id < {mark} AND j.at >= {mark} AND j.at < {mark} GROUP BY j.proposed, j.policy",
            _bounds(period),
        )
        corrected: Counter[str] = Counter()
        for column, policy, count in judged:
            first = next(iter(json.loads(column)), "")
            if first and policy != first:
                corrected[first] += count
        return proposed, corrected

    def _rows(self, select: str, period: Period, entry: str, end: str, join: str = "") -> list[tuple[Any, ...]]:
        mark = self.database.param
        statement = select + _DECISIONS.format(mark=mark, join=join, by_hand=_BY_HAND)
        parameters: list[object] = [*_bounds(period)]
        if entry:
            statement += f"AND d.rules LIKE {mark} ESCAPE '\\' "
            quoted = json.dumps(entry, ensure_ascii=False)
            parameters.append(f"%{quoted.translate(_ESCAPED)}%")
        return execute(self.database, statement + end, parameters)

    def _decided(self, rules: str, outcome: str, lead: str, chosen_outcome: str, chosen_lead: str) -> Decided:
        return Decided(
            tuple(json.loads(rules)),
            Outcome[outcome],
            self.present(lead),
            Outcome[chosen_outcome],
            self.present(chosen_lead),
        )


_ESCAPED = str.maketrans({"\\": r"\\", "%": r"\%", "_": r"\_"})
# A case is decided anew for as long as it is open.
_OPEN = timedelta(days=400)


def _bounds(period: Period) -> tuple[int, int, int, int]:
    """Return the bounds of the ids of cases, exclusive, and those of the times."""
    first, end = id_lower_bound(period.since - _OPEN), id_lower_bound(period.before + timedelta(days=1))
    return first, end, to_micros(period.since), to_micros(period.before)
