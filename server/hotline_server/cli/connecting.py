"""How commands reach a server, and as whom."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import grpc
import typer
from hotline_client import Hotline, HotlineError, Tls, connect

from hotline_server.ground.config import Settings
from hotline_server.security.identity import AccessRole
from hotline_server.security.loopback import is_loopback

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


@contextmanager
def reached(server: str, token_file: Path | None, authority: Path | None, role: AccessRole) -> Iterator[Hotline]:
    """The service, as whoever the token says; what it refuses ends the command with 1.

    Without a token, on loopback, as the development authority's ``role``.
    """
    with _connected(server, token_file, authority, role) as hotline:
        try:
            yield hotline
        except grpc.RpcError as error:
            _give_up(HotlineError.from_rpc(error))
        except HotlineError as error:
            _give_up(error)
        except KeyboardInterrupt:
            raise typer.Exit(0) from None


def token_in(path: Path) -> str:
    """The token in a file; a file that has none ends the command with 2."""
    try:
        token = path.read_bytes().strip()
    except OSError as error:
        typer.echo(f"读不了令牌 {path}:{error.strerror};用 --token-file 说明令牌在哪里", err=True)
        raise typer.Exit(2) from None
    if not token or not token.isascii():
        typer.echo(f"{path} 里没有令牌", err=True)
        raise typer.Exit(2)
    return token.decode("ascii")


def _give_up(error: HotlineError) -> NoReturn:
    typer.echo(f"{error.code.name}:{error}", err=True)
    raise typer.Exit(1) from None


def _connected(server: str, token_file: Path | None, authority: Path | None, role: AccessRole) -> Hotline:
    if token_file is None and is_loopback(server):
        token_file = Settings().development / "tokens" / f"{role.value}.jwt"
    token = token_in(token_file) if token_file else ""
    try:
        tls = Tls(authority.read_bytes()) if authority else None
    except OSError as error:
        typer.echo(f"读不了证书:{error}", err=True)
        raise typer.Exit(2) from None
    return connect(server, token, tls or (None if is_loopback(server) else Tls()))
