"""Settings as operators write them."""

from datetime import time
from pathlib import Path

import pytest
from hotline_server.ground.config import Settings
from pydantic import ValidationError


def test_the_daily_report_is_switched_off_with_null(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Settings().daily_report_at == time(7, 30)
    monkeypatch.setenv("HOTLINE_DAILY_REPORT_AT", "null")
    assert Settings().daily_report_at is None


def test_the_environment_takes_precedence_over_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text('HOTLINE_WORKERS=7\nHOTLINE_QUEUE="70"\nOTHER=1\n')
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOTLINE_WORKERS", "8")
    settings = Settings()
    assert (settings.workers, settings.queue) == (8, 70)


def test_an_unknown_variable_in_a_file_is_a_mistake(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("HOTLINE_WORKRES=7\n")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ValidationError, match="workres"):
        Settings()


def test_a_variable_of_clients_or_tests_is_no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOTLINE_SERVER", "127.0.0.1:1")
    assert Settings().listen == "127.0.0.1:50051"
