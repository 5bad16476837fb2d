"""``make evaluate-offices``: measure which office a message is sent or suggested to (P2, P3, R2.5).

Shipped calls held back are read by a reader learned from the others; the right office is the one to which the
catalogue routes the labelled matter.

Real messages were answered by an office of a known kind; the kinds were read off the replies by patterns, and about
three quarters of them are right. They are taken for a city's history: a reader learns from four fifths of them, with
the shipped calls, and reads the rest. A city that begins has the shipped reader alone. Nothing that is learned here is
kept.

A town 街镇 can only be right where it is known. The places of the messages are anonymised, so that hardly any town is
in the directory of the sample city; they are decided with what their text tells, with any town of the district where
the text names one, and as if the operator had asked for it.
"""

import argparse
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import yaml
from hotline_server.ground.clock import local_day, system_clock
from hotline_server.ground.folders import PROJECT
from hotline_server.ground.telemetry.logs import configure_logging
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import Decision, Outcome, Suggestion
from hotline_server.rulebook.facts import day_number, text_facts
from hotline_server.rulebook.material import read_material
from hotline_server.rulebook.names import KnownNames
from hotline_server.rulebook.routing import Place
from hotline_server.rulebook.rule_tests import decide_text
from hotline_server.text.facts import TextFacts
from hotline_server.text.learning.examples import HELD_BACK, PARTS, Example
from hotline_server.text.learning.learner import learn
from hotline_server.text.reader import Reader
from rich.console import Console
from rich.progress import Progress

from evaluation.answered import TOWN, Answered, Locate, SampleCity, facts_today, read_answered_messages, sample_city
from evaluation.figures import Figures, print_figures
from evaluation.labelled import RULES, SAMPLE
from evaluation.shares import share

KINDS = PROJECT / "evaluation" / "office-kinds.yaml"
THRESHOLDS = range(30, 100, 10)
SENT = (Outcome.REFERRAL, Outcome.TRANSFER, Outcome.JOINT)
_NAMED_TOWN = re.compile("[一-鿿]{2,4}(?:街道|镇|乡)(?!村)")


@dataclass(frozen=True, slots=True)
class Kinds:
    """Kinds of offices.

    Attributes:
        units: of the sample city, by kind.
        names: of the units in its directory.
    """

    units: Mapping[str, Sequence[str]]
    names: KnownNames

    def of(self, unit: str) -> str:
        """Return the kind of a unit; the unit itself if it is of none."""
        if unit in self.names.towns:
            return TOWN
        district = self.names.departments[unit].district if unit in self.names.departments else ""
        local = {name for (home, name), one in self.names.local.items() if home == district and one.name == unit}
        return next((kind for kind, units in self.units.items() if local & set(units) or unit in units), unit)


@dataclass(frozen=True, slots=True)
class Judged:
    """Message as it was decided.

    Attributes:
        handler: kind of the office that answered it.
        decision: on it.
        offices: suggested, most likely first.
        kinds: of these offices, each once.
        lead: kind of the unit it was sent to; empty for none.
        cohandlers: kinds of the units that help.
    """

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
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=Path, help="folder with answered.csv and handlers.csv")
    folder: Path | None = parser.parse_args().messages
    configure_logging()
    city = sample_city()
    print_figures([held_back_figures(city.book)])
    if folder:
        with Progress(console=Console(stderr=True)) as progress:
            print_figures(history_figures(city, read_answered_messages(folder), progress))


# --- shipped calls held back ----------------------------------------------------------------------


def held_back_figures(book: RuleBook) -> Figures:
    """Measure what is sent out of the shipped calls held back; the thresholds of the rules rest on it."""
    shipped = [replace(one, emergency=None) for one in read_material(SAMPLE, RULES).examples]
    reading = book.reading_with(Reader(learn([one for one in shipped if one.part != HELD_BACK])))
    held = [one for one in shipped if one.part == HELD_BACK and one.matter and not one.danger]
    found = [(_right_office(book, one.matter), _decide_call(reading, one.text)) for one in held]
    rows: list[tuple[str, ...]] = []
    for threshold in THRESHOLDS:
        for heading, agreed in (("", (True, False)), ("，判读一致", (True,))):
            sent = [
                right == decision.facts["首选单位"]
                for right, decision in found
                if int(str(decision.facts["承办把握"])) >= threshold and decision.facts["判读一致"] in agreed
            ]
            rows.append((f"承办把握不少于 {threshold}{heading}", *_sent_and_right(sent, len(held))))
    by_rules = [right == decision.lead for right, decision in found if decision.outcome in SENT]
    rows += [(), ("现行规则", *_sent_and_right(by_rules, len(held)))]
    title = f"派给谁：示例来电里留出的 {len(held)} 条，按标注的事项该派谁"
    return Figures(title, ("派出去的条件", "派出去的条数", "派出去的", "其中派对的"), rows)


def _right_office(book: RuleBook, matter: str) -> str:
    route = book.routing.route([matter], Place(), local_day(system_clock()))
    return route.lead if route else ""


def _decide_call(book: RuleBook, content: str) -> Decision:
    text = book.analyse("", content)
    return decide_text(book, text, {"日期": day_number(local_day(system_clock()))})


# --- messages as a city's history -----------------------------------------------------------------


