"""``hotline figures``: the figures of a day."""

import re
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from hotline_server.domain.lifecycle import CaseState
from hotline_server.domain.numbering import day_of
from hotline_server.ground.clock import system_clock
from hotline_server.ground.config import Settings
from hotline_server.rulebook.decision import Outcome
from hotline_server.store.engine.database import DatabaseError
from hotline_server.store.figures.day_figures import figures_of
from hotline_server.store.maintenance.opening import opened

_DAY = re.compile(r"\d{4}-?\d{2}-?\d{2}")


def figures(
    day: Annotated[str, typer.Argument(help="哪一天,如 2026-11-25;不写就是今天")] = "",
    database: Annotated[str, typer.Option(help="数据库地址,不写就用 HOTLINE_DATABASE")] = "",
) -> None:
    """一天的来电数:各种处理方式多少,现在各在什么状态。"""
    if day and not _DAY.fullmatch(day):
        typer.echo(f"“{day}”不是日期;写法如 2026-11-25", err=True)
        raise typer.Exit(2)
    wanted = day.replace("-", "") or day_of(system_clock())
    try:
        with opened(database or Settings().database) as connected:
            found = figures_of(connected, wanted)
    except DatabaseError as error:
        typer.echo(f"{error}", err=True)
        raise typer.Exit(2) from None
    console = Console()
    for title, names, counts in (
        ("处理方式", [(outcome.value, found.by_outcome[outcome]) for outcome in Outcome], found.calls),
        ("状态", [(state.value, found.by_state[state]) for state in CaseState], found.calls),
    ):
        table = Table(title=f"{wanted[:4]}-{wanted[4:6]}-{wanted[6:]} 来电 {counts} 个,按{title}")
        table.add_column(title)
        table.add_column("件", justify="right")
        for name, count in names:
            if count:
                table.add_row(name, str(count))
        console.print(table)
