"""Columns of decisions, and rows of judgements on what they propose."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.proposed_decision import ProposedDecision
from hotline_server.ground.clock import from_micros, to_micros
from hotline_server.rulebook.decision import Decision, Outcome, Suggestion, Urgency
from hotline_server.rulebook.time_limit import parse
from hotline_server.store.cases.rows.values import dump, listed, load, load_texts, sound
from hotline_server.text.facts import PolicyReading

DECISION_COLUMNS = (
    "outcome", "lead", "cohandlers", "urgency", "time_limit", "policy", "reasons", "rules",
    "book_version", "reader_version", "facts", "asks_back", "proposals", "suggestions", "end_code",
    "hands_to",
)  # fmt: skip
"""Columns of a decision, but for when it was made."""


def decision_columns(decision: Decision, decided_at: datetime) -> dict[str, Any]:
    """Return the columns of a decision."""
    return {
        "decided_at": to_micros(decided_at),
        "outcome": decision.outcome.name,
        "lead": decision.lead,
        "cohandlers": dump(decision.cohandlers),
        "urgency": decision.urgency.name,
        "time_limit": str(decision.limit),
        "policy": decision.policy,
        "reasons": dump(decision.reasons),
        "rules": dump(decision.rules),
        "book_version": decision.book_version,
        "reader_version": decision.reader_version,
        "facts": dump(decision.facts),
        "proposals": dump([[one.policy, one.confidence, one.question, one.fits] for one in decision.proposals]),
        "suggestions": suggestions_text(decision.suggestions),
        "asks_back": decision.asks_back,
        "end_code": decision.end,
        "hands_to": dump(decision.hands_to),
    }


def decision_of(row: Mapping[str, Any], prefix: str = "") -> Decision:
    """Build a decision from its columns, whose names begin with a prefix."""
    facts = {name: _fact(value) for name, value in load(row[prefix + "facts"]).items()}
    return Decision(
        outcome=Outcome[row[prefix + "outcome"]],
        lead=row[prefix + "lead"],
        cohandlers=load_texts(row[prefix + "cohandlers"]),
        urgency=Urgency[row[prefix + "urgency"]],
        limit=parse(row[prefix + "time_limit"]),
        policy=row[prefix + "policy"],
        reasons=load_texts(row[prefix + "reasons"]),
        rules=load_texts(row[prefix + "rules"]),
        book_version=row[prefix + "book_version"],
        reader_version=row[prefix + "reader_version"],
        facts=facts,
        proposals=proposals_of(row[prefix + "proposals"]),
        suggestions=suggestions_of(row[prefix + "suggestions"]),
        asks_back=bool(row[prefix + "asks_back"]),
        end=row[prefix + "end_code"],
        hands_to=load_texts(row[prefix + "hands_to"]),
    )


def _fact(value: Any) -> Any:
    """Return the value of a fact.

    Raises:
        TypeError: if it is none.
    """
    if isinstance(value, dict) or (isinstance(value, list) and not all(isinstance(one, str) for one in value)):
        raise TypeError(value)
    return tuple(value) if isinstance(value, list) else value


def proposed_decision_text(proposed: ProposedDecision | None) -> str:
    """Return the column of a proposed decision; empty if there is none."""
    if proposed is None:
        return ""
    decision = decision_columns(proposed.decision, proposed.proposed_at)
    return dump({"decision": decision, "due_at": to_micros(proposed.due_at), "accused": proposed.accused})


def proposed_decision_of(text: str) -> ProposedDecision | None:
    """Build a proposed decision from its column."""
    if not text:
        return None
    stored = load(text)
    decision = stored["decision"]
    # Before schema version 16, nothing told an accusation from other proposals.
    accused = listed(stored.get("accused", []))
    proposed_at, due_at = from_micros(decision["decided_at"]), from_micros(stored["due_at"])
    return ProposedDecision(decision_of(decision), proposed_at, due_at, accused)


def proposals_of(column: str) -> tuple[PolicyReading, ...]:
    """Build the proposals of a decision from their column."""
    return tuple(
        sound(PolicyReading(policy, confidence, question, fits=fits))
        for policy, confidence, question, fits in load(column)
    )


def suggestions_text(suggestions: Sequence[Suggestion]) -> str:
    """Return the column of the suggestions of a decision."""
    return dump([asdict(one) for one in suggestions])


def suggestions_of(column: str) -> tuple[Suggestion, ...]:
    """Build the suggestions of a decision from their column."""
    return tuple(sound(Suggestion(**stored | {"words": listed(stored["words"])})) for stored in load(column))


def judgement_rows(file: CaseFile, now: datetime) -> list[dict[str, Any]]:
    """Return the rows of the judgements on proposals since loading."""
    return [
        {
            "version": file.version,
            "at": to_micros(now),
            "actor": file.notes[-1].actor.name,
            "verdict": judgement.verdict.name,
            "proposed": dump(judgement.proposed),
            "policy": judgement.policy,
            "reason": judgement.reason.name if judgement.reason else "",
        }
        for judgement in file.judgements
    ]
