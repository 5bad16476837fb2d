"""Error messages and timing of commands that cannot reach the server."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import grpc
import pytest
from hotline_client import Hotline
from hotline_server.cli.main import app
from hotline_server.development.certificates import CertificateAuthority
from typer.testing import CliRunner, Result

from tests.hotline import EVERYBODY
from tests.ports import free_port


@pytest.fixture
def token(tmp_path: Path) -> Path:
    path = tmp_path / "token"
    path.write_text(EVERYBODY)
    return path


@pytest.fixture
def certificates(tmp_path: Path) -> CertificateAuthority:
    return CertificateAuthority(tmp_path / "certificates", datetime.now(UTC))


@pytest.fixture
def secured(certificates: CertificateAuthority) -> Iterator[str]:
    """Serve TLS without any service, and return the address."""
    certificate, key = certificates.issue("server", ["127.0.0.1"])
    server = grpc.server(ThreadPoolExecutor(1))
    credentials = grpc.ssl_server_credentials([(key.read_bytes(), certificate.read_bytes())])
    address = f"127.0.0.1:{server.add_secure_port('127.0.0.1:0', credentials)}"
    server.start()
    yield address
    server.stop(0)


def hotline(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


COMMANDS = [("register", "楼下有人占道"), ("list",), ("watch", "20261123-000001"), ("rules", "versions")]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_permanent_connection_failure_is_reported_at_once(
    command: tuple[str, ...], secured: str, token: Path, tmp_path: Path
) -> None:
    other = CertificateAuthority(tmp_path / "other", datetime.now(UTC)).certificate
    begun = time.monotonic()
    for server, options, said in (
        (secured, (), "服务要求用 TLS 连接；请用 --authority"),
        (secured, ("--authority", other), "不是可信的机构签发的；请用 --authority"),
        ("nowhere.invalid:50051", ("--authority", other), "找不到这个主机名"),
    ):
        result = hotline(*command, "--server", server, "--token-file", token, *options)
        assert (result.exit_code, said in result.output) == (1, True), result.output
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize("server", ["127.0.0.1", "127.0.0.1:99999", "localhost:1,localhost:2"])
def test_a_malformed_address_is_reported(server: str, token: Path) -> None:
    result = hotline("list", "--server", server, "--token-file", token)
    assert (result.exit_code, "不是服务地址" in result.output) == (2, True), result.output


def test_a_command_reports_what_it_waits_for(token: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Hotline.register, "__defaults__", ("", 1.5))
    address = f"127.0.0.1:{free_port()}"
    result = hotline("register", "楼下有人占道", "--server", address, "--token-file", token)
    waited, failed = result.output.splitlines()
    assert f"正在等待 {address} 上的服务，已 1 秒：连接被拒绝" in waited
    assert failed == f"连不上 {address}：连接被拒绝，服务可能没有启动"
    assert result.exit_code == 1
