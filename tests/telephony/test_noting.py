"""Notes of agents are registered once, amended, and lost in no outage."""

import re
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from hotline.v1 import act_pb2
from hotline_client import Hotline
from hotline_telephony.bridge import Bridge
from hotline_telephony.delivery import Delivery
from hotline_telephony.follower import SwitchFollower
from hotline_telephony.journal import Journal
from hotline_telephony.notes import NoteError, parse_note
from hotline_telephony.records import build_record
from hotline_telephony.settings import Settings
from hypothesis import given
from hypothesis import strategies as st

from tests.hotline import SUSPICIOUS, SetClock, StartServer, eventually
from tests.ports import free_port
from tests.telephony.conftest import Screen, screen_of
from tests.telephony.event_table import EventTable


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
        assert [record.call_id for record in journal.pending(9, clock.now)] == ["urgent", "noted", "missed"]

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

    @pytest.mark.parametrize("places", [("record", "matters"), ("matters", "record")])
    def test_one_call_can_raise_two_matters(
        self, screen: Screen, event_table: EventTable, clock: SetClock, hotline: Hotline, places: tuple[str, str]
    ) -> None:
        """In whatever order they are noted, and noting the call again amends the note on the call."""
        event_table.answered("call-1", clock.now)
        screen.next_call("0712")
        contents = {"record": "投诉出租车拒栽", "matters": "请问公交卡在哪里充值"}
        numbers = {
            place: screen.post(f"/calls/call-1/{place}", {"content": contents[place]}).json()["number"]
            for place in (*places, "matters")
        }
        assert screen.note("call-1", content="投诉出租车拒载").json()["number"] == numbers["record"]
        assert {case.number: case.call.content for case in hotline.cases()} == {
            numbers["record"]: "投诉出租车拒载",
            numbers["matters"]: contents["matters"],
        }

    def test_a_second_note_opens_no_second_case(
        self, screen: Screen, event_table: EventTable, clock: SetClock, hotline: Hotline
    ) -> None:
        event_table.answered("call-1", clock.now)
        screen.next_call("0712")
        first = screen.note("call-1", content="投诉出租车拒栽").json()
        for content in ("投诉出租车拒载", "投诉出租车拒载", "投诉出租车拒栽", "投诉出租车拒载"):
            again = screen.note("call-1", content=content)
            assert (again.status_code, again.json()["number"]) == (200, first["number"])
        (case,) = hotline.cases()
        assert case.call.content == "投诉出租车拒载"
        log = hotline.case(case.number, log=True).log
        amended = [field for entry in log if entry.act == act_pb2.ACT_AMEND for field in entry.amendment.fields]
        assert [(field.before[-2:], field.after[-2:]) for field in amended] == [
            ("拒栽", "拒载"), ("拒载", "拒栽"), ("拒栽", "拒载"),
        ]  # fmt: skip

    def test_a_danger_noted_later_is_raised_at_once(
        self, screen: Screen, event_table: EventTable, clock: SetClock
    ) -> None:
        """R2.6."""
        event_table.answered("call-1", clock.now)
        screen.next_call("0712")
        screen.note("call-1", content="投诉出租车拒载")
        again = screen.note("call-1", content="我家着火了，老人还在屋里出不来").json()
        assert (again["outcome"], "不要挂断" in again["say"]) == ("重大突发", True)

    def test_a_second_note_keeps_secrecy_and_values_that_were_moved(
        self, screen: Screen, event_table: EventTable, clock: SetClock, hotline: Hotline
    ) -> None:
        event_table.answered("call-1", clock.now)
        screen.next_call("0712")
        screen.note("call-1", content="投诉出租车拒载", confidential=True, district="火星")
        again = screen.note("call-1", content="投诉出租车绕路", district="火星").json()
        case = hotline.case(again["number"])
        assert case.call.caller.confidential
        assert case.call.content == "投诉出租车绕路\n(区县:火星)"

    def test_a_second_note_is_kept_during_an_outage(
        self,
        delivery: Delivery,
        event_table: EventTable,
        clock: SetClock,
        hotline: Hotline,
        bridge_settings: Settings,
    ) -> None:
        event_table.answered("call-1", clock.now)
        with Bridge(bridge_settings) as bridge:
            screen = screen_of(bridge, bridge_settings)
            screen.next_call("0712")
            screen.note("call-1", content="投诉出租车拒栽")
            assert bridge_settings.token_file is not None
            token = bridge_settings.token_file.read_text("ascii")
            bridge_settings.token_file.write_text("invalid", "ascii")
            again = screen.note("call-1", content="投诉出租车拒载")
            assert (again.status_code, screen.get("/status").json()["waiting"]) == (202, 1)
        bridge_settings.token_file.write_text(token, "ascii")
        assert delivery.round() == 1
        assert delivery.round() == 0
        assert [case.call.content for case in hotline.cases()] == ["投诉出租车拒载"]

    def test_a_note_after_the_time_is_left_to_the_desk(
        self, screen: Screen, event_table: EventTable, clock: SetClock
    ) -> None:
        event_table.answered("call-1", clock.now)
        screen.next_call("0712")
        first = screen.note("call-1", content="投诉出租车拒栽").json()
        clock.advance(hours=2)
        late = screen.note("call-1", content="投诉出租车拒载")
        assert (late.status_code, first["number"] in late.json()["error"]) == (409, True)
        assert screen.get("/status").json()["refused"] == ["call-1~1"]

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
        other = screen.post("/calls/call-1/matters", {"content": "请问公交卡在哪里充值"}).json()
        noted = screen.note("call-1", content="投诉出租车拒载还乱要价").json()
        assert len({first.number, other["number"], noted["number"]}) == 3
        for late in (other, noted):
            assert hotline.case(late["number"]).call.follows == first.number

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

    def test_a_note_with_a_field_twice_is_rejected_and_one_with_a_byte_order_mark_is_taken(
        self, screen: Screen, event_table: EventTable, clock: SetClock, journal: Journal
    ) -> None:
        event_table.answered("call-1", clock.now)
        screen.next_call("0712")
        answer = screen.post_text("/calls/call-1/record", '{"content": "路灯不亮", "content": "没事了"}'.encode())
        assert (answer.status_code, list(answer.json()["fields"])) == (400, ["content"])
        assert journal.records_of("call-1") == []
        answer = screen.post_text("/calls/call-1/record", '{"content": "路灯不亮"}'.encode("utf-8-sig"))
        assert answer.status_code in (200, 202)
        assert len(journal.records_of("call-1")) == 1

    @given(
        st.dictionaries(st.sampled_from(["content", "name", "district", "x"]), st.text() | st.integers()) | st.text()
    )
    def test_any_payload_is_either_parsed_or_rejected_by_field(self, payload: Any) -> None:
        try:
            call = parse_note(payload, "0712")
        except NoteError as refused:
            assert refused.fields
            # What is to be written in JSON stands in a message as it is.
            words = re.sub("可用：.*|true 或 false|JSON", "", "\n".join(refused.fields.values()))
            assert not re.search("[A-Za-z]{2}", words)
        else:
            assert call.content
            assert call.operator == "0712"
