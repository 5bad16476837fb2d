"""Rules about what happens to a case after its registration propose a decision to the desk (R8.9, P2)."""

from hotline.v1 import act_pb2, case_pb2
from hotline.v1 import caller_service_pb2 as callers_pb
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline_client import Hotline
from hotline_server.ground.folders import PROJECT

from tests.hotline import SetClock
from tests.integration.test_rule_service import draft, publish
from tests.office import Office, designation

EXAMPLE = (PROJECT / "rules" / "examples" / "hangzhou" / "rules" / "hangzhou.yaml").read_text("utf-8")


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