def history_figures(city: SampleCity, messages: Sequence[Answered], progress: Progress) -> list[Figures]:
    """Measure on answered messages, without and with a reader that learned from others of them."""
    if not messages:
        return []
    kinds = Kinds(yaml.safe_load(KINDS.read_text("utf-8")), city.book.names)
    shipped = [city.book.analyse(one.subject, one.content) for one in progress.track(messages, description="判读留言")]
    taught = _with_experience(messages, shipped, kinds, progress)
    judged = {
        f"{history}，{way}": [
            _judge(city.book, kinds, one, text, locate(one)) for one, text in zip(messages, texts, strict=True)
        ]
        for history, texts in (("没有历史", shipped), ("有历史", taught))
        for way, locate in _ways(city).items()
    }
    on = f"{len(messages)} 条真实留言，有历史的按 {PARTS} 份交叉验证"
    return [
        _suggested(f"建议的承办单位：{on}", judged),
        _sent(f"不经人看就派出去的：{on}", judged),
        _cohandled(f"列名的协办单位：{on}", judged),
        *(_thresholds(f"承办把握到了就派，{name}：{on}", some) for name, some in list(judged.items())[-1:]),
    ]


def _with_experience(
    messages: Sequence[Answered], shipped: Sequence[TextFacts], kinds: Kinds, progress: Progress
) -> list[TextFacts]:
    """Return what the texts say with the offices of readers that learned from the other messages."""
    # Only the offices are learned anew: dangers, matters and request types are those of the shipped reader.
    unlabelled = [Example(one.text) for one in read_material(SAMPLE, RULES).examples]
    examples = [
        Example(one.text, office=kinds.units.get(one.handler, [one.handler])[0], caller=one.caller) for one in messages
    ]
    taught = list(shipped)
    for part in progress.track(range(PARTS), description="学习承办单位"):
        reader = Reader(learn([*unlabelled, *(one for one in examples if one.part != part)]))
        for place, example in enumerate(examples):
            if example.part == part:
                taught[place] = replace(shipped[place], offices=reader.read(example.text).offices)
    return taught


def _ways(city: SampleCity) -> Mapping[str, Locate]:
    """Return the ways to locate a message, by what is known of its place."""
    by_text, by_operator = city.locate, city.locate_town()
    return {
        "只凭名录里的地名": by_text,
        "留言写了街镇的当作知道": lambda one: by_operator(one) if _NAMED_TOWN.search(one.text) else by_text(one),
        "话务员问清了街镇": by_operator,
    }


def _judge(book: RuleBook, kinds: Kinds, message: Answered, text: TextFacts, place: Place) -> Judged:
    """Decide a message as if it came today."""
    known = facts_today(place)
    offices = book.suggest(text, text_facts(text) | known)
    decision = decide_text(book, text, known)
    return Judged(
        message.handler,
        decision,
        offices,
        tuple(dict.fromkeys(kinds.of(one.unit) for one in offices)),
        kinds.of(decision.lead) if decision.lead else "",
        tuple(map(kinds.of, decision.cohandlers)),
    )


def _suggested(title: str, judged: Mapping[str, Sequence[Judged]]) -> Figures:
    rows = [
        (
            way,
            str(len(messages)),
            share(sum(one.kinds[:1] == (one.handler,) for one in messages), len(messages)),
            share(sum(one.handler in one.kinds for one in messages), len(messages)),
        )
        for way, messages in judged.items()
    ]
    return Figures(title, ("知道什么", "条数", "第一个就对", "三个里有"), rows)


def _sent(title: str, judged: Mapping[str, Sequence[Judged]]) -> Figures:
    rows = []
    for way, messages in judged.items():
        sent = [one.lead == one.handler for one in messages if one.decision.outcome in SENT]
        rows.append((way, *_sent_and_right(sent, len(messages))))
    return Figures(title, ("知道什么", "派出去的条数", "派出去的", "其中派对的"), rows)


def _cohandled(title: str, judged: Mapping[str, Sequence[Judged]]) -> Figures:
    """Count the co-handlers; one was needed if it answered the message that another leads."""
    rows = []
    for way, messages in judged.items():
        named = [(one, name) for one in messages if one.decision.outcome in SENT for name in one.cohandlers]
        needed = sum(name == one.handler for one, name in named)
        rows.append((way, str(len(named)), share(needed, len(named))))
    return Figures(title, ("知道什么", "列名的个数", "其中确实是它答复的"), rows)


def _thresholds(title: str, messages: Sequence[Judged]) -> Figures:
    """Show what would be sent out by the first suggestion alone, from a confidence on."""
    rows = []
    for threshold in THRESHOLDS:
        sent = [one.kinds[:1] == (one.handler,) for one in messages if one.confidence >= threshold]
        rows.append((str(threshold), *_sent_and_right(sent, len(messages))))
    return Figures(title, ("承办把握不少于", "派出去的条数", "派出去的", "其中派对的"), rows)


def _sent_and_right(sent: Sequence[bool], total: int) -> tuple[str, str, str]:
    """Return the cells for what was sent out, true where rightly, of a total."""
    return str(len(sent)), share(len(sent), total), share(sum(sent), len(sent))


if __name__ == "__main__":
    main()
