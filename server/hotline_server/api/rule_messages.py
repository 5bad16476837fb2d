"""Conversion of rule books: proposals, scheduled drafts, explanations, histories and measurements."""

from collections.abc import Mapping

from hotline.v1 import case_pb2
from hotline.v1 import rule_service_pb2 as pb

from hotline_server.api import wording
from hotline_server.api.fields import optional_timestamp, timestamp
from hotline_server.api.messages import fact_text
from hotline_server.api.publications import KIND_NUMBERS, publication_message
from hotline_server.api.time_limits import time_limit_message
from hotline_server.desk.rule_books.entry_history import EntryRevision
from hotline_server.desk.rule_books.explanation import Explained
from hotline_server.desk.rule_books.quality import MeasuredEntry
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.publication import DraftProposal, ProposalState, ScheduledDraft, ScheduleState, ShadowDay
from hotline_server.rulebook.decision import Decision
from hotline_server.rulebook.explanation import describe, describe_row
from hotline_server.rulebook.facts import FactValue, fact_value
from hotline_server.rulebook.routing import Row
from hotline_server.rulebook.rule import Rule
from hotline_server.rulebook.spoken_words import SpokenWords

FACTS_LIMIT = 50
_PROPOSAL_STATES = {state: pb.DraftProposalState.Value(f"DRAFT_PROPOSAL_STATE_{state.name}") for state in ProposalState}
_SCHEDULE_STATES = {state: pb.ScheduleState.Value(f"SCHEDULE_STATE_{state.name}") for state in ScheduleState}


def proposal_message(proposal: DraftProposal) -> pb.DraftProposal:
    """Convert a publication that waits or waited for a second person."""
    return pb.DraftProposal(
        id=proposal.id,
        version=proposal.plan.version,
        base_version=proposal.plan.base,
        losses=proposal.plan.losses,
        state=_PROPOSAL_STATES[proposal.state],
        proposed_at=timestamp(proposal.plan.proposed_at),
        proposed_by=proposal.plan.proposed_by,
        reason=proposal.plan.reason,
        ended_at=optional_timestamp(proposal.ended_at),
        ended_by=proposal.ended_by,
        ended_because=proposal.ended_because,
        takes_effect_at=optional_timestamp(proposal.plan.takes_effect_at),
        kind=KIND_NUMBERS[proposal.plan.kind],
    )


def scheduled_message(scheduled: ScheduledDraft) -> pb.ScheduledDraft:
    """Convert a draft with a time to take effect."""
    return pb.ScheduledDraft(
        id=scheduled.id,
        version=scheduled.plan.version,
        base_version=scheduled.plan.base,
        takes_effect_at=timestamp(scheduled.takes_effect_at),
        state=_SCHEDULE_STATES[scheduled.state],
        proposed_at=timestamp(scheduled.plan.proposed_at),
        proposed_by=scheduled.plan.proposed_by,
        reason=scheduled.plan.reason,
        consented_by=scheduled.consented_by,
        ended_at=optional_timestamp(scheduled.ended_at),
        ended_by=scheduled.ended_by,
        ended_because=scheduled.ended_because,
    )


def row_ref(row: Row) -> pb.RowRef:
    """Convert a row."""
    return pb.RowRef(id=row.id, description=describe_row(row))


def rule_ref(rule: Rule) -> pb.RuleRef:
    """Convert a rule."""
    return pb.RuleRef(
        id=rule.id,
        title=rule.title,
        source=rule.source,
        priority=rule.priority,
        condition=describe(rule.condition),
    )


def shadow_day_message(day: ShadowDay) -> pb.ShadowDay:
    """Convert the differences of one day."""
    moves = [pb.ShadowMove(before=before, after=after, call_count=count) for before, after, count in day.moves]
    return pb.ShadowDay(day=day.day.isoformat(), moves=moves)


def revision_message(revision: EntryRevision) -> pb.EntryRevision:
    """Convert a text of an entry that came into force."""
    return pb.EntryRevision(
        publication=publication_message(revision.publication),
        file=revision.file,
        text=revision.text,
        until=optional_timestamp(revision.until),
        decision_count=revision.decided,
        corrected_count=revision.corrected,
    )


