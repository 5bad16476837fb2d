"""Where a day's calls come from: the sample, or a file of citizens' messages."""

import csv
import random
from collections.abc import Iterator
from pathlib import Path

import yaml
from hotline.v1 import case_pb2
from hotline_server.api.wording import REQUEST_TYPE_NUMBERS

SAMPLE = Path(__file__).parent / "calls.yaml"
OPERATORS = ("0701", "0702", "0703", "0704", "0705")
FAMILY_NAMES = "王李张刘陈杨黄赵周吴"
LONGEST_CONTENT = 10_000


def sample_calls() -> Iterator[case_pb2.Call]:
    """The calls of the sample, each from its own caller."""
    for place, entry in enumerate(yaml.safe_load(SAMPLE.read_text("utf-8"))):
        call = _call(place, "", entry["内容"])
        call.district = entry.get("区县", "")
        call.request_type = REQUEST_TYPE_NUMBERS[entry.get("类型", "")]
        yield call


def messages(path: Path) -> Iterator[case_pb2.Call]:
    """The messages of a CSV file with the columns ``subject`` and ``content``."""
    with path.open(encoding="utf-8", newline="") as file:
        for place, row in enumerate(csv.DictReader(file)):
            yield _call(place, row["subject"][:200], row["content"][:LONGEST_CONTENT])


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
