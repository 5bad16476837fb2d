"""Time at which a call is supposed to come, by what somebody named of it."""

from collections.abc import Mapping
from datetime import date, datetime, time

from hotline_server.ground.clock import CITY
from hotline_server.rulebook.facts import (
    DAY,
    DAY_OF_YEAR,
    MONTH,
    TIME,
    WEEKDAY,
    FactValue,
    calendar_facts,
    day_number,
    day_of,
)
from hotline_server.rulebook.limits import TimeLimits

_A_YEAR = 10_000
_FRIDAY = 5
_LATEST_OF_ALL_MONTHS = 28
_MORNING = time(10)
_WORKING_HOURS, _DAY_OFF = "工作时间", "节假日"


def supposed_time(known: Mapping[str, FactValue], otherwise: datetime) -> datetime:
    """Return the local time of which facts name the day, the day of the year, the month or the time of day.

    Args:
        known: facts that somebody named.
        otherwise: local time that holds for what they do not name.
    """
    year = day_number(otherwise.date()) // _A_YEAR * _A_YEAR
    in_month = _number(known, MONTH) * 100 + min(otherwise.day, _LATEST_OF_ALL_MONTHS)
    day = day_of({DAY: known.get(DAY, year + (_number(known, DAY_OF_YEAR) or in_month))})
    try:
        clock = time(*divmod(_number(known, TIME), 100)) if TIME in known else otherwise.time()
    except ValueError:
        clock = otherwise.time()
    return datetime.combine(otherwise.date() if day == date.min else day, clock, CITY)


def supposed_facts(limits: TimeLimits, known: Mapping[str, FactValue], today: date) -> dict[str, FactValue]:
    """Return the facts about the time of a call that follow from those that a test names.

    Where it names no time, the call comes at ten, and where it names no day, on a working day of this season.

    Args:
        limits: with the office hours.
        known: facts that the test names.
        today: local day of the run.
    """
    moment = supposed_time(known, datetime.combine(today, _MORNING, CITY))
    facts = calendar_facts(moment.date())
    works = _is_working(known, moment)
    if DAY not in known:
        del facts[WEEKDAY]
    return {
        **facts,
        TIME: moment.hour * 100 + moment.minute,
        _WORKING_HOURS: works and limits.opens <= moment.time() < limits.closes,
        _DAY_OFF: not works,
        **known,
    }


def _is_working(known: Mapping[str, FactValue], day: date) -> bool:
    """Return whether a test is about a working day: by what it says of that, else of the weekday, else of the date."""
    if _DAY_OFF in known:
        return not known[_DAY_OFF]
    if known.get(_WORKING_HOURS):
        return True
    if WEEKDAY in known:
        return _number(known, WEEKDAY) <= _FRIDAY
    return DAY not in known or day.isoweekday() <= _FRIDAY


def _number(known: Mapping[str, FactValue], name: str) -> int:
    value = known.get(name, 0)
    return value if isinstance(value, int) else 0
