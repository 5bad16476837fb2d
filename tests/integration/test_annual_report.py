"""Annual report: what a year was beside the year before, as figures, in the terminal and as a document (R6.1)."""

import json
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from hotline.v1 import report_service_pb2 as pb
from hotline_client import Hotline
from hotline_server.cli.main import app
from hotline_server.security.identity import AccessRole
from typer.testing import CliRunner

from tests.hotline import AUTHORITY, SetClock, refusal
from tests.office import Office


def test_a_year_is_told_beside_the_year_before(office: Office, clock: SetClock, tmp_path: Path) -> None:
    """R8.11: the current year up to today, beside the same days of the year before."""
    # The 29th of February of a leap year stands beside the 28th.
    clock.now = datetime(2023, 2, 28, 1, tzinfo=UTC)
    office.call()
    clock.advance(days=1)
    office.call()
    clock.now = datetime(2024, 2, 29, 1, tzinfo=UTC)
    for content in ("投诉出租车拒载还乱要价", "小区门口路灯不亮", "小区门口路灯不亮"):
        office.call(content)
    token = tmp_path / "token"
    token.write_text(AUTHORITY.token("吴统计", [AccessRole.REPORTER]))
    reach = ("--server", office.server.address, "--token-file", str(token))
    shown = CliRunner().invoke(app, ["report", "annual", "2024", *reach])
    assert shown.exit_code == 0, shown.output
    assert "2024-01-01 至 2024-02-29 受理 3 件，上年同期 1 件" in shown.output
    found = json.loads(CliRunner().invoke(app, ["report", "annual", "2024", "--json", *reach]).output)
    assert (found["calls"], found["last_day"]) == ({"count": "3", "count_before": "1"}, "2024-02-29")
    taxi = next(one for one in found["matters"] if one["name"] == "出租车与网约车")
    assert (taxi["count"], taxi["count_before"]) == ("1", "1")
    out = tmp_path / "年度报告.html"
    assert CliRunner().invoke(app, ["report", "annual", "2024", "--out", str(out), *reach]).exit_code == 0
    text = unescape(out.read_text("utf-8"))
    for said in ("共受理群众诉求3件，比上年增加2件（200.0%）", "2023年1月1日至2023年2月28日", "剔除前"):
        assert said in text, said


@pytest.mark.parametrize("year", [0, 1969, 2027, 2200])
def test_a_year_that_is_none_is_refused(year: int, hotline: Hotline) -> None:
    asked = pb.GetAnnualReportRequest(year=year)
    assert set(refusal(lambda: hotline.reports.GetAnnualReport(asked)).violations) == {"year"}
