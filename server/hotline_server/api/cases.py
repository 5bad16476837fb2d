"""CaseService: reading and watching cases."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import grpc
from hotline.v1 import case_service_pb2, case_service_pb2_grpc

from hotline_server.api.log_entries import entry_message
from hotline_server.api.messages import CaseMessages, call_message
from hotline_server.api.requests import query_of
from hotline_server.api.streaming import Send, non_blocking, open_watch
from hotline_server.desk.cases.queries import CaseQueries
from hotline_server.desk.cases.watches import News, WatchHub
from hotline_server.desk.records.revealing import Revealing
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.log import LogEntry
from hotline_server.domain.places import Coordinates
from hotline_server.security.identity import current_identity
from hotline_server.security.view import View, current_view


@dataclass(frozen=True)
class CaseServicer(case_service_pb2_grpc.CaseServiceServicer):
    """Servicer for CaseService."""

    queries: CaseQueries
    hub: WatchHub
    messages: CaseMessages
    revealing: Revealing

    def GetCase(
        self,
        request: case_service_pb2.GetCaseRequest,
        context: grpc.ServicerContext,
    ) -> case_service_pb2.GetCaseResponse:
        case = self.queries.get(request.number)
        log = self.queries.log(request.number) if request.include_log else ()
        return case_service_pb2.GetCaseResponse(case=self.messages.case(case, log))

    def ListCases(
        self,
        request: case_service_pb2.ListCasesRequest,
        context: grpc.ServicerContext,
    ) -> case_service_pb2.ListCasesResponse:
        page = self.queries.page(query_of(request.filter), request.page_size, request.page_token)
        return case_service_pb2.ListCasesResponse(
            cases=[self.messages.listed(case) for case in page.cases], next_page_token=page.next_token
        )

    def ListNearbyCases(
        self,
        request: case_service_pb2.ListNearbyCasesRequest,
        context: grpc.ServicerContext,
    ) -> case_service_pb2.ListNearbyCasesResponse:
        asked = (request.radius_meters, request.matter, request.page_size)
        match request.WhichOneof("origin"):
            case "number":
                found = self.queries.near_case(request.number, *asked)
            case "point":
                found = self.queries.near(Coordinates(request.point.latitude, request.point.longitude), *asked)
            case _:
                raise InvalidFieldsError([FieldViolation("number", "要给工单号，或者给经纬度")])
        return case_service_pb2.ListNearbyCasesResponse(
            cases=[
                case_service_pb2.NearbyCase(
                    case=self.messages.listed(one.case), distance_meters=round(one.metres), same_matter=one.same
                )
                for one in found
            ]
        )

    def RevealCaller(
        self,
        request: case_service_pb2.RevealCallerRequest,
        context: grpc.ServicerContext,
    ) -> case_service_pb2.RevealCallerResponse:
        call = self.revealing.to_desk(current_identity(), request.number, request.call_id, request.reason)
        return case_service_pb2.RevealCallerResponse(call=call_message(call))

    @non_blocking
    def WatchCase(
        self,
        request: case_service_pb2.WatchCaseRequest,
        context: grpc.ServicerContext,
        send: Send,
    ) -> None:
        number = request.number

        def prepare() -> tuple[int, Callable[[int], Sequence[News]]]:
            if request.after_sequence < 0:
                raise InvalidFieldsError([FieldViolation("after_sequence", "不能是负数")])
            self.queries.get(number)
            return request.after_sequence, partial(self._news, number, current_view(), send)

        def over() -> bool:
            return self.queries.get(number).state is CaseState.ARCHIVED

        open_watch(self.hub, context, send, prepare, over)

    def _news(self, number: str, view: View, send: Send, after: int) -> list[News]:
        entries = self.queries.log(number, after)
        if not entries:
            return []
        read = self.queries.get(number)
        seen = self.messages.masking.log(read, entries, view)
        case = self.messages.case(read, view=view)
        amendments = self.messages.masking.amendments(read, view)

        def news(entry: LogEntry) -> News:
            message = entry_message(entry, amendments)
            return News(entry.sequence, partial(send, case_service_pb2.WatchCaseResponse(entry=message, case=case)))

        return [*map(news, seen), News(entries[-1].sequence)]
