"""Calls of a switch that died end within the grace."""

from hotline_client import Hotline
from hotline_telephony.delivery import Delivery
from hotline_telephony.follower import SwitchFollower
from hotline_telephony.journal import Journal
from hotline_telephony.monitor import SILENCE, SwitchMonitor
from hotline_telephony.switch import Switch

from tests.hotline import SetClock
from tests.telephony.event_table import EventTable


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
