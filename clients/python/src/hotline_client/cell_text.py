"""Text of workbook cells, whatever Excel and WPS made of it; for whoever installs ``hotline-client[workbooks]``."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl.cell.cell import Cell
from openpyxl.utils.datetime import from_excel, to_excel

# Characters that XML cannot hold, and text that would be read as one of them (ECMA-376, ST_Xstring).
_ESCAPED = re.compile(r"((?:_x[0-9A-Fa-f]{4}_)+)")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NOT_IN_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ZEROS = re.compile("0+")
_PERCENT = re.compile(r"0(?:\.(0+))?%")
# Serial numbers of the days of this century; a number among them may have been typed as a date.
_SERIALS = range(36526, 73051)


def unescape(text: str) -> str:
    """Read the escapes of Excel and WPS, of which ``_x000D_`` is the usual one; line ends become newlines."""
    decoded = _ESCAPED.sub(lambda found: _decode(found[1]), text)
    return decoded.replace("\r\n", "\n").replace("\r", "\n")


def escape(text: str) -> str:
    """Write text so that Excel and WPS show it as it is."""
    kept = _LOOKS_ESCAPED.sub("_x005F_", text)
    return _NOT_IN_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", kept)


def cell_text(cell: Cell) -> str:
    """Return what a cell shows: dates, percentages and padded numbers as people see them."""
    value: Any = cell.value
    match value:
        case None:
            return ""
        case str():
            return unescape(value).strip()
        case bool():
            return "TRUE" if value else "FALSE"
        case datetime():
            return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
        case date():
            return f"{value:%Y-%m-%d}"
        case time():
            return f"{value:%H:%M}"
        case timedelta():
            minutes, seconds = divmod(round(value.total_seconds()), 60)
            return f"{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
        case int() | float():
            return _number_text(value, cell.number_format)
        case _:
            # Formulas of several cells.
            return f"={getattr(value, 'text', '')}"


def cell_number(cell: Cell) -> str:
    """Return the number in a cell, also where it was formatted as a date."""
    value: Any = cell.value
    if isinstance(value, datetime | date | time | timedelta):
        return _number_text(to_excel(value), "General")  # type: ignore[no-untyped-call]
    return cell_text(cell)


def may_have_been_a_date(cell: Cell) -> bool:
    """Return whether a cell holds a bare number that may be a day's serial number."""
    value: Any = cell.value
    return isinstance(value, int | float) and not isinstance(value, bool) and serial_day(value) is not None


def serial_day(number: float) -> date | None:
    """Return the day that a spreadsheet shows for a number; ``None`` if it is none of this century."""
    if not _SERIALS.start <= number < _SERIALS.stop:
        return None
    day: datetime = from_excel(int(number))
    return day.date()


def _number_text(value: float, number_format: str) -> str:
    percent = _PERCENT.fullmatch(number_format)
    if percent:
        return f"{value * 100:.{len(percent[1] or '')}f}%"
    if float(value).is_integer():
        digits = str(int(value))
        return digits.zfill(len(number_format)) if _ZEROS.fullmatch(number_format) else digits
    return f"{value:.15g}"


def _decode(run: str) -> str:
    units = bytes.fromhex(run.replace("_x", "").replace("_", ""))
    try:
        return units.decode("utf-16-be")
    except UnicodeDecodeError:
        # Half a character: left as it is written.
        return run
