"""How commands reach a server, and as whom."""

from pathlib import Path
from typing import Annotated

import typer
from hotline_client import Hotline, Tls, connect

from hotline_server.config import Settings
from hotline_server.security.identification import is_loopback
from hotline_server.security.identity import AccessRole

Server = Annotated[str, typer.Option("--server", envvar="HOTLINE_SERVER", help="服务的地址")]
TokenFile = Annotated[
    Path | None,
    typer.Option("--token-file", envvar="HOTLINE_TOKEN_FILE", help="存有自己令牌的文件;本机开发时可不写"),
]
Authority = Annotated[
    Path | None,
    typer.Option("--authority", envvar="HOTLINE_AUTHORITY", help="给服务签发证书的机构的证书(PEM);有它就用 TLS"),
]
LOCAL = "127.0.0.1:50051"


def reach(server: str, token_file: Path | None, authority: Path | None, role: AccessRole) -> Hotline:
    """Connect as whoever the token says; without one, on loopback, as the development authority's ``role``."""
    if token_file is None and is_loopback(server):
        token_file = Settings().development / "tokens" / f"{role.value}.jwt"
    try:
        token = token_file.read_text("ascii").strip() if token_file else ""
        tls = Tls(authority.read_bytes()) if authority else None
        return connect(server, token, tls or (None if is_loopback(server) else Tls()))
    except (OSError, UnicodeDecodeError) as error:
        typer.echo(f"读不了令牌或证书:{error};用 --token-file 说明令牌在哪里", err=True)
        raise typer.Exit(2) from None
