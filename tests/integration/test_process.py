"""The seven steps and three principles, each party through its own service (process.md)."""

from datetime import UTC, timedelta

import grpc
import pytest
from hotline.v1 import act_pb2, case_pb2
from hotline.v1 import department_service_pb2 as department_pb
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline.v1 import leader_service_pb2 as leader_pb
from hotline_server.api.wording import owner_word
from hotline_server.security.identity import AccessRole

from tests.hotline import AUTHORITY, connect, refusal
from tests.office import SMOKE, TAXI, Office, answer, designation, in_city, survey

pytestmark = pytest.mark.each_database

FIRE = "我家楼下着火了,快来人"
CROWD = "开发商逾期交房,几百户业主集体上访也没人管,投诉"


def test_a_case_goes_from_the_call_to_the_sealed_file(office: Office) -> None:
    """R2.3, R3.1, R3.4, P1, R7.1."""
    number = office.call()
    assert office.owner(number) == TAXI
    office.resolve(number)
    assert office.owner(number) == "值班室"
    office.answer(number)
    office.survey(number, survey(), remark="很快")
    office.close(number)
    office.archive(number)
    case = office.case(number)
    assert case.state == case_pb2.CASE_STATE_ARCHIVED
    assert not case.HasField("owner")
    assert case.next_due_at.ToDatetime(UTC) == office.clock.now + timedelta(days=1095)
    assert office.acts(number) == [
        "REGISTER", "ASSIGN", "ACCEPT", "REPLY", "ACCEPT_REPLY", "ANSWER_CALLER", "RECORD_SATISFACTION",
        "CLOSE", "ARCHIVE",
    ]  # fmt: skip


def test_a_request_unsupported_by_policy_is_declined_with_the_reason(office: Office) -> None:
    """P2: 说服疏导."""
    number = office.call("你好在吗,我想在楼道里安个家")
    request = desk_pb.AnswerDirectlyRequest(
        context=office.context(number),
        answer=answer(
            "按规定楼道不能作住址,可以落集体户,原因是……", policy_id="P040", result=case_pb2.ANSWER_RESULT_REFUSED
        ),
        reason="政策不支持",
    )
    case = office.hotline.desk.AnswerDirectly(request).case
    assert case.state == case_pb2.CASE_STATE_ANSWERED
    assert case.decision.policy.id == "P040"
    assert case.decision.rule_ids == ["值班室"]


def test_a_referral_is_followed_up_until_there_is_a_result(office: Office) -> None:
    """R2.2: every third working day, however long it takes."""
    number = office.call("请问公交卡在哪里充值")
    for _ in range(2):
        office.clock.advance(days=6)
        office.round()
    reminders = [entry.reason for entry in office.case(number).log if entry.act == act_pb2.ACT_REMIND_DESK]
    assert reminders.count("归口的事项要跟踪到有结果") == 2
    # R2.3: nobody told the caller where it went.
    assert reminders.count("还没有告知来电人由谁办理") == 2
    request = desk_pb.RecordReferralResultRequest(context=office.context(number), result="已经办好")
    assert office.hotline.desk.RecordReferralResult(request).case.state == case_pb2.CASE_STATE_RESOLVED


def test_the_desk_overrides_the_rule_book_with_a_reason(office: Office) -> None:
    number = office.call("你好在吗")
    case = office.assign(number, designation("公安局", "教育局", days=5), "听口气是校园纠纷")
    assert case.decision.lead_department.name == "公安局"
    assert [other.name for other in case.decision.cohandlers] == ["教育局"]
    assert case.decision.outcome == case_pb2.OUTCOME_JOINT
    assert case.decision.reasons == ["听口气是校园纠纷"]
    assert office.assignment(number, "教育局").working_days == 5


def test_a_leaders_instruction_transfers_the_case_at_once(office: Office) -> None:
    """R2.4."""
    number = office.call(CROWD, district="东湖区")
    awaiting = office.hotline.leaders.ListCasesAwaitingInstruction(leader_pb.ListCasesAwaitingInstructionRequest())
    assert [case.number for case in awaiting.cases] == [number]
    assert office.owner(number) == "领导"
    case = office.instruct(number)
    assert case.state == case_pb2.CASE_STATE_ASSIGNED
    assert office.owner(number) == "东湖区住房和城乡建设局"
    instruction = next(entry for entry in office.case(number).log if entry.act == act_pb2.ACT_INSTRUCT)
    assert (instruction.actor, instruction.reason) == ("赵市长@测试", "请抓紧办理")


