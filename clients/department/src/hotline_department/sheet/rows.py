"""Rows that were filled in: what they say, the act that they ask for, and its result."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hotline.v1 import case_pb2
from hotline_client.cell_text import cell_number, cell_text, escape, may_have_been_a_date
from openpyxl.cell.cell import Cell
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from hotline_department import wording as w
from hotline_department.acts import Act, ActError, is_case_number, parse_act, restore_case_number
from hotline_department.exchange import format_json
from hotline_department.sheet.columns import EDITABLE
from hotline_department.sheet.display import CITY_ZONE, cell_at, show_case

_DAYS_UNIT = re.compile(r"\s*(?:个工作日|工作日|天|日)$")
# Messages for columns that some acts need.
_NEEDED: Mapping[str, Mapping[str, str]] = {
    w.BASIS: {"object": w.NO_BASIS},
    w.UNITS: dict.fromkeys(
        (
            "delegate", "supervise_unit", "limit_unit", "rule_on_unit", "extend_unit", "take_over_unit",
            "return_unit", "recall_unit",
        ),
        w.NO_UNIT,
    ),
}  # fmt: skip
# Columns of the fields of an act; what is told or asked stands in the one for texts, whatever the act calls it.
_COLUMNS = {
    "case": w.NUMBER, "actor": w.ACTOR, "legal_basis": w.BASIS, "missing_reason": w.MISSING_REASON,
    "working_days": w.DAYS, "unit": w.UNITS, "units": w.UNITS,
}  # fmt: skip
_DAYS = [str(days) for days in range(1, 31)]
# Acts that set a limit, which is that of the rule book where the row does not say one.
_LIMITING = ("delegate", "supervise_unit", "limit_unit", "return_unit")
_INDEX = re.compile(r"\W.*")
_UNIT_SEPARATORS = re.compile(r"[、，,；;\n]+")
_SUCCESS_FONT, _ERROR_FONT = Font(color="FF1A7F37"), Font(color="FFB42318", bold=True)


class Row:
    """Row of a workbook: its cells and what they say, by heading."""

    def __init__(self, sheet: Worksheet, number: int, places: Mapping[str, int]) -> None:
        self.sheet, self.number = sheet, number
        self.cells = {heading: cell_at(sheet, number, place) for heading, place in places.items()}
        self.values = {heading: _read_cell(heading, cell) for heading, cell in self.cells.items()}

    @property
    def is_filled_in(self) -> bool:
        return any(self.values[heading] for heading in EDITABLE if heading != w.ACTOR)

    @property
    def etag(self) -> str:
        return self.values[w.VERSION].partition(" ")[0]

    @property
    def after(self) -> int | None:
        """Sequence of the latest log entry of the case as the row shows it; None if the row does not say."""
        sequence = self.values[w.VERSION].partition(" ")[2]
        return int(sequence) if sequence.isdecimal() else None

    def finish(self, case: case_pb2.Case, department: str, logged_actor: str = "") -> None:
        """Show the case after the act, with whose it is where the row does not say, and make room for the next one."""
        about = [self.values[heading] for heading in EDITABLE if heading != w.ACTOR]
        about.append(w.LOGGED_ACTOR.format(actor=logged_actor) if logged_actor else "")
        performed = f"{w.DONE} {datetime.now(CITY_ZONE):%Y-%m-%d %H:%M} {'，'.join(filter(None, about))}"
        for heading in EDITABLE:
            if heading != w.ACTOR:
                self.cells[heading].value = None
        show_case(self.cells, case, department)
        self._show(performed, _SUCCESS_FONT)

    def refuse(self, message: str) -> None:
        """Say why the act was not performed."""
        self._show(f"{w.NOT_DONE}{message}", _ERROR_FONT)

    def _show(self, text: str, font: Font) -> None:
        cell = self.cells[w.RESULT]
        cell.value, cell.font = escape(text), font
        cell.data_type = "s"


def _read_cell(heading: str, cell: Cell) -> str:
    text = cell_text(cell)
    match heading:
        case w.DAYS:
            return _DAYS_UNIT.sub("", unicodedata.normalize("NFKC", cell_number(cell)))
        case w.ACT:
            return "".join(unicodedata.normalize("NFKC", text).split())
        case w.NUMBER:
            return restore_case_number(text)
        case _:
            return text


def parse_row(row: Row) -> Act:
    """Parse a row's act.

    Raises:
        ActError: columns are invalid.
    """
    values = row.values
    kind = w.ACTS.get(values[w.ACT], "")
    errors = {heading: message for heading in (*EDITABLE, w.NUMBER) if (message := _column_error(heading, kind, row))}
    if errors:
        raise ActError(errors)
    text = values[w.TEXT]
    over = {"reason": text, "unit": values[w.UNITS]}
    limit = {"working_days": values[w.DAYS]} if values[w.DAYS] else {}
    about: dict[str, dict[str, Any]] = {
        "accept": {},
        "progress": {"progress": text},
        "reply": {"reply": text, "missing_reason": values[w.MISSING_REASON]},
        "extension": {"reason": text, "working_days": values[w.DAYS]},
        "object": {"reason": text, "legal_basis": values[w.BASIS]},
        "delegate": {"reason": text, "units": _units(values[w.UNITS])} | limit,
        "supervise_unit": over | limit,
        "limit_unit": over | limit,
        "rule_on_unit": over | {"upheld": values[w.ACT] == w.UPHELD},
        "extend_unit": over | {"granted": values[w.ACT] == w.GRANTED},
        "take_over_unit": {"remark": text, "unit": values[w.UNITS]},
        "return_unit": {"requirements": text, "unit": values[w.UNITS]} | limit,
        "recall_unit": over,
        "referral_result": {"result": text},
    }
    act = {"case": values[w.NUMBER], "act": kind, "actor": values[w.ACTOR]} | about[kind]
    try:
        return parse_act(format_json(act))
    except ActError as error:
        columns = {_COLUMNS.get(_INDEX.sub("", field), w.TEXT): message for field, message in error.fields.items()}
        raise ActError(columns) from None


def _units(text: str) -> list[str]:
    return [unit.strip() for unit in _UNIT_SEPARATORS.split(text) if unit.strip()]


def _column_error(heading: str, kind: str, row: Row) -> str:
    """Return the error message for a column; empty if valid."""
    value, cell = row.values[heading], row.cells[heading]
    if value.startswith("="):
        return w.FORMULA
    if cell.data_type == "e":
        return w.ERROR_VALUE
    if heading in (w.TEXT, w.BASIS, w.MISSING_REASON) and may_have_been_a_date(cell):
        return w.NUMBER_FOR_TEXT.format(value=value)
    match heading:
        case w.ACT if not kind:
            return w.UNKNOWN_CHOICE.format(allowed="、".join(w.ACTS)) if value else w.NO_ACT
        case w.TEXT if kind not in ("", "accept", "take_over_unit") and not value:
            return w.NO_TEXT
        case w.DAYS if (kind == "extension" or (kind in _LIMITING and value)) and value not in _DAYS:
            return w.NO_DAYS
        case w.BASIS | w.UNITS if kind in _NEEDED[heading] and not value:
            return _NEEDED[heading][kind]
        case w.NUMBER if not is_case_number(value):
            return w.UNKNOWN_CASE
    return ""
