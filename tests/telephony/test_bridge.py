"""The telephony bridge registers every call exactly once, across outages and restarts."""

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from cheroot.wsgi import Server
from hotline.v1 import act_pb2, case_pb2
from hotline_client import Hotline, HotlineError
from hotline_server.api.wording import owner_word
from hotline_server.runtime.server import RunningServer
from hotline_telephony import events
from hotline_telephony.bridge import Bridge, NotLoopbackError, connect_to_service
from hotline_telephony.connections import Destination
from hotline_telephony.delivery import Delivery
from hotline_telephony.follower import SILENT, STALE, SwitchFollower
from hotline_telephony.journal import ConnectionExistsError, Journal
from hotline_telephony.main import app
from hotline_telephony.monitor import SILENCE, SwitchMonitor
from hotline_telephony.notes import NoteError, parse_note
from hotline_telephony.records import build_record
from hotline_telephony.settings import Settings
from hotline_telephony.switch import Switch
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from tests.hotline import PATIENCE, SUSPICIOUS, SetClock, StartServer, eventually
from tests.ports import free_port
from tests.telephony.conftest import Screen, screen_of

PHONE = "13800138000"
DEPARTMENT = Destination("20261126-000001-1", "公交集团", "079188880001")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Use SQLite only: other tests cover the databases."""
    return sqlite_url


class EventTable:
    """Event table, written as the switch would."""

    def __init__(self, path: Path) -> None:
        events.prepare(path)
        self._path = path

    def emit(
        self, call_id: str, kind: str, at: datetime, caller: str = PHONE, agent: str = "", reason: str = ""
    ) -> None:
        values = (call_id, kind, int(at.timestamp() * 1_000_000), caller, agent if kind == "answered" else "", reason)
        with closing(sqlite3.connect(self._path)) as database:
            database.execute(
                "INSERT INTO event (call_id, kind, at, caller, agent, from_tag, to_tag, reason) "
                "VALUES (?, ?, ?, ?, ?, 'f', 't', ?)",
                values,
            )
            database.commit()

    def answered(self, call_id: str, at: datetime, agent: str = "0712", caller: str = PHONE) -> None:
        self.emit(call_id, "arrived", at, caller)
        self.emit(call_id, "answered", at + timedelta(seconds=3), caller, agent)


@pytest.fixture
def event_table(bridge_settings: Settings) -> EventTable:
    return EventTable(bridge_settings.events)


@pytest.fixture
def journal(bridge_settings: Settings) -> Journal:
    return Journal(bridge_settings.journal)


@pytest.fixture
def follower(bridge_settings: Settings, journal: Journal, event_table: EventTable, clock: SetClock) -> SwitchFollower:
    return SwitchFollower(journal, bridge_settings, clock)


@pytest.fixture
def delivery(bridge_settings: Settings, journal: Journal) -> Iterator[Delivery]:
    with connect_to_service(bridge_settings) as service:
        yield Delivery(journal, service)


class TestFollowing:
    def test_an_answered_call_without_a_note_is_registered_after_the_grace_period(
        self, follower: SwitchFollower, delivery: Delivery, event_table: EventTable, clock: SetClock, hotline: Hotline
    ) -> None:
        event_table.answered("call-1", clock.now)
        event_table.emit("call-1", "ended", clock.now + timedelta(minutes=2))
        follower.round()
        clock.advance(minutes=11)
        follower.round()
        assert delivery.round() == 0
        clock.advance(minutes=1, seconds=1)
        follower.round()
        assert delivery.round() == 1
        (case,) = hotline.cases()
        assert "未作记录" in case.call.content
        assert case.call.operator == "0712"
        assert case.call.recording.endswith("/call-1.wav")
        assert owner_word(case.owner) == "值班室"

    @pytest.mark.parametrize("kinds", [["arrived"], ["arrived", "answered"]])
    def test_a_call_whose_end_was_never_reported_is_registered_once_stale(
        self,
        follower: SwitchFollower,
        delivery: Delivery,
        event_table: EventTable,
        clock: SetClock,
        hotline: Hotline,
        kinds: list[str],
    ) -> None:
        for kind in kinds:
            event_table.emit("call-1", kind, clock.now, agent="0712")
        clock.now += STALE - timedelta(seconds=1)
        follower.round()
        assert delivery.round() == 0
        clock.advance(seconds=2)
        follower.round()
        assert delivery.round() == 1
        assert len(list(hotline.cases())) == 1

    def test_a_malformed_caller_number_does_not_stop_the_bridge(
        self,
        follower: SwitchFollower,
        delivery: Delivery,
        event_table: EventTable,
        clock: SetClock,
        hotline: Hotline,
        bridge_settings: Settings,
    ) -> None:
        for place, caller in enumerate(["", "anonymous", "1" * 300, "\x00\r\n", "张三"]):
            event_table.emit(f"call-{place}", "arrived", clock.now, caller)
            event_table.emit(f"call-{place}", "failed", clock.now, caller)
        with closing(sqlite3.connect(bridge_settings.events)) as database:
            database.execute("UPDATE event SET caller = CAST(x'ff00fe' AS TEXT) WHERE caller = '张三'")
            database.commit()
        follower.round()
        assert delivery.round() == 5
        assert len(list(hotline.cases())) == 5
        assert all(not case.call.caller.phone for case in hotline.cases())

    def test_only_old_registered_calls_are_purged(
        self,
        follower: SwitchFollower,
        delivery: Delivery,
        event_table: EventTable,
        journal: Journal,
        clock: SetClock,
        bridge_settings: Settings,
    ) -> None:
        for call_id in ("old", "waiting"):
            event_table.emit(call_id, "arrived", clock.now)
            event_table.emit(call_id, "failed", clock.now)
            follower.round()
            if call_id == "old":
                delivery.round()
        clock.advance(days=bridge_settings.kept_days + 1)
        event_table.emit("new", "arrived", clock.now)
        follower.round()
        assert follower.purge() == 1
        assert journal.call("old") is None
        assert journal.call("waiting") is not None
        assert journal.call("new") is not None
        assert delivery.round() == 1

    def test_overlong_call_ids_stay_distinct(
        self, follower: SwitchFollower, delivery: Delivery, event_table: EventTable, clock: SetClock, hotline: Hotline
    ) -> None:
        for call_id in ("x" * 200 + "1", "x" * 200 + "2"):
            event_table.emit(call_id, "arrived", clock.now)
            event_table.emit(call_id, "failed", clock.now)
        follower.round()
        delivery.round()
        assert len({case.call.telephony_call_id for case in hotline.cases()}) == 2


STORIES = st.lists(
    st.sampled_from(
        [
            ["arrived", "failed"],
            ["arrived", "answered", "ended"],
            ["arrived", "answered", "connected", "ended"],
            ["arrived", "answered", "unconnected", "ended"],
            ["arrived", "answered"],
            ["arrived"],
        ]
    ),
    min_size=1,
    max_size=6,
)


@given(stories=STORIES, data=st.data())
def test_every_call_gets_exactly_one_record_however_events_interleave_with_crashes(
    tmp_path_factory: pytest.TempPathFactory, stories: list[list[str]], data: st.DataObject
) -> None:
    """No call is lost or registered twice: the property everything else rests on."""
    folder = tmp_path_factory.mktemp("bridge")
    settings = Settings(events=folder / "events.db", journal=folder / "journal.db")
    switch, clock = EventTable(settings.events), SetClock(datetime(2026, 11, 25, tzinfo=UTC))
    journal = Journal(settings.journal)
    left = {f"call-{place}": list(story) for place, story in enumerate(stories)}
    while any(left.values()):
        call_id = data.draw(st.sampled_from(sorted(name for name, story in left.items() if story)))
        switch.emit(call_id, left[call_id].pop(0), clock.now, agent="0712")
        clock.advance(seconds=1)
        match data.draw(st.sampled_from(["nothing", "round", "killed", "killed after taking"])):
            case "round":
                SwitchFollower(journal, settings, clock).round()
            case "killed":
                journal = Journal(settings.journal)
            case "killed after taking":
                new = list(events.read_after(settings.events, journal.last_event_id()))
                if new:
                    journal.apply(new)
                journal = Journal(settings.journal)
    clock.now += STALE + timedelta(seconds=settings.grace_seconds)
    follower = SwitchFollower(journal, settings, clock)
    follower.round()
    follower.round()
    for call_id, story in zip(left, stories, strict=True):
        (record,) = journal.records_of(call_id)
        missed = "answered" not in story
        assert record.parsed_request().call.content.startswith("漏接" if missed else "来电已接听")


class TestNoting:
    def test_calls_recorded_during_an_outage_are_registered_once_afterwards(
        self,
        start_server: StartServer,
        settings: Any,
        bridge_settings: Settings,
        event_table: EventTable,
        clock: SetClock,
    ) -> None:
        bridge_settings.service = settings.listen = f"127.0.0.1:{free_port()}"
        event_table.answered("call-1", clock.now)
        with Bridge(bridge_settings) as bridge:
            screen = screen_of(bridge, bridge_settings)
            call = screen.next_call("0712")
            answer = screen.note(call["call_id"], content="我家楼下着火了")
            assert answer.status_code == 202
            assert "应急规程" in answer.json()["say"]
            assert screen.get("/status").json()["waiting"] == 1
            assert screen.get(f"/calls/{call['call_id']}/standing").status_code == 503
        start_server()
        with Bridge(bridge_settings) as bridge:
            screen = screen_of(bridge, bridge_settings)
            for attempt in eventually():
                with attempt:
                    assert screen.get("/status").json()["waiting"] == 0
            (record,) = screen.get("/calls/call-1").json()["records"]
            again = screen.note("call-1", content="我家楼下着火了").json()
            assert again["number"] == record["number"]
            assert again["outcome"] == "重大突发"
            assert "不要挂断" in again["say"]

    def test_after_an_outage_urgent_calls_go_first_and_calls_without_a_note_last(
        self, follower: SwitchFollower, journal: Journal, event_table: EventTable, clock: SetClock
    ) -> None:
        """R2.6: emergencies do not queue behind a backlog."""
        event_table.emit("missed", "arrived", clock.now)
        event_table.emit("missed", "failed", clock.now)
        for call_id in ("noted", "urgent"):
            event_table.answered(call_id, clock.now)
        follower.round()
        for place, call_id in enumerate(("noted", "urgent")):
            call = journal.call(call_id)
            assert call is not None
            note = parse_note({"content": "来人", "marked_urgent": call_id == "urgent"}, "0712")
            now = clock.now + timedelta(seconds=place)
            journal.add_note(call_id, note, partial(build_record, call, note, recording="", now=now))
        assert [record.call_id for record in journal.pending(9)] == ["urgent", "noted", "missed"]

    @pytest.mark.usefixtures("suspicious_reading")
    def test_the_agent_asks_about_a_suspected_danger(
        self, screen: Screen, event_table: EventTable, clock: SetClock, hotline: Hotline
    ) -> None:
        """R2.6: within the call."""
        event_table.answered("call-1", clock.now)
        screen.next_call("0712")
        noted = screen.note("call-1", content=SUSPICIOUS).json()
        assert noted["suspected"] == ["火灾", "燃气泄漏"]
        assert noted["say"] == f"请不要挂断，我先问您：{''.join(noted['ask'])}"
        refused = screen.post("/calls/call-1/answer", {"answer": "也许", "mood": "急"})
        assert (refused.status_code, set(refused.json()["fields"])) == (400, {"answer", "mood"})
        assert screen.post("/calls/call-1/answer", {"answer": "有危险", "danger_kind": "水灾"}).status_code == 400
        answered = screen.post("/calls/call-1/answer", {"answer": "没有危险", "words": "就是有点味道"}).json()
        assert (answered["number"], answered["outcome"], answered["ask"]) == (noted["number"], "转办", [])
        assert "就是有点味道" in [entry.reason for entry in hotline.case(noted["number"], log=True).log]
        assert screen.post("/calls/call-1/answer", {"answer": "没有危险"}).status_code == 409

    def test_the_agent_sees_who_may_be_responsible_and_what_may_be_answered(
        self, screen: Screen, event_table: EventTable, clock: SetClock, hotline: Hotline
    ) -> None:
        """P2, P3, R2.1."""
        for call_id in ("call-1", "call-2"):
            event_table.answered(call_id, clock.now)
        screen.next_call("0712")
        unsure = screen.note("call-1", content="门口那个东西坏了好久没人管，走路都不方便").json()
        suggested = hotline.case(unsure["number"]).decision.suggestions
        assert suggested
        assert [(one["department"], one["confidence"]) for one in unsure["suggestions"]] == [
            (one.department.name, one.confidence) for one in suggested
        ]
        asked = screen.note("call-2", content="请问租房怎么提取公积金").json()
        assert (asked["suggestions"], asked["proposals"][0]["policy_id"]) == ([], "P001")

    def test_one_call_can_raise_two_matters(
        self, screen: Screen, event_table: EventTable, clock: SetClock, hotline: Hotline
    ) -> None:
        event_table.answered("call-1", clock.now)
        screen.next_call("0712")
        first = screen.note("call-1", content="投诉出租车拒载").json()["number"]
        second = {
            screen.post("/calls/call-1/matters", {"content": "请问公交卡在哪里充值"}).json()["number"] for _ in range(2)
        }
        assert {case.number for case in hotline.cases()} == {first} | second
        assert len(second) == 1

    def test_a_second_note_opens_no_second_case(
        self, screen: Screen, event_table: EventTable, clock: SetClock, hotline: Hotline
    ) -> None:
        event_table.answered("call-1", clock.now)
        screen.next_call("0712")
        first = screen.note("call-1", content="投诉出租车拒栽").json()
        again = screen.note("call-1", content="投诉出租车拒载")
        assert again.status_code == 409
        assert first["number"] in again.json()["error"]
        assert screen.note("call-1", content="投诉出租车拒栽").json()["number"] == first["number"]
        assert [case.number for case in hotline.cases()] == [first["number"]]

    def test_a_second_note_amends_one_that_was_not_sent(
        self,
        follower: SwitchFollower,
        delivery: Delivery,
        journal: Journal,
        event_table: EventTable,
        clock: SetClock,
        hotline: Hotline,
    ) -> None:
        event_table.answered("call-1", clock.now)
        follower.round()
        call = journal.call("call-1")
        assert call is not None
        for content in ("投诉出租车拒栽", "投诉出租车拒载"):
            note = parse_note({"content": content}, "0712")
            journal.add_note("call-1", note, partial(build_record, call, note, recording="", now=clock.now))
        assert delivery.round() == 1
        (case,) = hotline.cases()
        assert case.call.content == "投诉出租车拒载"

    def test_a_late_note_becomes_a_follow_up_of_the_automatic_case(
        self,
        screen: Screen,
        event_table: EventTable,
        clock: SetClock,
        hotline: Hotline,
    ) -> None:
        before = clock.now - timedelta(hours=1)
        event_table.answered("call-1", before)
        event_table.emit("call-1", "ended", before)
        for attempt in eventually():
            with attempt:
                (first,) = hotline.cases()
        noted = screen.note("call-1", content="投诉出租车拒载还乱要价").json()
        assert hotline.case(noted["number"]).call.follows == first.number

    def test_values_of_rejected_fields_are_moved_into_the_text(
        self, screen: Screen, event_table: EventTable, clock: SetClock, hotline: Hotline
    ) -> None:
        event_table.answered("call-1", clock.now)
        screen.next_call("0712")
        noted = screen.note("call-1", content="投诉出租车拒载", district="火星", follows="上次那个").json()
        assert set(noted["moved_into_text"]) == {"call.district", "call.follows"}
        content = hotline.caller(noted["number"], "核对").content
        assert content == "投诉出租车拒载\n(区县:火星)\n(接着工单:上次那个)"

    @pytest.mark.parametrize(
        ("payload", "field"),
        [
            ({}, "content"),
            ({"content": "  "}, "content"),
            ({"content": 7}, "content"),
            ({"content": "长" * 9001}, "content"),
            ({"content": "好", "name": "长" * 51}, "name"),
            ({"content": "好", "marked_urgent": "是"}, "marked_urgent"),
            ({"content": "好", "request_type": "抱怨"}, "request_type"),
            ({"content": "好", "colour": "红"}, "colour"),
        ],
    )
    def test_an_invalid_note_is_rejected_by_field_and_not_stored(
        self,
        screen: Screen,
        event_table: EventTable,
        clock: SetClock,
        journal: Journal,
        payload: dict[str, Any],
        field: str,
    ) -> None:
        event_table.answered("call-1", clock.now)
        screen.next_call("0712")
        answer = screen.note("call-1", **payload)
        assert answer.status_code == 400
        assert list(answer.json()["fields"]) == [field]
        assert journal.records_of("call-1") == []

    @given(
        st.dictionaries(st.sampled_from(["content", "name", "district", "x"]), st.text() | st.integers()) | st.text()
    )
    def test_any_payload_is_either_parsed_or_rejected_by_field(self, payload: Any) -> None:
        try:
            call = parse_note(payload, "0712")
        except NoteError as refused:
            assert refused.fields
        else:
            assert call.content
            assert call.operator == "0712"


class TestAgentsInterface:
    def test_every_request_requires_the_key(self, screen: Screen, event_table: EventTable, clock: SetClock) -> None:
        event_table.answered("call-1", clock.now)
        stranger = Screen(screen.address, "another")
        for answer in (
            stranger.get("/agents/0712/calls"),
            stranger.get("/calls/call-1"),
            stranger.get("/calls/call-1/standing"),
            stranger.get("/status"),
            stranger.post("/calls/call-1/record", {"content": "好"}),
            stranger.post("/calls/call-1/matters", {"content": "好"}),
            stranger.post("/calls/call-1/connect", {"agreed": True}),
            stranger.get("/calls/call-1/connection"),
        ):
            assert answer.status_code == 401
            assert PHONE not in answer.text

    def test_a_waiting_screen_shows_a_new_call_at_once(
        self, screen: Screen, event_table: EventTable, clock: SetClock
    ) -> None:
        assert screen.get("/agents/0712/calls").json()["calls"] == []
        event_table.answered("call-1", clock.now)
        assert screen.next_call("0712")["call_id"] == "call-1"
        assert screen.get("/agents/0713/calls").json()["calls"] == []

    @pytest.mark.parametrize(
        ("path", "method", "status"),
        [
            ("/calls/unknown", "get", 404),
            ("/calls/unknown/standing", "get", 404),
            ("/calls/unknown/record", "post", 404),
            ("/calls/ringing/record", "post", 409),
            ("/calls/ringing/connect", "post", 409),
            ("/calls/answered/connect", "post", 409),
            ("/calls/answered/connection", "get", 404),
            ("/calls/answered/standing?phone=110", "get", 400),
            ("/somewhere", "get", 404),
            ("/status", "post", 405),
        ],
    )
    def test_invalid_requests_get_an_error_message(
        self, screen: Screen, event_table: EventTable, clock: SetClock, path: str, method: str, status: int
    ) -> None:
        event_table.emit("ringing", "arrived", clock.now)
        event_table.answered("answered", clock.now)
        screen.next_call("0712")
        body = {"agreed": True} if path.endswith("connect") else {"content": "好"}
        answer = screen.get(path) if method == "get" else screen.post(path, body)
        assert answer.status_code == status
        assert answer.json()["error"]

    def test_a_call_that_ended_or_has_no_department_is_not_transferred(
        self, screen: Screen, event_table: EventTable, clock: SetClock
    ) -> None:
        event_table.answered("nowhere", clock.now)
        screen.next_call("0712")
        assert screen.note("nowhere", content="你好在吗").json()["outcome"] == "值班室研判"
        assert "没有可转接" in screen.post("/calls/nowhere/connect", {"agreed": True}).json()["error"]
        event_table.emit("nowhere", "ended", clock.now)
        for attempt in eventually():
            with attempt:
                answer = screen.post("/calls/nowhere/connect", {"agreed": True})
                assert (answer.status_code, "挂断" in answer.json()["error"]) == (409, True)

    def test_a_caller_with_a_withheld_number_must_give_one(
        self, screen: Screen, event_table: EventTable, clock: SetClock
    ) -> None:
        event_table.answered("call-1", clock.now, caller="")
        screen.next_call("0712")
        assert screen.get("/calls/call-1/standing").status_code == 409
        assert screen.get("/calls/call-1/standing", phone=PHONE).json()["spoken"] == []

    def test_an_unreachable_switch_is_reported(self, screen: Screen, event_table: EventTable, clock: SetClock) -> None:
        event_table.answered("call-1", clock.now)
        screen.next_call("0712")
        assert screen.note("call-1", content="请问公交卡在哪里充值").json()["registered"]
        answer = screen.post("/calls/call-1/connect", {"agreed": True})
        assert answer.status_code == 503
        assert "电话号码" in answer.json()["error"]
        assert screen.get("/calls/call-1/connection").json()["result"] == "无法接通"

    def test_it_listens_on_loopback_only(self, bridge_settings: Settings) -> None:
        bridge_settings.listen = "0.0.0.0:8060"
        with pytest.raises(NotLoopbackError, match="TLS"):
            Bridge(bridge_settings)


class TestConnecting:
    """R2.2: the caller is asked, and what comes of it is known."""

    @pytest.fixture
    def referred(self, follower: SwitchFollower, event_table: EventTable, clock: SetClock, journal: Journal) -> Journal:
        event_table.answered("call-1", clock.now)
        follower.round()
        return journal

    @pytest.mark.parametrize("payload", [None, {}, {"agreed": "是"}, {"agreed": None}, [True]])
    def test_no_caller_is_connected_without_having_been_asked(
        self, screen: Screen, event_table: EventTable, clock: SetClock, payload: Any
    ) -> None:
        event_table.answered("call-1", clock.now)
        screen.next_call("0712")
        screen.note("call-1", content="请问公交卡在哪里充值")
        answer = screen.post("/calls/call-1/connect", payload)
        assert (answer.status_code, list(answer.json()["fields"])) == (400, ["agreed"])
        assert screen.get("/calls/call-1/connection").status_code == 404

    def test_a_caller_who_declines_is_told_the_number(
        self, screen: Screen, event_table: EventTable, clock: SetClock
    ) -> None:
        event_table.answered("call-1", clock.now)
        screen.next_call("0712")
        phone = screen.note("call-1", content="请问公交卡在哪里充值").json()["lead"]["phone"]
        declined = screen.post("/calls/call-1/connect", {"agreed": False})
        assert (declined.status_code, declined.json()["result"]) == (200, "来电人不愿转接")
        assert phone.replace("-", "") in declined.json()["say"]

    @pytest.mark.parametrize(
        ("status", "result"),
        [
            ("486", "占线"),
            ("600", "占线"),
            ("408", "无人接听"),
            ("480", "无人接听"),
            ("603", "拒接"),
            ("405", "无法接通"),
            ("503", "无法接通"),
            ("487", "来电人挂断"),
        ],
    )
    def test_a_failed_connection_can_be_tried_again(
        self,
        referred: Journal,
        follower: SwitchFollower,
        event_table: EventTable,
        clock: SetClock,
        status: str,
        result: str,
    ) -> None:
        referred.add_connection("call-1", "a", DEPARTMENT, None, clock.now)
        event_table.emit("call-1", "unconnected", clock.now, reason=status)
        follower.round()
        connection = referred.latest_connection("call-1")
        assert connection is not None
        assert (connection.result, connection.result_at) == (result, clock.now)
        clock.advance(seconds=1)
        assert referred.add_connection("call-1", "b", DEPARTMENT, None, clock.now).is_running

    @pytest.mark.parametrize("kinds", [[], ["connected"]])
    def test_a_call_is_not_connected_twice(
        self,
        referred: Journal,
        follower: SwitchFollower,
        event_table: EventTable,
        clock: SetClock,
        kinds: list[str],
    ) -> None:
        referred.add_connection("call-1", "a", DEPARTMENT, None, clock.now)
        for kind in kinds:
            event_table.emit("call-1", kind, clock.now, reason="200")
        follower.round()
        with pytest.raises(ConnectionExistsError) as refused:
            referred.add_connection("call-1", "b", DEPARTMENT, None, clock.now)
        assert refused.value.connection.is_running is (not kinds)

    def test_a_connection_that_nothing_is_heard_of_has_failed(
        self, referred: Journal, follower: SwitchFollower, clock: SetClock
    ) -> None:
        referred.add_connection("call-1", "a", DEPARTMENT, None, clock.now)
        clock.now += SILENT
        follower.round()
        running = referred.latest_connection("call-1")
        assert running is not None
        assert running.is_running
        clock.advance(seconds=1)
        follower.round()
        failed = referred.latest_connection("call-1")
        assert failed is not None
        assert failed.result == "无法接通"

    def test_what_came_of_it_is_recorded_after_an_outage(
        self,
        referred: Journal,
        follower: SwitchFollower,
        delivery: Delivery,
        event_table: EventTable,
        clock: SetClock,
        hotline: Hotline,
        bridge_settings: Settings,
    ) -> None:
        """Once, however often it is sent; and if the switch's clock is ahead, too."""
        case = hotline.register(case_pb2.Call(content="请问公交卡在哪里充值", operator="0712"))
        lead = case.decision.lead_department
        referred.add_connection("call-1", "a", Destination(case.number, lead.name, lead.phone), None, clock.now)
        event_table.emit("call-1", "unconnected", clock.now + timedelta(hours=1), reason="603")
        follower.round()
        assert bridge_settings.token_file is not None
        token = bridge_settings.token_file.read_text("ascii")
        bridge_settings.token_file.write_text("invalid", "ascii")
        with connect_to_service(bridge_settings) as service, pytest.raises(HotlineError, match="."):
            Delivery(referred, service).round()
        bridge_settings.token_file.write_text(token, "ascii")
        assert delivery.round() == 1
        assert delivery.round() == 0
        (entry,) = [
            entry for entry in hotline.case(case.number, log=True).log if entry.act == act_pb2.ACT_CONNECT_CALLER
        ]
        assert (entry.department, entry.reason) == (lead.name, "承办单位拒接")
        assert entry.details["request_id"] == "a"

    def test_one_that_the_service_refuses_needs_attention(
        self, referred: Journal, follower: SwitchFollower, delivery: Delivery, event_table: EventTable, clock: SetClock
    ) -> None:
        referred.add_connection("call-1", "a", DEPARTMENT, None, clock.now)
        event_table.emit("call-1", "unconnected", clock.now, reason="486")
        follower.round()
        assert delivery.round() == 1
        assert delivery.round() == 0
        (refused,) = referred.refused_connections()
        assert (refused.connection_id, refused.refusal.partition(":")[0]) == ("a", "INVALID_ARGUMENT")


