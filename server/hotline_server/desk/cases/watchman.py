"""Watchman: carries out whatever is due, exactly once (R4.1, P2).

Every case stores its next due time in one indexed column. The watchman takes due cases, a few per transaction
so that calls do not wait, and carries out what is due. Finding, acting and setting the next due time share one
transaction, so nothing is done twice however many servers run; after a downtime the same query finds everything
that was missed. A case for which that fails is set aside and tried again later.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from hotline_server.desk.setting_aside import SettingAside, affects_everything
from hotline_server.domain.dues import run_due_acts
from hotline_server.domain.stuck import Job
from hotline_server.ground.clock import Clock
from hotline_server.ground.telemetry import metrics
from hotline_server.rulebook.decision import Decision
from hotline_server.store.cases.case_files import CaseFiles
from hotline_server.store.cases.changes import Change
from hotline_server.store.cases.loaded_file import LoadedFile
from hotline_server.store.engine.group_commit import Writer

BATCH = 20
# Label of questions that nobody answered in time, beside the answers.
UNANSWERED = "UNANSWERED"


@dataclass(frozen=True, slots=True)
class Watchman:
    """Carries out what is due for cases; ``consider`` lets the rules judge what it did, before it is saved."""

    files: CaseFiles
    aside: SettingAside
    writer: Writer
    clock: Clock
    consider: Callable[[LoadedFile, Decision | None, datetime], None]

    def some(self) -> bool:
        """Handle the next few due cases; return True if there may be more."""
        return self._some() == BATCH

    def round(self) -> int:
        """Handle all cases due now; return their number."""
        total = done = self._some()
        while done == BATCH:
            done = self._some()
            total += done
        return total

    def _some(self) -> int:
        oldest = self.files.oldest_due(self.clock())
        late = (self.clock() - oldest).total_seconds() if oldest else 0.0
        metrics.oldest_due.set(max(late, 0.0))
        asked = self.files.oldest_question()
        metrics.oldest_question.set((self.clock() - asked).total_seconds() if asked else 0.0)
        accept_by = self.files.earliest_acceptance()
        metrics.late_handover.set(max((self.clock() - accept_by).total_seconds(), 0.0) if accept_by else 0.0)
        done = self._done()
        metrics.watchman_cases.inc(done.cases)
        metrics.question_alarms.inc(done.alarms)
        metrics.question_replies.labels(UNANSWERED).inc(done.unanswered)
        return done.cases

    def _done(self) -> "_Done":
        """Handle the next few due cases; if that fails, one by one, so that a bad case stops no other."""
        try:
            return self.writer.write(lambda: self._batch(self.files.due(self.clock(), BATCH)))
        except Exception as error:
            if affects_everything(error):
                raise
        done = _Done(0, 0, 0)
        for number in self.files.due(self.clock(), BATCH):
            try:
                one = self.writer.write(partial(self._batch, [number]))
                done = _Done(done.cases + 1, done.alarms + one.alarms, done.unanswered + one.unanswered)
            except Exception as error:  # noqa: BLE001 - told with its reason, and tried again
                self.aside.set_aside(Job.WATCHMAN, number, error)
                done = replace(done, cases=done.cases + 1)
        return done

    def _batch(self, numbers: Sequence[str]) -> "_Done":
        """Handle due cases."""
        now = self.clock()
        files = self.files.load_all(numbers).values()
        alarms = unanswered = 0
        for file in files:
            # The desk is alarmed at the first time it is due, and again from then on.
            if file.question:
                alarms += 1
                unanswered += file.alarm is None or file.alarm.at < file.question.asked_at
            run_due_acts(file, now)
            self.consider(file, None, now)
        self.files.save_all([Change(file, now) for file in files])
        self.aside.store.settle(Job.WATCHMAN, numbers)
        return _Done(len(numbers), alarms, unanswered)


@dataclass(frozen=True, slots=True)
class _Done:
    """Numbers of due cases handled, of alarms about open questions, and of questions not answered in time."""

    cases: int
    alarms: int
    unanswered: int
