"""The interface for agents' screens: who may ask, and what they are told."""

import pytest
from hotline_telephony.bridge import Bridge, NotLoopbackError
from hotline_telephony.private_files import InUseError, lock
from hotline_telephony.settings import Settings

from tests.hotline import SetClock, eventually
from tests.telephony.conftest import Screen
from tests.telephony.event_table import PHONE, EventTable


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

    def test_one_bridge_uses_a_journal(self, bridge_settings: Settings) -> None:
        with lock(bridge_settings.journal), pytest.raises(InUseError, match="journal"):
            Bridge(bridge_settings)
