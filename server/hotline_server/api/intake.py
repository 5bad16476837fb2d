"""IntakeService: registration of calls."""

import threading
from collections.abc import Iterator
from functools import partial

import grpc
import structlog
from hotline.v1 import case_pb2, intake_service_pb2, intake_service_pb2_grpc

from hotline_server.api import wording
from hotline_server.api.call_stream import CallStream, registrar
from hotline_server.api.errors import Statuses
from hotline_server.api.fields import enum_value, optional_moment
from hotline_server.api.messages import CaseMessages
from hotline_server.api.requests import call_of, context_of, reply_of
from hotline_server.desk.cases.amendments import Amendments, WantedAmendment
from hotline_server.desk.cases.connections import Connections
from hotline_server.desk.cases.queries import CaseQueries
from hotline_server.desk.cases.questions import Questions
from hotline_server.desk.cases.registration import Registration
from hotline_server.domain.case import Case
from hotline_server.domain.contacts import Connection
from hotline_server.domain.parties import Role
from hotline_server.domain.places import Coordinates
from hotline_server.ground.clock import Clock
from hotline_server.ground.telemetry import metrics
from hotline_server.security.authentication import IdentityCheck
from hotline_server.security.identity import DESK_ROLES, AccessRole, Identity, current_identity
from hotline_server.security.view import View, current_view

NEARBY_LIMIT = 5
_log = structlog.get_logger()


class IntakeServicer(intake_service_pb2_grpc.IntakeServiceServicer):
    """Servicer for IntakeService."""

    def __init__(
        self,
        registration: Registration,
        questions: Questions,
        queries: CaseQueries,
        messages: CaseMessages,
        statuses: Statuses,
        connections: Connections,
        amendments: Amendments,
        identity_check: IdentityCheck,
        clock: Clock,
    ) -> None:
        self.registration = registration
        self._questions = questions
        self._queries = queries
        self._messages = messages
        self._statuses = statuses
        self._connections = connections
        self._amendments = amendments
        self._identity_check = identity_check
        self._clock = clock
        self._lock = threading.Lock()
        self._streams: set[CallStream] = set()
        self._ending = False

    def end_streams(self) -> None:
        """End open streams once in-flight calls are answered; clients reconnect to another server."""
        with self._lock:
            self._ending = True
            streams = list(self._streams)
        for stream in streams:
            stream.end()

    def RegisterCall(
        self,
        request: intake_service_pb2.RegisterCallRequest,
        context: grpc.ServicerContext,
    ) -> intake_service_pb2.RegisterCallResponse:
        by = registrar(current_identity(), request.call)
        case = self.registration.begin(
            call_of(request, request.request_id), by, partial(self._message, current_view())
        ).result()
        return intake_service_pb2.RegisterCallResponse(case=case, nearby=self._nearby(case))

    def RegisterCalls(
        self,
        request_iterator: Iterator[intake_service_pb2.RegisterCallsRequest],
        context: grpc.ServicerContext,
    ) -> Iterator[intake_service_pb2.RegisterCallsResponse]:
        stream = CallStream(
            self.registration, self._messages, self._statuses, current_identity(), self._identity_check, self._clock
        )
        with self._lock:
            self._streams.add(stream)
            if self._ending:
                stream.end()
        metrics.call_streams.inc()
        try:
            yield from stream.answers(request_iterator)
        finally:
            metrics.call_streams.dec()
            with self._lock:
                self._streams.discard(stream)

    def AnswerQuestion(
        self,
        request: intake_service_pb2.AnswerQuestionRequest,
        context: grpc.ServicerContext,
    ) -> intake_service_pb2.AnswerQuestionResponse:
        case = self._questions.reply(context_of(request.context), _side(current_identity()), reply_of(request))
        return intake_service_pb2.AnswerQuestionResponse(case=self._messages.case(case))

    def RecordConnection(
        self,
        request: intake_service_pb2.RecordConnectionRequest,
        context: grpc.ServicerContext,
    ) -> intake_service_pb2.RecordConnectionResponse:
        names = intake_service_pb2.ConnectionResult.Name
        result = enum_value("result", request.result, wording.CONNECTION_RESULTS, names)
        at = optional_moment("connected_at", request)
        connection = Connection(request.department, result, request.remark, at, request.request_id, request.phone)
        case = self._connections.record(context_of(request.context), _side(current_identity()), connection)
        return intake_service_pb2.RecordConnectionResponse(case=self._messages.case(case))

    def AmendRegistration(
        self,
        request: intake_service_pb2.AmendRegistrationRequest,
        context: grpc.ServicerContext,
    ) -> intake_service_pb2.AmendRegistrationResponse:
        wanted = WantedAmendment(
            call_of(request), tuple(request.update_mask.paths), request.reason, request.request_id, request.attended
        )
        role = _amending_side(current_identity(), request.reason)
        case = self._amendments.amend(context_of(request.context), role, wanted)
        return intake_service_pb2.AmendRegistrationResponse(case=self._messages.case(case))

    def _message(self, view: View, case: Case) -> case_pb2.Case:
        return self._messages.case(case, view=view)

    def _nearby(self, case: case_pb2.Case) -> list[intake_service_pb2.NearbyCaseRef]:
        """Return the open cases that the call may belong to; none if they cannot be read.

        They are read after the commit, so that other calls do not wait and this one is registered whatever happens.
        """
        if not case.location.HasField("latitude"):
            return []
        point = Coordinates(case.location.latitude, case.location.longitude)
        try:
            found = self._queries.same_nearby(case.number, point, case.matter, NEARBY_LIMIT)
        except Exception:  # noqa: BLE001 - the call is registered, and its registrar must learn so
            _log.exception("open cases nearby not read", case=case.number)
            return []
        return [intake_service_pb2.NearbyCaseRef(number=one.number, distance_meters=round(one.metres)) for one in found]


def _side(identity: Identity) -> Role:
    """Return the side on which somebody answers: whoever takes calls, or else the desk."""
    takes_calls = identity.roles & {AccessRole.OPERATOR, AccessRole.TELEPHONY}
    return Role.OPERATOR if takes_calls else Role.DESK


def _amending_side(identity: Identity, reason: str) -> Role:
    """Return the side on which somebody amends a registration: who gives a reason and is of the desk acts for it."""
    is_desk = identity.roles & DESK_ROLES
    return Role.DESK if is_desk and reason.strip() else _side(identity)
