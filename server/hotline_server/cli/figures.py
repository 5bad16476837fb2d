"""``hotline figures``: daily figures."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated

import typer
from hotline.v1 import report_service_pb2 as pb
from rich.table import Table

from hotline_server.api.wording import OUTCOMES, STATES
from hotline_server.cli.connecting import LOCAL, Authority, Server, TokenFile, reached
from hotline_server.cli.console import console
from hotline_server.ground.clock import local_day, system_clock
from hotline_server.security.identity import AccessRole

_DAYS = ["%Y-%m-%d", "%Y%m%d"]


def figures(
    day: Annotated[datetime | None, typer.Argument(help="日期，如 2026-11-25；不填则为今天", formats=_DAYS)] = None,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """一天的来电数，按处理方式和当前状态分列。"""
    wanted = f"{day or local_day(system_clock()):%Y-%m-%d}"
    with reached(server, token_file, authority, AccessRole.REPORTER) as hotline:
        found = hotline.reports.GetDayFigures(pb.GetDayFiguresRequest(day=wanted))
    typer.echo(f"{wanted} 来电 {found.total} 个")
    if found.total:
        console().print(_table("处理方式", ((OUTCOMES[one.outcome].value, one.count) for one in found.outcomes)))
        console().print(_table("状态", ((STATES[one.state].value, one.count) for one in found.states)))


def _table(heading: str, counts: Iterable[tuple[str, int]]) -> Table:
    table = Table(header_style="dim")
    table.add_column(heading)
    table.add_column("件", justify="right")
    for name, count in counts:
        table.add_row(name, str(count))
    return table
