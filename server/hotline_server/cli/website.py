"""``hotline website``: the public website."""

from typing import Annotated

import typer
import waitress

from hotline_server.cli.connecting import LOCAL, Authority, Server, TokenFile, reached
from hotline_server.security.identity import AccessRole
from hotline_server.website.app import create_app


def website(
    listen: Annotated[str, typer.Option(help="监听地址和端口，对外服务须置于反向代理之后")] = "127.0.0.1:8312",
    telephone: Annotated[str, typer.Option(help="网页上显示的热线号码")] = "12345",
    proxies: Annotated[int, typer.Option(min=0, max=5, help="反向代理的层数；据其所记的来访地址限制访问次数")] = 0,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """公众网站：来电人凭编号和查询码查询进展、催办、补充、撤诉、评价，查询政策，查看公布的办理结果。"""
    with reached(server, token_file, authority, AccessRole.PUBLIC_SITE) as hotline:
        typer.echo(f"公众网站在 http://{listen}/")
        waitress.serve(create_app(hotline, telephone, proxies), listen=listen)
