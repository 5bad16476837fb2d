"""The calls kept back for measuring: not among those learned from, and measured with honest intervals."""

import csv
import re

import pytest
from hotline_server.ground.folders import PROJECT

from evaluation.kept_back import CALLS, LEVELS, interval


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
    for path in CALLS.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            assert {row["level"] for row in csv.DictReader(file)} == set(LEVELS)


@pytest.mark.parametrize(
    ("count", "total", "low", "high"), [(0, 20, 0.0, 0.161), (10, 20, 0.299, 0.701), (20, 20, 0.839, 1.0)]
)
def test_an_interval_is_wilsons(count: int, total: int, low: float, high: float) -> None:
    assert interval(count, total) == pytest.approx((low, high), abs=0.001)


@pytest.mark.parametrize(("count", "total"), [(0, 0), (2, 1), (-1, 3)])
def test_an_interval_of_no_share_is_refused(count: int, total: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        interval(count, total)
