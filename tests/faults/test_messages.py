"""A server killed between sending a message and recording it loses none, and repeats none under another key."""

import os
import signal
from functools import partial
from pathlib import Path

from hotline_server.domain.messages.message import MessageState
from hotline_server.store.engine.database import write_transaction
from hotline_server.store.maintenance.opening import database_at
from hotline_server.store.models import MessageRow

from tests.faults.serving import serving
from tests.hotline import KEYRING, a_call, connect, eventually
from tests.message_gateway import SECRET, message_gateway


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
