"""HotspotService: matters that many callers raise."""

from collections.abc import Sequence
from dataclasses import dataclass

import grpc
from hotline.v1 import hotspot_service_pb2 as pb
from hotline.v1 import hotspot_service_pb2_grpc

from hotline_server.api import wording
from hotline_server.api.fields import timestamp
from hotline_server.api.messages import CaseMessages
from hotline_server.api.requests import designation_of
from hotline_server.desk.cases.acts import SkippedCase
from hotline_server.desk.reports.hotspots import Hotspot, Hotspots
from hotline_server.security.identity import current_identity

Context = grpc.ServicerContext


@dataclass(frozen=True)
class HotspotServicer(hotspot_service_pb2_grpc.HotspotServiceServicer):
    """Servicer for HotspotService."""

    hotspots: Hotspots
    messages: CaseMessages

    def ListHotspots(self, request: pb.ListHotspotsRequest, context: Context) -> pb.ListHotspotsResponse:
        return pb.ListHotspotsResponse(hotspots=[_message(one) for one in self.hotspots.hottest(request.limit)])

    def GetHotspot(self, request: pb.GetHotspotRequest, context: Context) -> pb.GetHotspotResponse:
        hotspot = self.hotspots.get(request.number)
        samples = [self.messages.listed(case) for case in hotspot.samples]
        return pb.GetHotspotResponse(hotspot=_message(hotspot), sample_cases=samples)

    def ListHotspotCases(self, request: pb.ListHotspotCasesRequest, context: Context) -> pb.ListHotspotCasesResponse:
        cases, token = self.hotspots.cases(request.number, request.page_size, request.page_token)
        return pb.ListHotspotCasesResponse(cases=[self.messages.listed(case) for case in cases], next_page_token=token)

    def EscalateHotspot(self, request: pb.EscalateHotspotRequest, context: Context) -> pb.EscalateHotspotResponse:
        actor = current_identity().actor_name(request.actor, "actor")
        escalated, skipped = self.hotspots.escalate(request.number, actor, request.reason, request.question)
        return pb.EscalateHotspotResponse(escalated_case_numbers=escalated, skipped_cases=_skipped(skipped))

    def InstructHotspot(self, request: pb.InstructHotspotRequest, context: Context) -> pb.InstructHotspotResponse:
        actor = current_identity().actor_name(request.actor, "actor")
        instructed, skipped = self.hotspots.instruct(
            request.number, actor, request.instruction, designation_of(request.designation)
        )
        return pb.InstructHotspotResponse(instructed_case_numbers=instructed, skipped_cases=_skipped(skipped))


def _skipped(cases: Sequence[SkippedCase]) -> list[pb.SkippedCase]:
    return [pb.SkippedCase(number=one.number, reason=one.reason) for one in cases]


def _message(hotspot: Hotspot) -> pb.Hotspot:
    return pb.Hotspot(
        number=hotspot.number,
        title=hotspot.title,
        place=hotspot.place,
        phrases=hotspot.phrases,
        case_count=hotspot.cases,
        people_count=hotspot.hotness.people,
        open_case_count=hotspot.open_cases,
        awaiting_instruction_count=hotspot.awaiting,
        hotness=hotspot.hotness.score,
        parts=[
            pb.HotnessPart(
                factor=wording.HOTNESS_FACTOR_NUMBERS[points.part],
                points=points.points,
                max_points=points.max_points,
                explanation=points.because,
            )
            for points in hotspot.hotness.parts
        ],
        daily_case_counts=hotspot.daily,
        first_case_at=timestamp(hotspot.first_at),
        last_case_at=timestamp(hotspot.last_at),
    )
