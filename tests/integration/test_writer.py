"""Calls batched into one transaction fail independently."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from hotline_client import Hotline, HotlineError
from hotline_server.ground.config import Settings
from hotline_server.store.engine.group_commit import Writer
from hotline_server.store.engine.sql import execute
from hotline_server.store.maintenance.opening import database_at

from tests.hotline import a_call, another_writer

pytestmark = pytest.mark.each_database

_REFUSING_ONE = {
    "sqlite": """CREATE TRIGGER refuse BEFORE INSERT ON call WHEN NEW.content LIKE '%毒%'
        BEGIN SELECT RAISE(ABORT, 'refused'); END""",
    "postgresql": "ALTER TABLE call ADD CONSTRAINT refuse CHECK (content NOT LIKE '%%毒%%')",
}


def test_a_call_the_database_rejects_does_not_fail_its_batch(hotline: Hotline, settings: Settings) -> None:
    with database_at(settings.database) as database:
        execute(database, _REFUSING_ONE[settings.database.partition(":")[0]])
    refused = threading.Event()

    def ring(place: int) -> str | None:
        try:
            if place == 5:
                return hotline.register(a_call("毒"), "call-5", retry_timeout=1).number
            return hotline.register(a_call("投诉出租车拒载"), f"call-{place}").number
        except HotlineError:
            refused.set()
            return None

    with ThreadPoolExecutor(12) as callers:
        # While another holds the database they gather, and then go into one transaction.
        with another_writer(settings.database):
            ringing = [callers.submit(ring, place) for place in range(12)]
        numbers = [one.result() for one in ringing]
    assert refused.is_set()
    assert [place for place, number in enumerate(numbers) if number is None] == [5]
    taken = sorted(number for number in numbers if number)
    assert taken == [f"20261123-{place:06d}" for place in range(1, 12)]
    assert {case.number for case in hotline.cases()} == set(taken)


def test_repeatedly_rejected_calls_do_not_fail_other_calls(hotline: Hotline, settings: Settings) -> None:
    """On PostgreSQL statements are prepared only when they have run some times; a refusal may come at any of them."""
    with database_at(settings.database) as database:
        execute(database, _REFUSING_ONE[settings.database.partition(":")[0]])
    for place in range(20):
        with pytest.raises(HotlineError):
            hotline.register(a_call("毒"), f"refused-{place}", retry_timeout=0)
        assert hotline.register(a_call("投诉出租车拒载"), f"call-{place}", retry_timeout=0).number


def test_the_writer_continues_after_any_failure(settings: Settings) -> None:
    """The one thread that writes never ends before the server does."""
    noticing = iter([RuntimeError("nobody foresaw it")])

    def fail_once() -> None:
        for error in noticing:
            raise error

    with database_at(settings.database) as database:
        writer = Writer(database, fail_once)
        assert writer.write(lambda: 1) == 1
        assert writer.write(lambda: 2) == 2
        writer.close()
