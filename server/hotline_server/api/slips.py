"""SlipService: slips to offices and callers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import grpc
from hotline.v1 import report_service_pb2 as report_pb
from hotline.v1 import slip_service_pb2 as pb
from hotline.v1 import slip_service_pb2_grpc

from hotline_server.api.acted_for import check_acted_for
from hotline_server.api.chunks import chunks_of
from hotline_server.api.fields import enum_value, optional_timestamp, timestamp
from hotline_server.api.reports import FORMATS
from hotline_server.desk.days import day_of
from hotline_server.desk.records.slips import Slips
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.numbering import number_of
from hotline_server.domain.slips.slip import Slip, SlipQuery
from hotline_server.reports.rendering import render
from hotline_server.reports.slips import slip_document
from hotline_server.rulebook.slips import SlipKind
from hotline_server.security.identity import AccessRole, current_identity

Context = grpc.ServicerContext
KINDS = {pb.SlipKind.Value(f"SLIP_KIND_{kind.name}"): kind for kind in SlipKind}
_KIND_NUMBERS = {kind: number for number, kind in KINDS.items()}
_FORMATS = {number: name for name, number in FORMATS.items()}
_SEES_ALL = frozenset({AccessRole.OPERATOR, AccessRole.DESK_LEAD, AccessRole.ARCHIVIST, AccessRole.AUDITOR})


@dataclass(frozen=True)
class SlipServicer(slip_service_pb2_grpc.SlipServiceServicer):
    """Servicer for SlipService."""

    slips: Slips
    directory: Callable[[], Directory]

    def ListSlips(self, request: pb.ListSlipsRequest, context: Context) -> pb.ListSlipsResponse:
        department = self._department(request.filter.department, "filter.department")
        found, token = self.slips.page(_query(request.filter), department, request.page_size, request.page_token)
        return pb.ListSlipsResponse(slips=[slip_message(one) for one in found], next_page_token=token)

    def ExportSlip(self, request: pb.ExportSlipRequest, context: Context) -> Iterator[pb.ExportSlipResponse]:
        department = self._department(request.department, "department")
        name = enum_value("format", request.format, _FORMATS, report_pb.DocumentFormat.Name)
        slip = self.slips.one(request.number, request.reference, department)
        for chunk in chunks_of(render(slip_document(slip), name)):
            yield pb.ExportSlipResponse(chunk=chunk)

    def PrintSlips(self, request: pb.PrintSlipsRequest, context: Context) -> Iterator[pb.PrintSlipsResponse]:
        department = self._department(request.filter.department, "filter.department")
        found, following = self.slips.printed(_query(request.filter), department, request.after)
        for chunk in chunks_of(render([slip_document(one) for one in found], "pdf")):
            yield pb.PrintSlipsResponse(chunk=chunk, next_after=following)

    def _department(self, named: str, path: str) -> str:
        """Return the office whose slips are asked for; empty for all, which the duty office may ask for."""
        identity = current_identity()
        if identity.roles & _SEES_ALL:
            return named
        if not named:
            raise InvalidFieldsError([FieldViolation(path, "要说明是哪个部门")])
        check_acted_for(named, self.directory())
        return named


def _query(given: pb.SlipFilter) -> SlipQuery:
    kinds = tuple(enum_value("filter.kinds", kind, KINDS, pb.SlipKind.Name) for kind in given.kinds)
    return SlipQuery(
        number=given.number,
        kinds=kinds,
        first_day=day_of("filter.first_day", given.first_day) if given.first_day else None,
        last_day=day_of("filter.last_day", given.last_day) if given.last_day else None,
    )


def slip_message(slip: Slip) -> pb.Slip:
    """Convert a slip to its message."""
    return pb.Slip(
        reference=slip.reference,
        kind=_KIND_NUMBERS[slip.kind],
        case_number=slip.case_number,
        office=slip.office,
        call_number=number_of(slip.call_id) if slip.call_id else "",
        title=slip.paper.title,
        issued_at=timestamp(slip.issued_at),
        due_at=optional_timestamp(slip.due_at),
    )
