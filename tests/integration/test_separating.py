"""Undoing a join 撤销并单: the joined case lives again (R8.8)."""

import grpc
import pytest
from hotline.v1 import act_pb2, case_pb2
from hotline.v1 import caller_service_pb2 as caller_pb
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline_client import HotlineError
from hotline_server.security.identity import AccessRole

from tests.hotline import AUTHORITY, connect, refusal
from tests.office import NO, TAXI, YES, Office, answer, designation, survey


def join(office: Office, number: str, main: str) -> None:
    request = desk_pb.JoinCasesRequest(context=office.context(number), into_number=main, reason="同一件事")
    office.hotline.desk.JoinCases(request)


def separate(office: Office, number: str, reason: str = "不是一件事") -> case_pb2.Case:
    request = desk_pb.SeparateCaseRequest(context=office.context(number), reason=reason)
    return office.hotline.desk.SeparateCase(request).case


def calls(case: case_pb2.Case) -> list[int]:
    return [caller.call_id for caller in case.callers]


@pytest.mark.each_database
def test_a_separated_case_has_its_own_caller_state_owner_and_due_time(office: Office) -> None:
    main, joined = office.call(), office.call(phone="13900139000")
    own = calls(office.case(joined))
    join(office, joined, main)
    assert calls(office.case(joined)) == []
    case = separate(office, joined)
    assert case.state == case_pb2.CASE_STATE_REGISTERED
    assert (calls(case), office.owner(joined)) == (own, "值班室")
    assert case.HasField("next_due_at")
    assert own[0] not in calls(office.case(main))
    entries = [office.case(number).log[-1] for number in (joined, main)]
    assert [(one.act, one.reason, one.details["joined"]) for one in entries] == [
        (act_pb2.ACT_SEPARATE, "不是一件事", main),
        (act_pb2.ACT_SEPARATE_FROM, "不是一件事", joined),
    ]


FIRES = ("着火了，阳光小区1栋冒浓烟，有人被困", "阳光小区9栋着火了，有人被困")


def test_a_danger_that_is_separated_is_verified_as_one_and_told_to_the_line_again(office: Office) -> None:
    """R2.6: whether the danger of the other case was this one's as well, nobody knows."""
    main, joined = (office.call(said) for said in FIRES)
    before = office.case(joined)
    join(office, joined, main)
    office.verify(main, confirmed=True)
    case = separate(office, joined, "是另一栋楼着火")
    assert (case.state, case.decision.outcome) == (case_pb2.CASE_STATE_VERIFYING, case_pb2.OUTCOME_EMERGENCY)
    assert case.decision.lead_department == before.decision.lead_department
    assert case.decision.rule_ids == before.decision.rule_ids
    assert case.HasField("next_due_at")
    assert "119消防救援" in [one.line for one in case.handovers if one.state == case_pb2.HANDOVER_STATE_PENDING]
    assert office.verify(joined, confirmed=True).state == case_pb2.CASE_STATE_RESPONDING


def test_both_callers_are_answered_apart(office: Office) -> None:
    """R3.4, R8.8: who urged counts with the case that answers them."""
    main, joined = office.call(), office.call(phone="13900139000")
    call_id = calls(office.case(joined))[0]
    join(office, joined, main)
    urging = caller_pb.UrgeCaseRequest(context=office.context(main), call_id=call_id, text="快一点")
    assert office.hotline.callers.UrgeCase(urging).case.urge_count == 1
    assert separate(office, joined).urge_count == 1
    assert office.case(main).urge_count == 0
    office.assign(joined, designation(TAXI))
    for number in (main, joined):
        office.accept(number)
        office.reply(number)
        office.review(number)
        assert office.answer(number, answer()).state == case_pb2.CASE_STATE_ANSWERED


