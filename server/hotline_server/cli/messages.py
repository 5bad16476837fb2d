"""``hotline messages``: templates of messages to callers, offices and people on duty."""

import typer
from rich.table import Table

from hotline_server.cli.console import console
from hotline_server.cli.group import group
from hotline_server.cli.rules import BUNDLED_RULES, SAMPLE_DIRECTORY, DirectoryFile, Folder

app = group("消息：发给来电人、承办单位和值班人员的短信，预览模板")


@app.callback()
def about() -> None:
    """消息：发给来电人、承办单位和值班人员的短信，预览模板。"""


@app.command()
def preview(rules: Folder = BUNDLED_RULES, directory: DirectoryFile = SAMPLE_DIRECTORY) -> None:
    """用一个例子预览草稿里的每种消息：发给谁、内容、连署名多少个字。"""
    from hotline_server.cli.drafts import preview_messages

    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for heading in ("消息", "发给", "内容", "字数"):
        table.add_column(heading, overflow="fold")
    for one in preview_messages(rules, directory):
        whom = f"{one.kind.audience.value}{'（保密）' if one.protected else ''}"
        table.add_row(one.kind.value, whom, one.text, str(len(one.text)))
    if table.row_count:
        console().print(table)
    else:
        typer.echo("规则库里没有消息的模板（messages.yaml），什么都不发")
