"""Trying again: for how long, and when somebody is told."""

from contextlib import suppress

import grpc
import pytest
from hotline_client import ConnectionFault, HotlineError, Waiting
from hotline_client import retrying as retrying_module
from hotline_client.connecting import Peer
from hotline_client.retrying import Trying

ADDRESS = "127.0.0.1:50051"
REFUSED = HotlineError(grpc.StatusCode.UNAVAILABLE, "refused", {}, fault=ConnectionFault.REFUSED)


class Time:
    """Time that tests set."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    time = Time()
    monkeypatch.setattr(retrying_module, "time", time)
    return time


def test_somebody_is_told_after_a_second_and_then_every_ten(time: Time) -> None:
    told: list[Waiting] = []
    trying = Trying(Peer(ADDRESS, None, told.append), "RegisterCall", patience=25)
    with suppress(HotlineError):
        while time.now < 60:
            trying.pause_after(REFUSED)
    assert [(one.address, one.rpc, one.failure) for one in told] == [(ADDRESS, "RegisterCall", REFUSED)] * 3
    assert [round(one.seconds / 10) for one in told] == [0, 1, 2]
    assert told[0].seconds == pytest.approx(1)
    assert 25 <= time.now < 60


def test_what_fails_for_a_moment_is_nobodys_business(time: Time) -> None:
    told: list[Waiting] = []
    trying = Trying(Peer(ADDRESS, None, told.append), "WatchDesk", patience=float("inf"))
    for _ in range(10):
        trying.pause_after(REFUSED)
        trying.succeeded()
    assert time.now > 0.5
    assert told == []


@pytest.mark.parametrize("fault", [fault for fault in ConnectionFault if fault.is_permanent])
def test_what_waiting_cannot_mend_is_raised_at_once(time: Time, fault: ConnectionFault) -> None:
    trying = Trying(Peer(ADDRESS, None, lambda _: None), "WatchDesk", patience=float("inf"))
    with pytest.raises(HotlineError):
        trying.pause_after(HotlineError(grpc.StatusCode.UNAVAILABLE, fault.value, {}, fault=fault))
    assert time.now == 0


def test_a_refused_sign_in_is_raised_at_once(time: Time) -> None:
    trying = Trying(Peer(ADDRESS, None, lambda _: None), "RegisterCall", patience=30)
    with pytest.raises(HotlineError):
        trying.pause_after(HotlineError(grpc.StatusCode.UNAUTHENTICATED, "令牌无效", {}))
    assert time.now == 0
