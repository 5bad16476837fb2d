"""``hotline`` command. Subcommands are imported only when they run, to keep the start fast."""

import gc
import os
from importlib import import_module
from typing import Any, NamedTuple

import typer
from hotline_commands.groups import ChineseGroup
from hotline_commands.help_page import ChineseContext

from hotline_server.cli.group import group
from hotline_server.ground.hotline import HOTLINE
from hotline_server.ground.terminal import tolerate_any_encoding


class _LazyCommand(NamedTuple):
    """Command in the list of commands, not yet imported.

    Attributes:
        module: name of its module under ``hotline_server.cli``.
        name: name in the module of a function, or of a ``typer.Typer`` with subcommands.
        help: beginning of its help, at most a line.
    """

    module: str
    name: str
    help: str


COMMANDS = {
    "serve": _LazyCommand("serve", "serve", "启动服务，直到收到停止信号。设置用 HOTLINE_… 环境变量。"),
    "register": _LazyCommand("cases", "register", "登记来电，显示处理方式和理由。"),
    "show": _LazyCommand("cases", "show", "显示工单及办理经过。"),
    "list": _LazyCommand("cases", "list_", "列出工单，最新的在前。"),
    "pending": _LazyCommand("waiting", "pending", "列出待值班室、领导、联动单位和转派单位办理的事项，先到期的在前。"),
    "callbacks": _LazyCommand("waiting", "callbacks", "列出待回访、待再次拨打或待书面告知的来电人，先到时间的在前。"),
    "search": _LazyCommand("cases", "search", "按关键词、事项、地点、期限和状态查询工单，在办和归档的都在内"),
    "watch": _LazyCommand("cases", "watch", "跟踪一个工单的办理经过，直到归档；不填工单号则跟踪全部工单的新变化。"),
    "caller": _LazyCommand("cases", "caller", "查看来电人的身份和联系方式。"),
    "nearby": _LazyCommand("cases", "nearby", "列出工单或经纬度附近尚未答复的工单，同一事项的在前。"),
    "act": _LazyCommand("acts", "app", "办理工单"),
    "line": _LazyCommand("lines", "app", "联动单位办理工单"),
    "figures": _LazyCommand("figures", "figures", "一天的来电数，按处理方式和当前状态分列。"),
    "report": _LazyCommand("reports", "app", "报表"),
    "announce": _LazyCommand("announcements", "app", "公布"),
    "open-data": _LazyCommand("announcements", "open_data", "开放数据：一段时间内的工单，不含来电人和来电内容"),
    "website": _LazyCommand("website", "website", "公众网站：来电人凭编号和查询码查询进展、催办、补充、撤诉、评价"),
    "open311": _LazyCommand("open311", "open311", "Open311 GeoReport v2 查询接口（JSON）：可向公众公开的工单情况。"),
    "places": _LazyCommand("places", "app", "地名：导入、导出、查询，收录来电中的新地名"),
    "archive": _LazyCommand("archive", "app", "档案"),
    "audit": _LazyCommand("audit", "app", "查阅记录查询，记录完整性核查"),
    "messages": _LazyCommand("messages", "app", "消息：发给来电人、承办单位和值班人员的短信，查看、重发，预览模板"),
    "slips": _LazyCommand("slips", "app", "文书：交办单、督办单、答复函等，查看、取出、成批打印，预览模板"),
    "stuck": _LazyCommand("operations", "stuck", "已搁置的后台任务：查看，重试"),
    "tokens": _LazyCommand("operations", "tokens", "人员令牌：作废，查看作废记录"),
    "rules": _LazyCommand("rules", "app", "规则库：检查、试用例、解释、比较、模拟、发布、回退"),
    "learn": _LazyCommand("learning", "app", "判读模型：学习、测量、比较、试运行、发布、回退"),
    "directory": _LazyCommand(
        "directory", "app", "单位目录：查询，导入、比较、导出，更名、改隶、合并、分设、撤销，放假和调休"
    ),
    "database": _LazyCommand("database", "app", "数据库的备份、恢复和搬迁"),
    "keys": _LazyCommand("keys", "app", "来电人身份信息的加密密钥：新建、更换、重新加密、停用"),
    "certificates": _LazyCommand(
        "certificates", "certificates", "开发用：建立签发机构，为服务和系统名册中的每个系统各签发一张证书。"
    ),
}


class _Commands(ChineseGroup):
    """Command group that imports only the command to run; placeholders suffice to list the others."""

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        name, command, rest = super().resolve_command(ctx, args)
        if name in COMMANDS:
            command = load(name)
            command.context_class = ChineseContext
        gc.enable()
        return name, command, rest


def load(name: str) -> Any:
    """Import a command."""
    command = COMMANDS[name]
    defined = getattr(import_module(f"hotline_server.cli.{command.module}"), command.name)
    if isinstance(defined, typer.Typer):
        return typer.main.get_group(defined)
    single = group("")
    single.command(name)(defined)
    return typer.main.get_command(single)


app = typer.Typer(
    cls=_Commands,
    help=HOTLINE,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@app.callback()
def hotline() -> None:
    """Let only their owner read the files that commands write."""
    os.umask(0o077)


def _placeholder() -> None:
    """Stand in for a command in the list."""


for _name, _command in COMMANDS.items():
    app.command(_name, help=_command.help)(_placeholder)


def main() -> None:
    """Run the command line."""
    # Imported modules are long-lived; collecting garbage among them would take a sixth of the time of most commands.
    gc.disable()
    tolerate_any_encoding()
    app()


if __name__ == "__main__":
    main()
