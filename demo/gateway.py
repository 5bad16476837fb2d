"""Message gateway of the demo's city, on loopback, that dies twice in the month."""

import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

from hotline.v1 import message_service_pb2 as messages_pb
from hotline_client import Hotline
from hotline_server.desk.messages.deliveries import REPORTS_LIMIT
from hotline_server.ground.clock import CITY

from demo.timeline import SimulatedClock

SECRET = "whsec_ZGVtby1kZW1vLWRlbW8tZGVtbw=="  # noqa: S105 - of a gateway that lives as long as the demo
DEATHS: Sequence[tuple[datetime, timedelta]] = (
    (datetime(2026, 8, 11, 10, 0, tzinfo=CITY), timedelta(hours=5)),
    (datetime(2026, 8, 20, 15, 0, tzinfo=CITY), timedelta(hours=20)),
)
"""When it dies, and until it lives again."""


@dataclass
class MessageGateway:
    """Gateway that sends nothing on, but counts.

    When it dies it has taken messages and answers nobody, as the worst of deaths are; then it takes none.

    Attributes:
        clock: simulated time.
        posts: messages that were posted to it, each time that they were.
        taken: texts of the messages that it took, by their keys.
        reported: number of messages that it reported as delivered.
    """

    clock: SimulatedClock
    posts: int = 0
    taken: dict[str, str] = field(default_factory=dict)
    reported: int = 0
    _died: set[datetime] = field(default_factory=set)

    def take(self, messages: Sequence[Mapping[str, str]]) -> bytes | None:
        """Take messages and return the answer; ``None`` for none at all."""
        self.posts += len(messages)
        death = self._death
        if death is None or death not in self._died:
            self.taken |= {one["key"]: one["text"] for one in messages}
        if death is None:
            return json.dumps({"results": [{"key": one["key"], "status": "accepted"} for one in messages]}).encode()
        self._died.add(death)
        return None

    def report(self, hotline: Hotline) -> None:
        """Report the messages that it took since the last time as delivered, unless it is dead."""
        keys = list(self.taken)[self.reported : self.reported + REPORTS_LIMIT]
        if keys and self._death is None:
            reports = [messages_pb.DeliveryReport(key=key, arrived=True) for key in keys]
            hotline.messages.ReportDeliveries(messages_pb.ReportDeliveriesRequest(reports=reports))
            self.reported += len(keys)

    @property
    def _death(self) -> datetime | None:
        """When it died, if it is dead."""
        return next((begin for begin, span in DEATHS if begin <= self.clock.now < begin + span), None)


@contextmanager
def message_gateway(clock: SimulatedClock) -> Iterator[tuple[MessageGateway, str]]:
    """Run a gateway on a free port; yields it and its URL."""
    gateway = MessageGateway(clock)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            answer = gateway.take(json.loads(body)["messages"])
            if answer is None:
                self.close_connection = True
                return
            self.send_response(200)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Log nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield gateway, f"http://127.0.0.1:{server.server_port}/messages"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
