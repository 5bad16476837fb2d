"""ArchiveService: archived cases."""

import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import grpc
from google.protobuf.json_format import MessageToJson
from hotline.v1 import archive_service_pb2 as pb
from hotline.v1 import archive_service_pb2_grpc

from hotline_server.api import wording
from hotline_server.api.attachments import attachment_message
from hotline_server.api.fields import enum_value, timestamp
from hotline_server.api.messages import CaseMessages
from hotline_server.desk.days import days_between
from hotline_server.desk.records.archive import Archive
from hotline_server.desk.records.slips import Slips
from hotline_server.domain.archive import ArchivedCase, ArchiveQuery
from hotline_server.domain.attachment import Attachment
from hotline_server.domain.case import Case
from hotline_server.domain.log import LogEntry
from hotline_server.reports.as_html import as_html
from hotline_server.reports.dossier import dossier_document
from hotline_server.reports.rendering import render
from hotline_server.reports.slips import slip_document
from hotline_server.security.access import Visibility
from hotline_server.security.view import View

Context = grpc.ServicerContext
CHUNK = 256 * 1024
COVER = "封面.pdf"
STAFF = View(Visibility.STAFF)
_RETENTIONS = {pb.RETENTION_PERIOD_UNSPECIFIED: None, **wording.RETENTIONS}


@dataclass(frozen=True)
class ArchiveServicer(archive_service_pb2_grpc.ArchiveServiceServicer):
    """Servicer for ArchiveService."""

    archive: Archive
    messages: CaseMessages
    slips: Slips

    def SearchArchive(self, request: pb.SearchArchiveRequest, context: Context) -> pb.SearchArchiveResponse:
        sealed_from, sealed_before = days_between(request.first_day, request.last_day)
        query = ArchiveQuery(
            text=request.text,
            district=request.district,
            matter=request.matter,
            lead=request.lead_department,
            retention=enum_value("retention_period", request.retention_period, _RETENTIONS, pb.RetentionPeriod.Name),
            sealed_from=sealed_from,
            sealed_before=sealed_before,
        )
        found, token = self.archive.find(query, request.page_size, request.page_token)
        return pb.SearchArchiveResponse(archived_cases=[_archived(one) for one in found], next_page_token=token)

    def ExportArchivedCase(
        self, request: pb.ExportArchivedCaseRequest, context: Context
    ) -> Iterator[pb.ExportArchivedCaseResponse]:
        archived = self.archive.get(request.number)
        case, log, attachments = self.archive.content(request.number)
        masked = self.messages.masking.case(case, STAFF)
        masked_log = self.messages.masking.log(case, log, STAFF)
        cover = render(
            dossier_document(masked, masked_log, attachments, self.slips.of_case(case), archived.retention.value), "pdf"
        )
        with tempfile.TemporaryFile() as file:
            self.archive.copy(archived, file, {COVER: cover})
            file.seek(0)
            while chunk := file.read(CHUNK):
                yield pb.ExportArchivedCaseResponse(chunk=chunk)


def case_presenter(
    messages: CaseMessages,
    slips: Slips,
) -> Callable[[Case, Sequence[LogEntry], Sequence[Attachment]], dict[str, bytes]]:
    """Return the function that renders a case for its archive file: JSON, HTML, its slips and a list of attachments."""

    def present(case: Case, log: Sequence[LogEntry], attachments: Sequence[Attachment]) -> dict[str, bytes]:
        message = messages.listed(case, log, STAFF)
        # A sealed case must not change, but the caller is erased when retention ends.
        message.ClearField("etag")
        message.call.ClearField("caller")
        masked = messages.masking.case(case, STAFF)
        masked = replace(masked, call=replace(masked.call, name="", organisation="", phone=""))
        issued = slips.of_case(case)
        document = dossier_document(masked, messages.masking.log(case, log, STAFF), attachments, issued)
        listing = [
            json.loads(MessageToJson(attachment_message(one), preserving_proto_field_name=True)) for one in attachments
        ]
        return {
            "case.json": MessageToJson(message, preserving_proto_field_name=True, ensure_ascii=False).encode(),
            "case.html": as_html(document),
            "attachments.json": json.dumps(listing, ensure_ascii=False, indent=2).encode(),
            **{f"slips/{place:03d}.html": as_html(slip_document(one)) for place, one in enumerate(issued, 1)},
        }

    return present


def _archived(archived: ArchivedCase) -> pb.ArchivedCase:
    return pb.ArchivedCase(
        number=archived.number,
        title=archived.title,
        district=archived.district,
        matter=archived.matter,
        lead_department=archived.lead,
        sealed_at=timestamp(archived.sealed_at),
        retention_period=wording.RETENTION_NUMBERS[archived.retention],
        kept_until=f"{archived.kept_until:%Y-%m-%d}" if archived.kept_until else "",
        sequence=archived.sequence,
        seal=archived.seal,
        attachment_count=archived.attachments,
        size_bytes=archived.size,
    )
