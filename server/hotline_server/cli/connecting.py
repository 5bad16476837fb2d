"""Connection of commands to a server: options, credentials, errors."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import grpc
import typer
from hotline_client import AddressError, ConnectionFault, Hotline, HotlineError, Tls, Wait, connect
from hotline_client.system_errors import reason_of

from hotline_server.domain.field_words import in_words
from hotline_server.ground.environment import LISTEN, variable
from hotline_server.ground.folders import DEVELOPMENT
from hotline_server.security import access
from hotline_server.security.identity import AccessRole
from hotline_server.security.loopback import is_loopback

Server = Annotated[str, typer.Option("--server", envvar="HOTLINE_SERVER", help="服务地址，主机:端口")]
TokenFile = Annotated[
    Path | None,
    typer.Option("--token-file", envvar="HOTLINE_TOKEN_FILE", help="本人令牌文件；本机开发可不填"),
]
Authority = Annotated[
    Path | None,
    typer.Option("--authority", envvar="HOTLINE_AUTHORITY", help="服务证书签发机构的证书（PEM 格式）；填写即使用 TLS"),
]
LOCAL = LISTEN
_AUTHORITY_HINT = "；请用 --authority 指定签发机构的证书"
_HINTS: Mapping[ConnectionFault | grpc.StatusCode, str] = {
    ConnectionFault.TLS_REQUIRED: _AUTHORITY_HINT,
    ConnectionFault.CERTIFICATE_UNTRUSTED: _AUTHORITY_HINT,
    ConnectionFault.NOT_TLS: "；不用 TLS 的服务只限本机，不填 --authority",
    grpc.StatusCode.UNAUTHENTICATED: "；请用 --token-file 指定本人令牌文件",
}
_REFUSALS: Mapping[grpc.StatusCode, str] = {
    grpc.StatusCode.INVALID_ARGUMENT: "填写有误",
    grpc.StatusCode.FAILED_PRECONDITION: "现在不能这样办理",
    grpc.StatusCode.NOT_FOUND: "没有找到",
    grpc.StatusCode.ALREADY_EXISTS: "已经存在",
    grpc.StatusCode.ABORTED: "他人已先办理",
    grpc.StatusCode.PERMISSION_DENIED: "没有权限",
    grpc.StatusCode.UNAUTHENTICATED: "令牌无效",
    grpc.StatusCode.RESOURCE_EXHAUSTED: "服务忙",
    grpc.StatusCode.UNAVAILABLE: "服务没有应答",
    grpc.StatusCode.DEADLINE_EXCEEDED: "服务没有按时应答",
    grpc.StatusCode.DATA_LOSS: "记录损坏",
}
_NO_ACTOR = "context.actor"


@contextmanager
def reached(server: str, token_file: Path | None, authority: Path | None, role: AccessRole) -> Iterator[Hotline]:
    """Connect to the service; exit with status 1 when it refuses a request or cannot be reached.

    Args:
        server: address as ``host:port``.
        token_file: file with a token; on loopback a development token is the default.
        authority: certificate of the authority that signed the server's; enables TLS.
        role: role of the default development token.
    """
    with _connect(server, token_file, authority, role) as hotline:
        try:
            yield hotline
        except grpc.RpcError as error:
            _give_up(server, hotline.refusal(error))
        except HotlineError as error:
            _give_up(server, error)
        except KeyboardInterrupt:
            raise typer.Exit(0) from None


@contextmanager
def told_whose(request: object, instead: str = "") -> Iterator[None]:
    """Tell whoever may not act whose the act is, and what to do instead; the service says of nothing why not."""
    try:
        yield
    except grpc.RpcError as error:
        name = type(request).__name__.removesuffix("Request")
        rows = (row for path, row in access.ACCESS.items() if path.endswith(f"/{name}"))
        whose = "、".join({access.in_words(row.roles): None for row in rows})
        if HotlineError.from_rpc(error).code is not grpc.StatusCode.PERMISSION_DENIED or not whose:
            raise
        typer.echo(f"没有权限，由{whose}办理{instead}", err=True)
        raise typer.Exit(1) from None


def read_token(path: Path) -> str:
    """Read a token from a file; exit with status 2 if there is none."""
    try:
        token = path.read_bytes().strip()
    except OSError as error:
        typer.echo(f"无法读取令牌 {path}：{reason_of(error)}；请用 --token-file 指定令牌文件", err=True)
        raise typer.Exit(2) from None
    if not token or not token.isascii():
        typer.echo(f"{path} 里没有令牌", err=True)
        raise typer.Exit(2)
    return token.decode("ascii")


def _give_up(server: str, error: HotlineError) -> NoReturn:
    hint = _HINTS.get(error.fault or error.code, "")
    if "不能为空" in error.violations.get(_NO_ACTOR, ""):
        hint = "；请用 --as 写明代何人办理"
    refused = _REFUSALS.get(error.code, f"服务出错（{error.code.name}）")
    reason = in_words(error.violations.items()) or error.reason
    if error.instead and error.instead not in reason:
        hint = f"；{error.instead}"
    said = refused if reason == refused else f"{refused}：{reason}"
    message = f"连不上 {server}：{error.fault.value}" if error.fault else said
    typer.echo(message + hint, err=True)
    raise typer.Exit(1) from None


def _notify(wait: Wait) -> None:
    """Print a notice about a long wait."""
    failure = wait.failure
    why = failure.reason if failure else "尚未应答"
    typer.echo(f"正在等待 {wait.address} 上的服务，已 {wait.seconds:.0f} 秒：{why}。按 Ctrl-C 停止等待", err=True)


def token_file_or_default(server: str, token_file: Path | None, role: AccessRole) -> Path | None:
    """Return the file with the token to use: on loopback a development token of a role is the default."""
    if token_file is None and is_loopback(server):
        return Path(variable("DEVELOPMENT", str(DEVELOPMENT))) / "tokens" / f"{role.value}.jwt"
    return token_file


def _connect(server: str, token_file: Path | None, authority: Path | None, role: AccessRole) -> Hotline:
    token_file = token_file_or_default(server, token_file, role)
    token = read_token(token_file) if token_file else ""
    try:
        tls = Tls(authority.read_bytes()) if authority else None
    except OSError as error:
        typer.echo(f"无法读取证书 {authority}：{reason_of(error)}", err=True)
        raise typer.Exit(2) from None
    try:
        return connect(server, token, tls or (None if is_loopback(server) else Tls()), on_wait=_notify)
    except AddressError:
        form = "格式为 主机:端口，IPv6 为 [地址]:端口；多台服务器填 IP:端口，以逗号分隔"
        typer.echo(f"{server} 不是服务地址：{form}", err=True)
        raise typer.Exit(2) from None
