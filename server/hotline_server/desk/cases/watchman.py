"""The watchman: finds what is due, once, and does it (R4.1, P2).

Every case knows when somebody must look at it again, in one indexed column. The watchman takes the
cases whose time has come, a few to a transaction so that calls never wait, and lets each do what is
due. Finding, doing and setting the next time are one transaction, so nothing is done twice, by
however many servers; after a downtime the same search finds all that was missed.
"""

from dataclasses import dataclass

from hotline_server.domain.dues import run_due_acts
from hotline_server.ground.clock import Clock
from hotline_server.ground.telemetry import metrics
from hotline_server.store.cases.case_files import CaseFiles
from hotline_server.store.engine.group_commit import Writer

BATCH = 20


@dataclass(frozen=True, slots=True)
class Watchman:
    """Does what is due for the cases of a database."""

    files: CaseFiles
    writer: Writer
    clock: Clock

    def some(self) -> bool:
        """Do what is due for the next few cases; returns whether there may be more."""
        return self._some() == BATCH

    def round(self) -> int:
        """Do all that is due now; returns for how many cases."""
        total = done = self._some()
        while done == BATCH:
            done = self._some()
            total += done
        return total

    def _some(self) -> int:
        oldest = self.files.oldest_due()
        late = (self.clock() - oldest).total_seconds() if oldest else 0.0
        metrics.oldest_due.set(max(late, 0.0))
        done = self.writer.write(self._batch)
        metrics.watchman_cases.inc(done)
        return done

    def _batch(self) -> int:
        now = self.clock()
        numbers = self.files.due(now, BATCH)
        for number in numbers:
            file = self.files.load(number)
            if file is not None:
                run_due_acts(file, now)
                self.files.save(file, now)
        return len(numbers)
