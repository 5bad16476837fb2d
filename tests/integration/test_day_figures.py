"""Daily figures from the service and in the terminal."""

from pathlib import Path

import grpc
import pytest
from hotline.v1 import case_pb2
from hotline.v1 import report_service_pb2 as pb
from hotline_client import Hotline
from hotline_server.cli.main import app
from hotline_server.runtime.server import RunningServer
from hotline_server.security.identity import AccessRole
from typer.testing import CliRunner

from tests.hotline import AUTHORITY, SetClock, connect, refusal
from tests.office import Office

pytestmark = pytest.mark.each_database

REPORTER = AUTHORITY.token("吴统计", [AccessRole.REPORTER])
TODAY = "2026-11-23"


def figures(hotline: Hotline, day: str = TODAY) -> pb.GetDayFiguresResponse:
    return hotline.reports.GetDayFigures(pb.GetDayFiguresRequest(day=day))


def test_cases_of_a_day_are_counted_by_outcome_and_state(office: Office, hotline: Hotline, clock: SetClock) -> None:
    """A proposed answer counts as a direct answer once a person has confirmed it (P2)."""
    office.accept(office.call())
    office.call()
    office.answered()
    office.call("请问租房怎么提取公积金")
    clock.advance(days=1)
    office.call()
    found = figures(hotline)
    assert found.total == 4
    assert {one.outcome: one.count for one in found.outcomes} == {
        case_pb2.OUTCOME_TRANSFER: 2,
        case_pb2.OUTCOME_DIRECT_ANSWER: 1,
        case_pb2.OUTCOME_DESK: 1,
    }
    assert {one.state: one.count for one in found.states} == {
        case_pb2.CASE_STATE_ASSIGNED: 1,
        case_pb2.CASE_STATE_IN_PROGRESS: 1,
        case_pb2.CASE_STATE_ANSWERED: 1,
        case_pb2.CASE_STATE_REGISTERED: 1,
    }


def test_a_day_without_calls_has_no_figures(hotline: Hotline) -> None:
    assert figures(hotline) == pb.GetDayFiguresResponse()


@pytest.mark.parametrize("day", ["", "昨天", "2026-02-30", "1000-01-01"])
def test_an_invalid_day_is_rejected(day: str, hotline: Hotline) -> None:
    assert set(refusal(lambda: figures(hotline, day)).violations) == {"day"}


def test_figures_require_a_report_reading_role(server: RunningServer) -> None:
    with connect(server.address, AUTHORITY.token("呼叫平台", [AccessRole.TELEPHONY], system=True)) as telephony:
        assert refusal(lambda: figures(telephony)).code is grpc.StatusCode.PERMISSION_DENIED


def test_the_command_shows_the_figures(office: Office, server: RunningServer, tmp_path: Path) -> None:
    office.call()
    token = tmp_path / "token"
    token.write_text(REPORTER)
    reach = ("--server", server.address, "--token-file", str(token))
    for day in (TODAY, TODAY.replace("-", "")):
        shown = CliRunner().invoke(app, ["figures", day, *reach])
        assert shown.exit_code == 0, shown.output
        for said in (f"{TODAY} 来电 1 个", "转办", "已交办"):
            assert said in shown.output
    assert CliRunner().invoke(app, ["figures", "昨天", *reach]).exit_code == 2
