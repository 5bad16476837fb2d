"""What the bridge makes of calls: each registered once, whatever is away and whenever it stops."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hotline.v1 import case_pb2
from hotline_client import Hotline, HotlineError
from hotline_server.api.wording import owner_word
from hotline_server.runtime.server import RunningServer
from hotline_telephony import events
from hotline_telephony.bridge import Bridge, NotLoopbackError, connect_to_service
from hotline_telephony.delivering import Delivering
from hotline_telephony.following import STALE, Following
from hotline_telephony.journal import Journal
from hotline_telephony.main import app
from hotline_telephony.noting import NotedError, noted
from hotline_telephony.records import record_of
from hotline_telephony.settings import Settings
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from tests.hotline import PATIENCE, SetClock, StartServer, eventually
from tests.ports import free_port
from tests.telephony.conftest import Screen, screen_of

PHONE = "13800138000"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What databases do is shown elsewhere."""
    return sqlite_url


class Switch:
    """A switch of which there is only what it writes."""

    def __init__(self, path: Path) -> None:
        events.prepare(path)
        self._path = path

    def tell(self, call_id: str, kind: str, at: datetime, caller: str = PHONE, agent: str = "") -> None:
        values = (call_id, kind, int(at.timestamp() * 1_000_000), caller, agent if kind == "answered" else "")
        with closing(sqlite3.connect(self._path)) as database:
            database.execute(
                "INSERT INTO event (call_id, kind, at, caller, agent, from_tag, to_tag, reason) "
                "VALUES (?, ?, ?, ?, ?, 'f', 't', '')",
                values,
            )
            database.commit()

    def answered(self, call_id: str, at: datetime, agent: str = "0712", caller: str = PHONE) -> None:
        self.tell(call_id, "arrived", at, caller)
        self.tell(call_id, "answered", at + timedelta(seconds=3), caller, agent)


@pytest.fixture
def switch_table(bridge_settings: Settings) -> Switch:
    return Switch(bridge_settings.events)


@pytest.fixture
def journal(bridge_settings: Settings) -> Journal:
    return Journal(bridge_settings.journal)


@pytest.fixture
def following(bridge_settings: Settings, journal: Journal, switch_table: Switch, clock: SetClock) -> Following:
    return Following(journal, bridge_settings, clock)


@pytest.fixture
def delivering(bridge_settings: Settings, journal: Journal) -> Iterator[Delivering]:
    with connect_to_service(bridge_settings) as service:
        yield Delivering(journal, service)