class FakeSwitch(Switch):
    """Switch that is alive or dead as the test says."""

    def __init__(self) -> None:
        super().__init__("")
        self.alive = True

    def is_alive(self) -> bool:
        return self.alive


class TestDeadSwitch:
    def test_calls_end_when_the_switch_has_started_again(
        self, follower: SwitchFollower, delivery: Delivery, event_table: EventTable, clock: SetClock, hotline: Hotline
    ) -> None:
        event_table.answered("call-1", clock.now)
        event_table.emit("ringing", "arrived", clock.now)
        clock.advance(minutes=1)
        event_table.emit("", "started", clock.now)
        follower.round()
        assert delivery.round() == 1
        clock.advance(minutes=10, seconds=1)
        follower.round()
        assert delivery.round() == 1
        assert {case.call.content[:4] for case in hotline.cases()} == {"漏接来电", "来电已接"}

    def test_calls_end_when_the_switch_stays_silent(
        self, journal: Journal, follower: SwitchFollower, delivery: Delivery, event_table: EventTable, clock: SetClock
    ) -> None:
        switch = FakeSwitch()
        monitor = SwitchMonitor(journal, switch, clock)
        event_table.answered("call-1", clock.now)
        follower.round()
        monitor.round()
        switch.alive = False
        clock.now += SILENCE
        monitor.round()
        assert not monitor.is_switch_dead
        clock.advance(seconds=1)
        monitor.round()
        assert monitor.is_switch_dead
        call = journal.call("call-1")
        assert call is not None
        assert call.ended_at == clock.now
        clock.advance(minutes=10, seconds=1)
        follower.round()
        assert delivery.round() == 1
        switch.alive = True
        monitor.round()
        assert not monitor.is_switch_dead

    def test_a_call_of_the_next_run_goes_on(
        self, journal: Journal, follower: SwitchFollower, event_table: EventTable, clock: SetClock
    ) -> None:
        event_table.emit("", "started", clock.now)
        clock.advance(seconds=1)
        event_table.answered("call-1", clock.now)
        follower.round()
        call = journal.call("call-1")
        assert call is not None
        assert call.ended_at is None


