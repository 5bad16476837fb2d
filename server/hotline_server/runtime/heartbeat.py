"""Heartbeat of a server process, which shows its parent that it answers requests."""

from typing import TextIO

import grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc

from hotline_server.ground.concurrency.repetition import Repeated, once
from hotline_server.runtime.supervision import Alive, send

BEAT_SECONDS = 1.0
ANSWER_SECONDS = 2.0


class Heartbeat:
    """Periodic health check of the own process over gRPC; every answer is reported to the parent."""

    def __init__(self, address: str, out: TextIO) -> None:
        """Set up the health check.

        Args:
            address: address on which the process accepts its own requests.
            out: stream that the parent reads.
        """
        self._channel = grpc.insecure_channel(address)
        self._health = health_pb2_grpc.HealthStub(self._channel)
        self._out = out
        self._job = Repeated("heartbeat", once(self._beat), BEAT_SECONDS)

    def start(self) -> None:
        """Start the health check."""
        self._job.start()

    def stop(self) -> None:
        """Stop the health check."""
        self._job.stop()
        self._channel.close()

    def _beat(self) -> None:
        try:
            answer = self._health.Check(health_pb2.HealthCheckRequest(), timeout=ANSWER_SECONDS)
        except grpc.RpcError:
            return
        send(Alive(answer.status == health_pb2.HealthCheckResponse.SERVING), self._out)
