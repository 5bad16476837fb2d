"""``hotline learn``: readers through the service, with what an official reads of them."""

from pathlib import Path

import pytest
from hotline_client import Hotline
from hotline_server.cli.main import app
from hotline_server.runtime.server import RunningServer
from hotline_server.security.identity import AccessRole
from typer.testing import CliRunner, Result

from tests.hotline import AUTHORITY, a_call
from tests.integration.test_learn_service import SHIPPED_VERSION, keep, reader_with


@pytest.fixture(autouse=True)
def no_database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A command that opened the database itself would fail on a folder."""
    monkeypatch.setenv("HOTLINE_DATABASE", f"sqlite:///{tmp_path}")
    monkeypatch.setenv("COLUMNS", "200")


@pytest.fixture
def tokens(tmp_path: Path) -> Path:
    """The tokens of a maintainer and of an approver, in files."""
    folder = tmp_path / "tokens"
    folder.mkdir()
    for name, role in (("陈规则", AccessRole.RULE_MAINTAINER), ("赵处长", AccessRole.RULE_APPROVER)):
        (folder / name).write_text(AUTHORITY.token(name, [role]))
    return folder


def learn(server: RunningServer, who: Path, *arguments: str) -> Result:
    options = ("--token-file", str(who), "--server", server.address)
    return CliRunner().invoke(app, ["learn", *arguments, *options])


def test_a_reader_is_looked_at_compared_published_and_taken_back(
    server: RunningServer, hotline: Hotline, tokens: Path
) -> None:
    version, maintainer = keep(server, reader_with(0.0001)), tokens / "陈规则"
    assert "在用" in learn(server, maintainer, "list").output
    shown = learn(server, maintainer, "show", version).output
    assert "留出：找到" in shown
    assert "97.0%（91.5% – 99.0%）97/100" in shown
    assert "火灾" in shown
    assert learn(server, maintainer, "compare", version).exit_code == 1
    number = hotline.register(a_call()).number
    assert "共模拟 1 个，有变化的 0 个" in learn(server, maintainer, "compare", version).output
    assert "比较了 0 个来电" in learn(server, maintainer, "shadow", version).output
    hotline.register(a_call("公积金怎么提取"))
    both = learn(server, maintainer, "shadow", version, "--stop")
    assert both.exit_code == 2
    assert "试运行中" in learn(server, maintainer, "shadow").output
    assert "试运行已结束：比较了 1 个来电" in learn(server, maintainer, "shadow", "--stop").output
    assert f"已发布 {version}（陈规则）" in learn(server, maintainer, "publish", version, "--why", "更准").output
    assert f"已退回 {SHIPPED_VERSION}（陈规则）" in learn(server, maintainer, "rollback", "--why", "再看看").output
    history = learn(server, maintainer, "history").output
    assert [word in history for word in ("发布", "回退", "更准", "再看看", "初始判读模型")] == [True] * 5
    shown = CliRunner().invoke(app, ["show", number, "--server", server.address]).output
    assert f"判读模型  {SHIPPED_VERSION}" in shown


def test_losing_emergencies_is_approved_or_declined_by_another(server: RunningServer, tokens: Path) -> None:
    """R2.6."""
    version, maintainer, approver = keep(server, reader_with(-50)), tokens / "陈规则", tokens / "赵处长"
    refused = learn(server, maintainer, "publish", version, "--why", "试试").output
    assert "在用的没有变" in refused
    assert "用例“" in refused
    assert "hotline learn approve 1" in refused
    assert (
        "赵处长没有同意第 1 号提请，在用的判读模型不变"
        in learn(server, approver, "decline", "1", "--why", "漏得太多").output
    )
    learn(server, maintainer, "publish", version, "--why", "再试试")
    assert f"已发布 {version}（陈规则，赵处长 同意）" in learn(server, approver, "approve", "2").output
    assert "漏得太多" in learn(server, maintainer, "history").output


def test_learning_is_started_followed_and_cancelled(server: RunningServer, tokens: Path) -> None:
    maintainer = tokens / "陈规则"
    assert "第 1 次学习 等待" in learn(server, maintainer, "start", "--why", "一个季度了", "--no-wait").output
    assert "第 1 次学习 等待" in learn(server, maintainer, "status").output
    assert "第 1 次学习 已取消" in learn(server, maintainer, "cancel", "1").output
    ended = learn(server, maintainer, "status", "--wait")
    assert ended.exit_code == 1
    assert "由陈规则取消" in ended.output
    assert "一个季度了" in learn(server, maintainer, "runs").output
