"""Repeated background work: when it is done, and what outlives a failure. No test waits for a pause."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from hotline_server.ground.concurrency.repetition import Repeated, once

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
