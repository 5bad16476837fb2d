"""Splitting of calls with several matters 拆单: each becomes a case, and each caller has an answer for each (R2.5)."""

import grpc
import pytest
from hotline.v1 import act_pb2, case_pb2
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline.v1 import inquiry_service_pb2 as inquiry_pb
from hotline_client import HotlineError
from hotline_server.security.identity import AccessRole

from tests.hotline import AUTHORITY, SetClock, connect
from tests.integration.test_separating import join
from tests.office import TAXI, Office, designation

BOTH = "投诉出租车拒载还乱要价，另外小区门口的路灯坏了一个月没人修"
LIGHTS = "小区门口的路灯坏了一个月没人修"
FIRE = "我家着火了，老人还在屋里出不来"
PHONE = "13800138000"


def split(
    office: Office,
    number: str,
    content: str = LIGHTS,
    to: case_pb2.Designation | None = None,
    reason: str = "两件事",
    call_id: int = 0,
    **said: object,
) -> case_pb2.Case:
    call = case_pb2.Call(content=content, **said)  # type: ignore[arg-type]
    request = desk_pb.SplitCaseRequest(call=call, call_id=call_id, designation=to, reason=reason)
    return office.hotline.act(office.hotline.desk.SplitCase, request, office.case(number), "李值班", retry_timeout=0)


def refused(office: Office, number: str, content: str = LIGHTS, **said: object) -> HotlineError:
    with pytest.raises(HotlineError) as caught:
        split(office, number, content, **said)  # type: ignore[arg-type]
    return caught.value


def test_the_new_case_has_the_call_but_for_the_matter(office: Office, clock: SetClock) -> None:
    number = office.call(BOTH, recording="a.wav", address="人民路 5 号", marked_urgent=False)
    received_at = office.case(number).call.received_at
    clock.advance(hours=3)
    new = split(office, number, subject="路灯")
    assert (new.split_from, new.call.content, new.call.subject) == (number, LIGHTS, "路灯")
    assert (new.call.received_at, new.call.recording, new.call.address) == (received_at, "a.wav", "人民路 5 号")
    assert office.hotline.caller(new.number, "核对").caller == office.hotline.caller(number, "核对").caller
    assert new.registered_at.seconds - received_at.seconds == 3 * 3600


def test_the_rules_decide_on_it_and_the_other_goes_on(office: Office) -> None:
    number = office.call(BOTH)
    before = office.case(number)
    new = split(office, number, district="东湖区")
    assert new.decision.rule_ids
    assert new.matter == "市政设施"
    after = office.case(number)
    assert (after.state, after.assignments, after.call) == (before.state, before.assignments, before.call)


def test_both_logs_name_each_other(office: Office) -> None:
    number = office.call(BOTH)
    new = split(office, number)
    entries = [
        next(entry for entry in office.case(one).log if entry.act in (act_pb2.ACT_SPLIT, act_pb2.ACT_SPLIT_OFF))
        for one in (number, new.number)
    ]
    assert [(entry.act, entry.reason, entry.details["split"]) for entry in entries] == [
        (act_pb2.ACT_SPLIT, "两件事", new.number),
        (act_pb2.ACT_SPLIT_OFF, "两件事", number),
    ]


def test_it_goes_to_whom_the_desk_designates_with_a_deadline_of_its_own(office: Office, clock: SetClock) -> None:
    number = office.call(BOTH)
    clock.advance(days=3)
    new = split(office, number, to=designation("公安局", "教育局", days=5))
    assert [(one.department, one.leads) for one in new.assignments] == [("公安局", True), ("教育局", False)]
    assert new.assignments[0].assigned_at.ToDatetime() == clock().replace(tzinfo=None)
    assert (new.decision.lead_department.name, new.decision.time_limit.spans[0].count) == ("公安局", 5)
    assert refused(office, number, to=designation("没有的局")).violations.keys() == {"designation.lead_department"}


