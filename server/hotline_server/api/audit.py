"""AuditService: queries of the access log."""

from dataclasses import dataclass

import grpc
from hotline.v1 import audit_service_pb2 as pb
from hotline.v1 import audit_service_pb2_grpc

from hotline_server.api.fields import timestamp, timestamp_value
from hotline_server.desk.records.access_log import AccessRecorder
from hotline_server.domain.access_entry import AccessEntry, AccessQuery
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError


@dataclass(frozen=True)
class AuditServicer(audit_service_pb2_grpc.AuditServiceServicer):
    """Servicer for AuditService."""

    access_recorder: AccessRecorder

    def ListAccessEntries(
        self, request: pb.ListAccessEntriesRequest, context: grpc.ServicerContext
    ) -> pb.ListAccessEntriesResponse:
        violations: list[FieldViolation] = []
        since = timestamp_value("used_from", request, "used_from", violations)
        before = timestamp_value("used_before", request, "used_before", violations)
        if violations:
            raise InvalidFieldsError(violations)
        query = AccessQuery(request.identity, request.case_number, since, before)
        found, token = self.access_recorder.page(query, request.page_size, request.page_token)
        return pb.ListAccessEntriesResponse(
            access_entries=[_entry(access_id, access) for access_id, access in found], next_page_token=token
        )


def _entry(access_id: int, access: AccessEntry) -> pb.AccessEntry:
    return pb.AccessEntry(
        id=access_id,
        used_at=timestamp(access.at),
        identity=access.who,
        rpc=access.rpc,
        query=access.about,
        reason=access.reason,
        case_numbers=access.cases,
    )
