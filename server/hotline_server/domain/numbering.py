"""Case numbers: the date in the city and a sequence, such as 20261124-000123."""

import re
from datetime import datetime

from hotline_server.clock import CITY

_NUMBER = re.compile(r"\d{8}-\d{6,9}")


def day_of(moment: datetime) -> str:
    """The day of ``moment`` in the city, as case numbers begin."""
    return moment.astimezone(CITY).strftime("%Y%m%d")


def number_of(day: str, sequence: int) -> str:
    """The case number for the ``sequence``-th case, from 1, of ``day``."""
    return f"{day}-{sequence:06d}"


def is_number(text: str) -> bool:
    """Whether ``text`` has the form of a case number."""
    return _NUMBER.fullmatch(text) is not None
