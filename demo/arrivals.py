"""Calls to play: from the sample, or from a CSV file of citizens' messages."""

import csv
import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import yaml
from hotline.v1 import case_pb2
from hotline_server.api.wording import REQUEST_TYPE_NUMBERS
from hotline_server.ground.clock import CITY

SAMPLE = Path(__file__).parent / "calls.yaml"
OPERATORS = ("0701", "0702", "0703", "0704", "0705")
FAMILY_NAMES = "王李张刘陈杨黄赵周吴"
MAX_SUBJECT, MAX_CONTENT = 200, 10_000
SAMPLE_ROUNDS = 5
# A month that is over, so that a server on the real clock finds nothing from the future in a kept database, and whose
# holidays are announced, so that no deadline is provisional.
BEGIN = datetime(2026, 8, 3, 8, 0, tzinfo=CITY)
DAYS = 26
HOURS_PER_DAY = 14


class UnreadableMessagesError(Exception):
    """Unusable file of messages; the text, in Chinese, says why."""


@dataclass(frozen=True)
class Arrival:
    """A call and when it comes in.

    Attributes:
        at: time at which it comes in.
        call: the call.
        owner: department that really owns the matter, whatever the rule book says; empty if unknown.
        answer: what the desk tells the caller if no department is needed; empty if one is.
        end: code of the reason why it ends without handling, told in writing with ``answer``; empty if it does not.
        result: what came of handling it, as departments reply; empty for nothing in particular.
        false_alarm: what verification finds if there is no emergency; empty if there is one.
        replied_at: time of a department's real reply, if known.
    """

    at: datetime
    call: case_pb2.Call
    owner: str = ""
    answer: str = ""
    end: str = ""
    false_alarm: str = ""
    result: str = ""
    replied_at: datetime | None = None


def sample_month() -> list[Arrival]:
    """Spread the sample's calls, several times over, across the days of a month."""
    chance = random.Random(0)
    entries = yaml.safe_load(SAMPLE.read_text("utf-8")) * SAMPLE_ROUNDS
    arrivals = []
    for place, entry in enumerate(entries):
        call = _call(place, "", entry["内容"])
        call.district = entry.get("区县", "")
        call.request_type = REQUEST_TYPE_NUMBERS[entry.get("类型", "")]
        at = BEGIN + timedelta(days=chance.randrange(DAYS), minutes=chance.randrange(HOURS_PER_DAY * 60))
        told = [entry.get(name, "") for name in ("答复", "终止", "误报", "结果")]
        arrivals.append(Arrival(at, call, entry.get("承办", ""), *told))
    return sorted(arrivals, key=lambda arrival: arrival.at)


def messages(path: Path) -> list[Arrival]:
    """Read messages from a CSV file with the columns ``subject`` and ``content``.

    The columns ``left_at`` and ``replied_at``, where there are any, say when a message was left and answered.

    Raises:
        UnreadableMessagesError: the file is missing, is not such a file, or has no messages.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        arrivals = [_message(place, row) for place, row in enumerate(rows)]
    except FileNotFoundError as error:
        raise UnreadableMessagesError(f"没有 {path} 这个文件") from error
    except OSError as error:
        raise UnreadableMessagesError(f"读不了 {path}：{error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UnreadableMessagesError(f"{path} 不是 UTF-8 编码的文本") from error
    except KeyError as error:
        raise UnreadableMessagesError(f"{path} 缺少 {error.args[0]} 列，要有 subject 和 content 两列") from error
    except ValueError as error:
        raise UnreadableMessagesError(f"{path} 的 left_at 或 replied_at 列有不是时间的内容：{error}") from error
    if not arrivals:
        raise UnreadableMessagesError(f"{path} 里没有留言")
    return sorted(arrivals, key=lambda arrival: arrival.at)


def _message(place: int, row: dict[str, str | None]) -> Arrival:
    subject, content = row["subject"] or "", row["content"] or ""
    call = _call(place, subject[:MAX_SUBJECT], content[:MAX_CONTENT])
    return Arrival(_time(row.get("left_at")) or BEGIN, call, replied_at=_time(row.get("replied_at")))


def _time(written: str | None) -> datetime | None:
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
