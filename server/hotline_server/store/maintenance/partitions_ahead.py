"""Making partitions ahead of time, while the server runs."""

from peewee import Database

from hotline_server.ground.clock import Clock
from hotline_server.store.engine.group_commit import Writer
from hotline_server.store.engine.partitions import add_partitions, months_around


class PartitionsAhead:
    """Partitions of the month and the next, ready before their first case."""

    def __init__(self, database: Database, writer: Writer, clock: Clock) -> None:
        self._database = database
        self._writer = writer
        self._clock = clock
        self._months: list[str] = []

    def make_room(self) -> None:
        """Add what partitions are missing, once a month has begun."""
        months = months_around(self._clock())
        if months != self._months:
            self._writer.write(lambda: add_partitions(self._database, months))
            self._months = months
