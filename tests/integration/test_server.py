"""Health, reflection, and startup checks."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc
from hotline_server.ground.config import Settings
from hotline_server.runtime.server import RunningServer, start
from hotline_server.runtime.sockets import PortTakenError
from hotline_server.store.engine.database import DatabaseError
from hotline_server.store.maintenance.opening import database_at
from hotline_server.store.models import PublicationRow, UnitRow

from tests.hotline import SERVICES, open_channel

pytestmark = pytest.mark.each_database


def test_health_is_reported_for_the_server_and_each_service(server: RunningServer) -> None:
    with open_channel(server.address) as channel:
        health = health_pb2_grpc.HealthStub(channel)
        for service in ("", *(service.full_name for service in SERVICES)):
            status = health.Check(health_pb2.HealthCheckRequest(service=service)).status
            assert status == health_pb2.HealthCheckResponse.SERVING


def test_reflection_lists_every_service_of_the_contract(server: RunningServer) -> None:
    with open_channel(server.address) as channel:
        stub = reflection_pb2_grpc.ServerReflectionStub(channel)
        (answer,) = stub.ServerReflectionInfo(iter([reflection_pb2.ServerReflectionRequest(list_services="")]))
        names = {service.name for service in answer.list_services_response.service}
        beside = {"grpc.health.v1.Health", "grpc.reflection.v1alpha.ServerReflection"}
        assert names == {service.full_name for service in SERVICES} | beside


def test_servers_starting_together_initialise_one_empty_database(empty_database_url: str) -> None:
    settings = Settings(listen="127.0.0.1:0", database=empty_database_url, round_seconds=3600)
    with ThreadPoolExecutor(4) as starters:
        servers = list(starters.map(lambda _: start(settings), range(4)))
    with database_at(empty_database_url) as database:
        assert PublicationRow.select().count(database) == 1
        assert UnitRow.select().where(UnitRow.name == "东湖区").count(database) == 1
    for server in servers:
        server.stop(0)


def test_an_invalid_database_url_is_rejected(settings: Settings) -> None:
    with pytest.raises(DatabaseError, match="oracle"):
        start(settings.model_copy(update={"database": "oracle://x"}))
    with pytest.raises(DatabaseError, match="有误"):
        start(settings.model_copy(update={"database": "postgresql://localhost/hotline?colour=red"}))


def test_a_port_in_use_is_rejected(server: RunningServer, settings: Settings) -> None:
    with pytest.raises(PortTakenError, match="不能监听"):
        start(settings.model_copy(update={"listen": server.address}))
