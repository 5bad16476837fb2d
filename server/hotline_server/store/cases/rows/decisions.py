"""Columns of decisions, and rows of judgements on what they propose."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from hotline_server.domain.case_file import CaseFile
from hotline_server.ground.clock import to_micros
from hotline_server.rulebook.decision import Decision, Suggestion
from hotline_server.store.cases.rows.values import dump
from hotline_server.text.facts import PolicyReading


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
    }


def proposals_of(column: str) -> tuple[PolicyReading, ...]:
    """Build the proposals of a decision from their column."""
    return tuple(
        PolicyReading(policy, confidence, question, fits=fits)
        for policy, confidence, question, fits in json.loads(column)
    )


def suggestions_text(suggestions: Sequence[Suggestion]) -> str:
    """Return the column of the suggestions of a decision."""
    return dump([asdict(one) for one in suggestions])


def suggestions_of(column: str) -> tuple[Suggestion, ...]:
    """Build the suggestions of a decision from their column."""
    return tuple(Suggestion(**stored | {"words": tuple(stored["words"])}) for stored in json.loads(column))


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
