"""Columns of the sheet, and which of them are filled in."""

from hotline_department import wording as w

# Heading and width in characters.
_READ_ONLY = {
    w.NUMBER: 18, w.ROLE: 8, w.STATE: 8, w.CALLED_AT: 17, w.SUBJECT: 20, w.CONTENT: 50, w.DISTRICT: 10, w.ADDRESS: 20,
    w.DUE_AT: 17, w.DEMAND: 24, w.BELOW: 24,
}  # fmt: skip
EDITABLE = {w.ACT: 10, w.TEXT: 40, w.DAYS: 8, w.BASIS: 20, w.MISSING_REASON: 20, w.UNITS: 16, w.ACTOR: 10}
COLUMNS = {**_READ_ONLY, **EDITABLE, w.RESULT: 30, w.VERSION: 8}
# Read-only ones may be taken out.
REQUIRED = (w.NUMBER, *EDITABLE, w.RESULT, w.VERSION)
POSITIONS = {heading: place for place, heading in enumerate(COLUMNS, 1)}
