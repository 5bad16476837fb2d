"""Server in separate processes that fault tests can kill."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.hotline import PATIENCE
from tests.ports import free_port


@dataclass(frozen=True)
class Serving:
    """A running ``hotline serve``."""

    address: str
    process: "subprocess.Popen[str]"
    log: int

    def errors(self) -> list[str]:
        """Its last errors, as it logged them."""
        # The place in the file is that of the process, which writes on.
        content = os.pread(self.log, os.fstat(self.log).st_size, 0)
        return [line for line in content.decode(errors="replace").splitlines() if "error" in line][-10:]

    def children(self) -> list[int]:
        """Its server processes, where it has several."""
        # The kernel lists the children of each thread by itself, for as long as there is the thread.
        found: list[int] = []
        for listed in Path(f"/proc/{self.process.pid}/task").glob("*/children"):
            with suppress(FileNotFoundError, ProcessLookupError):
                found += map(int, listed.read_text().split())
        return found

    def kill_one(self) -> None:
        """Kill one of its server processes."""
        os.kill(self.children()[0], signal.SIGKILL)

    def stop(self) -> int:
        """Ask it to stop, and wait until it has."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)


@contextmanager
def serving(database: str, processes: int = 1, **settings: str) -> Iterator[Serving]:
    """``hotline serve`` on a database; ``settings`` are environment variables without their prefix."""
    environment: Mapping[str, str] = os.environ | {
        "HOTLINE_LISTEN": f"127.0.0.1:{free_port()}",
        "HOTLINE_DATABASE": database,
        "HOTLINE_PROCESSES": str(processes),
        **{f"HOTLINE_{name.upper()}": value for name, value in settings.items()},
    }
    command = [sys.executable, "-m", "hotline_server.cli.main", "serve"]
    with (
        # Not a pipe: nobody reads it, and a server whose log is full would stand still.
        tempfile.TemporaryFile() as log,
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=log, text=True) as process,
    ):
        assert process.stdout is not None
        greeting = process.stdout.readline()
        try:
            assert greeting
            yield Serving(greeting.split(" ")[2].rstrip(), process, log.fileno())
        finally:
            process.kill() if processes == 1 else process.terminate()
            process.communicate()
