"""Tests of the means by which callers are told something."""

import pytest
from hotline_server.domain.means import is_among, is_sent_here, is_sms, is_written, means_violations

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
        ("寄信", WRITTEN),
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


@pytest.mark.parametrize(
    ("means", "by_sms", "sent_here"),
    [
        ("短信", True, True),
        ("发短信 ", True, True),
        ("手机短信", True, True),
        ("短信重发", True, False),
        ("承办单位已发短信告知", True, False),
        ("彩信", True, False),
        ("电话、短信", False, False),
        ("来信", False, False),
    ],
)
def test_an_sms_is_one_in_whatever_words(means: str, *, by_sms: bool, sent_here: bool) -> None:
    """R8.3: others may read a protected caller's phone."""
    assert (is_sms(means), is_sent_here(means)) == (by_sms, sent_here)


@pytest.mark.parametrize(
    ("means", "listed", "among"),
    [
        ("电话通知", ["电话", "短信"], True),
        ("来电", ["打电话"], True),
        ("电话告知并寄书面答复", ["电话", "短信"], False),
        ("来信", ["微信"], False),
        ("口头", ["口头"], True),
    ],
)
def test_a_list_names_means_by_their_kinds(means: str, listed: list[str], *, among: bool) -> None:
    assert is_among(means, listed) is among
