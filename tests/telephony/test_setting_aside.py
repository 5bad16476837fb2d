"""One call that the service cannot take stops no other."""

from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import cast

import grpc
import pytest
from hotline.v1.case_pb2 import Call, Caller, Case
from hotline.v1.intake_service_pb2 import RegisterCallRequest
from hotline_client import Hotline, HotlineError
from hotline_telephony.amendments import build_amendment
from hotline_telephony.connections import ConnectionResult, Destination
from hotline_telephony.delivery import Delivery
from hotline_telephony.events import Event
from hotline_telephony.failures import Kind, pause_after
from hotline_telephony.journal import Journal
from hotline_telephony.main import app
from hotline_telephony.records import build_record, move_into_text
from typer.testing import CliRunner

from tests.hotline import SetClock

_BAD = "坏的"


class Service:
    """Service that fails for what contains a word, and remembers what it took."""

    def __init__(self, code: grpc.StatusCode) -> None:
        self.code: grpc.StatusCode | None = code
        self.registered: list[str] = []
        self.connections: list[str] = []
        self.amended: list[str] = []

    def register(self, call: Call, request_id: str, retry_timeout: float) -> Case:
        del retry_timeout
        self._fail_for(call.content)
        self.registered.append(request_id)
        return Case(number=f"20261126-{len(self.registered):06}")

    def amend_registration(self, case: Case, call: Call, _: object, request_id: str, **__: object) -> Case:
        self._fail_for(call.content)
        self.amended.append(request_id)
        return case

    def record_connection(self, case: Case, *fields: object, retry_timeout: float) -> Case:
        del fields, retry_timeout
        self._fail_for(case.number)
        self.connections.append(case.number)
        return case

    def _fail_for(self, text: str) -> None:
        if self.code and _BAD in text:
            raise HotlineError(self.code, "内部错误", {})


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "journal.db")


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 11, 26, 1, tzinfo=UTC))


def arrive(journal: Journal, clock: SetClock, *call_ids: str) -> None:
    first = journal.last_event_id() + 1
    journal.apply(
        [
            Event(first + place, call_id, kind, clock.now, "13800000000", "0712", "", "", "")
            for place, (call_id, kind) in enumerate(
                (call_id, kind) for call_id in call_ids for kind in ("arrived", "answered")
            )
        ]
    )


def note(journal: Journal, clock: SetClock, call_id: str, content: str, *, urgent: bool = False) -> None:
    call = journal.call(call_id)
    assert call is not None
    noted = Call(content=content, marked_urgent=urgent)
    journal.add_matter(call_id, noted, partial(build_record, call, noted, recording="", now=clock.now))
    clock.advance(microseconds=1)


def amend(journal: Journal, clock: SetClock, call_id: str, content: str) -> None:
    """Write the first note of a call again."""
    (record,) = journal.records_of(call_id)
    noted = Call(content=content)
    journal.amendments.add(
        record, noted, lambda before, index: build_amendment(before, noted, record.request_id, index), clock.now
    )
    clock.advance(microseconds=1)


def delivery_to(service: Service, journal: Journal, clock: SetClock) -> Delivery:
    return Delivery(journal, cast(Hotline, service), clock)


@pytest.mark.parametrize(
    "code",
    [grpc.StatusCode.INTERNAL, grpc.StatusCode.PERMISSION_DENIED, grpc.StatusCode.DEADLINE_EXCEEDED],
)
def test_a_call_that_fails_is_set_aside_with_its_reason_and_taken_up_again(
    journal: Journal, clock: SetClock, code: grpc.StatusCode
) -> None:
    arrive(journal, clock, "a", "b")
    note(journal, clock, "a", _BAD)
    note(journal, clock, "b", "好的")
    service = Service(code)
    delivery = delivery_to(service, journal, clock)
    assert delivery.round() == 2
    assert service.registered == ["b"]
    assert delivery.round() == 0, "does not spin on it"
    (failure,) = journal.failures()
    assert (failure.item, failure.kind, failure.reason) == ("a", Kind.RECORD, "内部错误")
    clock.advance(seconds=1)
    assert delivery.round() == 1
    assert journal.failures()[0].attempts == 2
    assert journal.count_pending() == 1, "nothing is lost"
    service.code = None
    assert journal.retry(clock.now) == 1
    delivery.round()
    assert service.registered == ["b", "a"]
    assert journal.failures() == []


@pytest.mark.parametrize(
    "code", [grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.UNAUTHENTICATED, grpc.StatusCode.RESOURCE_EXHAUSTED]
)
def test_an_outage_sets_nothing_aside(journal: Journal, clock: SetClock, code: grpc.StatusCode) -> None:
    arrive(journal, clock, "a")
    note(journal, clock, "a", _BAD)
    service = Service(code)
    delivery = delivery_to(service, journal, clock)
    with pytest.raises(HotlineError):
        delivery.round()
    assert (journal.failures(), delivery.outage) == ([], "内部错误")
    service.code = None
    assert (delivery.round(), delivery.outage) == (1, "")


def test_a_service_that_answers_nothing_is_an_outage(journal: Journal, clock: SetClock) -> None:
    calls = ["a", "b", "c", "d"]
    arrive(journal, clock, *calls)
    for call_id in calls:
        note(journal, clock, call_id, _BAD)
    service = Service(grpc.StatusCode.DEADLINE_EXCEEDED)
    delivery = delivery_to(service, journal, clock)
    with pytest.raises(HotlineError):
        delivery.round()
    assert (len(journal.failures()), journal.count_pending(), delivery.outage) == (3, 4, "内部错误")
    service.code = None
    clock.advance(seconds=1)
    assert (delivery.round(), delivery.outage, journal.count_pending()) == (4, "", 0)


