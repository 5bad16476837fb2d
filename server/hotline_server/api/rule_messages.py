"""Conversion of rule books: proposals, scheduled drafts, histories and measurements."""

from hotline.v1 import rule_service_pb2 as pb

from hotline_server.api import wording
from hotline_server.api.fields import optional_timestamp, timestamp
from hotline_server.api.publications import publication_message
from hotline_server.desk.rule_books.entry_history import EntryRevision
from hotline_server.desk.rule_books.quality import MeasuredEntry
from hotline_server.domain.publication import DraftProposal, ProposalState, ScheduledDraft, ScheduleState
from hotline_server.rulebook.explanation import describe_row
from hotline_server.rulebook.routing import Row
from hotline_server.rulebook.rule import Rule

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
    return pb.RuleRef(id=rule.id, title=rule.title)


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
        words=[pb.WordUse(word=one.word, call_count=one.said, corrected_count=one.corrected) for one in entry.words],
        proposed_lead=entry.proposed_lead,
    )
