"""Commands of the bridge."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from cheroot.wsgi import Server
from hotline_server.runtime.server import RunningServer
from hotline_telephony.follower import SwitchFollower
from hotline_telephony.journal import Journal
from hotline_telephony.main import app
from hotline_telephony.settings import Settings
from typer.testing import CliRunner

from tests.hotline import PATIENCE, SetClock
from tests.ports import free_port
from tests.telephony.event_table import EventTable


def alive(environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
    """Answer as a switch that is alive."""
    start_response("200 OK" if environ["PATH_INFO"] == "/alive" else "404 Not Found", [])
    return []


@pytest.fixture
def living_switch() -> Iterator[str]:
    server = Server(("127.0.0.1", 0), alive)
    server.prepare()
    thread = threading.Thread(target=server.serve)
    thread.start()
    yield "http://{}:{}".format(*server.bind_addr)
    server.stop()
    thread.join()


class TestCommands:
    @pytest.fixture(autouse=True)
    def environment(
        self, bridge_settings: Settings, monkeypatch: pytest.MonkeyPatch, living_switch: str, tmp_path: Path
    ) -> None:
        monkeypatch.setenv("HOTLINE_TELEPHONY_SWITCH", living_switch)
        monkeypatch.setenv("HOTLINE_TELEPHONY_PHONES", str(tmp_path / "phones.db"))
        for name in ("events", "journal", "agents_key_file"):
            monkeypatch.setenv(f"HOTLINE_TELEPHONY_{name.upper()}", str(getattr(bridge_settings, name)))

    def test_status_reports_a_dead_switch(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("HOTLINE_TELEPHONY_SWITCH", f"http://127.0.0.1:{free_port()}")
        listed = CliRunner().invoke(app, ["status"])
        assert listed.exit_code == 1
        assert "没有应答" in listed.output

    def test_prepare_says_what_is_missing(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("HOTLINE_TELEPHONY_PHONES_SCHEMA", str(tmp_path))
        prepared = CliRunner().invoke(app, ["prepare"])
        assert prepared.exit_code == 2
        assert "kamailio-sqlite-modules" in prepared.output

    def test_status_lists_pending_and_refused_records(
        self, follower: SwitchFollower, journal: Journal, event_table: EventTable, clock: SetClock
    ) -> None:
        event_table.emit("call-1", "arrived", clock.now)
        event_table.emit("call-1", "failed", clock.now)
        follower.round()
        listed = CliRunner().invoke(app, ["status"])
        assert "等待登记 1 个，暂缓 0 个，被拒收 0 个" in listed.output
        (record,) = journal.pending(1, clock.now)
        journal.mark_refused(record, "不收")
        listed = CliRunner().invoke(app, ["status"])
        assert listed.exit_code == 1
        assert "call-1\t不收" in listed.output

    @pytest.mark.parametrize(
        ("name", "value"), [("KEPT_DAYS", "0"), ("RECORDING", "{agent}.wav"), ("GRACE_SECONDS", "soon")]
    )
    def test_an_invalid_setting_is_reported(self, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
        monkeypatch.setenv(f"HOTLINE_TELEPHONY_{name}", value)
        listed = CliRunner().invoke(app, ["prepare"])
        assert listed.exit_code == 2
        assert f"HOTLINE_TELEPHONY_{name}：" in listed.output

    def test_an_address_in_use_is_reported(self, monkeypatch: pytest.MonkeyPatch, server: RunningServer) -> None:
        monkeypatch.setenv("HOTLINE_TELEPHONY_LISTEN", server.address)
        command = [sys.executable, "-m", "hotline_telephony", "serve"]
        result = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
        assert result.returncode == 2
        assert result.stderr == "启动不了，地址已被占用\n"

    def test_sigterm_stops_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("HOTLINE_TELEPHONY_LISTEN", "127.0.0.1:0")
        command = [sys.executable, "-m", "hotline_telephony", "serve"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert "话务端接口" in process.stdout.readline()
            process.terminate()
            assert process.wait(PATIENCE) == 0
