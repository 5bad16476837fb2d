"""``hotline website``: the public website."""

from typing import Annotated

import typer
import waitress

from hotline_server.cli.connecting import LOCAL, Authority, Server, TokenFile, reached
from hotline_server.security.identity import AccessRole
from hotline_server.website.app import create_app


def website(
    listen: Annotated[str, typer.Option(help="地址和端口，对外要放在反向代理后面")] = "127.0.0.1:8312",
    telephone: Annotated[str, typer.Option(help="网页上写的热线号码")] = "12345",
    proxies: Annotated[int, typer.Option(min=0, max=5, help="前面有几层反向代理；它们写的来访地址用来限制次数")] = 0,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """公众网站：来电人凭编号和查询码查进展、催办、补充、撤诉、评价，查政策，看公布的办理结果。"""
    with reached(server, token_file, authority, AccessRole.PUBLIC_SITE) as hotline:
        typer.echo(f"公众网站在 http://{listen}/")
        waitress.serve(create_app(hotline, telephone, proxies), listen=listen)
