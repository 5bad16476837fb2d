"""Working-day arithmetic 工作日 (R3.1, R3.2)."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hotline_server.domain.working_days import MAX_WORKING_DAYS, WorkingCalendar
from hotline_server.ground.clock import CITY, local_day
from hypothesis import given
from hypothesis import strategies as st

CALENDAR = WorkingCalendar(time(9), time(18), {})
DAYS = st.dates(date(2024, 1, 1), date(2029, 12, 31))
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2029, 12, 31)).map(lambda at: at.replace(tzinfo=UTC))  # noqa: DTZ001
OVERRIDES = st.dictionaries(DAYS, st.booleans(), max_size=20)


def in_city(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CITY)


@pytest.mark.parametrize(
    ("day", "working"),
    [
        ("2026-02-14", True),  # make-up Saturday for the Spring Festival
        ("2026-02-16", False),  # Lunar New Year's Eve
        ("2026-10-01", False),
        ("2026-10-10", True),  # make-up Saturday for the National Day
        ("2026-11-21", False),  # an ordinary Saturday
        ("2026-11-23", True),
        ("2027-02-05", False),  # Lunar New Year's Eve, not announced yet
        ("2027-02-06", False),
        ("2027-04-05", False),  # Tomb-Sweeping Day
        ("2027-06-09", False),  # Dragon Boat
        ("2027-09-15", False),  # Mid-Autumn
        ("2027-05-03", False),  # in lieu of 1 May, a Saturday
        ("2027-05-04", False),  # in lieu of 2 May, a Sunday
        ("2027-05-05", True),
        ("2027-02-09", False),  # in lieu of the Saturday of the Spring Festival
        ("2027-02-10", False),  # in lieu of its Sunday
        ("2027-02-11", True),
    ],
)
def test_holidays_and_make_up_days(day: str, *, working: bool) -> None:
    assert CALENDAR.is_working(date.fromisoformat(day)) is working


def test_a_deadline_counts_from_the_next_day_to_the_close_of_business() -> None:
    """R3.1: seven working days from a Monday end at the close of Wednesday of the following week."""
    deadline = CALENDAR.deadline(in_city("2026-11-23T09:30"), 7)
    assert deadline.at == in_city("2026-12-02T18:00")
    assert not deadline.provisional


@pytest.mark.parametrize("at", ["2026-11-23T00:00", "2026-11-23T08:00", "2026-11-23T23:59:59.999999"])
def test_a_deadline_is_independent_of_the_time_of_day(at: str) -> None:
    assert CALENDAR.deadline(in_city(at), 7).at == in_city("2026-12-02T18:00")


def test_a_case_opened_at_the_weekend_is_counted_from_monday() -> None:
    assert CALENDAR.deadline(in_city("2026-11-21T20:00"), 1).at == in_city("2026-11-23T18:00")


def test_days_are_local_not_utc() -> None:
    late = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)
    assert local_day(late) == date(2026, 11, 24)


def test_a_deadline_in_an_unannounced_year_is_provisional() -> None:
    deadline = CALENDAR.deadline(in_city("2026-12-25T10:00"), 7)
    assert deadline.provisional
    assert deadline.at == in_city("2027-01-06T18:00")
    days = {date(2027, 1, day): True for day in range(1, 32)} | {date(2027, 1, 1): False}
    announced = WorkingCalendar(time(9), time(18), days)
    assert not announced.deadline(in_city("2026-12-25T10:00"), 7).provisional


@given(since=MOMENTS, days=st.integers(1, MAX_WORKING_DAYS), overrides=OVERRIDES)
def test_a_deadline_equals_a_day_by_day_count(since: datetime, days: int, overrides: dict[date, bool]) -> None:
    calendar = WorkingCalendar(time(9), time(18), overrides)
    day, counted = local_day(since), 0
    while counted < days:
        day = day + timedelta(days=1)
        if calendar.is_working(day):
            counted = counted + 1
    deadline = calendar.deadline(since, days)
    assert deadline.at == datetime.combine(day, time(18), CITY)
    assert deadline.at > since


@given(since=MOMENTS, days=st.integers(1, MAX_WORKING_DAYS - 1))
def test_an_additional_day_gives_a_later_deadline(since: datetime, days: int) -> None:
    assert CALENDAR.deadline(since, days).at < CALENDAR.deadline(since, days + 1).at


@given(year=st.integers(2027, 2060))
def test_holidays_at_weekends_are_made_up_for_until_they_are_announced(year: int) -> None:
    days = [date(year, 1, 1) + timedelta(days=ahead) for ahead in range(366 if year % 4 == 0 else 365)]
    free = [day for day in days if day.weekday() < 5 and not CALENDAR.is_working(day)]
    # Thirteen days by the regulation; two festivals may fall on one day.
    assert 12 <= len(free) <= 13


@given(day=DAYS, count=st.integers(1, 40))
def test_working_days_are_counted_as_they_are_added(day: date, count: int) -> None:
    assert CALENDAR.count(day, CALENDAR.after(day, count)) == count


@given(day=DAYS, count=st.integers(1, 40))
def test_before_is_the_inverse_of_after(day: date, count: int) -> None:
    if CALENDAR.is_working(day):
        assert CALENDAR.before(CALENDAR.after(day, count), count) == day


@given(moment=MOMENTS, minutes=st.integers(1, 3000))
def test_working_time_ends_within_working_hours(moment: datetime, minutes: int) -> None:
    end = CALENDAR.add_working_time(moment, minutes)
    assert end > moment
    assert CALENDAR.is_working(local_day(end))
    assert time(9) <= end.astimezone(CITY).time() <= time(18)
    half = CALENDAR.add_working_time(moment, minutes // 2 or 1)
    assert half <= end


def test_working_time_continues_on_the_next_working_day() -> None:
    assert CALENDAR.add_working_time(in_city("2026-11-20T17:00"), 120) == in_city("2026-11-23T10:00")
    assert CALENDAR.add_working_time(in_city("2026-11-21T12:00"), 60) == in_city("2026-11-23T10:00")


@pytest.mark.parametrize("year", [1, 1899, 1970, 2003, 2099, 2150, 9998])
def test_a_clock_that_was_never_set_keeps_no_call_from_a_deadline(year: int) -> None:
    calendar = WorkingCalendar(time(9), time(17), {})
    due = calendar.after(date(year, 6, 1), 7)
    assert 7 <= (due - date(year, 6, 1)).days <= 14
