"""The ``hotline`` command as an operator runs it, in a separate process."""

import os
import shlex
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hotline_server.development.certificates import CertificateAuthority
from hotline_server.ground.folders import PROJECT
from hotline_server.runtime.server import RunningServer

from tests.hotline import PATIENCE


def hotline(*arguments: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "hotline_server.cli.main", *arguments],
        env=os.environ | {f"HOTLINE_{name.upper()}": value for name, value in settings.items()},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def test_an_invalid_rule_book_prevents_startup_and_is_reported_with_its_location(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(PROJECT / "rules", rules)
    handling = rules / "rules" / "handling.yaml"
    text = handling.read_text("utf-8").replace("承办单位数: 1, 诉求类型: [咨询, 表扬]", "诉求类形: 咨询")
    handling.write_text(text, "utf-8")
    line = text[: text.index("诉求类形")].count("\n") + 1
    ended = hotline("serve", rules=str(rules), database=f"sqlite:///{tmp_path / 'hotline.db'}", listen="127.0.0.1:0")
    assert ended.returncode == 2
    assert f"rules/handling.yaml:{line}:10: 没有叫“诉求类形”的事实，是不是“诉求类型”？" in ended.stderr


@pytest.mark.parametrize(
    ("content", "reason"),
    [(None, "No such file"), ("城市: 云江市\n", "要以“单位:”开头"), ("单位:\n  - {名称: 甲, 类别: 局}\n", "第 2 行")],
)
def test_an_unusable_directory_file_prevents_the_first_startup(
    content: str | None, reason: str, tmp_path: Path
) -> None:
    file = tmp_path / "目录.yaml"
    if content is not None:
        file.write_text(content, "utf-8")
    ended = hotline("serve", directory=str(file), database=f"sqlite:///{tmp_path / 'hotline.db'}", listen="127.0.0.1:0")
    assert ended.returncode == 2
    assert ended.stderr.startswith(f"服务没有启动：无法读取单位目录 {file}")
    assert reason in ended.stderr


@pytest.mark.parametrize("content", ["楼下着火了快来人", "请问租房怎么提取公积金"])
def test_a_call_from_the_command_line_is_shown_as_a_page(server: RunningServer, content: str) -> None:
    page = hotline("register", "--server", server.address, content).stdout
    assert content in page
    assert "工单" in page


def test_a_rejected_call_is_reported_with_its_field(server: RunningServer) -> None:
    refused = hotline("register", "--server", server.address, "")
    assert (refused.returncode, "内容：" in refused.stderr) == (1, True)


def test_the_command_printed_by_a_ready_tls_server_works(tmp_path: Path) -> None:
    CertificateAuthority(tmp_path, datetime.now(UTC)).issue("server", ["localhost", "127.0.0.1"])
    settings = {
        "HOTLINE_CERTIFICATE": str(tmp_path / "server.pem"),
        "HOTLINE_PRIVATE_KEY": str(tmp_path / "server.key"),
        "HOTLINE_DATABASE": f"sqlite:///{tmp_path / 'hotline.db'}",
        "HOTLINE_LISTEN": "127.0.0.1:0",
    }
    command = [sys.executable, "-m", "hotline_server.cli.main", "serve"]
    with subprocess.Popen(command, env=os.environ | settings, stdout=subprocess.PIPE, text=True) as serving:
        assert serving.stdout is not None
        try:
            *_, printed = (serving.stdout.readline() for _ in range(3))
            done = subprocess.run(shlex.split(printed), capture_output=True, text=True, timeout=PATIENCE, check=False)
            assert "楼下烧烤店" in done.stdout, done.stderr
        finally:
            serving.terminate()
