"""``make evaluate-grassroots``: measure which messages go straight to a street or town (R8.3).

The messages are real and were answered by an office of a known kind; about a quarter of them by a town. Their
places are anonymised, so that few are in the gazetteer of the sample city. They are therefore decided three
times: without a town, as before there were any in the directory; with what their text tells; and as if the
operator had chosen a town of the district that they name, which shows what the dispatch catalogue sends there.
"""

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hotline_server.ground.telemetry.logs import configure_logging
from hotline_server.rulebook.routing import Place
from hotline_server.rulebook.rule_tests import decide_text

from evaluation.answered import TOWN, Answered, Locate, SampleCity, facts_today, read_answered_messages, sample_city
from evaluation.figures import Figures, print_figures
from evaluation.shares import share

SHOWN = 15


@dataclass(frozen=True, slots=True)
class Decided:
    """Message as it was decided.

    Attributes:
        handler: kind of the office that answered it.
        matter: found first.
        sent: true if it goes to a town, by what is known of its place.
    """

    handler: str
    matter: str
    sent: Mapping[str, bool]


def main() -> None:
    """Print how many messages answered by towns, and by others, would be sent to a town."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=Path, required=True, help="folder with answered.csv and handlers.csv")
    folder: Path = parser.parse_args().messages
    configure_logging()
    city = sample_city()
    ways = _ways(city)
    decided = [_decide(city, one, ways) for one in read_answered_messages(folder)]
    by_town = [one for one in decided if one.handler == TOWN]
    print_figures([_shares(decided, list(ways)), _matters(by_town, list(ways)[-1])])


def _ways(city: SampleCity) -> Mapping[str, Locate]:
    """Return the ways to locate a message, by what is known of its place."""
    return {
        "不知道街镇（以前）": lambda one: Place(city.locate(one).district),
        "留言说到的街镇": city.locate,
        "话务员选定街镇": city.locate_town(),
    }


def _decide(city: SampleCity, message: Answered, ways: Mapping[str, Locate]) -> Decided:
    """Decide a message as if it came today."""
    text = city.book.analyse(message.subject, message.content)
    sent = {
        way: decide_text(city.book, text, facts_today(locate(message))).lead in city.book.names.towns
        for way, locate in ways.items()
    }
    return Decided(message.handler, next(iter(text.matters), ""), sent)


def _shares(decided: Sequence[Decided], ways: Sequence[str]) -> Figures:
    groups = [[one for one in decided if (one.handler == TOWN) is by_town] for by_town in (True, False)]
    rows = [(way, *(share(sum(one.sent[way] for one in group), len(group)) for group in groups)) for way in ways]
    answered = [f"由{who}答复的 {len(group)} 条" for who, group in zip((TOWN, "其他单位"), groups, strict=True)]
    return Figures("派给街镇的留言", ("知道什么", *answered), rows)


def _matters(decided: Sequence[Decided], way: str) -> Figures:
    sent = Counter(one.matter for one in decided if one.sent[way])
    rows = [
        (matter or "没有认出", str(count), str(sent[matter]))
        for matter, count in Counter(one.matter for one in decided).most_common(SHOWN)
    ]
    title = f"由街镇答复的 {len(decided)} 条留言，按首要事项"
    return Figures(title, ("首要事项", "条数", f"派给街镇（{way}）"), rows)


if __name__ == "__main__":
    main()
