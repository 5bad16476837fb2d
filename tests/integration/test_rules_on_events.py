"""Rules about what happens to a case after its registration propose a decision to the desk (R8.9, P2)."""

from hotline.v1 import act_pb2, case_pb2
from hotline.v1 import caller_service_pb2 as callers_pb
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline_client import Hotline
from hotline_server.ground.folders import PROJECT

from tests.hotline import SetClock
from tests.integration.test_rule_service import draft, publish
from tests.office import NO, YES, Office, designation, survey

EXAMPLE = (PROJECT / "rules" / "examples" / "hangzhou" / "rules" / "hangzhou.yaml").read_text("utf-8")


ON_WHAT_CALLERS_SAY = """规则:
  - 编号: CS-01
    标题: 来电人保密以后催办的
    依据: 示例
    优先级: 50
    条件: {事件: 催办, 要求保密: true}
    结论: {处理方式: 值班室研判}
    理由: 来电人要求保密，请值班室看由谁办理
  - 编号: CS-02
    标题: 没有解决的
    依据: 示例
    优先级: 50
    条件: {事件: 不满意, 认为没有解决: true}
    结论: {处理方式: 报送领导}
    理由: 来电人说没有解决
"""


def proposals(case: case_pb2.Case) -> list[str]:
    return [entry.reason for entry in case.log if entry.act == act_pb2.ACT_PROPOSE_DECISION]


def test_a_case_sent_from_one_to_the_next_and_one_nobody_accepts_come_before_the_desk(
    office: Office, hotline: Hotline, clock: SetClock
) -> None:
    publish(hotline, draft(**{"rules/hangzhou.yaml": EXAMPLE}))
    number = office.call()
    for department in ("交警支队", "公安局"):
        office.reroute(number, designation(department))
        assert proposals(hotline.case(number, log=True)) == []
    case = office.reroute(number, designation("城市管理局"))
    assert proposals(hotline.case(number, log=True)) == ["已经换过三次牵头单位，请值班室召集有关单位协调会商"]
    assert case.proposed_decision.decision.outcome == case_pb2.OUTCOME_DESK
    hotline.desk.KeepDecision(desk_pb.KeepDecisionRequest(context=office.context(number), reason="已经会商"))
    assert not office.case(number).HasField("proposed_decision")

    waiting = office.call()
    hotline.callers.UrgeCase(callers_pb.UrgeCaseRequest(context=office.context(waiting), text="怎么还没有人来"))
    assert proposals(hotline.case(waiting, log=True)) == []
    clock.advance(hours=9)
    office.round()
    assert proposals(hotline.case(waiting, log=True)) == ["来电人已经催办，承办单位还没有签收，请值班室协调"]


def test_what_happens_is_judged_by_what_it_tells(office: Office, hotline: Hotline) -> None:
    """R8.3, R8.9: a wish for secrecy counts in the act in which it is heard, as does that nothing is resolved."""
    publish(hotline, draft(**{"rules/secrecy.yaml": ON_WHAT_CALLERS_SAY}))
    number = office.call()
    urge = callers_pb.UrgeCaseRequest(context=office.context(number), text="请快点办，别让他们知道是谁反映的")
    hotline.callers.UrgeCase(urge)
    assert proposals(hotline.case(number, log=True)) == ["来电人要求保密，请值班室看由谁办理"]

    for resolved, told in ((YES, []), (NO, ["来电人说没有解决"])):
        judged = office.call()
        office.resolve(judged)
        office.answer(judged)
        office.survey(judged, survey(YES, resolved, NO))
        assert proposals(hotline.case(judged, log=True)) == told
