"""Sending of messages by way of the city's gateway, by one of all servers."""

from collections.abc import Sequence
from dataclasses import dataclass

from hotline_server.desk.messages.dispatch import UNREACHED_PAUSE, Dispatch
from hotline_server.desk.messages.gateway import NO_RECEIPT, Acceptance
from hotline_server.desk.messages.ways_out import Sent, WaysOut
from hotline_server.desk.setting_aside import SettingAside
from hotline_server.domain.stuck import Job


@dataclass(frozen=True, slots=True)
class Sender:
    """Sends what is due, and shows which ways out fail."""

    dispatch: Dispatch
    ways: WaysOut
    aside: SettingAside

    def begin(self) -> None:
        """Forget the failures of ways out that were removed from the settings."""
        self.aside.keep_only(Job.MESSAGES, self.ways.names)

    def some(self) -> bool:
        """Send the next few due messages; return True if there may be more."""
        if not self.dispatch.is_due():
            return False
        parcels, more = self.dispatch.take()
        sent = self.ways.send(parcels)
        answered = {key: one for way in sent for key, one in way.receipts.items()}
        receipts = {one.key: answered.get(one.key, NO_RECEIPT) for one in parcels}
        self.dispatch.note(receipts)
        self._show(sent)
        return more and all(one.acceptance is not Acceptance.UNREACHED for one in receipts.values())

    def _show(self, sent: Sequence[Sent]) -> None:
        """Set the ways aside that fail until they work again."""
        self.aside.settle(Job.MESSAGES, [one.way for one in sent if not one.failure])
        for one in sent:
            if one.failure:
                self.aside.note(Job.MESSAGES, one.way, one.failure, one.wait or UNREACHED_PAUSE)
