"""Starting, draining and stopping a server."""

from dataclasses import dataclass, field

import grpc
from grpc_health.v1 import health_pb2_grpc
from grpc_health.v1.health import SERVICE_NAME as HEALTH
from grpc_reflection.v1alpha import reflection

from hotline_server.api.guards.health import Health
from hotline_server.desk.rule_books.in_force import BookInForce
from hotline_server.ground.clock import Clock, system_clock
from hotline_server.ground.config import Settings
from hotline_server.runtime.directory_file import warn_of_differences
from hotline_server.runtime.guarding import GuardedServer, guarded_server
from hotline_server.runtime.identification import identification_of, keyring_of
from hotline_server.runtime.readiness import Readiness
from hotline_server.runtime.sockets import Addresses, listen
from hotline_server.runtime.wiring.desk import Desk
from hotline_server.runtime.wiring.reports import Reports
from hotline_server.runtime.wiring.service import Service, wire
from hotline_server.store.cases.callers import Callers
from hotline_server.store.engine.tracing import trace_statements


@dataclass(frozen=True, slots=True)
class RunningServer:
    """Running server.

    Attributes:
        addresses: addresses it listens on.
        service: wired service.
        readiness: probe that tells whether it takes calls now.
    """

    addresses: Addresses
    service: Service = field(repr=False)
    readiness: Readiness = field(repr=False)
    guarded: GuardedServer = field(repr=False)
    health: Health = field(repr=False)

    @property
    def address(self) -> str:
        """Address for clients, as ``host:port``."""
        return self.addresses.clients

    @property
    def systems_address(self) -> str:
        """Address for systems with client certificates; empty if there is none."""
        return self.addresses.systems

    @property
    def book(self) -> BookInForce:
        """Rule book in force."""
        return self.service.desk.book

    @property
    def desk(self) -> Desk:
        """Use cases of the desk."""
        return self.service.desk

    @property
    def reports(self) -> Reports:
        """Use cases that evaluate many cases."""
        return self.service.reports

    def stop(self, grace: float) -> None:
        """Refuse new calls, give those in flight ``grace`` seconds to finish, and stop."""
        self.readiness.stop()
        stopped = self.guarded.grpc_server.stop(grace)
        self.service.drain()
        stopped.wait()
        self.service.stop()
        self.health.close()
        self.guarded.workers.shutdown()
        self.service.close()


def start(settings: Settings, clock: Clock = system_clock) -> RunningServer:
    """Start serving.

    Args:
        settings: where and with what.
        clock: source of time.

    Raises:
        RuleBookError: if the rule book has mistakes.
        DatabaseError: if the database cannot be used.
        PortTakenError: if something else listens on the address.
        CertificateError: if a certificate cannot be used.
        ExposedError, TokenKeysError, KeyringError, SystemsError: if authentication is not fully configured.
    """
    identification = identification_of(settings, clock)
    service = wire(settings, Callers(keyring_of(settings)), identification, clock)
    guarded = guarded_server(service, identification, settings)
    try:
        addresses = listen(guarded.grpc_server, settings)
    except Exception:
        service.stop()
        service.close()
        raise
    if settings.traces:
        trace_statements(service.stores.database)
    warn_of_differences(settings, service.desk.units)
    health = _serve(service, guarded.grpc_server)
    readiness = Readiness(service.stores.database, health)
    readiness.start()
    guarded.grpc_server.start()
    service.start()
    return RunningServer(addresses, service, readiness, guarded, health)


def _serve(service: Service, server: grpc.Server) -> Health:
    """Add the servicers, health checking and reflection to a server."""
    service.api.add_to(server)
    services = service.api.services
    health = Health(services)
    health_pb2_grpc.add_HealthServicer_to_server(health, server)
    reflection.enable_server_reflection((*services, HEALTH, reflection.SERVICE_NAME), server)
    return health
