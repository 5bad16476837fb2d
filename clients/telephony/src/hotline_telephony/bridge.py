"""Running bridge: follows the switch, registers calls and serves the agents' screens."""

import secrets
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Self

import requests
import structlog
from cheroot.wsgi import Server
from hotline_client import Hotline, HotlineError, connect_with_files

from hotline_telephony import events
from hotline_telephony.agents import AgentService
from hotline_telephony.delivery import Delivery
from hotline_telephony.follower import Clock, SwitchFollower
from hotline_telephony.interface import create_app
from hotline_telephony.journal import Journal
from hotline_telephony.monitor import SwitchMonitor
from hotline_telephony.private_files import lock, write_file
from hotline_telephony.settings import Settings
from hotline_telephony.switch import Switch

PAUSE_SECONDS = 0.1
RETRY_PAUSE_SECONDS = 1.0
MONITOR_PAUSE_SECONDS = 5.0
STATUS_SECONDS = 5.0
PURGE_INTERVAL = timedelta(hours=1)
# Each screen waiting for a call occupies one.
HTTP_THREADS = 64
_LOOPBACK = ("127.", "localhost:", "[::1]:")
_MAX_PORT = 65_535
_log = structlog.get_logger()


class NotLoopbackError(ValueError):
    """Address that would expose the agents' interface to the network in plain text."""

    def __init__(self, listen: str) -> None:
        super().__init__(
            f"{listen} 不是本机地址和端口；话务端的接口是明文的，给别的机器用时请在前面放一个做 TLS 的代理"
        )


class Bridge:
    """Bridge and its threads."""

    def __init__(self, settings: Settings, clock: Clock | None = None) -> None:
        """Build the bridge and start it.

        Raises:
            NotLoopbackError: the listen address is not a loopback address.
            InUseError: another bridge uses the journal.
            OSError: the address is in use, or a file cannot be read.
        """
        host, _, port = settings.listen.rpartition(":")
        if not settings.listen.startswith(_LOOPBACK) or not port.isdecimal() or int(port) > _MAX_PORT:
            raise NotLoopbackError(settings.listen)
        clock = clock or (lambda: datetime.now(UTC))
        self._held = lock(settings.journal)
        events.prepare(settings.events)
        journal = Journal(settings.journal)
        self._hotline = connect_to_service(settings)
        self._follower = SwitchFollower(journal, settings, clock)
        self._delivery = Delivery(journal, self._hotline, clock)
        switch = Switch(settings.switch)
        self._monitor = SwitchMonitor(journal, switch, clock)
        service = AgentService(
            journal,
            self._follower,
            self._delivery,
            self._hotline,
            switch,
            self._monitor,
            settings.recording,
            clock,
        )
        self._server = Server(
            (host.strip("[]"), int(port)), create_app(service, load_agents_key(settings)), numthreads=HTTP_THREADS
        )
        self._server.prepare()
        self.address = "{}:{}".format(*self._server.bind_addr)
        self._clock = clock
        self._purged_at = clock()
        self._stopping = threading.Event()
        self._threads = [
            threading.Thread(target=self._repeat, args=(self._follow,), name="follower"),
            threading.Thread(target=self._repeat, args=(self._deliver,), name="delivery"),
            threading.Thread(target=self._repeat, args=(self._watch_switch,), name="monitor"),
            threading.Thread(target=self._server.serve, name="agents"),
        ]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Finish in-flight work and stop; pending records stay on disk."""
        self._stopping.set()
        self._follower.stop()
        self._delivery.stop()
        self._server.stop()
        for thread in self._threads:
            thread.join()
        self._hotline.close()
        self._held.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _follow(self) -> float:
        event_count = self._follower.round()
        if self._clock() - self._purged_at > PURGE_INTERVAL:
            self._purged_at = self._clock()
            self._follower.purge()
        return 0 if event_count == events.BATCH_SIZE else PAUSE_SECONDS

    def _deliver(self) -> float:
        try:
            return 0 if self._delivery.round() else PAUSE_SECONDS
        except HotlineError as error:
            _log.warning("service unavailable, calls are pending", code=error.code.name, reason=error.reason)
            return RETRY_PAUSE_SECONDS

    def _watch_switch(self) -> float:
        self._monitor.round()
        return MONITOR_PAUSE_SECONDS

    def _repeat(self, run_once: Callable[[], float]) -> None:
        while not self._stopping.is_set():
            try:
                pause = run_once()
            except Exception:  # noqa: BLE001 - logged; the next round may succeed
                _log.exception("round failed")
                pause = RETRY_PAUSE_SECONDS
            self._stopping.wait(pause)


def connect_to_service(settings: Settings) -> Hotline:
    """Connect to the hotline service with the configured credentials.

    Raises:
        OSError: a file cannot be read.
        ValueError: the settings would send plain text to another machine.
    """
    return connect_with_files(
        settings.service, settings.token_file, settings.authority, settings.certificate, settings.private_key
    )


def load_agents_key(settings: Settings) -> str:
    """Return the key of the agents' interface, generating it on first use."""
    path = settings.agents_key_file
    if not path.exists() or not path.read_text("ascii").strip():
        write_file(path, secrets.token_urlsafe(32))
    return path.read_text("ascii").strip()


def running_state(settings: Settings) -> dict[str, Any] | None:
    """Return what the bridge at the address of the agents' interface says of itself; None if none answers."""
    key_file = settings.agents_key_file
    key = key_file.read_text("ascii").strip() if key_file.exists() else ""
    try:
        response = requests.get(
            f"http://{settings.listen}/status", headers={"authorization": f"Bearer {key}"}, timeout=STATUS_SECONDS
        )
        return dict(response.json()) if response.ok else None
    except (requests.RequestException, TypeError, ValueError):
        return None
