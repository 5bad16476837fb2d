"""Shares as tables show them."""

from hotline_server.domain.intervals import wilson_interval


def share(count: int, total: int) -> str:
    """Return a share with its 95 % interval, as shown in tables; a dash for a share of nothing."""
    if not total:
        return "–"
    low, high = wilson_interval(count, total)
    return f"{count / total:.2%}（{low:.2%} – {high:.2%}）"
