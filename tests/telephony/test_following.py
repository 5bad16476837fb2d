"""The bridge gives every call of the switch exactly one record."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from hotline_client import Hotline
from hotline_server.api.wording import owner_word
from hotline_telephony import events
from hotline_telephony.delivery import Delivery
from hotline_telephony.follower import STALE, SwitchFollower
from hotline_telephony.journal import Journal
from hotline_telephony.settings import Settings
from hypothesis import given
from hypothesis import strategies as st

from tests.hotline import SetClock
from tests.telephony.event_table import EventTable


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