def test_what_a_caller_said_of_the_result_goes_with_them(office: Office) -> None:
    """R1.1, R8.7: a verdict without a remark too, and that they withdrew."""
    main, joined = office.call(), office.call(phone="13900139000")
    call_id = calls(office.case(joined))[0]
    join(office, joined, main)
    office.resolve(main)
    for one in calls(office.case(main)):
        office.answer(main, answer(call_id=one))
    office.survey(main, survey(YES, NO, NO), call_id=call_id)
    separate(office, joined)
    said = [one.reason for one in office.case(joined).log if one.act == act_pb2.ACT_SUPPLEMENT]
    assert said[-1].endswith("满意度回访：没有解决，不满意")


def test_what_is_refused_on_a_joined_case_names_the_case_that_answers(office: Office) -> None:
    """R8.8."""
    main, joined = office.call(), office.call(phone="13900139000")
    join(office, joined, main)
    request = caller_pb.WaiveReplyRequest(
        context=office.context(joined), call_id=calls(office.case(main))[1], reason="?"
    )
    refused = refusal(lambda: office.hotline.callers.WaiveReply(request))
    assert refused.code is grpc.StatusCode.FAILED_PRECONDITION
    assert f"已并入工单 {main}，请在该工单上办理" in str(refused)


def test_a_case_takes_along_what_was_joined_into_it(office: Office) -> None:
    first, second, third = office.call(), office.call(phone="13900139000"), office.call(phone="13700137000")
    own = calls(office.case(second)) + calls(office.case(third))
    join(office, third, second)
    join(office, second, first)
    assert len(calls(office.case(first))) == 3
    assert calls(separate(office, second)) == own
    assert len(calls(office.case(first))) == 1
    assert calls(separate(office, third)) == own[1:]
    assert calls(office.case(second)) == own[:1]


def test_only_a_joined_case_is_separated_and_only_for_a_reason(office: Office) -> None:
    main, joined = office.call(), office.call(phone="13900139000")
    assert refusal(lambda: separate(office, main)).code is grpc.StatusCode.FAILED_PRECONDITION
    join(office, joined, main)
    assert list(refusal(lambda: separate(office, joined, " ")).violations) == ["reason"]


def test_of_two_who_separate_at_once_one_is_refused(office: Office) -> None:
    main, joined = office.call(), office.call(phone="13900139000")
    join(office, joined, main)
    request = desk_pb.SeparateCaseRequest(context=office.context(joined), reason="不是一件事")
    office.hotline.desk.SeparateCase(request)
    assert refusal(lambda: office.hotline.desk.SeparateCase(request)).code is grpc.StatusCode.ABORTED


def test_only_the_desk_may(office: Office) -> None:
    main, joined = office.call(), office.call(phone="13900139000")
    join(office, joined, main)
    request = desk_pb.SeparateCaseRequest(context=office.context(joined), reason="不是一件事")
    token = AUTHORITY.token("王科长", [AccessRole.DEPARTMENT], department=TAXI)
    with connect(office.server.address, token) as department:
        refused = refusal(lambda: department.desk.SeparateCase(request))
    assert refused.code is grpc.StatusCode.PERMISSION_DENIED


def test_what_was_joined_into_a_case_is_sealed_with_it(office: Office) -> None:
    """R7.1: nothing is offered on it that the archived case, which would have to hear of it, does not allow."""
    main, joined = office.call(), office.call(phone="13900139000")
    join(office, joined, main)
    office.resolve(main)
    for call_id in calls(office.case(main)):
        office.answer(main, answer(call_id=call_id))
    office.close(main)
    office.archive(main)
    case, values = office.case(joined), case_pb2.Call(content="投诉出租车绕路")
    assert case.state == case_pb2.CASE_STATE_ARCHIVED
    sealed = "已归档"
    assert not {one.rpc for one in case.allowed_acts if one.allowed} & {
        "DeskService.SeparateCase",
        "DeskService.MarkNuisance",
        "IntakeService.AmendRegistration",
        "AttachmentService.UploadAttachment",
    }
    with pytest.raises(grpc.RpcError, match=sealed):
        separate(office, joined)
    with pytest.raises(HotlineError, match=sealed):
        office.hotline.amend_registration(case, values, ["content"], "来电人更正", actor="李值班", retry_timeout=0)
