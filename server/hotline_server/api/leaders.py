"""LeaderService: leaders' instructions."""

from dataclasses import dataclass

import grpc
from hotline.v1 import leader_service_pb2 as pb
from hotline.v1 import leader_service_pb2_grpc

from hotline_server.api.messages import CaseMessages
from hotline_server.api.requests import context_of, designation_of
from hotline_server.desk.cases.queries import CaseQueries
from hotline_server.desk.cases.triage import Triage
from hotline_server.domain.case_query import Awaited, CaseQuery


@dataclass(frozen=True)
class LeaderServicer(leader_service_pb2_grpc.LeaderServiceServicer):
    """Servicer for LeaderService."""

    triage: Triage
    queries: CaseQueries
    messages: CaseMessages

    def ListCasesAwaitingInstruction(
        self,
        request: pb.ListCasesAwaitingInstructionRequest,
        context: grpc.ServicerContext,
    ) -> pb.ListCasesAwaitingInstructionResponse:
        page = self.queries.page(CaseQuery(awaited=Awaited.INSTRUCTION), request.page_size, request.page_token)
        cases = [self.messages.listed(case) for case in page.cases]
        return pb.ListCasesAwaitingInstructionResponse(cases=cases, next_page_token=page.next_token)

    def GiveInstruction(
        self,
        request: pb.GiveInstructionRequest,
        context: grpc.ServicerContext,
    ) -> pb.GiveInstructionResponse:
        case = self.triage.instruct(
            context_of(request.context), designation_of(request.designation), request.instruction
        )
        return pb.GiveInstructionResponse(case=self.messages.case(case))
