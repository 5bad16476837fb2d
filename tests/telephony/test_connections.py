"""Connections to departments: the caller is asked, and what came of it is recorded (R2.2)."""

from datetime import timedelta
from typing import Any

import pytest
from hotline.v1 import act_pb2, case_pb2
from hotline_client import Hotline, HotlineError
from hotline_telephony.bridge import connect_to_service
from hotline_telephony.connection_journal import ConnectionExistsError
from hotline_telephony.connections import Destination
from hotline_telephony.delivery import Delivery
from hotline_telephony.follower import SILENT, SwitchFollower
from hotline_telephony.journal import Journal
from hotline_telephony.settings import Settings

from tests.hotline import SetClock
from tests.telephony.conftest import Screen
from tests.telephony.event_table import DEPARTMENT, EventTable


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
        referred.connections.add("call-1", "a", DEPARTMENT, None, clock.now)
        event_table.emit("call-1", "unconnected", clock.now, reason=status)
        follower.round()
        connection = referred.connections.latest("call-1")
        assert connection is not None
        assert (connection.result, connection.result_at) == (result, clock.now)
        clock.advance(seconds=1)
        assert referred.connections.add("call-1", "b", DEPARTMENT, None, clock.now).is_running

    @pytest.mark.parametrize("kinds", [[], ["connected"]])
    def test_a_call_is_not_connected_twice(
        self,
        referred: Journal,
        follower: SwitchFollower,
        event_table: EventTable,
        clock: SetClock,
        kinds: list[str],
    ) -> None:
        referred.connections.add("call-1", "a", DEPARTMENT, None, clock.now)
        for kind in kinds:
            event_table.emit("call-1", kind, clock.now, reason="200")
        follower.round()
        with pytest.raises(ConnectionExistsError) as refused:
            referred.connections.add("call-1", "b", DEPARTMENT, None, clock.now)
        assert refused.value.connection.is_running is (not kinds)

    def test_a_connection_that_nothing_is_heard_of_has_failed(
        self, referred: Journal, follower: SwitchFollower, clock: SetClock
    ) -> None:
        referred.connections.add("call-1", "a", DEPARTMENT, None, clock.now)
        clock.now += SILENT
        follower.round()
        running = referred.connections.latest("call-1")
        assert running is not None
        assert running.is_running
        clock.advance(seconds=1)
        follower.round()
        failed = referred.connections.latest("call-1")
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
        referred.connections.add("call-1", "a", Destination(case.number, lead.name, lead.phone), None, clock.now)
        event_table.emit("call-1", "unconnected", clock.now + timedelta(hours=1), reason="603")
        follower.round()
        assert bridge_settings.token_file is not None
        token = bridge_settings.token_file.read_text("ascii")
        bridge_settings.token_file.write_text("invalid", "ascii")
        with connect_to_service(bridge_settings) as service, pytest.raises(HotlineError, match="."):
            Delivery(referred, service, clock).round()
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
        referred.connections.add("call-1", "a", DEPARTMENT, None, clock.now)
        event_table.emit("call-1", "unconnected", clock.now, reason="486")
        follower.round()
        assert delivery.round() == 1
        assert delivery.round() == 0
        (refused,) = referred.connections.refused()
        assert (refused.connection_id, refused.refusal.partition("：")[0]) == ("a", "单位")
