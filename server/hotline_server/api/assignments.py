"""Conversion of assignments, and of what is asked about their assessment."""

from hotline.v1 import case_pb2

from hotline_server.api import wording
from hotline_server.api.fields import optional_timestamp, timestamp
from hotline_server.api.promises import standstill_message
from hotline_server.api.time_limits import time_limit_message
from hotline_server.domain.assignment import Assignment
from hotline_server.domain.exclusion import Exclusion


def assignment_message(assignment: Assignment) -> case_pb2.Assignment:
    """Convert an assignment."""
    return case_pb2.Assignment(
        number=assignment.number,
        department=assignment.department,
        leads=assignment.leads,
        state=wording.ASSIGNMENT_STATE_NUMBERS[assignment.state],
        assigned_at=timestamp(assignment.assigned_at),
        working_days=assignment.days,
        time_limit=time_limit_message(assignment.allowed),
        deadline=timestamp(assignment.deadline),
        provisional=assignment.provisional,
        due_at=timestamp(assignment.limit),
        accept_due_at=timestamp(assignment.accept_by),
        accepted_at=optional_timestamp(assignment.accepted_at),
        replied_at=optional_timestamp(assignment.replied_at),
        reply=assignment.reply,
        extension_working_days=assignment.extension_days,
        extension_reason=assignment.extension_reason,
        extension_count=assignment.extended,
        rework_count=assignment.reworks,
        supervision_count=assignment.supervisions,
        progress_due_at=optional_timestamp(assignment.progress_by),
        may_answer=assignment.may_answer,
        overdue_since=optional_timestamp(assignment.overdue_since),
        standstills=map(standstill_message, assignment.standstills),
        plain_deadline=timestamp(assignment.plain_deadline),
        object_until=optional_timestamp(assignment.object_by),
        objection=assignment.objection,
        objection_basis=assignment.objection_basis,
        objection_state=wording.OBJECTION_STATE_NUMBERS[assignment.objection_state],
        decision_due_at=optional_timestamp(assignment.decide_by),
        parent_number=assignment.parent,
        disclosed=assignment.disclosed,
        exclude_until=optional_timestamp(assignment.exclude_by),
        exclusion=_exclusion(assignment.exclusion) if assignment.exclusion else None,
    )


def _exclusion(one: Exclusion) -> case_pb2.Exclusion:
    return case_pb2.Exclusion(
        state=wording.EXCLUSION_STATE_NUMBERS[one.state],
        ground=one.ground,
        reason=one.reason,
        requested_at=timestamp(one.requested_at),
        decision_due_at=optional_timestamp(one.due_at),
        proposes_exclusion=one.proposes,
        opinion=one.opinion,
        appeal=one.appeal,
        appeal_until=optional_timestamp(one.appeal_by),
    )
