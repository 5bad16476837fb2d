"""Fixtures: a real server on a real channel, with its own database and a settable clock."""

import shutil
import signal
import sqlite3
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from functools import cache, partialmethod
from pathlib import Path
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import grpc
import hypothesis
import psycopg
import pytest
import structlog
from hotline_client import Hotline
from hotline_client.channels import create_channel
from hotline_server.desk.directory import gazetteer, in_force
from hotline_server.desk.directory.comparison import initial
from hotline_server.desk.readers import in_force as readers_in_force
from hotline_server.desk.readers import publishing as readers_publishing
from hotline_server.desk.rule_books import in_force as books_in_force
from hotline_server.desk.rule_books import kept_books, publishing, reach, simulation
from hotline_server.domain.directory.change import Change
from hotline_server.domain.directory.naming import known_names
from hotline_server.domain.directory.tree import Directory
from hotline_server.ground.config import Settings
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook import condition, draft, forms, rule_tests
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.files import read_files
from hotline_server.rulebook.loading import build_files, load, load_published, read_shipped_reader
from hotline_server.rulebook.names import KnownNames
from hotline_server.runtime.server import RunningServer, start
from hotline_server.store.directory import units
from hotline_server.store.engine import database as engine
from hotline_server.text import pattern
from hotline_server.text.facts import TextFacts
from hotline_server.text.reader import Reader
from typer.testing import CliRunner

from tests.hotline import (
    KINDS,
    POSTGRESQL,
    PROFILE,
    NewDatabase,
    SetClock,
    StartServer,
    connect,
    faults_of,
    is_chosen,
    shared,
    thorough,
)
from tests.office import Office
from tests.violations import ViolationPaths

# Rendering rich tracebacks takes structlog seconds, on the threads under test.
structlog.configure(
    processors=[
        structlog.processors.add_log_level,
        structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),
    ]
)


Scheduled = tuple[date, Sequence[Change]]

# A loaded machine can exceed the deadline for an example.
hypothesis.settings.register_profile("few examples", max_examples=thorough(200), deadline=None)
for profile in ("ci", "long"):
    hypothesis.settings.register_profile(profile, max_examples=thorough(200), deadline=None, print_blob=True)
