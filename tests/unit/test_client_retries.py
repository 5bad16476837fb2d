"""Retries: for how long, and when the caller is notified."""

from contextlib import suppress

import grpc
import pytest
from hotline.v1 import case_pb2
from hotline.v1.line_service_pb2 import WatchLineCasesResponse
from hotline_client import ConnectionFault, HotlineError, Wait, retries
from hotline_client.channels import Peer
from hotline_client.retries import Backoff
from hotline_client.watches import line_watch

ADDRESS = "127.0.0.1:50051"
REFUSED = HotlineError(grpc.StatusCode.UNAVAILABLE, "refused", {}, fault=ConnectionFault.REFUSED)


class Time:
    """Clock advanced by sleeping."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    time = Time()
    monkeypatch.setattr(retries, "time", time)
    return time


def test_notices_come_after_a_second_and_then_every_ten(time: Time) -> None:
    notices: list[Wait] = []
    backoff = Backoff(Peer(ADDRESS, None, notices.append), "RegisterCall", retry_timeout=25)
    with suppress(HotlineError):
        while time.now < 60:
            backoff.wait(REFUSED)
    assert [(notice.address, notice.rpc, notice.failure) for notice in notices] == [
        (ADDRESS, "RegisterCall", REFUSED)
    ] * 3
    assert [round(notice.seconds / 10) for notice in notices] == [0, 1, 2]
    assert notices[0].seconds == pytest.approx(1)
    assert 25 <= time.now < 60


def test_brief_failures_cause_no_notice(time: Time) -> None:
    notices: list[Wait] = []
    backoff = Backoff(Peer(ADDRESS, None, notices.append), "WatchDesk", retry_timeout=float("inf"))
    for _ in range(10):
        backoff.wait(REFUSED)
        backoff.reset()
    assert time.now > 0.5
    assert notices == []


@pytest.mark.parametrize("fault", [fault for fault in ConnectionFault if fault.is_permanent])
def test_permanent_faults_are_raised_at_once(time: Time, fault: ConnectionFault) -> None:
    backoff = Backoff(Peer(ADDRESS, None, lambda _: None), "WatchDesk", retry_timeout=float("inf"))
    with pytest.raises(HotlineError):
        backoff.wait(HotlineError(grpc.StatusCode.UNAVAILABLE, fault.value, {}, fault=fault))
    assert time.now == 0


def test_failed_authentication_is_raised_at_once(time: Time) -> None:
    backoff = Backoff(Peer(ADDRESS, None, lambda _: None), "RegisterCall", retry_timeout=30)
    with pytest.raises(HotlineError):
        backoff.wait(HotlineError(grpc.StatusCode.UNAUTHENTICATED, "令牌无效", {}))
    assert time.now == 0


def test_a_watch_resumes_past_what_it_was_not_sent() -> None:
    """The service says at the end how far it read, which an entry that arrived last may have passed."""
    watch = line_watch("110报警服务台", 3)
    assert watch.request().after_position == 3  # type: ignore[attr-defined]
    watch.started([("hotline-cursor", "3")])
    watch.advance(WatchLineCasesResponse(entry=case_pb2.LogEntry(position=5)))
    watch.ended([("hotline-cursor", "9")])
    assert watch.request().after_position == 9  # type: ignore[attr-defined]
    watch.advance(WatchLineCasesResponse(entry=case_pb2.LogEntry(position=12)))
    watch.ended([("hotline-cursor", "11")])
    assert watch.request().after_position == 12  # type: ignore[attr-defined]