class TestFollowing:
    def test_a_call_that_its_agent_never_notes_is_registered_all_the_same(
        self, following: Following, delivering: Delivering, switch_table: Switch, clock: SetClock, hotline: Hotline
    ) -> None:
        switch_table.answered("call-1", clock.now)
        switch_table.tell("call-1", "ended", clock.now + timedelta(minutes=2))
        following.round()
        clock.advance(minutes=11)
        following.round()
        assert delivering.round() == 0
        clock.advance(minutes=1, seconds=1)
        following.round()
        assert delivering.round() == 1
        (case,) = hotline.cases()
        assert "未作记录" in case.call.content
        assert case.call.operator == "0712"
        assert case.call.recording.endswith("/call-1.wav")
        assert owner_word(case.owner) == "值班室"

    @pytest.mark.parametrize("kinds", [["arrived"], ["arrived", "answered"]])
    def test_a_call_that_the_switch_forgot_is_registered_too(
        self,
        following: Following,
        delivering: Delivering,
        switch_table: Switch,
        clock: SetClock,
        hotline: Hotline,
        kinds: list[str],
    ) -> None:
        for kind in kinds:
            switch_table.tell("call-1", kind, clock.now, agent="0712")
        clock.now += STALE - timedelta(seconds=1)
        following.round()
        assert delivering.round() == 0
        clock.advance(seconds=2)
        following.round()
        assert delivering.round() == 1
        assert len(list(hotline.cases())) == 1

    def test_what_a_phone_sends_as_its_number_stops_nothing(
        self,
        following: Following,
        delivering: Delivering,
        switch_table: Switch,
        clock: SetClock,
        hotline: Hotline,
        bridge_settings: Settings,
    ) -> None:
        for place, caller in enumerate(["", "anonymous", "1" * 300, "\x00\r\n", "张三"]):
            switch_table.tell(f"call-{place}", "arrived", clock.now, caller)
            switch_table.tell(f"call-{place}", "failed", clock.now, caller)
        with closing(sqlite3.connect(bridge_settings.events)) as database:
            database.execute("UPDATE event SET caller = CAST(x'ff00fe' AS TEXT) WHERE caller = '张三'")
            database.commit()
        following.round()
        assert delivering.round() == 5
        assert len(list(hotline.cases())) == 5
        assert all(not case.call.caller.phone for case in hotline.cases())

    def test_calls_are_forgotten_only_when_they_are_registered_and_old(
        self,
        following: Following,
        delivering: Delivering,
        switch_table: Switch,
        journal: Journal,
        clock: SetClock,
        bridge_settings: Settings,
    ) -> None:
        for call_id in ("old", "waiting"):
            switch_table.tell(call_id, "arrived", clock.now)
            switch_table.tell(call_id, "failed", clock.now)
            following.round()
            if call_id == "old":
                delivering.round()
        clock.advance(days=bridge_settings.kept_days + 1)
        switch_table.tell("new", "arrived", clock.now)
        following.round()
        assert following.forget() == 1
        assert journal.call("old") is None
        assert journal.call("waiting") is not None
        assert journal.call("new") is not None
        assert delivering.round() == 1

    def test_a_call_id_longer_than_the_service_takes_is_still_one_call(
        self, following: Following, delivering: Delivering, switch_table: Switch, clock: SetClock, hotline: Hotline
    ) -> None:
        for call_id in ("x" * 200 + "1", "x" * 200 + "2"):
            switch_table.tell(call_id, "arrived", clock.now)
            switch_table.tell(call_id, "failed", clock.now)
        following.round()
        delivering.round()
        assert len({case.call.telephony_call_id for case in hotline.cases()}) == 2


STORIES = st.lists(
    st.sampled_from(
        [
            ["arrived", "failed"],
            ["arrived", "answered", "ended"],
            ["arrived", "answered", "connected", "ended"],
            ["arrived", "answered"],
            ["arrived"],
        ]
    ),
    min_size=1,
    max_size=6,
)


@given(stories=STORIES, data=st.data())
def test_every_call_has_one_record_however_its_events_come_in_and_whenever_the_bridge_is_killed(
    tmp_path_factory: pytest.TempPathFactory, stories: list[list[str]], data: st.DataObject
) -> None:
    """No lost call, none doubled: the property that all else rests on."""
    folder = tmp_path_factory.mktemp("bridge")
    settings = Settings(events=folder / "events.db", journal=folder / "journal.db")
    switch, clock = Switch(settings.events), SetClock(datetime(2026, 11, 25, tzinfo=UTC))
    journal = Journal(settings.journal)
    left = {f"call-{place}": list(story) for place, story in enumerate(stories)}
    while any(left.values()):
        call_id = data.draw(st.sampled_from(sorted(name for name, story in left.items() if story)))
        switch.tell(call_id, left[call_id].pop(0), clock.now, agent="0712")
        clock.advance(seconds=1)
        match data.draw(st.sampled_from(["nothing", "round", "killed", "killed after taking"])):
            case "round":
                Following(journal, settings, clock).round()
            case "killed":
                journal = Journal(settings.journal)
            case "killed after taking":
                new = list(events.after(settings.events, journal.position()))
                if new:
                    journal.take(new)
                journal = Journal(settings.journal)
    clock.now += STALE + timedelta(seconds=settings.grace_seconds)
    following = Following(journal, settings, clock)
    following.round()
    following.round()
    for call_id, story in zip(left, stories, strict=True):
        (record,) = journal.records_of(call_id)
        missed = "answered" not in story
        assert record.message().call.content.startswith("漏接" if missed else "来电已接听")


