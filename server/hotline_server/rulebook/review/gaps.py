"""Calls about which no rule concludes anything, though nothing about them is in doubt."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.facts import (
    AGREED_OFFICE,
    CHANNELS,
    FIRST_OFFICE,
    OFFICE_CONFIDENCE,
    REQUEST_TYPES,
    FactValue,
)
from hotline_server.rulebook.review.remark import Remark
from hotline_server.rulebook.routing import WHOLE_CITY, Row
from hotline_server.text.pattern import parse

_SURE = 100
_OWNERS = ("没有承办单位", "有一个承办单位", "有几个承办单位")


def gap_remarks(book: RuleBook) -> Iterator[Remark]:
    """Yield a remark on each number of owners and channels for which no rule concludes, with an example."""
    for owners, row in _examples(book).items():
        silent: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        for request_type in REQUEST_TYPES:
            silent[tuple(_silent_channels(book, request_type, row))].append(request_type)
        for channels, types in silent.items():
            # Whoever nobody is found for goes to the desk, unless the book says otherwise of some.
            is_fallback = row is None and len(types) == len(REQUEST_TYPES)
            if channels and not is_fallback:
                where = "" if len(channels) == len(CHANNELS) else f"从{'、'.join(channels)}来的"
                yield Remark(
                    "规则",
                    f"{where}{'、'.join(types)}，{_OWNERS[owners]}的，没有规则作出结论，将由值班室研判，"
                    f"例如{_example(book, row)}的{types[0]}",
                )


def _silent_channels(book: RuleBook, request_type: str, row: Row | None) -> Iterator[str]:
    """Yield the channels from which a call of a type is concluded by no rule."""
    for channel in CHANNELS:
        facts = {"渠道": channel, "诉求类型": request_type, **_facts(row)}
        if not any(book.rules[name].outcome for name in book.fire(facts)):
            yield channel


def _examples(book: RuleBook) -> Mapping[int, Row | None]:
    """Return a row for the whole city with one owner and one with several, and none, by the place in ``_OWNERS``."""
    found: defaultdict[int, Row | None] = defaultdict(lambda: None)
    found[0] = None
    for row in book.rows:
        owners = min(1 + len(row.cohandlers), 2)
        if row.place == (WHOLE_CITY,) and owners not in found:
            found[owners] = row
    return found


def _facts(row: Row | None) -> dict[str, FactValue]:
    """Return the facts of a call that was read without a doubt."""
    if row is None:
        return {}
    owners = 1 + len(row.cohandlers)
    return {
        "事项": (row.matter,),
        "首要事项": row.matter,
        "事项把握": _SURE,
        "判读一致": True,
        "承办单位数": owners,
        "目录单位数": owners,
        FIRST_OFFICE: row.lead,
        OFFICE_CONFIDENCE: _SURE,
        AGREED_OFFICE: True,
    }


def _example(book: RuleBook, row: Row | None) -> str:
    """Return words about a matter in quotation marks."""
    if row is None:
        return "看不出事项"
    matters = (matter for category in book.lexicon.categories for matter in category.matters)
    word = next(matter.words[0] for matter in matters if matter.name == row.matter)
    return f"“{''.join(words[0] for words in parse(word))}”"
