"""Ways out for messages: group chats and mailboxes for offices and posts that have one, the gateway for the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from hotline_server.desk.messages.gateway import Acceptance, GatewayError, HttpGateway, Parcel, Receipt


class WayOut(Protocol):
    """Way out for messages."""

    def send(self, parcels: Sequence[Parcel]) -> Mapping[str, Receipt]:
        """Send the messages whose recipients it reaches, and return what becomes of them, by key.

        Raises:
            GatewayError: if none of them was sent.
        """


@dataclass(frozen=True, slots=True)
class WaysOut:
    """Gateway of the city, and the ways to offices and posts beside it, which come first."""

    gateway: HttpGateway
    direct: Sequence[WayOut]

    def send(self, parcels: Sequence[Parcel]) -> Mapping[str, Receipt]:
        """Send messages, and return what becomes of each by its key."""
        receipts: dict[str, Receipt] = {}
        for way in self.direct:
            receipts |= _by(way, [one for one in parcels if one.audience != "CALLER" and one.key not in receipts])
        return receipts | _by(self.gateway, [one for one in parcels if one.key not in receipts])


def _by(way: WayOut, parcels: Sequence[Parcel]) -> dict[str, Receipt]:
    try:
        return dict(way.send(parcels)) if parcels else {}
    except GatewayError as error:
        return {one.key: Receipt(Acceptance.UNREACHED, str(error)) for one in parcels}
