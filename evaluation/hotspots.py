"""``make evaluate-hotspots``: measure how well messages about the same problem at the same place are gathered.

The messages are registered at their original times on a server of the evaluation's own, which gathers
them as it gathers calls. A person read and judged the pairs in ``hotspot-pairs.csv``. Those are near
neighbours of every degree of similarity, so most are hard; the file holds the messages' ids only.
"""

import argparse
import csv
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import grpc
from hotline.v1 import case_pb2
from hotline.v1 import hotspot_service_pb2 as pb
from hotline_client import Hotline
from hotline_server.ground.clock import CITY
from hotline_server.ground.telemetry.logs import configure_logging
from hotline_server.runtime.server import RunningServer

from demo.server import temporary_folder
from demo.timeline import SimulatedClock
from evaluation.figures import Figures, print_figures

PAIRS = Path(__file__).parent / "hotspot-pairs.csv"
SHOWN = 10
SAMPLING_INTERVAL = timedelta(days=7)
# Messages farther apart are never gathered: rules/hotspots.yaml.
MAX_GAP = timedelta(days=60)
Row = Mapping[str, str]


def main() -> None:
    """Print how many pairs were gathered rightly and wrongly, and the hottest hotspots."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=Path, required=True, help="CSV file of messages")
    path: Path = parser.parse_args().messages
    configure_logging()
    with path.open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["left_at"])
    clock = SimulatedClock(_moment(rows[0]))
    hottest: dict[str, tuple[datetime, pb.Hotspot]] = {}
    with temporary_folder() as folder, folder.simulated_server(clock) as (server, hotline):
        numbers = {}
        sampled_at = clock()
        for row in rows:
            clock.now = max(clock(), _moment(row))
            if clock() - sampled_at > SAMPLING_INTERVAL:
                _gather(server)
                _sample(hotline, clock(), hottest)
                sampled_at = clock()
            numbers[row["message_id"]] = hotline.register(_call(row)).number
        _gather(server)
        _sample(hotline, clock(), hottest)
        hotspots = {name: _hotspot(hotline, number) for name, number in numbers.items()}
    print_figures([_pairs(rows, hotspots), _hottest(hottest)])


def _gather(server: RunningServer) -> None:
    while server.reports.gathering.some():
        pass


def _sample(hotline: Hotline, now: datetime, hottest: dict[str, tuple[datetime, pb.Hotspot]]) -> None:
    for hotspot in hotline.hotspots.ListHotspots(pb.ListHotspotsRequest(limit=SHOWN)).hotspots:
        known = hottest.get(hotspot.number)
        if known is None or known[1].hotness < hotspot.hotness:
            hottest[hotspot.number] = (now, hotspot)


def _hotspot(hotline: Hotline, number: str) -> str:
    """Return the number of a case's hotspot, or the case's own number if it belongs to none."""
    try:
        return hotline.hotspots.GetHotspot(pb.GetHotspotRequest(number=number)).hotspot.number
    except grpc.RpcError as error:
        if error.code() is not grpc.StatusCode.NOT_FOUND:
            raise
        return number


def _pairs(rows: Sequence[Row], hotspots: Mapping[str, str]) -> Figures:
    left_at = {row["message_id"]: _moment(row) for row in rows}
    outcomes: Counter[tuple[bool, bool]] = Counter()
    with PAIRS.open(encoding="utf-8", newline="") as file:
        for pair in csv.DictReader(file):
            if {pair["one"], pair["other"]} <= left_at.keys():
                apart = abs(left_at[pair["one"]] - left_at[pair["other"]])
                if apart <= MAX_GAP:
                    outcomes[pair["same"] == "1", hotspots[pair["one"]] == hotspots[pair["other"]]] += 1
    counted = [
        (name, str(outcomes[same, True]), str(outcomes[same, False]))
        for same, name in ((True, "同一件事"), (False, "不是一件事"))
    ]
    title = f"{outcomes.total()} 对相隔 {MAX_GAP.days} 天以内、人工判断过的留言"
    return Figures(title, ("人工判断", "归到一起", "没有归到一起"), counted)


def _hottest(hottest: Mapping[str, tuple[datetime, pb.Hotspot]]) -> Figures:
    ranked = sorted(hottest.values(), key=lambda one: -one[1].hotness)
    rows = [
        (
            hotspot.title,
            f"{hotspot.hotness:g}",
            str(hotspot.people_count),
            str(hotspot.case_count),
            f"{at:%Y-%m-%d}",
            "、".join(hotspot.phrases),
        )
        for at, hotspot in ranked[:SHOWN]
    ]
    return Figures("最热的事，各在它最热的时候", ("是什么事", "热度", "人", "件", "时间", "共同的字词"), rows)


def _call(row: Row) -> case_pb2.Call:
    phone = f"139{zlib.crc32(row['user_id'].encode()) % 10**8:08d}"
    return case_pb2.Call(
        caller=case_pb2.Caller(phone=phone),
        subject=row["subject"][:200],
        content=row["content"][:10_000],
        operator="评测",
        channel=case_pb2.CHANNEL_PHONE,
    )


def _moment(row: Row) -> datetime:
    return datetime.fromisoformat(row["left_at"]).replace(tzinfo=CITY)


if __name__ == "__main__":
    main()
