"""Servers of the demo's own, on loopback, which keep everything they have in one folder."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from hotline_client import Hotline, connect
from hotline_server.development.authority import DevelopmentAuthority
from hotline_server.ground.clock import Clock, system_clock
from hotline_server.ground.config import Settings
from hotline_server.runtime.server import RunningServer, start
from hotline_server.security.identity import AccessRole

from demo.timeline import SimulatedClock

STOP_SECONDS = 1.0
REAL_ROUNDS_SECONDS = 1.0
# In simulated time the simulation itself asks for rounds.
NEVER_SECONDS = 1e6


@dataclass(frozen=True)
class Folder:
    """A folder with all that a server of the demo has."""

    path: Path

    def token_file(self, role: AccessRole) -> Path:
        """Return the file with the token of a role, which a running server keeps there."""
        return self._identity / "tokens" / f"{role.value}.jwt"

    def clear(self) -> None:
        """Remove what servers have kept there, and leave whatever else people have put beside it."""
        for database in self.path.glob("hotline.db*"):
            database.unlink()
        for folder in (self._files, self._identity):
            shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def simulated_server(self, clock: SimulatedClock) -> Iterator[tuple[RunningServer, Hotline]]:
        """Serve in simulated time; yields the server, and a client with the rights of everybody."""
        with _serving(self._settings(NEVER_SECONDS), clock) as server:
            token = DevelopmentAuthority(self._identity).all_roles_token("演示")
            with connect(server.address, token) as hotline:
                yield server, hotline

    @contextmanager
    def ordinary_server(self) -> Iterator[RunningServer]:
        """Serve as any server does: on the real clock, with a token for each role."""
        with _serving(self._settings(REAL_ROUNDS_SECONDS), system_clock) as server:
            yield server

    @property
    def _files(self) -> Path:
        return self.path / "files"

    @property
    def _identity(self) -> Path:
        return self.path / "identity"

    def _settings(self, round_seconds: float) -> Settings:
        # A city's own settings, in the environment or in .env, say who may connect to its service, not to a demo.
        return Settings(
            listen="127.0.0.1:0",
            database=f"sqlite:///{self.path / 'hotline.db'}",
            files=self._files,
            development=self._identity,
            round_seconds=round_seconds,
            daily_report_at=None,
            certificate=None,
            private_key=None,
            listen_systems="",
            token_keys="",
            encryption_keys="",
            systems=None,
            metrics="",
            traces="",
        )


@contextmanager
def temporary_folder() -> Iterator[Folder]:
    """Make a folder that goes away with the context."""
    with tempfile.TemporaryDirectory() as path:
        yield Folder(Path(path))


@contextmanager
def _serving(settings: Settings, clock: Clock) -> Iterator[RunningServer]:
    server = start(settings, clock)
    try:
        yield server
    finally:
        server.stop(STOP_SECONDS)