class TestNoting:
    def test_while_the_service_is_away_calls_are_kept_and_registered_once_when_it_is_back(
        self,
        start_server: StartServer,
        settings: Any,
        bridge_settings: Settings,
        switch_table: Switch,
        clock: SetClock,
    ) -> None:
        bridge_settings.service = settings.listen = f"127.0.0.1:{free_port()}"
        switch_table.answered("call-1", clock.now)
        with Bridge(bridge_settings) as bridge:
            screen = screen_of(bridge, bridge_settings)
            call = screen.next_call("0712")
            kept = screen.note(call["call_id"], content="我家楼下着火了")
            assert kept.status_code == 202
            assert "应急规程" in kept.json()["say"]
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

    def test_when_the_service_is_back_what_is_urgent_goes_first_and_what_nobody_noted_last(
        self, following: Following, journal: Journal, switch_table: Switch, clock: SetClock
    ) -> None:
        """R2.6: danger does not wait behind a backlog."""
        switch_table.tell("missed", "arrived", clock.now)
        switch_table.tell("missed", "failed", clock.now)
        for call_id in ("noted", "urgent"):
            switch_table.answered(call_id, clock.now)
        following.round()
        for place, call_id in enumerate(("noted", "urgent")):
            call = journal.call(call_id)
            assert call is not None
            said = noted({"content": "来人", "marked_urgent": call_id == "urgent"}, "0712")
            now = clock.now + timedelta(seconds=place)
            journal.note(call_id, said, partial(record_of, call, said, recording="", now=now))
        assert [record.call_id for record in journal.waiting(9)] == ["urgent", "noted", "missed"]

    def test_one_call_may_be_about_two_matters(
        self, screen: Screen, switch_table: Switch, clock: SetClock, hotline: Hotline
    ) -> None:
        switch_table.answered("call-1", clock.now)
        screen.next_call("0712")
        numbers = {
            screen.note("call-1", content=content).json()["number"]
            for content in ("投诉出租车拒载", "请问商标注册在哪里办理", "投诉出租车拒载")
        }
        assert len(numbers) == 2
        assert {case.number for case in hotline.cases()} == numbers

    def test_what_is_noted_after_the_call_was_registered_without_goes_on_from_that_case(
        self,
        screen: Screen,
        switch_table: Switch,
        clock: SetClock,
        hotline: Hotline,
    ) -> None:
        before = clock.now - timedelta(hours=1)
        switch_table.answered("call-1", before)
        switch_table.tell("call-1", "ended", before)
        for attempt in eventually():
            with attempt:
                (first,) = hotline.cases()
        told = screen.note("call-1", content="投诉出租车拒载还乱要价").json()
        assert hotline.case(told["number"]).call.follows == first.number

    def test_what_the_service_refuses_of_a_field_goes_into_the_text(
        self, screen: Screen, switch_table: Switch, clock: SetClock, hotline: Hotline
    ) -> None:
        switch_table.answered("call-1", clock.now)
        screen.next_call("0712")
        told = screen.note("call-1", content="投诉出租车拒载", district="火星", follows="上次那个").json()
        assert set(told["moved_into_text"]) == {"call.district", "call.follows"}
        content = hotline.caller(told["number"], "核对").content
        assert content == "投诉出租车拒载\n(区县:火星)\n(接着工单:上次那个)"

    @pytest.mark.parametrize(
        ("said", "field"),
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
    def test_what_cannot_be_taken_is_told_with_what_is_allowed_and_nothing_is_written(
        self,
        screen: Screen,
        switch_table: Switch,
        clock: SetClock,
        journal: Journal,
        said: dict[str, Any],
        field: str,
    ) -> None:
        switch_table.answered("call-1", clock.now)
        screen.next_call("0712")
        refused = screen.note("call-1", **said)
        assert refused.status_code == 400
        assert list(refused.json()["fields"]) == [field]
        assert journal.records_of("call-1") == []

    @given(
        st.dictionaries(st.sampled_from(["content", "name", "district", "x"]), st.text() | st.integers()) | st.text()
    )
    def test_anything_an_agents_screen_may_send_is_taken_or_refused_by_its_fields(self, said: Any) -> None:
        try:
            call = noted(said, "0712")
        except NotedError as refused:
            assert refused.fields
        else:
            assert call.content
            assert call.operator == "0712"


class TestAgentsSide:
    def test_nothing_is_told_without_the_key(self, screen: Screen, switch_table: Switch, clock: SetClock) -> None:
        switch_table.answered("call-1", clock.now)
        stranger = Screen(screen.address, "another")
        for answer in (
            stranger.get("/agents/0712/calls"),
            stranger.get("/calls/call-1"),
            stranger.get("/calls/call-1/standing"),
            stranger.get("/status"),
            stranger.post("/calls/call-1/record", {"content": "好"}),
            stranger.post("/calls/call-1/connect"),
        ):
            assert answer.status_code == 401
            assert PHONE not in answer.text

    def test_a_screen_that_waits_is_told_of_a_call_at_once(
        self, screen: Screen, switch_table: Switch, clock: SetClock
    ) -> None:
        assert screen.get("/agents/0712/calls").json()["calls"] == []
        switch_table.answered("call-1", clock.now)
        assert screen.next_call("0712")["call_id"] == "call-1"
        assert screen.get("/agents/0713/calls").json()["calls"] == []

    @pytest.mark.parametrize(
        ("path", "method", "status"),
        [
            ("/calls/nobody", "get", 404),
            ("/calls/nobody/standing", "get", 404),
            ("/calls/nobody/record", "post", 404),
            ("/calls/ringing/record", "post", 409),
            ("/calls/ringing/connect", "post", 409),
            ("/calls/answered/connect", "post", 409),
            ("/calls/answered/standing?phone=110", "get", 400),
            ("/somewhere", "get", 404),
            ("/status", "post", 405),
        ],
    )
    def test_what_makes_no_sense_is_told(
        self, screen: Screen, switch_table: Switch, clock: SetClock, path: str, method: str, status: int
    ) -> None:
        switch_table.tell("ringing", "arrived", clock.now)
        switch_table.answered("answered", clock.now)
        screen.next_call("0712")
        answer = screen.get(path) if method == "get" else screen.post(path, {"content": "好"})
        assert answer.status_code == status
        assert answer.json()["error"]

    def test_a_call_that_is_over_or_has_nowhere_to_go_is_not_connected(
        self, screen: Screen, switch_table: Switch, clock: SetClock
    ) -> None:
        switch_table.answered("nowhere", clock.now)
        screen.next_call("0712")
        assert screen.note("nowhere", content="你好在吗").json()["outcome"] == "值班室研判"
        assert "没有可转接" in screen.post("/calls/nowhere/connect").json()["error"]
        switch_table.tell("nowhere", "ended", clock.now)
        for attempt in eventually():
            with attempt:
                answer = screen.post("/calls/nowhere/connect")
                assert (answer.status_code, "挂断" in answer.json()["error"]) == (409, True)

    def test_a_caller_whose_number_is_not_shown_is_asked_for_it(
        self, screen: Screen, switch_table: Switch, clock: SetClock
    ) -> None:
        switch_table.answered("call-1", clock.now, caller="")
        screen.next_call("0712")
        assert screen.get("/calls/call-1/standing").status_code == 409
        assert screen.get("/calls/call-1/standing", phone=PHONE).json()["spoken"] == []

    def test_a_switch_that_is_away_is_told(self, screen: Screen, switch_table: Switch, clock: SetClock) -> None:
        switch_table.answered("call-1", clock.now)
        screen.next_call("0712")
        assert screen.note("call-1", content="请问商标注册在哪里办理").json()["registered"]
        answer = screen.post("/calls/call-1/connect")
        assert answer.status_code == 503
        assert "电话号码" in answer.json()["error"]

    def test_it_is_on_loopback_only(self, bridge_settings: Settings) -> None:
        bridge_settings.listen = "0.0.0.0:8060"
        with pytest.raises(NotLoopbackError, match="TLS"):
            Bridge(bridge_settings)


class TestCommands:
    @pytest.fixture(autouse=True)
    def environment(self, bridge_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("events", "journal", "agents_key_file"):
            monkeypatch.setenv(f"HOTLINE_TELEPHONY_{name.upper()}", str(getattr(bridge_settings, name)))

    def test_what_waits_and_what_was_refused_is_listed(
        self, following: Following, journal: Journal, switch_table: Switch, clock: SetClock
    ) -> None:
        switch_table.tell("call-1", "arrived", clock.now)
        switch_table.tell("call-1", "failed", clock.now)
        following.round()
        listed = CliRunner().invoke(app, ["status"])
        assert (listed.exit_code, listed.output) == (0, "等待登记 1 个,被拒收 0 个\n")
        (record,) = journal.waiting(1)
        journal.refuse(record, "不收")
        listed = CliRunner().invoke(app, ["status"])
        assert listed.exit_code == 1
        assert "call-1\t不收" in listed.output

    @pytest.mark.parametrize(
        ("name", "value"), [("KEPT_DAYS", "0"), ("RECORDING", "{agent}.wav"), ("GRACE_SECONDS", "soon")]
    )
    def test_a_setting_that_is_wrong_is_told(self, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
        monkeypatch.setenv(f"HOTLINE_TELEPHONY_{name}", value)
        listed = CliRunner().invoke(app, ["prepare"])
        assert listed.exit_code == 2
        assert f"HOTLINE_TELEPHONY_{name}:" in listed.output

    def test_an_address_that_is_taken_is_told(self, monkeypatch: pytest.MonkeyPatch, server: RunningServer) -> None:
        monkeypatch.setenv("HOTLINE_TELEPHONY_LISTEN", server.address)
        command = [sys.executable, "-m", "hotline_telephony", "serve"]
        told = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
        assert told.returncode == 2
        assert "启动不了" in told.stderr

    def test_it_ends_when_it_is_told_to(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("HOTLINE_TELEPHONY_LISTEN", "127.0.0.1:0")
        command = [sys.executable, "-m", "hotline_telephony", "serve"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert "话务端接口" in process.stdout.readline()
            process.terminate()
            assert process.wait(PATIENCE) == 0


def test_an_id_that_another_call_has_waits_for_a_person(
    following: Following,
    delivering: Delivering,
    switch_table: Switch,
    journal: Journal,
    clock: SetClock,
    hotline: Hotline,
) -> None:
    hotline.register(case_pb2.Call(content="别的来电", operator="0713"), "call-1")
    switch_table.tell("call-1", "arrived", clock.now)
    switch_table.tell("call-1", "failed", clock.now)
    following.round()
    delivering.round()
    (refused,) = journal.refused()
    assert "ALREADY_EXISTS" in refused.refusal
    assert delivering.round() == 0


def test_a_service_that_does_not_know_the_bridge_loses_nothing(
    following: Following, switch_table: Switch, journal: Journal, clock: SetClock, bridge_settings: Settings
) -> None:
    switch_table.tell("call-1", "arrived", clock.now)
    switch_table.tell("call-1", "failed", clock.now)
    following.round()
    assert bridge_settings.token_file is not None
    bridge_settings.token_file.write_text("nobody", "ascii")
    with connect_to_service(bridge_settings) as service, pytest.raises(HotlineError, match="."):
        Delivering(journal, service).round()
    assert journal.count_waiting() == 1
