"""Calls about which no rule concludes anything, though nothing about them is in doubt."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time, timedelta

from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.condition import ITEM_SEPARATOR, Comparison, comparisons
from hotline_server.rulebook.facts import (
    AGREED_OFFICE,
    CHANNELS,
    DAY,
    DAY_OF_YEAR,
    EVENT,
    FIRST_OFFICE,
    MATTER_CONFIDENCE,
    MONTH,
    OFFICE_CONFIDENCE,
    REQUEST_TYPE,
    REQUEST_TYPES,
    SEASON,
    TIME,
    WEEKDAY,
    FactKind,
    FactValue,
    calendar_facts,
    day_of,
    fact_named,
)
from hotline_server.rulebook.review.remark import Remark
from hotline_server.rulebook.routing import WHOLE_CITY, Row
from hotline_server.text.pattern import parse

_SURE = 100
_OWNERS = ("没有承办单位", "有一个承办单位", "有几个承办单位")
_CHANNEL, _WORKING_TIME, _HOLIDAY, _HAS_NUMBER = "渠道", "工作时间", "节假日", "留有号码"
_NUMBERS_OF_OWNERS = ("承办单位数", "目录单位数")
_CALENDAR = (DAY, DAY_OF_YEAR, MONTH, SEASON, WEEKDAY)
_OFFICE_HOURS = (_WORKING_TIME, _HOLIDAY)
_FLAGS = ("匿名", _HAS_NUMBER, "单位来电", "不要求回复", "接着以前的工单", "要求保密")
_PLACES = ("区县", "街道", "社区")
# What a call says for certain is in no doubt, and what is in doubt belongs to the desk.
_CONFIDENCES = (MATTER_CONFIDENCE, "险情把握", "政策把握", OFFICE_CONFIDENCE)
_HOURS = 24
_MORNING = 10
_FRIDAY = 5
_A_DAY = timedelta(days=1)
_SHOWN = 3
_Variation = tuple[str, Sequence[Mapping[str, FactValue]]]
"""What a call may differ in, in words, and the facts that it may then have: only if rules are silent about all are they
about it."""


def gap_remarks(book: RuleBook, today: date) -> Iterator[Remark]:
    """Yield a remark on each number of owners and channels for which no rule concludes, with an example.

    Args:
        book: to review.
        today: local day of the review; the calls come on it, or on the next weekday.
    """
    usual = {**_day_facts(_weekday(today), works=True), TIME: _MORNING * 100, _HAS_NUMBER: True}
    variations = [*_variations(book, today)]
    for owners, row in _examples(book).items():
        known = {**usual, **_facts(row)}
        silent: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        for request_type in REQUEST_TYPES:
            silent[tuple(_silent_channels(book, request_type, known))].append(request_type)
        for channels, types in silent.items():
            # Whoever nobody is found for goes to the desk, unless the book says otherwise of some.
            is_fallback = row is None and len(types) == len(REQUEST_TYPES)
            if channels and not is_fallback:
                where = "" if len(channels) == len(CHANNELS) else f"从{'、'.join(channels)}来的"
                yield _remark(book, where, types, owners, row)
        for fewer, labels in _silenced(book, silent[()], known, variations).items():
            said = "、".join(labels[:_SHOWN])
            more = "等情形下" if len(labels) > _SHOWN else "的来电"
            yield _remark(book, f"{said}{' ' * said[-1].isdigit()}{more}，", fewer, owners, row)


def untried_facts(book: RuleBook) -> tuple[str, ...]:
    """Return the facts by which rules conclude though no remark on gaps looks at their values."""
    tried = {_CHANNEL, REQUEST_TYPE, EVENT, TIME, *_NUMBERS_OF_OWNERS, *_CALENDAR, *_OFFICE_HOURS, *_FLAGS, *_PLACES}
    named = dict.fromkeys(one.key.partition(ITEM_SEPARATOR)[0] for one in _compared(book))
    return tuple(name for name in named if name not in tried and not _is_counted(name))


def _remark(book: RuleBook, when: str, types: Sequence[str], owners: int, row: Row | None) -> Remark:
    return Remark(
        "规则",
        f"{when}{'、'.join(types)}，{_OWNERS[owners]}的，没有规则作出结论，将由值班室研判，"
        f"例如{_example(book, row)}的{types[0]}",
    )


def _silent_channels(book: RuleBook, request_type: str, known: Mapping[str, FactValue]) -> Iterator[str]:
    """Yield the channels from which a call of a type is concluded by no rule."""
    for channel in CHANNELS:
        if _is_silent(book, {**known, _CHANNEL: channel, REQUEST_TYPE: request_type}):
            yield channel


def _is_silent(book: RuleBook, facts: Mapping[str, FactValue]) -> bool:
    return not any(book.rules[name].outcome for name in book.fire(facts))


def _silenced(
    book: RuleBook,
    types: Sequence[str],
    known: Mapping[str, FactValue],
    variations: Sequence[_Variation],
) -> Mapping[tuple[str, ...], list[str]]:
    """Return what makes all rules silent about calls by telephone of which they conclude something otherwise.

    Args:
        book: to review.
        types: of requests of which they do.
        known: facts of such a call.
        variations: in which it may differ.
    """
    found: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for label, ways in variations:
        calls = [{**known, _CHANNEL: CHANNELS[0], **varied} for varied in ways]
        silent = tuple(one for one in types if all(_is_silent(book, {**call, REQUEST_TYPE: one}) for call in calls))
        if silent:
            found[silent].append(label)
    return found


def _variations(book: RuleBook, today: date) -> Iterator[_Variation]:
    """Yield in what a call may differ that rules look at, one thing at a time, with all that depends on it."""
    compared = {(one.key, one.value) for one in _compared(book)}
    names = {key for key, _ in compared}
    for name in filter(names.__contains__, _FLAGS):
        yield from ((f"“{name}”为“{word}”", [{name: value}]) for word, value in (("否", False), ("是", True)))
    for name in filter(names.__contains__, _PLACES):
        places = sorted(str(value) for key, value in compared if key == name and value)
        yield from ((f"“{name}”为“{place}”", [{name: place}]) for place in places)
    for name in sorted(filter(_is_counted, names)):
        fact = fact_named(name)
        near = {int(value) + step for key, value in compared if key == name for step in (-1, 0, 1)}
        yield from ((f"“{name}”为 {one}", [{name: one}]) for one in sorted(near) if fact and fact.may("==", one))
    hours = [{TIME: hour * 100, _WORKING_TIME: _is_open(book, hour)} for hour in range(_HOURS)]
    closed = [one for one in hours if not one[_WORKING_TIME]]
    if _WORKING_TIME in names and closed:
        yield f"“{_WORKING_TIME}”为“否”", closed
    if _HOLIDAY in names:
        yield f"“{_HOLIDAY}”为“是”", [{_HOLIDAY: True, _WORKING_TIME: False}]
    if TIME in names:
        yield from ((f"{number} 时", [hour]) for number, hour in enumerate(hours))
    if not names.isdisjoint(_CALENDAR):
        for day, is_named in _days(compared, today).items():
            # Rules may name a day because it is a holiday, or because people work on it.
            works = (True, False) if is_named else (day.isoweekday() <= _FRIDAY,)
            yield f"{day:%Y-%m-%d}", [_day_facts(day, works=one) for one in works]


def _is_open(book: RuleBook, hour: int) -> bool:
    return book.limits.opens <= time(hour) < book.limits.closes


def _day_facts(day: date, *, works: bool) -> dict[str, FactValue]:
    """Return the facts about the morning of a day on which people work or do not."""
    return {**calendar_facts(day), _WORKING_TIME: works, _HOLIDAY: not works}


def _weekday(day: date) -> date:
    """Return a day, or the Monday after it if it is at a weekend."""
    return day if day.isoweekday() <= _FRIDAY else _weekday(day + _A_DAY)


def _days(compared: set[tuple[str, str | int]], today: date) -> Mapping[date, bool]:
    """Return days from today on that matter: of a week, of each month, and around those that rules name.

    The value is true for the latter.
    """
    named = {day_of({DAY: value}) for key, value in compared if key == DAY}
    of_year = (divmod(int(value), 100) for key, value in compared if key == DAY_OF_YEAR)
    for month, day in of_year:
        named |= {_on(year, month, day) for year in (today.year, today.year + 1)}
    around = {one + step * _A_DAY for one in named - {date.min, date.max} for step in (-1, 0, 1)}
    months = {date(today.year + step, month, 1) for step in (0, 1) for month in range(1, 13)}
    week = {today + number * _A_DAY for number in range(7)}
    return {day: day in around for day in sorted({*around, *months, *week}) if day >= today}


def _on(year: int, month: int, day: int) -> date:
    """Return a day of a year; the earliest of all days if there is none."""
    return day_of({DAY: year * 10_000 + month * 100 + day})


def _compared(book: RuleBook) -> Iterator[Comparison]:
    """Yield the comparisons of the rules that conclude how a call is handled."""
    for rule in book.rules.values():
        if rule.outcome:
            yield from comparisons(rule.condition)


def _is_counted(name: str) -> bool:
    """Return True for a fact that is a number of calls, people, acts or characters."""
    fact = fact_named(name)
    others = (*_CONFIDENCES, *_NUMBERS_OF_OWNERS, *_CALENDAR, TIME)
    return fact is not None and fact.kind is FactKind.NUMBER and name not in others


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
        MATTER_CONFIDENCE: _SURE,
        "判读一致": True,
        **dict.fromkeys(_NUMBERS_OF_OWNERS, owners),
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
