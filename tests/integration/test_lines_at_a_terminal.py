"""Other lines with terminal commands, and through the clients (R8.2)."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path

import grpc
import pytest
from hotline.v1 import act_pb2, case_pb2, line_service_pb2
from hotline.v1.desk_service_pb2 import HandOverCaseRequest
from hotline_client import HotlineError, aio
from hotline_client.watches import Watch
from hotline_server.cli.main import app
from hotline_server.runtime.server import RunningServer
from hotline_server.security.identity import AccessRole
from typer.testing import CliRunner

from tests.hotline import AUTHORITY, a_call, connect
from tests.office import Office

POLICE, CONSUMERS = "110报警服务台", "12315消费投诉"
UNCLEAR = "你好在吗"
TOLD = "这件事由110处理，已经替您转过去"
DESK = AUTHORITY.token("李值班", [AccessRole.OPERATOR])
LINE = AUTHORITY.token("接警员", [AccessRole.LINE], line=POLICE)
SYSTEM = AUTHORITY.token("接警系统", [AccessRole.LINE], line=POLICE, system=True)
Run = Callable[..., str]


@pytest.fixture
def run(server: RunningServer, tmp_path: Path) -> Run:
    """Runs ``hotline act`` or ``hotline line`` with a token; returns what it prints, with its status if it fails."""

    def run(token: str, group: str, *arguments: str) -> str:
        file = tmp_path / "token"
        file.write_text(token)
        reach = ["--json", "--server", server.address, "--token-file", str(file)]
        result = CliRunner().invoke(app, [group, *reach, *arguments])
        return f"{result.exit_code} {result.output}" if result.exit_code else str(result.stdout)

    return run


def hand_over(office: Office, number: str) -> None:
    request = HandOverCaseRequest(reason_code="Y01", told=TOLD)
    office.hotline.act(office.hotline.desk.HandOverCase, request, office.case(number), "李值班")


def test_a_case_is_handed_over_and_a_line_takes_it(office: Office, run: Run) -> None:
    number = office.call(UNCLEAR)
    assert f"{POLICE} 110 3分钟内接收" in run(DESK, "act", "lines")
    assert "CASE_STATE_HANDED_OVER" in run(DESK, "act", "hand-over", number, "Y01", "--told", TOLD)
    assert "HANDOVER_STATE_REFUSED" in run(LINE, "line", "refuse", number, "--why", "不是警情")
    run(DESK, "act", "hand-over", number, "Y01", "--told", TOLD)
    run(DESK, "act", "take-back", number, "--line", POLICE, "--why", "写错了")
    run(DESK, "act", "hand-over", number, "Y01", "--told", TOLD)
    assert json.loads(run(LINE, "line", "list", "--open", "--direction", "移交"))["number"] == number
    assert "HANDOVER_STATE_ACCEPTED" in run(LINE, "line", "accept", number, "JJ-1")
    run(LINE, "line", "progress", number, "已出警")
    assert json.loads(run(LINE, "line", "show", "--record", "JJ-1"))["number"] == number
    assert "13800138000" in run(LINE, "line", "caller", number, "--why", "现场联系")
    assert "CASE_STATE_RESOLVED" in run(LINE, "line", "result", number, "已调解")
    assert run(LINE, "line", "list", "--open") == ""


def test_a_line_hands_a_case_in_once_for_each_number(office: Office, run: Run) -> None:
    arguments = ("hand-in", "JJ-900", "投诉出租车拒载", "--phone", "13800138000", "--secret")
    first, again = (json.loads(run(LINE, "line", "--as", "接警员7", *arguments)) for _ in range(2))
    assert first["number"] == again["number"]
    assert first["origin"] == {"line": POLICE, "record_number": "JJ-900"}
    call = office.case(first["number"]).call
    assert (call.operator, call.caller.confidential) == ("接警员7", True)
    assert json.loads(run(LINE, "line", "list", "--direction", "转来"))["number"] == first["number"]
    assert "已经存在" in run(LINE, "line", "hand-in", "JJ-900", "别的事")


def test_the_desk_acts_for_a_line_that_it_names(office: Office, run: Run) -> None:
    number = office.call(UNCLEAR)
    run(DESK, "act", "hand-over", number, "Y01", "--told", TOLD)
    assert "请用 --line 写明联动单位" in run(DESK, "line", "accept", number, "JJ-1")
    accepted = run(DESK, "line", "--line", POLICE, "accept", number, "JJ-1", "--by", "接警员7")
    assert "HANDOVER_STATE_ACCEPTED" in accepted
    assert office.case(number).log[-1].details["by"] == "接警员7"
    assert "没有权限" in run(DESK, "line", "--line", POLICE, "caller", number, "--why", "看看")


@pytest.mark.parametrize(
    ("arguments", "refused"),
    [
        (["show"], "只填其一"),
        (["show", "20261123-000001", "--record", "JJ-1"], "只填其一"),
        (["list", "--direction", "来回"], "可用：转来、移交"),
    ],
)
def test_wrong_options_are_refused(run: Run, arguments: list[str], refused: str) -> None:
    said = run(LINE, "line", *arguments)
    assert (said[0], refused in said) == ("2", True), said


def test_help_needs_no_token(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOTLINE_DEVELOPMENT", str(tmp_path))
    result = CliRunner().invoke(app, ["line", "accept", "--help"])
    assert (result.exit_code, "接收移交" in result.output) == (0, True), result.output


def test_a_line_watches_its_cases(office: Office, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    number = office.call(UNCLEAR)
    run(DESK, "act", "hand-over", number, "Y01", "--told", TOLD)

    def stopped(_: Watch, __: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Watch, "advance", stopped)
    assert run(LINE, "line", "watch", "--after", "0") == ""


def test_the_client_does_what_a_lines_system_does(office: Office, server: RunningServer) -> None:
    number = office.call(UNCLEAR)
    hand_over(office, number)
    with connect(server.address, SYSTEM) as police:
        acts = police.as_line(POLICE)
        assert [one.number for one in police.line_cases(POLICE, open_only=True)] == [number]
        stale = police.line_case(POLICE, number)
        accepted = acts.accept(stale, "JJ-1", actor="接警员7")
        with pytest.raises(HotlineError) as late:
            acts.refuse(stale, "不是警情", actor="接警员7")
        assert late.value.code is grpc.StatusCode.ABORTED
        assert police.line_case(POLICE, record_number="JJ-1").number == number
        assert police.line_caller(POLICE, number, "现场联系").caller.phone == "+8613800138000"
        done = acts.submit_result(acts.submit_progress(accepted, "已出警", "接警员7"), "已调解", "接警员7")
        assert done.state == case_pb2.CASE_STATE_RESOLVED
        first, again = (police.hand_in(POLICE, "JJ-900", a_call("投诉出租车拒载")) for _ in range(2))
        assert first.number == again.number
        incoming = police.line_cases(POLICE, line_service_pb2.LINE_DIRECTION_IN)
        assert [one.number for one in incoming] == [first.number]
        assert next(police.watch_line_cases(POLICE, 0)).entry.act == act_pb2.ACT_REGISTER
        with pytest.raises(ValueError, match="either"):
            police.line_case(POLICE)


def test_the_asyncio_client_does_what_a_lines_system_does(office: Office, server: RunningServer) -> None:
    number = office.call(UNCLEAR)
    hand_over(office, number)

    async def play() -> None:
        async with aio.connect(server.address, SYSTEM) as police:
            acts = police.as_line(POLICE)
            assert [one.number async for one in police.line_cases(POLICE, open_only=True)] == [number]
            accepted = await acts.accept(await police.line_case(POLICE, number), "JJ-1", actor="接警员7")
            assert (await police.line_caller(POLICE, number, "现场联系")).caller.phone == "+8613800138000"
            done = await acts.submit_result(accepted, "已调解", "接警员7")
            assert done.state == case_pb2.CASE_STATE_RESOLVED
            first = await police.hand_in(POLICE, "JJ-900", a_call("投诉出租车拒载"))
            assert first.origin.record_number == "JJ-900"

    asyncio.run(play())
