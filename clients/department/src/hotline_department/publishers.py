"""Publishers of case events to a department's system: as files or as webhooks."""

import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Protocol

import requests
import structlog
from standardwebhooks.webhooks import Webhook

from hotline_department import wording
from hotline_department.exchange import Exchange
from hotline_department.outbox import Outbox

# Systems that only answer once they have stored everything take longer than clients commonly wait.
TIMEOUT_SECONDS = 60.0
PAUSE_SECONDS = 0.5
UNREACHED_PAUSE_SECONDS = 5.0
# So many in a row that the receiver did not answer are no matter of single events.
MOST_UNANSWERED = 2
_log = structlog.get_logger()


class Publisher(Protocol):
    """Destination of case events."""

    def publish(self, event_id: str, event: dict[str, Any]) -> None:
        """Publish an event durably; repeats carry the same id."""


class FilePublisher:
    """Writes each event to a file in the exchange folder."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    def publish(self, event_id: str, event: dict[str, Any]) -> None:
        self._exchange.add_event(event_id, event)


class OutboxPublisher:
    """Puts each event into the outbox of each receiver."""

    def __init__(self, outboxes: Sequence[Outbox]) -> None:
        self._outboxes = outboxes

    def publish(self, event_id: str, event: dict[str, Any]) -> None:
        for outbox in self._outboxes:
            outbox.add(event_id, event)


class WebhookDelivery:
    """Posts the events of an outbox as signed requests, each repeated until it is accepted.

    An event that is not accepted holds up the later ones of its case and no other; one that is not answered does so to
    those of other cases for as long as its answer is waited for. Signed according to Standard Webhooks, with the
    headers webhook-id, webhook-timestamp and webhook-signature.
    """

    def __init__(self, outbox: Outbox, secret: str, stopping: threading.Event) -> None:
        self._outbox = outbox
        self._webhook = Webhook(secret)
        self._stopping = stopping

    def run(self) -> None:
        """Deliver until stopped."""
        while not self._stopping.is_set():
            try:
                pause = self.round()
            except Exception:  # noqa: BLE001 - logged; the next round may succeed
                _log.exception("delivery round failed")
                pause = UNREACHED_PAUSE_SECONDS
            self._stopping.wait(pause)

    def round(self) -> float:
        """Try all events that are due, and return the seconds to wait before the next round."""
        unanswered = 0
        for event_id, body in self._outbox.due():
            if self._stopping.is_set():
                return 0
            reached, reason = self._send(event_id, body)
            if not reason:
                unanswered = 0
                self._outbox.finish(event_id)
                continue
            failure = self._outbox.fail(event_id, reason)
            _log.warning("webhook delivery failed", event_id=event_id, failure=reason, attempts=failure.attempts)
            unanswered = 0 if reached else unanswered + 1
            if unanswered == MOST_UNANSWERED:
                return UNREACHED_PAUSE_SECONDS
        return PAUSE_SECONDS

    def _send(self, event_id: str, body: str) -> tuple[bool, str]:
        """Send once; return whether the receiver answered, and why the event was not accepted, empty on success."""
        now = datetime.now(UTC)
        headers = {
            "content-type": "application/json",
            "webhook-id": event_id,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": self._webhook.sign(event_id, now, body),
        }
        try:
            # What the receiver says besides its status is not read: it may never end.
            with requests.post(
                self._outbox.address,
                data=body.encode(),
                headers=headers,
                timeout=TIMEOUT_SECONDS,
                allow_redirects=False,
                stream=True,
            ) as response:
                status = response.status_code
        except requests.RequestException as error:
            return False, _unsent(error)
        accepted = HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES
        return True, "" if accepted else wording.RECEIVER_REFUSED.format(status=status)


def _unsent(error: requests.RequestException) -> str:
    """Return why a request got no answer."""
    match error:
        case requests.Timeout():
            return wording.RECEIVER_SILENT
        case requests.exceptions.SSLError():
            return wording.RECEIVER_UNTRUSTED
        case requests.ConnectionError():
            return wording.RECEIVER_UNREACHED
        case _:
            return wording.RECEIVER_FAILED
