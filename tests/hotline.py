"""Shared test vocabulary: identities, a settable clock, calls and errors."""

import os
import pkgutil
import shutil
import sqlite3
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import grpc
import hotline.v1
import psycopg
import pytest
from hotline.v1 import audit_service_pb2, case_pb2
from hotline_client import Hotline, HotlineError
from hotline_client import connect as connect_with
from hotline_client import open_channel as open_channel_with
from hotline_server.desk.records.audit import Verification
from hotline_server.desk.records.signed_heads import verified
from hotline_server.development.authority import DevelopmentAuthority
from hotline_server.ground.config import Settings
from hotline_server.runtime.identification import keyring_of
from hotline_server.runtime.server import RunningServer
from hotline_server.security.identity import AccessRole
from hotline_server.store.maintenance.opening import database_at
from hotline_server.store.records.access_log import AccessLog
from hotline_server.store.records.audit import AuditStore
from hotline_server.store.records.signed_heads import SignedHeads
from tenacity import Retrying, stop_after_delay, wait_fixed

# Seconds before a wait counts as a hang: more than a heavily loaded machine needs.
PATIENCE = 300.0
MONDAY = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
POSTGRESQL = os.environ.get("HOTLINE_TEST_POSTGRESQL", "")
PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "few examples")
KINDS = ["sqlite", "postgresql"] if POSTGRESQL else ["sqlite"]

_authority_folder = tempfile.TemporaryDirectory(prefix="hotline-authority-")
AUTHORITY = DevelopmentAuthority(Path(_authority_folder.name))
os.environ["HOTLINE_DEVELOPMENT"] = _authority_folder.name
# The fixture databases in ``schemas`` were encrypted with these keys.
shutil.copy(Path(__file__).parent / "schemas" / "encryption-keys.json", _authority_folder.name)
KEYRING = keyring_of(Settings())
EVERYBODY = AUTHORITY.all_roles_token("测试")

SERVICES = [
    service
    for _, module, _ in pkgutil.iter_modules(hotline.v1.__path__)
    if module.endswith("_service_pb2")
    for service in import_module(f"hotline.v1.{module}").DESCRIPTOR.services_by_name.values()
]
METHODS = {f"/{service.full_name}/{method.name}": method for service in SERVICES for method in service.methods}
"""Every rpc of the contract, by its path."""

# A rule book takes megabytes.
SHARED = 8
Arguments = ParamSpec("Arguments")
Built = TypeVar("Built")
SUSPICIOUS = "投诉出租车拒载,车里好像有烟味"
"""Call that may tell of a danger to tests with ``suspicious_reading``."""

StartServer = Callable[[], RunningServer]
NewDatabase = Callable[[str, Path], AbstractContextManager[str]]


@dataclass
class SetClock:
    """Clock that advances only when a test moves it."""

    now: datetime = MONDAY

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **span: float) -> None:
        self.now += timedelta(**span)


def faults_of(url: str) -> list[str]:
    """Verify the whole record of a database; return what is wrong with it."""
    with database_at(url, KEYRING) as database:
        store = AuditStore(database)
        with store.snapshot():
            verification = Verification(store, AccessLog(database), verified(SignedHeads(database).after(0), None)[0])
            return [str(fault) for fault in verification.everything() if fault]


def connect(address: str, token: str = EVERYBODY) -> Hotline:
    """Connect with a token; by default that of a system which may do everything."""
    return connect_with(address, token)


def open_channel(address: str, token: str = EVERYBODY) -> grpc.Channel:
    """Open a channel for generated stubs; with the same default token as ``connect``."""
    return open_channel_with(address, token)


def as_role(server: RunningServer, role: AccessRole, department: str = "") -> Hotline:
    """Connect as somebody in a role."""
    return connect(server.address, AUTHORITY.token("某人", [role], department))


def accesses(hotline: Hotline, **query: Any) -> list[audit_service_pb2.AccessEntry]:
    """Return the entries of the access log, latest first."""
    return list(hotline.audit.ListAccessEntries(audit_service_pb2.ListAccessEntriesRequest(**query)).access_entries)


def a_call(content: str = "投诉出租车拒载还乱要价", **fields: Any) -> case_pb2.Call:
    """Build a valid call."""
    return case_pb2.Call(
        caller=case_pb2.Caller(name="张三", organisation="云江钢厂", phone=fields.pop("phone", "13800138000")),
        content=content,
        operator="0712",
        **fields,
    )


def shared(
    build: Callable[Arguments, Built], key: Callable[Arguments, object] = lambda *arguments, **_: arguments
) -> Callable[Arguments, Built]:
    """Return a function that builds each thing once and then returns it again, while it is among the last used.

    Args:
        build: builds something immutable.
        key: returns what two equal things are built from; by default the arguments.
    """
    kept: list[tuple[object, Built]] = []

    def once(*arguments: Arguments.args, **named: Arguments.kwargs) -> Built:
        wanted = key(*arguments, **named)
        found = next((one for one in kept if one[0] == wanted), None)
        if found is None:
            found = (wanted, build(*arguments, **named))
            kept[:] = [*kept[-SHARED + 1 :], found]
        return found[1]

    return once


def thorough(count: int) -> int:
    """Return the examples, kills or seconds of a test: ``count`` in the profile ``long``, a tenth in others."""
    return count if PROFILE == "long" else count // 10


def is_chosen(name: str, one_of: int) -> bool:
    """Return whether this test does what one of ``one_of`` tests does, and what all do in the profile ``long``."""
    return PROFILE == "long" or zlib.crc32(name.encode()) % one_of == 0


def eventually(pause: float = 0.05) -> Retrying:
    """Retry an assertion every ``pause`` seconds until it holds or ``PATIENCE`` runs out."""
    return Retrying(stop=stop_after_delay(PATIENCE), wait=wait_fixed(pause), reraise=True)


def refusal(act: Callable[[], object]) -> HotlineError:
    """Return the error an act is rejected with."""
    with pytest.raises(grpc.RpcError) as caught:
        act()
    return HotlineError.from_rpc(caught.value)


@contextmanager
def another_writer(database_url: str) -> Iterator[None]:
    """Hold the database's write lock as another process would."""
    if database_url.startswith("sqlite"):
        holder = sqlite3.connect(database_url.removeprefix("sqlite:///"), isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            holder.execute("ROLLBACK")
            holder.close()
    else:
        with psycopg.connect(database_url) as connection:
            connection.execute("SELECT pg_advisory_xact_lock(12345)")
            yield
