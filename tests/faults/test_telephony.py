"""Every call becomes one case even when the service and the bridge are killed under load."""

import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import requests
from hotline_telephony.settings import Settings
from tenacity import Retrying, retry_if_exception_type, stop_when_event_set, wait_fixed

from tests.faults.serving import serving
from tests.hotline import EVERYBODY, PATIENCE, connect, eventually, thorough
from tests.ports import free_port
from tests.telephony.conftest import Screen
from tests.telephony.switchboard import MISSING, switchboard

CALLS = thorough(500)
CALLING_SECONDS = 12
AGENTS = [f"07{place:02d}" for place in range(24)]
NUMBERS = [f"138{place:08d}" for place in range(CALLS)]


@contextmanager
def bridging(settings: Settings) -> Iterator["subprocess.Popen[bytes]"]:
    """``hotline-telephony serve`` in a process of its own."""
    given = {f"HOTLINE_TELEPHONY_{name.upper()}": str(value) for name, value in settings.model_dump().items() if value}
    command = [sys.executable, "-m", "hotline_telephony", "serve"]
    with subprocess.Popen(command, env=os.environ | given, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline()
        try:
            yield process
        finally:
            process.kill()


# What a bridge that is killed answers: nothing, or half an answer.
LOST = (requests.ConnectionError, requests.exceptions.ChunkedEncodingError)


class Agents(threading.Thread):
    """Agents at their screens, who forget to note down every seventh call."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(daemon=True)
        self.screen = screen
        self.noted: set[str] = set()
        self._seen: set[str] = set()
        self._over = threading.Event()

    def run(self) -> None:
        with ThreadPoolExecutor(16) as agents:
            while not self._over.is_set():
                time.sleep(0.1)
                for agent in AGENTS:
                    try:
                        calls = self.screen.get(f"/agents/{agent}/calls").json()["calls"]
                    except LOST:
                        break
                    for call in calls:
                        if call["call_id"] not in self._seen:
                            self._seen.add(call["call_id"])
                            if len(self._seen) % 7:
                                agents.submit(self._note, call["call_id"], call["caller"])

    def end(self) -> None:
        self._over.set()
        self.join(PATIENCE)

    def _note(self, call_id: str, caller: str) -> None:
        # While the bridge is being killed, the screen tries again.
        trying = Retrying(
            retry=retry_if_exception_type(LOST),
            wait=wait_fixed(0.2),
            stop=stop_when_event_set(self._over),
        )
        for attempt in trying:
            with attempt:
                answer = self.screen.note(call_id, content=f"投诉出租车拒载,{caller}")
        if answer.status_code in (200, 202):
            self.noted.add(call_id)


def test_calls_are_registered_while_the_service_and_the_bridge_are_killed(sqlite_url: str, tmp_path: Path) -> None:
    """The service is killed on PostgreSQL in the tests of the service."""
    if MISSING:
        pytest.skip(f"no {MISSING}: Debian has kamailio, kamailio-sqlite-modules, baresip and sip-tester")
    token = tmp_path / "token"
    token.write_text(EVERYBODY, "ascii")
    folder = tmp_path / "switch"
    folder.mkdir()
    with switchboard(folder) as switch:
        settings = Settings(
            token_file=token,
            events=switch.events,
            journal=tmp_path / "journal.db",
            agents_key_file=tmp_path / "agents.key",
            switch=f"http://{switch.address}",
            listen=f"127.0.0.1:{free_port()}",
            grace_seconds=5,
        )
        switch.agents(AGENTS)
        with serving(sqlite_url) as service:
            settings.service = service.address
            with bridging(settings) as bridge:
                agents = Agents(Screen(settings.listen, settings.agents_key_file.read_text("ascii")))
                agents.start()
                calling = switch.start_calls("caller", free_port(), NUMBERS, CALLS, CALLS // CALLING_SECONDS)
                time.sleep(4)
                service.process.kill()
                service.process.wait()
                time.sleep(2)
                bridge.kill()
                bridge.wait()
        with bridging(settings):
            time.sleep(1)
            with serving(sqlite_url, listen=settings.service):
                assert calling.wait(PATIENCE) == 0, "a caller noticed that something was away"
                with connect(settings.service) as hotline:
                    for attempt in eventually(0.5):
                        with attempt:
                            cases = list(hotline.cases())
                            assert len(cases) >= CALLS
                    agents.end()
                    for attempt in eventually(0.5):
                        with attempt:
                            status = agents.screen.get("/status").json()
                            assert (status["waiting"], status["refused"]) == (0, [])
                    cases = list(hotline.cases())
    assert "NOT WRITTEN" not in (folder / "kamailio.log").read_text("utf-8", "replace")
    with closing(sqlite3.connect(switch.events)) as database:
        calls = {call_id for (call_id,) in database.execute("SELECT DISTINCT call_id FROM event WHERE call_id <> ''")}
    registered = [case.call.telephony_call_id for case in cases if not case.call.follows]
    assert len(calls) == CALLS
    assert sorted(registered) == sorted(calls)
    by_agent = [case.call.telephony_call_id for case in cases if case.call.content.startswith("投诉出租车拒载")]
    assert sorted(by_agent) == sorted(agents.noted)
    assert len(agents.noted) > CALLS / 2
