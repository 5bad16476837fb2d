"""Heartbeat of a server process: it tells its parent that it answers requests."""

from typing import TextIO

import grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc

from hotline_server.ground.concurrency.repetition import Repeated, once
from hotline_server.runtime.supervision import Alive, send

BEAT_SECONDS = 1.0
ANSWER_SECONDS = 2.0


class Heartbeat:
    """Sends requests to its own process, as a client would, and tells the parent of each that is answered."""

    def __init__(self, address: str, out: TextIO) -> None:
        """Set up.

        Args:
            address: on which the process listens for itself.
            out: read by the parent.
        """
        self._channel = grpc.insecure_channel(address)
        self._health = health_pb2_grpc.HealthStub(self._channel)
        self._out = out
        self._beating = Repeated("heartbeat", once(self._beat), BEAT_SECONDS)

    def start(self) -> None:
        """Begin to beat."""
        self._beating.start()

    def stop(self) -> None:
        """Beat no more."""
        self._beating.stop()
        self._channel.close()

    def _beat(self) -> None:
        try:
            answer = self._health.Check(health_pb2.HealthCheckRequest(), timeout=ANSWER_SECONDS)
        except grpc.RpcError:
            return
        send(Alive(answer.status == health_pb2.HealthCheckResponse.SERVING), self._out)
