"""Rows of the table of what departments asked to be left out of assessment (R8.11)."""

from collections import Counter

from hotline_server.domain.exclusion import ExclusionOutcome
from hotline_server.reports import wording


def exclusion_rows(exclusions: Counter[tuple[str, ExclusionOutcome]]) -> list[tuple[str, str, str, str, int]]:
    """Return who asked on which ground, what was decided and ruled, and how often."""
    counts: Counter[tuple[str, str, str, str]] = Counter()
    for (department, one), count in exclusions.items():
        counts[department, one.ground, one.decision, one.ruling or wording.NONE] += count
    return [(*told, count) for told, count in sorted(counts.items())]
