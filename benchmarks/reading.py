"""Cost of reading a call: ``make benchmark-reading``.

Spoken calls of the sample are read by the lexicons alone and by lexicons and learned reader together, and their bytes
hashed a thousand times in the same run: a baseline that does not depend on this project. So each time is reported in
microseconds of processor time and relative to the baseline. The memory that the reader adds is that of a process of
its own.
"""

import argparse
import hashlib
import random
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.loading import read_shipped_reader
from hotline_server.text.learning.examples import read_calls
from rich.console import Console

from evaluation.decided import shipped_book

MAX_MICROSECONDS = 300.0
MAX_MEGABYTES = 60.0
# Characters of the longest letter, and what the reader may cost for it.
LONGEST = 10_000
MAX_LONGEST_MILLISECONDS = 20.0
# Longer calls were written.
SPOKEN = 80
HASHES = 1_000
CALLS = 1_000


@dataclass(frozen=True, slots=True)
class Cost:
    """Cost of reading one call.

    Attributes:
        calls: number of calls that were read.
        characters: in a call on average.
        baseline, lexicons, both: microseconds of processor time for hashing a call, for reading it by lexicons, and by
            lexicons and reader.
        longest, longest_by_reader: milliseconds for reading a letter of ``LONGEST`` characters in short sentences, by
            lexicons and reader, and by the reader alone.
        file, memory: megabytes of the reader's file, and that it adds to a process.
    """

    calls: int
    characters: float
    baseline: float
    lexicons: float
    both: float
    longest: float
    longest_by_reader: float
    file: float
    memory: float


def main() -> None:
    """Measure, and print the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=CALLS)
    cost = measure(parser.parse_args().calls)
    console = Console(soft_wrap=True)
    console.print(f"{cost.calls:,} spoken calls of {cost.characters:.0f} characters on average")
    console.print(f"baseline, hashing a call {HASHES:,} times: {cost.baseline:.0f} µs")
    console.print(f"lexicons alone: {cost.lexicons:.0f} µs (ratio {cost.lexicons / cost.baseline:.2f})")
    console.print(f"lexicons and reader: {cost.both:.0f} µs (ratio {cost.both / cost.baseline:.2f})")
    console.print(f"target: at most {MAX_MICROSECONDS:.0f} µs")
    console.print(
        f"letter of {LONGEST:,} characters: {cost.longest:.1f} ms, the reader {cost.longest_by_reader:.1f} ms"
    )
    console.print(f"target: at most {MAX_LONGEST_MILLISECONDS:.0f} ms for the reader")
    console.print(f"memory that the reader of {cost.file:.1f} MB adds to a process: {cost.memory:.1f} MB")
    console.print(f"target: at most {MAX_MEGABYTES:.0f} MB")


def measure(count: int = CALLS) -> Cost:
    """Measure on a number of spoken calls of the sample."""
    paths = sorted((PROJECT / "sample" / "calls").glob("*.csv"))
    spoken = [example.text for example in read_calls(paths) if len(example.text) <= SPOKEN]
    texts = random.Random(0).sample(spoken, count)
    book = shipped_book()
    lexicons = book.reading_with(None)
    # The longest letter that the service takes, of short sentences.
    letter = "。".join(spoken)[:LONGEST]
    reader = PROJECT / "rules" / "shipped.reader"
    shipped = read_shipped_reader(PROJECT / "rules")
    return Cost(
        calls=count,
        characters=sum(map(len, texts)) / count,
        baseline=microseconds(_hash, texts),
        lexicons=microseconds(lambda text: lexicons.analyse("", text), texts),
        both=microseconds(lambda text: book.analyse("", text), texts),
        longest=microseconds(lambda text: book.analyse("", text), [letter]) / 1e3,
        longest_by_reader=microseconds(shipped.read, [letter]) / 1e3,
        file=reader.stat().st_size / 1e6,
        memory=memory_of(reader),
    )


def microseconds(read: Callable[[str], object], texts: Sequence[str]) -> float:
    """Time one text in processor time, as the best of five runs over all of them."""
    best = float("inf")
    for _ in range(5):
        started = time.thread_time()
        for text in texts:
            read(text)
        best = min(best, time.thread_time() - started)
    return best / len(texts) * 1e6


def _hash(text: str) -> bytes:
    digest = text.encode()
    for _ in range(HASHES):
        digest = hashlib.sha256(digest).digest()
    return digest


def memory_of(reader: Path) -> float:
    """Return the memory that a reader adds to a process that imports what reads it, numpy included, in MB."""
    measure = (
        "import sys, pathlib\n"
        "def resident():\n"
        "    lines = pathlib.Path('/proc/self/status').read_text().splitlines()\n"
        "    return next(int(line.split()[1]) for line in lines if line.startswith('VmRSS')) / 1000\n"
        "before = resident()\n"
        "from hotline_server.text.reader import Reader\n"
        "reader = Reader(pathlib.Path(sys.argv[1]).read_bytes())\n"
        "reader.read('楼上着火了，还有人在里面')\n"
        "print(resident() - before)\n"
    )
    command = [sys.executable, "-c", measure, str(reader)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


if __name__ == "__main__":
    main()
