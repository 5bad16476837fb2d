"""Fixtures: a bridge between a switch and a real server."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import requests
from hotline_server.runtime.server import RunningServer
from hotline_telephony.bridge import Bridge, connect_to_service
from hotline_telephony.delivery import Delivery
from hotline_telephony.follower import SwitchFollower
from hotline_telephony.journal import Journal
from hotline_telephony.settings import Settings

from tests.hotline import EVERYBODY, PATIENCE, SetClock, eventually
from tests.telephony.event_table import EventTable
from tests.telephony.switchboard import MISSING, Switchboard, switchboard


@dataclass
class Screen:
    """Agent's screen."""

    address: str
    key: str

    def get(self, path: str, **params: Any) -> requests.Response:
        return requests.get(f"http://{self.address}{path}", params=params, headers=self._headers(), timeout=PATIENCE)

    def post(self, path: str, body: Any = None) -> requests.Response:
        return requests.post(f"http://{self.address}{path}", json=body, headers=self._headers(), timeout=PATIENCE)

    def post_text(self, path: str, text: bytes) -> requests.Response:
        return requests.post(f"http://{self.address}{path}", data=text, headers=self._headers(), timeout=PATIENCE)

    def next_call(self, agent: str, seen: str = "") -> dict[str, Any]:
        """Wait for the agent's next call after ``seen``."""
        for attempt in eventually():
            with attempt:
                latest = self.get(f"/agents/{agent}/calls", seen=seen, wait=5).json()["calls"][0]
                assert latest["call_id"] != seen
        return dict(latest)

    def note(self, call_id: str, **fields: Any) -> requests.Response:
        return self.post(f"/calls/{call_id}/record", fields)

    def wait_for_result(self, call_id: str) -> dict[str, Any]:
        """Wait until it is known what came of the call's latest connection."""
        for attempt in eventually():
            with attempt:
                connection = self.get(f"/calls/{call_id}/connection", wait=5).json()
                assert connection["result"]
        return dict(connection)

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}"}


@pytest.fixture
def clock() -> SetClock:
    """Start at the real time: the switch's clock cannot be set."""
    return SetClock(datetime.now(UTC))


@pytest.fixture
def token_file(tmp_path: Path) -> Path:
    path = tmp_path / "telephony.jwt"
    path.write_text(EVERYBODY, "ascii")
    return path


@pytest.fixture
def bridge_settings(tmp_path: Path, token_file: Path, server: RunningServer) -> Settings:
    return Settings(
        service=server.address,
        token_file=token_file,
        events=tmp_path / "events.db",
        journal=tmp_path / "journal.db",
        agents_key_file=tmp_path / "agents.key",
        listen="127.0.0.1:0",
    )


def screen_of(bridge: Bridge, settings: Settings) -> Screen:
    return Screen(bridge.address, settings.agents_key_file.read_text("ascii"))


@pytest.fixture
def idle_switch(tmp_path: Path) -> Iterator[Switchboard]:
    """Run a switch without a bridge."""
    if MISSING:
        pytest.skip(f"no {MISSING}: Debian has kamailio, kamailio-sqlite-modules, baresip and sip-tester")
    folder = tmp_path / "switch"
    folder.mkdir()
    with switchboard(folder) as running:
        yield running


@pytest.fixture
def switch(idle_switch: Switchboard, bridge_settings: Settings) -> Switchboard:
    bridge_settings.events = idle_switch.events
    bridge_settings.switch = f"http://{idle_switch.address}"
    return idle_switch


@pytest.fixture
def screen(bridge_settings: Settings) -> Iterator[Screen]:
    with Bridge(bridge_settings) as bridge:
        yield screen_of(bridge, bridge_settings)


@pytest.fixture
def event_table(bridge_settings: Settings) -> EventTable:
    return EventTable(bridge_settings.events)


@pytest.fixture
def journal(bridge_settings: Settings) -> Journal:
    return Journal(bridge_settings.journal)


@pytest.fixture
def follower(bridge_settings: Settings, journal: Journal, event_table: EventTable, clock: SetClock) -> SwitchFollower:
    return SwitchFollower(journal, bridge_settings, clock)


@pytest.fixture
def delivery(bridge_settings: Settings, journal: Journal, clock: SetClock) -> Iterator[Delivery]:
    with connect_to_service(bridge_settings) as service:
        yield Delivery(journal, service, clock)
