"""Case commands: output for operators and for other programs."""

import json
from pathlib import Path
from typing import Any

import pytest
from hotline_server.cli.main import app
from hotline_server.runtime.server import RunningServer
from typer.testing import CliRunner

from tests.hotline import EVERYBODY, StartServer
from tests.office import Office


def hotline(server: RunningServer, tmp_path: Path, *arguments: str) -> Any:
    token = tmp_path / "token"
    token.write_text(EVERYBODY)
    return CliRunner().invoke(app, [*arguments, "--server", server.address, "--token-file", str(token)])


def test_cases_are_listed_newest_first_and_filtered(office: Office, server: RunningServer, tmp_path: Path) -> None:
    first, second = office.call(), office.call("你好在吗", phone="13900139000")
    shown = hotline(server, tmp_path, "list").output
    assert shown.index(second) < shown.index(first)
    assert first not in hotline(server, tmp_path, "list", "--phone", "139 0013 9000").output
    assert second not in hotline(server, tmp_path, "list", "--state", "已交办").output
    assert hotline(server, tmp_path, "list", "--limit", "1").output.count("2026") == 1


def test_other_programs_read_json(office: Office, server: RunningServer, tmp_path: Path) -> None:
    number = office.call()
    listed = hotline(server, tmp_path, "list", "--json").output.splitlines()
    assert [json.loads(line)["number"] for line in listed] == [number]
    assert json.loads(hotline(server, tmp_path, "show", number, "--json").output)["log"][0]["act"] == "ACT_REGISTER"
    registered = json.loads(hotline(server, tmp_path, "register", "楼下着火了快来人", "--json").output)
    assert registered["decision"]["outcome"] == "OUTCOME_EMERGENCY"


def test_a_case_is_watched_until_it_is_archived(office: Office, server: RunningServer, tmp_path: Path) -> None:
    number = office.answered()
    office.close(number)
    office.clock.advance(days=60)
    office.round()
    lines = hotline(server, tmp_path, "watch", number).output.splitlines()
    assert [line.split("  ")[3] for line in lines] == ["登记", "拟答", "直接办理", "办结", "归档"]
    acts = [
        json.loads(line)["act"] for line in hotline(server, tmp_path, "watch", number, "--json").output.splitlines()
    ]
    assert acts[-1] == "ACT_ARCHIVE"


def test_a_caller_is_revealed_with_a_reason(office: Office, server: RunningServer, tmp_path: Path) -> None:
    number = office.call()
    assert "+8613800138000" in hotline(server, tmp_path, "caller", number, "--why", "回访").output
    assert hotline(server, tmp_path, "caller", number).exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["list", "--state", "没有的"], 2, "可用："),
        (["list", "--phone", "12"], 1, "不是电话号码"),
        (["show", "20261123-999999"], 1, "没有找到"),
        (["caller", "20261123-999999", "--why", ""], 1, "没有找到"),
    ],
)
def test_errors_set_the_exit_code(
    start_server: StartServer, tmp_path: Path, arguments: list[str], code: int, said: str
) -> None:
    result = hotline(start_server(), tmp_path, *arguments)
    assert (result.exit_code, said in result.output) == (code, True), result.output
