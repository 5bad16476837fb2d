"""Hostile input causes no crash, no leak and no stuck worker; other clients are served, and the record stays whole."""

import os
import random
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import structlog
import yaml
from hotline_server.store.maintenance.opening import database_at

from tests.faults.fuzzing import Fuzzer, an_honest_request
from tests.faults.parsers import ParserFuzzer
from tests.faults.serving import Serving, serving
from tests.faults.tampering import TAMPERED, faults_in, tampered
from tests.hotline import EVERYBODY, KEYRING, NewDatabase, connect, faults_of, thorough
from tests.integration.test_a_year import year_of
from tests.message_gateway import SECRET, MessageGateway, Robot, group_robot, message_gateway
from tests.ports import free_port

SECONDS = float(os.environ.get("HOTLINE_TEST_FUZZ_SECONDS", thorough(60)))
# What grows in any case has grown before it is measured.
WARM_UP_SECONDS = min(SECONDS / 6, 600)
SEED = int(os.environ.get("HOTLINE_TEST_SEED", "12345"))
GROWTH_MB = 60
# Watches and streams that were let in end by themselves.
SETTLE_SECONDS = 15
CASES_OF_A_YEAR = 15
TAMPERINGS = 5
_log = structlog.get_logger()


def memory_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def in_flight(metrics: str) -> float:
    with urllib.request.urlopen(f"http://{metrics}/metrics") as answer:
        lines = answer.read().decode().splitlines()
    return sum(float(line.split()[-1]) for line in lines if line.startswith("hotline_requests_in_flight"))


def test_hostile_text_and_files_are_refused_and_nothing_worse(tmp_path: Path) -> None:
    """Addresses, phones, plates, searches, filters, sheets, documents, heads, templates, answers of gateways."""
    ParserFuzzer(tmp_path, SEED + 1).run(WARM_UP_SECONDS / 2)
    before = memory_mb(os.getpid())
    fuzzer = ParserFuzzer(tmp_path, SEED)
    fuzzer.run(SECONDS / 6)
    after = memory_mb(os.getpid())
    _log.info("parsers fuzzed", inputs=sum(fuzzer.inputs.values()), before_mb=before, after_mb=after)
    assert fuzzer.faults == []
    assert fuzzer.inputs
    assert after - before < GROWTH_MB


def test_tampering_with_what_random_acts_left_is_found(new_database: NewDatabase, tmp_path: Path) -> None:
    """R1.1: whatever is done in whatever order, the record proves whole, until somebody changes it by SQL."""
    until, chance, verified, found = time.monotonic() + SECONDS / 6, random.Random(SEED), 0, 0
    while not verified or time.monotonic() < until:
        folder = tmp_path / f"year-{verified}"
        folder.mkdir()
        with new_database("sqlite", folder) as url, year_of(chance.randrange(10**6), url, folder / "files") as year:
            while len(year.numbers) < CASES_OF_A_YEAR and not (verified and time.monotonic() > until):
                year.call()
                year.some_acts(10)
                if chance.random() < 0.5:
                    year.time_passes()
                assert faults_of(url) == [], (year.seed, year.played)
                verified += 1
                with database_at(url, KEYRING) as database:
                    filled = [table for table in TAMPERED if table.select().exists(database)]
                    for table in chance.choices(filled, k=TAMPERINGS):
                        with tampered(database, table, chance) as changed:
                            named = {one.table for one in faults_in(database)}
                            assert not changed or table._meta.table_name in named, changed
                            found += bool(changed)
    _log.info("records tampered with", verified=verified, found=found)


@contextmanager
def messaging(folder: Path) -> Iterator[tuple[MessageGateway, Robot, dict[str, Any]]]:
    """Run a message gateway and the robot of a group chat; yield both with the settings of a server that uses them."""
    with message_gateway() as gateway, group_robot() as robot:
        (folder / "gateway.secret").write_text(SECRET)
        (folder / "groups.yaml").write_text(yaml.safe_dump({"群": {"交通运输局": robot.url}}, allow_unicode=True))
        settings = {
            "messages": gateway.url,
            "messages_secret": str(folder / "gateway.secret"),
            "messages_groups": str(folder / "groups.yaml"),
        }
        yield gateway, robot, settings


def test_hostile_input_does_not_affect_other_clients(tmp_path: Path) -> None:
    metrics, url = f"127.0.0.1:{free_port()}", f"sqlite:///{tmp_path / 'hotline.db'}"
    with messaging(tmp_path) as (gateway, robot, settings):
        with serving(url, metrics=metrics, files=str(tmp_path / "files"), **settings) as server:
            Fuzzer(server.address, EVERYBODY, SEED + 1, gateway, robot).run(WARM_UP_SECONDS)
            before = memory_mb(server.process.pid)
            fuzzer = Fuzzer(server.address, EVERYBODY, SEED, gateway, robot)
            fuzzer.run(SECONDS)
            acted, sent = dict(fuzzer.acts.acted), len(gateway.accepted)
            _log.info("rpcs fuzzed", answers=dict(fuzzer.answers), acted=acted, messages_sent=sent)
            assert fuzzer.mistakes == [], server.errors()
            assert fuzzer.answers["OK"] > 0, fuzzer.answers
            check_others_are_served(server, metrics)
            after = memory_mb(server.process.pid)
            _log.info("memory of the server", before_mb=before, after_mb=after)
            assert after - before < GROWTH_MB
        assert faults_of(url) == []


def check_others_are_served(server: Serving, metrics: str) -> None:
    """Check that a client that means well is served soon, and that nothing stays in flight."""
    assert server.process.poll() is None
    started = time.monotonic()
    request = an_honest_request()
    with connect(server.address) as hotline:
        assert hotline.register(request.call, request.request_id).number
    assert time.monotonic() - started < SETTLE_SECONDS
    until = time.monotonic() + SETTLE_SECONDS
    while in_flight(metrics) > 1 and time.monotonic() < until:
        time.sleep(0.2)
    assert in_flight(metrics) <= 1
