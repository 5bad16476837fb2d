"""Openings of a call that say nothing yet are no suspected dangers (R2.6)."""

import pytest
from hotline_server.rulebook.book import RuleBook
from hotline_server.text.phrases import Phrases


@pytest.mark.parametrize(
    "text",
    [
        "想问一下",
        "请问一下",
        "你好想咨询一下",
        "喂，你好，我想问一下啊",
        "同志你好，我要反映个问题",
        "是12345吗？想投诉一下",
    ],
)
def test_an_opening_is_neither_an_emergency_nor_asked_back(book: RuleBook, text: str) -> None:
    found = book.analyse("", text)
    assert (found.dangers, found.suspected) == ((), ())


@pytest.mark.parametrize(
    "text",
    ["想问一下，我家着火了怎么办", "你好，有人要跳楼", "请问一下，煤气漏了找谁", "喂，救命", "你好你好，他拿刀砍人"],
)
def test_what_follows_an_opening_is_read(book: RuleBook, text: str) -> None:
    found = book.analyse("", text)
    assert found.dangers or found.suspected


def test_a_text_is_an_opening_only_if_nothing_is_left() -> None:
    openings = Phrases(["你好", "想问", "问一下", "想问一下"])
    assert openings.are_all_of("你好！想问一下……")
    assert not openings.are_all_of("你好，想问一下火")
    assert not openings.are_all_of("。")
    assert not Phrases().are_all_of("你好")
