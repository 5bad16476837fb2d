"""Learning in a process of its own, at low priority, so that calls have the server.

``python -m hotline_server.runtime.learning`` reads what to do from standard input, as JSON. It tells its progress in
the database, where it also keeps the reader.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import structlog
from peewee import Database

from hotline_server.desk.readers.examples import CaseExamples
from hotline_server.desk.readers.learning import Learning
from hotline_server.desk.readers.measuring import measure
from hotline_server.domain.learning import (
    LearningEnd,
    LearningProgress,
    LearningRun,
    LearningSource,
    LearningStage,
    LearningState,
)
from hotline_server.domain.readers import KeptReader, ReaderMeasure, ReaderOrigin
from hotline_server.ground.clock import Clock, system_clock
from hotline_server.ground.concurrency.repetition import Repeated, once
from hotline_server.ground.config import Settings
from hotline_server.ground.telemetry import metrics
from hotline_server.rulebook.errors import RuleBookError
from hotline_server.rulebook.material import Material, build_material
from hotline_server.runtime.identification import keyring_of
from hotline_server.store.cases.callers import Callers
from hotline_server.store.engine.database import release_connection, write_transaction
from hotline_server.store.maintenance.opening import database_at
from hotline_server.store.readers.experience import Experience
from hotline_server.store.readers.readers import ReaderStore
from hotline_server.store.readers.runs import LearningRuns
from hotline_server.store.rule_books import Files, RuleBookStore
from hotline_server.text.learning.examples import Example, TooFewExamplesError
from hotline_server.text.reader import Reader

_NICENESS = 19
_BEAT_SECONDS = 2.0
_ENDED = 3
# Libraries for numbers would otherwise take all cores.
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
# The process must not count among the servers whose metrics are added up.
_SHARED_METRICS = "PROMETHEUS_MULTIPROC_DIR"
_log = structlog.get_logger()


class LearningProcess:
    """Process that learns, at most one on this server; a turn starts it, or looks after it."""

    def __init__(self, learning: Learning, settings: Settings) -> None:
        self._learning = learning
        self._settings = settings
        self._running: tuple[LearningRun, subprocess.Popen[bytes]] | None = None

    def turn(self) -> None:
        """Start learning that waits, or see how the running one does."""
        if self._running is None:
            run = self._learning.claim()
            if run:
                self._start(run)
        elif (code := self._running[1].poll()) is not None:
            run, _ = self._running
            self._running = None
            self._conclude(run, code)
        elif self._learning.is_over(self._running[0].id):
            # Cancelled; the process notices by itself, unless it is deep in its work.
            self._running[1].kill()

    def stop(self) -> None:
        """End the process; its learning begins again on another server, or on this one's next start."""
        if self._running:
            run, process = self._running
            self._running = None
            process.kill()
            process.wait()
            if not self._learning.is_over(run.id):
                self._learning.put_back(run.id)

    def _start(self, run: LearningRun) -> None:
        """Start the process of a run; one that cannot start fails the run at once."""
        try:
            self._running = (run, self._spawn(run))
        except OSError as error:
            self._learning.fail(run.id, f"学习的进程启动不了：{error}")
            metrics.learning_runs.labels(LearningState.FAILED.name).inc()
            _log.exception("learning not started", run=run.id)
        else:
            _log.info("learning started", run=run.id, source=run.source.value, actor=run.actor)

    def _spawn(self, run: LearningRun) -> "subprocess.Popen[bytes]":
        """Start the process and tell it what to do.

        Raises:
            OSError: if it cannot be started, or ends before it was told.
        """
        process = subprocess.Popen(
            [sys.executable, "-m", "hotline_server.runtime.learning"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            env={name: value for name, value in os.environ.items() if name != _SHARED_METRICS} | _ONE_THREAD,
        )
        assert process.stdin  # noqa: S101 - it is a pipe
        order = {"run": run.id, "server": os.getpid(), "settings": self._settings.model_dump(mode="json")}
        try:
            with process.stdin:
                process.stdin.write(json.dumps(order).encode())
        except OSError:
            process.kill()
            process.wait()
            raise
        return process

    def _conclude(self, run: LearningRun, code: int) -> None:
        if code:
            self._learning.fail(run.id, _why(code))
        ended = self._learning.get(run.id)
        metrics.learning_runs.labels(ended.state.name).inc()
        _log.info("learning ended", run=run.id, state=ended.state.value, code=code, error=ended.error)


def _why(code: int) -> str:
    if code < 0:
        return f"学习的进程被信号 {-code} 终止，可能是内存不够"
    return f"学习的进程出错，退出码 {code}；服务的日志里有详情"


class Progress:
    """Progress of a run in the database, told by a thread so that long steps are not taken for dead."""

    def __init__(self, database: Database, runs: LearningRuns, run_id: int, server: int, clock: Clock) -> None:
        self._database = database
        self._runs = runs
        self._run_id = run_id
        self._server = server
        self._clock = clock
        self._at = LearningProgress(LearningStage.READING, 0, 0)
        self._beat = Repeated("progress", once(self._tell), _BEAT_SECONDS, partial(release_connection, database))

    def __call__(self, stage: LearningStage, done: int, total: int) -> None:
        """Note the progress."""
        self._at = LearningProgress(stage, done, total)

    def start(self) -> None:
        """Begin to tell."""
        self._beat.start()

    def stop(self) -> None:
        """Tell no more."""
        self._beat.stop()
        self._tell()

    def _tell(self) -> None:
        if os.getppid() != self._server:
            # Killed; another server, or the next start of this one, begins again.
            os._exit(_ENDED)
        with write_transaction(self._database):
            goes_on = self._runs.record(self._run_id, self._at, self._clock())
        if not goes_on:
            # Cancelled; whatever the other thread does is in vain.
            os._exit(_ENDED)


def work(settings: Settings, run_id: int, server: int, clock: Clock = system_clock) -> None:
    """Do a run: read, learn, measure and keep the reader, or record why there is none.

    Args:
        settings: of the server.
        run_id: what to do.
        server: id of the process that started this one, without which it does not go on.
        clock: source of time.
    """
    callers = Callers(keyring_of(settings))
    with database_at(settings.database, callers.keyring) as database:
        runs = LearningRuns(database)
        run = runs.get(run_id)
        if run is None or run.state.is_over:
            return
        progress = Progress(database, runs, run_id, server, clock)
        progress.start()
        try:
            lesson = _lesson(run, settings.learning_calls, Experience(database, callers), progress)
            content, measures = _learn(lesson.material, progress)
        except Exception as error:  # noqa: BLE001 - recorded, and told to whoever asks
            _log.exception("learning failed", run=run_id)
            progress.stop()
            with write_transaction(database):
                runs.end(run_id, LearningEnd(LearningState.FAILED, clock(), error=_reason(error)))
            return
        progress.stop()
        version = Reader(content).version
        with write_transaction(database):
            if runs.end(run_id, LearningEnd(LearningState.SUCCEEDED, clock(), version)):
                reader = KeptReader(version, ReaderOrigin.LEARNED, clock(), run.actor, lesson.sources, measures)
                ReaderStore(database).keep(reader, content)


@dataclass(frozen=True, slots=True)
class _Lesson:
    """Material of a run, with the number of texts by source."""

    material: Material
    sources: Mapping[str, int]


def _lesson(run: LearningRun, calls: Path, experience: Experience, progress: Progress) -> _Lesson:
    """Collect what a run learns from: shipped calls, the rule book in force and, if asked for, closed cases."""
    material = build_material(calls, *_book_in_force(RuleBookStore(experience.database)))
    cases: Sequence[Example] = ()
    if run.source is LearningSource.CASES:
        cases = list(CaseExamples(experience).read(lambda count: progress(LearningStage.READING, count, 0)))
    sources = {"随软件发行的文字": len(material.examples), "本市办结的工单": len(cases)}
    return _Lesson(replace(material, examples=(*material.examples, *cases)), sources)


def _book_in_force(books: RuleBookStore) -> tuple[Files, Files]:
    """Return the files and tests of the published rule book, as every server decides by it."""
    published = books.in_force()
    stored = books.files(published.version) if published else None
    if stored is None:
        raise LookupError("no rule book is published")
    return stored


def _learn(material: Material, progress: Progress) -> tuple[bytes, Sequence[ReaderMeasure]]:
    """Learn a reader and measure it."""
    # Imported here, as nothing but learning needs scikit-learn.
    from hotline_server.text.learning.learner import learn  # noqa: PLC0415

    progress(LearningStage.LEARNING, 0, 1)
    content = learn(material.examples, material.policies)
    progress(LearningStage.LEARNING, 1, 1)
    tell = partial(progress, LearningStage.MEASURING)
    measures = measure(material, learn, tell)
    progress(LearningStage.KEEPING, 0, 1)
    return content, measures


def _reason(error: Exception) -> str:
    match error:
        case ModuleNotFoundError():
            return f"没有装学习要用的组件 {error.name}，请装上 hotline-server[learning]"
        case MemoryError():
            return "内存不够"
        case TooFewExamplesError():
            return str(error)
        case RuleBookError():
            return f"在用的规则库或它的用例读不了：{error}"
        case _:
            return f"学习时发生内部错误（{type(error).__name__}），服务的日志里有详情"


def main() -> None:
    """Do what standard input says."""
    # Calls have priority.
    os.nice(_NICENESS)
    order = json.load(sys.stdin)
    work(Settings.model_validate(order["settings"]), order["run"], order["server"])


if __name__ == "__main__":
    main()
