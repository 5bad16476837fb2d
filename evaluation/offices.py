"""``make evaluate-offices``: measure which office a message is sent or suggested to (P2, P3, R2.5).

The messages are real and were answered by an office of a known kind; the kinds were read off the replies by patterns,
and about three quarters of them are right. The messages are taken for a city's history: a reader learns from four
fifths of them, with the shipped calls, and reads the rest. A city that begins has the shipped reader alone. Nothing
that is learned here is kept.

A town 街镇 can only be right where it is known. The places of the messages are anonymised, so that hardly any town is
in the directory of the sample city; they are decided with what their text tells, with any town of the district where
the text names one, and as if the operator had asked for it.
"""

import argparse
import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import yaml
from hotline_server.ground.clock import local_day, system_clock
from hotline_server.ground.folders import PROJECT
from hotline_server.ground.telemetry.logs import configure_logging
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import Decision, Outcome, Suggestion
from hotline_server.rulebook.facts import FactValue, day_number, text_facts
from hotline_server.rulebook.names import KnownNames
from hotline_server.rulebook.routing import Place
from hotline_server.rulebook.suggestions import office_facts
from hotline_server.text.facts import TextFacts
from hotline_server.text.gazetteer import Gazetteer
from hotline_server.text.learning.examples import HELD_BACK, PARTS, Example, read_shipped
from hotline_server.text.learning.learner import learn
from hotline_server.text.reader import Reader
from rich.console import Console
from rich.progress import track
from rich.table import Table

from demo.server import temporary_folder
from demo.timeline import SimulatedClock
from evaluation.shares import interval

KINDS = PROJECT / "evaluation" / "office-kinds.yaml"
TOWN_KIND = "街镇"
WIDTH = 132
THRESHOLDS = range(30, 100, 10)
SENT = (Outcome.REFERRAL, Outcome.TRANSFER, Outcome.JOINT)
_NAMED_TOWN = re.compile("[一-鿿]{2,4}(?:街道|镇|乡)(?!村)")
Row = Mapping[str, str]
Locate = Callable[[Row], Place]


@dataclass(frozen=True, slots=True)
class Kinds:
    """Kinds of offices, with the units of the sample city that are of each."""

    units: Mapping[str, Sequence[str]]
    names: KnownNames

    def of(self, unit: str) -> str:
        """Return the kind of a unit; the unit itself if it is of none."""
        if unit in self.names.towns:
            return TOWN_KIND
        district = self.names.departments[unit].district if unit in self.names.departments else ""
        local = {name for (home, name), one in self.names.local.items() if home == district and one.name == unit}
        return next((kind for kind, units in self.units.items() if local & set(units) or unit in units), unit)


@dataclass(frozen=True, slots=True)
class Judged:
    """Message with the kind of office that answered it, and what was decided."""

    handler: str
    decision: Decision
    offices: tuple[Suggestion, ...]
    kinds: tuple[str, ...]
    lead: str
    cohandlers: tuple[str, ...]

    @property
    def confidence(self) -> int:
        """Confidence of the first suggestion."""
        return self.offices[0].confidence if self.offices else 0


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=Path, required=True, help="folder with answered.csv and handlers.csv")
    folder: Path = parser.parse_args().messages
    configure_logging()
    handlers = {row["message_id"]: row["handler"] for row in _rows(folder / "handlers.csv")}
    rows = [row for row in _rows(folder / "answered.csv") if row["message_id"] in handlers]
    with temporary_folder() as data, data.simulated_server(SimulatedClock(system_clock())) as (server, _):
        book, gazetteer = server.book(), server.desk.gazetteer()
    console = Console() if Console().is_terminal else Console(width=WIDTH)
    console.print(_held_back_calls(book))
    kinds = Kinds(yaml.safe_load(KINDS.read_text("utf-8")), book.names)
    shipped = [
        book.analyse(row["subject"], row["content"]) for row in track(rows, "用自带的判读模型读", console=console)
    ]
    taught = _with_experience(rows, handlers, shipped, kinds, console)
    for heading, texts in (("没有历史的城市：自带的判读模型", shipped), ("有历史的城市：五折交叉验证", taught)):
        judged = {
            way: [
                _judge(book, kinds, handlers[row["message_id"]], text, locate(row))
                for row, text in zip(rows, texts, strict=True)
            ]
            for way, locate in _ways(book, gazetteer).items()
        }
        console.print(_suggested(heading, judged))
        console.print(_sent(heading, judged))
        console.print(_cohandled(heading, judged))
        console.print(_thresholds(heading, list(judged.values())[-1]))


