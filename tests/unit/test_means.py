"""Tests of the means by which callers are told something."""

import pytest
from hotline_server.domain.means import is_written, means_violations

SPOKEN, WRITTEN, UNSAID = "spoken", "written", "unsaid"


@pytest.mark.parametrize(
    ("means", "kind"),
    [
        ("电话", SPOKEN),
        ("电话告知", SPOKEN),
        ("网格员上门", SPOKEN),
        ("来电", SPOKEN),
        ("短信 ", WRITTEN),
        ("挂号信", WRITTEN),
        ("电子邮件", WRITTEN),
        ("上门送达告知书", WRITTEN),
        ("话务员当场答复", UNSAID),
        ("已告知", UNSAID),
    ],
)
def test_the_kind_is_known_by_the_words(means: str, kind: str) -> None:
    """P2, R8.7: what an office calls its means in words of its own is not taken for a letter."""
    told = WRITTEN if is_written(means) else SPOKEN
    assert (UNSAID if means_violations(means, "means", needed=True) else told) == kind
