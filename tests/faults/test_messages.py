"""Whoever dies, server or gateway, no message is lost, and none is repeated under another key."""

import os
import signal
import sys
from functools import partial
from pathlib import Path

from hotline_client import Hotline
from hotline_server.domain.messages.message import MessageState
from hotline_server.store.engine.database import write_transaction
from hotline_server.store.maintenance.opening import database_at
from hotline_server.store.models import LogRow, MessageRow

from tests.faults.serving import serving
from tests.hotline import KEYRING, a_call, connect, eventually
from tests.message_gateway import SECRET, message_gateway, restarted


def test_what_a_killed_server_has_sent_is_repeated_under_the_same_key(database_url: str, tmp_path: Path) -> None:
    """R2.3: the messages of an emergency, which go out at any hour."""
    secret = tmp_path / "gateway.secret"
    secret.write_text(SECRET)
    with message_gateway() as gateway:
        serve = partial(
            serving,
            database_url,
            messages=gateway.url,
            messages_secret=str(secret),
            round_seconds="0.1",
            files=str(tmp_path / "files"),
        )
        with serve() as first:

            def die(_: object) -> dict[str, str]:
                os.kill(first.process.pid, signal.SIGKILL)
                return {"status": "accepted"}

            gateway.answer = die
            with connect(first.address) as hotline:
                hotline.register(a_call("我家楼下起火了，烟很大，有人困在三楼"))
            first.process.wait()
        sent_before = {one["key"] for one in gateway.accepted.values()}
        assert sent_before
        gateway.answer = lambda _: {"status": "accepted"}
        with database_at(database_url, KEYRING) as database, write_transaction(database):
            states = {row.state for row in MessageRow.select().execute(database)}
            assert states == {MessageState.WAITING.name}, "nothing was recorded"
            # The lease of the killed server is over.
            MessageRow.update(due_at=0).execute(database)
        with serve():
            for attempt in eventually():
                with attempt, database_at(database_url, KEYRING) as database:
                    rows = list(MessageRow.select().execute(database))
                    assert {row.state for row in rows} == {MessageState.SENT.name}
        assert {row.key for row in rows} == set(gateway.accepted)
        keys = [one["key"] for one in gateway.posted]
        assert all(keys.count(key) == 2 for key in sent_before)


def test_a_gateway_that_dies_twice_sends_every_message_once(database_url: str, tmp_path: Path) -> None:
    """R2.3: it dies once after it took messages, before it says so, and once before it is given any.

    ``pytest -rP`` prints how many acts, messages, posts and deliveries there were.
    """
    secret = tmp_path / "gateway.secret"
    secret.write_text(SECRET)
    places = iter(("人民路", "解放路", "中山路", "建设路", "和平路", "光明路", "胜利路", "团结路"))

    def burn(hotline: Hotline, fires: int) -> None:
        for _ in range(fires):
            hotline.register(a_call(f"{next(places)}的居民楼起火了，烟很大，有人困在三楼"))

    with message_gateway() as gateway:
        serve = partial(
            serving,
            database_url,
            messages=gateway.url,
            messages_secret=str(secret),
            round_seconds="0.1",
            files=str(tmp_path / "files"),
        )
        with serve() as server, connect(server.address) as hotline:
            burn(hotline, 2)
            wait_until_sent(database_url)
            gateway.dies = True
            burn(hotline, 2)
            for attempt in eventually():
                with attempt:
                    assert len(gateway.accepted) > len(sent(database_url)), "taken, and nobody knows"
        gateway.dies = False
    # Nobody answers at its address any more.
    with serve() as server, connect(server.address) as hotline:
        burn(hotline, 2)
        with restarted(gateway):
            wait_until_sent(database_url)
            burn(hotline, 2)
            wait_until_sent(database_url)
    with database_at(database_url, KEYRING) as database:
        acts, rows = LogRow.select().count(database), list(MessageRow.select().execute(database))
    assert {row.key for row in rows} == set(gateway.accepted)
    assert len(gateway.posted) > len(rows), "what was taken before it died came again, under its key"
    # The figures of the run.
    sys.stdout.write(
        f"{acts} acts, {len(rows)} messages, {len(gateway.posted)} posts, {len(gateway.accepted)} sent on\n"
    )


def sent(database_url: str) -> list[str]:
    """Return the keys of the messages that are recorded as sent."""
    with database_at(database_url, KEYRING) as database:
        return [row.key for row in MessageRow.select().execute(database) if row.state == MessageState.SENT.name]


def wait_until_sent(database_url: str) -> None:
    """Wait until every message is sent, without the pauses after failures."""
    for attempt in eventually():
        with attempt, database_at(database_url, KEYRING) as database:
            with write_transaction(database):
                waits = MessageRow.state == MessageState.WAITING.name
                MessageRow.update(due_at=0).where(waits).execute(database)
            rows = list(MessageRow.select().execute(database))
            assert {row.state for row in rows} == {MessageState.SENT.name}
