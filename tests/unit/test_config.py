"""Settings as operators write them."""

from datetime import time

import pytest
from hotline_server.ground.config import Settings


def test_the_daily_report_is_switched_off_with_null(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Settings().daily_report_at == time(7, 30)
    monkeypatch.setenv("HOTLINE_DAILY_REPORT_AT", "null")
    assert Settings().daily_report_at is None