def _held_back_calls(book: RuleBook) -> Table:
    """Measure on shipped calls held back, read by a reader learned from the others; the rules' thresholds rest on it.

    The right office is the one to which the catalogue routes the labelled matter.
    """
    shipped = [replace(one, emergency=None) for one in read_shipped(PROJECT / "sample" / "calls", PROJECT / "rules")]
    reading = book.reading_with(Reader(learn([one for one in shipped if one.part != HELD_BACK])))
    day = local_day(system_clock())
    held = [one for one in shipped if one.part == HELD_BACK and one.matter and not one.danger]
    found: list[tuple[str, Decision]] = []
    for one in held:
        text = reading.analyse("", one.text)
        known = text_facts(text) | {"日期": day_number(day)}
        route = book.routing.route([one.matter], Place(), day)
        found.append((route.lead if route else "", reading.decide(known | office_facts(reading.suggest(text, known)))))
    table = _table("示例来电里留出的，按标注的事项该派谁", "派出去的条件", "派出去的", "其中派对的")
    for threshold in THRESHOLDS:
        for heading, agreed in (("", (True, False)), ("，判读一致", (True,))):
            sent = [
                lead == decision.facts["首选单位"]
                for lead, decision in found
                if int(str(decision.facts["承办把握"])) >= threshold and decision.facts["判读一致"] in agreed
            ]
            condition = f"承办把握不少于 {threshold}{heading}"
            table.add_row(condition, _share(len(sent), len(held)), _share(sum(sent), len(sent)))
    table.add_section()
    by_rules = [lead == decision.lead for lead, decision in found if decision.outcome in SENT]
    table.add_row("现行规则", _share(len(by_rules), len(held)), _share(sum(by_rules), len(by_rules)))
    return table


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _with_experience(
    rows: Sequence[Row], handlers: Mapping[str, str], shipped: Sequence[TextFacts], kinds: Kinds, console: Console
) -> list[TextFacts]:
    """Return what the texts say with the offices of readers that learned from the other messages."""
    known = [replace(one, emergency=None) for one in read_shipped(PROJECT / "sample" / "calls", PROJECT / "rules")]
    # Only the offices are learned anew: dangers, matters and request types are those of the shipped reader.
    unlabelled = [Example(one.text) for one in known]
    examples = [
        Example(
            _text(row),
            office=kinds.units.get(handlers[row["message_id"]], [handlers[row["message_id"]]])[0],
            caller=row["user_id"],
        )
        for row in rows
    ]
    taught = list(shipped)
    for part in track(range(PARTS), "逐折学习", console=console):
        reader = Reader(learn([*unlabelled, *(one for one in examples if one.part != part)]))
        for place, example in enumerate(examples):
            if example.part == part:
                taught[place] = replace(shipped[place], offices=reader.read(example.text).offices)
    return taught


def _text(row: Row) -> str:
    return f"{row['subject']}。{row['content']}"


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
        "只凭示例城市的地名": by_text,
        "留言写了街镇的，当作知道": lambda row: by_operator(row) if _NAMED_TOWN.search(_text(row)) else by_text(row),
        "话务员问清了街镇": by_operator,
    }


def _judge(book: RuleBook, kinds: Kinds, handler: str, text: TextFacts, place: Place) -> Judged:
    """Decide a message as if it came today."""
    known: dict[str, FactValue] = {
        **text_facts(text),
        "日期": day_number(local_day(system_clock())),
        "区县": place.district,
        "街道": place.town,
    }
    offices = book.suggest(text, known)
    decision = book.decide(known | office_facts(offices))
    return Judged(
        handler,
        decision,
        offices,
        tuple(dict.fromkeys(kinds.of(one.unit) for one in offices)),
        kinds.of(decision.lead) if decision.lead else "",
        tuple(map(kinds.of, decision.cohandlers)),
    )


def _suggested(heading: str, judged: Mapping[str, Sequence[Judged]]) -> Table:
    table = _table(f"建议的承办单位，{heading}", "知道什么", "条数", "第一个就对", "三个里有")
    for way, messages in judged.items():
        first = sum(one.kinds[:1] == (one.handler,) for one in messages)
        among = sum(one.handler in one.kinds for one in messages)
        table.add_row(way, str(len(messages)), _share(first, len(messages)), _share(among, len(messages)))
    return table


def _sent(heading: str, judged: Mapping[str, Sequence[Judged]]) -> Table:
    table = _table(f"不经人看就派出去的，{heading}", "知道什么", "条数", "派出去的", "其中派对的")
    for way, messages in judged.items():
        sent = [one for one in messages if one.decision.outcome in SENT]
        right = sum(one.lead == one.handler for one in sent)
        table.add_row(way, str(len(messages)), _share(len(sent), len(messages)), _share(right, len(sent)))
    return table


def _cohandled(heading: str, judged: Mapping[str, Sequence[Judged]]) -> Table:
    """Count the co-handlers; one was needed if it answered the message that another leads."""
    table = _table(f"列名的协办单位，{heading}", "知道什么", "列名的", "其中确实是它答复的")
    for way, messages in judged.items():
        named = [(one, name) for one in messages if one.decision.outcome in SENT for name in one.cohandlers]
        needed = sum(name == one.handler for one, name in named)
        table.add_row(way, str(len(named)), _share(needed, len(named)))
    return table


def _thresholds(heading: str, messages: Sequence[Judged]) -> Table:
    """Show what would be sent out by the first suggestion alone, from a confidence on."""
    table = _table(f"承办把握到了就派，话务员问清了街镇，{heading}", "承办把握不少于", "派出去的", "其中派对的")
    for threshold in THRESHOLDS:
        sent = [one for one in messages if one.confidence >= threshold]
        right = sum(one.kinds[:1] == (one.handler,) for one in sent)
        table.add_row(str(threshold), _share(len(sent), len(messages)), _share(right, len(sent)))
    return table


def _table(title: str, *headings: str) -> Table:
    table = Table(title=title, header_style="bold")
    for heading in headings:
        table.add_column(heading, justify="left" if heading == headings[0] else "right")
    return table


def _share(count: int, total: int) -> str:
    if not total:
        return "–"
    low, high = interval(count, total)
    return f"{count}/{total} = {count / total:.1%}（{low:.1%} 至 {high:.1%}）"


if __name__ == "__main__":
    main()
