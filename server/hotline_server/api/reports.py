"""ReportService: daily overviews, bulletins with department figures, special reports."""

from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

import grpc
from hotline.v1 import report_service_pb2 as pb
from hotline.v1 import report_service_pb2_grpc

from hotline_server.api import wording
from hotline_server.api.chunks import chunks_of
from hotline_server.api.fields import enum_value, timestamp
from hotline_server.desk.days import day_of, days_of
from hotline_server.desk.reports.annual import AnnualReports, Counted
from hotline_server.desk.reports.bulletin import Bulletin, Bulletins, Naming, Result
from hotline_server.desk.reports.kept_overviews import KeptOverviews
from hotline_server.desk.reports.overview import Overviews
from hotline_server.desk.reports.special import SpecialReportRequest, SpecialReports
from hotline_server.domain.line_figures import LineFigures
from hotline_server.domain.measures import Figure, Standing
from hotline_server.reports.annual import annual_document
from hotline_server.reports.bulletin import bulletin_document
from hotline_server.reports.overview import overview_document
from hotline_server.reports.rendering import DOCUMENTS, render
from hotline_server.reports.special import special_document

Context = grpc.ServicerContext
Message = TypeVar("Message")
Format: TypeAlias = pb.DocumentFormat.ValueType
FIGURES: Mapping[pb.Figure.ValueType, Figure] = {pb.Figure.Value(f"FIGURE_{figure.name}"): figure for figure in Figure}
FORMATS: Mapping[str, Format] = {name: pb.DocumentFormat.Value(f"DOCUMENT_FORMAT_{name.upper()}") for name in DOCUMENTS}
XLSX = "xlsx"
_FIGURE_NUMBERS = {figure: number for number, figure in FIGURES.items()}
_NAMES = {number: name for name, number in FORMATS.items()}

_NAMINGS = {
    pb.DEPARTMENT_NAMING_UNSPECIFIED: Naming.RECORDED,
    pb.DEPARTMENT_NAMING_RECORDED: Naming.RECORDED,
    pb.DEPARTMENT_NAMING_CURRENT: Naming.CURRENT,
}


@dataclass(frozen=True)
class ReportServicer(report_service_pb2_grpc.ReportServiceServicer):
    """Servicer for ReportService."""

    bulletins: Bulletins
    overviews: Overviews
    special_reports: SpecialReports
    annual_reports: AnnualReports
    kept: KeptOverviews

    def GetBulletin(self, request: pb.GetBulletinRequest, context: Context) -> pb.GetBulletinResponse:
        bulletin = self.bulletins.of(days_of(request.first_day, request.last_day), _naming(request.naming))
        return pb.GetBulletinResponse(
            departments=[_standing(one) for one in bulletin.departments],
            districts=[_standing(one) for one in bulletin.districts],
            units=[_standing(one) for one in bulletin.units],
            total=_standing(bulletin.total),
            raw=[_standing(one) for one in bulletin.raw],
            exclusions=list(_exclusions(bulletin)),
            duty_office_assignments=bulletin.own,
            lines=[_line_figures(one) for one in bulletin.lines],
            counted_at=timestamp(bulletin.counted_at),
        )

    def GetDayFigures(self, request: pb.GetDayFiguresRequest, context: Context) -> pb.GetDayFiguresResponse:
        figures = self.overviews.figures(day_of("day", request.day))
        outcomes = [
            pb.OutcomeCount(outcome=number, count=figures.by_outcome[outcome])
            for outcome, number in wording.OUTCOME_NUMBERS.items()
            if figures.by_outcome[outcome]
        ]
        states = [
            pb.StateCount(state=number, count=figures.by_state[state])
            for state, number in wording.STATE_NUMBERS.items()
            if figures.by_state[state]
        ]
        return pb.GetDayFiguresResponse(
            outcomes=outcomes, states=states, total=figures.calls, nuisances=figures.nuisances
        )

    def ListCountedCases(self, request: pb.ListCountedCasesRequest, context: Context) -> pb.ListCountedCasesResponse:
        days = days_of(request.first_day, request.last_day)
        figure = enum_value("figure", request.figure, FIGURES, pb.Figure.Name)
        numbers, token = self.bulletins.cases(
            days,
            request.department,
            figure,
            _naming(request.naming),
            request.page_size,
            request.page_token,
            delegated=request.delegated,
        )
        return pb.ListCountedCasesResponse(case_numbers=numbers, next_page_token=token)

    def ExportBulletin(
        self, request: pb.ExportBulletinRequest, context: Context
    ) -> Iterator[pb.ExportBulletinResponse]:
        name = enum_value("format", request.format, {pb.DOCUMENT_FORMAT_XLSX: XLSX, **_NAMES}, pb.DocumentFormat.Name)
        counting = self.bulletins.counting(days_of(request.first_day, request.last_day), _naming(request.naming))
        bulletin = yield from _progress(counting, lambda part: pb.ExportBulletinResponse(progress=part))
        content = render(bulletin if name == XLSX else bulletin_document(bulletin), name)
        for chunk in chunks_of(content):
            yield pb.ExportBulletinResponse(chunk=chunk)

    def ExportOverview(
        self, request: pb.ExportOverviewRequest, context: Context
    ) -> Iterator[pb.ExportOverviewResponse]:
        name = enum_value("format", request.format, _NAMES, pb.DocumentFormat.Name)
        day = day_of("day", request.day)
        if request.as_scheduled:
            content = self.kept.content(day, name)
        else:
            content = render(overview_document(self.overviews.of(day)), name)
        for chunk in chunks_of(content):
            yield pb.ExportOverviewResponse(chunk=chunk)

    def ExportSpecialReport(
        self, request: pb.ExportSpecialReportRequest, context: Context
    ) -> Iterator[pb.ExportSpecialReportResponse]:
        name = enum_value("format", request.format, _NAMES, pb.DocumentFormat.Name)
        scope = request.scope
        wanted = SpecialReportRequest(
            number=request.number,
            category=scope.category,
            matter=scope.matter,
            district=scope.district,
            first_day=scope.first_day,
            last_day=scope.last_day,
            title=request.title,
            question=request.question,
            proposal=request.proposal,
        )
        content = render(special_document(self.special_reports.of(wanted)), name)
        for chunk in chunks_of(content):
            yield pb.ExportSpecialReportResponse(chunk=chunk)

    def GetAnnualReport(self, request: pb.GetAnnualReportRequest, context: Context) -> pb.GetAnnualReportResponse:
        report = self.annual_reports.of(request.year)
        return pb.GetAnnualReportResponse(
            first_day=f"{report.days.first:%Y-%m-%d}",
            last_day=f"{report.days.last:%Y-%m-%d}",
            calls=_annual(report.calls),
            nuisances=_annual(report.nuisances),
            months=map(_annual, report.months),
            channels=map(_annual, report.channels),
            request_types=map(_annual, report.request_types),
            outcomes=map(_annual, report.outcomes),
            matters=map(_annual, report.matters),
            districts=map(_annual, report.districts),
            acts=map(_annual, report.acts),
            total=_standing(report.bulletin.total),
            total_before=_standing(report.bulletin.total_before),
            raw_total=_standing(report.raw),
            departments=map(_standing, report.bulletin.departments),
            counted_at=timestamp(report.bulletin.counted_at),
        )

    def ExportAnnualReport(
        self, request: pb.ExportAnnualReportRequest, context: Context
    ) -> Iterator[pb.ExportAnnualReportResponse]:
        name = enum_value("format", request.format, _NAMES, pb.DocumentFormat.Name)
        counting = self.annual_reports.counting(request.year)
        report = yield from _progress(counting, lambda part: pb.ExportAnnualReportResponse(progress=part))
        for chunk in chunks_of(render(annual_document(report), name)):
            yield pb.ExportAnnualReportResponse(chunk=chunk)

    def ListOverviews(self, request: pb.ListOverviewsRequest, context: Context) -> pb.ListOverviewsResponse:
        found, token = self.kept.page(request.page_size, request.page_token)
        overviews = [
            pb.ScheduledOverview(
                day=f"{one.day:%Y-%m-%d}",
                made_at=timestamp(one.made_at),
                formats=[FORMATS[name] for name in one.formats],
            )
            for one in found
        ]
        return pb.ListOverviewsResponse(overviews=overviews, next_page_token=token)


