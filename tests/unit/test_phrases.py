"""Openings of a call that say nothing yet are no suspected dangers (R2.6); wishes not to be told are heard (R8.7)."""

import pytest
from hotline_server.rulebook.book import RuleBook
from hotline_server.text.phrases import CallerWish, Phrases


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


NO_REPLY, NO_MESSAGES = CallerWish.NO_REPLY, CallerWish.NO_MESSAGES


@pytest.mark.parametrize(
    ("text", "wishes"),
    [
        ("路灯不亮，不用给我回电话，也别发短信", {NO_REPLY, NO_MESSAGES}),
        ("路灯不亮。不用回复了，谢谢！", {NO_REPLY}),
        ("短信：不要再打电话给我", {NO_REPLY}),
        ("别再发短信了", {NO_MESSAGES}),
        ("短信：TD", {NO_MESSAGES}),
        ("路灯不亮，来电人要求不用回复，来电人表示不要再发短信", {NO_REPLY, NO_MESSAGES}),
        ("物业表示不用回复", set()),
        ("快递破损，来电人拒收", set()),
        ("推销公司天天打来，我说，不要再打电话给我，他们还打", set()),
        ("反映了三次，街道不给答复", set()),
        ("手机套餐要退订", set()),
        ("也谢谢", set()),
    ],
)
def test_a_wish_is_heard_at_the_end_of_a_text_in_a_clause_of_its_own(
    book: RuleBook, text: str, wishes: set[CallerWish]
) -> None:
    assert book.wishes.heard_in(text) == wishes
