"""HotIssueService: what many people raise."""

from collections.abc import Sequence
from dataclasses import dataclass

import grpc
from hotline.v1 import hot_issue_service_pb2 as pb
from hotline.v1 import hot_issue_service_pb2_grpc

from hotline_server.api.messages import CaseMessages, designation_of, timestamp
from hotline_server.desk.cases.acts import SkippedCase
from hotline_server.desk.reports.hotspots import Hotspot, Hotspots
from hotline_server.security.identity import current_identity

Context = grpc.ServicerContext


@dataclass(frozen=True)
class HotspotServicer(hot_issue_service_pb2_grpc.HotIssueServiceServicer):
    """Serves HotIssueService."""

    hotspots: Hotspots
    messages: CaseMessages

    def ListHotIssues(self, request: pb.ListHotIssuesRequest, context: Context) -> pb.ListHotIssuesResponse:
        return pb.ListHotIssuesResponse(issues=[_issue(one) for one in self.hotspots.hottest(request.limit)])

    def GetHotIssue(self, request: pb.GetHotIssueRequest, context: Context) -> pb.GetHotIssueResponse:
        issue = self.hotspots.get(request.number)
        return pb.GetHotIssueResponse(issue=_issue(issue), cases=[self.messages.case(case) for case in issue.samples])

    def ListHotIssueCases(self, request: pb.ListHotIssueCasesRequest, context: Context) -> pb.ListHotIssueCasesResponse:
        cases, token = self.hotspots.cases(request.number, request.page_size, request.page_token)
        return pb.ListHotIssueCasesResponse(cases=[self.messages.case(case) for case in cases], next_page_token=token)

    def ReportHotIssue(self, request: pb.ReportHotIssueRequest, context: Context) -> pb.ReportHotIssueResponse:
        actor = current_identity().actor_name(request.actor, "actor")
        reported, left = self.hotspots.report(request.number, actor, request.reason, request.question)
        return pb.ReportHotIssueResponse(reported=reported, left=_left(left))

    def InstructHotIssue(self, request: pb.InstructHotIssueRequest, context: Context) -> pb.InstructHotIssueResponse:
        actor = current_identity().actor_name(request.actor, "actor")
        instructed, left = self.hotspots.instruct(
            request.number, actor, request.instruction, designation_of(request.designation)
        )
        return pb.InstructHotIssueResponse(instructed=instructed, left=_left(left))


def _left(left: Sequence[SkippedCase]) -> list[pb.LeftCase]:
    return [pb.LeftCase(number=one.number, reason=one.reason) for one in left]


def _issue(issue: Hotspot) -> pb.HotIssue:
    return pb.HotIssue(
        number=issue.number,
        title=issue.title,
        place=issue.place,
        phrases=issue.phrases,
        cases=issue.cases,
        people=issue.hotness.people,
        open_cases=issue.open_cases,
        awaiting_instruction=issue.awaiting,
        hotness=issue.hotness.score,
        parts=[
            pb.HotnessPart(name=part.part.value, points=part.points, most=part.most, because=part.because)
            for part in issue.hotness.parts
        ],
        daily=issue.daily,
        first_at=timestamp(issue.first_at),
        last_at=timestamp(issue.last_at),
    )
