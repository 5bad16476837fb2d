"""Labelled texts that a reader is learned from."""

import csv
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

NO_MATTER = "其他"
PARTS = 5
"""Parts into which examples are divided."""
HELD_BACK = 0
"""Part that is held back."""


class TooFewExamplesError(ValueError):
    """Examples that nothing can be learned from; the message, in Chinese, says what is missing and what is needed."""


@dataclass(frozen=True, slots=True)
class Example:
    """Labelled text; a label that is empty or ``None`` is not known.

    Attributes:
        text: subject and content.
        emergency: whether it tells of a danger now.
        danger: kind of danger.
        request_type, matter, office: of the case.
        policy: id of the policy that answers, empty if none does.
        caller: who said it, to count in how many people's calls an n-gram occurs; empty for a text that nobody said.
    """

    text: str
    emergency: bool | None = None
    danger: str = ""
    request_type: str = ""
    matter: str = ""
    office: str = ""
    policy: str | None = None
    caller: str = ""

    @property
    def part(self) -> int:
        """Part that it belongs to, by its text alone, so that it stays on its side as others come and go."""
        return part_of(self.text)


def part_of(key: str) -> int:
    """Return which of the parts something belongs to, always the same for equal keys."""
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % PARTS


def read_answered(paths: Iterable[Path]) -> Iterator[Example]:
    """Yield the questions of CSV files with columns text and policy_id, which is empty where no policy answers."""
    for path in paths:
        with path.open(encoding="utf-8", newline="") as file:
            yield from (Example(row["text"], policy=row["policy_id"]) for row in csv.DictReader(file))


def read_calls(paths: Iterable[Path]) -> Iterator[Example]:
    """Yield the labelled calls of CSV files with columns text, emergency, danger, request_type and matter."""
    for path in paths:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                matter = row["matter"] if row["matter"] != NO_MATTER else ""
                yield Example(row["text"], row["emergency"] == "1", row["danger"], row["request_type"], matter)
