"""Message of a server that is ready: its address, and a command to try it from any folder."""

import shlex
import shutil
import sys
from pathlib import Path

from hotline_server.ground.config import Settings
from hotline_server.security.identity import AccessRole
from hotline_server.security.issuers import hosts_of, issuer_beside
from hotline_server.security.loopback import is_loopback

_CALL = "楼下烧烤店油烟太大，天天吵到半夜"


def greeting(settings: Settings, address: str, details: str) -> str:
    """Compose the message.

    Args:
        settings: settings of the server.
        address: address it listens on, as ``host:port``.
        details: details of the server for the first line.
    """
    options = _options(settings, address)
    command = shlex.join([*_program(), "register", *options])
    return f'12345 服务在 {address} 上{details}\n另开一个终端，可登记一个来电试用：\n  {command} "{_CALL}"'


def _program() -> list[str]:
    """Return the command that starts this program from any folder."""
    started = Path(sys.argv[0])
    if started.suffix == ".py":
        return [sys.executable, "-m", "hotline_server.cli.main"]
    on_path = shutil.which(started.name)
    is_found = on_path is not None and Path(on_path).resolve() == started.resolve()
    return [started.name if is_found else str(started.absolute())]


def _options(settings: Settings, address: str) -> list[str]:
    """Return the options for a client on this host to connect to the server."""
    certificate = settings.certificate
    if certificate is None:
        options = ["--server", address]
    else:
        # The client compares the host with the certificate, and expects plain text on loopback without an authority.
        issuer = issuer_beside(certificate)
        hosts = hosts_of(certificate)
        listening = address.rpartition(":")[0].strip("[]")
        reachable = [host for host in hosts if issuer or not is_loopback(_with_port(host, address))]
        host = listening if listening in reachable else next(iter(reachable or hosts), listening)
        options = ["--server", _with_port(host, address)]
        if issuer or is_loopback(options[1]):
            options += ["--authority", str(issuer.absolute() if issuer else "签发机构的证书.pem")]
    return [*options, "--token-file", _token(settings, options[1])]


def _token(settings: Settings, server: str) -> str:
    if settings.token_keys or not is_loopback(server):
        return "自己的令牌文件"
    return str((settings.development / "tokens" / f"{AccessRole.OPERATOR.value}.jwt").absolute())


def _with_port(host: str, address: str) -> str:
    port = address.rpartition(":")[2]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
