"""Real messages with the kind of office that answered each, and the ways to locate them in the sample city."""

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from hotline_server.ground.clock import local_day, system_clock
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.facts import FactValue, day_number
from hotline_server.rulebook.routing import Place
from hotline_server.text.gazetteer import Gazetteer

from demo.server import temporary_folder
from demo.timeline import SimulatedClock

TOWN = "街镇"


@dataclass(frozen=True, slots=True)
class Answered:
    """Message that was answered.

    Attributes:
        subject, content: its text.
        caller: who left it.
        handler: kind of the office that answered it.
    """

    subject: str
    content: str
    caller: str
    handler: str

    @property
    def text(self) -> str:
        """Subject and content."""
        return f"{self.subject}。{self.content}"


Locate = Callable[[Answered], Place]


def read_answered_messages(folder: Path) -> list[Answered]:
    """Return the messages of ``answered.csv`` whose office is in ``handlers.csv``; none if the folder has no such."""
    if not (folder / "handlers.csv").exists():
        return []
    handlers = {row["message_id"]: row["handler"] for row in _rows(folder / "handlers.csv")}
    return [
        Answered(row["subject"], row["content"], row["user_id"], handlers[row["message_id"]])
        for row in _rows(folder / "answered.csv")
        if row["message_id"] in handlers
    ]


def _rows(path: Path) -> Iterator[Mapping[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@dataclass(frozen=True, slots=True)
class SampleCity:
    """Sample city: its rule book, and the names of its places.

    Attributes:
        book: shipped rule book, with the city's directory.
        gazetteer: of the city.
    """

    book: RuleBook
    gazetteer: Gazetteer

    def locate(self, message: Answered) -> Place:
        """Return the place that the text of a message tells."""
        found = self.gazetteer.locate([message.subject, message.content])
        return Place(found.district, found.town)

    def locate_town(self) -> Locate:
        """Return what locates a message as if the operator had chosen a town of the district that its text tells.

        The town has the usual list of matters, not one that is longer by delegation.
        """
        towns = {unit.name: unit for unit in self.book.names.towns.values()}
        usual = Counter(unit.matters for unit in towns.values()).most_common(1)[0][0]
        ordinary = [(unit.district, name) for name, unit in towns.items() if unit.matters == usual]
        town_in = dict(reversed(ordinary))

        def chosen(message: Answered) -> Place:
            district = self.locate(message).district
            return Place(district, town_in[district]) if district in town_in else Place(*ordinary[0])

        return chosen


def sample_city() -> SampleCity:
    """Return the sample city as a server loads it."""
    with temporary_folder() as data, data.simulated_server(SimulatedClock(system_clock())) as (server, _):
        return SampleCity(server.book(), server.desk.gazetteer())


def facts_today(place: Place) -> dict[str, FactValue]:
    """Return the facts of a call from a place that comes today."""
    return {"日期": day_number(local_day(system_clock())), "区县": place.district, "街道": place.town}
