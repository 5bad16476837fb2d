"""The switch is killed: its phones stay registered, and its calls are closed soon."""

import sqlite3
from contextlib import closing

from hotline_client import Hotline
from hotline_telephony.bridge import Bridge
from hotline_telephony.settings import Settings

from tests.hotline import eventually
from tests.ports import free_port
from tests.telephony.conftest import screen_of
from tests.telephony.sip_log import received
from tests.telephony.switchboard import Switchboard, invite


def test_phones_stay_registered_when_the_switch_is_killed(idle_switch: Switchboard) -> None:
    idle_switch.agent("0712")
    idle_switch.kill_switch()
    idle_switch.start_switch()
    idle_switch.sipp("caller", free_port(), ["13800138000"], calls=1)
    with closing(sqlite3.connect(idle_switch.events)) as database:
        assert database.execute("SELECT agent FROM event WHERE kind = 'answered'").fetchall() == [("0712",)]


def test_calls_of_a_killed_switch_are_registered_within_the_grace_period(
    switch: Switchboard, bridge_settings: Settings, hotline: Hotline
) -> None:
    """One was answered and one still waited; neither end is ever reported."""
    bridge_settings.grace_seconds = 1
    switch.agent("0712", "parting", pause=60_000)
    with Bridge(bridge_settings) as bridge:
        screen = screen_of(bridge, bridge_settings)
        switch.start_calls("staying", free_port(), ["13800138001"], calls=1)
        call = screen.next_call("0712")
        switch.start_calls("staying", free_port(), ["13800138002"], calls=1)
        for attempt in eventually():
            with attempt, closing(sqlite3.connect(switch.events)) as database:
                assert database.execute("SELECT COUNT(*) FROM event WHERE kind = 'arrived'").fetchone() == (2,)
        switch.kill_switch()
        switch.start_switch()
        for attempt in eventually():
            with attempt:
                cases = {hotline.caller(case.number, "核对").caller.phone: case.call for case in hotline.cases()}
                assert set(cases) == {"+8613800138001", "+8613800138002"}
        assert screen.get(f"/calls/{call['call_id']}").json()["ended_at"]
    assert "未作记录" in cases["+8613800138001"].content
    assert cases["+8613800138002"].content.startswith("漏接来电")


def test_who_is_an_agent_is_not_forgotten(idle_switch: Switchboard) -> None:
    """An agent may call out, and still may after the restart; nobody else may."""
    department = idle_switch.department()
    port = free_port()
    idle_switch.sipp("register", port, ["0712"], calls=1)
    idle_switch.wait_for_registration("0712")
    idle_switch.kill_switch()
    idle_switch.start_switch()
    # The switch listens a moment before it has read who is registered.
    for attempt in eventually():
        with attempt:
            assert invite(idle_switch, "0712", port).startswith(b"SIP/2.0 100")
    assert invite(idle_switch, "0712", free_port()).startswith(b"SIP/2.0 403")
    for attempt in eventually():
        with attempt:
            assert received(department) == ["INVITE"]
