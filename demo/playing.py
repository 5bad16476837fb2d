"""Playing calls on a server: with everything that follows, or registration only."""

import random
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from hotline_client import Hotline, HotlineError
from hotline_server.ground.clock import CITY
from hotline_server.runtime.server import RunningServer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from demo.arrivals import Arrival
from demo.documents import AFTERWARDS, MORNING, Documents
from demo.gateway import MessageGateway, message_gateway
from demo.month import Month, Standing
from demo.outbox import MessageCounts, messages_of
from demo.owners import Owners
from demo.played import PlayedCase
from demo.server import Folder
from demo.timeline import SimulatedClock, Timeline
from demo.turns import Chance

OPERATORS_AT_ONCE = 16
PACE_OF_A_MONTH, PACE_OF_YEARS = timedelta(hours=1), timedelta(hours=6)


@dataclass(frozen=True)
class Played:
    """Result of a play.

    Attributes:
        cases: played cases, in order of their numbers.
        failures: reasons why calls were refused.
        speed: sentence about the speed of registration.
        messages: what became of the messages; ``None`` if there was no gateway.
    """

    cases: Sequence[PlayedCase]
    failures: Sequence[str]
    speed: str
    messages: MessageCounts | None = None

    @property
    def went_well(self) -> bool:
        """True if every call was registered, and the gateway took as many messages as were sent."""
        return not self.failures and (self.messages is None or self.messages.is_exact)


def month_on(
    server: RunningServer,
    hotline: Hotline,
    clock: SimulatedClock,
    seed: int,
    pace: timedelta = PACE_OF_A_MONTH,
    gateway: MessageGateway | None = None,
) -> Month:
    """Set up a month on a server.

    Args:
        server: server that runs on ``clock``.
        hotline: client with every role.
        clock: clock of the server.
        seed: seed of all random decisions.
        pace: simulated time between two rounds of the watchman.
        gateway: reports what it delivered, if there is one.
    """

    def make_round() -> None:
        _make_round(server)
        if gateway:
            gateway.report(hotline)

    timeline = Timeline(clock, make_round, pace)
    return Month(hotline, timeline, Chance(random.Random(seed)), Owners(server.book().routing))


def _make_round(server: RunningServer) -> None:
    """Do what a server on the real clock does by itself: watch over cases, and send messages."""
    server.desk.watchman.round()
    while server.desk.messages.sender and server.desk.messages.sender.some():
        pass


def play_month(console: Console, folder: Folder, arrivals: Sequence[Arrival], papers: Path | None = None) -> Played:
    """Play calls and everything people do about them, in accelerated time.

    Args:
        console: shows how far it is.
        folder: keeps the data.
        arrivals: the calls.
        papers: folder for the documents of the month; ``None`` to write none.
    """
    clock = SimulatedClock(arrivals[0].at - timedelta(hours=1))
    pace = PACE_OF_YEARS if arrivals[0].replied_at else PACE_OF_A_MONTH
    with (
        message_gateway(clock) as (gateway, url),
        folder.simulated_server(clock, url) as (server, hotline),
        _progress(console) as progress,
    ):
        task = progress.add_task("", total=len(arrivals))

        def show(standing: Standing) -> None:
            at = f"{standing.now.astimezone(CITY):%Y-%m-%d}，在办 {standing.in_progress} 件"
            progress.update(task, completed=standing.registered, description=at)

        month = month_on(server, hotline, clock, 0, pace, gateway)
        if papers is None:
            cases = month.play(arrivals, show)
        else:
            cases = _play_with_documents(month, server, Documents(papers, hotline), arrivals, show)
        messages = messages_of(hotline, gateway)
    milliseconds = month.registering * 1000 / max(len(cases), 1)
    return Played(cases, month.failures, f"逐个登记，每个来电平均用时 {milliseconds:.1f} 毫秒。", messages)


def _play_with_documents(
    month: Month,
    server: RunningServer,
    documents: Documents,
    arrivals: Sequence[Arrival],
    show: Callable[[Standing], None],
) -> list[PlayedCase]:
    """Play calls, and write the documents of the month, those of a morning when it is that morning."""

    def morning() -> None:
        while server.reports.gathering.some():
            pass
        documents.write_mornings()

    month.timeline.at(MORNING, morning)
    month.timeline.at(AFTERWARDS, documents.write_bulletin)
    cases = month.play(arrivals, show)
    while server.reports.archive.some():
        pass
    documents.write_papers(cases)
    return cases


def register_all(console: Console, folder: Folder, arrivals: Sequence[Arrival]) -> Played:
    """Register calls as fast as the server takes them, several at a time, and stop there."""
    cases: list[PlayedCase] = []
    failures: list[str] = []
    clock = SimulatedClock(datetime.now(CITY))
    with (
        folder.simulated_server(clock) as (_, hotline),
        _progress(console) as progress,
        ThreadPoolExecutor(OPERATORS_AT_ONCE) as operators,
    ):
        started = time.monotonic()
        task = progress.add_task("", total=len(arrivals))
        for registration in as_completed([operators.submit(hotline.register, a.call) for a in arrivals]):
            try:
                case = registration.result()
            except HotlineError as error:
                failures.append(f"{error.code.name}:{error}")
            else:
                cases.append(PlayedCase(case, case))
            progress.update(task, advance=1)
        speed = len(cases) / (time.monotonic() - started)
    cases.sort(key=lambda case: case.first.number)
    return Played(cases, failures, f"{OPERATORS_AT_ONCE} 名话务员同时登记，每秒 {speed:.0f} 个来电。")


def _progress(console: Console) -> Progress:
    columns = (
        SpinnerColumn(),
        TextColumn("来电"),
        BarColumn(20),
        MofNCompleteColumn(),
        TextColumn("{task.description}"),
    )
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
