"""Both Python clients have the same interface, errors and reconnecting watches."""

import asyncio
import inspect
import queue
import re
import socket
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import grpc
import hotline_client
import pytest
from hotline.v1 import act_pb2, delegation_service_pb2, line_service_pb2
from hotline.v1.intake_service_pb2 import RegisterCallRequest, RegisterCallResult
from hotline_client import ONLY_NEW, ConnectionFault, Hotline, HotlineError, Tls, Wait, aio
from hotline_client.delegation import Delegation
from hotline_client.line_acts import LineActs
from hotline_client.watches import Watch, assignments_watch, case_watch, desk_watch
from hotline_server.development.certificates import CertificateAuthority
from hotline_server.ground.config import Settings
from hotline_server.runtime.server import RunningServer, start

from tests.hotline import EVERYBODY, PATIENCE, SetClock, a_call, connect
from tests.office import TAXI, Office
from tests.ports import free_port


def parameters(of: Callable[..., object]) -> list[tuple[str, object, object]]:
    return [(one.name, one.kind, one.default) for one in inspect.signature(of).parameters.values()]


def public(of: object) -> dict[str, Any]:
    names = [name for name in dir(of) if not name.startswith("_")]
    return {name: getattr(of, name) for name in names if inspect.isfunction(getattr(of, name))}


def test_the_clients_have_the_same_methods_with_the_same_parameters() -> None:
    methods, of_asyncio = public(Hotline), public(aio.Hotline)
    assert methods.keys() == of_asyncio.keys()
    for name, method in methods.items():
        assert parameters(method) == parameters(of_asyncio[name]), name
    for name in ("connect", "connect_with_files", "open_channel"):
        assert parameters(getattr(hotline_client, name)) == parameters(getattr(aio, name)), name


@pytest.mark.parametrize(
    ("service", "acts"),
    [(line_service_pb2.DESCRIPTOR, LineActs), (delegation_service_pb2.DESCRIPTOR, Delegation)],
    ids=["lines", "units below"],
)
def test_the_clients_have_every_act_of_lines_and_over_units_below(service: Any, acts: type) -> None:
    (methods,) = (one.methods for one in service.services_by_name.values())
    acting = {method.name for method in methods if "context" in method.input_type.fields_by_name}
    assert acting == set(re.findall(r"self\._stub\.(\w+)", inspect.getsource(acts)))


def test_the_clients_have_the_same_services() -> None:
    async def services() -> set[str]:
        async with aio.connect("127.0.0.1:1") as client:
            return {name for name in vars(client) if not name.startswith("_")}

    with hotline_client.connect("127.0.0.1:1") as client:
        assert {name for name in vars(client) if not name.startswith("_")} == asyncio.run(services())


@dataclass(frozen=True)
class Places:
    """Addresses at which connecting fails, each for a different cause."""

    folder: Path
    plain: str
    secured: str
    for_others: str
    out_of_date: str
    certified: str

    def tls(self, authority: str = "own") -> Tls:
        return Tls((self.folder / authority / "authority.pem").read_bytes())


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Places]:
    folder = tmp_path_factory.mktemp("certificates")
    now = datetime.now(UTC)
    authority = CertificateAuthority(folder / "own", now)
    CertificateAuthority(folder / "other", now)
    servers: list[grpc.Server] = []

    def listening(hosts: list[str], lifetime: timedelta = timedelta(days=1), *, certified: bool = False) -> str:
        certificate, key = authority.issue("server", hosts, lifetime)
        pair = (key.read_bytes(), certificate.read_bytes())
        trusted = authority.certificate.read_bytes() if certified else None
        return serve(grpc.ssl_server_credentials([pair], trusted, certified))

    def serve(credentials: grpc.ServerCredentials | None) -> str:
        servers.append(grpc.server(ThreadPoolExecutor(1)))
        address = "127.0.0.1:0"
        port = (
            servers[-1].add_secure_port(address, credentials) if credentials else servers[-1].add_insecure_port(address)
        )
        servers[-1].start()
        return f"127.0.0.1:{port}"

    hosts = ["localhost", "127.0.0.1"]
    yield Places(
        folder,
        plain=serve(None),
        secured=listening(hosts),
        for_others=listening(["other.example"]),
        out_of_date=listening(hosts, timedelta(hours=-1)),
        certified=listening(hosts, certified=True),
    )
    for server in servers:
        server.stop(0)


