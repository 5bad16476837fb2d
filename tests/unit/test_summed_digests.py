"""One digest of all places follows from those that change, and is as long as balanced changes demand (R1.1)."""

from collections.abc import Sequence

from hotline_server.store.proofs.coverage import PLACES, REMOVED, Row
from hypothesis import given
from hypothesis import strategies as st

# Bytes; with 40, as the digests of rows have, a few thousand rows could be chosen so that changes balance.
_LENGTH = 384
_ROWS = st.lists(st.text(max_size=3), max_size=6).map(
    lambda names: [dict.fromkeys(PLACES.columns, name) for name in names]
)


def _fresh(rows: Sequence[Row]) -> str:
    return PLACES.changed(REMOVED, (), rows)


@given(kept=_ROWS, before=_ROWS, after=_ROWS)
def test_what_changed_gives_the_digest_that_all_rows_give(
    kept: Sequence[Row], before: Sequence[Row], after: Sequence[Row]
) -> None:
    assert PLACES.changed(_fresh([*kept, *before]), before, after) == _fresh([*after, *kept])


@given(rows=_ROWS)
def test_a_digest_of_all_rows_is_as_long_whatever_they_are_and_none_is_left_of_no_rows(rows: Sequence[Row]) -> None:
    assert len(_fresh(rows)) == (2 * _LENGTH if rows else 0)
    assert PLACES.changed(_fresh(rows), rows, ()) == REMOVED


def test_a_row_that_is_there_twice_or_is_another_tells() -> None:
    one, other = (dict.fromkeys(PLACES.columns, name) for name in ("公园", "广场"))
    assert len({_fresh([one]), _fresh([one, one]), _fresh([other]), _fresh([one, other])}) == 4
