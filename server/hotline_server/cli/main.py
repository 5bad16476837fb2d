"""The ``hotline`` command. Each of its commands is imported when it runs, so that none costs what the others need."""

import os
from importlib import import_module
from typing import Any, NamedTuple

import typer
from typer.core import TyperGroup

from hotline_server.cli.group import group
from hotline_server.ground.terminal import tolerate_any_encoding


class _Listed(NamedTuple):
    """Where a command is defined and how the list of commands describes it.

    Attributes:
        module: under ``hotline_server.cli``.
        name: there, of a function, or of a ``typer.Typer`` with subcommands.
        help: the beginning of its help, short enough for a line.
    """

    module: str
    name: str
    help: str


COMMANDS = {
    "serve": _Listed("serve", "serve", "启动服务,直到收到停止信号。设置用 HOTLINE_… 环境变量。"),
    "register": _Listed("cases", "register", "登记一个来电,显示怎么办、为什么。"),
    "show": _Listed("cases", "show", "显示一个工单和它的经过。"),
    "list": _Listed("cases", "list_", "列出工单,最新的在前。"),
    "watch": _Listed("cases", "watch", "看一个工单的经过,有新的就显示,直到归档;或者看所有工单的新变化"),
    "caller": _Listed("cases", "caller", "查看来电人是谁、怎么联系。"),
    "act": _Listed("acts", "app", "办理工单"),
    "figures": _Listed("figures", "figures", "一天的来电数:各种处理方式多少,现在各在什么状态。"),
    "report": _Listed("reports", "app", "报表"),
    "announce": _Listed("announcements", "app", "公布"),
    "open-data": _Listed("announcements", "open_data", "开放数据:一段时间里的工单,没有来电人和来电内容"),
    "open311": _Listed("open311", "open311", "Open311 GeoReport v2 查询接口(JSON):公众可以知道的工单情况。"),
    "archive": _Listed("archive", "app", "档案"),
    "audit": _Listed("audit", "app", "查谁看过什么,核查日志"),
    "rules": _Listed("rules", "app", "规则库:检查、试用例、解释、比较、模拟、发布、回退"),
    "database": _Listed("database", "app", "数据库的备份、恢复和搬迁"),
    "keys": _Listed("keys", "app", "来电人身份信息的加密密钥:新建、更换、重新加密、停用"),
    "certificates": _Listed(
        "certificates", "certificates", "开发用:建一个签发机构,给服务和名册里的每个系统各签一张证书。"
    ),
}


class _Commands(TyperGroup):
    """Imports the command that is to run; the others stay stand-ins, which is enough to list them."""

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        name, stand_in, rest = super().resolve_command(ctx, args)
        return name, (load(name) if name in COMMANDS else stand_in), rest


def load(name: str) -> Any:
    """Import a command and return what runs it."""
    listed = COMMANDS[name]
    defined = getattr(import_module(f"hotline_server.cli.{listed.module}"), listed.name)
    if isinstance(defined, typer.Typer):
        return typer.main.get_group(defined)
    single = group("")
    single.command(name)(defined)
    return typer.main.get_command(single)


app = typer.Typer(
    cls=_Commands,
    help="12345 政务服务热线",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@app.callback()
def hotline() -> None:
    """12345 政务服务热线。"""
    # Databases, backups and keys are their owner's alone.
    os.umask(0o077)


def _stand_in() -> None:
    """Be listed in place of a command."""


for _name, _listed in COMMANDS.items():
    app.command(_name, help=_listed.help)(_stand_in)


def main() -> None:
    """Run a command in a terminal."""
    tolerate_any_encoding()
    app()


if __name__ == "__main__":
    main()