def failures(address: str, tls: Tls | None) -> Iterator[HotlineError]:
    """Yield the errors of both clients for registering and for watching."""

    async def of_asyncio(act: Callable[[aio.Hotline], Awaitable[object]]) -> HotlineError:
        async with aio.connect(address, "token" if tls else "", tls) as client:
            with pytest.raises(HotlineError) as failed:
                await act(client)
            return failed.value

    with hotline_client.connect(address, "token" if tls else "", tls) as client:
        for act in (lambda: client.register(a_call()), lambda: next(client.watch("1")), lambda: client.case("1")):
            with pytest.raises(HotlineError) as failed:
                act()
            yield failed.value
    yield asyncio.run(of_asyncio(lambda client: client.register(a_call())))
    yield asyncio.run(of_asyncio(lambda client: anext(client.watch_desk())))


@pytest.mark.parametrize(
    ("place", "authority", "fault"),
    [
        ("plain", "own", ConnectionFault.NOT_TLS),
        ("secured", None, ConnectionFault.TLS_REQUIRED),
        ("secured", "other", ConnectionFault.CERTIFICATE_UNTRUSTED),
        ("for_others", "own", ConnectionFault.CERTIFICATE_HOST_MISMATCH),
        ("out_of_date", "own", ConnectionFault.CERTIFICATE_OUT_OF_DATE),
        ("certified", "own", ConnectionFault.CERTIFICATE_REQUIRED),
    ],
)
def test_a_tls_failure_is_raised_at_once(
    places: Places, place: str, authority: str | None, fault: ConnectionFault
) -> None:
    begun = time.monotonic()
    for failed in failures(getattr(places, place), places.tls(authority) if authority else None):
        assert failed.fault is fault
        assert fault.value in str(failed)
    assert time.monotonic() - begun < 10


def test_an_unresolvable_host_name_is_raised_at_once(places: Places) -> None:
    begun = time.monotonic()
    for failed in failures("nowhere.invalid:50051", places.tls()):
        assert failed.fault is ConnectionFault.UNKNOWN_HOST
    assert time.monotonic() - begun < 10


def test_a_connection_closed_by_the_server_is_not_a_configuration_error(places: Places) -> None:
    """A restarting server closes connections too."""
    certificate, key = (places.folder / "own" / name for name in ("server.pem", "server.key"))
    known = Tls(places.tls().authority, certificate.read_bytes(), key.read_bytes())
    closed = HotlineError(grpc.StatusCode.UNAVAILABLE, "", {}, fault=ConnectionFault.CLOSED)
    for address, tls in ((places.plain, None), (places.secured, places.tls()), (places.certified, known)):
        assert hotline_client.channels.Peer(address, tls, lambda _: None).diagnose(closed) is None


def test_an_unresponsive_service_is_reported_after_a_second() -> None:
    told: queue.Queue[Wait] = queue.Queue()

    async def of_asyncio(address: str) -> None:
        heard = asyncio.Event()

        def hear(waiting: Wait) -> None:
            told.put(waiting)
            heard.set()

        async with aio.connect(address, on_wait=hear) as client:
            asked = asyncio.create_task(client.case("1"))
            await asyncio.wait_for(heard.wait(), 8)
            asked.cancel()

    with socket.socket() as mute:
        # Connections are accepted but never answered.
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        address = f"127.0.0.1:{mute.getsockname()[1]}"
        with hotline_client.connect(address, on_wait=told.put) as client, ThreadPoolExecutor(1) as asking:
            asking.submit(client.case, "1")
            first = told.get(timeout=PATIENCE)
            client.close()
        asyncio.run(of_asyncio(address))
        for waiting in (first, told.get()):
            assert (waiting.address, waiting.rpc, waiting.failure) == (address, "GetCase", None)
            assert 1 <= waiting.seconds < 8


def test_waits_are_logged_without_a_callback(caplog: pytest.LogCaptureFixture) -> None:
    with (
        hotline_client.connect(f"127.0.0.1:{free_port()}") as client,
        pytest.raises(HotlineError, match="连接被拒绝"),
    ):
        client.register(a_call(), retry_timeout=1.5)
    assert ["RegisterCall" in record.message for record in caplog.records if record.name == "hotline_client"] == [True]


class Line:
    """Server that can be disconnected and restarted at its address while another serves its database."""

    def __init__(self, settings: Settings, clock: SetClock) -> None:
        self._settings = settings.model_copy(update={"listen": f"127.0.0.1:{free_port()}"})
        self._clock = clock
        self._server = start(self._settings, clock)
        self.address = self._server.address

    def cut(self) -> None:
        self._server.stop(0)

    def mend(self) -> None:
        self._server = start(self._settings, self._clock)


