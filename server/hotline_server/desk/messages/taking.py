"""Taking of messages by a system of the city that sends them itself, over a stream that it opens."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from hotline_server.desk.cases.watches import News
from hotline_server.desk.messages.deliveries import check_keyed
from hotline_server.desk.messages.dispatch import Dispatch
from hotline_server.desk.messages.gateway import Parcel, Receipt


@dataclass(frozen=True, slots=True)
class Taking:
    """Gives messages away to whoever has opened a stream, and takes what became of them.

    Attributes:
        dispatch: selects them.
        wake: has open streams look for messages.
    """

    dispatch: Dispatch
    wake: Callable[[], None]

    def some(self) -> bool:
        """Have open streams look if a message can go; there is nothing more to do here."""
        if self.dispatch.is_due():
            self.wake()
        return False

    def read(self, send: Callable[[Parcel], None]) -> list[News]:
        """Return the next few messages, each bound to the call that sends it."""
        parcels, more = self.dispatch.take()
        while more and not parcels:
            parcels, more = self.dispatch.take()
        return [News(0, partial(send, one)) for one in parcels]

    def confirm(self, receipts: Sequence[tuple[str, Receipt]]) -> list[str]:
        """Record what became of messages, by key; return the keys that no message has.

        Raises:
            InvalidFieldsError: if there are too many receipts, or one is invalid.
        """
        check_keyed("receipts", [(key, one.reason) for key, one in receipts])
        return self.dispatch.note(dict(receipts))
