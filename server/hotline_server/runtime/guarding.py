"""Builder of the guarded gRPC server."""

import time
from dataclasses import dataclass

import grpc
from hotline.v1 import intake_service_pb2, line_service_pb2

from hotline_server.api.guards.admission import Admission, WorkerPool
from hotline_server.api.guards.gate import Gate
from hotline_server.api.guards.guard import Guard
from hotline_server.api.guards.rates import Rates
from hotline_server.api.guards.stream_limits import stream_limits
from hotline_server.desk.rule_books.in_force import BookInForce
from hotline_server.ground.config import Settings
from hotline_server.runtime.wiring.service import Service
from hotline_server.security.authentication import Authentication

MESSAGE_LIMIT = 4 * 1024 * 1024
METADATA_LIMIT = 16 * 1024
STREAMS_A_CONNECTION = 1000


@dataclass(frozen=True, slots=True)
class GuardedServer:
    """gRPC server with the pool of threads that handles its requests."""

    grpc_server: grpc.Server
    workers: WorkerPool


def guarded_server(service: Service, authentication: Authentication, settings: Settings) -> GuardedServer:
    """Build the gRPC server of a service, without addresses or servicers.

    Args:
        service: service to guard.
        authentication: identifies the sender of a request.
        settings: limits on requests, streams and rates.
    """
    streams = stream_limits(settings.streams)
    # Streams cannot starve unary calls of threads.
    workers = WorkerPool(settings.workers + streams.threads)
    guard = Guard(
        gate=Gate(authentication, service.desk.access_recorder.record),
        rates=Rates(settings.person_rate, settings.system_rate, time.monotonic),
        admission=Admission(workers, settings.queue, _Dangers(service.desk.book)),
        streams=streams,
        statuses=service.statuses,
        release=service.stores.release,
    )
    server = grpc.server(workers, interceptors=[*_tracing(settings), guard], options=_options(settings))
    return GuardedServer(server, workers)


@dataclass(frozen=True, slots=True)
class _Dangers:
    """Predicate for requests exempt from load shedding.

    These are calls that mention a danger or are marked urgent, registered, amended or handed in by another line, and
    answers to questions about suspected dangers.
    """

    book: BookInForce

    def __call__(self, request: object) -> bool:
        if isinstance(request, intake_service_pb2.AnswerQuestionRequest):
            return True
        if not isinstance(
            request,
            intake_service_pb2.RegisterCallRequest
            | intake_service_pb2.AmendRegistrationRequest
            | line_service_pb2.HandInCaseRequest,
        ):
            return False
        call = request.call
        if call.marked_urgent:
            return True
        text = self.book().analyse(call.subject, call.content)
        return bool(text.dangers or text.suspected)


def _tracing(settings: Settings) -> list[grpc.ServerInterceptor]:
    if not settings.traces:
        return []
    from opentelemetry.instrumentation.grpc import filters, server_interceptor  # noqa: PLC0415

    # Watches run on no thread of their own and may last for days, so they are not traced.
    traced = filters.negate(filters.any_of(filters.method_prefix("Watch"), filters.health_check()))
    return [server_interceptor(filter_=traced)]  # type: ignore[no-untyped-call]


def _options(settings: Settings) -> list[tuple[str, int]]:
    return [
        ("grpc.so_reuseport", int(bool(settings.supervised))),
        ("grpc.max_receive_message_length", MESSAGE_LIMIT),
        ("grpc.max_metadata_size", METADATA_LIMIT),
        ("grpc.max_concurrent_streams", STREAMS_A_CONNECTION),
        # Clients that open a connection and go silent, or vanish, are disconnected.
        ("grpc.server_handshake_timeout_ms", 10_000),
        ("grpc.max_connection_idle_ms", 900_000),
        # Bounds how long a revoked certificate stays usable.
        ("grpc.max_connection_age_ms", 3_600_000),
        ("grpc.max_connection_age_grace_ms", 60_000),
        ("grpc.keepalive_time_ms", 60_000),
        ("grpc.keepalive_timeout_ms", 20_000),
        # Our clients send a keepalive ping every 30 seconds on quiet watches.
        ("grpc.http2.min_ping_interval_without_data_ms", 20_000),
    ]
