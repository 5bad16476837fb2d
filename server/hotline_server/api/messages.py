"""Between the contract's messages and the domain's records."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from google.protobuf.timestamp_pb2 import Timestamp
from hotline.v1 import case_pb2, case_service_pb2, intake_service_pb2

from hotline_server.api import wording
from hotline_server.desk.cases.acts import Context
from hotline_server.desk.records.masking import Masking
from hotline_server.domain.assignment import Assignment
from hotline_server.domain.call import Call
from hotline_server.domain.case import Case
from hotline_server.domain.case_query import CaseQuery
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.lifecycle import CaseState, allowed
from hotline_server.domain.log import LogEntry
from hotline_server.domain.parties import Answer, Designation
from hotline_server.ground.clock import YEARS, to_micros
from hotline_server.rulebook.book import Policy, RuleBook
from hotline_server.rulebook.decision import Decision
from hotline_server.rulebook.facts import FactValue
from hotline_server.security.identity import current_identity
from hotline_server.security.view import View, current_view

Number = TypeVar("Number", bound=int)


def call_of(request: intake_service_pb2.RegisterCallRequest) -> Call:
    """The call in a request.

    Raises:
        InvalidFieldsError: no call, an enum value that is none, or a time that is none.
    """
    if not request.HasField("call"):
        raise InvalidFieldsError([FieldViolation("call", "缺少来电内容")])
    call = request.call
    violations: list[FieldViolation] = []
    channel = _word("call.channel", call.channel, wording.CHANNELS, "Channel", violations)
    request_type = _word("call.request_type", call.request_type, wording.REQUEST_TYPES, "RequestType", violations)
    received_at = moment_in("call.received_at", call, "received_at", violations)
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
        channel=channel,
        request_type=request_type,
        district=call.district,
        address=call.address,
        operator=call.operator,
        telephony_call_id=call.telephony_call_id,
        marked_urgent=call.marked_urgent,
        follows=call.follows,
        recording=call.recording,
    )


def context_of(context: case_pb2.ActContext) -> Context:
    """Which case an act is meant for, and who acts.

    Raises:
        InvalidFieldsError: whoever sent it may not act in that name.
    """
    return Context(context.number, context.etag, current_identity().actor_name(context.actor, "context.actor"))


def designation_of(designation: case_pb2.Designation) -> Designation:
    """Who shall handle a case."""
    return Designation(
        designation.lead,
        tuple(designation.cohandlers),
        designation.deadline_working_days,
        designation.may_answer,
    )


def answer_of(answer: case_pb2.Answer, case: Case | None = None) -> Answer:
    """What a caller is told; without a call id, the only caller of ``case``."""
    only = case.callers[0].call_id if case and len(case.callers) == 1 else 0
    return Answer(
        call_id=answer.call_id or only,
        means=answer.means,
        content=answer.content,
        policy=answer.policy_id,
        supported=not answer.refused,
        given=not answer.unreachable,
    )


def query_of(filter_: case_service_pb2.CaseFilter) -> CaseQuery:
    """What a filter asks for.

    Raises:
        InvalidFieldsError: an enum value or a time that is none.
    """
    violations: list[FieldViolation] = []
    for number in filter_.states:
        if number not in wording.STATES:
            violations.append(_unknown("filter.states", number, "CaseState"))
    for outcome in filter_.outcomes:
        if outcome not in wording.OUTCOMES:
            violations.append(_unknown("filter.outcomes", outcome, "Outcome"))
    if filter_.min_urgency not in case_pb2.Urgency.values():
        violations.append(_unknown("filter.min_urgency", filter_.min_urgency, "Urgency"))
    registered_from = moment_in("filter.registered_from", filter_, "registered_from", violations)
    registered_before = moment_in("filter.registered_before", filter_, "registered_before", violations)
    if violations:
        raise InvalidFieldsError(violations)
    return CaseQuery(
        states=tuple(wording.STATES[number].name for number in filter_.states),
        outcomes=tuple(wording.OUTCOMES[number].name for number in filter_.outcomes),
        min_urgency=max(filter_.min_urgency - 1, 0),
        category=filter_.category,
        district=filter_.district,
        lead=filter_.lead,
        owner=filter_.owner,
        phone=filter_.phone,
        registered_from=registered_from,
        registered_before=registered_before,
    )


@dataclass(frozen=True, slots=True)
class CaseMessages:
    """Makes the contract's messages out of cases."""

    phones: Mapping[str, str]
    book: Callable[[], RuleBook]
    masking: Masking

    def case(self, case: Case, log: Sequence[LogEntry] = (), view: View | None = None) -> case_pb2.Case:
        """A case, with its log where it was read, as far as it may be seen.

        Args:
            case: all of it.
            log: all that was read.
            view: whose eyes it is for; of whoever sent the rpc that this thread answers, if not given.
        """
        view = view or current_view()
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
            owner=case.owner,
            next_due=_optional(case.next_due),
            assignments=[_assignment(assignment) for assignment in case.assignments],
            callers=[case_pb2.CallerEntry(call_id=c.call_id, answered=c.answered) for c in case.callers],
            allowed_acts=[act.name for act in allowed(case.state)],
        )

    def decision(self, decision: Decision, decided_at: datetime) -> case_pb2.Decision:
        """A decision and when it was made, UTC."""
        policy = self.book().policies.get(decision.policy)
        return case_pb2.Decision(
            outcome=wording.OUTCOME_NUMBERS[decision.outcome],
            lead=self._department(decision.lead) if decision.lead else None,
            cohandlers=[self._department(name) for name in decision.cohandlers],
            urgency=wording.URGENCY_NUMBERS[decision.urgency],
            deadline_working_days=decision.deadline_days,
            policy=policy_message(policy) if policy else None,
            reasons=decision.reasons,
            rule_ids=decision.rules,
            rule_book_version=decision.book_version,
            facts=[case_pb2.Fact(name=name, value=_text(value)) for name, value in decision.facts.items()],
            decided_at=timestamp(decided_at),
        )

    def _department(self, name: str) -> case_pb2.DepartmentRef:
        return case_pb2.DepartmentRef(name=name, phone=self.phones.get(name, ""))


