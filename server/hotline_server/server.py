"""The running server: everything wired together, started, drained and stopped."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import grpc
from grpc_health.v1 import health, health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection
from hotline.v1 import (
    case_service_pb2,
    case_service_pb2_grpc,
    intake_service_pb2,
    intake_service_pb2_grpc,
)

from hotline_server.api.cases import CaseServicer
from hotline_server.api.errors import ErrorInterceptor
from hotline_server.api.intake import IntakeServicer
from hotline_server.api.messages import CaseMessages
from hotline_server.clock import Clock, system_clock
from hotline_server.config import Settings
from hotline_server.desk.reading import Reading
from hotline_server.desk.registration import Registration
from hotline_server.desk.watching import WatchHub
from hotline_server.rulebook.loading import Names, files_of, load
from hotline_server.store.cases import CaseStore
from hotline_server.store.database import connect
from hotline_server.store.directory import fill_directory, read_directory
from hotline_server.store.rule_books import keep_rule_book
from hotline_server.store.writer import Writer

MESSAGE_LIMIT = 4 * 1024 * 1024
SERVICES = (
    intake_service_pb2.DESCRIPTOR.services_by_name["IntakeService"].full_name,
    case_service_pb2.DESCRIPTOR.services_by_name["CaseService"].full_name,
)


class PortTakenError(Exception):
    """The address is already in use."""


@dataclass(frozen=True, slots=True)
class RunningServer:
    """A server that takes calls.

    Attributes:
        address: where, as ``host:port``.
        book_version: the version of its rule book.
    """

    address: str
    book_version: str
    grpc_server: grpc.Server
    stop_parts: Callable[[], None]

    def stop(self, grace: float) -> None:
        """Take no more calls, let those under way finish for ``grace`` seconds, and stop."""
        self.grpc_server.stop(grace).wait()
        self.stop_parts()


def start(settings: Settings, clock: Clock = system_clock) -> RunningServer:
    """Start serving.

    Args:
        settings: where and with what.
        clock: where time comes from.

    Raises:
        RuleBookError: the rule book has mistakes.
        DatabaseError: the database cannot be used.
        PortTakenError: something else listens on the address.
    """
    database = connect(settings.database)
    fill_directory(database, settings.directory)
    directory = read_directory(database)
    files = files_of(settings.rules)
    book = load(files, Names(directory.phones, directory.names))
    keep_rule_book(database, book.version, files, clock())

    cases = CaseStore(database)
    hub = WatchHub(cases, settings.watches)
    writer = Writer(database, hub.notice)
    messages = CaseMessages(directory.phones, book.policies)
    reading = Reading(cases, directory)
    registration = Registration(cases, writer, book, directory, clock)

    workers = ThreadPoolExecutor(settings.workers, thread_name_prefix="rpc")
    server = grpc.server(
        workers,
        interceptors=[ErrorInterceptor()],
        options=[
            ("grpc.so_reuseport", 0),
            ("grpc.max_receive_message_length", MESSAGE_LIMIT),
        ],
    )
    intake_service_pb2_grpc.add_IntakeServiceServicer_to_server(IntakeServicer(registration, messages), server)
    case_service_pb2_grpc.add_CaseServiceServicer_to_server(CaseServicer(reading, hub, messages), server)
    healthy = health.HealthServicer()
    health_pb2_grpc.add_HealthServicer_to_server(healthy, server)
    for service in SERVICES:
        healthy.set(service, health_pb2.HealthCheckResponse.SERVING)
    reflection.enable_server_reflection((*SERVICES, health.SERVICE_NAME, reflection.SERVICE_NAME), server)

    try:
        port = server.add_insecure_port(settings.listen)
    except RuntimeError as error:
        hub.close()
        writer.close()
        raise PortTakenError(f"{settings.listen} 不能监听:{error}") from None
    server.start()

    def stop_parts() -> None:
        hub.close()
        writer.close()
        workers.shutdown()

    host = settings.listen.rpartition(":")[0]
    return RunningServer(f"{host}:{port}", book.version, server, stop_parts)
