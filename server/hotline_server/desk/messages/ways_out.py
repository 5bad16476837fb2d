"""Ways out for messages: group chats for offices and posts that have one, the gateway for everybody else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hotline_server.desk.messages.gateway import Acceptance, GatewayError, HttpGateway, Parcel, Receipt
from hotline_server.desk.messages.group_chats import GroupChats


@dataclass(frozen=True, slots=True)
class WaysOut:
    """Gateway of the city, and group chats beside it; ``None`` without."""

    gateway: HttpGateway
    chats: GroupChats | None

    def send(self, parcels: Sequence[Parcel]) -> Mapping[str, Receipt]:
        """Send messages, and return what becomes of each by its key."""
        receipts = self.chats.send(parcels) if self.chats else {}
        others = [one for one in parcels if one.key not in receipts]
        return {**receipts, **self._by_gateway(others)}

    def _by_gateway(self, parcels: Sequence[Parcel]) -> Mapping[str, Receipt]:
        try:
            return self.gateway.send(parcels) if parcels else {}
        except GatewayError as error:
            return {one.key: Receipt(Acceptance.UNREACHED, str(error)) for one in parcels}
