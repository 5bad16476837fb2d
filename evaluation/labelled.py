"""Labelled texts to measure on: those that ship, and those of given files."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.files import read_test_files
from hotline_server.rulebook.material import read_material
from hotline_server.rulebook.written_tests import load_rule_tests
from hotline_server.text.learning.examples import Example, read_calls

SAMPLE, RULES = PROJECT / "sample" / "calls", PROJECT / "rules"
KEPT_BACK = PROJECT / "evaluation" / "calls"
# Names of the sample's files of letters and notes begin so.
_WRITTEN = ("letters", "written")


class Group(Enum):
    """Group that a text is measured in."""

    EMERGENCY = "险情"
    NEAR_MISS = "易混"
    ORDINARY = "普通"


@dataclass(frozen=True, slots=True)
class Labelled:
    """Labelled text.

    Attributes:
        example: text with its labels.
        group: a harmless text is a near miss if it was written as a contrast to emergencies.
        is_written: it was written rather than said.
        source: name of its file without the suffix; empty for texts of the rule book.
        level: how plainly the danger is told; empty if not labelled.
    """

    example: Example
    group: Group
    is_written: bool = False
    source: str = ""
    level: str = ""


def read_shipped_texts() -> list[Labelled]:
    """Return all texts that the shipped reader is learned from, each once."""
    calls = (one for path in sorted(SAMPLE.glob("*.csv")) for one in _read_sample(path))
    texts = {one.example.text: one for one in calls}
    contrasts = {test.content for test in load_rule_tests(read_test_files(RULES)) if test.emergency is False}
    for example in read_material(SAMPLE, RULES).examples:
        if example.text not in texts and example.emergency is not None:
            texts[example.text] = Labelled(example, _group(example, is_contrast=example.text in contrasts))
    return list(texts.values())


def read_given_texts(paths: Iterable[Path]) -> list[Labelled]:
    """Return the calls of files with the columns of ``sample/calls``, and level and form if they are labelled so."""
    return [one for path in paths for one in _read_given(path)]


def _read_sample(path: Path) -> Iterator[Labelled]:
    """Yield the calls of a file; harmless ones were written as contrasts if the file has emergencies as well."""
    examples = list(read_calls([path]))
    is_mixed = any(example.emergency for example in examples)
    for example in examples:
        yield Labelled(example, _group(example, is_contrast=is_mixed), path.stem.startswith(_WRITTEN), path.stem)


def _read_given(path: Path) -> Iterator[Labelled]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row, plain in zip(rows, _read_sample(path), strict=True):
        level, form = row.get("level", ""), row.get("form", "")
        group = _group(plain.example, is_contrast=level == "near miss") if level else plain.group
        yield Labelled(plain.example, group, form == "written" if form else plain.is_written, path.stem, level)


def _group(example: Example, *, is_contrast: bool) -> Group:
    if example.emergency:
        return Group.EMERGENCY
    return Group.NEAR_MISS if is_contrast else Group.ORDINARY