def alive(environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
    """Answer as a switch that is alive."""
    start_response("200 OK" if environ["PATH_INFO"] == "/alive" else "404 Not Found", [])
    return []


@pytest.fixture
def living_switch() -> Iterator[str]:
    server = Server(("127.0.0.1", 0), alive)
    server.prepare()
    thread = threading.Thread(target=server.serve)
    thread.start()
    yield "http://{}:{}".format(*server.bind_addr)
    server.stop()
    thread.join()


class TestCommands:
    @pytest.fixture(autouse=True)
    def environment(
        self, bridge_settings: Settings, monkeypatch: pytest.MonkeyPatch, living_switch: str, tmp_path: Path
    ) -> None:
        monkeypatch.setenv("HOTLINE_TELEPHONY_SWITCH", living_switch)
        monkeypatch.setenv("HOTLINE_TELEPHONY_PHONES", str(tmp_path / "phones.db"))
        for name in ("events", "journal", "agents_key_file"):
            monkeypatch.setenv(f"HOTLINE_TELEPHONY_{name.upper()}", str(getattr(bridge_settings, name)))

    def test_status_reports_a_dead_switch(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("HOTLINE_TELEPHONY_SWITCH", f"http://127.0.0.1:{free_port()}")
        listed = CliRunner().invoke(app, ["status"])
        assert listed.exit_code == 1
        assert "没有应答" in listed.output

    def test_prepare_says_what_is_missing(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("HOTLINE_TELEPHONY_PHONES_SCHEMA", str(tmp_path))
        prepared = CliRunner().invoke(app, ["prepare"])
        assert prepared.exit_code == 2
        assert "kamailio-sqlite-modules" in prepared.output

    def test_status_lists_pending_and_refused_records(
        self, follower: SwitchFollower, journal: Journal, event_table: EventTable, clock: SetClock
    ) -> None:
        event_table.emit("call-1", "arrived", clock.now)
        event_table.emit("call-1", "failed", clock.now)
        follower.round()
        listed = CliRunner().invoke(app, ["status"])
        assert (listed.exit_code, listed.output) == (0, "等待登记 1 个，被拒收 0 个\n")
        (record,) = journal.pending(1)
        journal.mark_refused(record, "不收")
        listed = CliRunner().invoke(app, ["status"])
        assert listed.exit_code == 1
        assert "call-1\t不收" in listed.output

    @pytest.mark.parametrize(
        ("name", "value"), [("KEPT_DAYS", "0"), ("RECORDING", "{agent}.wav"), ("GRACE_SECONDS", "soon")]
    )
    def test_an_invalid_setting_is_reported(self, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
        monkeypatch.setenv(f"HOTLINE_TELEPHONY_{name}", value)
        listed = CliRunner().invoke(app, ["prepare"])
        assert listed.exit_code == 2
        assert f"HOTLINE_TELEPHONY_{name}:" in listed.output

    def test_an_address_in_use_is_reported(self, monkeypatch: pytest.MonkeyPatch, server: RunningServer) -> None:
        monkeypatch.setenv("HOTLINE_TELEPHONY_LISTEN", server.address)
        command = [sys.executable, "-m", "hotline_telephony", "serve"]
        result = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
        assert result.returncode == 2
        assert "启动不了" in result.stderr

    def test_sigterm_stops_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("HOTLINE_TELEPHONY_LISTEN", "127.0.0.1:0")
        command = [sys.executable, "-m", "hotline_telephony", "serve"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert "话务端接口" in process.stdout.readline()
            process.terminate()
            assert process.wait(PATIENCE) == 0


def test_a_request_id_already_used_for_another_call_needs_attention(
    follower: SwitchFollower,
    delivery: Delivery,
    event_table: EventTable,
    journal: Journal,
    clock: SetClock,
    hotline: Hotline,
) -> None:
    hotline.register(case_pb2.Call(content="别的来电", operator="0713"), "call-1")
    event_table.emit("call-1", "arrived", clock.now)
    event_table.emit("call-1", "failed", clock.now)
    follower.round()
    delivery.round()
    (refused,) = journal.refused()
    assert "ALREADY_EXISTS" in refused.refusal
    assert delivery.round() == 0


def test_a_rejected_token_loses_no_calls(
    follower: SwitchFollower, event_table: EventTable, journal: Journal, clock: SetClock, bridge_settings: Settings
) -> None:
    event_table.emit("call-1", "arrived", clock.now)
    event_table.emit("call-1", "failed", clock.now)
    follower.round()
    assert bridge_settings.token_file is not None
    bridge_settings.token_file.write_text("invalid", "ascii")
    with connect_to_service(bridge_settings) as service, pytest.raises(HotlineError, match="."):
        Delivery(journal, service).round()
    assert journal.count_pending() == 1
