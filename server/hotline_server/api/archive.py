"""ArchiveService: what belongs to cases, and what is kept of them."""

import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from threading import Timer

import grpc
from google.protobuf.json_format import MessageToJson
from hotline.v1 import archive_service_pb2 as pb
from hotline.v1 import archive_service_pb2_grpc

from hotline_server.api.attachment_kinds import KINDS
from hotline_server.api.messages import CaseMessages, timestamp
from hotline_server.desk.cases.attachments import Attachments, Upload
from hotline_server.desk.days import days_between
from hotline_server.desk.records.archive import Archive
from hotline_server.domain.archive import ArchivedCase, ArchiveQuery
from hotline_server.domain.attachment import Attachment
from hotline_server.domain.case import Case
from hotline_server.domain.directory import Directory
from hotline_server.domain.errors import (
    FieldViolation,
    InvalidFieldsError,
    NotAllowedError,
)
from hotline_server.domain.log import LogEntry
from hotline_server.reports.as_html import as_html
from hotline_server.reports.dossier import dossier_document
from hotline_server.reports.rendering import render
from hotline_server.security.access import Visibility
from hotline_server.security.identity import AccessRole, current_identity
from hotline_server.security.view import View

Context = grpc.ServicerContext
PIECE = 256 * 1024
PIECE_LIMIT = 1024 * 1024
# How long one upload may take.
UPLOAD_SECONDS = 600
COVER = "封面.pdf"
STAFF = View(Visibility.STAFF)
_KIND_NUMBERS = {kind: number for number, kind in KINDS.items()}


@dataclass(frozen=True)
class ArchiveServicer(archive_service_pb2_grpc.ArchiveServiceServicer):
    """Serves ArchiveService."""

    attaching: Attachments
    archive: Archive
    messages: CaseMessages
    directory: Directory

    def UploadAttachment(
        self, requests: Iterator[pb.UploadAttachmentRequest], context: Context
    ) -> pb.UploadAttachmentResponse:
        # Whoever stops sending does not keep the thread.
        timer = Timer(UPLOAD_SECONDS, context.cancel)
        timer.start()
        try:
            first = next(requests, pb.UploadAttachmentRequest())
            if not first.HasField("upload"):
                raise InvalidFieldsError([FieldViolation("upload", "第一条要说明是什么文件,以后各条才是内容")])
            attachment = self.attaching.add(self._upload(first.upload), _content(requests))
            return pb.UploadAttachmentResponse(attachment=_attachment(attachment))
        finally:
            timer.cancel()

    def ListAttachments(self, request: pb.ListAttachmentsRequest, context: Context) -> pb.ListAttachmentsResponse:
        found = self.attaching.listed(request.number, self._department(request.department))
        return pb.ListAttachmentsResponse(attachments=[_attachment(one) for one in found])

    def DownloadAttachment(
        self, request: pb.DownloadAttachmentRequest, context: Context
    ) -> Iterator[pb.DownloadAttachmentResponse]:
        department = self._department(request.department)
        for piece in self.attaching.content(request.number, request.position, department):
            yield pb.DownloadAttachmentResponse(piece=piece)

    def SearchArchive(self, request: pb.SearchArchiveRequest, context: Context) -> pb.SearchArchiveResponse:
        sealed_from, sealed_before = days_between(request.first_day, request.last_day)
        query = ArchiveQuery(
            text=request.text,
            district=request.district,
            matter=request.matter,
            lead=request.lead,
            retention=request.retention,
            sealed_from=sealed_from,
            sealed_before=sealed_before,
        )
        found, token = self.archive.find(query, request.page_size, request.page_token)
        return pb.SearchArchiveResponse(archived=[_archived(one) for one in found], next_page_token=token)

    def ExportArchivedCase(
        self, request: pb.ExportArchivedCaseRequest, context: Context
    ) -> Iterator[pb.ExportArchivedCaseResponse]:
        archived = self.archive.get(request.number)
        case, log, attachments = self.archive.content(request.number)
        shown = self.messages.masking.case(case, STAFF)
        said = self.messages.masking.log(case, log, STAFF)
        cover = render(dossier_document(shown, said, attachments, archived.retention.value), "pdf")
        with tempfile.TemporaryFile() as file:
            self.archive.copy(archived, file, {COVER: cover})
            file.seek(0)
            while piece := file.read(PIECE):
                yield pb.ExportArchivedCaseResponse(piece=piece)

    def _upload(self, upload: pb.AttachmentUpload) -> Upload:
        if upload.kind not in KINDS:
            allowed = "、".join(pb.AttachmentKind.Name(number) for number in KINDS)
            raise InvalidFieldsError([FieldViolation("upload.kind", f"没有 {upload.kind} 这个取值,可用:{allowed}")])
        actor = current_identity().actor_name(upload.actor, "upload.actor")
        department = self._department(upload.department)
        return Upload(upload.number, upload.name, KINDS[upload.kind], department, actor)

    def _department(self, named: str) -> str:
        """The department that somebody speaks for; empty for those who see all cases."""
        identity = current_identity()
        if not named and identity.roles & _SEES_ALL:
            return ""
        if not named:
            raise InvalidFieldsError([FieldViolation("department", "要说明是哪个部门")])
        # First, so that nobody learns what else there is.
        if AccessRole.DEPARTMENT not in identity.roles or not self.directory.is_within(named, identity.department):
            raise NotAllowedError(named)
        return named


