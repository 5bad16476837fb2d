"""AnnouncementService: public data."""

from collections.abc import Iterator
from dataclasses import dataclass

import grpc
from hotline.v1 import announcement_service_pb2 as pb
from hotline.v1 import announcement_service_pb2_grpc

from hotline_server.api.announcement_states import STATES
from hotline_server.api.chunks import CHUNK, chunks_of
from hotline_server.api.fields import enum_value, timestamp
from hotline_server.desk.days import days_of
from hotline_server.desk.reports.announcements import Announcements
from hotline_server.desk.reports.open_data import OpenData
from hotline_server.domain.announcement import Announcement
from hotline_server.domain.announcement_state import AnnouncementState
from hotline_server.reports.announcements import as_csv, as_markdown, as_page
from hotline_server.security.identity import current_identity

Context = grpc.ServicerContext
_STATE_NUMBERS = {state: number for number, state in STATES.items()}
_WRITERS = {pb.ANNOUNCEMENT_FORMAT_HTML: as_page, pb.ANNOUNCEMENT_FORMAT_MARKDOWN: as_markdown}


@dataclass(frozen=True)
class AnnouncementServicer(announcement_service_pb2_grpc.AnnouncementServiceServicer):
    """Servicer for AnnouncementService."""

    announcing: Announcements
    open_data: OpenData

    def DraftAnnouncement(self, request: pb.DraftAnnouncementRequest, context: Context) -> pb.DraftAnnouncementResponse:
        actor = current_identity().actor_name(request.actor, "actor")
        return pb.DraftAnnouncementResponse(announcement=_message(self.announcing.draft(request.number, actor)))

    def UpdateAnnouncement(
        self, request: pb.UpdateAnnouncementRequest, context: Context
    ) -> pb.UpdateAnnouncementResponse:
        actor = current_identity().actor_name(request.actor, "actor")
        texts = {"title": request.title, "question": request.question, "result": request.result}
        changed = self.announcing.update(request.id, request.etag, actor, texts)
        return pb.UpdateAnnouncementResponse(announcement=_message(changed))

    def ReleaseAnnouncement(
        self, request: pb.ReleaseAnnouncementRequest, context: Context
    ) -> pb.ReleaseAnnouncementResponse:
        actor = current_identity().actor_name(request.actor, "actor")
        released = self.announcing.release(request.id, request.etag, actor, frozenset(request.confirmed))
        return pb.ReleaseAnnouncementResponse(announcement=_message(released))

    def WithdrawAnnouncement(
        self, request: pb.WithdrawAnnouncementRequest, context: Context
    ) -> pb.WithdrawAnnouncementResponse:
        actor = current_identity().actor_name(request.actor, "actor")
        withdrawn = self.announcing.withdraw(request.id, request.etag, actor, request.reason)
        return pb.WithdrawAnnouncementResponse(announcement=_message(withdrawn))

    def ListAnnouncements(self, request: pb.ListAnnouncementsRequest, context: Context) -> pb.ListAnnouncementsResponse:
        states = {pb.ANNOUNCEMENT_STATE_UNSPECIFIED: None, **STATES}
        state = enum_value("state", request.state, states, pb.AnnouncementState.Name)
        found, token = self.announcing.find(state, request.page_size, request.page_token)
        return pb.ListAnnouncementsResponse(announcements=[_message(one) for one in found], next_page_token=token)

    def ExportAnnouncements(
        self, request: pb.ExportAnnouncementsRequest, context: Context
    ) -> Iterator[pb.ExportAnnouncementsResponse]:
        write = enum_value("format", request.format, _WRITERS, pb.AnnouncementFormat.Name)
        days = days_of(request.first_day, request.last_day)
        for chunk in chunks_of(write(self.announcing.released(days), days.first, days.last)):
            yield pb.ExportAnnouncementsResponse(chunk=chunk)

    def ExportOpenData(
        self, request: pb.ExportOpenDataRequest, context: Context
    ) -> Iterator[pb.ExportOpenDataResponse]:
        chunk = b""
        for line in as_csv(self.open_data.registered_on(days_of(request.first_day, request.last_day))):
            chunk += line
            if len(chunk) >= CHUNK:
                yield pb.ExportOpenDataResponse(chunk=chunk)
                chunk = b""
        yield pb.ExportOpenDataResponse(chunk=chunk)


def _message(announcement: Announcement) -> pb.Announcement:
    return pb.Announcement(
        id=announcement.id,
        etag=str(announcement.version),
        number=announcement.number,
        state=_STATE_NUMBERS[announcement.state],
        title=announcement.title,
        question=announcement.question,
        result=announcement.result,
        department=announcement.department,
        drafted_by=announcement.drafted_by,
        updated_at=timestamp(announcement.updated_at),
        released_by=announcement.released_by,
        released_at=timestamp(announcement.released_at) if announcement.released_at else None,
        withdrawal_reason=announcement.withdrawn_because,
        suspicious_words=announcement.suspicious_words if announcement.state is AnnouncementState.DRAFT else (),
    )
