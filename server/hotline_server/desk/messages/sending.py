"""Sending of messages by way of the city's gateway, by one of all servers."""

from dataclasses import dataclass

import structlog

from hotline_server.desk.messages.dispatch import Dispatch
from hotline_server.desk.messages.gateway import NO_RECEIPT, Acceptance
from hotline_server.desk.messages.ways_out import WaysOut

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Sender:
    """Sends what is due."""

    dispatch: Dispatch
    ways: WaysOut

    def some(self) -> bool:
        """Send the next few due messages; return True if there may be more."""
        if not self.dispatch.is_due():
            return False
        parcels, more = self.dispatch.take()
        answered = self.ways.send(parcels)
        receipts = {one.key: answered.get(one.key, NO_RECEIPT) for one in parcels}
        unreached = [one.reason for one in receipts.values() if one.acceptance is Acceptance.UNREACHED]
        if unreached:
            _log.warning("messages not sent", messages=len(unreached), reason=unreached[0])
        self.dispatch.note(receipts)
        return more and not unreached
