"""``make demo``: send a day of calls to a server of its own and show what was decided."""

import argparse
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from hotline.v1 import case_pb2
from hotline_client import Hotline, HotlineError, connect
from hotline_server.api.wording import OUTCOMES
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from demo.messages import messages, sample_calls
from demo.report import print_report
from demo.serving import own_server

CALLERS = 16
WIDTH = 132


def main() -> None:
    """Run the demo."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=Path, help="CSV file with the columns subject and content")
    path = parser.parse_args().messages
    calls = list(messages(path) if path else sample_calls())
    console = Console()
    if not console.is_terminal:
        console = Console(width=WIDTH)
    with own_server() as address, connect(address) as hotline:
        started = time.monotonic()
        cases, failures = send(console, hotline, calls)
        print_report(console, cases, failures, time.monotonic() - started)
    if failures:
        raise SystemExit(1)


def send(console: Console, hotline: Hotline, calls: Sequence[case_pb2.Call]) -> tuple[list[case_pb2.Case], list[str]]:
    """Send the calls, several at a time, showing each decision as it comes."""
    cases: list[case_pb2.Case] = []
    failures: list[str] = []
    columns = (
        SpinnerColumn(),
        TextColumn("来电"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=console) as progress, ThreadPoolExecutor(CALLERS) as callers:
        task = progress.add_task("", total=len(calls))
        for done in as_completed([callers.submit(hotline.register, call) for call in calls]):
            try:
                case = done.result()
            except HotlineError as error:
                failures.append(f"{error.code.name}:{error}")
                latest = "[red]失败"
            else:
                cases.append(case)
                latest = f"{case.number} {OUTCOMES[case.decision.outcome].value} {case.decision.lead.name}"
            progress.update(task, advance=1, description=latest)
    return sorted(cases, key=lambda case: case.number), failures


if __name__ == "__main__":
    main()
