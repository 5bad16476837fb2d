"""Calls through a real switch and real phones become cases."""

import re
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from hotline.v1 import case_pb2
from hotline_client import Hotline
from hotline_server.api.wording import owner_word
from hotline_server.ground.folders import PROJECT
from hotline_telephony.main import app
from hotline_telephony.settings import Settings

from tests.hotline import PATIENCE, eventually
from tests.ports import free_port
from tests.telephony.conftest import Screen
from tests.telephony.sip_log import received
from tests.telephony.switchboard import Switchboard, invite

EXAMPLES = PROJECT / "clients" / "telephony" / "examples"
REFERRED = "请问公交车几点收班"


def test_a_call_is_answered_recorded_triaged_and_transferred(
    switch: Switchboard, screen: Screen, hotline: Hotline
) -> None:
    """R1.1, R2.2: from the caller's phone to the agent's and on to the department's 电话连线."""
    heard = switch.department()
    switch.phone("0712", answers=True)
    switch.wait_for_registration("0712")
    switch.phone("13800138000", dials="12345")
    call = screen.next_call("0712")
    assert (call["caller"], call["agent"]) == ("13800138000", "0712")
    noted = screen.note(call["call_id"], content=REFERRED, name="张三").json()
    assert noted["registered"]
    assert noted["outcome"] == "归口"
    assert noted["lead"]["name"] in noted["say"]
    assert noted["lead"]["phone"] in noted["say"]
    case = hotline.case(noted["number"])
    call_on_file = hotline.caller(case.number, "核对")
    assert (call_on_file.caller.name, call_on_file.caller.phone) == ("张三", "+8613800138000")
    assert (call_on_file.operator, call_on_file.telephony_call_id) == ("0712", call["call_id"])
    assert call_on_file.recording.endswith(f"/{call['call_id']}.wav")
    assert call_on_file.received_at.ToJsonString()[:19] == call["arrived_at"][:19]
    number = noted["lead"]["phone"].replace("-", "")
    begun = screen.post(f"/calls/{call['call_id']}/connect", {"agreed": True})
    assert (begun.status_code, begun.json()["number"], begun.json()["result"]) == (202, number, "")
    connection = screen.wait_for_result(call["call_id"])
    assert (connection["result"], connection["department"]) == ("已接通", noted["lead"]["name"])
    text = heard.read_text()
    assert f"INVITE sip:{number}@" in text
    assert "From: <sip:13800138000@" in text
    for attempt in eventually():
        with attempt:
            ended = screen.get(f"/calls/{call['call_id']}").json()
            assert ended["connected_to"] == number
            assert ended["ended_at"]


def run_screen(screen: Screen, settings: Settings, lines: str) -> list[str]:
    """Run the example screen of an agent who types these lines, and return what it prints."""
    command = [sys.executable, str(EXAMPLES / "screen.py"), f"http://{screen.address}"]
    result = subprocess.run(
        [*command, str(settings.agents_key_file), "0712"],
        input=lines,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout.splitlines()


def test_the_example_screen_shows_the_call_and_what_to_answer(
    switch: Switchboard, screen: Screen, bridge_settings: Settings
) -> None:
    switch.agent("0712")
    calling = switch.dial("13800138000")
    call_line, answer_line = run_screen(screen, bridge_settings, "投诉出租车拒载还乱要价\n")
    assert calling.wait(PATIENCE) == 0
    assert call_line == "来电 13800138000"
    assert answer_line.startswith("已交交通运输局办理")


@pytest.mark.parametrize(("answer", "printed"), [("是", ["正在转接", "无人接听"]), ("否", ["请告诉来电人"])])
def test_the_example_screen_asks_before_it_connects(
    switch: Switchboard, screen: Screen, bridge_settings: Settings, answer: str, printed: list[str]
) -> None:
    """R2.2: the agent sees what comes of it."""
    switch.agent("0712", "parting", pause=15_000)
    department = switch.department("silent")
    switch.start_calls("returned", free_port(), ["13800138000"], calls=1)
    _, say, *rest = run_screen(screen, bridge_settings, f"{REFERRED}\n{answer}\n")
    assert "您需要转接吗" in say
    assert len(rest) == len(printed)
    assert all(words in line for words, line in zip(printed, rest, strict=True))
    assert received(department)[:1] == ["INVITE"] * (answer == "是")


def test_the_readme_documents_every_setting_and_command() -> None:
    page = (EXAMPLES.parent / "README.md").read_text("utf-8")
    for name in Settings.model_fields:
        assert re.search(rf"`(HOTLINE_TELEPHONY_|…_){name.upper()}`", page), name
    commands = set(re.findall(r"^hotline-telephony ([a-z]+)", page, re.MULTILINE))
    assert commands == {command.callback.__name__ for command in app.registered_commands if command.callback}


def test_a_caller_can_ask_for_the_status_of_a_case(switch: Switchboard, screen: Screen) -> None:
    switch.agent("0712")
    switch.sipp("caller", free_port(), ["13800138000"], calls=1)
    first = screen.next_call("0712")
    number = screen.note(first["call_id"], content="投诉出租车拒载还乱要价").json()["number"]
    switch.sipp("caller", free_port(), ["13800138000"], calls=1)
    again = screen.next_call("0712", first["call_id"])
    (spoken,) = screen.get(f"/calls/{again['call_id']}/standing").json()["spoken"]
    assert "交通运输局" in spoken
    (of_one,) = screen.get(f"/calls/{again['call_id']}/standing", number=number).json()["spoken"]
    assert of_one == spoken
    stranger = screen.get(f"/calls/{again['call_id']}/standing", number=number, phone="13900139000")
    assert stranger.status_code == 404


@pytest.mark.parametrize("scenario", ["no agent registered", "the caller gives up"])
def test_a_missed_call_is_registered_for_a_callback(
    switch: Switchboard, screen: Screen, hotline: Hotline, scenario: str
) -> None:
    """漏接回拨: it appears among the cases the desk has to triage."""
    if scenario == "the caller gives up":
        switch.agent("0712", "silent")
        switch.sipp("impatient", free_port(), ["13800138000"], calls=1)
    else:
        switch.sipp("refused", free_port(), ["anonymous"], calls=1)
    for attempt in eventually():
        with attempt:
            (case,) = hotline.cases()
    assert case.state == case_pb2.CASE_STATE_REGISTERED
    assert owner_word(case.owner) == "值班室"
    assert case.call.content.startswith("漏接来电，请回拨")
    if scenario == "the caller gives up":
        assert hotline.caller(case.number, "回拨").caller.phone == "+8613800138000"
    else:
        assert hotline.caller(case.number, "回拨").caller.phone == ""
        assert "来电号码" not in case.call.content


def test_an_unregistered_phone_cannot_call_out_through_the_switch(switch: Switchboard) -> None:
    assert invite(switch, "stranger", free_port()).startswith(b"SIP/2.0 403")


def test_a_caller_number_with_quotes_is_not_sql_injection(
    switch: Switchboard, screen: Screen, hotline: Hotline
) -> None:
    switch.sipp("refused", free_port(), ["1')--"], calls=1)
    for attempt in eventually():
        with attempt:
            assert len(list(hotline.cases())) == 1
    with closing(sqlite3.connect(switch.events)) as database:
        assert database.execute("SELECT COUNT(*) FROM event WHERE kind <> 'started'").fetchone() == (2,)
