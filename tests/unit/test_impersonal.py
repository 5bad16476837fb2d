"""Numbers of people do not sway what a call is read as (R2.6, R6.2)."""

from time import process_time

import pytest
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.rule_tests import decide_text
from hotline_server.text.impersonal import impersonal
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.decided import shipped_book

CALLS = [
    "投诉早餐店占道经营",
    "楼下烧烤摊油烟太大，窗户都不敢开。",
    "路灯坏了半个月，请派人来修",
    "家里着火了，快来人",
    "老板拖欠工资三个月",
    "请问居住证怎么办",
    "孩子掉水里了",
    "举报东湖区城管局的人收红包",
    "公交车到站不停，别说是我说的",
    "建议增加12路公交的班次",
    "谢谢社区的同志，路灯修好了",
    "我不想活了",
    "在哪",
]
NUMBERS = [
    "13800138000",
    "138 0013 8000",
    "138-0013-8000",
    "１３８００１３８０００",
    "一三八零零一三八零零零",
    "0731-84510012",
    "+86 13800138000",
    "43010319680312551X",
    "430103196803125519",
    "6217002920123456785",
    "湘A12345",
    "湘AD12345",
    "li.hua@163.com",
    "E12345678",
]
INTRODUCTIONS = ["", "电话", "手机：", "我的电话是", "联系电话:", "身份证号", "车牌", "邮箱：", "微信号：", "QQ"]
ACCOUNTS = ["微信：gaoxing-2020", "微信号是wxid_abc", "QQ1234567890", "v信 lao_wang88"]
JOINTS = ["", " ", "，", ",", "\n", "、", "；"]


@pytest.fixture(scope="module")
def shipped() -> RuleBook:
    return shipped_book()


@settings(max_examples=60)
@given(
    call=st.sampled_from(CALLS),
    joint=st.sampled_from(JOINTS),
    number=st.builds("".join, st.tuples(st.sampled_from(INTRODUCTIONS), st.sampled_from(NUMBERS)))
    | st.sampled_from(ACCOUNTS),
)
def test_a_call_is_decided_the_same_with_a_number_behind_it(
    call: str, joint: str, number: str, shipped: RuleBook
) -> None:
    plain, numbered = (shipped.analyse("", text) for text in (call, f"{call}{joint}{number}"))
    assert decide_text(shipped, numbered, {}) == decide_text(shipped, plain, {})
    assert numbered == plain


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("number", ["13800138000", "电话13800138000，身份证43010319680312551X", "微信wxid_abc"])
def test_numbers_in_brackets_or_in_a_row_are_left_out_too(call: str, number: str) -> None:
    assert impersonal(f"{call}（{number}）") == call


WITHIN = [
    "我的银行卡{}里的钱没了",
    "有人冒用我身份证{}办了手机卡",
    "别人套用我的车牌{}闯红灯",
    "110电话{}一直没人接",
    "骗子用微信{}骗了我三千块钱",
    "{}这个人拖欠我工资三个月",
]


@settings(max_examples=60)
@given(within=st.sampled_from(WITHIN), number=st.sampled_from(NUMBERS))
def test_a_call_is_decided_the_same_with_a_number_within_it(within: str, number: str, shipped: RuleBook) -> None:
    """What was done to whose card or plate is the matter."""
    plain, numbered = (shipped.analyse("", within.format(one)) for one in ("", number))
    assert decide_text(shipped, numbered, {}) == decide_text(shipped, plain, {})
    assert numbered == plain


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("电话13800138000。路灯坏了", "。路灯坏了"),
        ("电话13800138000，身份证43010319680312551X", ""),
        ("加我微信wxid_abc以后骗钱", "加我微信以后骗钱"),
        ("我的车牌湘A12345，被人套用", "我的车牌，被人套用"),
    ],
)
def test_a_noun_goes_with_its_number_at_the_end_of_a_sentence(text: str, read: str) -> None:
    assert impersonal(text) == read


@pytest.mark.parametrize(
    "text",
    [
        "消防通道不符合GB50016-2014规范",
        "一二三四五六七楼都停水",
        "2026-11-26 13:00到15:00停水",
        "20261126停水",
        "欠薪1380000元",
        "3号线和12路公交",
        "3栋502漏水",
        "刑法第234条",
        "微信转账被骗了",
        "用QQ聊天骗钱",
        "KTV太吵",
        "我爸30岁，我18岁",
        "一二三楼都停水",
        "罚款200元，扣3分",
    ],
)
def test_other_numbers_are_read(text: str) -> None:
    assert impersonal(text) == text


@pytest.mark.parametrize("part", ["1", "a", "@", "1-", "微信", "湘A", "a1", "一", "(", "a.", "123abc_"])
def test_long_texts_are_read_in_linear_time(part: str) -> None:
    begin = process_time()
    impersonal(part * 60_000)
    # A tenth of it, where each sign is looked at a few times.
    assert process_time() - begin < 2
