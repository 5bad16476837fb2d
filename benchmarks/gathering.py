"""Time and memory needed to gather a day's calls into hotspots: ``make benchmark-gathering``.

The calls combine the demo's complaints with invented places, most of which occur once and some many
times. They are registered over gRPC first; then the server gathers them, as it would in the background.
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

CALLS_PER_DAY = 70_000
_SIGNS = "东南西北中安宁和平长青云龙凤金银山水江湖河海林园花木星月天地明华光福寿康泰兴隆永昌盛"
_KINDS = ("小区", "花园", "路", "街", "村", "广场", "家园", "新城")
# Every 20th call is about one of 50 places.
_HOT_INTERVAL, _HOT_PLACES = 20, 50


def calls(count: int) -> Iterator[intake_service_pb2.RegisterCallRequest]:
    """Generate calls; the same ones in every run."""
    rng = random.Random(0)
    complaints = [arrival.call.content for arrival in sample_month()]
    hot = [(_place(rng), rng.choice(complaints)) for _ in range(_HOT_PLACES)]
    for place in range(count):
        where, complaint = rng.choice(hot) if place % _HOT_INTERVAL == 0 else (_place(rng), rng.choice(complaints))
        call = case_pb2.Call(
            content=f"{where}:{complaint}", operator="0712", caller=case_pb2.Caller(phone=f"139{place:08d}")
        )
        yield intake_service_pb2.RegisterCallRequest(request_id=uuid.uuid4().hex, call=call)


def main() -> None:
    """Register the calls, gather them, and print the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=CALLS_PER_DAY)
    parser.add_argument(
        "--database", default="", help="URL of an empty database; by default a temporary SQLite database"
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
            before, started = _peak_megabytes(), time.perf_counter()
            while server.reports.gathering.some():
                pass
            took = time.perf_counter() - started
            hotspots = hotline.hotspots.ListHotspots(pb.ListHotspotsRequest(limit=100)).hotspots
        console.print(f"gathered in {took:.0f} s, {registered / took:.0f} per second; {len(hotspots)} hotspots listed")
        console.print(f"peak memory {before:.0f} MB before, {_peak_megabytes():.0f} MB after")
        server.stop(1)


def _place(rng: random.Random) -> str:
    name = "".join(rng.choice(_SIGNS) for _ in range(rng.choice((2, 3, 4))))
    return f"{name}{rng.choice(_KINDS)}{rng.randrange(1, 60)}号"


def _peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
