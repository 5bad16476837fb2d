"""Judgements on the answers that are proposed for a case."""

from datetime import datetime

from hotline.v1 import case_pb2, desk_service_pb2, intake_service_pb2

Target = case_pb2.Case | intake_service_pb2.RegisteredCase


def direct_answer(
    case: Target, answer: case_pb2.Answer, reason: str, answered_at: datetime | None, actor: str
) -> desk_service_pb2.AnswerDirectlyRequest:
    """Build the request to record a direct answer, for either client."""
    request = desk_service_pb2.AnswerDirectlyRequest(context=_context(case, actor), answer=answer, reason=reason)
    if answered_at:
        request.answered_at.FromDatetime(answered_at)
    return request


def declined_proposals(
    case: Target, reason: desk_service_pb2.ProposalDeclineReason.ValueType, remark: str, actor: str
) -> desk_service_pb2.DeclineProposalsRequest:
    """Build the request to decline all proposed answers, for either client."""
    return desk_service_pb2.DeclineProposalsRequest(context=_context(case, actor), reason=reason, remark=remark)


def _context(case: Target, actor: str) -> case_pb2.ActContext:
    return case_pb2.ActContext(number=case.number, etag=case.etag, actor=actor)
