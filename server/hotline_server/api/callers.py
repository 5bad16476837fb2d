"""CallerService: what callers ask for later, and what follows from a callback."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import grpc
from hotline.v1 import caller_service_pb2 as pb
from hotline.v1 import caller_service_pb2_grpc, case_pb2

from hotline_server.api.fields import enum_value
from hotline_server.api.messages import CaseMessages
from hotline_server.api.requests import context_of, designation_of
from hotline_server.desk.cases.acts import CaseActs
from hotline_server.desk.cases.triage import Triage
from hotline_server.domain.acts import callbacks, callers
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.parties import Actor, Role

Context = grpc.ServicerContext

_MEASURES = {number: number for number in pb.CallbackMeasure.values() if number}
_SUPERVISED = {pb.CALLBACK_MEASURE_SECOND_HANDLING: False, pb.CALLBACK_MEASURE_SUPERVISION: True}


@dataclass(frozen=True)
class CallerServicer(caller_service_pb2_grpc.CallerServiceServicer):
    """Servicer for CallerService."""

    case_acts: CaseActs
    triage: Triage
    messages: CaseMessages

    def LeaveAnswerInWriting(
        self, request: pb.LeaveAnswerInWritingRequest, context: Context
    ) -> pb.LeaveAnswerInWritingResponse:
        def leave(file: CaseFile, actor: Actor, now: datetime) -> None:
            callbacks.leave_in_writing(file, actor, now, request.call_id, request.means, request.content)

        return pb.LeaveAnswerInWritingResponse(case=self._act(request.context, leave))

    def JudgeCallback(self, request: pb.JudgeCallbackRequest, context: Context) -> pb.JudgeCallbackResponse:
        measure = enum_value("measure", request.measure, _MEASURES, pb.CallbackMeasure.Name)
        if measure in _SUPERVISED:
            case = self.triage.handle_again(
                context_of(request.context),
                designation_of(request.designation),
                request.reason,
                supervised=_SUPERVISED[measure],
            )
            return pb.JudgeCallbackResponse(case=self.messages.case(case))

        def judge(file: CaseFile, actor: Actor, now: datetime) -> None:
            if measure == pb.CALLBACK_MEASURE_ESCALATION:
                callbacks.escalate_result(file, actor, now, request.reason, request.question)
            else:
                callbacks.explain_result(file, actor, now, request.reason, request.means, request.wording)

        return pb.JudgeCallbackResponse(case=self._act(request.context, judge))

    def WithdrawRequest(self, request: pb.WithdrawRequestRequest, context: Context) -> pb.WithdrawRequestResponse:
        case = self._act(
            request.context,
            lambda file, actor, now: callers.withdraw_request(file, actor, now, request.call_id, request.reason),
        )
        return pb.WithdrawRequestResponse(case=case)

    def WaiveReply(self, request: pb.WaiveReplyRequest, context: Context) -> pb.WaiveReplyResponse:
        case = self._act(
            request.context,
            lambda file, actor, now: callers.waive_reply(file, actor, now, request.call_id, request.reason),
        )
        return pb.WaiveReplyResponse(case=case)

    def UrgeCase(self, request: pb.UrgeCaseRequest, context: Context) -> pb.UrgeCaseResponse:
        case = self._act(request.context, lambda file, actor, now: callers.urge(file, actor, now, request.text))
        return pb.UrgeCaseResponse(case=case)

    def SupplementCase(self, request: pb.SupplementCaseRequest, context: Context) -> pb.SupplementCaseResponse:
        case = self._act(request.context, lambda file, actor, now: callers.supplement(file, actor, now, request.text))
        return pb.SupplementCaseResponse(case=case)

    def ReopenCase(self, request: pb.ReopenCaseRequest, context: Context) -> pb.ReopenCaseResponse:
        case = self._act(
            request.context,
            lambda file, actor, now: callers.reopen(file, actor, now, request.call_id, request.reason),
        )
        return pb.ReopenCaseResponse(case=case)

    def _act(self, context: case_pb2.ActContext, do: Callable[[CaseFile, Actor, datetime], None]) -> case_pb2.Case:
        return self.messages.case(self.case_acts.act(context_of(context), Role.DESK, do))
