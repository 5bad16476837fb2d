"""Facts about earlier cases, which rules count by caller, matter and place (R8.3, R8.8)."""

import pytest
from hotline.v1 import case_pb2
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline_client import Hotline

from tests.hotline import SetClock, a_call
from tests.integration.test_rule_service import draft, publish
from tests.office import TAXI, Office

pytestmark = pytest.mark.each_database

# Each for the last call of a day, and for one eight days later.
COUNTS = {
    "近7天同号码来电数": (3, 0),
    "近7天同号码同事项来电数": (2, 0),
    "近30天同号码同事项来电数": (2, 3),
    "近30天同号码同事项未办结数": (1, 2),
    "近30天同号码同事项办结数": (1, 1),
    "近30天同号码恶意来电数": (1, 1),
    "近30天同事项同区县人数": (2, 2),
    "近30天同街道来电数": (0, 0),
}
RULES = f"""\
规则:
  - 编号: SL-1
    标题: 数以前的工单
    依据: R8.8
    优先级: 1
    条件: {{任一: [{", ".join(f"{{{name}: 99}}" for name in COUNTS)}, {{首接单位: 有}}]}}
    结论: {{紧急程度: 紧急}}
    理由: 有首接单位
"""


def facts_of(case: case_pb2.Case) -> dict[str, str]:
    return {fact.name: fact.value for fact in case.decision.facts}


def test_rules_count_earlier_cases_and_know_who_received_the_matter_first(
    office: Office, hotline: Hotline, clock: SetClock
) -> None:
    publish(hotline, draft(**{"rules/zz.yaml": RULES}))
    ended = office.call(district="东湖区")
    office.resolve(ended)
    office.answer(ended)
    hotline.desk.MarkNuisance(desk_pb.MarkNuisanceRequest(context=office.context(ended), reason="辱骂"))
    first = hotline.register(a_call(district="东湖区"))
    hotline.register(a_call("楼下烧烤店油烟太大,投诉"))
    hotline.register(a_call(district="东湖区", phone="13900139000"))
    last = facts_of(hotline.register(a_call(district="东湖区")))
    clock.advance(days=8)
    later = facts_of(hotline.register(a_call(district="东湖区")))
    assert {name: (int(last[name]), int(later[name])) for name in COUNTS} == COUNTS
    assert facts_of(first)["首接单位"] == ""
    assert last["首接单位"] == TAXI
    following = facts_of(hotline.register(a_call("楼下烧烤店油烟太大,投诉", phone="", follows=ended)))
    assert (following["首接单位"], following["近7天同号码来电数"]) == (TAXI, "0")
