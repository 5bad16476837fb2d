"""Command lines that are wrong are told so in Chinese."""

import pytest
from hotline_server.cli.main import app
from typer.testing import CliRunner

WRONG = [
    (["act", "close"], "缺少 number（工单号）；用法见 hotline act close --help"),
    (["act", "escalate", "1", "--why", "急"], "缺少 --question；用法见 hotline act escalate --help"),
    (["act", "escalate", "1", "--wy", "急"], "没有选项 --wy，是不是 --why；用法见 hotline act escalate --help"),
    (["act", "escalate", "1", "--why"], "选项 --why 要带值"),
    (["act", "close", "1", "2"], "多写了 2；用法见 hotline act close --help"),
    (["act", "vanish"], "没有命令 'vanish'；用法见 hotline act --help"),
    (["vanish"], "没有命令 'vanish'；用法见 hotline --help"),
    (["act", "judge-callback", "1", "再次办理", "--days", "三"], "--days 填写有误：'三' 不是数；用法见"),
    (["act", "tell-caller", "1", "已转", "--at", "明天"], "--at 填写有误：'明天' 不是这样的时间：'%Y-%m-%d %H:%M'"),
]


@pytest.mark.parametrize(("arguments", "told"), WRONG, ids=lambda one: one if isinstance(one, str) else "")
def test_what_is_wrong_with_a_command_line_is_told_in_chinese(arguments: list[str], told: str) -> None:
    result = CliRunner().invoke(app, arguments, prog_name="hotline")
    assert (result.exit_code, result.output[: len(told)]) == (2, told)


def test_a_group_without_a_command_shows_its_help() -> None:
    result = CliRunner().invoke(app, ["act"])
    assert "报送领导" in result.output
