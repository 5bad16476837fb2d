"""Command lines that are wrong are told so in Chinese."""

import re
from pathlib import Path

import pytest
from hotline_department.main import app as department
from hotline_server.cli.main import app
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.field_words import FIELD_WORDS, in_words
from hotline_telephony.main import app as telephony
from typer import Typer
from typer.testing import CliRunner

from tests.field_paths import fields_of, requests

WRONG = [
    (["act", "close"], "缺少工单号；用法见 hotline act close --help"),
    (["act", "escalate", "1", "--why", "急"], "缺少 --question（请示事项）；用法见 hotline act escalate --help"),
    (["act", "escalate", "1", "--wy", "急"], "没有选项 --wy，是不是 --why；用法见 hotline act escalate --help"),
    (["act", "escalate", "1", "--why"], "选项 --why 的值有误：须带值的不能省略"),
    (["act", "close", "1", "2"], "多余的内容：2；用法见 hotline act close --help"),
    (["act", "vanish"], "没有命令 'vanish'；用法见 hotline act --help"),
    (["vanish"], "没有命令 'vanish'；用法见 hotline --help"),
    (["act", "judge-callback", "1", "再次办理", "--days", "三"], "--days 填写有误：'三' 不是数字；用法见"),
    (["act", "tell-caller", "1", "已转", "--at", "明天"], "--at 填写有误：'明天' 的时间格式有误，应为"),
    (["act", "answer", "1", "已修好", "--call", "张三"], "--call 填写有误：“张三”不是来电编号"),
    (["rules", "simulate", "--messages", "没有的.csv"], "--messages 填写有误：没有 没有的.csv；用法见"),
    (["rules", "simulate", "--messages", "/"], "--messages 填写有误：/ 是文件夹，应为文件；用法见"),
    (["rules", "check", "没有的文件夹"], "草稿所在文件夹 填写有误：没有 没有的文件夹；用法见"),
]


def test_a_command_that_crashes_passes_for_none_that_refuses() -> None:
    crashing = Typer()

    @crashing.command()
    def crash() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        CliRunner().invoke(crashing)


@pytest.mark.parametrize(("arguments", "told"), WRONG, ids=lambda one: one if isinstance(one, str) else "")
def test_what_is_wrong_with_a_command_line_is_told_in_chinese(arguments: list[str], told: str) -> None:
    result = CliRunner().invoke(app, arguments, prog_name="hotline")
    assert (result.exit_code, result.output[: len(told)]) == (2, told)


@pytest.mark.parametrize(
    ("bridge", "name", "arguments", "told"),
    [
        (department, "hotline-department", ["foo"], "没有命令 'foo'；用法见 hotline-department --help"),
        (department, "hotline-department", ["sheet", "take"], "缺少填好的 .xlsx 或 .ods 文件；用法见"),
        (telephony, "hotline-telephony", ["retry", "--wy"], "没有选项 --wy；用法见 hotline-telephony retry --help"),
    ],
)
def test_the_bridges_tell_it_in_chinese_too(bridge: Typer, name: str, arguments: list[str], told: str) -> None:
    result = CliRunner().invoke(bridge, arguments, prog_name=name)
    assert (result.exit_code, result.output[: len(told)]) == (2, told)
    assert "Options" not in CliRunner().invoke(bridge, ["--help"]).output


def test_a_group_without_a_command_shows_its_help() -> None:
    result = CliRunner().invoke(app, ["act"])
    assert "报送领导" in result.output


@pytest.mark.parametrize("arguments", [[], ["act"], ["act", "assign"], ["rules", "check"], ["audit", "keys", "new"]])
def test_the_frame_of_the_help_is_in_chinese(arguments: list[str]) -> None:
    told = CliRunner().invoke(app, [*arguments, "--help"], prog_name="hotline").output
    assert told.startswith(f"用法：{' '.join(['hotline', *arguments])} [选项]")
    assert "选项：\n" in told
    for english in (
        "Usage",
        "Options",
        "Arguments",
        "Commands",
        "OPTIONS",
        "ARGS",
        "required",
        "default",
        "env var",
        "Show",
    ):
        assert english not in told


def test_a_refusal_names_fields_in_words() -> None:
    wrong = {
        "context.actor": "不能为空", "designation.lead_department": "目录里没有“甲局”", "promise.reason": "不能为空",
        "draft.files[lines.yaml]": "3:4: 没有这一行", "kept_entries[1]": "没有这一条", "": "不是这个方法的消息",
    }  # fmt: skip
    told = (
        "办理人：不能为空；牵头单位：目录里没有“甲局”；目前不能解决的原因：不能为空；"
        "草稿的文件lines.yaml：3:4: 没有这一行；以草稿为准的条目第 2 个：没有这一条；不是这个方法的消息"
    )
    assert in_words(wrong.items()) == told
    assert str(InvalidFieldsError([FieldViolation(*one) for one in wrong.items()])) == told


def test_every_field_that_a_refusal_may_name_has_a_word() -> None:
    """The path of a violation leads to a field of the request; tests/violations.py sees to that."""
    fields = {name for request in requests() for name in fields_of(request)}
    assert fields == {field.rpartition(".")[2] for field in FIELD_WORDS}
    assert not [word for word in FIELD_WORDS.values() if re.search("[A-Za-z_]", word)]


@pytest.mark.parametrize("option", ["--xlsx", "--picture"])
def test_what_cannot_be_written_is_told_before_anything_is_simulated(option: str, tmp_path: Path) -> None:
    """No server answers there, of which it would be told otherwise."""
    target = tmp_path / "没有的" / "变化"
    result = CliRunner().invoke(app, ["rules", "simulate", option, str(target), "--server", "127.0.0.1:1"])
    assert (result.exit_code, result.output) == (
        1,
        f"无法写入 {target}：没有这个文件或文件夹；请处理好以后再试，或写到别处\n",
    )