# Hypothesis prints every field of a dataclass, and fails for the length of what it prints instead of with the failure.
RunningServer._repr_pretty_ = lambda server, printer, _: printer.text(repr(server))  # type: ignore[attr-defined]
hypothesis.settings.load_profile(PROFILE)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Run each test on the databases that it is for; let each worker begin with its share of the fault tests.

    Those take longest and mostly wait.
    """
    given = {item: getattr(item, "callspec", None) for item in items}
    kinds = {item: spec.params.get("database_url", "sqlite") if spec else "sqlite" for item, spec in given.items()}
    items[:] = [item for item in items if is_for(item, kinds[item])]
    workers = getattr(config, "workerinput", {"workercount": 1})["workercount"]
    faults = [item for item in items if "faults" in item.path.parts]
    others = [item for item in items if "faults" not in item.path.parts]
    share = len(others) / workers
    items[:] = [
        item
        for worker in range(workers)
        for item in (*faults[worker::workers], *others[round(worker * share) : round((worker + 1) * share)])
    ]


def is_for(item: pytest.Item, kind: str) -> bool:
    """Return True if a test runs on a kind of database: on SQLite each, on others what depends on statements."""
    return kind == "sqlite" or item.get_closest_marker("each_database") is not None


@pytest.fixture(autouse=True)
def restore_process() -> Iterator[None]:
    """Restore the signal mask and logging configuration a command changes."""
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    logging = structlog.get_config()
    yield
    signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
    structlog.configure(**logging)


@pytest.fixture(autouse=True)
def follow_violations(monkeypatch: pytest.MonkeyPatch) -> Iterator[ViolationPaths]:
    """Let no violation name a field that the request does not have."""
    paths = ViolationPaths()
    following = lambda *peer: grpc.intercept_channel(create_channel(*peer), paths)  # noqa: E731
    monkeypatch.setattr("hotline_client.client.create_channel", following)
    yield paths
    assert paths.astray == set()


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


SPAWNED = simulation._processes


class InThisProcess(Executor):
    """Simulation without processes, which take seconds to start."""

    def __init__(self, compared: simulation.Compared) -> None:
        self._books = compared.build()

    def submit(self, _: Callable[..., Any], /, *calls: Any, **__: Any) -> "Future[Any]":
        """Decide calls at once."""
        done: Future[Any] = Future()
        done.set_result(self._books.simulated(*calls))
        return done


@pytest.fixture
def spawned_simulations(monkeypatch: pytest.MonkeyPatch) -> None:
    """Simulate in processes as a server does."""
    monkeypatch.setattr(simulation, "_processes", SPAWNED)


Found = TypeVar("Found")


def found_once(find: Callable[..., Found]) -> Callable[..., Found]:
    """Return a function that finds what a rule book is asked once, and remembers it for as long as the book is used.

    Publications try a thousand known texts, which are the same in nearly every test.
    """
    remembered: WeakKeyDictionary[RuleBook, dict[object, Found]] = WeakKeyDictionary()

    def once(book: RuleBook, *asked: Any) -> Found:
        # A test may have replaced how texts are read.
        key = RuleBook.analyse, repr(asked)
        found = remembered.setdefault(book, {})
        if key not in found:
            found[key] = find(book, *asked)
        return found[key]

    return once


@pytest.fixture(scope="session", autouse=True)
def build_once() -> Iterator[None]:
    """Share what servers build from the same files and units, and what is immutable, between those of a process."""

    def units_of(directory: Directory, scheduled: Iterable[Scheduled] = ()) -> tuple[object, ...]:
        return tuple(directory.units.values()), tuple(scheduled)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept_books, "load", shared(load))
        patch.setattr(draft, "build_files", shared(build_files))
        patch.setattr(draft, "RuleBook", shared(RuleBook))
        load_once = shared(load_published)
        for module in (kept_books, books_in_force, publishing, simulation):
            patch.setattr(module, "load_published", load_once)
        patch.setattr(in_force, "known_names", shared(known_names, units_of))
        # Directories that are built from the same units are the same, and so is what is made of them.
        patch.setattr(units, "build", shared(units.build))
        for name in ("index_units", "areas_of"):
            patch.setattr(gazetteer, name, shared(getattr(gazetteer, name)))
        patch.setattr(
            readers_in_force,
            "load_reader",
            shared(readers_in_force.load_reader, lambda store, version: (version, store.get(version) is None)),
        )
        read_once = shared(Reader)
        for module in (readers_in_force, readers_publishing, simulation):
            patch.setattr(module, "Reader", read_once)
        patch.setattr(simulation, "_processes", InThisProcess)
        patch.setattr(rule_tests, "decide", found_once(rule_tests.decide))
        read_anew = found_once(reach.read_anew)
        for module in (reach, simulation):
            patch.setattr(module, "read_anew", read_anew)
        parse = cache(pattern.parse)
        patch.setattr(pattern, "parse", parse)
        for module in (forms, condition):
            patch.setattr(module, "parse_pattern", parse)
        yield


@pytest.fixture(scope="session", autouse=True)
def let_commands_crash() -> Iterator[None]:
    """Let a command that crashes fail its test, not pass for one that refuses."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(CliRunner, "invoke", partialmethod(CliRunner.invoke, catch_exceptions=False))
        yield


@pytest.fixture(scope="session", autouse=True)
def spare_the_disk() -> Iterator[None]:
    """Let SQLite not wait for the disk: what tests write need not survive a power cut."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(engine._PRAGMAS, "synchronous", "off")
        yield


def install(database_url: str) -> None:
    """Initialise a database as a server's first start does: tables, directory, first publication."""
    start(Settings(listen="127.0.0.1:0", database=database_url), SetClock()).stop(0)


@contextmanager
def a_postgresql_database(template: str) -> Iterator[str]:
    """Create a database on the server that ``HOTLINE_TEST_POSTGRESQL`` names, and drop it afterwards."""
    name = f"hotline_{uuid.uuid4().hex}"
    # Connect separately to create and to drop: tests restart the server.
    with psycopg.connect(f"{POSTGRESQL}/postgres", autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE \"{name}\" TEMPLATE {template} ENCODING 'UTF8' STRATEGY WAL_LOG")
    yield name
    with psycopg.connect(f"{POSTGRESQL}/postgres", autocommit=True) as admin:
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def empty_database(kind: str, folder: Path) -> Iterator[str]:
    """Create a database without tables, of a kind and, where it is a file, in a folder."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'hotline.db'}"
        return
    with a_postgresql_database("template0") as name:
        yield f"{POSTGRESQL}/{name}"


@pytest.fixture(scope="session")
def new_empty_database() -> NewDatabase:
    """Return what creates databases without tables."""
    return empty_database


@pytest.fixture(params=KINDS)
def empty_database_url(
    request: pytest.FixtureRequest, new_empty_database: NewDatabase, tmp_path: Path
) -> Iterator[str]:
    """Return a database of each kind without tables."""
    with new_empty_database(request.param, tmp_path) as url:
        yield url


@pytest.fixture(scope="session")
def installed_postgresql() -> Iterator[str]:
    """Name the PostgreSQL database that tests copy."""
    with a_postgresql_database("template0") as name:
        install(f"{POSTGRESQL}/{name}")
        yield name


@pytest.fixture(scope="session")
def installed_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the SQLite file that tests copy."""
    file = tmp_path_factory.mktemp("installed") / "hotline.db"
    install(f"sqlite:///{file}")
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return file


