"""Servers of the demo: on loopback, with all their data in one folder."""

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

from demo.gateway import SECRET
from demo.timeline import SimulatedClock

STOP_SECONDS = 1.0
REAL_ROUNDS_SECONDS = 1.0
# In simulated time the timeline asks for rounds.
NEVER_SECONDS = 1e6


@dataclass(frozen=True)
class Folder:
    """Folder with the data of one of the demo's servers."""

    path: Path

    def token_file(self, role: AccessRole) -> Path:
        """Return the file that holds a role's token while a server runs."""
        return self._identity / "tokens" / f"{role.value}.jwt"

    def clear(self) -> None:
        """Remove what servers have stored, and leave everything else."""
        for database in self.path.glob("hotline.db*"):
            database.unlink()
        for folder in (self._files, self._identity):
            shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def simulated_server(self, clock: SimulatedClock, gateway: str = "") -> Iterator[tuple[RunningServer, Hotline]]:
        """Serve in simulated time, posting messages to a URL; yields the server and a client with every role."""
        secret = self.path / "gateway.secret"
        secret.write_text(SECRET)
        messages = {"messages": gateway, "messages_secret": secret} if gateway else {}
        with _serving(self._settings(NEVER_SECONDS).model_copy(update=messages), clock) as server:
            token = DevelopmentAuthority(self._identity).all_roles_token("演示")
            with connect(server.address, token) as hotline:
                yield server, hotline

    @contextmanager
    def ordinary_server(self) -> Iterator[RunningServer]:
        """Serve on the real clock, like any server, with a token for each role."""
        with _serving(self._settings(REAL_ROUNDS_SECONDS), system_clock) as server:
            yield server

    @property
    def _files(self) -> Path:
        return self.path / "files"

    @property
    def _identity(self) -> Path:
        return self.path / "identity"

    def _settings(self, round_seconds: float) -> Settings:
        # Overrides settings for the real service, in the environment or in .env, that decide who may connect.
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
            messages="",
            messages_secret=None,
            messages_groups=None,
            messages_mail=None,
            metrics="",
            traces="",
        )


@contextmanager
def temporary_folder() -> Iterator[Folder]:
    """Create a folder, and delete it in the end."""
    with tempfile.TemporaryDirectory() as path:
        yield Folder(Path(path))


@contextmanager
def _serving(settings: Settings, clock: Clock) -> Iterator[RunningServer]:
    server = start(settings, clock)
    try:
        yield server
    finally:
        server.stop(STOP_SECONDS)
