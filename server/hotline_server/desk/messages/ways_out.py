"""Ways out for messages: group chats and mailboxes for offices and posts that have one, the gateway for the others."""

from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

import structlog

from hotline_server.desk.messages.gateway import Acceptance, GatewayError, HttpGateway, Parcel, Receipt

_log = structlog.get_logger()


class Way(Protocol):
    """Way out for messages."""

    @property
    def name(self) -> str:
        """Name of the way out."""

    def send(self, parcels: Sequence[Parcel]) -> Iterator[tuple[str, Receipt]]:
        """Send messages, and yield what becomes of each as it is known, by key.

        Raises:
            GatewayError: if no more can be sent.
        """


class DirectWay(Way, Protocol):
    """Way out to offices and posts."""

    def recipients(self) -> Collection[str]:
        """Return the offices and posts that it reaches, and has messages for next."""


@dataclass(slots=True)
class Sent:
    """Outcome of a batch on one way out.

    Attributes:
        way: its name.
        receipts: what became of each message, by key; without those of which nothing is known.
        failure: why the way failed; empty if it did not.
        wait: how long it asks to be left alone; nothing if it does not.
    """

    way: str
    receipts: dict[str, Receipt] = field(default_factory=dict)
    failure: str = ""
    wait: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class WaysOut:
    """Gateway of the city, and the ways to offices and posts beside it, which come first."""

    gateway: HttpGateway
    direct: Sequence[DirectWay]

    @property
    def names(self) -> list[str]:
        """Names of all ways."""
        return [*(way.name for way in self.direct), self.gateway.name]

    def send(self, parcels: Sequence[Parcel]) -> list[Sent]:
        """Send messages by all ways at once, so that none waits for another, and return what became of them."""
        shares = self._shares(parcels)
        if not shares:
            return []
        with ThreadPoolExecutor(len(shares)) as pool:
            return list(pool.map(_send, *zip(*shares, strict=True)))

    def _shares(self, parcels: Sequence[Parcel]) -> list[tuple[Way, list[Parcel]]]:
        """Return the ways that have something to send."""
        rest, shares = list(parcels), list[tuple[Way, list[Parcel]]]()
        for way in self.direct:
            reached = way.recipients()
            own = [one for one in rest if one.audience != "CALLER" and one.recipient in reached]
            rest = [one for one in rest if one not in own]
            shares.append((way, own))
        shares.append((self.gateway, rest))
        return [(way, own) for way, own in shares if own]


def _send(way: Way, parcels: Sequence[Parcel]) -> Sent:
    """Send messages by one way; whatever it stumbles over, what is not sent waits for the next time."""
    sent, may_be_taken = Sent(way.name), True
    try:
        sent.receipts.update(way.send(parcels))
    except GatewayError as error:
        sent.failure, sent.wait, may_be_taken = str(error), error.wait, error.may_be_taken
    except Exception:  # noqa: BLE001 - logged, and shown as a failure of the way; the others go on
        _log.exception("way out failed", way=way.name)
        sent.failure = f"{way.name}出错，原因见日志"
    if sent.failure:
        unreached = Receipt(Acceptance.UNREACHED, sent.failure, may_be_taken, sent.wait)
        sent.receipts = {one.key: unreached for one in parcels} | sent.receipts
    return sent
