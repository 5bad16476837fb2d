"""The command that a server prints when it is ready."""

import shlex
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hotline_server.cli.greeting import greeting
from hotline_server.development.certificates import CertificateAuthority
from hotline_server.ground.config import Settings


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    CertificateAuthority(tmp_path / "elsewhere", datetime.now(UTC))
    return tmp_path / "certificates"


def options(settings: Settings, address: str) -> list[str]:
    command = greeting(settings, address, "").splitlines()[2]
    words = shlex.split(command)
    return words[words.index("register") + 1 : -1]


def own_token(settings: Settings) -> list[str]:
    return ["--token-file", str((settings.development / "tokens" / "operator.jwt").absolute())]


def secured(folder: Path, hosts: list[str], **fields: str) -> Settings:
    certificate, key = CertificateAuthority(folder, datetime.now(UTC)).issue("server", hosts)
    return Settings(certificate=certificate, private_key=key, **fields)


def test_plain_text_is_reached_where_it_listens() -> None:
    settings = Settings()
    assert options(settings, "127.0.0.1:50051") == ["--server", "127.0.0.1:50051", *own_token(settings)]


def test_tls_is_reached_by_a_name_of_the_certificate_and_with_its_issuer(folder: Path) -> None:
    settings = secured(folder, ["localhost", "127.0.0.1"])
    known = ["--authority", str(folder / "authority.pem"), *own_token(settings)]
    assert options(settings, "127.0.0.1:50051") == ["--server", "127.0.0.1:50051", *known]
    assert options(settings, "0.0.0.0:50051") == ["--server", "localhost:50051", *known]


def test_beyond_loopback_a_token_of_ones_own_is_asked_for(folder: Path) -> None:
    settings = secured(folder, ["hotline.city.example"], token_keys="keys.json")
    (folder / "authority.pem").unlink()
    assert options(settings, "0.0.0.0:50051") == [
        "--server", "hotline.city.example:50051", "--token-file", "自己的令牌文件",
    ]  # fmt: skip


def test_an_issuer_that_lies_elsewhere_is_asked_for(folder: Path) -> None:
    settings = secured(folder, ["localhost"])
    (folder / "authority.pem").unlink()
    assert options(settings, "127.0.0.1:50051")[2:4] == ["--authority", "签发机构的证书.pem"]


def test_the_program_is_named_so_that_it_can_be_run(monkeypatch: pytest.MonkeyPatch) -> None:
    for started, program in (
        ("/opt/bin/hotline", "/opt/bin/hotline"),
        ("/opt/hotline_server/cli/main.py", f"{sys.executable} -m hotline_server.cli.main"),
    ):
        monkeypatch.setattr(sys, "argv", [started, "serve"])
        assert greeting(Settings(), "127.0.0.1:1", "").splitlines()[2].startswith(f"  {program} register ")
