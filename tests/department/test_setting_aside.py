"""An event that cannot be used holds up its own case only."""

import json
import os
import threading
from collections.abc import Iterator, Sequence
from typing import Any, cast

import grpc
import pytest
from hotline.v1 import act_pb2
from hotline.v1.case_pb2 import Case, LogEntry
from hotline.v1.department_service_pb2 import (
    GetAssignedCaseRequest,
    GetAssignedCaseResponse,
    WatchAssignmentsRequest,
    WatchAssignmentsResponse,
)
from hotline_client import Hotline, HotlineError
from hotline_department.act_runner import ActRunner
from hotline_department.exchange import Exchange, aside_folder
from hotline_department.follower import EventFollower
from hotline_department.main import app
from hotline_department.outbox import retry, waiting
from hotline_department.publishers import FilePublisher
from typer.testing import CliRunner

_BAD, _GOOD = "20261126-000001", "20261126-000002"


class Service:
    """Service with a log to watch, whose answer about one case is an error."""

    def __init__(self, entries: Sequence[LogEntry], stopping: threading.Event) -> None:
        self.departments = self
        self.code: grpc.StatusCode | None = grpc.StatusCode.INTERNAL
        self.failing = {_BAD}
        self._entries = entries
        self._stopping = stopping
        self._refused = 0

    def WatchAssignments(self, request: WatchAssignmentsRequest) -> "Watch":
        return Watch(self._entries_after(request))

    def _entries_after(self, request: WatchAssignmentsRequest) -> Iterator[WatchAssignmentsResponse]:
        for entry in self._entries:
            if entry.position > request.after_position:
                yield WatchAssignmentsResponse(entry=entry)
        self._stopping.set()

    def GetAssignedCase(self, request: GetAssignedCaseRequest, timeout: float) -> GetAssignedCaseResponse:
        del timeout
        if self.code and request.number in self.failing:
            self._refused += self.code is grpc.StatusCode.UNAVAILABLE
            if self._refused == 2:
                self._stopping.set()
            nothing = grpc.aio.Metadata()
            raise grpc.aio.AioRpcError(self.code, nothing, nothing, "内部错误")
        return GetAssignedCaseResponse(case=Case(number=request.number))


class Watch:
    """Open watch."""

    def __init__(self, entries: Iterator[WatchAssignmentsResponse]) -> None:
        self._entries = entries

    def __iter__(self) -> Iterator[WatchAssignmentsResponse]:
        return self._entries

    def initial_metadata(self) -> list[tuple[str, str]]:
        return [("hotline-cursor", "0")]


def entry(position: int, case: str, act: Any = act_pb2.ACT_ASSIGN) -> LogEntry:
    return LogEntry(position=position, sequence=position, case_number=case, act=act)


def published(exchange: Exchange) -> list[str]:
    return sorted(path.stem for path in (exchange.folder / "out").glob("*.json"))


def follow(exchange: Exchange, service: Service, stopping: threading.Event) -> EventFollower:
    follower = EventFollower(exchange, cast(Hotline, service), "交通运输局", FilePublisher(exchange), stopping)
    follower.run()
    # The log has ended, not the bridge.
    stopping.clear()
    return follower


def test_the_others_go_on_and_those_of_the_case_keep_their_order(
    exchange: Exchange, stopping: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = Service(
        [entry(1, _BAD), entry(2, _GOOD), entry(3, _BAD, act_pb2.ACT_ACCEPT), entry(4, _GOOD, 99_999)], stopping
    )
    follower = follow(exchange, service, stopping)
    assert published(exchange) == [f"000000000002-{_GOOD}-assign", f"000000000004-{_GOOD}-act_99999"]
    assert exchange.position() == 4
    aside = waiting(aside_folder(exchange.folder))
    first, second = f"000000000001-{_BAD}-assign", f"000000000003-{_BAD}-accept"
    assert list(aside) == [first, second]
    failure = aside[first]
    assert failure
    assert failure.reason == "内部错误"

    for name, value in {"NAME": "交通运输局", "FOLDER": exchange.folder}.items():
        monkeypatch.setenv(f"HOTLINE_DEPARTMENT_{name}", str(value))
    shown = CliRunner().invoke(app, ["status"])
    assert (shown.exit_code, "放在一边的动态 2 条" in shown.output, first in shown.output) == (1, True, True)

    assert follower.retry() == 0, "not yet"
    service.code = None
    assert "1 条动态马上再送，0 件事项马上再办" in CliRunner().invoke(app, ["retry"]).output
    assert [follower.retry(), follower.retry(), follower.retry()] == [1, 1, 0]
    assert published(exchange)[0] == first
    assert second in published(exchange)
    event = json.loads((exchange.folder / "out" / f"{first}.json").read_text("utf-8"))
    assert (event["id"], event["entry"]["act"], event["case"]["number"]) == (first, "ACT_ASSIGN", _BAD)
    assert waiting(aside_folder(exchange.folder)) == {}


def test_an_outage_sets_nothing_aside_and_is_told(
    exchange: Exchange, stopping: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = Service([entry(1, _BAD), entry(2, _GOOD)], stopping)
    service.code = grpc.StatusCode.UNAVAILABLE
    monkeypatch.setattr("hotline_department.follower.PAUSE_SECONDS", 0)
    follow(exchange, service, stopping)
    assert (published(exchange), exchange.position()) == ([], 0)
    assert waiting(aside_folder(exchange.folder)) == {}
    monkeypatch.setenv("HOTLINE_DEPARTMENT_NAME", "交通运输局")
    monkeypatch.setenv("HOTLINE_DEPARTMENT_FOLDER", str(exchange.folder))
    with exchange.held():
        told = CliRunner().invoke(app, ["status"])
        assert (told.exit_code, "收发不了\t内部错误" in told.output) == (1, True)
        os.utime(exchange.folder / "outage-events.failure", (0, 0))
        assert CliRunner().invoke(app, ["status"]).exit_code == 0, "it is over"
        os.utime(exchange.folder / "outage-events.failure")
        assert CliRunner().invoke(app, ["status"]).exit_code == 1
        service.code = None
        follow(exchange, service, stopping)
        assert CliRunner().invoke(app, ["status"]).exit_code == 0, "the service answers again"


def test_a_service_that_answers_no_act_is_an_outage(exchange: Exchange, stopping: threading.Event) -> None:
    service = Service([], stopping)
    service.code = grpc.StatusCode.DEADLINE_EXCEEDED
    service.failing = {f"20261126-00000{place}" for place in range(4)}
    for place, number in enumerate(sorted(service.failing)):
        exchange.add_act(f"{place}", json.dumps({"case": number, "act": "accept", "actor": "王科长"}))
    act_runner = ActRunner(exchange, cast(Hotline, service), "交通运输局")
    for _ in range(2):
        with pytest.raises(HotlineError, match="内部错误"):
            act_runner.round()
    assert len(list(exchange.pending())) == 4
    service.code = grpc.StatusCode.NOT_FOUND
    assert act_runner.submit("0", (exchange.body("0") or "").encode())[0] == "refused", "an answer as well"
    act_runner.round()


def test_an_outage_ends_a_retry(exchange: Exchange, stopping: threading.Event) -> None:
    service = Service([entry(1, _BAD)], stopping)
    follower = follow(exchange, service, stopping)
    service.code = grpc.StatusCode.UNAVAILABLE
    assert retry(aside_folder(exchange.folder)) == 1
    with pytest.raises(HotlineError):
        follower.retry()
    assert len(waiting(aside_folder(exchange.folder))) == 1
