"""``make demo``: play calls through a server of the demo's own, and show what was decided and became of them."""

import argparse
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from hotline.v1 import case_pb2
from hotline_client import Hotline, HotlineError, connect
from hotline_server.api.wording import OUTCOMES
from hotline_server.development.authority import DevelopmentAuthority
from hotline_server.ground.clock import CITY
from hotline_server.ground.config import Settings
from hotline_server.ground.telemetry.logs import configure_logging
from hotline_server.rulebook.decision import Outcome
from hotline_server.runtime.server import RunningServer, start
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from demo.arrivals import messages, sample_month
from demo.fates import print_fates
from demo.month import Arrival, Month, SimulatedClock
from demo.report import print_pace, print_report

CALLERS = 16
WIDTH = 132
AFTERWARDS = timedelta(days=60)


def main() -> None:
    """Run the demo."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=Path, help="CSV file with the columns subject and content")
    path = parser.parse_args().messages
    configure_logging()
    console = Console() if Console().is_terminal else Console(width=WIDTH)
    arrivals = sorted(messages(path), key=lambda arrival: arrival.at) if path else sample_month()
    if path and not all(arrival.replied_at for arrival in arrivals):
        if send_all(console, arrivals):
            raise SystemExit(1)
    else:
        play_month(console, arrivals)


@contextmanager
def own_server(clock: SimulatedClock) -> Iterator[tuple[RunningServer, Hotline]]:
    """A server with a database that goes away with it, and a client on a real channel to it."""
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{Path(folder) / 'demo.db'}"
        authority = DevelopmentAuthority(Path(folder) / "identity")
        settings = Settings(listen="127.0.0.1:0", database=database, development=authority.folder, round_seconds=3600)
        server = start(settings, clock)
        try:
            with connect(server.address, authority.all_roles_token("演示")) as hotline:
                yield server, hotline
        finally:
            server.stop(1)


def play_month(console: Console, arrivals: Sequence[Arrival]) -> None:
    """Play the arrivals in accelerated time, with everybody who acts on cases."""
    begin, end = arrivals[0].at - timedelta(hours=1), arrivals[-1].at + AFTERWARDS
    replies = [arrival.replied_at for arrival in arrivals if arrival.replied_at]
    end = max([end, *(reply + AFTERWARDS for reply in replies)])
    clock = SimulatedClock(begin)
    with own_server(clock) as (server, hotline), _progress(console) as progress:
        pace = timedelta(hours=6) if replies else timedelta(hours=1)
        month = Month(hotline, server.desk.watchman, clock, random.Random(0), pace)
        task = progress.add_task("", total=len(arrivals))

        def tell(now: datetime, received: int) -> None:
            progress.update(task, completed=received, description=f"{now.astimezone(CITY):%Y-%m-%d %H:%M}")

        month.play(arrivals, end, tell)
        cases = [hotline.case(number, log=True) for number in month.numbers]
    first = {case.number: _first_decision(case) for case in cases}
    print_report(console, cases)
    print_fates(console, cases, first)
    if replies:
        console.print("来电和回复用真实的时间;真实回复晚于期限、又有机会申请延期的,一半申请并获同意,另一半就逾期。")
    print_pace(console, len(cases), [], month.registering)


def send_all(console: Console, arrivals: Sequence[Arrival]) -> list[str]:
    """Send the calls as fast as they are taken, several at a time; returns what failed."""
    cases: list[case_pb2.Case] = []
    failures: list[str] = []
    clock = SimulatedClock(datetime.now(CITY))
    with own_server(clock) as (_, hotline), _progress(console) as progress, ThreadPoolExecutor(CALLERS) as callers:
        started = time.monotonic()
        task = progress.add_task("", total=len(arrivals))
        for done in as_completed([callers.submit(hotline.register, arrival.call) for arrival in arrivals]):
            try:
                case = done.result()
            except HotlineError as error:
                failures.append(f"{error.code.name}:{error}")
                latest = "[red]失败"
            else:
                cases.append(case)
                latest = f"{case.number} {OUTCOMES[case.decision.outcome].value} {case.decision.lead.name}"
            progress.update(task, advance=1, description=latest)
        seconds = time.monotonic() - started
    print_report(console, sorted(cases, key=lambda case: case.number))
    print_pace(console, len(cases), failures, seconds)
    return failures


def _progress(console: Console) -> Progress:
    return Progress(
        SpinnerColumn(),
        TextColumn("来电"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
        console=console,
    )


def _first_decision(case: case_pb2.Case) -> Outcome:
    """How the rule book handled the case, whatever was decided later."""
    act = next((entry.act for entry in case.log if entry.role == "RULE_BOOK"), "")
    if act == "ASSIGN":
        helpers = next(entry for entry in case.log if entry.act == "ASSIGN").details["cohandlers"]
        return Outcome.JOINT if helpers else Outcome.TRANSFER
    return {
        "ANSWER_DIRECTLY": Outcome.DIRECT_ANSWER,
        "REFER": Outcome.REFERRAL,
        "REPORT_TO_LEADER": Outcome.REPORT_TO_LEADER,
        "RAISE_EMERGENCY": Outcome.EMERGENCY,
    }.get(act, Outcome.DESK)


if __name__ == "__main__":
    main()
