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
    department_service_pb2,
    department_service_pb2_grpc,
    desk_service_pb2,
    desk_service_pb2_grpc,
    directory_service_pb2,
    directory_service_pb2_grpc,
    inquiry_service_pb2,
    inquiry_service_pb2_grpc,
    intake_service_pb2,
    intake_service_pb2_grpc,
    leader_service_pb2,
    leader_service_pb2_grpc,
    policy_service_pb2,
    policy_service_pb2_grpc,
    rule_service_pb2,
    rule_service_pb2_grpc,
)
from peewee import Database

from hotline_server.api.cases import CaseServicer
from hotline_server.api.departments import DepartmentServicer
from hotline_server.api.desk import DeskServicer
from hotline_server.api.errors import ErrorInterceptor
from hotline_server.api.intake import IntakeServicer
from hotline_server.api.leaders import LeaderServicer
from hotline_server.api.messages import CaseMessages
from hotline_server.api.reference import DirectoryServicer, InquiryServicer, PolicyServicer
from hotline_server.api.rules import RuleServicer
from hotline_server.clock import Clock, system_clock
from hotline_server.config import Settings
from hotline_server.desk.acting import Acting
from hotline_server.desk.explaining import Explaining
from hotline_server.desk.inquiry import Inquiry
from hotline_server.desk.joining import Joining
from hotline_server.desk.reading import Reading
from hotline_server.desk.registration import Registration
from hotline_server.desk.rule_books import BookInForce, Publishing
from hotline_server.desk.triage import Triage
from hotline_server.desk.watching import WatchHub
from hotline_server.desk.watchman import Watchman
from hotline_server.desk.working_calendar import CalendarInForce, Holidays
from hotline_server.rulebook.loading import Names, files_of, trials_of
from hotline_server.store.case_files import CaseFiles
from hotline_server.store.cases import CaseStore
from hotline_server.store.database import connect, release, shut, writing
from hotline_server.store.directory import Directory, fill_directory, read_directory
from hotline_server.store.new_cases import NewCases
from hotline_server.store.partitions import add_partitions, months_around
from hotline_server.store.recent_cases import RecentCases
from hotline_server.store.rule_books import RuleBookStore
from hotline_server.store.writer import Writer

MESSAGE_LIMIT = 4 * 1024 * 1024
SERVICES = tuple(
    service.full_name
    for file in (
        intake_service_pb2,
        case_service_pb2,
        desk_service_pb2,
        department_service_pb2,
        leader_service_pb2,
        inquiry_service_pb2,
        directory_service_pb2,
        policy_service_pb2,
        rule_service_pb2,
    )
    for service in file.DESCRIPTOR.services_by_name.values()
)


class PortTakenError(Exception):
    """The address is already in use."""


@dataclass(frozen=True, slots=True)
class RunningServer:
    """A server that takes calls.

    Attributes:
        address: where, as ``host:port``.
        book: the rule book in force.
        watchman: makes rounds by itself; it can be asked for one.
    """

    address: str
    book: BookInForce
    watchman: Watchman
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
    rule_books = RuleBookStore(database)
    with writing(database):
        fill_directory(database, settings.directory)
        directory = read_directory(database)
        names = Names(directory.phones, directory.names)
        publishing = Publishing(database, rule_books, lambda: names, clock)
        add_partitions(database, months_around(clock()))
        publishing.publish_first(files_of(settings.rules), trials_of(settings.rules))
    book = BookInForce(database, rule_books, lambda: names)

    workers = ThreadPoolExecutor(settings.workers, thread_name_prefix="rpc")
    server = grpc.server(
        workers,
        interceptors=[ErrorInterceptor(lambda: release(database))],
        options=[
            ("grpc.so_reuseport", int(settings.supervised)),
            ("grpc.max_receive_message_length", MESSAGE_LIMIT),
        ],
    )
    try:
        port = server.add_insecure_port(settings.listen)
    except RuntimeError as error:
        shut(database)
        raise PortTakenError(f"{settings.listen} 不能监听:{error}") from None

    hub = WatchHub(settings.watches)
    writer = Writer(database, lambda _: hub.notice())
    watchman = _add_services(server, database, book, publishing, directory, hub, writer, clock, settings.round_seconds)
    _add_health_and_reflection(server)
    server.start()
    watchman.start()
    book.start()

    def stop_parts() -> None:
        watchman.stop()
        book.stop()
        hub.close()
        writer.close()
        workers.shutdown()
        shut(database)

    host = settings.listen.rpartition(":")[0]
    return RunningServer(f"{host}:{port}", book, watchman, server, stop_parts)


def _add_services(
    server: grpc.Server,
    database: Database,
    book: BookInForce,
    publishing: Publishing,
    directory: Directory,
    hub: WatchHub,
    writer: Writer,
    clock: Clock,
    round_seconds: float,
) -> Watchman:
    """Put every service on the server; returns the watchman that belongs to them."""
    calendar = CalendarInForce(database, lambda: book().limits)
    cases = CaseStore(database)
    files = CaseFiles(database, lambda: book().limits, calendar)
    messages = CaseMessages(directory.phones, book)
    reading = Reading(cases, directory)
    acting = Acting(files, cases, writer, directory.phones, clock)
    triage = Triage(acting, book)
    registration = Registration(
        RecentCases(database), NewCases(database, cases), writer, book, publishing.store, directory, calendar, clock
    )
    explaining = Explaining(publishing, reading, book, calendar, clock)
    holidays = Holidays(database, calendar, files, writer, clock)

    intake_service_pb2_grpc.add_IntakeServiceServicer_to_server(IntakeServicer(registration, messages), server)
    case_service_pb2_grpc.add_CaseServiceServicer_to_server(CaseServicer(reading, hub, messages), server)
    desk_service_pb2_grpc.add_DeskServiceServicer_to_server(
        DeskServicer(acting, triage, Joining(acting, reading), reading, hub, messages, clock), server
    )
    department_service_pb2_grpc.add_DepartmentServiceServicer_to_server(
        DepartmentServicer(acting, triage, reading, hub, messages), server
    )
    leader_service_pb2_grpc.add_LeaderServiceServicer_to_server(LeaderServicer(triage, reading, messages), server)
    inquiry_service_pb2_grpc.add_InquiryServiceServicer_to_server(InquiryServicer(Inquiry(cases)), server)
    directory_service_pb2_grpc.add_DirectoryServiceServicer_to_server(
        DirectoryServicer(directory, book, holidays), server
    )
    policy_service_pb2_grpc.add_PolicyServiceServicer_to_server(PolicyServicer(book, clock), server)
    rule_service_pb2_grpc.add_RuleServiceServicer_to_server(
        RuleServicer(book, publishing, reading, explaining, messages, clock), server
    )
    return Watchman(files, writer, clock, round_seconds)


def _add_health_and_reflection(server: grpc.Server) -> None:
    healthy = health.HealthServicer()
    health_pb2_grpc.add_HealthServicer_to_server(healthy, server)
    for service in SERVICES:
        healthy.set(service, health_pb2.HealthCheckResponse.SERVING)
    reflection.enable_server_reflection((*SERVICES, health.SERVICE_NAME, reflection.SERVICE_NAME), server)
