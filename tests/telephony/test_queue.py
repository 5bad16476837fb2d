"""Calls ring one agent at a time, and the agent who answered is the one recorded."""

import sqlite3
from contextlib import closing

import pytest

from tests.hotline import PATIENCE, eventually
from tests.ports import free_port
from tests.telephony.sip_log import received
from tests.telephony.switchboard import TIMES, Switchboard


def agents(switch: Switchboard) -> dict[str, str]:
    """Return the agent of each answered call by its caller."""
    with closing(sqlite3.connect(switch.events)) as database:
        rows = database.execute("SELECT caller, agent FROM event WHERE kind = 'answered' ORDER BY id")
        return {str(caller): str(agent) for caller, agent in rows}


def kinds(switch: Switchboard) -> list[str]:
    """Return the kinds of all call events, in order."""
    with closing(sqlite3.connect(switch.events)) as database:
        return [kind for (kind,) in database.execute("SELECT kind FROM event WHERE kind <> 'started' ORDER BY id")]


@pytest.fixture
def switch(idle_switch: Switchboard) -> Switchboard:
    return idle_switch


def test_a_call_rings_one_agent(switch: Switchboard) -> None:
    logs = [switch.agent(number) for number in ("0711", "0712")]
    switch.sipp("caller", free_port(), ["13800138000"], calls=1)
    (agent,) = agents(switch).values()
    assert [received(log)[:1] for log in logs].count(["INVITE"]) == 1
    assert received(logs[("0711", "0712").index(agent)]) == ["INVITE", "ACK", "BYE"]


def test_calls_go_to_whoever_has_been_idle_longest(switch: Switchboard) -> None:
    for number in ("0711", "0712", "0713"):
        switch.agent(number)
    callers = ["13800138001", "13800138002", "13800138003"]
    for caller in callers:
        switch.sipp("caller", free_port(), [caller], calls=1)
    assert sorted(agents(switch).values()) == ["0711", "0712", "0713"]
    switch.sipp("caller", free_port(), ["13800138004"], calls=1)
    by_caller = agents(switch)
    assert by_caller["13800138004"] == by_caller["13800138001"]


def test_a_call_that_one_agent_does_not_answer_goes_to_the_next(switch: Switchboard) -> None:
    absent, answering = switch.agent("0711", "silent"), switch.agent("0712")
    switch.sipp("caller", free_port(), ["13800138000"], calls=1)
    assert agents(switch) == {"13800138000": "0712"}
    assert received(absent) == ["INVITE", "CANCEL", "ACK"]
    assert received(answering) == ["INVITE", "ACK", "BYE"]


@pytest.mark.parametrize("status", ["486 Busy Here", "603 Decline"])
def test_a_call_that_one_agent_declines_goes_to_the_next(switch: Switchboard, status: str) -> None:
    switch.agent("0711", "declining", status=status)
    switch.agent("0712")
    switch.sipp("caller", free_port(), ["13800138000"], calls=1)
    assert agents(switch) == {"13800138000": "0712"}


@pytest.mark.parametrize("milliseconds", [20, 300])
def test_of_two_agents_who_answer_together_one_has_the_call(switch: Switchboard, milliseconds: int) -> None:
    """The other's leg ends at once; the dialog has the winner's tag, or its end would not be seen."""
    late, winner = switch.agent("0711", "late", milliseconds), switch.agent("0712")
    switch.sipp("caller", free_port(), ["13800138000"], calls=1)
    assert agents(switch) == {"13800138000": "0712"}
    for attempt in eventually():
        with attempt:
            assert received(late) == ["INVITE", "CANCEL", "ACK", "BYE"]
    assert received(winner) == ["INVITE", "ACK", "BYE"]
    assert kinds(switch) == ["arrived", "answered", "ended"]


def test_a_call_waits_until_an_agent_is_free(switch: Switchboard) -> None:
    """Longer than a phone may take to respond."""
    switch.agent("0711", "parting", pause=7_000)
    first = switch.start_calls("staying", free_port(), ["13800138001"], calls=1)
    for attempt in eventually():
        with attempt:
            assert kinds(switch) == ["arrived", "answered"]
    second = switch.start_calls("staying", free_port(), ["13800138002"], calls=1)
    assert [calling.wait(PATIENCE) for calling in (first, second)] == [0, 0]
    assert kinds(switch) == ["arrived", "answered", "arrived", "ended", "answered", "ended"]
    assert agents(switch) == {"13800138001": "0711", "13800138002": "0711"}


def test_a_caller_whom_an_agent_did_not_answer_keeps_the_place(
    switch: Switchboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """First come, first served."""
    switch.kill_switch()
    # The silent phone rings once, and in vain before the other agent is free, on a loaded machine as well.
    monkeypatch.setitem(TIMES, "ABSENT", 60)
    switch.start_switch()
    switch.agent("0712", "parting", pause=8_000)
    calling = [switch.start_calls("staying", free_port(), ["13800138001"], calls=1)]
    for attempt in eventually():
        with attempt:
            assert kinds(switch) == ["arrived", "answered"]
    absent = switch.agent("0711", "silent")
    for place, caller in enumerate(("13800138002", "13800138003")):
        calling.append(switch.start_calls("staying", free_port(), [caller], calls=1))
        for attempt in eventually():
            with attempt:
                assert kinds(switch).count("arrived") == 2 + place
    assert [one.wait(PATIENCE) for one in calling] == [0, 0, 0]
    assert received(absent)[:2] == ["INVITE", "CANCEL"]
    assert list(agents(switch)) == ["13800138001", "13800138002", "13800138003"]
    assert set(agents(switch).values()) == {"0712"}


def test_nobody_waits_for_ever(switch: Switchboard, monkeypatch: pytest.MonkeyPatch) -> None:
    """The call is missed and to be returned, as when no agent is there at all."""
    switch.kill_switch()
    monkeypatch.setitem(TIMES, "WAITING", 4_000)
    switch.start_switch()
    absent = switch.agent("0711", "silent")
    switch.sipp("refused", free_port(), ["13800138000"], calls=1)
    assert kinds(switch) == ["arrived", "failed"]
    assert received(absent)[:2] == ["INVITE", "CANCEL"]


def test_a_caller_can_leave_the_queue(switch: Switchboard) -> None:
    switch.agent("0711", "parting", pause=2_000)
    first = switch.start_calls("staying", free_port(), ["13800138001"], calls=1)
    for attempt in eventually():
        with attempt:
            assert kinds(switch) == ["arrived", "answered"]
    switch.sipp("impatient", free_port(), ["13800138002"], calls=1)
    assert first.wait(PATIENCE) == 0
    assert kinds(switch) == ["arrived", "answered", "arrived", "failed", "ended"]


def test_a_call_that_many_decline_reaches_the_agent_who_answers(
    switch: Switchboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More than a transaction of the switch has branches for, whose places Via has in hexadecimal, last digit first."""
    switch.kill_switch()
    monkeypatch.setitem(TIMES, "ABSENT", 60)
    switch.start_switch()
    with switch.busy_agents([f"07{place}" for place in range(11, 28)]):
        answering = switch.agent("0799")
        switch.sipp("caller", free_port(), ["13800138000"], calls=1)
    assert agents(switch) == {"13800138000": "0799"}
    assert received(answering) == ["INVITE", "ACK", "BYE"]
    assert kinds(switch) == ["arrived", "answered", "ended"]
