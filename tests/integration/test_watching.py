"""WatchCase sends every entry once, in order, from any cursor, and holds no thread."""

import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

import grpc
import pytest
from hotline.v1 import act_pb2, case_pb2, case_service_pb2, case_service_pb2_grpc
from hotline_client import Hotline, HotlineError
from hotline_server.desk.cases.watches import News, Watch, WatchHub
from hotline_server.runtime.server import RunningServer
from hotline_server.security.authentication import IdentityCheck
from hotline_server.security.revocations import Revocations

from tests.hotline import PATIENCE, SetClock, a_call, connect, open_channel

pytestmark = pytest.mark.each_database


def test_a_watch_sends_the_entries_after_its_cursor(hotline: Hotline) -> None:
    number = hotline.register(a_call()).number
    news = hotline.watch(number)
    first, second = next(news), next(news)
    assert [first.entry.sequence, second.entry.sequence] == [1, 2]
    assert second.entry.act == act_pb2.ACT_ASSIGN
    assert second.case.state == case_pb2.CASE_STATE_ASSIGNED
    resumed = next(hotline.watch(number, after=1))
    assert resumed.entry == second.entry


def test_an_invalid_watch_is_rejected(hotline: Hotline) -> None:
    number = hotline.register(a_call()).number
    for refused_number, after, code in (
        ("20261123-999999", 0, grpc.StatusCode.NOT_FOUND),
        ("没有", 0, grpc.StatusCode.INVALID_ARGUMENT),
        (number, -1, grpc.StatusCode.INVALID_ARGUMENT),
    ):
        with pytest.raises(HotlineError) as refused:
            next(hotline.watch(refused_number, after))
        assert refused.value.code is code


def test_watches_over_the_limit_are_rejected_until_clients_disconnect(hotline: Hotline, server: RunningServer) -> None:
    number = hotline.register(a_call()).number
    with open_channel(server.address) as channel:
        stub = case_service_pb2_grpc.CaseServiceStub(channel)
        request = case_service_pb2.WatchCaseRequest(number=number)
        watches = [stub.WatchCase(request) for _ in range(8)]
        for watch in watches:
            next(watch)
        with pytest.raises(HotlineError, match="上限 8 个") as refused:
            next(hotline.watch(number))
        assert refused.value.code is grpc.StatusCode.RESOURCE_EXHAUSTED
        assert hotline.register(a_call()).number
        watches[0].cancel()
        deadline = time.monotonic() + PATIENCE
        freed = False
        while not freed and time.monotonic() < deadline:
            with suppress(HotlineError):
                freed = next(hotline.watch(number)).entry.sequence == 1
        assert freed


def test_a_watch_resumes_after_the_server_is_replaced(
    hotline: Hotline, server: RunningServer, start_server: Callable[[], RunningServer]
) -> None:
    number = hotline.register(a_call()).number
    with connect(server.address) as client:
        seen = next(client.watch(number)).entry.sequence
    server.stop(0)
    with connect(start_server().address) as client:
        assert next(client.watch(number, after=seen)).entry.sequence == seen + 1


def test_a_watch_that_ends_says_where_to_resume_past_what_it_may_not_see(clock: SetClock) -> None:
    passed, resume_from = threading.Event(), list[int]()

    def read(after: int) -> Sequence[News]:
        if after == 7:
            passed.set()
            return []
        return [News(7)]

    hub = WatchHub(1, lambda: 0, lambda: None, clock, IdentityCheck(Revocations(), None))
    hub.open(Watch(0, read, bool, lambda _, cursor: resume_from.append(cursor)))
    assert passed.wait(PATIENCE)
    hub.close()
    assert resume_from == [7]


def test_a_stalled_client_does_not_delay_others(clock: SetClock) -> None:
    stalled, taken = threading.Event(), threading.Event()

    def wait() -> None:
        stalled.wait(PATIENCE)

    def once(send: Callable[[], None]) -> Watch:
        return Watch(0, lambda after: [] if after else [News(1, send)], bool, lambda *_: None)

    hub = WatchHub(21, lambda: 0, lambda: None, clock, IdentityCheck(Revocations(), None))
    for _ in range(20):
        hub.open(once(wait))
    hub.open(once(taken.set))
    assert taken.wait(PATIENCE)
    stalled.set()
    hub.close()


def test_entries_committed_by_another_server_during_a_send_are_sent(clock: SetClock) -> None:
    log, sent, asked = [1], list[int](), list[int]()
    sending, go_on, all_sent = threading.Event(), threading.Event(), threading.Event()

    def position() -> int:
        asked.append(log[-1])
        return log[-1]

    def send(entry: int) -> None:
        sent.append(entry)
        if len(sent) == 2:
            all_sent.set()

    def read(after: int) -> Sequence[News]:
        return [News(entry, partial(send, entry)) for entry in log if entry > after]

    def over() -> bool:
        sending.set()
        go_on.wait(PATIENCE)
        return False

    hub = WatchHub(1, position, lambda: None, clock, IdentityCheck(Revocations(), None))
    hub.open(Watch(0, read, over, lambda *_: None))
    assert sending.wait(PATIENCE)
    log.append(2)
    until = time.monotonic() + PATIENCE
    while asked.count(2) < 2:
        assert time.monotonic() < until
    go_on.set()
    assert all_sent.wait(PATIENCE)
    hub.close()
    assert sent == [1, 2]


def test_a_hub_that_closes_waits_for_reads_in_progress_but_not_for_clients(clock: SetClock) -> None:
    """The database is closed right after the hub."""
    reading, read_on, closed, stalled = (threading.Event() for _ in range(4))

    def read(_: int) -> Sequence[News]:
        reading.set()
        read_on.wait(PATIENCE)
        return []

    def stall() -> None:
        stalled.wait(PATIENCE)

    def close() -> None:
        hub.close()
        closed.set()

    hub = WatchHub(2, lambda: 0, lambda: None, clock, IdentityCheck(Revocations(), None))
    hub.open(Watch(0, lambda _: [News(1, stall)], bool, lambda *_: None))
    hub.open(Watch(0, read, bool, lambda *_: None))
    assert reading.wait(PATIENCE)
    closing = threading.Thread(target=close, daemon=True)
    closing.start()
    assert not closed.wait(0.1)
    read_on.set()
    assert closed.wait(PATIENCE)
    stalled.set()
    closing.join(PATIENCE)
