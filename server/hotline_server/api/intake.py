"""IntakeService: how calls get in."""

from dataclasses import dataclass
from typing import cast

import grpc
from hotline.v1 import intake_service_pb2, intake_service_pb2_grpc

from hotline_server.api.messages import CaseMessages, call_of
from hotline_server.desk.registration import Registration
from hotline_server.domain.case import Case


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
        answer = self.registration.begin(call_of(request), self._answer).result()
        return cast("intake_service_pb2.RegisterCallResponse", answer)

    def _answer(self, case: Case) -> intake_service_pb2.RegisterCallResponse:
        return intake_service_pb2.RegisterCallResponse(case=self.messages.case(case))
