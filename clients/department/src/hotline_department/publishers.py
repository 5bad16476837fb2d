"""Telling a department's system what happens to its cases: as files, or as webhooks."""

import threading
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Protocol

import requests
import structlog
from standardwebhooks.webhooks import Webhook

from hotline_department.exchange import Exchange, readable

TIMEOUT_SECONDS = 10.0
FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 300.0
_log = structlog.get_logger()


class Teller(Protocol):
    """Who is told."""

    def tell(self, event_id: str, event: dict[str, Any]) -> bool:
        """Tell of an event; whether it was taken. The same event may come again, under the same id."""


class Files:
    """A file for each event, in the folder."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    def tell(self, event_id: str, event: dict[str, Any]) -> bool:
        self._exchange.out(event_id, event)
        return True


class Webhooks:
    """A signed request for each event, sent until it is taken; the next one only then.

    Signed as Standard Webhooks has it: headers webhook-id, webhook-timestamp and webhook-signature.
    """

    def __init__(self, address: str, secret: str, stopping: threading.Event) -> None:
        self._address = address
        self._webhook = Webhook(secret)
        self._stopping = stopping

    def tell(self, event_id: str, event: dict[str, Any]) -> bool:
        pause = FIRST_PAUSE_SECONDS
        while not self._stopping.is_set():
            wrong = self._send(event_id, readable(event))
            if not wrong:
                return True
            _log.warning("a webhook was not taken", event_id=event_id, why=wrong, pause=pause)
            self._stopping.wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
        return False

    def _send(self, event_id: str, body: str) -> str:
        """Send once; what was wrong, or nothing."""
        now = datetime.now(UTC)
        headers = {
            "content-type": "application/json",
            "webhook-id": event_id,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": self._webhook.sign(event_id, now, body),
        }
        try:
            answer = requests.post(
                self._address, data=body.encode(), headers=headers, timeout=TIMEOUT_SECONDS, allow_redirects=False
            )
        except requests.RequestException as error:
            return type(error).__name__
        taken = HTTPStatus.OK <= answer.status_code < HTTPStatus.MULTIPLE_CHOICES
        return "" if taken else f"HTTP {answer.status_code}"
