"""Ports for programs that are told where to listen, or come back to where they listened."""

import itertools
import os
import random
import socket

# Below those that the system gives to connections, which may take any of theirs at any time.
_FIRST, _WORKERS, _A_WORKER = 10_000, 16, 600
_worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % _WORKERS
_places = itertools.count(random.randrange(_A_WORKER))


def free_port() -> int:
    """A port that nobody has, over TCP and UDP, and no other process of these tests will take."""
    while True:
        port = _FIRST + _worker * _A_WORKER + next(_places) % _A_WORKER
        with socket.socket() as tcp, socket.socket(type=socket.SOCK_DGRAM) as udp:
            tcp.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tcp.bind(("127.0.0.1", port))
                udp.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
