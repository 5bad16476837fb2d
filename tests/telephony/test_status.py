"""The status tells whether anything runs, and what the bridge keeps is for its owner alone."""

from pathlib import Path

import pytest
from hotline_telephony import events
from hotline_telephony.bridge import load_agents_key
from hotline_telephony.journal import Journal
from hotline_telephony.main import app
from hotline_telephony.private_files import create_database
from hotline_telephony.settings import Settings
from typer.testing import CliRunner


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "telephony"
    for name, value in {
        "JOURNAL": folder / "journal.db",
        "EVENTS": folder / "events.db",
        "AGENTS_KEY_FILE": folder / "agents.key",
        "LISTEN": "127.0.0.1:9",
        "SWITCH": "http://127.0.0.1:9",
    }.items():
        monkeypatch.setenv(f"HOTLINE_TELEPHONY_{name}", str(value))
    return folder


def test_nothing_that_runs_is_a_problem_and_makes_no_file(environment: Path) -> None:
    shown = CliRunner().invoke(app, ["status"])
    assert shown.exit_code == 1
    assert "话务桥没有运行" in shown.output
    assert "交换机" in shown.output
    assert not environment.exists()


def test_calls_that_wait_are_counted_while_the_bridge_is_down(environment: Path) -> None:
    Journal(environment / "journal.db")
    assert "等待登记 0 个，暂缓 0 个，被拒收 0 个" in CliRunner().invoke(app, ["status"]).output


def test_files_are_for_their_owner_alone(environment: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    environment.mkdir(mode=0o755)
    (environment / "events.db").touch(mode=0o644)
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("HOME", str(environment))
        events.prepare(environment / "events.db")
        elsewhere.delenv("HOME")
        elsewhere.chdir(environment)
        events.prepare(Path("events.db"))
    assert environment.stat().st_mode & 0o777 == 0o755, "others may need the home and the current folder"
    events.prepare(environment / "events.db")
    assert environment.stat().st_mode & 0o777 == 0o700
    environment.chmod(0o755)
    journal = Journal(environment / "new" / "journal.db")
    journal.last_event_id()
    files = [path for path in environment.rglob("*") if path.is_file()]
    assert len(files) >= 2
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    assert (environment / "new").stat().st_mode & 0o777 == 0o700
    events.prepare(environment / "events.db")
    assert environment.stat().st_mode & 0o777 == 0o755, "has a folder, so others may need it"


def test_a_file_that_sqlite_removes_meanwhile_stops_nobody(environment: Path) -> None:
    environment.mkdir()
    # Listed, but not there any more.
    (environment / "events.db-wal").symlink_to(environment / "removed")
    create_database(environment / "events.db")
    assert (environment / "events.db").stat().st_mode & 0o777 == 0o600


def test_a_key_that_was_never_written_whole_is_made_again(environment: Path) -> None:
    settings = Settings()
    environment.mkdir()
    settings.agents_key_file.touch(mode=0o644)
    key = load_agents_key(settings)
    assert len(key) > 40
    assert load_agents_key(settings) == key
    assert settings.agents_key_file.stat().st_mode & 0o777 == 0o600


def test_an_invalid_setting_is_named_in_chinese(environment: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOTLINE_TELEPHONY_KEPT_DAYS", "many")
    shown = CliRunner().invoke(app, ["status"])
    assert (shown.exit_code, shown.output) == (2, "HOTLINE_TELEPHONY_KEPT_DAYS：应为整数\n")
