"""Words of replies by SMS: digits, words and signs, each for no more than it says (J3, R8.7)."""

import pytest
from hotline_server.desk.cases.judgements import Judgement, dissatisfaction_in
from hotline_server.desk.messages.reply_words import Wish, read_words
from hotline_server.domain.survey import SurveyAnswer


@pytest.mark.parametrize(
    ("text", "responded", "resolved", "satisfied"),
    [
        ("1", "是", "是", "是"),
        ("20", "否", "是", "否"),
        ("３０", "否", "否", "未表态"),
        ("1️⃣", "是", "是", "是"),
        ("1已解决，满意", "是", "是", "是"),
        ("3不满意", "是", "否", "否"),
        ("已解决，满意", "未表态", "是", "是"),
        ("解决了，但是不满意", "未表态", "是", "否"),
        ("很满意，谢谢！", "未表态", "未表态", "是"),
        ("👍🏻👍", "未表态", "未表态", "是"),
        ("👎", "未表态", "未表态", "否"),
        ("还没有解决呢", "未表态", "否", "未表态"),
        ("修好了", "未表态", "是", "未表态"),
        ("不满意，没解决", "未表态", "否", "否"),
        ("满意，已解决", "未表态", "是", "是"),
        ("不滿意，根本没修", "未表态", "否", "否"),
        ("我很满意", "未表态", "未表态", "是"),
        ("问题没有解决", "未表态", "否", "未表态"),
        ("选1", "是", "是", "是"),
        ("我回复20", "否", "是", "否"),
        ("壹", "是", "是", "是"),
    ],
)
def test_a_judgement_says_what_was_said(text: str, responded: str, resolved: str, satisfied: str) -> None:
    said = read_words(text).meaning
    assert isinstance(said, Judgement)
    assert (said.responded.value, said.resolved.value, said.satisfied.value) == (responded, resolved, satisfied)


@pytest.mark.parametrize("done", ["解决", "得到解决", "解决好", "处理好", "修好", "办好", "弄好"])
def test_what_is_done_is_heard_with_a_no_as_well(done: str) -> None:
    assert read_words(f"已经{done}了").meaning == Judgement(SurveyAnswer.YES, SurveyAnswer.NOT_GIVEN)
    for no in ("没", "还没有", "一直未"):
        assert read_words(f"{no}{done}").meaning == Judgement(SurveyAnswer.NO, SurveyAnswer.NOT_GIVEN)


@pytest.mark.parametrize(
    "text",
    [
        "满意？",
        "解决了?",
        "满意，没解决",
        "3满意",
        "1不满意",
        "没解决，满意",
        "👍👎",
        "3👍",
        "8👍",
        "4",
        "谢谢",
        "车位还是被占着",
        "。",
    ],
)
def test_what_contradicts_itself_or_is_not_clear_is_left_to_people(text: str) -> None:
    assert read_words(text).meaning is None


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("８", Wish.URGE),
        ("8催办", Wish.URGE),
        ("撤诉 20261124-000123吧", Wish.WITHDRAW),
        ("九", Wish.WITHDRAW),
        ("不用办了", Wish.WITHDRAW),
        ("我要撤诉，编号000003，谢谢", Wish.WITHDRAW),
    ],
)
def test_a_wish_is_heard_in_any_writing(text: str, wish: Wish) -> None:
    assert read_words(text).meaning is wish


def test_a_tail_names_a_case_only_beside_a_wish_to_withdraw() -> None:
    for text in ("撤诉 000003", "000003 撤诉", "把000003号撤诉"):
        said = read_words(text)
        assert [said.name(number) for number in ("20261128-000003", "20261128-000013")] == [True, False]
        assert said.meaning is Wish.WITHDRAW
    assert (read_words("9撤诉").number, read_words("9撤诉").meaning) == ("", Wish.WITHDRAW)
    assert read_words("我住000003号").number == ""


@pytest.mark.parametrize("text", ["尾号3 满意", "满意，尾号000003", "编号3的，1", "催办，尾号3"])
def test_a_tail_that_is_said_to_be_one_names_a_case_where_the_rest_is_understood(text: str) -> None:
    said = read_words(text)
    assert (said.number, said.meaning is None) == ("3", False)
    assert read_words("司机手机尾号3，态度差").number == ""


@pytest.mark.parametrize(
    ("text", "resolved", "satisfied"),
    [
        ("昨天去了窗口，还是没有解决，请再看看", "否", "未表态"),
        ("没人来过。我不满意！", "未表态", "否"),
        ("已经修好了，谢谢", None, None),
        ("一直没人管，打了12345就解决了，谢谢", None, None),
        ("一直没有解决，昨天来人修好了，很满意", None, None),
        ("还是没有解决，希望尽快解决", "否", "未表态"),
        ("不满意可以找谁？", None, None),
        ("邻居说没有解决的办法", None, None),
    ],
)
def test_a_clause_among_others_says_that_a_matter_is_not_resolved(
    text: str, resolved: str | None, satisfied: str | None
) -> None:
    """R8.7: in what callers add of their own accord."""
    said = dissatisfaction_in(text)
    assert (said and said.resolved.value, said and said.satisfied.value) == (resolved, satisfied)
