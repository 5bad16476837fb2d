"""Erasure of callers' personal data after the retention period. Use only within a writer job."""

from collections.abc import Callable
from dataclasses import dataclass

from peewee import Database

from hotline_server.domain.amendments import NAME, ORGANISATION, PHONE, former_values
from hotline_server.domain.personal_data import redact_known, redact_personal_data
from hotline_server.domain.places import CoordinateSource
from hotline_server.store.cases.callers import ERASED, UNAMENDED, Callers
from hotline_server.store.messages.outcomes import drop_messages
from hotline_server.store.models import CallRow, CaseRow, MessageRow, PlaceSightingRow, RequestRow, SlipRow
from hotline_server.store.proofs.journal import Cause, Journal
from hotline_server.store.slips.register import redacted


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

        def redact(text: str) -> str:
            return redact_personal_data(redact_known(text, names, phones))

        texts: dict[str, str | None] = {
            field: redact(getattr(row, field)) for field in ("subject", "content", "address")
        }
        if row.coordinate_source == CoordinateSource.CALL.name:
            texts |= {"latitude": None, "longitude": None, "coordinate_source": ""}
        CallRow.update(
            caller=ERASED, amendments=UNAMENDED, telephony_call_id="", recording="", address_detail="", **texts
        ).where(CallRow.case_id == case_id).execute(self.database)
        PlaceSightingRow.delete().where(PlaceSightingRow.case_id == case_id).execute(self.database)
        messages = MessageRow.select(MessageRow.id).where(MessageRow.case_id == case_id).execute(self.database)
        drop_messages(self.database, [message.id for message in messages], Cause.ERASURE)
        CaseRow.update(caller_index="").where(CaseRow.id == case_id).execute(self.database)
        RequestRow.update(fingerprint="").where(RequestRow.request_id == row.request_id).execute(self.database)
        slips = [(SlipRow, key) for key in self._redact_slips(case_id, redact)]
        Journal(self.database).record(
            Cause.ERASURE, (CallRow, (case_id,)), (CaseRow, (case_id,)), (RequestRow, (row.request_id,)), *slips
        )

    def _redact_slips(self, case_id: int, redact: Callable[[str], str]) -> list[tuple[int, int]]:
        """Redact the slips that quote a call or answer it; return their keys."""
        concerned = (SlipRow.case_id == case_id) | (SlipRow.call_id == case_id)
        found = list(SlipRow.select().where(concerned).execute(self.database))
        for row in found:
            SlipRow.update(paper=redacted(row.paper, redact)).where(SlipRow.id == row.id).execute(self.database)
        return [(row.case_id, row.id) for row in found]
