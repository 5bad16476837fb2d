"""Conversion between the contract's messages and domain objects."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from hotline.v1 import case_pb2, case_service_pb2, intake_service_pb2

from hotline_server.api import wording
from hotline_server.api.fields import enum_value, enum_violation, optional_timestamp, timestamp, timestamp_value
from hotline_server.api.promises import promise_message, standstill_message
from hotline_server.api.time_limits import time_limit_message, time_limit_of
from hotline_server.desk.cases.acts import Context
from hotline_server.desk.records.masking import Masking
from hotline_server.desk.records.permitted_acts import permitted_acts
from hotline_server.domain.alarms import Alarm
from hotline_server.domain.assignment import Assignment
from hotline_server.domain.call import Call
from hotline_server.domain.case import Case
from hotline_server.domain.case_query import CaseQuery
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.end_proposal import EndProposal
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.leader_question import LeaderQuestion
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.permissions import Permission
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.log import LogEntry
from hotline_server.domain.open_question import OpenQuestion, QuestionReply
from hotline_server.domain.parties import Answer, CallerEntry, Designation, Role
from hotline_server.domain.places import Coordinates
from hotline_server.domain.survey import Survey, SurveyAnswer, parse_survey
from hotline_server.ground.clock import Clock
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import Decision, Suggestion
from hotline_server.rulebook.ends import EndReason
from hotline_server.rulebook.facts import FactValue
from hotline_server.rulebook.policy import Policy
from hotline_server.security.identity import current_identity
from hotline_server.security.view import View, current_view
from hotline_server.text.facts import PolicyReading


def call_of(request: intake_service_pb2.RegisterCallRequest) -> Call:
    """Convert a request to a call.

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
        request_id=request.request_id,
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


def answer_of(answer: case_pb2.Answer, callers: Sequence[CallerEntry] = ()) -> Answer:
    """Convert an answer; without a call id it is for the only one of the callers.

    Raises:
        InvalidFieldsError: if the result is an unknown enum value.
    """
    supported, given = enum_value("answer.result", answer.result, _ANSWER_RESULTS, case_pb2.AnswerResult.Name)
    return Answer(
        call_id=answer.call_id or only_call(callers),
        means=answer.means,
        content=answer.content,
        policy=answer.policy_id,
        supported=supported,
        given=given,
    )


