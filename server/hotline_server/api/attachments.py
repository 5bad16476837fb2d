"""AttachmentService: files attached to cases."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Timer

import grpc
from hotline.v1 import attachment_service_pb2 as pb
from hotline.v1 import attachment_service_pb2_grpc

from hotline_server.api import wording
from hotline_server.api.acted_for import check_acted_for
from hotline_server.api.fields import enum_value, timestamp
from hotline_server.desk.records.attachments import Attachments, Upload
from hotline_server.domain.attachment import Attachment
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError, NotAllowedError
from hotline_server.security.identity import AccessRole, current_identity

Context = grpc.ServicerContext
CHUNK_LIMIT = 1024 * 1024
# Time limit of an upload.
UPLOAD_SECONDS = 600


@dataclass(frozen=True)
class AttachmentServicer(attachment_service_pb2_grpc.AttachmentServiceServicer):
    """Servicer for AttachmentService."""

    attachments: Attachments
    directory: Callable[[], Directory]

    def UploadAttachment(
        self, requests: Iterator[pb.UploadAttachmentRequest], context: Context
    ) -> pb.UploadAttachmentResponse:
        # A client that stops sending must not hold the thread.
        timer = Timer(UPLOAD_SECONDS, context.cancel)
        timer.start()
        try:
            first = next(requests, pb.UploadAttachmentRequest())
            if not first.HasField("upload"):
                raise InvalidFieldsError([FieldViolation("upload", "第一条要说明是什么文件，以后各条才是内容")])
            attachment = self.attachments.add(self._upload(first.upload), _content(requests))
            return pb.UploadAttachmentResponse(attachment=attachment_message(attachment))
        finally:
            timer.cancel()

    def ListAttachments(self, request: pb.ListAttachmentsRequest, context: Context) -> pb.ListAttachmentsResponse:
        department = self._department(request.department, "department")
        found = self.attachments.listed(request.number, department)
        return pb.ListAttachmentsResponse(attachments=[attachment_message(one) for one in found])

    def DownloadAttachment(
        self, request: pb.DownloadAttachmentRequest, context: Context
    ) -> Iterator[pb.DownloadAttachmentResponse]:
        department = self._department(request.department, "department")
        for chunk in self.attachments.content(request.number, request.position, department):
            yield pb.DownloadAttachmentResponse(chunk=chunk)

    def _upload(self, upload: pb.AttachmentUpload) -> Upload:
        kind = enum_value("upload.kind", upload.kind, wording.ATTACHMENT_KINDS, pb.AttachmentKind.Name)
        actor = current_identity().actor_name(upload.actor, "upload.actor")
        department = self._department(upload.department, "upload.department")
        return Upload(upload.number, upload.name, kind, department, actor)

    def _department(self, named: str, path: str) -> str:
        """Return the department the caller acts for; empty for roles that see all cases."""
        identity = current_identity()
        if not named and identity.roles & _SEES_ALL:
            return ""
        if not named:
            raise InvalidFieldsError([FieldViolation(path, "要说明是哪个部门")])
        # Checked first, so that the answer does not reveal other departments.
        if AccessRole.DEPARTMENT not in identity.roles:
            raise NotAllowedError(named)
        check_acted_for(named, self.directory())
        return named


_SEES_ALL = frozenset(
    {AccessRole.OPERATOR, AccessRole.DESK_LEAD, AccessRole.LEADER, AccessRole.ARCHIVIST, AccessRole.AUDITOR}
)


def _content(requests: Iterator[pb.UploadAttachmentRequest]) -> Iterator[bytes]:
    for request in requests:
        if request.WhichOneof("part") != "chunk":
            raise InvalidFieldsError([FieldViolation("chunk", "第一条以后只能是内容")])
        if len(request.chunk) > CHUNK_LIMIT:
            raise InvalidFieldsError([FieldViolation("chunk", f"一段最多 {CHUNK_LIMIT} 字节")])
        yield request.chunk


def attachment_message(attachment: Attachment) -> pb.Attachment:
    """Convert an attachment to its message."""
    return pb.Attachment(
        position=attachment.position,
        name=attachment.name,
        kind=wording.ATTACHMENT_KIND_NUMBERS[attachment.kind],
        media_type=attachment.media_type,
        size_bytes=attachment.size,
        sha256=attachment.sha256,
        added_at=timestamp(attachment.added_at),
        actor=attachment.actor,
        department=attachment.department,
        marks=[wording.ATTACHMENT_MARK_NUMBERS[mark] for mark in attachment.marks],
        scanned=attachment.scanned,
    )
