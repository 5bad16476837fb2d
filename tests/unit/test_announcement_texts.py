"""Texts of drafted announcements: whole sentences, no longer than they may be."""

import pytest
from hotline_server.desk.reports.announcements import shortened


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("", ""),
        ("已修好", "已修好。"),
        ("已修好；", "已修好。"),
        ("他说：“好。”", "他说：“好。”"),
        ("一" * 19 + "。", "一" * 19 + "。"),
        ("先修。" + "一" * 20, "先修。"),
        ("一" * 30, "一" * 19 + "…"),
    ],
)
def test_a_text_is_cut_off_behind_a_sentence_only_if_it_is_too_long(text: str, whole: str) -> None:
    assert shortened(text, 20) == whole
