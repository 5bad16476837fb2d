"""LineService: what other lines do (R8.2)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

import grpc
from hotline.v1 import case_pb2, intake_service_pb2, line_service_pb2_grpc
from hotline.v1 import line_service_pb2 as pb

from hotline_server.api import wording
from hotline_server.api.call_stream import registrar
from hotline_server.api.feed import FeedReader, feed_start
from hotline_server.api.fields import enum_value
from hotline_server.api.handovers import line_message
from hotline_server.api.log_entries import entry_message
from hotline_server.api.messages import CaseMessages, call_message
from hotline_server.api.requests import call_of, context_of
from hotline_server.api.streaming import Send, non_blocking, open_watch
from hotline_server.desk.cases.linkage import Linkage
from hotline_server.desk.cases.queries import CaseQueries
from hotline_server.desk.cases.watches import News, WatchHub
from hotline_server.desk.records.line_view import SEEN_BY_LINES
from hotline_server.desk.records.revealing import Revealing
from hotline_server.domain.acts import lines
from hotline_server.domain.case import Case, state_for_caller
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError, NotAllowedError
from hotline_server.domain.line_query import Direction, LineQuery
from hotline_server.domain.log import LogEntry
from hotline_server.domain.parties import Actor, Role
from hotline_server.security.access import Visibility
from hotline_server.security.identity import DESK_ROLES, current_identity
from hotline_server.security.view import View, current_view

Context = grpc.ServicerContext
_DIRECTIONS = {
    pb.LINE_DIRECTION_UNSPECIFIED: Direction.BOTH,
    pb.LINE_DIRECTION_IN: Direction.IN,
    pb.LINE_DIRECTION_OUT: Direction.OUT,
}


@dataclass(frozen=True)
class LineServicer(line_service_pb2_grpc.LineServiceServicer):
    """Servicer for LineService."""

    linkage: Linkage
    queries: CaseQueries
    hub: WatchHub
    messages: CaseMessages
    revealing: Revealing

    def ListLines(self, request: pb.ListLinesRequest, context: Context) -> pb.ListLinesResponse:
        return pb.ListLinesResponse(lines=map(line_message, self.linkage.book().lines.values()))

    def HandInCase(self, request: pb.HandInCaseRequest, context: Context) -> pb.HandInCaseResponse:
        line, view = _line(request.line), _view()
        has_call = request.HasField("call")
        call = call_of(intake_service_pb2.RegisterCallRequest(call=request.call if has_call else None))
        by, present = registrar(current_identity(), request.call), partial(self._message, view)
        return pb.HandInCaseResponse(case=self.linkage.hand_in(line, request.record_number, call, by, present))

    def ListLineCases(self, request: pb.ListLineCasesRequest, context: Context) -> pb.ListLineCasesResponse:
        direction = enum_value("direction", request.direction, _DIRECTIONS, pb.LineDirection.Name)
        query = LineQuery(_line(request.line), direction, request.open_only)
        page = self.linkage.page(query, request.page_size, request.page_token)
        return pb.ListLineCasesResponse(cases=self._messages(_view(), page.cases), next_page_token=page.next_token)

    def GetLineCase(self, request: pb.GetLineCaseRequest, context: Context) -> pb.GetLineCaseResponse:
        line = _line(request.line)
        match request.WhichOneof("which"):
            case "number":
                found = self.linkage.case(line, request.number)
            case "record_number":
                found = self.linkage.case_with_record(line, request.record_number)
            case _:
                raise InvalidFieldsError([FieldViolation("number", "要写工单号，或者受理编号")])
        view = _view()
        (message,) = self._messages(view, [found], self.queries.log(found.number))
        if view.line and message.main_state:
            # How the matter goes on, for the line that handed it in.
            main = self.linkage.answering([found])[found.number]
            entries = self.messages.masking.log(main, self.queries.log(main.number), view)
            message.log.extend(map(entry_message, entries))
        return pb.GetLineCaseResponse(case=message)

    @non_blocking
    def WatchLineCases(self, request: pb.WatchLineCasesRequest, context: Context, send: Send) -> None:
        def prepare() -> tuple[int, Callable[[int], Sequence[News]]]:
            line, view = _line(request.line), _view()
            start = feed_start(self.queries, request.after_position)

            def respond(entry: case_pb2.LogEntry) -> pb.WatchLineCasesResponse:
                return pb.WatchLineCasesResponse(entry=entry)

            feed = partial(self.linkage.feed, line=line, acts=SEEN_BY_LINES)
            reader = FeedReader(feed, self.queries.last_position, self.messages.masking, view, send, respond)
            return start, reader.read

        open_watch(self.hub, context, send, prepare)

    def RevealLineCaller(self, request: pb.RevealLineCallerRequest, context: Context) -> pb.RevealLineCallerResponse:
        line = _line(request.line)
        call = self.revealing.to_line(self.linkage.case(line, request.number), line, request.reason)
        return pb.RevealLineCallerResponse(call=call_message(call))

    def AcceptHandover(self, request: pb.AcceptHandoverRequest, context: Context) -> pb.AcceptHandoverResponse:
        acceptance = lines.Acceptance(request.record_number, request.accepted_by)
        case = self._act(
            request.line,
            request.context,
            lambda file, actor, now: lines.accept(file, actor, now, request.line, acceptance),
        )
        return pb.AcceptHandoverResponse(case=case)

    def RefuseHandover(self, request: pb.RefuseHandoverRequest, context: Context) -> pb.RefuseHandoverResponse:
        case = self._act(
            request.line,
            request.context,
            lambda file, actor, now: lines.refuse(file, actor, now, request.line, request.reason),
        )
        return pb.RefuseHandoverResponse(case=case)

    def SubmitLineProgress(
        self, request: pb.SubmitLineProgressRequest, context: Context
    ) -> pb.SubmitLineProgressResponse:
        case = self._act(
            request.line,
            request.context,
            lambda file, actor, now: lines.submit_progress(file, actor, now, request.line, request.progress),
        )
        return pb.SubmitLineProgressResponse(case=case)

    def SubmitLineResult(self, request: pb.SubmitLineResultRequest, context: Context) -> pb.SubmitLineResultResponse:
        case = self._act(
            request.line,
            request.context,
            lambda file, actor, now: lines.submit_result(file, actor, now, request.line, request.result),
        )
        return pb.SubmitLineResultResponse(case=case)

    def _act(
        self, line: str, target: case_pb2.ActContext, do: Callable[[CaseFile, Actor, datetime], None]
    ) -> case_pb2.Case:
        name = _line(line)
        role = Role.LINE if current_identity().line else Role.DESK
        return self._message(_view(), self.linkage.act(context_of(target), role, name, do))

    def _message(self, view: View, case: Case) -> case_pb2.Case:
        (message,) = self._messages(view, [case])
        return message

    def _messages(self, view: View, cases: Sequence[Case], log: Sequence[LogEntry] = ()) -> list[case_pb2.Case]:
        """Convert cases, each with the state of that which answers its caller if it was joined into another."""
        answering = self.linkage.answering(cases)
        messages = [self.messages.case(case, log, view) for case in cases]
        for case, message in zip(cases, messages, strict=True):
            if case.number in answering:
                state = state_for_caller(case.number, answering[case.number])
                message.main_state = wording.STATE_NUMBERS[state]
        return messages


def _line(name: str) -> str:
    """Return the name of a line for which the client may act: its own, or for the desk any.

    Raises:
        InvalidFieldsError: if it is missing.
        NotAllowedError: if the client may not act for it.
    """
    if not name:
        raise InvalidFieldsError([FieldViolation("line", "要说明是哪个联动单位")])
    identity = current_identity()
    if name != identity.line and (identity.line or not identity.roles & DESK_ROLES):
        raise NotAllowedError(name)
    return name


def _view() -> View:
    """Return what the client may see: the desk, which may act for any line, all that it always sees."""
    view = current_view()
    return view if view.line else replace(view, visibility=Visibility.STAFF)
