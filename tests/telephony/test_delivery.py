"""Delivery of records that the service refuses."""

import pytest
from hotline.v1 import case_pb2
from hotline_client import Hotline, HotlineError
from hotline_telephony.bridge import connect_to_service
from hotline_telephony.delivery import Delivery
from hotline_telephony.follower import SwitchFollower
from hotline_telephony.journal import Journal
from hotline_telephony.settings import Settings

from tests.hotline import SetClock
from tests.telephony.event_table import EventTable


def test_a_request_id_already_used_for_another_call_needs_attention(
    follower: SwitchFollower,
    delivery: Delivery,
    event_table: EventTable,
    journal: Journal,
    clock: SetClock,
    hotline: Hotline,
) -> None:
    hotline.register(case_pb2.Call(content="别的来电", operator="0713"), "call-1")
    event_table.emit("call-1", "arrived", clock.now)
    event_table.emit("call-1", "failed", clock.now)
    follower.round()
    delivery.round()
    (refused,) = journal.refused()
    assert "已用于另一个来电" in refused.refusal
    assert delivery.round() == 0


def test_a_rejected_token_loses_no_calls(
    follower: SwitchFollower, event_table: EventTable, journal: Journal, clock: SetClock, bridge_settings: Settings
) -> None:
    event_table.emit("call-1", "arrived", clock.now)
    event_table.emit("call-1", "failed", clock.now)
    follower.round()
    assert bridge_settings.token_file is not None
    bridge_settings.token_file.write_text("invalid", "ascii")
    with connect_to_service(bridge_settings) as service, pytest.raises(HotlineError, match="."):
        Delivery(journal, service, clock).round()
    assert journal.count_pending() == 1
