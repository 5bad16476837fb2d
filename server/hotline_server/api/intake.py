"""IntakeService: how calls get in."""

from dataclasses import dataclass

import grpc
from hotline.v1 import intake_service_pb2, intake_service_pb2_grpc

from hotline_server.api.messages import CaseMessages, call_of
from hotline_server.desk.registration import Registration


@dataclass(frozen=True)
class IntakeServicer(intake_service_pb2_grpc.IntakeServiceServicer):
    """Serves IntakeService."""

    registration: Registration
    messages: CaseMessages

    def RegisterCall(
        self,
        request: intake_service_pb2.RegisterCallRequest,
        context: grpc.ServicerContext,
    ) -> intake_service_pb2.RegisterCallResponse:
        case = self.registration.register(call_of(request))
        return intake_service_pb2.RegisterCallResponse(case=self.messages.case(case))