def test_a_leader_is_reminded_of_a_pending_instruction(office: Office) -> None:
    """P2: 不会被忘记."""
    number = office.call(CROWD)
    office.clock.advance(days=3)
    office.round()
    assert "REMIND_LEADER" in office.acts(number)


def test_the_leads_reply_includes_the_cohandlers_replies(office: Office) -> None:
    """R2.5: the reply waits for the co-handlers, or states why one is missing."""
    number = office.call(SMOKE)
    for department in ("城市管理局", "生态环境局"):
        office.accept(number, department)
    waiting = refusal(lambda: office.reply(number, "城市管理局"))
    assert "生态环境局" in waiting.violations["missing_reason"]
    office.reply(number, "生态环境局", "已检测,超标")
    office.reply(number, "城市管理局", "已责令整改")
    reply = next(entry for entry in office.case(number).log if entry.act == act_pb2.ACT_REPLY)
    assert reply.details["gathered"] == "生态环境局：已检测,超标"
    assert office.review(number).state == case_pb2.CASE_STATE_RESOLVED


def test_the_duty_office_can_be_the_lead(office: Office) -> None:
    """R2.5."""
    number = office.call("河里排污水,环保和水利互相推诿,投诉")
    case = office.case(number)
    assert owner_word(case.owner) == "值班室"
    assert case.state == case_pb2.CASE_STATE_IN_PROGRESS
    for department in ("生态环境局", "水利局"):
        office.accept(number, department)
        office.reply(number, department)
    assert office.reply(number, "值班室").state == case_pb2.CASE_STATE_REPLIED


def test_a_confirmed_emergency_is_assigned_at_once(office: Office) -> None:
    """R2.6, R3.3: accepted within half an hour, first progress within an hour, then every two hours."""
    number = office.call(FIRE)
    case = office.verify(number, confirmed=True)
    assert case.state == case_pb2.CASE_STATE_RESPONDING
    lead = office.assignment(number, "消防救援支队")
    assert lead.accept_due_at.ToDatetime() - lead.assigned_at.ToDatetime() == timedelta(minutes=30)
    office.accept(number, "消防救援支队")
    office.clock.advance(minutes=61)
    office.round()
    nudges = [e for e in office.case(number).log if e.act == act_pb2.ACT_NUDGE and e.department == "消防救援支队"]
    assert [nudge.reason for nudge in nudges] == ["到时间没有反馈进展"]
    office.progress(number, "消防救援支队")
    due = office.assignment(number, "消防救援支队").progress_due_at.ToDatetime()
    assert due - office.clock.now.replace(tzinfo=None) == timedelta(minutes=120)


def test_a_false_alarm_goes_back_to_triage(office: Office) -> None:
    """R2.6."""
    number = office.call(FIRE)
    case = office.verify(number, confirmed=False)
    assert case.state == case_pb2.CASE_STATE_REGISTERED
    assert case.decision.urgency == case_pb2.URGENCY_NORMAL


def test_an_emergency_alarm_repeats_until_it_is_verified(office: Office) -> None:
    """R2.6: every five minutes, at any hour."""
    office.clock.advance(hours=15)
    number = office.call(FIRE)
    for _ in range(3):
        office.clock.advance(minutes=5)
        office.round()
    office.verify(number, confirmed=True)
    office.clock.advance(minutes=5)
    office.round()
    alarms = [entry for entry in office.case(number).log if entry.act == act_pb2.ACT_ALARM]
    assert sum("line" not in entry.details for entry in alarms) == 3


def test_a_careless_reply_is_returned_with_requirements_and_a_limit(office: Office) -> None:
    """R4.2."""
    number = office.call()
    office.accept(number)
    office.reply(number, text="已阅")
    unspecific = refusal(lambda: office.review(number, " "))
    assert unspecific.violations == {"requirements": "要有 1 到 10000 个字"}
    office.review(number, "请说明处罚结果并附照片", days=2)
    assert in_city(office.assignment(number, TAXI).due_at) == "11-25 18:00"
    assert office.reply(number).state == case_pb2.CASE_STATE_REPLIED


