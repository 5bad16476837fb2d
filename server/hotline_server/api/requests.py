"""Conversion from the contract's messages to domain objects."""

from hotline.v1 import case_pb2, case_service_pb2, desk_service_pb2, intake_service_pb2

from hotline_server.api import wording
from hotline_server.api.fields import enum_value, enum_violation, timestamp_value
from hotline_server.api.time_limits import time_limit_of
from hotline_server.desk.cases.acts import Context
from hotline_server.domain.call import Call
from hotline_server.domain.case_query import CaseQuery
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.open_question import QuestionReply
from hotline_server.domain.parties import Answer, Designation
from hotline_server.domain.places import Coordinates
from hotline_server.domain.survey import Survey, SurveyAnswer
from hotline_server.security.identity import current_identity


def call_of(
    request: intake_service_pb2.RegisterCallRequest
    | intake_service_pb2.AmendRegistrationRequest
    | desk_service_pb2.SplitCaseRequest,
    request_id: str = "",
) -> Call:
    """Convert the call of a request, registered under a request id if it has one.

    Raises:
        InvalidFieldsError: if the call is missing, or has an unknown enum value or an invalid time.
    """
    if not request.HasField("call"):
        raise InvalidFieldsError([FieldViolation("call", "缺少来电内容")])
    call = request.call
    violations: list[FieldViolation] = []
    if call.channel not in wording.CHANNELS:
        violations.append(enum_violation("call.channel", call.channel, wording.CHANNELS, case_pb2.Channel.Name))
    if call.request_type not in wording.REQUEST_TYPES:
        types, name = wording.REQUEST_TYPES, case_pb2.RequestType.Name
        violations.append(enum_violation("call.request_type", call.request_type, types, name))
    if call.HasField("latitude") is not call.HasField("longitude"):
        missing = "longitude" if call.HasField("latitude") else "latitude"
        violations.append(FieldViolation(f"call.{missing}", "经度和纬度要么都写，要么都不写"))
    received_at = timestamp_value("call.received_at", call, "received_at", violations)
    if violations:
        raise InvalidFieldsError(violations)
    return Call(
        request_id=request_id,
        name=call.caller.name,
        organisation=call.caller.organisation,
        phone=call.caller.phone,
        confidential=call.caller.confidential,
        received_at=received_at,
        subject=call.subject,
        content=call.content,
        channel=wording.CHANNELS[call.channel],
        request_type=wording.REQUEST_TYPES[call.request_type],
        district=call.district,
        address=call.address,
        operator=call.operator,
        telephony_call_id=call.telephony_call_id,
        marked_urgent=call.marked_urgent,
        follows=call.follows,
        recording=call.recording,
        coordinates=Coordinates(call.latitude, call.longitude) if call.HasField("latitude") else None,
        wishes_no_reply=call.caller.wishes_no_reply,
    )


def context_of(context: case_pb2.ActContext) -> Context:
    """Convert an act's context: the case and the actor.

    Raises:
        InvalidFieldsError: if the caller may not act in that name.
    """
    return Context(context.number, context.etag, current_identity().actor_name(context.actor, "context.actor"))


def designation_of(designation: case_pb2.Designation) -> Designation:
    """Convert a designation of the departments that are to handle a case."""
    return Designation(
        designation.lead_department,
        tuple(designation.cohandlers),
        time_limit_of(designation),
        designation.may_answer,
    )


def answer_of(answer: case_pb2.Answer) -> Answer:
    """Convert an answer.

    Raises:
        InvalidFieldsError: if the result is an unknown enum value.
    """
    supported, given = enum_value("answer.result", answer.result, _ANSWER_RESULTS, case_pb2.AnswerResult.Name)
    return Answer(
        call_id=answer.call_id,
        means=answer.means,
        content=answer.content,
        policy=answer.policy_id,
        supported=supported,
        given=given,
    )


def reply_of(request: intake_service_pb2.AnswerQuestionRequest) -> QuestionReply:
    """Convert the reply to an open question.

    Raises:
        InvalidFieldsError: if the answer is an unknown enum value.
    """
    name = intake_service_pb2.DangerAnswer.Name
    answer = enum_value("answer", request.answer, wording.DANGER_ANSWERS, name)
    return QuestionReply(answer, request.danger_kind.strip(), request.words.strip())


