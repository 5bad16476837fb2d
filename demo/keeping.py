"""Keeping the data of a play, and serving it for a look with the client commands."""

import fcntl
import os
import re
import signal
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date
from pathlib import Path

from hotline_server.ground.clock import local_day
from hotline_server.security.identity import AccessRole
from rich.cells import cell_len
from rich.console import Console

from demo.paragraphs import print_paragraph
from demo.played import PlayedCase
from demo.server import Folder

MARGIN, CONTINUED = "  ", " \\"


class FolderTakenError(Exception):
    """Another demo is serving from the folder."""


@dataclass(frozen=True)
class Command:
    """Command to type: what it shows, the words after ``hotline``, and the role whose token it needs."""

    shows: str
    words: str
    role: AccessRole


@contextmanager
def kept_folder(path: Path) -> Iterator[Folder]:
    """Lock a folder to play in, and remove what an earlier demo kept there.

    Raises:
        FolderTakenError: another demo is still serving from it.
    """
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder = Folder(path)
    with (path / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise FolderTakenError(f"另一个演示正在使用 {path}，请先在那边按 Ctrl-C 结束") from None
        folder.clear()
        yield folder


def serve_until_interrupted(console: Console, folder: Folder, cases: Sequence[PlayedCase]) -> None:
    """Serve the data until Ctrl-C, and print commands to look at it with."""
    with folder.ordinary_server() as server:
        console.print()
        print_paragraph(console, f"演示的数据留在 {folder.path}，服务在 {server.address} 上，按 Ctrl-C 结束。")
        print_paragraph(console, "再开一个终端，在同一个目录里粘贴：")
        print_suggestions(console, folder, server.address, cases)
        _wait_for_interrupt()


def print_suggestions(console: Console, folder: Folder, address: str, cases: Sequence[PlayedCase]) -> None:
    """Print commands to look at the data with, complete with address and token."""
    program = os.path.relpath(Path(sys.executable).parent / "hotline")
    for command in suggestions(folder, cases):
        access = f"--server {address} --token-file {folder.token_file(command.role)}"
        console.print(f"\n{MARGIN}# {command.shows}", style="dim", highlight=False)
        _print_command(console, f"{program} {command.words} {access}")


def suggestions(folder: Folder, cases: Sequence[PlayedCase]) -> tuple[Command, ...]:
    """Suggest commands that show lists, a case and reports."""
    days = [_day_of(case) for case in cases]
    eventful = max(cases, key=lambda case: len(case.acts)).first.number
    busiest = Counter(case.last.decision.lead_department.name for case in cases if case.leads).most_common(1)
    busiest_day = Counter(days).most_common(1)[0][0]
    span = f"--from {min(days)} --to {max(days)}"
    of_department = (Command(f"{name}牵头的工单", f"list --lead {name}", AccessRole.OPERATOR) for name, _ in busiest)
    return (
        Command("最近的工单", "list --limit 20", AccessRole.OPERATOR),
        *of_department,
        Command("办理最曲折的一件工单", f"show {eventful}", AccessRole.OPERATOR),
        Command("各承办单位的考核指标和排名", f"report bulletin {span}", AccessRole.REPORTER),
        Command("通报，写成文件", f"report bulletin {span} --out {folder.path}/通报.xlsx", AccessRole.REPORTER),
        Command(
            "来电最多的一天的值班综述，写成文件",
            f"report daily {busiest_day} --out {folder.path}/综述.docx",
            AccessRole.REPORTER,
        ),
        Command("再登记一个来电", "register 楼下烧烤店油烟太大，天天吵到半夜", AccessRole.OPERATOR),
    )


def _day_of(case: PlayedCase) -> date:
    return local_day(case.first.registered_at.ToDatetime(UTC))


def _print_command(console: Console, command: str) -> None:
    """Print a command so that it can be pasted, on several lines if need be, each option with its value."""
    lines = [MARGIN]
    for option in re.split(" (?=--)", command):
        if cell_len(f"{lines[-1]}{option}{CONTINUED}") > console.width and lines[-1].strip():
            lines[-1] += CONTINUED
            lines.append(MARGIN * 2)
        lines[-1] += option if lines[-1].isspace() else f" {option}"
    # The terminal wraps what is too wide even so; a line break here would end the command.
    console.print("\n".join(lines), soft_wrap=True, highlight=False, markup=False)


def _wait_for_interrupt() -> None:
    interrupted = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: interrupted.set())
    # A signal delivered to another thread does not wake this one.
    while not interrupted.wait(1):
        pass
