"""Conditions: parsing, and equivalence of durable-rules and plain Python."""

from typing import Any

import pytest
from hotline_server.rulebook.condition import ConditionError, comparisons, flatten, holds, negate, parse
from hotline_server.rulebook.engine import SET_COMPARISONS, DurableRules
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.hotline import thorough

TESTS = st.one_of(
    st.fixed_dictionaries({"诉求类型": st.sampled_from(["咨询", "投诉", ["求助", "举报"]])}),
    st.fixed_dictionaries({"首要事项": st.sampled_from(["公交", "有", "无"])}),
    st.fixed_dictionaries({"险情": st.sampled_from(["火灾", "有", "无", ["火灾", "溺水"]])}),
    st.fixed_dictionaries({"要求保密": st.booleans()}),
    st.fixed_dictionaries(
        {
            "同号码七日来电数": st.dictionaries(
                st.sampled_from(["等于", "不等于", "不少于", "不多于", "多于", "少于"]),
                st.integers(-1, 4),
                min_size=1,
                max_size=2,
            )
        }
    ),
)
CONDITIONS = st.recursive(
    TESTS,
    lambda inner: st.dictionaries(
        st.sampled_from(["任一", "全部", "都不"]),
        st.lists(inner, min_size=1, max_size=3),
        min_size=1,
        max_size=2,
    ),
    max_leaves=6,
)
FACTS = st.fixed_dictionaries(
    {},
    optional={
        "诉求类型": st.sampled_from(["", "咨询", "投诉", "求助"]),
        "首要事项": st.sampled_from(["", "公交"]),
        "险情": st.lists(st.sampled_from(["火灾", "溺水", "触电"]), unique=True).map(tuple),
        "要求保密": st.booleans(),
        "同号码七日来电数": st.integers(0, 4),
    },
)


@settings(max_examples=thorough(1000))
@given(written=st.lists(CONDITIONS, min_size=1, max_size=5), facts=FACTS)
def test_durable_rules_agrees_with_plain_python(written: list[Any], facts: Any) -> None:
    conditions = {f"r{number}": parse(condition) for number, condition in enumerate(written)}
    keys = frozenset(test.key for condition in conditions.values() for test in comparisons(condition))
    flat = flatten(facts, keys)
    expected = {name for name, condition in conditions.items() if holds(condition, flat)}
    assert set(DurableRules("test", conditions).fire(flat)) == expected


@given(written=CONDITIONS, facts=FACTS)
def test_a_condition_and_its_negation_are_never_both_true_or_both_false(written: Any, facts: Any) -> None:
    condition = parse(written)
    flat = flatten(facts, frozenset(test.key for test in comparisons(condition)))
    assert holds(condition, flat) is not holds(negate(condition), flat)


def test_rules_beyond_the_limit_of_a_rule_set_are_split() -> None:
    """durable-rules never returns when given a 513th distinct comparison."""
    wide = {"首要事项": [f"事项{n}" for n in range(SET_COMPARISONS)]}
    narrow = {f"r{n}": parse({"同号码七日来电数": n}) for n in range(SET_COMPARISONS * 2)}
    rules = DurableRules("large", {"wide": parse(wide), **narrow})
    assert set(rules.fire({"首要事项": "事项499", "同号码七日来电数": 999})) == {"wide", "r999"}
    assert rules.fire({"首要事项": "没有的", "同号码七日来电数": 1}) == ["r1"]


def test_no_rule_may_match() -> None:
    assert DurableRules("none", {"r": parse({"诉求类型": "咨询"})}).fire({"诉求类型": "投诉"}) == []


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ({}, "空的"),
        ({"诉求类形": "咨询"}, "是不是“诉求类型”"),
        ({"诉求类型": "询问"}, "可用：咨询"),
        ({"诉求类型": 3}, "要写文字"),
        ({"同号码七日来电数": "3"}, "要写整数"),
        ({"同号码七日来电数": {"大约": 3}}, "不认识的比较"),
        ({"诉求类型": {"多于": "咨询"}}, "不能比大小"),
        ({"要求保密": "对"}, "只能是"),
        ({"分类": []}, "没有列出"),
        ({"任一": {"分类": "x"}}, "要列出"),
        ({"任一": [{"没有的": 1}]}, "没有叫"),
        ({"近400天同号码来电数": 3}, "近30天同号码同事项来电数"),
        ({"近7天同号码同号码来电数": 3}, "没有叫"),
        ({"近7天同号码来电数": "三"}, "要写整数"),
        ({"近30天同号码同小区来电数": 3}, "同号码、同事项、同区县、同街道中的一项或几项"),
        ({"字数:70": None}, "“字数”的冒号后面要空一格"),
        ({"同号码七日来电数": "3次以上"}, "写成 {不少于: 3}"),
        ({"诉求类型": "“投诉”"}, "只写 投诉：外面的中文引号"),
        ({"星期": "星期六"}, "要写成 6"),
        ({"月份": "十二月"}, "要写成 12"),
        ({"说到": ["停电", ""]}, "第 2 项是空的"),
        ({"断水": None}, "前面的内容里有半角逗号"),
        ({"字数：70": None}, "“字数”后面用了全角冒号"),
        ({"字数": {"不少于：70": None}}, "“不少于”后面用了全角冒号"),
        ({"字数": ">=3"}, "写成 {不少于: 3}"),
        ({"时刻": {"多于": "09:30"}}, "要写成 930"),
        ({"说到": {"不算": ["疫苗"]}}, "要写一个或几个词语"),
        ({"说到": {"词语": ["孩子"], "除外": ["疫苗"]}}, "不能写“除外”"),
    ],
)
def test_an_invalid_condition_is_rejected(written: Any, message: str) -> None:
    with pytest.raises(ConditionError, match=message):
        parse(written)
