"""Splitting of calls with several matters 拆单: each becomes a case, and each caller has an answer for each (R2.5)."""

from collections.abc import Sequence

import grpc
import pytest
from hotline.v1 import act_pb2, case_pb2
from hotline.v1 import caller_service_pb2 as caller_pb
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline.v1 import inquiry_service_pb2 as inquiry_pb
from hotline.v1 import intake_service_pb2 as intake_pb
from hotline_client import HotlineError
from hotline_server.domain.numbering import parse_number
from hotline_server.ground.config import Settings
from hotline_server.security.identity import AccessRole
from hotline_server.store.engine.database import write_transaction
from hotline_server.store.engine.sql import execute
from hotline_server.store.maintenance.opening import database_at

from tests.hotline import AUTHORITY, KEYRING, SUSPICIOUS, SetClock, connect
from tests.integration.test_amending import seen_by
from tests.integration.test_later_words import supplement
from tests.integration.test_operations import stuck
from tests.integration.test_separating import join
from tests.office import TAXI, Office, answer, designation

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
    call_ids: Sequence[int] = (),
    **said: object,
) -> case_pb2.Case:
    call = case_pb2.Call(content=content, **said)  # type: ignore[arg-type]
    request = desk_pb.SplitCaseRequest(call=call, call_ids=call_ids, designation=to, reason=reason)
    return office.hotline.act(office.hotline.desk.SplitCase, request, office.case(number), "李值班", retry_timeout=0)


def refused(office: Office, number: str, content: str = LIGHTS, **said: object) -> HotlineError:
    with pytest.raises(HotlineError) as caught:
        split(office, number, content, **said)  # type: ignore[arg-type]
    return caught.value


@pytest.mark.each_database
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


def test_in_a_danger_those_designated_are_sent_beside_the_lead_that_it_demands(office: Office) -> None:
    """R2.6."""
    new = split(office, office.call(BOTH), FIRE, to=designation("教育局", "公安局"))
    assert (new.state, new.decision.lead_department.name) == (case_pb2.CASE_STATE_VERIFYING, "消防救援支队")
    assert {"教育局", "公安局"} <= {one.name for one in new.decision.cohandlers}
    sent = office.verify(new.number, confirmed=True).assignments
    assert {"消防救援支队", "教育局", "公安局"} <= {one.department for one in sent}


def test_whom_the_caller_accuses_is_not_designated_even_in_a_danger(office: Office) -> None:
    """R8.3."""
    caught = refused(office, office.call(BOTH), f"{FIRE}，我要举报教育局收好处", to=designation("教育局"))
    assert list(caught.violations) == ["designation.lead_department"]
    assert len(list(office.hotline.cases())) == 1


def test_while_a_danger_is_asked_about_those_designated_wait(office: Office, suspicious_reading: None) -> None:
    """R2.6."""
    new = split(office, office.call(BOTH), SUSPICIOUS, to=designation("教育局", days=5))
    assert (new.state, list(new.assignments)) == (case_pb2.CASE_STATE_REGISTERED, [])
    assert new.HasField("open_question")
    case = office.hotline.answer_question(new, intake_pb.DANGER_ANSWER_NO_DANGER, actor="李值班")
    (assignment,) = case.assignments
    assert assignment.department == "教育局"
    assert (case.decision.lead_department.name, case.decision.time_limit.spans[0].count) == ("教育局", 5)


def test_those_designated_whom_the_caller_accuses_meanwhile_are_spared(
    office: Office, suspicious_reading: None
) -> None:
    """R8.3: the answer about the danger counts all the same."""
    new = split(office, office.call(BOTH), SUSPICIOUS, to=designation("交通运输局", days=5))
    supplement(office, new.number, "我要举报交通运输局收了出租车公司的好处，拒载没人管")
    case = office.hotline.answer_question(office.case(new.number), intake_pb.DANGER_ANSWER_NO_DANGER, actor="李值班")
    assert not case.HasField("open_question")
    assert "交通运输局" not in [one.department for one in case.assignments]


@pytest.mark.parametrize("attended", [False, True])
def test_nobody_is_taken_to_be_on_the_phone_unless_it_is_said(office: Office, attended: bool) -> None:  # noqa: FBT001
    number = office.call(BOTH)
    call = case_pb2.Call(content="请问租房怎么提取公积金")
    request = desk_pb.SplitCaseRequest(call=call, reason="两件事", attended=attended)
    new = office.hotline.act(office.hotline.desk.SplitCase, request, office.case(number), "李值班")
    assert new.decision.outcome == case_pb2.OUTCOME_DIRECT_ANSWER
    assert office.owner(new.number) == ("话务员" if attended else "值班室")


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
    office.hotline.amend_registration(office.case(number), wishes, fields, "别发短信", actor="李值班")
    new = split(office, number)
    assert new.call.caller.confidential
    assert (new.callers[0].wishes_no_reply, new.callers[0].refuses_messages) == (True, True)


@pytest.mark.parametrize("words", ["请保密", "别让他们知道是谁反映的", "不要透露我的信息"])
def test_a_wish_for_secrecy_that_stays_with_the_other_matter_holds(office: Office, words: str) -> None:
    """R8.3."""
    new = split(office, office.call(f"{BOTH}，{words}"), f"{LIGHTS}，我住柳塘小区3栋502", designation("公安局"))
    assert new.call.caller.confidential
    seen = seen_by(office, new.number, "公安局").call
    assert (seen.caller.name, seen.caller.phone, "502" in seen.content) == ("", "", False)


