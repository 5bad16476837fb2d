"""CaseService: how cases are read and watched."""

from collections.abc import Callable
from dataclasses import dataclass

import grpc
from hotline.v1 import case_service_pb2, case_service_pb2_grpc

from hotline_server.api.errors import refuse
from hotline_server.api.messages import CaseMessages, entry_message, query_of
from hotline_server.desk.reading import Reading
from hotline_server.desk.watching import Watch, WatchHub
from hotline_server.domain.case import Case
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.log import LogEntry

Send = Callable[[case_service_pb2.WatchCaseResponse | None], None]


@dataclass(frozen=True)
class CaseServicer(case_service_pb2_grpc.CaseServiceServicer):
    """Serves CaseService."""

    reading: Reading
    hub: WatchHub
    messages: CaseMessages

    def GetCase(
        self,
        request: case_service_pb2.GetCaseRequest,
        context: grpc.ServicerContext,  # noqa: ARG002
    ) -> case_service_pb2.GetCaseResponse:
        message = self.messages.case(self.reading.get(request.number))
        if request.include_log:
            message.log.extend(entry_message(entry) for entry in self.reading.log(request.number))
        return case_service_pb2.GetCaseResponse(case=message)

    def ListCases(
        self,
        request: case_service_pb2.ListCasesRequest,
        context: grpc.ServicerContext,  # noqa: ARG002
    ) -> case_service_pb2.ListCasesResponse:
        page = self.reading.page(query_of(request.filter), request.page_size, request.page_token)
        return case_service_pb2.ListCasesResponse(
            cases=[self.messages.case(case) for case in page.cases], next_page_token=page.next_token
        )

    def WatchCase(  # type: ignore[override]
        self,
        request: case_service_pb2.WatchCaseRequest,
        context: grpc.ServicerContext,
        send: Send,
    ) -> None:
        """Open the watch and return; the hub sends, so a watch holds no thread."""

        def forward(entry: LogEntry, case: Case) -> None:
            send(case_service_pb2.WatchCaseResponse(entry=entry_message(entry), case=self.messages.case(case)))

        try:
            if request.after_sequence < 0:
                raise InvalidFieldsError([FieldViolation("after_sequence", "不能是负数")])
            self.reading.get(request.number)
            watch = Watch(request.number, request.after_sequence, forward, lambda: send(None))
            self.hub.open(watch)
        except Exception as error:  # noqa: BLE001 - the client must get a status for anything
            refuse(context, error)
        else:
            if not context.add_callback(lambda: self.hub.forget(watch)):
                self.hub.forget(watch)


# grpc then hands the method a callback to send with, instead of a thread to keep.
CaseServicer.WatchCase.experimental_non_blocking = True  # type: ignore[attr-defined]
