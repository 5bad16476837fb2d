"""DelegationService: departments' acts on what they delegate to units below."""

from dataclasses import dataclass

import grpc
from hotline.v1 import delegation_service_pb2 as pb
from hotline.v1 import delegation_service_pb2_grpc, desk_service_pb2

from hotline_server.api.department_acts import DepartmentActs
from hotline_server.api.fields import enum_value
from hotline_server.api.time_limits import limit_of
from hotline_server.desk.cases.delegation import Delegation
from hotline_server.domain.acts import delegation

Context = grpc.ServicerContext

_RULINGS = {
    desk_service_pb2.OBJECTION_RULING_UPHELD: delegation.uphold_objection,
    desk_service_pb2.OBJECTION_RULING_REFUSED: delegation.refuse_objection,
}
_GRANTED = {
    desk_service_pb2.EXTENSION_DECISION_GRANTED: True,
    desk_service_pb2.EXTENSION_DECISION_REFUSED: False,
}


@dataclass(frozen=True)
class DelegationServicer(delegation_service_pb2_grpc.DelegationServiceServicer):
    """Servicer for DelegationService."""

    as_department: DepartmentActs
    delegation: Delegation

    def DelegateAssignment(
        self, request: pb.DelegateAssignmentRequest, context: Context
    ) -> pb.DelegateAssignmentResponse:
        limit = limit_of(request.time_limit, "time_limit")

        case = self.as_department.act(
            request,
            lambda file, actor, now: self.delegation.delegate(
                file, actor, now, request.department, request.units, request.reason, limit
            ),
        )
        return pb.DelegateAssignmentResponse(case=case)

    def DecideObjection(self, request: pb.DecideObjectionRequest, context: Context) -> pb.DecideObjectionResponse:
        rule = enum_value("ruling", request.ruling, _RULINGS, desk_service_pb2.ObjectionRuling.Name)
        case = self.as_department.act(
            request, lambda file, actor, now: rule(file, actor, now, request.department, request.unit, request.reason)
        )
        return pb.DecideObjectionResponse(case=case)

    def DecideUnitExtension(
        self, request: pb.DecideUnitExtensionRequest, context: Context
    ) -> pb.DecideUnitExtensionResponse:
        granted = enum_value("decision", request.decision, _GRANTED, desk_service_pb2.ExtensionDecision.Name)
        case = self.as_department.act(
            request,
            lambda file, actor, now: delegation.decide_extension(
                file, actor, now, request.department, request.unit, request.reason, consent=granted
            ),
        )
        return pb.DecideUnitExtensionResponse(case=case)

    def TakeOverReply(self, request: pb.TakeOverReplyRequest, context: Context) -> pb.TakeOverReplyResponse:
        case = self.as_department.act(
            request,
            lambda file, actor, now: delegation.take_over_reply(
                file, actor, now, request.department, request.unit, request.remark
            ),
        )
        return pb.TakeOverReplyResponse(case=case)

    def ReturnReply(self, request: pb.ReturnReplyRequest, context: Context) -> pb.ReturnReplyResponse:
        limit = limit_of(request.time_limit, "time_limit")
        case = self.as_department.act(
            request,
            lambda file, actor, now: delegation.return_reply(
                file, actor, now, request.department, request.unit, request.requirements, limit
            ),
        )
        return pb.ReturnReplyResponse(case=case)

    def SuperviseUnit(self, request: pb.SuperviseUnitRequest, context: Context) -> pb.SuperviseUnitResponse:
        limit = limit_of(request.time_limit, "time_limit")
        case = self.as_department.act(
            request,
            lambda file, actor, now: delegation.supervise_unit(
                file, actor, now, request.department, request.unit, request.reason, limit
            ),
        )
        return pb.SuperviseUnitResponse(case=case)

    def ChangeLimit(self, request: pb.ChangeLimitRequest, context: Context) -> pb.ChangeLimitResponse:
        limit = limit_of(request.time_limit, "time_limit")
        case = self.as_department.act(
            request,
            lambda file, actor, now: delegation.change_limit(
                file, actor, now, request.department, request.unit, request.reason, limit
            ),
        )
        return pb.ChangeLimitResponse(case=case)

    def RecallAssignment(self, request: pb.RecallAssignmentRequest, context: Context) -> pb.RecallAssignmentResponse:
        case = self.as_department.act(
            request,
            lambda file, actor, now: delegation.recall(
                file, actor, now, request.department, request.unit, request.reason
            ),
        )
        return pb.RecallAssignmentResponse(case=case)