def survey_of(survey: case_pb2.SatisfactionSurvey) -> Survey:
    """Convert a satisfaction survey.

    Raises:
        InvalidFieldsError: if it has an unknown enum value.
    """

    def answer(name: str, number: case_pb2.SurveyAnswer.ValueType) -> SurveyAnswer | None:
        answers = {case_pb2.SURVEY_ANSWER_UNSPECIFIED: None, **wording.SURVEY_ANSWERS}
        return enum_value(f"survey.{name}", number, answers, case_pb2.SurveyAnswer.Name)

    return Survey(
        enum_value("survey.contact", survey.contact, wording.CONTACTS, case_pb2.ContactResult.Name),
        answer("responded", survey.responded),
        answer("resolved", survey.resolved),
        answer("satisfied", survey.satisfied),
    )


def query_of(filter_: case_service_pb2.CaseFilter) -> CaseQuery:
    """Convert a filter to a query.

    Raises:
        InvalidFieldsError: if it has an unknown enum value or an invalid time.
    """
    violations: list[FieldViolation] = []
    for number in filter_.states:
        if number not in wording.STATES:
            violations.append(enum_violation("filter.states", number, wording.STATES, case_pb2.CaseState.Name))
    for outcome in filter_.outcomes:
        if outcome not in wording.OUTCOMES:
            violations.append(enum_violation("filter.outcomes", outcome, wording.OUTCOMES, case_pb2.Outcome.Name))
    if filter_.min_urgency and filter_.min_urgency not in wording.URGENCIES:
        urgencies, name = wording.URGENCIES, case_pb2.Urgency.Name
        violations.append(enum_violation("filter.min_urgency", filter_.min_urgency, urgencies, name))
    if filter_.awaited and filter_.awaited not in wording.AWAITED:
        awaited = case_service_pb2.CaseAwaited
        violations.append(enum_violation("filter.awaited", filter_.awaited, wording.AWAITED, awaited.Name))
    if filter_.HasField("owner"):
        violations += _owner_violations(filter_.owner)
    callback_before = timestamp_value("filter.callback_before", filter_, "callback_before", violations)
    registered_from = timestamp_value("filter.registered_from", filter_, "registered_from", violations)
    registered_before = timestamp_value("filter.registered_before", filter_, "registered_before", violations)
    due_from = timestamp_value("filter.due_from", filter_, "due_from", violations)
    due_before = timestamp_value("filter.due_before", filter_, "due_before", violations)
    if violations:
        raise InvalidFieldsError(violations)
    return CaseQuery(
        states=tuple(wording.STATES[number].name for number in filter_.states),
        outcomes=tuple(wording.OUTCOMES[number].name for number in filter_.outcomes),
        min_urgency=max(filter_.min_urgency - 1, 0),
        category=filter_.category,
        matter=filter_.matter,
        text=filter_.text,
        due_from=due_from,
        due_before=due_before,
        district=filter_.district,
        town=filter_.town,
        lead=filter_.lead_department,
        owner=wording.owner_word(filter_.owner),
        phone=filter_.phone,
        awaited=wording.AWAITED.get(filter_.awaited),
        callback_before=callback_before,
        registered_from=registered_from,
        registered_before=registered_before,
    )


def _owner_violations(owner: case_pb2.Owner) -> list[FieldViolation]:
    kinds = {kind: kind for kind in case_pb2.OwnerKind.values() if kind}
    if owner.kind not in kinds:
        return [enum_violation("filter.owner.kind", owner.kind, kinds, case_pb2.OwnerKind.Name)]
    if (owner.kind == case_pb2.OWNER_KIND_DEPARTMENT) is not bool(owner.department):
        return [FieldViolation("filter.owner.department", "归承办单位的要说明是哪个单位，其他的不写")]
    return []


# Pairs: policy supports the request, the caller was told.
_ANSWER_RESULTS = {
    case_pb2.ANSWER_RESULT_UNSPECIFIED: (True, True),
    case_pb2.ANSWER_RESULT_ANSWERED: (True, True),
    case_pb2.ANSWER_RESULT_REFUSED: (False, True),
    case_pb2.ANSWER_RESULT_NOT_REACHED: (True, False),
}