@pytest.mark.tampers
def test_a_damaged_matter_keeps_no_caller_from_asking_for_secrecy_on_another(
    office: Office, settings: Settings
) -> None:
    """R1.1, R8.3."""
    number = office.call(BOTH)
    spoilt, sound = split(office, number).number, split(office, number, "小区没有暖气").number
    with database_at(settings.database, KEYRING) as database, write_transaction(database):
        execute(database, f"UPDATE hotline_case SET objected = '[1]' WHERE id = {parse_number(spoilt)}")
    supplement(office, number, "不要让别人知道是我反映的")
    assert [office.case(one).call.caller.confidential for one in (number, sound)] == [True, True]
    office.server.desk.damaged_cases.turn()
    assert stuck(office) == [("reading", spoilt)]


@pytest.mark.each_database
def test_what_is_said_of_the_caller_later_holds_for_every_matter_of_the_call_and_no_other(office: Office) -> None:
    """R8.3, R8.7."""
    accusing = "我要举报他们收钱"
    main, number = office.call(), office.call(f"{BOTH}，{accusing}", phone="13900139000")
    call_id = office.case(number).callers[0].call_id
    join(office, number, main)
    first = split(office, main, to=designation("公安局"), call_ids=[call_id]).number
    second = split(office, first, "小区没有暖气").number
    of_another = split(office, main, "小区有噪音", call_ids=[office.case(main).callers[0].call_id]).number
    corrected = case_pb2.Call(caller=case_pb2.Caller(phone="13700137000"))
    office.hotline.amend_registration(office.case(first), corrected, ["caller.phone"], "记错了", actor="李值班")
    phones = {office.hotline.caller(one, "核对").caller.phone for one in (number, first, second)}
    assert phones == {"+8613700137000"}
    of_caller = caller_pb.SupplementCaseRequest(context=office.context(main), text="别说是我反映的", call_id=call_id)
    office.hotline.callers.SupplementCase(of_caller)
    matters = (number, first, second, main, of_another)
    assert [office.case(one).call.caller.confidential for one in matters] == [False, True, True, False, False]
    assert office.acts(second).count("REQUEST_CONFIDENCE") == 1
    assert not any("PROPOSE_DECISION" in office.acts(one) for one in (first, second))


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
    new = split(office, main, call_ids=[call_id])
    assert office.hotline.caller(new.number, "核对").caller.phone == "+8613900139000"
    assert refused(office, main, call_ids=[7]).code is grpc.StatusCode.NOT_FOUND


def test_all_callers_who_raised_a_matter_have_a_number_and_an_answer(office: Office) -> None:
    """R2.5, R8.8."""
    main, joined = office.call(BOTH), office.call(BOTH, phone="13900139000")
    call_ids = [office.case(one).callers[0].call_id for one in (main, joined)]
    join(office, joined, main)
    new = split(office, main, call_ids=[*call_ids, call_ids[0]], to=designation("公安局"))
    assert [one.department for one in new.assignments] == ["公安局"]
    assert len(new.callers) == 2
    other = next(one for one in office.hotline.cases() if one.joined_into == new.number)
    assert (other.state, other.split_from) == (case_pb2.CASE_STATE_CLOSED, main)
    phones = {office.hotline.caller(one, "核对").caller.phone for one in (new.number, other.number)}
    assert phones == {"+8613800138000", "+8613900139000"}
    office.accept(new.number, "公安局")
    office.reply(new.number, "公安局")
    office.review(new.number)
    for caller in new.callers:
        told = desk_pb.AnswerCallerRequest(context=office.context(new.number), answer=answer(call_id=caller.call_id))
        answered = office.hotline.desk.AnswerCaller(told).case
    assert answered.state == case_pb2.CASE_STATE_ANSWERED


def test_a_caller_hears_of_nothing_that_another_raised(office: Office) -> None:
    main, joined = office.call(BOTH), office.call(BOTH, phone="13900139000")
    call_id = office.case(joined).callers[0].call_id
    join(office, joined, main)
    split(office, main, call_ids=[call_id], to=designation("公安局"))

    def spoken(number: str, phone: str) -> str:
        return office.hotline.inquiry.DescribeCase(inquiry_pb.DescribeCaseRequest(number=number, phone=phone)).spoken

    assert "公安局" not in spoken(main, PHONE)
    assert "公安局" in spoken(joined, "13900139000")
    assert "公安局" in spoken(str(int(joined[-6:])), "13900139000")


def test_in_confidence_asked_for_by_one_caller_bars_whom_the_matter_accuses(office: Office) -> None:
    """R8.3."""
    main, joined = office.call(BOTH), office.call(BOTH, phone="13900139000")
    secret = case_pb2.Call(caller=case_pb2.Caller(confidential=True))
    office.hotline.amend_registration(office.case(joined), secret, ["caller.confidential"], actor="0712")
    call_ids = [office.case(one).callers[0].call_id for one in (main, joined)]
    join(office, joined, main)
    new = split(office, main, "交通运输局不作为，收了出租车公司的好处", call_ids=call_ids)
    assert new.call.caller.confidential
    assert TAXI not in [one.department for one in new.assignments]


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
