"""The calls kept back for measuring: not among those learned from, and labelled by what is measured."""

import csv
import re

from hotline_server.ground.folders import PROJECT

from evaluation.dangers import LEVELS
from evaluation.labelled import KEPT_BACK


def texts(folder: str) -> set[str]:
    """Return the words of the calls in a folder; punctuation does not make another call."""
    found = set()
    for path in sorted((PROJECT / folder).glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found |= {re.sub(r"[\W_]+", "", row["text"]) for row in csv.DictReader(file)}
    return found


def test_no_call_kept_back_is_learned_from() -> None:
    kept = texts("evaluation/calls")
    assert len(kept) > 500
    assert not kept & texts("sample/calls")


def test_every_call_kept_back_has_a_level_that_is_measured() -> None:
    for path in KEPT_BACK.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            assert {row["level"] for row in csv.DictReader(file)} == {*LEVELS, "near miss", "ordinary"}
