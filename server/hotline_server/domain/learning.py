"""Learning of a reader as staff see it: what it learns from, how far it is, how it ended."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class LearningSource(Enum):
    """Calls that a reader is learned from; the value is the word that staff read."""

    SHIPPED_CALLS = "随软件发行的来电"
    CASES = "随软件发行的来电和本市办结的工单"


class LearningState(Enum):
    """State of learning; the value is the word that staff read."""

    WAITING = "等待"
    RUNNING = "进行中"
    SUCCEEDED = "完成"
    FAILED = "失败"
    CANCELLED = "已取消"

    @property
    def is_over(self) -> bool:
        """True once it has ended, however it ended."""
        return self not in (LearningState.WAITING, LearningState.RUNNING)


class LearningStage(Enum):
    """Stage of learning; the value is the word that staff read."""

    READING = "读取"
    LEARNING = "学习"
    MEASURING = "测量"
    KEEPING = "保存"


@dataclass(frozen=True, slots=True)
class LearningProgress:
    """Progress of a stage; the total is 0 if unknown."""

    stage: LearningStage
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class LearningEnd:
    """End of a run.

    Attributes:
        at: UTC.
        reader_version: what was learned; empty unless it succeeded.
        error: why it failed, in Chinese.
    """

    state: LearningState
    at: datetime
    reader_version: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class LearningRun:
    """One time that a reader is learned.

    Attributes:
        stage: what it is at, or was at when it ended; ``None`` while it waits.
        done, total: how much of the stage is done; the total is 0 if unknown.
        asked_at, started_at, ended_at: UTC.
        seen_at: when its process last told its progress, UTC.
        reader_version: what was learned; empty unless it succeeded.
        error: why it failed, in Chinese.
    """

    id: int
    state: LearningState
    stage: LearningStage | None
    done: int
    total: int
    source: LearningSource
    actor: str
    reason: str
    asked_at: datetime
    started_at: datetime | None = None
    seen_at: datetime | None = None
    ended_at: datetime | None = None
    reader_version: str = ""
    error: str = ""
