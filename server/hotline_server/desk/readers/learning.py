"""Learning of readers as people ask for it; one process of all servers does it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time, timedelta
from importlib.util import find_spec

from hotline_server.domain.errors import NotFoundError, UnmetConditionError
from hotline_server.domain.learning import LearningEnd, LearningRun, LearningSource, LearningState
from hotline_server.domain.texts import check_text
from hotline_server.ground.clock import CITY, Clock
from hotline_server.store.engine.group_commit import Writer
from hotline_server.store.readers.runs import LearningRuns

SYSTEM = "系统"
# A process tells its progress every few seconds; one that has been silent for so long is dead.
SILENCE = timedelta(minutes=2)
# Learning on schedule begins at night, when few people call.
NIGHT = (time(1), time(5))


def can_learn() -> bool:
    """Return whether what learning needs is installed."""
    return find_spec("sklearn") is not None


@dataclass(frozen=True, slots=True)
class Learning:
    """Learning of readers.

    Attributes:
        every: time between learning on schedule; ``None`` for learning by hand alone.
        is_able: returns whether this server has what learning needs.
    """

    runs: LearningRuns
    writer: Writer
    clock: Clock
    every: timedelta | None = None
    is_able: Callable[[], bool] = can_learn

    def start(self, source: LearningSource, actor: str, reason: str) -> LearningRun:
        """Ask for a reader to be learned.

        Raises:
            InvalidFieldsError: if the reason is missing.
            UnmetConditionError: while another one waits or is at work, or if this server cannot learn.
        """
        check_text(reason, "reason")
        if not self.is_able():
            raise UnmetConditionError("这台服务没有装学习要用的组件，请装上 hotline-server[learning] 再试")

        def add() -> LearningRun:
            unfinished = self.runs.unfinished()
            if unfinished:
                state = unfinished.state.value.removesuffix("中")
                raise UnmetConditionError(f"第 {unfinished.id} 次学习正在{state}，学完或取消以后才能再学")
            return self.runs.add(source, self.clock(), actor, reason)

        return self.writer.write(add)

    def cancel(self, run_id: int, actor: str) -> LearningRun:
        """End a run that waits or is at work; the latest for 0.

        Raises:
            NotFoundError: if there is no such run.
            UnmetConditionError: if it has ended already.
        """

        def cancel() -> LearningRun:
            run = self.get(run_id)
            if not self.runs.end(run.id, LearningEnd(LearningState.CANCELLED, self.clock(), error=f"由{actor}取消")):
                raise UnmetConditionError(f"第 {run.id} 次学习已经{run.state.value.removeprefix('已')}，不能取消")
            return self.get(run.id)

        return self.writer.write(cancel)

    def get(self, run_id: int) -> LearningRun:
        """Return a run; the latest for 0.

        Raises:
            NotFoundError: if there is no such run.
        """
        run = self.runs.get(run_id) if run_id else next(iter(self.runs.latest(1)), None)
        if run is None:
            raise NotFoundError(f"没有第 {run_id} 次学习" if run_id else "还没有学习过")
        return run

    def latest(self, limit: int) -> list[LearningRun]:
        """Return the latest runs, latest first."""
        return self.runs.latest(limit)

    def claim(self) -> LearningRun | None:
        """Return the run that this server is to work on, if one waits and this server can."""
        # Each server asks every second, so that only one that has something to do opens a transaction.
        run = self.runs.unfinished()
        return self.writer.write(self._claim) if self._has_to_act(run) else None

    def put_back(self, run_id: int) -> None:
        """Let a run wait for another server, as this one stops."""
        self.writer.write(lambda: self.runs.put_back(run_id))

    def fail(self, run_id: int, error: str) -> bool:
        """Record why a run failed; return False if it had ended already."""
        end = LearningEnd(LearningState.FAILED, self.clock(), error=error)
        return self.writer.write(lambda: self.runs.end(run_id, end))

    def is_over(self, run_id: int) -> bool:
        """Return whether a run has ended."""
        run = self.runs.get(run_id)
        return run is None or run.state.is_over

    def _claim(self) -> LearningRun | None:
        now = self.clock()
        run = self.runs.unfinished()
        if not self._has_to_act(run):
            return None
        if run and run.state is LearningState.RUNNING:
            silence = "学习的进程没有了音讯，多半是服务器停了"
            self.runs.end(run.id, LearningEnd(LearningState.FAILED, now, error=silence))
            return None
        run = run or self.runs.add(LearningSource.CASES, now, SYSTEM, "按期学习")
        self.runs.begin(run.id, now)
        return self.runs.get(run.id)

    def _has_to_act(self, run: LearningRun | None) -> bool:
        """Return whether a server that does not learn has to begin a run, or to give up one whose server died.

        Args:
            run: that waits or is at work; ``None`` for none.
        """
        if run is None:
            return self._is_due()
        if run.state is LearningState.RUNNING:
            return run.seen_at is not None and self.clock() - run.seen_at > SILENCE
        return self.is_able()

    def _is_due(self) -> bool:
        """Return whether the time of learning on schedule has come."""
        if self.every is None or not self.is_able():
            return False
        now = self.clock()
        latest = next(iter(self.runs.latest(1)), None)
        is_night = NIGHT[0] <= now.astimezone(CITY).time() < NIGHT[1]
        return is_night and (latest is None or now - latest.asked_at >= self.every)
