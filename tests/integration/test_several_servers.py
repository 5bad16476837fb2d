"""Several servers on one database act as one service."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import grpc
import pytest
from hotline.v1 import act_pb2, directory_service_pb2
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline_client import Hotline
from hotline_server.ground.config import Settings
from hotline_server.runtime.server import RunningServer
from hotline_server.store.engine.partitions import add_partitions
from hotline_server.store.engine.sql import execute
from hotline_server.store.maintenance.opening import database_at

from tests.hotline import PATIENCE, SetClock, StartServer, a_call, connect
from tests.office import TAXI, Office

pytestmark = pytest.mark.each_database


@pytest.fixture
def servers(start_server: StartServer) -> tuple[RunningServer, RunningServer]:
    return start_server(), start_server()


def test_a_watch_sees_what_another_server_did(servers: tuple[RunningServer, RunningServer]) -> None:
    """R2.6: every desk hears of an emergency, whichever server took the call."""
    with connect(servers[0].address) as here, connect(servers[1].address) as there:
        stream = here.desk.WatchDesk(desk_pb.WatchDeskRequest(acts=[act_pb2.ACT_RAISE_EMERGENCY]), timeout=PATIENCE)
        number = there.register(a_call("我家楼下着火了,快来人")).number
        assert next(iter(stream)).entry.case_number == number


def test_a_client_fails_over_when_one_server_stops(servers: tuple[RunningServer, RunningServer]) -> None:
    with connect(",".join(server.address for server in servers)) as hotline:
        before = [hotline.register(a_call()).number for _ in range(10)]
        servers[0].stop(0)
        after = [hotline.register(a_call()).number for _ in range(10)]
        assert len(set(before + after)) == 20


def test_one_request_sent_to_both_at_once_is_one_case(servers: tuple[RunningServer, RunningServer]) -> None:
    with connect(servers[0].address) as here, connect(servers[1].address) as there:
        with ThreadPoolExecutor(8) as callers:
            numbers = list(
                callers.map(
                    lambda place: (here, there)[place % 2].register(a_call(), f"call-{place // 2}").number, range(40)
                )
            )
        assert numbers[::2] == numbers[1::2]
        assert len(set(numbers)) == 20


def test_case_numbers_from_both_servers_neither_repeat_nor_skip(servers: tuple[RunningServer, RunningServer]) -> None:
    with connect(servers[0].address) as here, connect(servers[1].address) as there:
        with ThreadPoolExecutor(8) as callers:
            numbers = callers.map(lambda place: (here, there)[place % 2].register(a_call()).number, range(60))
        assert sorted(numbers) == [f"20261123-{place:06d}" for place in range(1, 61)]


def test_what_is_due_is_done_once_by_whichever_watchman(
    servers: tuple[RunningServer, RunningServer], clock: SetClock
) -> None:
    """R4.1."""
    with connect(servers[0].address) as hotline:
        office = Office(hotline, servers[0], clock)
        cases = [office.call() for _ in range(30)]
        clock.now += timedelta(days=3)
        with ThreadPoolExecutor(2) as watchmen:
            done = list(watchmen.map(lambda server: server.desk.watchman.round(), servers))
        assert sum(done) == 30
        for number in cases:
            noted = [(entry.act, entry.reason) for entry in office.case(number).log]
            assert (act_pb2.ACT_NUDGE, "超过签收时限还没有签收") in noted
            assert len(set(noted)) == len(noted)


def test_a_calendar_change_applies_on_every_server(
    servers: tuple[RunningServer, RunningServer], clock: SetClock
) -> None:
    """R3.1: 调休 announced on one server moves the deadlines that the other sets."""
    with connect(servers[0].address) as here, connect(servers[1].address) as there:
        before = there.register(a_call()).assignments[0].deadline.ToDatetime()
        holiday = directory_service_pb2.Holiday(day="2026-11-25", working=False, name="临时放假")
        here.directory.SetHoliday(directory_service_pb2.SetHolidayRequest(holiday=holiday, actor="管理员"))
        looked = threading.Event()
        for _ in range(100):
            after = there.register(a_call()).assignments[0].deadline.ToDatetime()
            if after != before or looked.wait(0.05):
                break
        assert after - before >= timedelta(days=1)


def test_an_act_on_one_server_invalidates_etags_on_the_other(
    servers: tuple[RunningServer, RunningServer], clock: SetClock
) -> None:
    with connect(servers[0].address) as here, connect(servers[1].address) as there:
        one, other = Office(here, servers[0], clock), Office(there, servers[1], clock)
        number = one.call()
        stale = other.context(number, "王科长")
        one.accept(number)
        from hotline.v1 import department_service_pb2 as department_pb  # noqa: PLC0415 - for this test alone

        with pytest.raises(grpc.RpcError) as refused:
            there.departments.SubmitProgress(
                department_pb.SubmitProgressRequest(context=stale, department=TAXI, progress="已到现场")
            )
        assert refused.value.code() is grpc.StatusCode.ABORTED


def test_each_time_has_its_partitions_before_its_first_case(
    settings: Settings, server: RunningServer, hotline: Hotline, clock: SetClock
) -> None:
    if settings.database.startswith("sqlite"):
        pytest.skip("SQLite has no partitions")
    clock.now += timedelta(days=40)
    server.service.partitions.create_missing()
    hotline.register(a_call())
    clock.now += timedelta(days=400)
    hotline.register(a_call("没有人为这个月准备"))
    with database_at(settings.database) as database:
        homes = dict(execute(database, "SELECT tableoid::regclass::text, COUNT(*) FROM hotline_case GROUP BY 1"))
    assert homes == {"hotline_case_2027": 1, "hotline_case_default": 1}


def test_a_year_begun_by_months_goes_on_as_a_year(settings: Settings) -> None:
    if settings.database.startswith("sqlite"):
        pytest.skip("SQLite has no partitions")
    with database_at(settings.database) as database:
        month = "FOR VALUES FROM (20310300000000000) TO (20310400000000000)"
        execute(database, f"CREATE TABLE assignment_203103 PARTITION OF assignment {month}")
        add_partitions(database, ["203104", "203105", "203201"])
        add_partitions(database, ["203106"])
        names = execute(
            database,
            "SELECT relname || ' ' || pg_get_expr(relpartbound, oid) FROM pg_class "
            "WHERE relname ~ '^assignment_203[12]' AND relkind = 'r' ORDER BY relname",
        )
    assert [name for (name,) in names] == [
        "assignment_2031 FOR VALUES FROM ('20310401000000000') TO ('20320101000000000')",
        "assignment_203103 FOR VALUES FROM ('20310300000000000') TO ('20310400000000000')",
        "assignment_2032 FOR VALUES FROM ('20320101000000000') TO ('20330101000000000')",
    ]


def test_a_stray_row_costs_its_month_and_not_its_year(
    settings: Settings, server: RunningServer, hotline: Hotline, clock: SetClock
) -> None:
    if settings.database.startswith("sqlite"):
        pytest.skip("SQLite has no partitions")
    clock.now += timedelta(days=120)
    hotline.register(a_call("没有人为这一年准备"))
    with database_at(settings.database) as database:
        add_partitions(database, ["202703", "202704"])
    clock.now += timedelta(days=30)
    hotline.register(a_call("下一个月"))
    with database_at(settings.database) as database:
        homes = dict(execute(database, "SELECT tableoid::regclass::text, COUNT(*) FROM hotline_case GROUP BY 1"))
    assert homes == {"hotline_case_default": 1, "hotline_case_2027": 1}
