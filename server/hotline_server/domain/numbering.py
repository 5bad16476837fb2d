"""Case numbers: the date in the city and a sequence, such as 20261124-000123.

The same number without its dash, the sequence at nine digits, is the case's id in the database.
"""

import re
from datetime import datetime

from hotline_server.ground.clock import CITY

IDS_PER_DAY = 1_000_000_000
_NUMBER = re.compile(r"[12]\d{7}-\d{6,9}")


def day_of(moment: datetime) -> str:
    """The day of ``moment`` in the city, as case numbers begin."""
    day = moment.astimezone(CITY)
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def id_of(day: str, sequence: int) -> int:
    """The id of the ``sequence``-th case, from 1, of ``day``."""
    return int(day) * IDS_PER_DAY + sequence


def first_id(moment: datetime) -> int:
    """The id that comes before all cases of the day of ``moment`` in the city."""
    return id_of(day_of(moment), 0)


def number_of(case_id: int) -> str:
    """The number of the case of that id."""
    day, sequence = divmod(case_id, IDS_PER_DAY)
    return f"{day}-{sequence:06d}"


def parse_number(number: str) -> int:
    """The id of the case of that number; 0, which no case has, where it is none."""
    case_id = id_of(number[:8], int(number[9:])) if is_number(number) else 0
    return case_id if number_of(case_id) == number else 0


def is_number(text: str) -> bool:
    """Whether ``text`` has the form of a case number."""
    return _NUMBER.fullmatch(text) is not None
