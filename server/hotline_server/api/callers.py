"""CallerService: what callers ask for later, and what follows from a callback."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import grpc
from hotline.v1 import caller_service_pb2 as pb
from hotline.v1 import caller_service_pb2_grpc, case_pb2

from hotline_server.api.fields import enum_value
from hotline_server.api.messages import CaseMessages
from hotline_server.api.requests import context_of, designation_of
from hotline_server.desk.cases.acts import CaseActs, Do
from hotline_server.desk.cases.later_words import LaterWords
from hotline_server.desk.cases.linkage import Linkage
from hotline_server.desk.cases.triage import Triage
from hotline_server.domain.acts import callbacks, callers
from hotline_server.domain.acts.lines import HandoverNotice
from hotline_server.domain.callbacks import Reasonableness
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.parties import Actor, Role
from hotline_server.rulebook.decision import Decision

Context = grpc.ServicerContext

_MEASURES = {number: number for number in pb.CallbackMeasure.values() if number}
_SUPERVISED = {pb.CALLBACK_MEASURE_SECOND_HANDLING: False, pb.CALLBACK_MEASURE_SUPERVISION: True}
_REASONABLENESS = {
    pb.REASONABLENESS_UNSPECIFIED: Reasonableness.NOT_JUDGED,
    pb.REASONABLENESS_REASONABLE: Reasonableness.REASONABLE,
    pb.REASONABLENESS_UNREASONABLE: Reasonableness.UNREASONABLE,
}
_FIELDS_OF = {
    pb.CALLBACK_MEASURE_SECOND_HANDLING: ("designation",),
    pb.CALLBACK_MEASURE_SUPERVISION: ("designation",),
    pb.CALLBACK_MEASURE_ESCALATION: ("question",),
    pb.CALLBACK_MEASURE_EXPLANATION: ("means", "wording"),
    pb.CALLBACK_MEASURE_HANDOVER: ("reason_code", "line", "told", "connected"),
}
"""Fields of a judgement that only some measures have."""


@dataclass(frozen=True)
class CallerServicer(caller_service_pb2_grpc.CallerServiceServicer):
    """Servicer for CallerService."""

    case_acts: CaseActs
    triage: Triage
    linkage: Linkage
    later_words: LaterWords
    messages: CaseMessages

    def LeaveAnswerInWriting(
        self, request: pb.LeaveAnswerInWritingRequest, context: Context
    ) -> pb.LeaveAnswerInWritingResponse:
        def leave(file: CaseFile, actor: Actor, now: datetime) -> None:
            callbacks.leave_in_writing(file, actor, now, request.call_id, request.means, request.content)

        return pb.LeaveAnswerInWritingResponse(case=self._act(request.context, leave))

    def JudgeCallback(self, request: pb.JudgeCallbackRequest, context: Context) -> pb.JudgeCallbackResponse:
        measure = enum_value("measure", request.measure, _MEASURES, pb.CallbackMeasure.Name)
        held = enum_value("reasonableness", request.reasonableness, _REASONABLENESS, pb.Reasonableness.Name)
        _check_fields(request, measure)
        if measure in _SUPERVISED:
            case = self.triage.handle_again(
                context_of(request.context),
                designation_of(request.designation),
                request.reason,
                supervised=_SUPERVISED[measure],
            )
            return pb.JudgeCallbackResponse(case=self.messages.case(case))
        if measure == pb.CALLBACK_MEASURE_HANDOVER:
            target, notice = context_of(request.context), HandoverNotice(request.told, request.connected)
            case = self.linkage.hand_over_result(
                target, request.reason_code, request.line, notice, request.reason, held
            )
            return pb.JudgeCallbackResponse(case=self.messages.case(case))

        def judge(file: CaseFile, actor: Actor, now: datetime) -> None:
            if measure == pb.CALLBACK_MEASURE_ESCALATION:
                callbacks.escalate_result(file, actor, now, request.reason, request.question, held)
            else:
                callbacks.explain_result(file, actor, now, request.reason, request.means, request.wording, held)

        return pb.JudgeCallbackResponse(case=self._act(request.context, judge))

    def WithdrawRequest(self, request: pb.WithdrawRequestRequest, context: Context) -> pb.WithdrawRequestResponse:
        case = self._act(
            request.context,
            lambda file, actor, now: callers.withdraw_request(file, actor, now, request.call_id, request.reason),
        )
        return pb.WithdrawRequestResponse(case=case)

    def RevokeWithdrawal(self, request: pb.RevokeWithdrawalRequest, context: Context) -> pb.RevokeWithdrawalResponse:
        def revoke(file: CaseFile, actor: Actor, now: datetime) -> None:
            told = partial(self.case_acts.cases.is_told, file.number)
            callers.revoke_withdrawal(file, actor, now, request.call_id, request.reason, told)

        return pb.RevokeWithdrawalResponse(case=self._act(request.context, revoke))

    def WaiveReply(self, request: pb.WaiveReplyRequest, context: Context) -> pb.WaiveReplyResponse:
        case = self._act(
            request.context,
            lambda file, actor, now: callers.waive_reply(file, actor, now, request.call_id, request.reason),
        )
        return pb.WaiveReplyResponse(case=case)

    def UrgeCase(self, request: pb.UrgeCaseRequest, context: Context) -> pb.UrgeCaseResponse:
        return pb.UrgeCaseResponse(case=self._say(request, self.later_words.urge))

    def SupplementCase(self, request: pb.SupplementCaseRequest, context: Context) -> pb.SupplementCaseResponse:
        return pb.SupplementCaseResponse(case=self._say(request, self.later_words.supplement))

    def ReopenCase(self, request: pb.ReopenCaseRequest, context: Context) -> pb.ReopenCaseResponse:
        def reopen(file: CaseFile, actor: Actor, now: datetime) -> None:
            told = partial(self.case_acts.cases.is_told, file.number)
            callers.reopen(file, actor, now, request.call_id, request.reason, told)

        heeding = self.later_words.heeding(request.call_id, request.reason, reopen)
        return pb.ReopenCaseResponse(case=self._act_on_caller(request.context, heeding, request.call_id))

    def _say(
        self, request: pb.UrgeCaseRequest | pb.SupplementCaseRequest, record: Callable[..., Decision | None]
    ) -> case_pb2.Case:
        return self._act_on_caller(
            request.context,
            lambda file, actor, now: record(file, actor, now, request.call_id, request.text, attended=request.attended),
            request.call_id,
        )

    def _act(self, context: case_pb2.ActContext, do: Do) -> case_pb2.Case:
        return self.messages.case(self.case_acts.act(context_of(context), Role.DESK, do))

    def _act_on_caller(self, context: case_pb2.ActContext, do: Do, call_id: int) -> case_pb2.Case:
        """Perform an act by which the caller's own case may change as well."""
        return self.messages.case(self.case_acts.act(context_of(context), Role.DESK, do, call_id=call_id))


def _check_fields(request: pb.JudgeCallbackRequest, measure: pb.CallbackMeasure.ValueType) -> None:
    """Refuse what another measure would have recorded and this one would drop, and what contradicts the measure."""
    given = {one.name for one, value in request.ListFields() if one.name != "designation" or value.ByteSize()}
    others = [name for names in _FIELDS_OF.values() for name in names if name not in _FIELDS_OF[measure]]
    violations = [FieldViolation(name, "这样处理不用填写这一项") for name in dict.fromkeys(others) if name in given]
    if measure in _SUPERVISED and request.reasonableness == pb.REASONABLENESS_UNREASONABLE:
        violations.append(FieldViolation("reasonableness", "认为不合理的，解释说明或者报送领导，不再次办理"))
    if violations:
        raise InvalidFieldsError(violations)
