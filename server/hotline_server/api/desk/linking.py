"""Rpcs that link a case to others: other lines, joined and split cases."""

from hotline.v1 import desk_service_pb2 as pb

from hotline_server.api.desk.rpcs import Context, DeskRpcs
from hotline_server.api.requests import call_of, context_of, designation_of
from hotline_server.desk.cases.splits import Matter
from hotline_server.domain.acts.lines import Acceptance, HandoverNotice


class LinkingRpcs(DeskRpcs):
    """Rpcs that link a case to others: other lines, joined and split cases."""

    def HandOverCase(self, request: pb.HandOverCaseRequest, context: Context) -> pb.HandOverCaseResponse:
        notice = HandoverNotice(request.told, request.connected)
        target = context_of(request.context)
        told = request.record_number or request.accepted_by
        acceptance = Acceptance(request.record_number, request.accepted_by) if told else None
        case = self.linkage.hand_over(target, request.reason_code, request.line, notice, request.remark, acceptance)
        return pb.HandOverCaseResponse(case=self.messages.case(case))

    def GiveCaseBack(self, request: pb.GiveCaseBackRequest, context: Context) -> pb.GiveCaseBackResponse:
        notice = HandoverNotice(request.told, request.connected)
        case = self.linkage.give_back(context_of(request.context), request.reason, notice)
        return pb.GiveCaseBackResponse(case=self.messages.case(case))

    def RecallHandover(self, request: pb.RecallHandoverRequest, context: Context) -> pb.RecallHandoverResponse:
        case = self.linkage.recall(context_of(request.context), request.line, request.reason)
        return pb.RecallHandoverResponse(case=self.messages.case(case))

    def FindSimilarCases(self, request: pb.FindSimilarCasesRequest, context: Context) -> pb.FindSimilarCasesResponse:
        similar = self.joins.similar(request.number, self.clock())
        return pb.FindSimilarCasesResponse(
            similar_cases=[pb.SimilarCase(case=self.messages.listed(item.case), reason=item.reason) for item in similar]
        )

    def JoinCases(self, request: pb.JoinCasesRequest, context: Context) -> pb.JoinCasesResponse:
        case = self.joins.join(context_of(request.context), request.into_number, request.reason)
        return pb.JoinCasesResponse(case=self.messages.case(case))

    def SeparateCase(self, request: pb.SeparateCaseRequest, context: Context) -> pb.SeparateCaseResponse:
        case = self.joins.separate(context_of(request.context), request.reason)
        return pb.SeparateCaseResponse(case=self.messages.case(case))

    def SplitCase(self, request: pb.SplitCaseRequest, context: Context) -> pb.SplitCaseResponse:
        designation = designation_of(request.designation) if request.HasField("designation") else None
        matter = Matter(call_of(request), tuple(request.call_ids), designation, request.attended)
        case = self.splits.split(context_of(request.context), matter, request.reason)
        return pb.SplitCaseResponse(case=self.messages.case(case))
