"""Confidence intervals of shares."""

from math import sqrt

# Quantile of the normal distribution for two-sided 95 %.
_Z = 1.959964


def wilson_interval(count: int, total: int) -> tuple[float, float]:
    """Return the 95 % Wilson score interval of a share, from 0 to 1.

    Args:
        count: number of those that are so.
        total: of how many.

    Raises:
        ValueError: if ``total`` is not positive, or ``count`` is not within it.
    """
    if not 0 <= count <= total or not total:
        raise ValueError(f"no share: {count} of {total}")
    share, spread = count / total, _Z**2 / total
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * sqrt(share * (1 - share) / total + spread / (4 * total)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)
