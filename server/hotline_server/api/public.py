"""PublicService: what callers see and say on the city's website."""

from dataclasses import dataclass, replace

import grpc
from hotline.v1 import case_pb2, public_service_pb2_grpc
from hotline.v1 import public_service_pb2 as pb

from hotline_server.api.fields import enum_value, timestamp
from hotline_server.desk.cases.judgements import DISSATISFIED, SATISFIED, UNRESOLVED, Judgement
from hotline_server.desk.cases.linked_reading import LinkedReading
from hotline_server.desk.cases.public_reading import CallerAct, CallerSays, PublicReading
from hotline_server.desk.reports.announcements import Announcements
from hotline_server.domain.announcement import Announcement
from hotline_server.domain.announcement_state import AnnouncementState
from hotline_server.domain.survey import SurveyAnswer

Context = grpc.ServicerContext
_ACTS = {pb.CallerAct.Value(f"CALLER_ACT_{act.name}"): act for act in CallerAct}
_ACT_NUMBERS = {act: number for number, act in _ACTS.items()}
_VERDICTS: dict[pb.CallerVerdict.ValueType, Judgement | None] = {
    pb.CALLER_VERDICT_UNSPECIFIED: None,
    pb.CALLER_VERDICT_SATISFIED: SATISFIED,
    pb.CALLER_VERDICT_DISSATISFIED: DISSATISFIED,
    pb.CALLER_VERDICT_UNRESOLVED: UNRESOLVED,
}
_CONTACTED = {
    case_pb2.SURVEY_ANSWER_UNSPECIFIED: SurveyAnswer.NOT_GIVEN,
    case_pb2.SURVEY_ANSWER_YES: SurveyAnswer.YES,
    case_pb2.SURVEY_ANSWER_NO: SurveyAnswer.NO,
    case_pb2.SURVEY_ANSWER_NOT_GIVEN: SurveyAnswer.NOT_GIVEN,
}


@dataclass(frozen=True)
class PublicServicer(public_service_pb2_grpc.PublicServiceServicer):
    """Servicer for PublicService."""

    reading: PublicReading
    linked: LinkedReading
    announcing: Announcements

    def LookUpCall(self, request: pb.LookUpCallRequest, context: Context) -> pb.LookUpCallResponse:
        by_code = not request.link
        shown = self.reading.look_up(request.number, request.code) if by_code else self.linked.look_up(request.link)
        return pb.LookUpCallResponse(
            standing=shown.standing,
            answer=shown.answer,
            acts=[_ACT_NUMBERS[act] for act in shown.acts],
            number=shown.number,
            said=shown.said,
        )

    def RecordCallerWords(self, request: pb.RecordCallerWordsRequest, context: Context) -> pb.RecordCallerWordsResponse:
        judgement = enum_value("verdict", request.verdict, _VERDICTS, pb.CallerVerdict.Name)
        contacted = enum_value("contacted", request.contacted, _CONTACTED, case_pb2.SurveyAnswer.Name)
        says = CallerSays(
            request_id=request.request_id,
            act=enum_value("act", request.act, _ACTS, pb.CallerAct.Name),
            judgement=judgement and replace(judgement, responded=contacted),
            text=request.text,
        )
        if request.link:
            recorded, shown = self.linked.record(request.link, says)
            return pb.RecordCallerWordsResponse(recorded=recorded, standing=shown.standing, said=shown.said)
        recorded, standing = self.reading.record(request.number, request.code, says)
        return pb.RecordCallerWordsResponse(recorded=recorded, standing=standing)

    def ListReleased(self, request: pb.ListReleasedRequest, context: Context) -> pb.ListReleasedResponse:
        found, token = self.announcing.find(AnnouncementState.RELEASED, request.page_size, request.page_token)
        return pb.ListReleasedResponse(matters=[_matter(one) for one in found], next_page_token=token)


def _matter(released: Announcement) -> pb.ReleasedMatter:
    return pb.ReleasedMatter(
        title=released.title,
        question=released.question,
        result=released.result,
        department=released.department,
        released_at=timestamp(released.released_at) if released.released_at else None,
    )
