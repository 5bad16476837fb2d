"""Past calls with the decisions in force on them, read in bulk to try rule books on."""

from collections.abc import Iterator
from dataclasses import dataclass

from peewee import Database

from hotline_server.domain.numbering import number_of, parse_number
from hotline_server.rulebook.decision import BY_HAND, Decision
from hotline_server.rulebook.facts import ACCUSED_LATER, DANGER_REPLY
from hotline_server.rulebook.simulated import PastCall
from hotline_server.store.cases.rows.decisions import DECISION_COLUMNS, decision_of
from hotline_server.store.engine.sql import execute

AT_ONCE = 2000
# Neither tells two decisions apart.
_UNREAD = {"proposals": "[]", "suggestions": "[]"}
_COLUMNS = [name for name in DECISION_COLUMNS if name not in _UNREAD]
_CALLS = f"""
SELECT c.id, k.subject, k.content, k.request_type, k.confidential, k.amendments,
  {", ".join(f"d.{name}" for name in _COLUMNS)}
FROM hotline_case c JOIN call k ON k.case_id = c.id JOIN decision d ON d.case_id = c.id AND d.version = (
  SELECT MAX(e.version) FROM decision e WHERE e.case_id = c.id)
WHERE c.id < {{mark}} ORDER BY c.id DESC LIMIT {{mark}}
"""
_LATEST = 2**62


@dataclass(frozen=True, slots=True)
class PastCalls:
    """Queries for past calls."""

    database: Database

    def latest(self, count: int, before: str = "") -> Iterator[PastCall]:
        """Yield the latest calls, newest first, with the facts known when they were decided.

        Args:
            count: maximum number of calls.
            before: number of the case before which to begin; empty for the latest.
        """
        statement = _CALLS.format(mark=self.database.param)
        last = parse_number(before) if before else _LATEST
        while count:
            limit = min(AT_ONCE, count)
            rows = execute(self.database, statement, (last, limit))
            yield from (_past_call(*row) for row in rows)
            if len(rows) < limit:
                return
            last, count = rows[-1][0], count - limit


def _past_call(
    case_id: int, subject: str, content: str, request_type: str, confidential: int, amendments: str, *columns: str
) -> PastCall:
    decision = decision_of(dict(zip(_COLUMNS, columns, strict=True)) | _UNREAD)
    decided = None if amendments or _is_a_persons(decision) else decision
    number = number_of(case_id)
    return PastCall(number, subject, content, request_type, decision.facts, bool(confidential), decided)


def _is_a_persons(decision: Decision) -> bool:
    """Return True if somebody had a hand in a decision: made it, answered a question, or accused somebody later."""
    facts = decision.facts
    return decision.rules == (BY_HAND,) or bool(facts.get(DANGER_REPLY) or facts.get(ACCUSED_LATER))
