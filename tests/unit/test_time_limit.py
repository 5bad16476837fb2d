"""Time limits for a reply, as officials write them (R8.5)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hotline_server.domain.timetable import Timetable
from hotline_server.domain.working_days import MAX_WORKING_DAYS, WorkingCalendar
from hotline_server.rulebook.time_limit import (
    MOST,
    TimeLimit,
    TimeSpan,
    TimeUnit,
    parse,
    read,
    read_in_rule,
    working_days,
)
from hypothesis import given
from hypothesis import strategies as st

from tests.case_files import LIMITS

MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31)).map(lambda at: at.replace(tzinfo=UTC))  # noqa: DTZ001
SPANS = st.sampled_from(TimeUnit).flatmap(lambda unit: st.builds(TimeSpan, st.integers(1, MOST[unit]), st.just(unit)))
LIMIT = st.lists(SPANS, min_size=1, max_size=3).map(lambda spans: TimeLimit(tuple(spans)))
TIMETABLE = Timetable(LIMITS, WorkingCalendar(LIMITS.opens, LIMITS.closes, {}))
MONDAY = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)


def due(since: datetime, limit: TimeLimit, extra: int = 0) -> datetime:
    return TIMETABLE.due(since, limit, TIMETABLE.latest(since), extra).at


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (5, "5个工作日"),
        ("5个工作日", "5个工作日"),
        ("5 工作日", "5个工作日"),
        ("24小时", "24小时"),
        ("30分钟", "30分钟"),
        ("15天", "15天"),
        ("15个自然日", "15天"),
        ({"取短": ["5个工作日", "7天"]}, "取短：5个工作日、7天"),
        ({"取短": [5, "48小时"]}, "取短：5个工作日、48小时"),
    ],
)
def test_a_limit_is_written_in_several_ways_and_shown_in_one(written: Any, shown: str) -> None:
    assert str(read(written)) == shown
    assert parse(shown) == read(written)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (0, "不能小于 1"),
        (31, "不能大于 30个工作日"),
        ("721小时", "不能大于 720小时"),
        ("", "要写成"),
        ("五天", "要写成"),
        ("5", "要写成"),
        (True, "要写成"),
        (2.5, "要写成"),
        ([5], "要写成"),
        ({"取短": ["5个工作日"]}, "要写成"),
        ({"取长": [5, "7天"]}, "要写成"),
        ({"取短": [5, "31个工作日"]}, "不能大于"),
    ],
)
def test_who_writes_it_wrongly_is_told_how(written: Any, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        read(written)


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        ("30分钟", MONDAY + timedelta(minutes=30)),
        ("24小时", MONDAY + timedelta(hours=24)),
        ("5天", datetime(2026, 11, 28, 10, tzinfo=UTC)),  # a Saturday
        ("5个工作日", datetime(2026, 11, 30, 10, tzinfo=UTC)),
        ("取短：5个工作日、5天", datetime(2026, 11, 28, 10, tzinfo=UTC)),
        ("取短：5个工作日、15天", datetime(2026, 11, 30, 10, tzinfo=UTC)),
    ],
)
def test_hours_run_around_the_clock_and_days_end_with_office_hours(limit: str, expected: datetime) -> None:
    assert due(MONDAY, parse(limit)) == expected


@given(limit=LIMIT)
def test_what_is_stored_is_read_back(limit: TimeLimit) -> None:
    assert parse(str(limit)) == limit


@given(since=MOMENTS, limit=LIMIT, extra=st.integers(0, MAX_WORKING_DAYS))
def test_no_limit_passes_thirty_working_days(since: datetime, limit: TimeLimit, extra: int) -> None:
    """R3.2: the shortest of several counts, and extensions never pass the thirtieth working day."""
    found = due(since, limit, extra)
    assert since < found <= TIMETABLE.latest(since)
    if not extra:
        assert found == min(due(since, TimeLimit((span,))) for span in limit.spans)


@given(since=MOMENTS, days=st.integers(1, MAX_WORKING_DAYS), extra=st.integers(0, MAX_WORKING_DAYS))
def test_an_extension_counts_on_from_the_last_working_day(since: datetime, days: int, extra: int) -> None:
    total = min(days + extra, MAX_WORKING_DAYS)
    assert due(since, working_days(days), extra) == due(since, working_days(total))


@pytest.mark.parametrize(
    ("written", "routed", "limit"),
    [
        ([15, "派单目录"], "5个工作日", "5个工作日"),
        ([15, "派单目录"], "20个工作日", "15个工作日"),
        ([15, "派单目录"], "7天", "取短：15个工作日、7天"),
        (["派单目录", 15, "24小时"], "", "取短：15个工作日、24小时"),
    ],
)
def test_a_rule_takes_the_shorter_of_its_own_limit_and_the_catalogues(written: object, routed: str, limit: str) -> None:
    """R8.5."""
    own = read_in_rule({"取短": written})
    assert str(own.shortened(parse(routed) if routed else None)) == limit
