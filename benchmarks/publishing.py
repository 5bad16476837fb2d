"""Time of publishing a draft and of rolling back by command, next to importing grpc: ``make benchmark-publishing``.

Publishing loads the draft, runs its tests and those of the emergencies in force, and records it; a second server on the
same database then decides by it. Both are to take no more than seconds on an idle machine: 3 for the command, 2 until
every server decides by what was published.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from hotline_server.development.authority import DevelopmentAuthority
from hotline_server.ground.config import Settings
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.files import read_files, read_test_files, write_draft
from hotline_server.runtime.server import RunningServer, start
from hotline_server.security.identity import AccessRole

from benchmarks.commands import BESIDE, HOTLINE
from evaluation.figures import Figures, print_figures, put_between_marks

_LOOK_SECONDS = 0.02
_SECTION = "publishing"


def _elapsed(arguments: Sequence[str]) -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def _until_switched(other: RunningServer, before: str) -> float:
    """Wait until another server decides by another rule book than before; return the seconds."""
    began = time.perf_counter()
    while other.service.desk.book().version == before:
        time.sleep(_LOOK_SECONDS)
    return time.perf_counter() - began


def _drafts(folder: Path, count: int) -> list[Path]:
    """Write drafts that differ from the rule book in force and from each other by a comment, which is enough."""
    files = read_files(PROJECT / "rules")
    tests = {f"tests/{name}": content for name, content in read_test_files(PROJECT / "rules").items()}
    drafts = []
    for number in range(count):
        routing = files["routing.yaml"] + f"# {number}\n".encode()
        drafts.append(folder / f"draft{number}")
        write_draft(drafts[-1], {**files, **tests, "routing.yaml": routing}, "")
    return drafts


def main() -> None:
    """Measure, and print the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="of each command, of which the median counts")
    parser.add_argument("--page", type=Path, help="page to write the figures into, between its marks")
    arguments = parser.parse_args()
    measured: defaultdict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # Only people publish.
        authority = DevelopmentAuthority(Settings().development)
        (folder / "token").write_text(authority.token("基准测试", [AccessRole.RULE_APPROVER]))
        settings = Settings(listen="127.0.0.1:0", database=f"sqlite:///{folder / 'benchmark.db'}")
        server, other = start(settings), start(settings)
        os.environ |= {"HOTLINE_SERVER": server.address, "HOTLINE_TOKEN_FILE": str(folder / "token")}
        for draft in _drafts(folder, arguments.runs):
            measured["import grpc"].append(_elapsed(BESIDE["import grpc"]))
            base = server.service.desk.book().version
            publish = ("rules", "publish", str(draft), "--why", "试", "--base", base)
            for command in (publish, ("rules", "rollback", "--why", "试")):
                before = server.service.desk.book().version
                measured[f"hotline rules {command[1]}"].append(_elapsed((*HOTLINE, *command)))
                measured[f"another server after {command[1]}"].append(_until_switched(other, before))
        for running in (server, other):
            running.stop(0)
    figures = _figures({what: statistics.median(seconds) for what, seconds in measured.items()})
    print_figures([figures])
    if arguments.page:
        put_between_marks(arguments.page, _SECTION, figures.markdown())


def _figures(measured: Mapping[str, float]) -> Figures:
    grpc = measured["import grpc"]
    rows = [(what, f"{seconds:.2f}", f"{seconds / grpc:.1f}x") for what, seconds in measured.items()]
    return Figures("publishing and rolling back, median", ("", "seconds", "relative to importing grpc"), rows)


if __name__ == "__main__":
    main()