def only_call(callers: Sequence[CallerEntry]) -> int:
    """Return the id of the only call of a case, or 0, which is no call's, if there are several."""
    return callers[0].call_id if len(callers) == 1 else 0


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
    registered_from = timestamp_value("filter.registered_from", filter_, "registered_from", violations)
    registered_before = timestamp_value("filter.registered_before", filter_, "registered_before", violations)
    if violations:
        raise InvalidFieldsError(violations)
    return CaseQuery(
        states=tuple(wording.STATES[number].name for number in filter_.states),
        outcomes=tuple(wording.OUTCOMES[number].name for number in filter_.outcomes),
        min_urgency=max(filter_.min_urgency - 1, 0),
        category=filter_.category,
        district=filter_.district,
        town=filter_.town,
        lead=filter_.lead_department,
        owner=wording.owner_word(filter_.owner),
        phone=filter_.phone,
        awaited=wording.AWAITED.get(filter_.awaited),
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


@dataclass(frozen=True, slots=True)
class CaseMessages:
    """Converter of cases to messages.

    Attributes:
        directory: returns the directory in force.
        book: returns the rule book in force.
        masking: hides what a view may not see.
        clock: returns the current time, UTC.
    """

    directory: Callable[[], Directory]
    book: Callable[[], RuleBook]
    masking: Masking
    clock: Clock

    def case(self, case: Case, log: Sequence[LogEntry] = (), view: View | None = None) -> case_pb2.Case:
        """Convert a case, masked for a view.

        Args:
            case: unmasked case.
            log: unmasked log entries to include.
            view: what the caller may see; the current rpc's by default.
        """
        view = view or current_view()
        offered = permitted_acts(case, view, self.directory(), self.clock())
        log = self.masking.log(case, log, view)
        case = self.masking.case(case, view)
        return case_pb2.Case(
            number=case.number,
            etag=str(case.version),
            state=wording.STATE_NUMBERS[case.state],
            call=call_message(case.call),
            decision=self.decision(case.decision, case.decided_at),
            category=case.category,
            matter=case.matter,
            registered_at=timestamp(case.registered_at),
            updated_at=timestamp(case.updated_at),
            log=[entry_message(entry) for entry in log],
            owner=wording.owner_message(case.owner),
            next_due_at=optional_timestamp(case.next_due),
            assignments=[_assignment(assignment) for assignment in case.assignments],
            callers=map(caller_entry_message, case.callers),
            allowed_acts=map(allowed_act_message, offered),
            location=location_message(case),
            open_question=question_message(case.question) if case.question else None,
            promise=promise_message(case.promise) if case.promise else None,
            leader_question=leader_question_message(case.leader_question) if case.leader_question else None,
            holds=[
                case_pb2.Hold(since=timestamp(one.since), until=optional_timestamp(one.until)) for one in case.holds
            ],
            alarm=alarm_message(case.alarm) if case.alarm else None,
            end_proposal=_end_proposal_message(case.end_proposal) if case.end_proposal else None,
            nuisance=case.nuisance,
            urge_count=case.urges,
            reopen_before=optional_timestamp(case.reopen_by),
            joined_into=case.joined_into,
        )

    def decision(self, decision: Decision, decided_at: datetime) -> case_pb2.Decision:
        """Convert a decision that was made at ``decided_at``, UTC."""
        policy = self.book().policies.get(decision.policy)
        return case_pb2.Decision(
            outcome=wording.OUTCOME_NUMBERS[decision.outcome],
            lead_department=self._department(decision.lead) if decision.lead else None,
            cohandlers=[self._department(name) for name in decision.cohandlers],
            urgency=wording.URGENCY_NUMBERS[decision.urgency],
            deadline_working_days=decision.limit.working_days,
            time_limit=time_limit_message(decision.limit),
            policy=policy_message(policy) if policy else None,
            reasons=decision.reasons,
            rule_ids=decision.rules,
            rule_book_version=decision.book_version,
            reader_version=decision.reader_version,
            facts=[case_pb2.Fact(name=name, value=_text(value)) for name, value in decision.facts.items()],
            decided_at=timestamp(decided_at),
            proposals=self.proposals(decision.proposals),
            asks_back=decision.asks_back,
            suggestions=map(self._suggestion, decision.suggestions),
        )

    def proposals(self, proposals: Sequence[PolicyReading]) -> list[case_pb2.PolicyProposal]:
        """Convert proposals, but for policies that the rule book in force no longer has."""
        policies = self.book().policies
        return [
            case_pb2.PolicyProposal(
                policy=policy_message(policies[one.policy]),
                confidence=one.confidence,
                matched_question=one.question,
                fits=one.fits,
            )
            for one in proposals
            if one.policy in policies
        ]

    def _suggestion(self, suggestion: Suggestion) -> case_pb2.OfficeSuggestion:
        return case_pb2.OfficeSuggestion(
            department=self._department(suggestion.unit),
            confidence=suggestion.confidence,
            matter=suggestion.matter,
            routing_row=suggestion.row,
            by_experience=suggestion.by_experience,
            words=suggestion.words,
        )

    def _department(self, name: str) -> case_pb2.DepartmentRef:
        return case_pb2.DepartmentRef(name=name, phone=self.directory().phone_of(name))


def caller_entry_message(entry: CallerEntry) -> case_pb2.CallerEntry:
    """Convert a call that a case must answer."""
    return case_pb2.CallerEntry(
        call_id=entry.call_id,
        answered=entry.answered,
        wishes_no_reply=entry.wishes_no_reply,
        withdrawn=entry.withdrawn,
        callback=wording.CALLBACK_NUMBERS[entry.callback],
        callback_due_at=optional_timestamp(entry.next_attempt),
        failed_attempts=entry.attempts,
        exemption=entry.exemption,
        handling=entry.handling,
    )


def allowed_act_message(permission: Permission) -> case_pb2.AllowedAct:
    """Convert an act that is allowed, or refused with a reason."""
    return case_pb2.AllowedAct(
        rpc=permission.rpc,
        act=wording.ACT_NUMBERS[permission.act],
        label=permission.act.value,
        department=permission.department,
        allowed=permission.is_allowed,
        reason=permission.reason,
    )


def entry_message(entry: LogEntry) -> case_pb2.LogEntry:
    """Convert a log entry."""
    act = Act[entry.act]
    return case_pb2.LogEntry(
        sequence=entry.sequence,
        at=timestamp(entry.at),
        actor=entry.actor,
        role=wording.ROLE_NUMBERS[Role[entry.role]],
        act=wording.ACT_NUMBERS[act],
        reason=entry.reason,
        from_state=_state(entry.from_state),
        to_state=_state(entry.to_state),
        department=entry.department,
        details=entry.details,
        position=entry.position,
        case_number=entry.case_number,
        survey=_survey(parse_survey(entry.details)) if act is Act.RECORD_SATISFACTION else None,
    )


def _survey(survey: Survey) -> case_pb2.SatisfactionSurvey:
    return case_pb2.SatisfactionSurvey(
        contact=wording.CONTACT_NUMBERS[survey.contact],
        responded=_survey_answer(survey.responded),
        resolved=_survey_answer(survey.resolved),
        satisfied=_survey_answer(survey.satisfied),
    )


def _survey_answer(answer: SurveyAnswer | None) -> case_pb2.SurveyAnswer.ValueType:
    return wording.SURVEY_ANSWER_NUMBERS[answer] if answer else case_pb2.SURVEY_ANSWER_UNSPECIFIED


def _state(name: str) -> case_pb2.CaseState.ValueType:
    return wording.STATE_NUMBERS[CaseState[name]] if name else case_pb2.CASE_STATE_UNSPECIFIED


def _assignment(assignment: Assignment) -> case_pb2.Assignment:
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
    )


