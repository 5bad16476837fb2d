"""How long it takes to gather a day's calls into hotspots, and how much memory.

Calls are made of the demo's troubles at made-up places: most places are named once, some many times.
They are registered through the real channel first; then the server gathers them, as its watchman would.
"""

import argparse
import random
import resource
import tempfile
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from hotline.v1 import case_pb2, intake_service_pb2
from hotline.v1 import hotspot_service_pb2 as pb
from hotline_client import connect
from hotline_server.ground.config import Settings
from hotline_server.runtime.server import start
from rich.console import Console

from benchmarks.identity import TOKEN
from demo.arrivals import sample_month

A_DAY = 70_000
_SIGNS = "东南西北中安宁和平长青云龙凤金银山水江湖河海林园花木星月天地明华光福寿康泰兴隆永昌盛"
_KINDS = ("小区", "花园", "路", "街", "村", "广场", "家园", "新城")
# One call in so many is about one of a few places.
_HOT, _PLACES = 20, 50


def calls(count: int) -> Iterator[intake_service_pb2.RegisterCallRequest]:
    """So many calls, always the same."""
    chance = random.Random(0)
    troubles = [arrival.call.content for arrival in sample_month()]
    hot = [(_place(chance), chance.choice(troubles)) for _ in range(_PLACES)]
    for place in range(count):
        where, trouble = chance.choice(hot) if place % _HOT == 0 else (_place(chance), chance.choice(troubles))
        call = case_pb2.Call(
            content=f"{where}:{trouble}", operator="0712", caller=case_pb2.Caller(phone=f"139{place:08d}")
        )
        yield intake_service_pb2.RegisterCallRequest(request_id=uuid.uuid4().hex, call=call)


def main() -> None:
    """Register, gather and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=A_DAY)
    parser.add_argument(
        "--database", default="", help="URL of an empty database; a temporary embedded one if not given"
    )
    arguments = parser.parse_args()
    console = Console(width=100)
    with tempfile.TemporaryDirectory() as folder:
        url = arguments.database or f"sqlite:///{Path(folder) / 'gathering.db'}"
        settings = Settings(
            listen="127.0.0.1:0", database=url, files=Path(folder), round_seconds=3600, system_rate=0, person_rate=0
        )
        server = start(settings, lambda: datetime.now(UTC))
        with connect(server.address, TOKEN) as hotline:
            registered = sum(1 for _ in hotline.register_many(calls(arguments.calls), 50))
            console.print(f"{registered} calls registered")
            before, started = _memory(), time.perf_counter()
            while server.reports.gathering.some():
                pass
            took = time.perf_counter() - started
            hotspots = hotline.hotspots.ListHotspots(pb.ListHotspotsRequest(limit=100)).hotspots
        console.print(f"gathered in {took:.0f} s, {registered / took:.0f} a second; {len(hotspots)} hotspots listed")
        console.print(f"memory {before:.0f} MB before, {_memory():.0f} MB at most")
        server.stop(1)


def _place(chance: random.Random) -> str:
    name = "".join(chance.choice(_SIGNS) for _ in range(chance.choice((2, 3, 4))))
    return f"{name}{chance.choice(_KINDS)}{chance.randrange(1, 60)}号"


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
