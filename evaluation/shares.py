"""Shares with their intervals."""

from math import sqrt

# Two-sided 95 %.
_Z = 1.96


def interval(count: int, total: int) -> tuple[float, float]:
    """Return the 95 % Wilson interval of a share.

    Raises:
        ValueError: if ``total`` is not positive, or ``count`` is not within it.
    """
    if not 0 <= count <= total or not total:
        raise ValueError(f"no share: {count} of {total}")
    share, spread = count / total, _Z**2 / total
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * sqrt(share * (1 - share) / total + spread / (4 * total)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def share(count: int, total: int) -> str:
    """Return a share with its interval, as shown in tables; a dash for a share of nothing."""
    if not total:
        return "–"
    low, high = interval(count, total)
    return f"{count / total:.2%}（{low:.2%} – {high:.2%}）"
