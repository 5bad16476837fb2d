"""Where the calls come from: the sample, or a file of citizens' messages."""

import csv
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import yaml
from hotline.v1 import case_pb2
from hotline_server.api.wording import REQUEST_TYPE_NUMBERS
from hotline_server.ground.clock import CITY

from demo.month import Arrival

SAMPLE = Path(__file__).parent / "calls.yaml"
OPERATORS = ("0701", "0702", "0703", "0704", "0705")
FAMILY_NAMES = "王李张刘陈杨黄赵周吴"
LONGEST_CONTENT = 10_000
ROUNDS_OF_THE_SAMPLE = 5
BEGIN = datetime(2026, 11, 2, 8, 0, tzinfo=CITY)
DAYS = 20


def sample_month() -> list[Arrival]:
    """The sample's calls, several times over, spread over the days of a month."""
    chance = random.Random(0)
    entries = yaml.safe_load(SAMPLE.read_text("utf-8")) * ROUNDS_OF_THE_SAMPLE
    arrivals = []
    for place, entry in enumerate(entries):
        call = _call(place, "", entry["内容"])
        call.district = entry.get("区县", "")
        call.request_type = REQUEST_TYPE_NUMBERS[entry.get("类型", "")]
        at = BEGIN + timedelta(days=chance.randrange(DAYS), minutes=chance.randrange(14 * 60))
        arrivals.append(Arrival(at, call))
    return sorted(arrivals, key=lambda arrival: arrival.at)


def messages(path: Path) -> Iterator[Arrival]:
    """The messages of a CSV file with the columns ``subject`` and ``content``.

    With ``left_at`` and ``replied_at`` they come in and are answered at their real times.
    """
    with path.open(encoding="utf-8", newline="") as file:
        for place, row in enumerate(csv.DictReader(file)):
            call = _call(place, row["subject"][:200], row["content"][:LONGEST_CONTENT])
            yield Arrival(_moment(row.get("left_at")) or BEGIN, call, _moment(row.get("replied_at")))


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written).replace(tzinfo=CITY) if written else None


def _call(place: int, subject: str, content: str) -> case_pb2.Call:
    chance = random.Random(place)
    caller = case_pb2.Caller(
        name=f"{chance.choice(FAMILY_NAMES)}{chance.choice(('先生', '女士'))}",
        phone=f"138{place:08d}",
    )
    return case_pb2.Call(
        caller=caller,
        subject=_printable(subject),
        content=_printable(content),
        operator=chance.choice(OPERATORS),
        channel=case_pb2.CHANNEL_PHONE,
    )


def _printable(text: str) -> str:
    return "".join(sign for sign in text if sign.isprintable() or sign in "\n\t")
