"""A caller is connected to the department without being let go before it answers 电话连线 (R2.2)."""

from pathlib import Path
from typing import Any

import pytest
from hotline.v1 import act_pb2, case_pb2
from hotline_client import Hotline

from tests.hotline import PATIENCE, eventually
from tests.ports import free_port
from tests.telephony.conftest import Screen
from tests.telephony.sip_log import received, sent
from tests.telephony.switchboard import Switchboard

CALLER = "13800138000"
REFERRED = "请问公交车几点收班"


def note_call(screen: Screen) -> str:
    """Note down the agent's call as one to refer, and return its id."""
    call_id = str(screen.next_call("0712")["call_id"])
    assert screen.note(call_id, content=REFERRED).json()["outcome"] == "归口"
    return call_id


def connect(screen: Screen, call_id: str) -> dict[str, Any]:
    """Connect the caller, who agrees, and return what came of it."""
    assert screen.post(f"/calls/{call_id}/connect", {"agreed": True}).status_code == 202
    return screen.wait_for_result(call_id)


def recorded_connection(hotline: Hotline, screen: Screen, call_id: str) -> case_pb2.LogEntry:
    """Wait until the connection is an entry in the log of the call's case, and return it."""
    (record,) = screen.get(f"/calls/{call_id}").json()["records"]
    for attempt in eventually():
        with attempt:
            log = hotline.case(record["number"], log=True).log
            (entry,) = [entry for entry in log if entry.act == act_pb2.ACT_CONNECT_CALLER]
    return entry


def wait_for_requests(log: Path, methods: list[str]) -> None:
    for attempt in eventually():
        with attempt:
            assert received(log) == methods


def test_the_agent_is_released_when_the_department_answers(
    switch: Switchboard, screen: Screen, hotline: Hotline
) -> None:
    agent, department = switch.agent("0712"), switch.department()
    calling = switch.start_calls("transferred", free_port(), [CALLER], calls=1)
    call_id = note_call(screen)
    connection = connect(screen, call_id)
    assert connection["result"] == "已接通"
    assert "可以挂机" in connection["say"]
    recorded = recorded_connection(hotline, screen, call_id)
    assert (recorded.actor, recorded.department) == ("0712@测试", connection["department"])
    assert (recorded.details["result"], recorded.details["phone"]) == ("接通", connection["number"])
    assert calling.wait(PATIENCE) == 0
    wait_for_requests(agent, ["INVITE", "ACK", "BYE"])
    wait_for_requests(department, ["INVITE", "ACK", "BYE"])
    assert screen.get(f"/calls/{call_id}").json()["ended_at"]
    again = screen.post(f"/calls/{call_id}/connect", {"agreed": True})
    assert again.status_code == 409
    assert "已经转接" in again.json()["error"]


@pytest.mark.parametrize(
    ("scenario", "status", "result", "entered"),
    [
        ("declining", "486 Busy Here", "占线", ("占线", "")),
        ("declining", "603 Decline", "拒接", ("没有接通", "承办单位拒接")),
        ("declining", "404 Not Found", "无法接通", ("没有接通", "电话无法接通")),
        ("silent", "", "无人接听", ("无人接听", "")),
    ],
)
def test_the_caller_comes_back_to_the_agent_when_the_department_does_not_answer(
    switch: Switchboard,
    screen: Screen,
    hotline: Hotline,
    scenario: str,
    status: str,
    result: str,
    entered: tuple[str, str],
) -> None:
    """The agent, who is told, stays in the call until one of the two hangs up."""
    agent = switch.agent("0712", "parting", pause=8_000)
    switch.department(scenario, status)
    calling = switch.start_calls("returned", free_port(), [CALLER], calls=1)
    call_id = note_call(screen)
    connection = connect(screen, call_id)
    assert connection["result"] == result
    assert connection["number"] in connection["say"]
    entry = recorded_connection(hotline, screen, call_id)
    assert (entry.details["result"], entry.reason) == entered
    assert received(agent) == ["INVITE", "ACK"]
    assert screen.get(f"/calls/{call_id}").json()["ended_at"] is None
    # The caller's side accepts the agent's own BYE after the switch's request in the agent's name.
    assert calling.wait(PATIENCE) == 0
    assert sent(agent) == ["BYE"]


def test_a_second_connection_is_refused_while_one_runs(switch: Switchboard, screen: Screen) -> None:
    switch.agent("0712", "parting", pause=8_000)
    department = switch.department("silent")
    switch.start_calls("returned", free_port(), [CALLER], calls=1)
    call_id = note_call(screen)
    begun = screen.post(f"/calls/{call_id}/connect", {"agreed": True})
    again = screen.post(f"/calls/{call_id}/connect", {"agreed": True})
    assert (begun.status_code, again.status_code) == (202, 409)
    assert "正在转接" in again.json()["error"]
    assert screen.wait_for_result(call_id)["result"] == "无人接听"
    assert received(department).count("INVITE") == 1


@pytest.mark.parametrize("scenario", ["unreferred", "notified"])
def test_a_trunk_that_cannot_transfer_leaves_the_caller_with_the_agent(
    switch: Switchboard, screen: Screen, scenario: str
) -> None:
    agent = switch.agent("0712", "parting", pause=8_000)
    calling = switch.start_calls(scenario, free_port(), [CALLER], calls=1)
    connection = connect(screen, note_call(screen))
    assert connection["result"] == "无法接通"
    assert received(agent) == ["INVITE", "ACK"]
    assert calling.wait(PATIENCE) == 0


def test_a_caller_who_hangs_up_meanwhile_is_not_taken_for_unanswered(switch: Switchboard, screen: Screen) -> None:
    agent, department = switch.agent("0712"), switch.department("silent")
    calling = switch.start_calls("leaving", free_port(), [CALLER], calls=1)
    connection = connect(screen, note_call(screen))
    assert connection["result"] == "来电人挂断"
    assert calling.wait(PATIENCE) == 0
    wait_for_requests(agent, ["INVITE", "ACK", "BYE"])
    wait_for_requests(department, ["INVITE", "CANCEL", "ACK"])


def test_a_caller_whose_trunk_left_the_agent_at_once_comes_back_through_the_queue(
    switch: Switchboard, screen: Screen
) -> None:
    switch.phone("0712", answers=True)
    switch.wait_for_registration("0712")
    switch.department("declining", "486 Busy Here")
    calling = switch.start_calls("blind", free_port(), [CALLER], calls=1)
    call_id = note_call(screen)
    assert connect(screen, call_id)["result"] == "占线"
    back = screen.next_call("0712", seen=call_id)
    assert back["caller"] == CALLER
    assert calling.wait(PATIENCE) == 0
