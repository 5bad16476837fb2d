"""The running server: started on its database and address, drained and stopped."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import grpc
from grpc_health.v1 import health_pb2_grpc
from grpc_health.v1.health import SERVICE_NAME as HEALTH
from grpc_reflection.v1alpha import reflection
from hotline.v1 import intake_service_pb2
from opentelemetry.instrumentation.grpc import filters, server_interceptor

from hotline_server.api.errors import Statuses
from hotline_server.api.guards.admission import Admission, WorkerPool
from hotline_server.api.guards.gate import Gate
from hotline_server.api.guards.guard import Guard
from hotline_server.api.guards.health import Health
from hotline_server.api.guards.rates import Rates
from hotline_server.api.guards.rooms import rooms_for
from hotline_server.desk.cases.watchman import Watchman
from hotline_server.desk.directory.directory_file import read_file
from hotline_server.desk.records.archive import Archive
from hotline_server.desk.rule_books.publishing import BookInForce, Publishing
from hotline_server.ground.clock import Clock, system_clock
from hotline_server.ground.config import Settings
from hotline_server.ground.telemetry.tracing import trace_statements
from hotline_server.reports.schedule import OverviewSchedule
from hotline_server.rulebook.loading import KnownNames, read_files, read_test_files
from hotline_server.runtime.identification import identification_of, keyring_of
from hotline_server.runtime.readiness import Readiness
from hotline_server.runtime.sockets import opened_ports
from hotline_server.runtime.wiring import SERVICES, wired
from hotline_server.store.cases.callers import Callers
from hotline_server.store.directory.departments import has_directory, read_directory, write_directory
from hotline_server.store.engine.database import OUTAGES, connect, release, shut, writing
from hotline_server.store.maintenance.partitions import add_partitions, months_around
from hotline_server.store.rule_books import RuleBookStore

MESSAGE_LIMIT = 4 * 1024 * 1024
METADATA_LIMIT = 16 * 1024
STREAMS_A_CONNECTION = 1000


@dataclass(frozen=True, slots=True)
class RunningServer:
    """A server that takes calls.

    Attributes:
        address: where, as ``host:port``.
        systems_address: where for systems that show a certificate; empty for nowhere.
        book: the rule book in force.
        watchman: makes rounds by itself; it can be asked for one.
        overview_schedule, archive: likewise, for the daily overview and the files of archived cases.
        readiness: whether it takes calls now.
    """

    address: str
    systems_address: str
    book: BookInForce
    watchman: Watchman
    overview_schedule: OverviewSchedule
    archive: Archive
    readiness: Readiness
    grpc_server: grpc.Server
    drain: Callable[[], None]
    stop_parts: Callable[[], None]

    def stop(self, grace: float) -> None:
        """Take no more calls, let those under way finish for ``grace`` seconds, and stop."""
        self.readiness.stop()
        stopped = self.grpc_server.stop(grace)
        self.drain()
        stopped.wait()
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
        CertificateError: a certificate cannot be used.
        ExposedError, TokenKeysError, KeyringError, SystemsError: it is not settled who may come in.
    """
    identification = identification_of(settings, clock)
    callers = Callers(keyring_of(settings))
    database = connect(settings.database, callers.keyring)
    rule_books = RuleBookStore(database)
    with writing(database):
        add_partitions(database, months_around(clock()))
        if not has_directory(database):
            write_directory(database, read_file(settings.directory))
        directory = read_directory(database)
        names = KnownNames(directory.phones, directory.names)
        publishing = Publishing(database, rule_books, lambda: names, clock)
        publishing.publish_first(read_files(settings.rules), read_test_files(settings.rules))
    book = BookInForce(database, rule_books, lambda: names)

    def tells_of_danger(request: object) -> bool:
        if not isinstance(request, intake_service_pb2.RegisterCallRequest):
            return False
        call = request.call
        return call.marked_urgent or bool(book().analyse(call.subject, call.content).dangers)

    def record(who: str, rpc: str, cases: tuple[str, ...], about: str, reason: str) -> None:
        services.access_recorder.record(who, rpc, cases, about, reason)

    # Whatever streams hold their threads, calls have theirs.
    rooms = rooms_for(settings.streams)
    workers = WorkerPool(settings.workers + rooms.threads)
    admission = Admission(workers, settings.queue, tells_of_danger)
    limits = Rates(settings.person_rate, settings.system_rate, time.monotonic)
    statuses = Statuses(OUTAGES)
    guard = Guard(Gate(identification, record), limits, admission, rooms, statuses, lambda: release(database))
    # A watch has no thread to trace on, and may last for days.
    spanned = filters.negate(filters.any_of(filters.method_prefix("Watch"), filters.health_check()))
    traced = [server_interceptor(filter_=spanned)] if settings.traces else []  # type: ignore[no-untyped-call]
    server = grpc.server(
        workers,
        interceptors=[*traced, guard],
        options=[
            ("grpc.so_reuseport", int(bool(settings.supervised))),
            ("grpc.max_receive_message_length", MESSAGE_LIMIT),
            ("grpc.max_metadata_size", METADATA_LIMIT),
            ("grpc.max_concurrent_streams", STREAMS_A_CONNECTION),
            # Whoever begins a connection and says no more, or vanishes, is let go.
            ("grpc.server_handshake_timeout_ms", 10_000),
            ("grpc.max_connection_idle_ms", 900_000),
            # A certificate that was withdrawn ends with its connection.
            ("grpc.max_connection_age_ms", 3_600_000),
            ("grpc.max_connection_age_grace_ms", 60_000),
            ("grpc.keepalive_time_ms", 60_000),
            ("grpc.keepalive_timeout_ms", 20_000),
            # Our clients ask every 30 seconds whether the server of a quiet watch is still there.
            ("grpc.http2.min_ping_interval_without_data_ms", 20_000),
        ],
    )
    try:
        port, systems_port = opened_ports(server, settings)
    except Exception:
        shut(database)
        raise

    if settings.traces:
        trace_statements(database)
    services = wired(
        database,
        book,
        publishing,
        directory,
        clock,
        identification.tokens,
        callers,
        retention=timedelta(days=settings.retention_days),
        access_log_kept=timedelta(days=settings.access_log_days),
        watches=settings.watches,
        statuses=statuses,
        round_seconds=settings.round_seconds,
        daily_report_at=settings.daily_report_at,
        files_folder=settings.files,
    )
    services.add_to(server)
    health = Health(SERVICES)
    health_pb2_grpc.add_HealthServicer_to_server(health, server)
    reflection.enable_server_reflection((*SERVICES, HEALTH, reflection.SERVICE_NAME), server)
    readiness = Readiness(database, health)
    readiness.start()
    server.start()
    services.start()

    def stop_parts() -> None:
        services.stop()
        health.close()
        workers.shutdown()
        shut(database)

    return RunningServer(
        address=_with_port(settings.listen, port),
        systems_address=_with_port(settings.listen_systems, systems_port),
        book=book,
        watchman=services.watchman,
        overview_schedule=services.overview_schedule,
        archive=services.archive,
        readiness=readiness,
        grpc_server=server,
        drain=services.drain,
        stop_parts=stop_parts,
    )


def _with_port(address: str, port: int) -> str:
    return f"{address.rpartition(':')[0]}:{port}" if port else ""
