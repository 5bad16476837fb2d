"""The bridge, running: it follows the switch, registers, and serves the agents' side."""

import secrets
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Self

import structlog
from cheroot.wsgi import Server
from hotline_client import Hotline, HotlineError, connect_with_files

from hotline_telephony import events
from hotline_telephony.agents import Desk, agents_app
from hotline_telephony.delivering import Delivering
from hotline_telephony.following import Clock, Following
from hotline_telephony.journal import Journal
from hotline_telephony.settings import Settings
from hotline_telephony.switch import Switch

PAUSE_SECONDS = 0.1
AWAY_PAUSE_SECONDS = 1.0
FORGET_EVERY = timedelta(hours=1)
# An agent's screen that waits for calls holds one.
THREADS = 64
_LOOPBACK = ("127.", "localhost:", "[::1]:")
_log = structlog.get_logger()


class NotLoopbackError(ValueError):
    """The agents' side would go over a network in plain text."""

    def __init__(self, listen: str) -> None:
        super().__init__(f"{listen} 不是本机地址;话务端的接口是明文的,给别的机器用时请在前面放一个做 TLS 的代理")


class Bridge:
    """Everything the bridge does, on threads of its own."""

    def __init__(self, settings: Settings, clock: Clock | None = None) -> None:
        """Put the bridge together and start it.

        Raises:
            NotLoopbackError: the agents' side would be open to others.
            OSError: the address is taken, or a file cannot be read.
        """
        if not settings.listen.startswith(_LOOPBACK):
            raise NotLoopbackError(settings.listen)
        clock = clock or (lambda: datetime.now(UTC))
        events.prepare(settings.events)
        journal = Journal(settings.journal)
        self._hotline = connect_to_service(settings)
        self._following = Following(journal, settings, clock)
        self._delivering = Delivering(journal, self._hotline)
        desk = Desk(
            journal,
            self._following,
            self._delivering,
            self._hotline,
            Switch(settings.switch),
            settings.recording,
            clock,
        )
        host, _, port = settings.listen.rpartition(":")
        self._server = Server((host.strip("[]"), int(port)), agents_app(desk, agents_key(settings)), numthreads=THREADS)
        self._server.prepare()
        self.address = "{}:{}".format(*self._server.bind_addr)
        self._clock = clock
        self._forgotten = clock()
        self._stopping = threading.Event()
        self._threads = [
            threading.Thread(target=self._repeat, args=(self._follow,), name="following"),
            threading.Thread(target=self._repeat, args=(self._deliver,), name="delivering"),
            threading.Thread(target=self._server.serve, name="agents"),
        ]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Stop after what is in hand; what is left waits on disk."""
        self._stopping.set()
        self._following.stop()
        self._server.stop()
        for thread in self._threads:
            thread.join()
        self._hotline.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _follow(self) -> float:
        taken = self._following.round()
        if self._clock() - self._forgotten > FORGET_EVERY:
            self._forgotten = self._clock()
            self._following.forget()
        return 0 if taken == events.AT_ONCE else PAUSE_SECONDS

    def _deliver(self) -> float:
        try:
            return 0 if self._delivering.round() else PAUSE_SECONDS
        except HotlineError as away:
            _log.warning("calls wait for the service", why=away.code.name)
            return AWAY_PAUSE_SECONDS

    def _repeat(self, once: Callable[[], float]) -> None:
        while not self._stopping.is_set():
            try:
                pause = once()
            except Exception:  # noqa: BLE001 - logged; whatever it was, the next round may do
                _log.exception("a round failed")
                pause = AWAY_PAUSE_SECONDS
            self._stopping.wait(pause)


def connect_to_service(settings: Settings) -> Hotline:
    """The service, as whom the settings say.

    Raises:
        OSError: a file cannot be read.
        ValueError: plain text to another machine.
    """
    return connect_with_files(
        settings.service, settings.token_file, settings.authority, settings.certificate, settings.private_key
    )


def agents_key(settings: Settings) -> str:
    """The key of the agents' side; made and kept where there is none."""
    path = settings.agents_key_file
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(32), "ascii")
    return path.read_text("ascii").strip()
