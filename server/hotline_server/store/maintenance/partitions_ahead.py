"""Creation of upcoming partitions while the server runs."""

from peewee import Database

from hotline_server.ground.clock import Clock
from hotline_server.store.engine.group_commit import Writer
from hotline_server.store.engine.partitions import add_partitions, months_around


class PartitionCreator:
    """Creates the partitions of this month and the next before they are needed."""

    def __init__(self, database: Database, writer: Writer, clock: Clock) -> None:
        self._database = database
        self._writer = writer
        self._clock = clock
        self._months: list[str] = []

    def create_missing(self) -> None:
        """Create missing partitions, once per month."""
        months = months_around(self._clock())
        if months != self._months:
            self._writer.write(lambda: add_partitions(self._database, months))
            self._months = months
