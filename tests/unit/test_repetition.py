"""Repeated background work: when it is done, and what outlives a failure. No test waits for a pause."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from hotline_server.ground.concurrency.repetition import Daily, Repeated, once

from tests.hotline import SetClock

NEVER = 3600.0
PATIENCE = 10.0


@contextmanager
def running(work: Repeated) -> Iterator[Repeated]:
    work.start()
    try:
        yield work
    finally:
        work.stop()


class Job:
    """A job with so many pieces; tells of each when it is done."""

    def __init__(self, *pieces: object) -> None:
        self.left = list(pieces)
        self.done = threading.Semaphore(0)

    def __call__(self) -> object:
        piece = self.left.pop(0)
        self.done.release()
        if isinstance(piece, Exception):
            raise piece
        return piece

    def wait(self) -> bool:
        return self.done.acquire(timeout=PATIENCE)


def test_the_first_job_comes_after_the_first_pause() -> None:
    job = Job(False)
    with running(Repeated("test", job, NEVER)):
        pass
    assert job.left == [False]


def test_a_pause_ends_when_there_is_a_hurry() -> None:
    job = Job(False, False)
    with running(Repeated("test", job, NEVER)) as work:
        work.hurry()
        assert job.wait()
        work.hurry()
        assert job.wait()
    assert job.left == []


def test_a_job_is_done_again_while_there_is_more_to_do() -> None:
    job = Job(True, 3, 0, "another pause")
    with running(Repeated("test", job, NEVER, breath_seconds=0)) as work:
        work.hurry()
        assert all(job.wait() for _ in range(3))
    assert job.left == ["another pause"]


def test_a_job_done_once_is_not_done_again_before_the_pause() -> None:
    job = Job(50, 50)
    released = threading.Event()
    with running(Repeated("test", once(job), NEVER, released.set)) as work:
        work.hurry()
        assert job.wait()
        assert released.wait(PATIENCE)
    assert job.left == [50]


def test_what_the_job_holds_is_released_before_each_pause_even_after_a_failure() -> None:
    job = Job(ValueError("lost the database"), False)
    released = threading.Semaphore(0)
    with running(Repeated("test", job, NEVER, released.release)) as work:
        work.hurry()
        assert released.acquire(timeout=PATIENCE)
        work.hurry()
        assert released.acquire(timeout=PATIENCE)
    assert job.left == []


def test_work_that_never_began_stops() -> None:
    Repeated("test", Job(), NEVER).stop()


class TestDaily:
    """Time is the city's: a day there begins at 16:00 UTC."""

    def test_a_job_is_done_once_a_day(self) -> None:
        clock = SetClock(datetime(2026, 11, 23, 1, 30, tzinfo=UTC))
        job = Job(None, None)
        daily = Daily(job, clock)
        assert not daily()
        clock.advance(hours=14)
        assert not daily()
        assert len(job.left) == 1
        clock.advance(minutes=30)
        assert not daily()
        assert job.left == []

    def test_while_there_is_more_to_do_the_day_is_not_done(self) -> None:
        job = Job(1000, 7, 0, "tomorrow")
        daily = Daily(job, SetClock())
        assert [daily() for _ in range(4)] == [True, True, False, False]
        assert job.left == ["tomorrow"]

    def test_what_failed_is_tried_again_the_same_day(self) -> None:
        job = Job(ValueError("lost the database"), 0)
        daily = Daily(job, SetClock())
        with pytest.raises(ValueError, match="lost"):
            daily()
        assert not daily()
        assert job.left == []
