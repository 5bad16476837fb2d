"""DirectoryService: units, their changes, and working days."""

from collections.abc import Callable
from dataclasses import dataclass

import grpc
from hotline.v1 import directory_service_pb2 as pb
from hotline.v1 import directory_service_pb2_grpc

from hotline_server.api.directory_messages import (
    KINDS,
    change_message,
    changes_of,
    impact_message,
    revision_message,
    unit_message,
)
from hotline_server.api.fields import enum_value
from hotline_server.desk.directory.documents import SetAside
from hotline_server.desk.directory.revisions import Revisions
from hotline_server.desk.directory.units import Units
from hotline_server.desk.directory.working_calendar import Holidays
from hotline_server.rulebook.book import RuleBook
from hotline_server.security.identity import current_identity

Context = grpc.ServicerContext


@dataclass(frozen=True)
class DirectoryServicer(directory_service_pb2_grpc.DirectoryServiceServicer):
    """Servicer for DirectoryService."""

    units: Units
    revisions: Revisions
    book: Callable[[], RuleBook]
    holidays: Holidays

    def ListUnits(self, request: pb.ListUnitsRequest, context: Context) -> pb.ListUnitsResponse:
        kinds = [enum_value("kinds", kind, KINDS, pb.UnitKind.Name) for kind in request.kinds]
        page = self.units.page(
            kinds, request.within, request.page_size, request.page_token, include_ended=request.include_ended
        )
        duties = self.book().matters_by_lead(self.units.today())
        return pb.ListUnitsResponse(
            units=[unit_message(unit, page.directory, duties.get(unit.name, ())) for unit in page.units],
            next_page_token=page.next_token,
            etag=str(page.directory.version),
        )

    def GetUnit(self, request: pb.GetUnitRequest, context: Context) -> pb.GetUnitResponse:
        unit, directory = self.units.get(request.name)
        duties = self.book().matters_by_lead(self.units.today()).get(unit.name, ())
        return pb.GetUnitResponse(unit=unit_message(unit, directory, duties))

    def PreviewDirectoryChanges(
        self, request: pb.PreviewDirectoryChangesRequest, context: Context
    ) -> pb.PreviewDirectoryChangesResponse:
        impact, version = self.revisions.preview(changes_of(request.changes), request.effective_on)
        return pb.PreviewDirectoryChangesResponse(
            impacts=[impact_message(unit) for unit in impact.units], obstacles=impact.obstacles, etag=str(version)
        )

    def ChangeDirectory(self, request: pb.ChangeDirectoryRequest, context: Context) -> pb.ChangeDirectoryResponse:
        actor = current_identity().actor_name(request.actor, "actor")
        changes = changes_of(request.changes)
        revision = self.revisions.make(changes, request.effective_on, request.etag, actor, request.reason)
        return pb.ChangeDirectoryResponse(revision=revision_message(revision))

    def ListDirectoryRevisions(
        self, request: pb.ListDirectoryRevisionsRequest, context: Context
    ) -> pb.ListDirectoryRevisionsResponse:
        revisions, token = self.revisions.page(request.page_size, request.page_token)
        return pb.ListDirectoryRevisionsResponse(
            revisions=[revision_message(revision) for revision in revisions], next_page_token=token
        )

    def CancelDirectoryRevision(
        self, request: pb.CancelDirectoryRevisionRequest, context: Context
    ) -> pb.CancelDirectoryRevisionResponse:
        actor = current_identity().actor_name(request.actor, "actor")
        revision = self.revisions.cancel(request.id, actor, request.reason)
        return pb.CancelDirectoryRevisionResponse(revision=revision_message(revision))

    def CompareDirectory(self, request: pb.CompareDirectoryRequest, context: Context) -> pb.CompareDirectoryResponse:
        aside: tuple[SetAside, ...] = ()
        if request.good_rows:
            comparison, aside, version = self.units.compare_good_rows(request.document)
        else:
            comparison, version = self.units.compare(request.document)
        return pb.CompareDirectoryResponse(
            days=[
                pb.DatedChanges(
                    effective_on=day.isoformat(),
                    changes=[change_message(change) for change in changes],
                    summaries=[change.summary for change in changes],
                )
                for day, changes in comparison.days
            ],
            absent=comparison.absent,
            etag=str(version),
            document_etag="" if comparison.exported_from is None else str(comparison.exported_from),
            set_aside=[pb.RowFindings(line=one.line, findings=one.findings) for one in aside],
        )

    def ExportDirectory(self, request: pb.ExportDirectoryRequest, context: Context) -> pb.ExportDirectoryResponse:
        is_xlsx = enum_value("format", request.format, _FORMATS, pb.DirectoryFormat.Name)
        return pb.ExportDirectoryResponse(document=self.units.as_xlsx() if is_xlsx else self.units.as_yaml())

    def ListHolidays(self, request: pb.ListHolidaysRequest, context: Context) -> pb.ListHolidaysResponse:
        return pb.ListHolidaysResponse(
            holidays=[
                pb.Holiday(day=day.isoformat(), working=working, name=name)
                for day, (working, name) in self.holidays.list().items()
            ]
        )

    def SetHoliday(self, request: pb.SetHolidayRequest, context: Context) -> pb.SetHolidayResponse:
        holiday = request.holiday
        actor = current_identity().actor_name(request.actor, "actor")
        moved = self.holidays.set(holiday.day, holiday.name, actor, working=holiday.working)
        return pb.SetHolidayResponse(moved_case_count=moved)


_FORMATS = {
    pb.DIRECTORY_FORMAT_UNSPECIFIED: False,
    pb.DIRECTORY_FORMAT_YAML: False,
    pb.DIRECTORY_FORMAT_XLSX: True,
}
