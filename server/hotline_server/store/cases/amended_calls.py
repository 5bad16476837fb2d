"""Calls that are amended after they were registered (R1.1)."""

from collections.abc import Sequence
from dataclasses import dataclass

from peewee import Database

from hotline_server.domain.amendments import Amendment
from hotline_server.domain.call import Call
from hotline_server.domain.case import coordinates_of
from hotline_server.store.cases.callers import Callers
from hotline_server.store.cases.open_locations import close_locations, location_columns
from hotline_server.store.cases.reading import CALL
from hotline_server.store.cases.rows.cases import call_columns
from hotline_server.store.engine.bulk import BulkInsert
from hotline_server.store.engine.compiled import Row
from hotline_server.store.models import CallRow, CaseRow, OpenLocationRow
from hotline_server.text.location import Location

_FIXED = ("request_id", "received_at")
"""Columns of a call that no amendment changes."""


@dataclass(frozen=True, slots=True)
class AmendedCall:
    """Call as it is amended.

    Attributes:
        call: with the new values.
        amendments: all there were so far, this one last.
        location: where the matter is.
        category, matter: that the new text suggests.
    """

    call: Call
    amendments: Sequence[Amendment]
    location: Location
    category: str
    matter: str


@dataclass(frozen=True, slots=True)
class AmendedRows:
    """Changed columns of an amended call, and of the case it opened; its location.

    Attributes:
        case_id: id of the case.
        call: columns of the call.
        case: columns of the case.
        location: row of where the case is; ``None`` if that is unknown, or its callers are answered.
    """

    case_id: int
    call: Row
    case: Row
    location: Row | None


def amended_rows(amended: AmendedCall, case_id: int, callers: Callers) -> AmendedRows:
    """Return the rows of an amended call, its caller and its former values encrypted."""
    call, location = amended.call, amended.location
    if call.received_at is None:
        raise TypeError("a registered call has its time")
    columns = call_columns(call, location, call.received_at)
    point = coordinates_of(location)
    return AmendedRows(
        case_id,
        call={name: value for name, value in columns.items() if name not in _FIXED}
        | {
            "caller": callers.seal(call, case_id),
            "amendments": callers.seal_amendments(amended.amendments, case_id),
        },
        case={
            "category": amended.category,
            "matter": amended.matter,
            "district": location.district,
            "town": location.town,
            "caller_index": callers.index(call.phone),
        },
        location=location_columns(case_id, point, amended.matter) if point else None,
    )


def stored_call(case: Row) -> Row:
    """Return the columns of a call that no amendment changes, from the row of its case."""
    return {"case_id": case["id"], **{name: case[CALL + name] for name in _FIXED}}


class AmendedCalls:
    """Writes amended calls. Use only within a writer job."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._locations = BulkInsert(database, OpenLocationRow)

    def write(self, amended: Sequence[AmendedRows]) -> None:
        """Write amended calls."""
        for rows in amended:
            CallRow.update(**rows.call).where(CallRow.case_id == rows.case_id).execute(self._database)
            CaseRow.update(**rows.case).where(CaseRow.id == rows.case_id).execute(self._database)
        close_locations(self._database, [rows.case_id for rows in amended])
        self._locations.run([rows.location for rows in amended if rows.location])
