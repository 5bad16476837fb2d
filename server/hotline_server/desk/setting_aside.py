"""Setting aside what background work cannot do, so that one bad row stops no queue."""

import errno
import traceback
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import structlog
from cryptography.exceptions import InvalidTag
from hotline_client.system_errors import reason_of as system_reason_of

from hotline_server.domain.errors import DamagedRowError, DomainError, FieldViolation, InvalidFieldsError, StoppingError
from hotline_server.domain.stuck import Job, StuckItem
from hotline_server.ground.clock import Clock
from hotline_server.ground.telemetry import metrics
from hotline_server.security.keyring import KeyringError
from hotline_server.store.engine.database import OUTAGES, REFUSAL
from hotline_server.store.engine.group_commit import Writer
from hotline_server.store.stuck import StuckItems

LISTED = 1000
# Whatever is tried fails while these last, so that nothing is to be set aside for them.
_FULL_DISKS = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO)
# What kinds of errors mean, from the particular to the general.
_REASONS: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str], ...] = (
    (UnicodeError, "文字的编码不对"),
    (TimeoutError, "等不到回应"),
    (ConnectionError, "连接中断"),
    (OSError, "磁盘或网络出错"),
    (MemoryError, "内存不足"),
    (RecursionError, "内容嵌套太深"),
    (REFUSAL, "数据库拒绝这样写入"),
    ((InvalidTag, KeyringError), "来电人信息解不开"),
    ((LookupError, AttributeError), "缺少应有的内容"),
    ((ValueError, TypeError, ArithmeticError), "内容不合格式"),
    (Exception, "程序出错"),
)
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class SettingAside:
    """Tries work on single items, and sets aside those that fail."""

    store: StuckItems
    writer: Writer
    clock: Clock

    def attempt(self, job: Job, item: str, work: Callable[[], object]) -> bool:
        """Do work on an item; if it fails, set the item aside with the reason and return False.

        Raises:
            Exception: if the whole service is affected, as by an outage of the database or a full disk.
        """
        try:
            work()
        except Exception as error:  # noqa: BLE001 - told with its reason, and tried again
            self.set_aside(job, item, error)
            return False
        self.settle(job, [item])
        return True

    def set_aside(self, job: Job, item: str, error: Exception, beside: Callable[[], object] = lambda: None) -> None:
        """Set an item aside that failed with an error.

        Args:
            job: work that failed.
            item: case number, day or id.
            error: why.
            beside: written in the same transaction, such as how far a queue has got.

        Raises:
            Exception: the error, if the whole service is affected.
        """
        if affects_everything(error):
            raise error
        reason, now = reason_of(error), self.clock()
        _log.error("work set aside", work=job.value, item=item, reason=reason, error=type(error).__name__)

        def write() -> None:
            beside()
            self.store.set_aside(job, item, reason, now)

        self.writer.write(write)

    def note(self, job: Job, item: str, reason: str, pause: timedelta) -> None:
        """Show that an item fails which is tried again by itself after a pause."""
        _log.error("work fails", work=job.value, item=item, reason=reason)
        self.writer.write(lambda: self.store.set_aside(job, item, reason, self.clock(), pause))

    def settle(self, job: Job, items: Collection[str]) -> None:
        """Forget items that are done now."""
        if self.store.has_any(job):
            self.writer.write(lambda: self.store.settle(job, items))

    def keep_only(self, job: Job, items: Collection[str]) -> None:
        """Forget what a job no longer has to do with."""
        self.writer.write(lambda: self.store.keep_only(job, items))

    def due(self, job: Job, limit: int) -> list[str]:
        """Return up to ``limit`` items that are to be tried again."""
        return self.store.due(job, self.clock(), limit)

    def held(self, job: Job) -> set[str]:
        """Return the items that are not to be tried yet."""
        return self.store.held(job, self.clock())

    def list(self, job: str) -> tuple[list[StuckItem], int]:
        """Return what is set aside, oldest first, and how much that is in all.

        Raises:
            InvalidFieldsError: if there is no such work.
        """
        wanted = _job(job)
        counts = self.store.by_job()
        total = sum(count for its, (count, _) in counts.items() if wanted in (None, its))
        return self.store.list(wanted, LISTED), total

    def retry(self, job: str, item: str) -> int:
        """Let items be tried again at once; return their number.

        Raises:
            InvalidFieldsError: if there is no such work.
        """
        wanted, now = _job(job), self.clock()
        return self.writer.write(lambda: self.store.retry(wanted, item, now))

    def measure(self) -> None:
        """Publish how much is set aside, and since when."""
        counts, now = self.store.by_job(), self.clock()
        for job in Job:
            count, since = counts.get(job, (0, now))
            metrics.stuck_items.labels(job.value).set(count)
            metrics.oldest_stuck.labels(job.value).set((now - since).total_seconds())


def affects_everything(error: Exception) -> bool:
    """Return whether an error is due to the state of the service instead of the item."""
    return isinstance(error, (StoppingError, *OUTAGES)) or (isinstance(error, OSError) and error.errno in _FULL_DISKS)


def reason_of(error: Exception) -> str:
    """Return why something failed, without its values: the messages of most errors quote what they stumbled over."""
    match error:
        case DomainError() | DamagedRowError():
            return str(error)
        case OSError(filename=str() | Path() as name):
            return f"{system_reason_of(error)}（{Path(name).name}）"
    frames = traceback.extract_tb(error.__traceback__)
    at = f"（{Path(frames[-1].filename).name}:{frames[-1].lineno}）" if frames else ""
    return f"{next(reason for kinds, reason in _REASONS if isinstance(error, kinds))}{at}"


def _job(name: str) -> Job | None:
    if not name:
        return None
    try:
        return Job(name)
    except ValueError:
        known = "、".join(job.value for job in Job)
        raise InvalidFieldsError([FieldViolation("job", f"没有这类后台任务，可用：{known}")]) from None
