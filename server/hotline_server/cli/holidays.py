"""``hotline directory holidays``: days that are set free or worked (R3.2)."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated

import typer
from hotline.v1 import directory_service_pb2 as pb
from rich.table import Table
from rich.text import Text

from hotline_server.cli.connecting import LOCAL, Authority, Server, TokenFile, reached
from hotline_server.cli.console import console as open_console
from hotline_server.cli.group import group
from hotline_server.security.identity import AccessRole

app = group("放假和调休：列出，设定放假、上班")
console = open_console()
_LONGEST = timedelta(days=31)
"""How many days one command may set."""
Day = Annotated[str, typer.Argument(help="日期，如 2027-02-08")]
Name = Annotated[str, typer.Option("--name", help="名称，如 春节、春节调休")]
Until = Annotated[str, typer.Option("--to", help="一连几天的，最后一天；不填则只设一天")]


@app.command("list")
def list_(server: Server = LOCAL, token_file: TokenFile = None, authority: Authority = None) -> None:
    """列出设定过的日期。"""
    with reached(server, token_file, authority, AccessRole.OPERATOR) as hotline:
        holidays = hotline.directory.ListHolidays(pb.ListHolidaysRequest()).holidays
    if not holidays:
        console.print("没有设定过放假、上班，按国务院办公厅公布的安排和法定节假日推算")
        return
    table = Table("日期", "", "名称", header_style="bold")
    for one in holidays:
        table.add_row(one.day, _word(working=one.working), Text(one.name))
    console.print(table)


@app.command()
def free(
    day: Day,
    name: Name,
    to: Until = "",
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """设为放假；跨过这一天、按工作日算的时限随之顺延。"""
    _set(day, to, name, server, token_file, authority, working=False)


@app.command()
def work(
    day: Day,
    name: Name,
    to: Until = "",
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """设为上班，如调休的周末；跨过这一天、按工作日算的时限随之提前。"""
    _set(day, to, name, server, token_file, authority, working=True)


def _set(
    day: str, to: str, name: str, server: Server, token_file: TokenFile, authority: Authority, *, working: bool
) -> None:
    days = list(_days(day, to))
    with reached(server, token_file, authority, AccessRole.ADMINISTRATOR) as hotline:
        for one in days:
            holiday = pb.Holiday(day=one, working=working, name=name)
            moved = hotline.directory.SetHoliday(pb.SetHolidayRequest(holiday=holiday)).moved_case_count
            console.print(f"{one} {_word(working=working)}：调整了 {moved} 件工单的时限")


def _days(first: str, last: str) -> Iterator[str]:
    """Yield the days to set; a single one is the server's to read."""
    if not last:
        yield first
        return
    try:
        begin, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        raise typer.BadParameter("不是日期；写法如 2027-02-08", param_hint="--to") from None
    if not begin <= end < begin + _LONGEST:
        raise typer.BadParameter(f"要在第一天以后，一次最多 {_LONGEST.days} 天", param_hint="--to")
    while begin <= end:
        yield begin.isoformat()
        begin += timedelta(days=1)


def _word(*, working: bool) -> str:
    return "上班" if working else "放假"