def entry_message(entry: LogEntry) -> case_pb2.LogEntry:
    """A log entry."""
    return case_pb2.LogEntry(
        sequence=entry.sequence,
        at=timestamp(entry.at),
        actor=entry.actor,
        role=entry.role,
        act=entry.act,
        reason=entry.reason,
        from_state=_state(entry.from_state),
        to_state=_state(entry.to_state),
        department=entry.department,
        details=entry.details,
        position=entry.position,
        case_number=entry.case_number,
    )


def _state(name: str) -> case_pb2.CaseState.ValueType:
    return wording.STATE_NUMBERS[CaseState[name]] if name else case_pb2.CASE_STATE_UNSPECIFIED


def _assignment(assignment: Assignment) -> case_pb2.Assignment:
    return case_pb2.Assignment(
        number=assignment.number,
        department=assignment.department,
        leads=assignment.leads,
        state=wording.ASSIGNMENT_STATE_NUMBERS[assignment.state],
        issued_at=timestamp(assignment.issued_at),
        working_days=assignment.days,
        deadline=timestamp(assignment.deadline),
        provisional=assignment.provisional,
        limit=timestamp(assignment.limit),
        accept_by=timestamp(assignment.accept_by),
        accepted_at=_optional(assignment.accepted_at),
        replied_at=_optional(assignment.replied_at),
        reply=assignment.reply,
        extension_days=assignment.extension_days,
        extension_reason=assignment.extension_reason,
        extensions=assignment.extended,
        reworks=assignment.reworks,
        supervisions=assignment.supervisions,
        progress_by=_optional(assignment.progress_by),
        may_answer=assignment.may_answer,
    )


def _optional(moment: datetime | None) -> Timestamp | None:
    return None if moment is None else timestamp(moment)


def call_message(call: Call) -> case_pb2.Call:
    """A call."""
    return case_pb2.Call(
        caller=case_pb2.Caller(
            name=call.name,
            organisation=call.organisation,
            phone=call.phone,
            confidential=call.confidential,
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
    )


def policy_message(policy: Policy) -> case_pb2.PolicyAnswer:
    """A policy."""
    return case_pb2.PolicyAnswer(id=policy.id, title=policy.title, source=policy.source, answer=policy.answer)


def _text(value: FactValue) -> str:
    if isinstance(value, tuple):
        return "、".join(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)


def timestamp(moment: datetime) -> Timestamp:
    """A moment, UTC."""
    seconds, micros = divmod(to_micros(moment), 1_000_000)
    return Timestamp(seconds=seconds, nanos=micros * 1000)


def moment_in(path: str, message: Any, field: str, violations: list[FieldViolation]) -> datetime | None:
    """The moment in a field of a message; ``None`` where it is not set, or is none, which ``violations`` then say."""
    if not message.HasField(field):
        return None
    try:
        moment: datetime = getattr(message, field).ToDatetime(UTC)
    except (ValueError, OverflowError):
        violations.append(FieldViolation(path, "不是有效的时间"))
        return None
    if moment.year not in YEARS:
        violations.append(FieldViolation(path, f"年份要在 {YEARS.start} 到 {YEARS.stop - 1} 之间"))
        return None
    return moment


def _word(path: str, number: Number, words: Mapping[Number, str], enum: str, violations: list[FieldViolation]) -> str:
    if number not in words:
        violations.append(_unknown(path, number, enum))
    return words.get(number, "")


def _unknown(path: str, number: int, enum: str) -> FieldViolation:
    names = case_pb2.DESCRIPTOR.enum_types_by_name[enum].values_by_name
    return FieldViolation(path, f"没有 {number} 这个取值,可用:{'、'.join(names)}")