def test_the_third_rework_raises_supervision(office: Office) -> None:
    """R4.2, and common practice."""
    number = office.call()
    office.accept(number)
    for _ in range(3):
        office.reply(number, text="已阅")
        assert "RAISE_SUPERVISION" not in office.acts(number)
        office.review(number, "请到现场")
    assert office.acts(number)[-1] == "RAISE_SUPERVISION"
    raised = office.case(number).log[-1]
    assert (raised.details["post"], bool(raised.details["told"])) == ("值班领导", True)
    waiting = office.hotline.leaders.ListCasesAwaitingInstruction(leader_pb.ListCasesAwaitingInstructionRequest())
    assert [case.number for case in waiting.cases] == [number]
    shown = desk_pb.ViewAsDepartmentRequest(number=number, department=TAXI)
    assert "told" not in office.hotline.desk.ViewAsDepartment(shown).case.log[-1].details


def test_departments_that_disagree_act_on_a_leaders_instruction(office: Office) -> None:
    """R4.3: they continue, or others take over; who was heard is not heard again, unless the desk asks."""
    number = office.call()
    office.accept(number)
    assert owner_word(office.dissent(number).owner) == "领导"
    assert owner_word(office.instruct(number).owner) == TAXI
    assert f"领导批示由{TAXI}办理" in str(refusal(lambda: office.dissent(number)))
    request = desk_pb.EscalateCaseRequest(context=office.context(number), question="是否换单位", reason="有新情况")
    office.hotline.desk.EscalateCase(request)
    case = office.instruct(number, designation("公安局"))
    assert owner_word(case.owner) == "公安局"
    assert office.assignment(number, TAXI).state == case_pb2.ASSIGNMENT_STATE_WITHDRAWN


def test_an_on_site_investigation_is_recorded(office: Office) -> None:
    """R4.4."""
    number = office.call()
    request = desk_pb.InvestigateOnSiteRequest(
        context=office.context(number), departments=[TAXI, "公安局"], press=["云江日报"], findings="当场查扣"
    )
    office.hotline.desk.InvestigateOnSite(request)
    entry = office.case(number).log[-1]
    assert entry.details == {"departments": f"{TAXI}、公安局", "press": "云江日报"}


def test_a_department_objects_once_and_the_desk_reassigns(office: Office) -> None:
    """P3, R8.4."""
    number = office.call()
    case = office.send_back(number)
    assert (case.state, office.owner(number)) == (case_pb2.CASE_STATE_REGISTERED, "值班室")
    office.assign(number, designation(TAXI))
    again = refusal(lambda: office.send_back(number))
    assert again.code is grpc.StatusCode.FAILED_PRECONDITION
    assert "已经提过一次异议" in str(again)


def test_the_third_transfer_without_a_lead_raises_supervision(office: Office) -> None:
    """Common practice."""
    number = office.call()
    for department in (TAXI, "公安局", "交警支队"):
        if department != TAXI:
            office.assign(number, designation(department))
        office.send_back(number, department)
    assert office.acts(number)[-1] == "RAISE_SUPERVISION"


def test_an_inactive_case_closes_and_is_archived(office: Office) -> None:
    """R7.1: three working days after the answer, ten after closing."""
    number = office.answered()
    office.clock.advance(days=5)
    office.round()
    assert office.case(number).state == case_pb2.CASE_STATE_CLOSED
    office.clock.advance(days=20)
    office.round()
    assert office.case(number).state == case_pb2.CASE_STATE_ARCHIVED


def test_the_desk_is_reminded_of_an_undecided_case(office: Office) -> None:
    """P2."""
    number = office.call("你好在吗")
    office.clock.advance(minutes=30)
    office.round()
    assert office.acts(number)[-1] == "REMIND_DESK"


