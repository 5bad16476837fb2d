"""ReportService: what departments are measured by."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import grpc
from hotline.v1 import report_service_pb2 as pb
from hotline.v1 import report_service_pb2_grpc

from hotline_server.api.errors import refuse
from hotline_server.api.messages import timestamp
from hotline_server.desk.bulletin import Bulletin, Bulletins, days_of
from hotline_server.domain.errors import DomainError, FieldViolation, InvalidFieldsError
from hotline_server.domain.measures import Figure, Standing
from hotline_server.reports.bulletin_docx import bulletin_docx
from hotline_server.reports.bulletin_xlsx import bulletin_xlsx

Context = grpc.ServicerContext
PIECE = 64 * 1024
FIGURES: Mapping[pb.Figure.ValueType, Figure] = {pb.Figure.Value(f"FIGURE_{figure.name}"): figure for figure in Figure}
_FIGURE_NUMBERS = {figure: number for number, figure in FIGURES.items()}
_WRITERS: Mapping[pb.DocumentFormat.ValueType, Callable[[Bulletin], bytes]] = {
    pb.DOCUMENT_FORMAT_XLSX: bulletin_xlsx,
    pb.DOCUMENT_FORMAT_DOCX: bulletin_docx,
}


@dataclass(frozen=True)
class ReportServicer(report_service_pb2_grpc.ReportServiceServicer):
    """Serves ReportService."""

    bulletins: Bulletins
    release: Callable[[], None]

    def GetBulletin(self, request: pb.GetBulletinRequest, context: Context) -> pb.GetBulletinResponse:
        bulletin = self.bulletins.of(days_of(request.first_day, request.last_day))
        return pb.GetBulletinResponse(
            departments=[_standing(one) for one in bulletin.departments],
            districts=[_standing(one) for one in bulletin.districts],
            total=_standing(bulletin.total),
            counted_at=timestamp(bulletin.counted_at),
        )

    def ListCountedCases(self, request: pb.ListCountedCasesRequest, context: Context) -> pb.ListCountedCasesResponse:
        days = days_of(request.first_day, request.last_day)
        if request.figure not in FIGURES:
            allowed = "、".join(pb.Figure.Name(number) for number in FIGURES)
            raise InvalidFieldsError([FieldViolation("figure", f"没有 {request.figure} 这个取值,可用:{allowed}")])
        numbers, token = self.bulletins.cases(
            days, request.department, FIGURES[request.figure], request.page_size, request.page_token
        )
        return pb.ListCountedCasesResponse(numbers=numbers, next_page_token=token)

    def ExportBulletin(
        self, request: pb.ExportBulletinRequest, context: Context
    ) -> Iterator[pb.ExportBulletinResponse]:
        try:
            if request.format not in _WRITERS:
                allowed = "、".join(pb.DocumentFormat.Name(number) for number in _WRITERS)
                wrong = FieldViolation("format", f"没有 {request.format} 这个取值,可用:{allowed}")
                raise InvalidFieldsError([wrong])
            bulletin = self.bulletins.of(days_of(request.first_day, request.last_day))
            content = _WRITERS[request.format](bulletin)
        except DomainError as error:
            refuse(context, error)
        finally:
            self.release()
        for place in range(0, len(content), PIECE):
            yield pb.ExportBulletinResponse(piece=content[place : place + PIECE])


def _standing(standing: Standing) -> pb.Standing:
    return pb.Standing(
        name=standing.name,
        counts=[pb.FigureCount(figure=_FIGURE_NUMBERS[figure], count=standing.counts[figure]) for figure in Figure],
        rates=[pb.Rate(name=rate.value, value=value) for rate, value in standing.rates.items()],
        composite=standing.composite,
        rank=standing.rank,
        rank_before=standing.rank_before,
    )
