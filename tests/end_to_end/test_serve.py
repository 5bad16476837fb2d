"""``hotline serve`` as an operator runs it: a process of its own, killed and started again."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hotline_client import HotlineError
from hotline_server.ground.config import PROJECT

from tests.hotline import a_call, connect

HOTLINE = (sys.executable, "-m", "hotline_server.cli.main")
START_SECONDS = 30


def environment(folder: Path, **extra: str) -> dict[str, str]:
    return os.environ | {
        "HOTLINE_DATABASE": f"sqlite:///{folder / 'hotline.db'}",
        "HOTLINE_LISTEN": "127.0.0.1:0",
        **extra,
    }


@contextmanager
def serving(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A serving process and its address."""
    process = subprocess.Popen(
        [*HOTLINE, "serve"],
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout is not None
        address = process.stdout.readline().split(" ")[2]
        yield process, address
    finally:
        process.kill()
        process.communicate()


def test_nothing_acknowledged_is_lost_when_the_server_is_killed(tmp_path: Path) -> None:
    """R1.1: SIGKILL in the middle of calls; retried calls are registered once."""
    acknowledged: dict[str, str] = {}

    def ring(address: str, caller: int) -> None:
        with connect(address) as hotline:
            for number in range(50):
                request_id = f"{caller}-{number}"
                try:
                    acknowledged[request_id] = hotline.register(a_call(), request_id).number
                except HotlineError:
                    return

    with serving(tmp_path) as (process, address):
        threads = [threading.Thread(target=ring, args=(address, caller), daemon=True) for caller in range(4)]
        for thread in threads:
            thread.start()
        while len(acknowledged) < 40:
            assert process.poll() is None
        process.kill()
        for thread in threads:
            thread.join()
    with serving(tmp_path) as (_, address), connect(address) as hotline:
        for request_id, number in acknowledged.items():
            assert hotline.register(a_call(), request_id).number == number
        numbers = [case.number for case in hotline.cases()]
        assert len(numbers) == len(set(numbers))
        assert set(acknowledged.values()) <= set(numbers)
        sequence = sorted(int(number.partition("-")[2]) for number in numbers)
        assert sequence == list(range(1, len(numbers) + 1))


def test_a_terminated_server_finishes_and_leaves_with_success(tmp_path: Path) -> None:
    with serving(tmp_path) as (process, address), connect(address) as hotline:
        hotline.register(a_call())
        process.send_signal(signal.SIGTERM)
        assert process.wait(START_SECONDS) == 0


def test_a_rule_book_with_a_mistake_stops_the_start_with_its_place(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(PROJECT / "rules", rules)
    handling = rules / "rules" / "handling.yaml"
    text = handling.read_text("utf-8").replace("承办单位数: 1, 诉求类型: [咨询, 表扬]", "诉求类形: 咨询")
    handling.write_text(text, "utf-8")
    line = text[: text.index("诉求类形")].count("\n") + 1
    run = subprocess.run(
        [*HOTLINE, "serve"],
        env=environment(tmp_path, HOTLINE_RULES=str(rules)),
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
    )
    assert run.returncode == 2
    assert f"rules/handling.yaml:{line}:10: 没有叫“诉求类形”的事实,是不是“诉求类型”?" in run.stderr


@pytest.mark.parametrize("content", ["楼下着火了快来人", "请问租房怎么提取公积金"])
def test_a_call_from_the_command_line_is_shown_as_a_page(tmp_path: Path, content: str) -> None:
    with serving(tmp_path) as (_, address):
        command = [*HOTLINE, "register", "--server", address, content]
        page = subprocess.run(command, capture_output=True, text=True, timeout=START_SECONDS, check=True).stdout
        assert content in page
        assert "工单" in page
        refused = subprocess.run(
            [*HOTLINE, "register", "--server", address, ""], capture_output=True, text=True, check=False
        )
        assert refused.returncode == 1
        assert "call.content" in refused.stderr