def test_repeat_calls_are_found_and_joined_and_every_caller_is_answered(office: Office) -> None:
    """并单."""
    first = office.call("湖滨路 3 号烧烤店油烟大,区环保局没来过,投诉", district="东湖区")
    again = office.call("湖滨路那家烧烤店油烟还是很大,投诉", district="东湖区", phone="13900139000")
    other = office.call("投诉出租车拒载", phone="13700137000")
    request = desk_pb.FindSimilarCasesRequest(number=again)
    similar = office.hotline.desk.FindSimilarCases(request).similar_cases
    assert [item.case.number for item in similar] == [first]
    assert "同在东湖区" in similar[0].reason
    assert other not in [item.case.number for item in similar]
    join = desk_pb.JoinCasesRequest(context=office.context(again), into_number=first, reason="同一家店")
    joined = office.hotline.desk.JoinCases(join).case
    assert len(joined.callers) == 2
    assert office.case(again).state == case_pb2.CASE_STATE_CLOSED
    for department in ("东湖区城市管理局", "东湖区生态环境分局"):
        office.accept(first, department)
    office.reply(first, "东湖区生态环境分局")
    office.reply(first, "东湖区城市管理局")
    office.review(first)
    one, two = [caller.call_id for caller in office.case(first).callers]
    assert office.answer(first, answer(call_id=one)).state == case_pb2.CASE_STATE_RESOLVED
    assert office.answer(first, answer(call_id=two)).state == case_pb2.CASE_STATE_ANSWERED


def test_the_desk_supervises_and_withdraws(office: Office) -> None:
    number = office.call(SMOKE)
    supervise = desk_pb.SuperviseAssignmentRequest(
        context=office.context(number), department="生态环境局", reason="群众催问", working_days=1
    )
    office.hotline.desk.SuperviseAssignment(supervise)
    assert in_city(office.assignment(number, "生态环境局").due_at) == "11-24 18:00"
    withdraw = desk_pb.WithdrawAssignmentRequest(
        context=office.context(number), department="生态环境局", reason="无需协办"
    )
    office.hotline.desk.WithdrawAssignment(withdraw)
    withdraw = desk_pb.WithdrawAssignmentRequest(
        context=office.context(number), department="城市管理局", reason="无需牵头"
    )
    case = office.hotline.desk.WithdrawAssignment(withdraw).case
    assert (case.state, case.decision.lead_department.name) == (case_pb2.CASE_STATE_REGISTERED, "")


def test_the_desk_asks_a_leader_and_raises_an_emergency(office: Office) -> None:
    number = office.call()
    ask = desk_pb.EscalateCaseRequest(context=office.context(number), question="是否约谈公司", reason="屡次")
    case = office.hotline.desk.EscalateCase(ask).case
    assert (case.state, case.decision.outcome) == (case_pb2.CASE_STATE_ASSIGNED, case_pb2.OUTCOME_TRANSFER)
    assert [(one.by, one.words) for one in case.leader_question.asked] == [("值班室", "是否约谈公司")]
    raised = desk_pb.RaiseEmergencyRequest(context=office.context(number), reason="司机持刀")
    case = office.hotline.desk.RaiseEmergency(raised).case
    assert (case.state, case.decision.urgency) == (case_pb2.CASE_STATE_VERIFYING, case_pb2.URGENCY_CRITICAL)


def test_the_desk_refers_a_case(office: Office) -> None:
    number = office.call("你好在吗")
    request = desk_pb.ReferCaseRequest(context=office.context(number), department="民政局", reason="问低保")
    assert office.hotline.desk.ReferCase(request).case.state == case_pb2.CASE_STATE_REFERRED


def test_the_department_of_a_referral_sees_the_case_and_its_caller_only_for_a_reason(office: Office) -> None:
    """R2.2: and nobody else does."""
    number = office.call("你好在吗")
    request = desk_pb.ReferCaseRequest(context=office.context(number), department="公安局", reason="归它管")
    office.hotline.desk.ReferCase(request)
    token = AUTHORITY.token("王科长", [AccessRole.DEPARTMENT], department="公安局")
    with connect(office.server.address, token) as department:
        asked = department_pb.GetAssignedCaseRequest(department="公安局", number=number)
        case = department.departments.GetAssignedCase(asked).case
        reveal = department_pb.DepartmentServiceRevealCallerRequest(department="公安局", number=number, reason="联系")
        caller = department.departments.RevealCaller(reveal).call.caller
    assert (case.state, case.call.content) == (case_pb2.CASE_STATE_REFERRED, "你好在吗")
    assert "13800138000" not in str(case)
    assert act_pb2.ACT_REFER in {entry.act for entry in case.log}
    assert caller.phone == "+8613800138000"
    other = department_pb.GetAssignedCaseRequest(department=TAXI, number=number)
    assert refusal(lambda: office.hotline.departments.GetAssignedCase(other)).code is grpc.StatusCode.NOT_FOUND
