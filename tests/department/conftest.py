"""Fixtures: a department connected to a real server."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hotline_client import Hotline
from hotline_department.act_runner import ActRunner
from hotline_department.callers import Callers
from hotline_department.exchange import Exchange
from hotline_server.runtime.server import RunningServer
from hotline_server.security.identity import AccessRole

from tests.hotline import AUTHORITY, connect
from tests.office import TAXI


@pytest.fixture
def token_file(tmp_path: Path) -> Path:
    path = tmp_path / "department.jwt"
    path.write_text(AUTHORITY.token("交通运输局业务系统", [AccessRole.DEPARTMENT], TAXI, system=True), "ascii")
    return path


@pytest.fixture
def department(server: RunningServer, token_file: Path) -> Iterator[Hotline]:
    with connect(server.address, token_file.read_text("ascii")) as client:
        yield client


@pytest.fixture
def exchange(tmp_path: Path) -> Exchange:
    return Exchange(tmp_path / "exchange")


@pytest.fixture
def act_runner(exchange: Exchange, department: Hotline) -> ActRunner:
    return ActRunner(exchange, department, TAXI)


@pytest.fixture
def callers(department: Hotline) -> Callers:
    return Callers(department, TAXI)


@pytest.fixture
def stopping() -> threading.Event:
    return threading.Event()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where a workbook is written."""
    return tmp_path / "todo.xlsx"