@pytest.fixture(scope="session")
def new_database(request: pytest.FixtureRequest) -> NewDatabase:
    """Create databases without cases, of a kind and, where it is a file, in a folder."""

    @contextmanager
    def created(kind: str, folder: Path) -> Iterator[str]:
        if kind == "sqlite":
            yield f"sqlite:///{shutil.copyfile(request.getfixturevalue('installed_sqlite'), folder / 'hotline.db')}"
            return
        with a_postgresql_database(request.getfixturevalue("installed_postgresql")) as name:
            yield f"{POSTGRESQL}/{name}"

    return created


@pytest.fixture
def sqlite_url(new_database: NewDatabase, tmp_path: Path) -> Iterator[str]:
    """Return an SQLite database without cases."""
    with new_database("sqlite", tmp_path) as url:
        yield url


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, new_database: NewDatabase, tmp_path: Path) -> Iterator[str]:
    """Return a database without cases: on SQLite, and of each kind to tests marked so."""
    with new_database(request.param, tmp_path) as url:
        yield url


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return Settings(
        listen="127.0.0.1:0",
        database=database_url,
        watches=8,
        round_seconds=3600,
        person_rate=0,
        files=tmp_path / "files",
    )


@pytest.fixture
def start_server(settings: Settings, clock: SetClock, request: pytest.FixtureRequest) -> Iterator[StartServer]:
    """Return a function that starts servers on one shared database."""
    running: list[RunningServer] = []
    # A test may go on with another database, which is gone by the time of the check.
    database = settings.database

    def begin() -> RunningServer:
        running.append(start(settings, clock))
        return running[-1]

    yield begin
    for server in running:
        server.stop(0)
    if running and not request.node.get_closest_marker("tampers"):
        # Whatever a test did through the service, the record must prove whole. It costs a third of what a server costs.
        if is_chosen(request.node.nodeid, 4):
            assert faults_of(database) == []


@pytest.fixture
def server(start_server: StartServer) -> RunningServer:
    return start_server()


@pytest.fixture(scope="module")
def unchanged_server(new_database: NewDatabase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """Share a server between the tests of a file that leave it as it is, such as those whose requests are rejected."""
    folder = tmp_path_factory.mktemp("unchanged")
    with new_database("sqlite", folder) as url:
        settings = Settings(listen="127.0.0.1:0", database=url, round_seconds=3600, person_rate=0, files=folder)
        running = start(settings, SetClock())
        yield running
        running.stop(0)


@pytest.fixture
def hotline(server: RunningServer) -> Iterator[Hotline]:
    with connect(server.address) as client:
        yield client


@pytest.fixture(scope="session")
def directory() -> Directory:
    return initial((PROJECT / "sample" / "directory.yaml").read_bytes(), date(2026, 11, 24))


@pytest.fixture(scope="session")
def names(directory: Directory) -> KnownNames:
    return known_names(directory)


@pytest.fixture(scope="session")
def book(names: KnownNames) -> RuleBook:
    return load(read_files(PROJECT / "rules"), names, read_shipped_reader(PROJECT / "rules"))


@pytest.fixture
def suspicious_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Suspect a fire, and next a gas leak, wherever somebody says 好像."""
    read = RuleBook.analyse

    def suspecting(book: RuleBook, subject: str, content: str, day: date | None = None) -> TextFacts:
        facts = read(book, subject, content, day)
        if "好像" not in content:
            return facts
        return replace(facts, dangers=(), suspected=("火灾", "燃气泄漏"), evidence={**facts.evidence, "火灾": "有烟味"})

    monkeypatch.setattr(RuleBook, "analyse", suspecting)


@pytest.fixture
def office(hotline: Hotline, server: RunningServer, clock: SetClock) -> Office:
    return Office(hotline, server, clock)
