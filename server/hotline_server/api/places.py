"""PlaceService: the gazetteer."""

from collections.abc import Iterator
from dataclasses import dataclass
from threading import Timer

import grpc
from hotline.v1 import place_service_pb2 as pb
from hotline.v1 import place_service_pb2_grpc

from hotline_server.api import wording
from hotline_server.api.fields import enum_value
from hotline_server.desk.directory.places import PlaceImport, Places
from hotline_server.desk.directory.proposals import PlaceProposals
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.places import ImportedPlaces
from hotline_server.security.identity import current_identity
from hotline_server.text.location import Area
from hotline_server.text.place_index import NamedPlace

Context = grpc.ServicerContext
CHUNK_LIMIT = 1024 * 1024
# Time limit of an upload.
UPLOAD_SECONDS = 600


@dataclass(frozen=True)
class PlaceServicer(place_service_pb2_grpc.PlaceServiceServicer):
    """Servicer for PlaceService."""

    places: Places
    proposals: PlaceProposals

    def ImportPlaces(self, requests: Iterator[pb.ImportPlacesRequest], context: Context) -> pb.ImportPlacesResponse:
        # A client that stops sending must not hold the thread.
        timer = Timer(UPLOAD_SECONDS, context.cancel)
        timer.start()
        try:
            first = next(requests, pb.ImportPlacesRequest())
            if not first.HasField("header"):
                raise InvalidFieldsError([FieldViolation("header", "第一条要说明是什么文件，以后各条才是内容")])
            return _imported(self.places.load(_import(first.header), _content(requests)))
        finally:
            timer.cancel()

    def ExportPlaces(self, request: pb.ExportPlacesRequest, context: Context) -> Iterator[pb.ExportPlacesResponse]:
        for chunk in self.places.export():
            yield pb.ExportPlacesResponse(chunk=chunk)

    def SearchPlaces(self, request: pb.SearchPlacesRequest, context: Context) -> pb.SearchPlacesResponse:
        found = self.places.search(request.prefix, request.limit)
        area_of = self.places.gazetteer().area_of
        return pb.SearchPlacesResponse(places=[_place(place, area_of(place.unit)) for place in found])

    def ListPlaceProposals(
        self, request: pb.ListPlaceProposalsRequest, context: Context
    ) -> pb.ListPlaceProposalsResponse:
        found = self.proposals.list(request.page_size)
        return pb.ListPlaceProposalsResponse(
            proposals=[
                pb.PlaceProposal(name=one.name, district=one.district, kind=one.kind, caller_count=one.callers)
                for one in found
            ]
        )

    def AcceptPlaceProposal(
        self, request: pb.AcceptPlaceProposalRequest, context: Context
    ) -> pb.AcceptPlaceProposalResponse:
        actor = current_identity().actor_name(request.actor, "actor")
        place = self.proposals.accept(request.name, request.district, request.unit, request.kind, actor)
        area = self.places.gazetteer().area_of(place.unit)
        named = NamedPlace(place.name, place.kind, place.unit, place.latitude, place.longitude)
        return pb.AcceptPlaceProposalResponse(place=_place(named, area))

    def DismissPlaceProposal(
        self, request: pb.DismissPlaceProposalRequest, context: Context
    ) -> pb.DismissPlaceProposalResponse:
        actor = current_identity().actor_name(request.actor, "actor")
        self.proposals.dismiss(request.name, request.district, actor)
        return pb.DismissPlaceProposalResponse()


def _import(header: pb.PlaceImport) -> PlaceImport:
    return PlaceImport(
        format=enum_value("header.format", header.format, wording.PLACE_FILE_FORMATS, pb.PlaceFileFormat.Name),
        mode=enum_value("header.mode", header.mode, wording.PLACE_IMPORT_MODES, pb.PlaceImportMode.Name),
        source=header.source,
        actor=current_identity().actor_name(header.actor, "header.actor"),
    )


def _content(requests: Iterator[pb.ImportPlacesRequest]) -> Iterator[bytes]:
    for request in requests:
        if request.WhichOneof("part") != "chunk":
            raise InvalidFieldsError([FieldViolation("chunk", "第一条以后只能是内容")])
        if len(request.chunk) > CHUNK_LIMIT:
            raise InvalidFieldsError([FieldViolation("chunk", f"一段最多 {CHUNK_LIMIT} 字节")])
        yield request.chunk


def _imported(result: ImportedPlaces) -> pb.ImportPlacesResponse:
    return pb.ImportPlacesResponse(
        imported_count=result.imported,
        removed_count=result.removed,
        refused_count=result.refused,
        total_count=result.total,
        findings=[
            pb.PlaceFinding(line=finding.line, column=finding.column, description=finding.message)
            for finding in result.findings
        ],
    )


def _place(place: NamedPlace, area: Area) -> pb.Place:
    return pb.Place(
        name=place.name,
        kind=place.kind,
        district=area.district,
        town=area.town,
        community=area.community,
        latitude=place.latitude,
        longitude=place.longitude,
    )
