"""The contract's kinds of attachments beside the domain's."""

from collections.abc import Mapping

from hotline.v1 import archive_service_pb2 as pb

from hotline_server.domain.attachment import AttachmentKind

KINDS: Mapping[pb.AttachmentKind.ValueType, AttachmentKind] = {
    pb.AttachmentKind.Value(f"ATTACHMENT_KIND_{kind.name}"): kind for kind in AttachmentKind
}