@pytest.fixture
def line(settings: Settings, clock: SetClock) -> Iterator[Line]:
    line = Line(settings, clock)
    yield line
    line.cut()


class Watcher:
    """Client that watches through a line until a given act, and records the positions it receives."""

    def __init__(
        self, address: str, watch: Watch, method: Callable[[Any], Any], last_act: act_pb2.Act.ValueType
    ) -> None:
        self.watch = watch
        self.seen: list[int] = []
        self._address = address
        self._method = method
        self._last_act = last_act
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def finish(self) -> list[int]:
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive(), self.seen
        return self.seen

    def _run(self) -> None:
        with connect(self._address) as client:
            for news in client._resume(self._method(client), self.watch):
                self.seen.append(news.entry.position)
                if news.entry.act == self._last_act:
                    return


class AsyncWatcher(Watcher):
    """Watcher that uses the asyncio client."""

    def _run(self) -> None:
        asyncio.run(self._watch_on())

    async def _watch_on(self) -> None:
        async with aio.connect(self._address, EVERYBODY) as client:
            async for news in client._resume(self._method(client), self.watch):
                self.seen.append(news.entry.position)
                if news.entry.act == self._last_act:
                    return


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def positions(stream: Iterator[Any]) -> list[int]:
    """Return the positions of a watch's entries up to a reply."""
    seen = []
    for news in stream:
        seen.append(news.entry.position)
        if news.entry.act == act_pb2.ACT_REPLY:
            break
    return seen


@pytest.mark.parametrize("watcher", [Watcher, AsyncWatcher])
def test_a_watch_resumes_after_a_broken_connection(watcher: type[Watcher], line: Line, office: Office) -> None:
    """No entry is skipped or repeated, even when the connection breaks before the first entry."""
    number = office.call()
    before = office.case(number).log[-1].position

    def watches() -> list[tuple[Watch, Callable[[Any], Any]]]:
        return [
            (case_watch(number, 0), lambda client: client._cases.WatchCase),
            (desk_watch(ONLY_NEW, ()), lambda client: client.desk.WatchDesk),
            (assignments_watch(TAXI, ONLY_NEW), lambda client: client.departments.WatchAssignments),
        ]

    watchers = [watcher(line.address, watch, method, act_pb2.ACT_REPLY) for watch, method in watches()]
    until(lambda: all(one.watch._was_open for one in watchers))
    for act in (office.accept, office.progress):
        line.cut()
        act(number)
        office.call()
        line.mend()
        last = office.case(office.call()).log[-1].position
        until(lambda last=last: last in watchers[1].seen)  # type: ignore[misc]
    office.reply(number)
    undisturbed = (
        office.hotline.watch(number),
        office.hotline.watch_desk(before),
        office.hotline.watch_assignments(TAXI, before),
    )
    for one, stream in zip(watchers, undisturbed, strict=True):
        assert one.finish() == positions(stream)


def test_an_asyncio_stream_of_calls_loses_and_duplicates_nothing(line: Line, hotline: Hotline) -> None:
    """The server is replaced mid-stream, as in the synchronous client's test."""
    sent = [RegisterCallRequest(request_id=f"many-{place}", call=a_call()) for place in range(200)]
    halfway = threading.Event()

    def replace() -> None:
        halfway.wait()
        line.cut()
        line.mend()

    async def slowly() -> AsyncIterator[RegisterCallRequest]:
        for place, request in enumerate(sent):
            if place == len(sent) // 2:
                halfway.set()
            await asyncio.sleep(0.001)
            yield request

    async def register() -> list[RegisterCallResult]:
        async with aio.connect(line.address, EVERYBODY) as client:
            return [result async for result in client.register_many(slowly(), 5)]

    with ThreadPoolExecutor(1) as replacing:
        replaced = replacing.submit(replace)
        results = asyncio.run(register())
        replaced.result()
    assert sorted(result.request_id for result in results) == sorted(request.request_id for request in sent)
    assert len({result.registered.number for result in results}) == len(sent)
    assert len(list(hotline.cases())) == len(sent)


def test_an_asyncio_stream_of_calls_raises_the_error_of_its_input(server: RunningServer) -> None:
    def calls() -> Iterator[RegisterCallRequest]:
        yield RegisterCallRequest(request_id="first", call=a_call())
        raise LookupError("no more")

    async def register() -> list[RegisterCallResult]:
        async with aio.connect(server.address, EVERYBODY) as client:
            return [result async for result in client.register_many(calls())]

    with pytest.raises(LookupError):
        asyncio.run(asyncio.wait_for(register(), 20))
