"""Publishers of case events to a department's system: as files or as webhooks."""

import threading
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Protocol

import requests
import structlog
from standardwebhooks.webhooks import Webhook

from hotline_department.exchange import Exchange, format_json

TIMEOUT_SECONDS = 10.0
INITIAL_PAUSE_SECONDS = 1.0
MAX_PAUSE_SECONDS = 300.0
_log = structlog.get_logger()


class Publisher(Protocol):
    """Destination of case events."""

    def publish(self, event_id: str, event: dict[str, Any]) -> bool:
        """Publish an event and return whether it was delivered; repeats carry the same id."""


class FilePublisher:
    """Writes each event to a file in the exchange folder."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    def publish(self, event_id: str, event: dict[str, Any]) -> bool:
        self._exchange.add_event(event_id, event)
        return True


class WebhookPublisher:
    """Posts each event as a signed request, repeated until it is accepted; later events wait.

    Signed according to Standard Webhooks, with the headers webhook-id, webhook-timestamp and webhook-signature.
    """

    def __init__(self, address: str, secret: str, stopping: threading.Event) -> None:
        self._address = address
        self._webhook = Webhook(secret)
        self._stopping = stopping

    def publish(self, event_id: str, event: dict[str, Any]) -> bool:
        pause = INITIAL_PAUSE_SECONDS
        while not self._stopping.is_set():
            failure = self._send(event_id, format_json(event))
            if not failure:
                return True
            _log.warning("webhook delivery failed", event_id=event_id, failure=failure, retry_seconds=pause)
            self._stopping.wait(pause)
            pause = min(pause * 2, MAX_PAUSE_SECONDS)
        return False

    def _send(self, event_id: str, body: str) -> str:
        """Send once and return why it failed; empty on success."""
        now = datetime.now(UTC)
        headers = {
            "content-type": "application/json",
            "webhook-id": event_id,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": self._webhook.sign(event_id, now, body),
        }
        try:
            response = requests.post(
                self._address, data=body.encode(), headers=headers, timeout=TIMEOUT_SECONDS, allow_redirects=False
            )
        except requests.RequestException as error:
            return type(error).__name__
        accepted = HTTPStatus.OK <= response.status_code < HTTPStatus.MULTIPLE_CHOICES
        return "" if accepted else f"HTTP {response.status_code}"
