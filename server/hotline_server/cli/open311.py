"""``hotline open311``: public data over HTTP."""

from typing import Annotated

import typer
import waitress

from hotline_server.ground.config import Settings
from hotline_server.runtime.open311 import Open311Error
from hotline_server.runtime.open311 import open311 as open_application


def open311(
    listen: Annotated[str, typer.Option(help="监听地址和端口，对外服务须置于反向代理之后")] = "127.0.0.1:8311",
    database: Annotated[str, typer.Option(help="数据库地址，只读，可以是副本；不填则用 HOTLINE_DATABASE")] = "",
    contact: Annotated[str, typer.Option(help="联系方式，列入 discovery")] = "12345",
) -> None:
    """Open311 GeoReport v2 查询接口（JSON）：可向公众公开的工单情况。"""
    try:
        with open_application(database or Settings().database, contact) as application:
            typer.echo(f"Open311 在 http://{listen}/discovery.json")
            waitress.serve(application, listen=listen)
    except Open311Error as error:
        typer.echo(f"{error}", err=True)
        raise typer.Exit(2) from None
