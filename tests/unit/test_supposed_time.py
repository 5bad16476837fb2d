"""Times at which the calls of tests and explanations are supposed to come (R8.5)."""

from datetime import date, datetime

import pytest
from hotline_server.ground.clock import CITY
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.facts import FactValue, fact_value
from hotline_server.rulebook.supposed_time import supposed_facts, supposed_time

SATURDAY = date(2026, 11, 28)
NOW = datetime(2026, 11, 28, 12, 40, tzinfo=CITY)


@pytest.mark.parametrize(
    ("named", "follows"),
    [
        ({}, {"日期": 20261128, "月日": 1128, "季节": "秋", "时刻": 1000, "工作时间": True, "节假日": False}),
        ({"日期": 20270705}, {"月日": 705, "月份": 7, "季节": "夏", "星期": 1, "工作时间": True, "节假日": False}),
        ({"日期": 20270704}, {"星期": 7, "工作时间": False, "节假日": True}),
        ({"日期": 20270705, "时刻": 2310}, {"时刻": 2310, "工作时间": False, "节假日": False}),
        ({"时刻": 1759}, {"工作时间": True}),
        ({"时刻": 1800}, {"工作时间": False}),
        ({"月日": 705}, {"日期": 20260705, "季节": "夏", "工作时间": True}),
        ({"月日": 229}, {"日期": 20261128, "月日": 229}),
        ({"日期": 20270704, "节假日": False, "季节": "冬"}, {"节假日": False, "工作时间": True, "季节": "冬"}),
        ({"日期": 20261001, "节假日": True}, {"节假日": True, "工作时间": False}),
        ({"日期": 20261010, "节假日": False, "时刻": 1900}, {"节假日": False, "工作时间": False}),
        ({"日期": 20261010, "工作时间": True}, {"节假日": False, "工作时间": True}),
        ({"星期": 6}, {"星期": 6, "节假日": True, "工作时间": False}),
        ({"星期": 5}, {"星期": 5, "节假日": False, "工作时间": True}),
        ({"月份": 7}, {"月份": 7, "季节": "夏", "月日": 728, "日期": 20260728}),
    ],
)
def test_what_a_test_does_not_say_of_the_time_follows_from_what_it_does(
    named: dict[str, FactValue], follows: dict[str, FactValue], book: RuleBook
) -> None:
    facts = supposed_facts(book.limits, named, SATURDAY)
    assert {name: facts[name] for name in follows} == follows
    assert "星期" not in facts or {"日期", "星期"} & set(named)


def test_an_explanation_supposes_now_unless_told_another_time() -> None:
    assert supposed_time({}, NOW) == NOW
    assert supposed_time({"日期": 20270705, "时刻": 30}, NOW) == datetime(2027, 7, 5, 0, 30, tzinfo=CITY)


@pytest.mark.parametrize(("name", "value"), [("日期", "20270230"), ("月日", "1301"), ("时刻", "2570"), ("星期", "8")])
def test_no_day_or_time_that_does_not_exist_is_supposed(name: str, value: str) -> None:
    with pytest.raises(ValueError, match=name):
        fact_value(name, value)