def call_message(call: Call) -> case_pb2.Call:
    """Convert a call, with the coordinates that it came with."""
    given = call.coordinates
    return case_pb2.Call(
        caller=case_pb2.Caller(
            name=call.name,
            organisation=call.organisation,
            phone=call.phone,
            confidential=call.confidential,
            wishes_no_reply=call.wishes_no_reply,
        ),
        received_at=timestamp(call.received_at) if call.received_at else None,
        subject=call.subject,
        content=call.content,
        channel=wording.CHANNEL_NUMBERS[call.channel],
        request_type=wording.REQUEST_TYPE_NUMBERS[call.request_type],
        district=call.district,
        address=call.address,
        operator=call.operator,
        telephony_call_id=call.telephony_call_id,
        marked_urgent=call.marked_urgent,
        follows=call.follows,
        recording=call.recording,
        latitude=given.latitude if given else None,
        longitude=given.longitude if given else None,
    )


def location_message(case: Case) -> case_pb2.Location:
    """Convert where a case is."""
    location, source = case.location, case.coordinate_source
    return case_pb2.Location(
        district=location.district,
        town=location.town,
        community=location.community,
        place=location.place,
        address_detail=location.detail,
        latitude=location.latitude,
        longitude=location.longitude,
        coordinate_source=wording.COORDINATE_SOURCE_NUMBERS[source]
        if source
        else case_pb2.COORDINATE_SOURCE_UNSPECIFIED,
    )


def end_reason_message(reason: EndReason) -> case_pb2.EndReason:
    """Convert a reason for which matters end without being handled."""
    outcome = wording.OUTCOME_NUMBERS[reason.outcome]
    return case_pb2.EndReason(code=reason.code, outcome=outcome, title=reason.title, route=reason.route)


def _end_proposal_message(proposal: EndProposal) -> case_pb2.EndProposal:
    return case_pb2.EndProposal(
        department=proposal.department,
        reason_code=proposal.code,
        grounds=proposal.grounds,
        proposed_at=timestamp(proposal.proposed_at),
        due_at=timestamp(proposal.due_at),
    )


def question_message(question: OpenQuestion) -> case_pb2.OpenQuestion:
    """Convert an open question."""
    return case_pb2.OpenQuestion(
        dangers=[
            case_pb2.SuspectedDanger(kind=kind, evidence=question.evidence.get(kind, "")) for kind in question.kinds
        ],
        questions=question.questions,
        asked_at=timestamp(question.asked_at),
        due_at=timestamp(question.due_at),
    )


def leader_question_message(question: LeaderQuestion) -> case_pb2.LeaderQuestion:
    """Convert a question to a leader."""
    return case_pb2.LeaderQuestion(
        asked_at=timestamp(question.asked_at),
        asked=[case_pb2.AskedLeader(by=one.by, words=one.words, at=timestamp(one.at)) for one in question.asked],
        reminder_count=question.reminders,
        reminded_at=optional_timestamp(question.reminded_at),
    )


def alarm_message(alarm: Alarm) -> case_pb2.Alarm:
    """Convert an alarm."""
    return case_pb2.Alarm(level=alarm.level, post=alarm.post, told=alarm.told, at=timestamp(alarm.at))


def policy_message(policy: Policy) -> case_pb2.PolicyAnswer:
    """Convert a policy."""
    return case_pb2.PolicyAnswer(id=policy.id, title=policy.title, source=policy.source, answer=policy.answer)


def _text(value: FactValue) -> str:
    if isinstance(value, tuple):
        return "、".join(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)


# Pairs: policy supports the request, the caller was told.
_ANSWER_RESULTS = {
    case_pb2.ANSWER_RESULT_UNSPECIFIED: (True, True),
    case_pb2.ANSWER_RESULT_ANSWERED: (True, True),
    case_pb2.ANSWER_RESULT_REFUSED: (False, True),
    case_pb2.ANSWER_RESULT_NOT_REACHED: (True, False),
}
