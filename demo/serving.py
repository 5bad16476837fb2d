"""A server of the demo's own: a process, a database and a port that go away with it."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def own_server() -> Iterator[str]:
    """Start ``hotline serve`` with an empty database and give its address.

    Raises:
        RuntimeError: the server did not start.
    """
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "HOTLINE_LISTEN": "127.0.0.1:0",
            "HOTLINE_DATABASE": f"sqlite:///{Path(folder) / 'demo.db'}",
        }
        command = [sys.executable, "-m", "hotline_server.cli.main", "serve"]
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)  # noqa: S603
        try:
            line = process.stdout.readline() if process.stdout else ""
            if not line:
                raise RuntimeError("the server did not start")
            yield line.split(" ")[2]
        finally:
            process.terminate()
            process.communicate()