def test_later_records_of_the_call_wait_but_urgent_ones_do_not(journal: Journal, clock: SetClock) -> None:
    """R2.6."""
    arrive(journal, clock, "a")
    note(journal, clock, "a", _BAD)
    note(journal, clock, "a", "第二件")
    note(journal, clock, "a", "第三件，着火了", urgent=True)
    service = Service(grpc.StatusCode.INTERNAL)
    delivery = delivery_to(service, journal, clock)
    delivery.round()
    delivery.round()
    assert service.registered == ["a/2"]
    service.code = None
    clock.advance(minutes=1)
    delivery.round()
    assert service.registered == ["a/2", "a", "a/1"]


def test_an_automatic_record_that_fails_holds_up_no_urgent_note(journal: Journal, clock: SetClock) -> None:
    """R2.6."""
    arrive(journal, clock, "a")
    call = journal.call("a")
    assert call is not None
    automatic = build_record(call, Call(content=_BAD), 0, "", clock.now)
    journal.add_automatic(automatic)
    service = Service(grpc.StatusCode.INTERNAL)
    delivery = delivery_to(service, journal, clock)
    delivery.round()
    clock.advance(seconds=1)
    note(journal, clock, "a", "着火了", urgent=True)
    delivery.round()
    assert service.registered == ["a/1"]


def test_a_connection_that_fails_holds_up_no_other(journal: Journal, clock: SetClock) -> None:
    arrive(journal, clock, "a", "b")
    for call_id, number in (("a", _BAD), ("b", "20261126-000009")):
        journal.connections.add(
            call_id, f"to-{call_id}", Destination(number, "市民政局", ""), ConnectionResult.DECLINED, clock.now
        )
        clock.advance(seconds=1)
    service = Service(grpc.StatusCode.INTERNAL)
    delivery_to(service, journal, clock).round()
    assert service.connections == ["20261126-000009"]
    assert [failure.item for failure in journal.failures()] == ["to-a"]


def test_status_tells_what_is_set_aside_and_retry_takes_it_up(
    journal: Journal, clock: SetClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTLINE_TELEPHONY_JOURNAL", str(tmp_path / "journal.db"))
    monkeypatch.setenv("HOTLINE_TELEPHONY_LISTEN", "127.0.0.1:9")
    monkeypatch.setenv("HOTLINE_TELEPHONY_SWITCH", "http://127.0.0.1:9")
    arrive(journal, clock, "a")
    note(journal, clock, "a", _BAD)
    delivery_to(Service(grpc.StatusCode.INTERNAL), journal, clock).round()
    shown = CliRunner().invoke(app, ["status"])
    assert shown.exit_code == 1
    assert "等待登记 1 个，暂缓 1 个，被拒收 0 个" in shown.output
    assert "a\t登记暂缓：内部错误\t2026-11-26 09:00 起试过 1 次" in shown.output
    assert "1 个暂缓的马上再送" in CliRunner().invoke(app, ["retry"]).output


def test_what_was_refused_is_sent_again_by_hand(
    journal: Journal, clock: SetClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTLINE_TELEPHONY_JOURNAL", str(tmp_path / "journal.db"))
    arrive(journal, clock, "a")
    note(journal, clock, "a", _BAD)
    service = Service(grpc.StatusCode.INVALID_ARGUMENT)
    delivery = delivery_to(service, journal, clock)
    delivery.round()
    assert [record.refusal for record in journal.refused()] == ["内部错误"]
    service.code = None
    assert delivery.round() == 0
    again = CliRunner().invoke(app, ["retry", "a", "b"])
    assert (again.exit_code, "1 个被拒收的再送一次" in again.output, "结果 b" in again.output) == (1, True, True)
    delivery.round()
    assert (service.registered, journal.refused()) == (["a"], [])


def test_a_refused_amendment_is_sent_again_by_hand_unless_later_ones_were_made(
    journal: Journal, clock: SetClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTLINE_TELEPHONY_JOURNAL", str(tmp_path / "journal.db"))
    arrive(journal, clock, "a")
    note(journal, clock, "a", "路灯不亮")
    service = Service(grpc.StatusCode.INVALID_ARGUMENT)
    delivery = delivery_to(service, journal, clock)
    delivery.round()
    amend(journal, clock, "a", f"{_BAD}路灯")
    delivery.round()
    assert [one.refusal for one in journal.amendments.refused()] == ["内部错误"]
    service.code = None
    assert CliRunner().invoke(app, ["retry", "a~1"]).exit_code == 0
    delivery.round()
    assert (service.amended, journal.amendments.refused()) == (["a~1"], [])
    service.code = grpc.StatusCode.INVALID_ARGUMENT
    amend(journal, clock, "a", f"{_BAD}、倒了")
    delivery.round()
    amend(journal, clock, "a", "路灯倒了")
    refused = CliRunner().invoke(app, ["retry", "a~2"])
    assert (refused.exit_code, "以后来的为准，这些不再送： a~2" in refused.output) == (1, True)
    delivery.round()
    assert service.amended == ["a~1", "a~3"]


def test_pauses_grow_to_a_minute() -> None:
    assert [pause_after(attempts) for attempts in (1, 2, 3)] == [timedelta(seconds=span) for span in (1, 2, 4)]
    assert pause_after(1000) == timedelta(minutes=1)


def test_a_value_moved_into_the_text_is_not_moved_again() -> None:
    request = RegisterCallRequest(call=Call(content="积水", caller=Caller(phone="1")))
    moved = move_into_text(request, {"call.caller.phone": "不是号码"})
    assert moved.call.content == "积水\n(来电号码:1)"
    assert move_into_text(moved, {"call.caller.phone": "不是号码"}) == moved