def _naming(naming: pb.DepartmentNaming.ValueType) -> Naming:
    return enum_value("naming", naming, _NAMINGS, pb.DepartmentNaming.Name)


def _standing(standing: Standing) -> pb.Standing:
    return pb.Standing(
        name=standing.name,
        counts=[pb.FigureCount(figure=_FIGURE_NUMBERS[figure], count=standing.counts[figure]) for figure in Figure],
        rates=[pb.RateValue(rate=wording.RATE_NUMBERS[rate], value=value) for rate, value in standing.rates.items()],
        composite=standing.composite,
        rank=standing.rank,
        rank_before=standing.rank_before,
        unranked_reason=standing.unranked_for,
        unit_class=wording.UNIT_CLASS_NUMBERS[standing.unit_class]
        if standing.unit_class
        else pb.UNIT_CLASS_UNSPECIFIED,
    )


def _exclusions(bulletin: Bulletin) -> Iterator[pb.ExclusionCount]:
    for (name, one), count in bulletin.exclusions.items():
        state = wording.EXCLUSION_STATE_NUMBERS[one.state]
        yield pb.ExclusionCount(department=name, ground=one.ground, state=state, appealed=one.appealed, count=count)


def _annual(counted: Counted) -> pb.AnnualCount:
    return pb.AnnualCount(name=counted.name, count=counted.count, count_before=counted.before)


def _progress(
    counting: Generator[float, None, Result], message: Callable[[float], Message]
) -> Generator[Message, None, Result]:
    """Count to the end, yielding a message for each part."""
    while True:
        try:
            yield message(next(counting))
        except StopIteration as done:
            result: Result = done.value
            return result


def _line_figures(figures: LineFigures) -> pb.LineFigures:
    message = pb.LineFigures(
        line=figures.line,
        handed_over=figures.handed_over,
        acceptance_due=figures.acceptance_due,
        accepted_in_time=figures.accepted_in_time,
        refused=figures.refused,
        recalled=figures.recalled,
        results=figures.results,
        handed_in=figures.handed_in,
        given_back=figures.given_back,
    )
    if figures.median_result is not None:
        message.median_result.FromTimedelta(figures.median_result)
    return message