def test_a_danger_is_an_emergency_whoever_is_designated(office: Office) -> None:
    """R2.6."""
    new = split(office, office.call(BOTH), FIRE, to=designation("教育局"))
    assert (new.state, new.decision.lead_department.name) == (case_pb2.CASE_STATE_VERIFYING, "消防救援支队")


@pytest.mark.parametrize("acts", [(), ("accept",), ("accept", "reply"), ("accept", "reply", "review")])
def test_it_is_split_from_every_working_state(office: Office, acts: tuple[str, ...]) -> None:
    number = office.call()
    for act in acts:
        getattr(office, act)(number)
    state = office.case(number).state
    assert split(office, number).split_from == number
    assert office.case(number).state == state


def test_secrecy_and_wishes_are_kept(office: Office) -> None:
    number = office.call(BOTH)
    wishes = case_pb2.Call(caller=case_pb2.Caller(confidential=True, wishes_no_reply=True))
    fields = ["caller.confidential", "caller.wishes_no_reply"]
    office.hotline.amend_registration(office.case(number), wishes, fields, "来电人要求", actor="李值班")
    new = split(office, number)
    assert new.call.caller.confidential
    assert new.callers[0].wishes_no_reply


def test_each_matter_is_answered_and_the_caller_hears_of_both(office: Office) -> None:
    number = office.call()
    new = split(office, number, to=designation("公安局"))
    asked = inquiry_pb.DescribeCaseRequest(number=number, phone=PHONE)
    spoken = office.hotline.inquiry.DescribeCase(asked).spoken
    assert "交通运输局" in spoken
    assert "公安局" in spoken
    asked_by_phone = inquiry_pb.DescribeCasesOfCallerRequest(phone=PHONE)
    assert len(office.hotline.inquiry.DescribeCasesOfCaller(asked_by_phone).spoken) == 2
    for one, department in ((number, TAXI), (new.number, "公安局")):
        office.accept(one, department)
        office.reply(one, department)
        office.review(one)
        assert office.answer(one).state == case_pb2.CASE_STATE_ANSWERED


def test_a_matter_of_a_joined_call_has_its_caller(office: Office) -> None:
    main, joined = office.call(), office.call(BOTH, phone="13900139000")
    call_id = office.case(joined).callers[0].call_id
    join(office, joined, main)
    new = split(office, main, call_id=call_id)
    assert office.hotline.caller(new.number, "核对").caller.phone == "+8613900139000"
    assert refused(office, main, call_id=7).code is grpc.StatusCode.NOT_FOUND


def test_bad_input_names_the_field(office: Office) -> None:
    number = office.call(BOTH)
    assert list(refused(office, number, " ").violations) == ["call.content"]
    assert list(refused(office, number, district="无此区").violations) == ["call.district"]
    assert list(refused(office, number, reason=" ").violations) == ["reason"]


def test_of_two_who_split_at_once_one_is_refused(office: Office) -> None:
    number = office.call(BOTH)
    request = desk_pb.SplitCaseRequest(
        context=office.context(number), call=case_pb2.Call(content=LIGHTS), reason="两件事"
    )
    office.hotline.desk.SplitCase(request)
    with pytest.raises(grpc.RpcError) as caught:
        office.hotline.desk.SplitCase(request)
    assert HotlineError.from_rpc(caught.value).code is grpc.StatusCode.ABORTED
    assert len(list(office.hotline.cases())) == 2


def test_a_closed_case_is_not_split_and_only_the_desk_may(office: Office) -> None:
    number = office.answered()
    office.close(number)
    assert refused(office, number).code is grpc.StatusCode.FAILED_PRECONDITION
    token = AUTHORITY.token("王科长", [AccessRole.DEPARTMENT], department=TAXI)
    request = desk_pb.SplitCaseRequest(call=case_pb2.Call(content=LIGHTS), reason="两件事")
    with connect(office.server.address, token) as department, pytest.raises(HotlineError) as caught:
        department.act(department.desk.SplitCase, request, office.case(number), retry_timeout=0)
    assert caught.value.code is grpc.StatusCode.PERMISSION_DENIED
