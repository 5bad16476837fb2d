"""Message gateway of a city and robot of a group chat, small: real HTTP on loopback."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, Protocol, TypeVar
from urllib.parse import urlsplit

from hotline_server.ground.config import Settings
from standardwebhooks.webhooks import Webhook

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLKSw"
Answer = Callable[[dict[str, Any]], dict[str, str]]


def accepted(_: dict[str, Any]) -> dict[str, str]:
    return {"status": "accepted"}


class DeadError(Exception):
    """Death of the gateway before it answers."""


@dataclass
class MessageGateway:
    """Gateway that remembers what it accepted.

    Attributes:
        answer: answers about one message.
        status: HTTP status of its answers.
        retry_after: header of its answers; empty for none.
        dies: true to take messages and die before answering.
        unfit: key of a message for which it refuses whatever it is posted with; empty for none.
        deadly: key of a message that it dies of, if it comes alone; empty for none.
        posted: messages in the order in which they came, repetitions included.
        accepted: texts of the messages that it sends on, each key once.
    """

    url: str
    answer: Answer = accepted
    status: int = 200
    retry_after: str = ""
    dies: bool = False
    unfit: str = ""
    deadly: str = ""
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
        if self.unfit:
            self.status = 400 if self.unfit in {one["key"] for one in messages} else 200
        if self.status == 200:
            self.accepted |= {
                one["key"]: one for one, result in zip(messages, results, strict=True) if result["status"] == "accepted"
            }
        if self.dies or [one["key"] for one in messages] == [self.deadly]:
            raise DeadError
        return json.dumps({"results": results}).encode()

    @property
    def texts(self) -> list[str]:
        """Texts that it sends on, without the signature of the city."""
        return [one["text"].removeprefix("【12345热线】") for one in self.accepted.values()]


@dataclass
class Robot:
    """Robot of a group chat that answers with a code, and remembers the texts it took."""

    url: str
    code: object = 0
    retry_after: str = ""
    texts: list[str] = field(default_factory=list)

    def take(self, body: bytes, _: dict[str, str]) -> bytes:
        """Take a text and answer it."""
        message = json.loads(body)
        assert message["msgtype"] == "text"
        if self.code == 0:
            self.texts.append(message["text"]["content"])
        return json.dumps({"errcode": self.code, "errmsg": ""}).encode() if self.code != "?" else b"?"

    @property
    def status(self) -> int:
        """HTTP status of its answers, which tell of errors in their bodies."""
        return 200


@contextmanager
def message_gateway() -> Iterator[MessageGateway]:
    """Run a gateway on a free port."""
    with _served(lambda port: MessageGateway(f"http://127.0.0.1:{port}/messages")) as gateway:
        yield gateway


def posting_to(gateway: MessageGateway, settings: Settings, folder: Path) -> Settings:
    """Return the settings of a server that posts its messages to a gateway."""
    secret = folder / "gateway.secret"
    secret.write_text(SECRET)
    return settings.model_copy(update={"messages": gateway.url, "messages_secret": secret})


@contextmanager
def restarted(gateway: MessageGateway) -> Iterator[None]:
    """Run a gateway that was stopped again, on the port of before, with what it remembers."""
    with _served(lambda _: gateway, urlsplit(gateway.url).port or 0):
        yield


@contextmanager
def group_robot() -> Iterator[Robot]:
    """Run the robot of a group chat on a free port."""
    with _served(lambda port: Robot(f"http://127.0.0.1:{port}/cgi-bin/webhook/send?key=1")) as robot:
        yield robot


class Counterpart(Protocol):
    """What is posted to."""

    @property
    def retry_after(self) -> str:
        """Header of its answers; empty for none."""

    @property
    def status(self) -> int:
        """HTTP status of its answers."""

    def take(self, body: bytes, headers: dict[str, str]) -> bytes:
        """Take a request and return the answer."""


Service = TypeVar("Service", bound=Counterpart)


@contextmanager
def _served(create: Callable[[int], Service], port: int = 0) -> Iterator[Service]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            try:
                answer = service.take(body, {name.lower(): value for name, value in self.headers.items()})
            except DeadError:
                self.close_connection = True
                return
            self.send_response(service.status)
            if service.retry_after:
                self.send_header("retry-after", service.retry_after)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Log nothing."""

    server = HTTPServer(("127.0.0.1", port), Handler)
    service: Service = create(server.server_port)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