_SEES_ALL = frozenset(
    {AccessRole.OPERATOR, AccessRole.DESK_LEAD, AccessRole.LEADER, AccessRole.ARCHIVIST, AccessRole.AUDITOR}
)


def presented(messages: CaseMessages) -> Callable[[Case, Sequence[LogEntry], Sequence[Attachment]], dict[str, bytes]]:
    """What puts a case into its archived file: as the contract has it, as a page, and its attachments listed."""

    def present(case: Case, log: Sequence[LogEntry], attachments: Sequence[Attachment]) -> dict[str, bytes]:
        message = messages.case(case, log, STAFF)
        # What may change after the case was sealed is no part of it: who called is erased in its time.
        message.ClearField("etag")
        message.call.ClearField("caller")
        shown = messages.masking.case(case, STAFF)
        shown = replace(shown, call=replace(shown.call, name="", organisation="", phone=""))
        document = dossier_document(shown, messages.masking.log(case, log, STAFF), attachments)
        listed = [json.loads(MessageToJson(_attachment(one), preserving_proto_field_name=True)) for one in attachments]
        return {
            "case.json": MessageToJson(message, preserving_proto_field_name=True, ensure_ascii=False).encode(),
            "case.html": as_html(document),
            "attachments.json": json.dumps(listed, ensure_ascii=False, indent=2).encode(),
        }

    return present


def _content(requests: Iterator[pb.UploadAttachmentRequest]) -> Iterator[bytes]:
    for request in requests:
        if request.WhichOneof("part") != "piece":
            raise InvalidFieldsError([FieldViolation("piece", "第一条以后只能是内容")])
        if len(request.piece) > PIECE_LIMIT:
            raise InvalidFieldsError([FieldViolation("piece", f"一段最多 {PIECE_LIMIT} 字节")])
        yield request.piece


def _attachment(attachment: Attachment) -> pb.Attachment:
    return pb.Attachment(
        position=attachment.position,
        name=attachment.name,
        kind=_KIND_NUMBERS[attachment.kind],
        media_type=attachment.media_type,
        size=attachment.size,
        sha256=attachment.sha256,
        added_at=timestamp(attachment.added_at),
        actor=attachment.actor,
        department=attachment.department,
    )


def _archived(archived: ArchivedCase) -> pb.ArchivedCase:
    return pb.ArchivedCase(
        number=archived.number,
        title=archived.title,
        district=archived.district,
        matter=archived.matter,
        lead=archived.lead,
        sealed_at=timestamp(archived.sealed_at),
        retention=archived.retention.value,
        kept_until=f"{archived.kept_until:%Y-%m-%d}" if archived.kept_until else "",
        sequence=archived.sequence,
        seal=archived.seal,
        attachments=archived.attachments,
        size=archived.size,
    )
