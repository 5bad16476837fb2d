"""Answers to the open questions of cases."""

from hotline.v1 import case_pb2, intake_service_pb2


def question_reply(
    case: case_pb2.Case | intake_service_pb2.RegisteredCase,
    answer: intake_service_pb2.DangerAnswer.ValueType,
    words: str,
    kind: str,
    actor: str,
) -> intake_service_pb2.AnswerQuestionRequest:
    """Build the request to answer the open question of a case, for either client."""
    return intake_service_pb2.AnswerQuestionRequest(
        context=case_pb2.ActContext(number=case.number, etag=case.etag, actor=actor),
        answer=answer,
        words=words,
        danger_kind=kind,
    )
