"""Message gateway of a city, small: real HTTP on loopback, which checks every signature."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

from standardwebhooks.webhooks import Webhook

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLKSw"
Answer = Callable[[dict[str, Any]], dict[str, str]]


def accepted(_: dict[str, Any]) -> dict[str, str]:
    return {"status": "accepted"}


@dataclass
class MessageGateway:
    """Gateway that remembers what it accepted.

    Attributes:
        answer: answers about one message.
        status: HTTP status of its answers.
        posted: messages in the order in which they came, repetitions included.
        accepted: texts of the messages that it sends on, each key once.
    """

    url: str
    answer: Answer = accepted
    status: int = 200
    posted: list[dict[str, Any]] = field(default_factory=list)
    accepted: dict[str, dict[str, Any]] = field(default_factory=dict)

    def take(self, body: bytes, headers: dict[str, str]) -> bytes:
        """Verify a request, whose time is that of the test, and answer it."""
        at = datetime.fromtimestamp(int(headers["webhook-timestamp"]), UTC)
        signed = Webhook(SECRET).sign(headers["webhook-id"], at, body.decode())
        assert headers["webhook-signature"] == signed
        messages = json.loads(body)["messages"]
        self.posted += messages
        results = [{"key": one["key"], **self.answer(one)} for one in messages]
        if self.status == 200:
            self.accepted |= {
                one["key"]: one for one, result in zip(messages, results, strict=True) if result["status"] == "accepted"
            }
        return json.dumps({"results": results}).encode()

    @property
    def texts(self) -> list[str]:
        """Texts that it sends on, without the signature of the city."""
        return [one["text"].removeprefix("【12345热线】") for one in self.accepted.values()]


@contextmanager
def message_gateway() -> Iterator[MessageGateway]:
    """Run a gateway on a free port."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            answer = gateway.take(body, {name.lower(): value for name, value in self.headers.items()})
            self.send_response(gateway.status)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Log nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    gateway = MessageGateway(f"http://127.0.0.1:{server.server_port}/messages")
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield gateway
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
