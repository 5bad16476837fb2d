"""Sending of messages by way of the city's gateway, by one of all servers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import structlog

from hotline_server.desk.messages.dispatch import Dispatch
from hotline_server.desk.messages.gateway import NO_RECEIPT, Acceptance, Parcel, Receipt

_log = structlog.get_logger()


class Gateway(Protocol):
    """Way out for messages."""

    def send(self, parcels: Sequence[Parcel]) -> Mapping[str, Receipt]:
        """Send messages, and return what becomes of each by its key."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Sends what is due."""

    dispatch: Dispatch
    gateway: Gateway

    def some(self) -> bool:
        """Send the next few due messages; return True if there may be more."""
        if not self.dispatch.is_due():
            return False
        parcels, more = self.dispatch.take()
        answered = self.gateway.send(parcels)
        receipts = {one.key: answered.get(one.key, NO_RECEIPT) for one in parcels}
        unreached = [one.reason for one in receipts.values() if one.acceptance is Acceptance.UNREACHED]
        if unreached:
            _log.warning("messages not sent", messages=len(unreached), reason=unreached[0])
        self.dispatch.note(receipts)
        return more and not unreached