def measured_message(entry: MeasuredEntry) -> pb.MeasuredEntry:
    """Convert an entry with the decisions it made."""
    return pb.MeasuredEntry(
        id=entry.id,
        description=entry.description,
        decision_count=entry.decided,
        corrected_count=entry.corrected,
        corrections=[
            pb.Correction(outcome=wording.OUTCOME_NUMBERS[one.outcome], lead=one.lead, count=one.count)
            for one in entry.corrections
        ],
        words=[
            pb.WordUse(word=one.word, call_count=one.said, corrected_count=one.corrected, misleads=one.misleads)
            for one in entry.words
        ],
        proposed_lead=entry.proposed_lead,
        proposed_outcome=wording.OUTCOME_NUMBERS[entry.proposed_outcome]
        if entry.proposed_outcome
        else case_pb2.OUTCOME_UNSPECIFIED,
    )


def explained_message(explained: Explained, decision: case_pb2.Decision) -> pb.ExplainDecisionResponse:
    """Convert an explanation of a converted decision."""
    explanation = explained.explanation
    return pb.ExplainDecisionResponse(
        decision=decision,
        fired=map(rule_ref, explanation.fired),
        suppressed=map(rule_ref, explanation.suppressed),
        near_misses=[
            pb.NearMiss(rule=rule_ref(near.rule), unmet_condition=near.unmet) for near in explanation.near_misses
        ],
        row=row_ref(explanation.row) if explanation.row else None,
        outranked_rows=map(row_ref, explanation.outranked),
        cohandlers_left_out=explanation.left_out,
        deadline=optional_timestamp(explained.deadline),
        questions=explained.questions,
        words=map(_words_message, explained.words),
        policies=[
            pb.ReadPolicy(
                id=policy.id,
                title=policy.title,
                confidence=found.confidence,
                matched_question=found.question,
                fits=found.fits,
            )
            for policy, found in explained.policies
        ],
    )


def _words_message(spoken: SpokenWords) -> pb.SpokenWords:
    return pb.SpokenWords(
        read_by=pb.ReadBy.Value(f"READ_BY_{spoken.read_by.name}"),
        about=spoken.about,
        confidence=spoken.confidence,
        words=[pb.WeighedWord(word=word, weight=weight) for word, weight in spoken.words],
    )


def plain_decision(decision: Decision) -> case_pb2.Decision:
    """Convert a decision with units by their names alone, where no directory of the service is at hand."""
    return case_pb2.Decision(
        outcome=wording.OUTCOME_NUMBERS[decision.outcome],
        lead_department=case_pb2.DepartmentRef(name=decision.lead) if decision.lead else None,
        cohandlers=[case_pb2.DepartmentRef(name=name) for name in decision.cohandlers],
        urgency=wording.URGENCY_NUMBERS[decision.urgency],
        time_limit=time_limit_message(decision.limit),
        reasons=decision.reasons,
        rule_ids=decision.rules,
        rule_book_version=decision.book_version,
        reader_version=decision.reader_version,
        facts=[case_pb2.Fact(name=name, value=fact_text(value)) for name, value in decision.facts.items()],
        asks_back=decision.asks_back,
    )


def facts_of(written: Mapping[str, str]) -> dict[str, FactValue]:
    """Convert facts that somebody names.

    Raises:
        InvalidFieldsError: if one does not exist or cannot have its value.
    """
    if len(written) > FACTS_LIMIT:
        raise InvalidFieldsError([FieldViolation("facts", f"最多 {FACTS_LIMIT} 项")])
    facts: dict[str, FactValue] = {}
    violations = []
    for name, value in written.items():
        try:
            facts[name] = fact_value(name, value)
        except ValueError as error:
            violations.append(FieldViolation(f"facts[{name}]", str(error)))
    if violations:
        raise InvalidFieldsError(violations)
    return facts
