"""Erasure of callers' personal data after the retention period. Use only within a writer job."""

from dataclasses import dataclass

from peewee import Database

from hotline_server.domain.amendments import NAME, ORGANISATION, PHONE, former_values
from hotline_server.domain.personal_data import redact_known, redact_personal_data
from hotline_server.domain.places import CoordinateSource
from hotline_server.store.cases.callers import ERASED, UNAMENDED, Callers
from hotline_server.store.models import CallRow, CaseRow, MessageRow, PlaceSightingRow, RequestRow
from hotline_server.store.proofs.journal import Cause, Journal


@dataclass(frozen=True, slots=True)
class Eraser:
    """Erases callers' personal data."""

    database: Database
    callers: Callers

    def erase(self, case_id: int) -> None:
        """Erase the caller of the call that opened a case and what was amended, and redact personal data in its texts.

        Messages about the case are dropped, which may quote what its caller was told.
        The hash-chained log is unaffected, since it contains no personal data of the caller.
        """
        row = CallRow.select().where(CallRow.case_id == case_id).first(self.database)
        caller = self.callers.unseal(row.caller, case_id)
        amendments = self.callers.unseal_amendments(row.amendments, case_id)
        names = [caller["name"], caller["organisation"], *former_values(amendments, NAME, ORGANISATION)]
        phones = [caller["phone"], *former_values(amendments, PHONE)]
        texts: dict[str, str | None] = {
            field: redact_personal_data(redact_known(getattr(row, field), names, phones))
            for field in ("subject", "content", "address")
        }
        if row.coordinate_source == CoordinateSource.CALL.name:
            texts |= {"latitude": None, "longitude": None, "coordinate_source": ""}
        CallRow.update(
            caller=ERASED, amendments=UNAMENDED, telephony_call_id="", recording="", address_detail="", **texts
        ).where(CallRow.case_id == case_id).execute(self.database)
        PlaceSightingRow.delete().where(PlaceSightingRow.case_id == case_id).execute(self.database)
        MessageRow.delete().where(MessageRow.case_id == case_id).execute(self.database)
        CaseRow.update(caller_index="").where(CaseRow.id == case_id).execute(self.database)
        RequestRow.update(fingerprint="").where(RequestRow.request_id == row.request_id).execute(self.database)
        Journal(self.database).record(Cause.ERASURE, (CallRow, (case_id,)), (CaseRow, (case_id,)))
