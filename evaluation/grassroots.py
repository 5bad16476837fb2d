"""``make evaluate-grassroots``: measure which messages go straight to a street or town (R8.3).

The messages are real and were answered by an office of a known kind; about a quarter of them by a town. Their
places are anonymised, so that few are in the gazetteer of the sample city. They are therefore decided three
times: without a town, as before there were any in the directory; with what their text tells; and as if the
operator had chosen a town of the district that they name, which shows what the dispatch catalogue sends there.
The town chosen has the usual list of matters, not one that is longer by delegation.
"""

import argparse
import csv
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from statistics import NormalDist

from hotline_server.ground.clock import local_day, system_clock
from hotline_server.ground.telemetry.logs import configure_logging
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.facts import FactValue, day_number, text_facts
from hotline_server.rulebook.routing import Place
from hotline_server.text.gazetteer import Gazetteer
from rich.console import Console
from rich.table import Table

from demo.server import temporary_folder
from demo.timeline import SimulatedClock

TOWN = "街镇"
WIDTH = 132
SHOWN = 15
CONFIDENCE = 0.95
Row = Mapping[str, str]
Locate = Callable[[Row], Place]


@dataclass(frozen=True, slots=True)
class Message:
    """Message answered by a kind of office, with what its text tells."""

    handler: str
    matter: str
    sent: Mapping[str, bool]


def main() -> None:
    """Print how many messages answered by towns, and by others, would be sent to a town."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=Path, required=True, help="folder with answered.csv and handlers.csv")
    folder: Path = parser.parse_args().messages
    configure_logging()
    handlers = {row["message_id"]: row["handler"] for row in _rows(folder / "handlers.csv")}
    rows = [row for row in _rows(folder / "answered.csv") if row["message_id"] in handlers]
    clock = SimulatedClock(system_clock())
    with temporary_folder() as data, data.simulated_server(clock) as (server, _):
        book, gazetteer = server.book(), server.desk.gazetteer()
    ways = _ways(book, gazetteer)
    messages = [_decide(book, row, handlers[row["message_id"]], ways) for row in rows]
    console = Console() if Console().is_terminal else Console(width=WIDTH)
    console.print(_shares(messages, list(ways)))
    console.print(_matters([one for one in messages if one.handler == TOWN], list(ways)[-1]))


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _ways(book: RuleBook, gazetteer: Gazetteer) -> Mapping[str, Locate]:
    """Return the ways to locate a message, by what is known of its place."""
    towns = {unit.name: unit for unit in book.names.towns.values()}
    usual = Counter(unit.matters for unit in towns.values()).most_common(1)[0][0]
    ordinary = [(unit.district, name) for name, unit in towns.items() if unit.matters == usual]
    town_in = dict(reversed(ordinary))

    def by_text(row: Row) -> Place:
        found = gazetteer.locate([row["subject"], row["content"]])
        return Place(found.district, found.town)

    def by_operator(row: Row) -> Place:
        district = by_text(row).district
        return Place(district, town_in[district]) if district in town_in else Place(*ordinary[0])

    return {
        "不知道街镇（以前）": lambda row: Place(by_text(row).district),
        "留言说到的街镇": by_text,
        "话务员选定街镇": by_operator,
    }


def _decide(book: RuleBook, row: Row, handler: str, ways: Mapping[str, Locate]) -> Message:
    """Decide a message as if it came today."""
    text = text_facts(book.analyse(row["subject"], row["content"]))

    def is_sent(place: Place) -> bool:
        known: dict[str, FactValue] = {
            "日期": day_number(local_day(system_clock())),
            "区县": place.district,
            "街道": place.town,
        }
        return book.decide(text | known).lead in book.names.towns

    return Message(handler, str(text["首要事项"]), {way: is_sent(locate(row)) for way, locate in ways.items()})


def _shares(messages: Sequence[Message], ways: Sequence[str]) -> Table:
    table = Table(title=f"派给街镇的留言（{CONFIDENCE:.0%} 置信区间）", header_style="bold")
    for heading in ("知道什么", "实际由街镇答复的", "实际由其他单位答复的"):
        table.add_column(heading, justify="left" if heading == "知道什么" else "right")
    groups = [[one for one in messages if (one.handler == TOWN) is by_town] for by_town in (True, False)]
    for way in ways:
        table.add_row(way, *(_share(sum(one.sent[way] for one in group), len(group)) for group in groups))
    return table


def _share(count: int, total: int) -> str:
    low, high = wilson_interval(count, total)
    return f"{count}/{total} = {count / total:.1%}（{low:.1%} 至 {high:.1%}）"


def wilson_interval(count: int, total: int) -> tuple[float, float]:
    """Return the Wilson score interval of a share, at ``CONFIDENCE``."""
    z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
    share = count / total
    middle = share + z * z / (2 * total)
    width = z * sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    return max(0.0, (middle - width) / scale), min(1.0, (middle + width) / scale)


def _matters(messages: Sequence[Message], way: str) -> Table:
    table = Table(title=f"由街镇答复的 {len(messages)} 条留言，按首要事项", header_style="bold")
    for heading in ("首要事项", "条数", f"派给街镇（{way}）"):
        table.add_column(heading, justify="left" if heading == "首要事项" else "right")
    sent = Counter(one.matter for one in messages if one.sent[way])
    for matter, count in Counter(one.matter for one in messages).most_common(SHOWN):
        table.add_row(matter or "没有认出", str(count), str(sent[matter]))
    return table


if __name__ == "__main__":
    main()
