"""The watchman: finds what is due, once, and does it (R4.1, P2).

Every case knows when somebody must look at it again, in one indexed column. The watchman takes the
cases whose time has come, a few to a transaction so that calls never wait, and lets each do what is
due. Finding, doing and setting the next time are one transaction, so nothing is done twice, by
however many servers; after a downtime the same search finds all that was missed.
"""

import threading
from collections.abc import Callable

import structlog
from peewee import Database

from hotline_server.desk.reports.hotspot_gathering import HotspotGathering
from hotline_server.domain.dues import watch
from hotline_server.domain.numbering import day_of
from hotline_server.ground.clock import Clock
from hotline_server.ground.telemetry import metrics
from hotline_server.store.cases.case_files import CaseFiles
from hotline_server.store.engine.database import release
from hotline_server.store.engine.group_commit import Writer
from hotline_server.store.maintenance.partitions import add_partitions, months_around

BATCH = 20
# How often gathering is put off while more than so many jobs were written since it was last thought of.
PUT_OFF, BUSY = 9, 50
_log = structlog.get_logger()


class Watchman:
    """Makes rounds until it is stopped."""

    def __init__(
        self,
        database: Database,
        files: CaseFiles,
        writer: Writer,
        clock: Clock,
        pause_seconds: float,
        drop_old: Callable[[], int],
        gathering: HotspotGathering,
    ) -> None:
        """Look after the cases of a database.

        Args:
            database: where.
            files: its cases.
            writer: does what is due.
            clock: where time comes from.
            pause_seconds: between the rounds.
            drop_old: drops some of what need not be kept any longer; returns how much.
            gathering: gathers new calls into hotspots.
        """
        self._gathering = gathering
        self._put_off = self._written = 0
        self._drop_old = drop_old
        self._forgotten = ""
        self._database = database
        self._months: list[str] = []
        self._files = files
        self._writer = writer
        self._clock = clock
        self._pause = pause_seconds
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="watchman", daemon=True)

    def start(self) -> None:
        """Begin making rounds."""
        self._thread.start()

    def stop(self) -> None:
        """Finish the transaction under way and stop."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def round(self) -> int:
        """Do all that is due now; returns for how many cases."""
        oldest = self._files.oldest_due()
        now = self._clock()
        metrics.oldest_due.set(max((now - oldest).total_seconds(), 0.0) if oldest else 0.0)
        total = 0
        while not self._stopping.is_set():
            done = self._writer.write(self._some)
            metrics.watchman_cases.inc(done)
            total += done
            if done < BATCH:
                break
        return total

    def make_room(self) -> None:
        """Have the partitions of the month and the next ready before their first case."""
        months = months_around(self._clock())
        if months != self._months:
            self._writer.write(lambda: add_partitions(self._database, months))
            self._months = months

    def gather(self) -> int:
        """Gather new calls into hotspots; returns how many.

        Of a backlog only some, some fifty a second, and a tenth of that while there is much else to write: calls
        come first.
        """
        before, self._written = self._written, self._writer.done
        if self._written - before > BUSY and self._put_off < PUT_OFF:
            self._put_off += 1
            return 0
        self._put_off = 0
        return self._gathering.some()

    def forget(self) -> None:
        """Once a day, drop what need not be kept any longer."""
        day = day_of(self._clock())
        if day != self._forgotten:
            while not self._stopping.is_set() and self._drop_old():
                pass
            self._gathering.forget()
            self._forgotten = day

    def _some(self) -> int:
        now = self._clock()
        numbers = self._files.due(now, BATCH)
        for number in numbers:
            file = self._files.load(number)
            if file is not None:
                watch(file, now)
                self._files.save(file, now)
        return len(numbers)

    def _run(self) -> None:
        while not self._stopping.wait(self._pause):
            try:
                self.round()
                self.make_room()
                self.gather()
                self.forget()
            except Exception:  # noqa: BLE001 - the next round tries again, and somebody must know
                _log.exception("watchman round failed")
            finally:
                release(self._database)
