"""A protected caller's case never reaches whom it accuses, nor anybody below them (R8.3)."""

import grpc
import pytest
from hotline.v1 import act_pb2, case_pb2, intake_service_pb2
from hotline.v1 import caller_service_pb2 as caller_pb
from hotline.v1 import department_service_pb2 as department_pb
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline.v1 import directory_service_pb2 as directory_pb
from hotline_server.runtime.server import RunningServer
from hotline_server.security.identity import AccessRole

from tests.directory_changes import change, hand_over
from tests.hotline import AUTHORITY, a_call, connect, refusal
from tests.integration.test_amending import amend
from tests.office import NO, Office, designation, survey

ACCUSATION = "我要举报东湖区城管局不作为，我住柳塘小区3栋502，占道经营没人管"
ACCUSED, ABOVE = "东湖区城市管理局", "东湖区人民政府"
DESK_ROLES = (AccessRole.OPERATOR, AccessRole.DESK_LEAD)
SHIELD = "不得把举报交给被反映的单位和它的下属单位"


def sent_back(office: Office, content: str, district: str = "东湖区") -> str:
    """Register a call; whoever the rule book sends it to sends it back."""
    case = office.case(office.call(content, district=district))
    for assignment in case.assignments:
        office.send_back(case.number, assignment.department)
    return case.number


@pytest.mark.each_database
def test_an_accusation_goes_to_the_unit_above_the_accused(office: Office) -> None:
    case = office.case(office.call(ACCUSATION, district="东湖区"))
    assert [assignment.department for assignment in case.assignments] == [ABOVE]
    assert case.decision.rule_ids[0] == "HD-10"
    assert ACCUSED in {fact.name: fact.value for fact in case.decision.facts}["被反映单位"]


@pytest.mark.parametrize(
    ("to", "field"),
    [
        (designation(ACCUSED), "designation.lead_department"),
        (designation("公安局", ACCUSED), "designation.cohandlers"),
    ],
)
def test_the_desk_may_not_assign_to_the_accused(to: case_pb2.Designation, field: str, office: Office) -> None:
    number = sent_back(office, ACCUSATION)
    refused = refusal(lambda: office.assign(number, to))
    assert list(refused.violations) == [field]
    assert SHIELD in refused.violations[field]
    assert ABOVE in refused.violations[field]
    assert office.acts(number)[-1] == "UPHOLD_OBJECTION"


def test_nor_to_a_unit_below_the_accused(office: Office) -> None:
    number = sent_back(office, "举报东湖区政府不作为，柳塘街道占道经营没人管")
    for below in ("东湖区公安分局", "东湖区城市管理局"):
        assert SHIELD in str(refusal(lambda to=below: office.assign(number, designation(to))).violations)  # type: ignore[misc]
    assert office.assign(number, designation("城市管理局")).decision.lead_department.name == "城市管理局"


def test_the_desk_may_not_refer_to_the_accused(office: Office) -> None:
    number = sent_back(office, ACCUSATION)
    request = desk_pb.ReferCaseRequest(context=office.context(number), department=ACCUSED, reason="归口")
    assert SHIELD in refusal(lambda: office.hotline.desk.ReferCase(request)).violations["department"]


def test_a_leader_may_not_send_it_to_the_accused(office: Office) -> None:
    number = sent_back(office, ACCUSATION)
    request = desk_pb.EscalateCaseRequest(context=office.context(number), reason="请示", question="怎么办")
    office.hotline.desk.EscalateCase(request)
    refused = refusal(lambda: office.instruct(number, designation(ACCUSED)))
    assert SHIELD in refused.violations["designation.lead_department"]


def test_a_desk_lead_may_not_override(office: Office, server: RunningServer) -> None:
    number = sent_back(office, ACCUSATION)
    request = desk_pb.AssignCaseRequest(
        context=office.context(number), designation=designation(ACCUSED), reason="由它自查"
    )
    with connect(server.address, AUTHORITY.token("李值班", [AccessRole.DESK_LEAD])) as lead:
        assert SHIELD in str(refusal(lambda: lead.desk.AssignCase(request)).violations)


def test_an_accusation_is_not_joined_into_a_case_that_the_accused_handles(office: Office) -> None:
    main = office.call("公园门口流动摊贩占道摆摊，走路都没法走，投诉", district="东湖区")
    assert [assignment.department for assignment in office.case(main).assignments] == [ACCUSED]
    accusation = sent_back(office, ACCUSATION)
    request = desk_pb.JoinCasesRequest(context=office.context(accusation), into_number=main, reason="同一件事")
    assert SHIELD in refusal(lambda: office.hotline.desk.JoinCases(request)).violations["into_number"]


def test_a_case_into_which_an_accusation_was_joined_is_kept_from_the_accused(office: Office) -> None:
    main = sent_back(office, "占道经营没人管，投诉")
    request = desk_pb.JoinCasesRequest(
        context=office.context(sent_back(office, ACCUSATION)), into_number=main, reason="同一件事"
    )
    office.hotline.desk.JoinCases(request)
    assert SHIELD in str(refusal(lambda: office.assign(main, designation(ACCUSED))).violations)


def test_the_accused_is_not_taken_to_the_spot(office: Office) -> None:
    number = office.call(ACCUSATION, district="东湖区")
    request = desk_pb.InvestigateOnSiteRequest(
        context=office.context(number), departments=["公安局", ACCUSED], findings="到现场看过"
    )
    assert SHIELD in refusal(lambda: office.hotline.desk.InvestigateOnSite(request)).violations["departments"]


def test_an_ordinary_complaint_may_be_handled_by_whom_it_is_about(office: Office) -> None:
    number = sent_back(office, "投诉东湖区城管局窗口态度恶劣")
    assert office.assign(number, designation(ACCUSED)).decision.lead_department.name == ACCUSED


def test_a_verified_emergency_may_be_sent_to_the_accused(office: Office) -> None:
    """R2.6: whoever can help is sent, and learns nothing of the caller; whoever confirms is told, and it is logged."""
    number = office.call("举报消防支队乱收费，哎呀楼下着火了快来人")
    cautions = {one.act: one.caution for one in office.case(number).allowed_acts if one.caution}
    assert cautions.keys() == {act_pb2.ACT_CONFIRM_EMERGENCY}
    assert "来电人反映的是消防救援支队" in cautions[act_pb2.ACT_CONFIRM_EMERGENCY]
    request = desk_pb.VerifyEmergencyRequest(
        context=office.context(number),
        result=desk_pb.VERIFICATION_RESULT_CONFIRMED,
        findings="打电话核实过",
        designation=designation("消防救援支队"),
    )
    assert office.hotline.desk.VerifyEmergency(request).case.decision.lead_department.name == "消防救援支队"


@pytest.mark.parametrize(
    "content",
    [ACCUSATION, ACCUSATION.replace("3栋502", "三栋五零二"), "投诉出租车拒载还乱要价，请替我保密，我家在3-502"],
)
def test_whoever_handles_it_does_not_learn_where_the_caller_lives(
    content: str, office: Office, server: RunningServer
) -> None:
    """R8.3 (E12): what tells who spoke is held back, in the text; and the address whole."""
    call = a_call(content, district="东湖区", address="柳塘小区3栋502室")
    number = office.hotline.register(call).number
    case = office.assign(number, designation(ABOVE)) if not office.case(number).assignments else office.case(number)
    (department,) = {assignment.department for assignment in case.assignments}
    with connect(server.address, AUTHORITY.token("某人", [AccessRole.DEPARTMENT], department)) as reader:
        request = department_pb.GetAssignedCaseRequest(department=department, number=number)
        shown = reader.departments.GetAssignedCase(request).case
    assert shown.call.district == "东湖区"
    assert shown.call.address == ""
    assert not [number for number in ("502", "五零二") if number in shown.call.content]


class TestHandingOver:
    """Changes of the directory send a case to nobody whom its caller accuses."""

    def merge(self, office: Office, server: RunningServer, unit: str, into: str) -> None:
        change(office.hotline, directory_pb.DirectoryChange(merge=directory_pb.MergeUnits(targets=[unit], into=into)))
        hand_over(server)

    def test_the_unit_above_stands_in_for_an_accused_successor(self, office: Office, server: RunningServer) -> None:
        number = sent_back(office, ACCUSATION)
        office.assign(number, designation("东湖区市场监督管理局", "东湖区教育局"))
        self.merge(office, server, "东湖区市场监督管理局", ACCUSED)
        case = office.case(number)
        open_ones = [one for one in case.assignments if one.state == case_pb2.ASSIGNMENT_STATE_ASSIGNED]
        assert [one.department for one in open_ones] == [ABOVE, "东湖区教育局"]
        assert case.decision.lead_department.name == ABOVE
        entry = case.log[-1]
        assert (entry.act, entry.department) == (act_pb2.ACT_HAND_OVER, ABOVE)

    def test_a_successor_below_the_accused_is_left_out_too(self, office: Office, server: RunningServer) -> None:
        number = sent_back(office, "举报东湖区政府不作为，柳塘街道占道经营没人管")
        office.assign(number, designation("烟草专卖局"))
        self.merge(office, server, "烟草专卖局", "东湖区市场监督管理局")
        (handling,) = (
            one for one in office.case(number).assignments if one.state != case_pb2.ASSIGNMENT_STATE_DECLINED
        )
        assert not handling.department.startswith("东湖区")

    def test_without_a_unit_above_the_desk_takes_it_over(self, office: Office, server: RunningServer) -> None:
        number = sent_back(office, "举报公安局乱收费，有人管吗")
        office.assign(number, designation("烟草专卖局"))
        self.merge(office, server, "烟草专卖局", "公安局")
        case = office.case(number)
        assert case.assignments[-1].department == "值班室"
        assert case.state == case_pb2.CASE_STATE_IN_PROGRESS

    def test_an_ordinary_case_follows_the_work(self, office: Office, server: RunningServer) -> None:
        number = sent_back(office, "投诉东湖区城管局窗口态度恶劣")
        office.assign(number, designation("东湖区市场监督管理局"))
        self.merge(office, server, "东湖区市场监督管理局", ACCUSED)
        assert office.case(number).assignments[-1].department == ACCUSED


def lift(
    office: Office, number: str, department: str = ACCUSED, reason: str = "问过来电人，反映的是市局"
) -> case_pb2.Case:
    request = desk_pb.LiftRecusalRequest(context=office.context(number), department=department, reason=reason)
    return office.hotline.desk.LiftRecusal(request).case


class TestLifting:
    """A misread accusation is no dead end: a person lifts the recusal, with a reason."""

    def test_a_unit_that_nobody_accuses_may_be_sent_the_case_again(self, office: Office, server: RunningServer) -> None:
        number = sent_back(office, ACCUSATION)
        before = office.case(number).decision
        lifted = lift(office, number)
        entry = office.case(number).log[-1]
        assert (entry.act, entry.actor, entry.reason) == (
            act_pb2.ACT_LIFT_RECUSAL, "李值班@测试", "问过来电人，反映的是市局",
        )  # fmt: skip
        assert dict(entry.details) == {"units": ACCUSED}
        assert {fact.name: fact.value for fact in lifted.decision.facts}["解除回避"] == ACCUSED
        assert (lifted.decision.rule_ids, lifted.state) == (before.rule_ids, case_pb2.CASE_STATE_REGISTERED)
        assert office.assign(number, designation(ACCUSED)).decision.lead_department.name == ACCUSED
        with connect(server.address, AUTHORITY.token("某人", [AccessRole.DEPARTMENT], ACCUSED)) as reader:
            request = department_pb.GetAssignedCaseRequest(department=ACCUSED, number=number)
            seen = reader.departments.GetAssignedCase(request).case
        assert act_pb2.ACT_LIFT_RECUSAL not in [shown.act for shown in seen.log]

    def test_what_was_lifted_stays_lifted(self, office: Office) -> None:
        number = sent_back(office, ACCUSATION)
        lift(office, number)
        office.assign(number, designation("公安局"))
        office.send_back(number, "公安局")
        assert office.assign(number, designation(ACCUSED)).decision.lead_department.name == ACCUSED
        assert refusal(lambda: lift(office, number)).code is grpc.StatusCode.FAILED_PRECONDITION

    def test_other_accused_units_go_on_stepping_aside(self, office: Office) -> None:
        number = sent_back(office, "举报东湖区城管局和东湖区教育局乱收费，有人管吗")
        lift(office, number)
        assert SHIELD in str(refusal(lambda: office.assign(number, designation("东湖区教育局"))).violations)

    @pytest.mark.parametrize(
        ("department", "reason", "field"),
        [
            (ACCUSED, " ", "reason"),
            (ACCUSED, "长" * 10_001, "reason"),
            ("", "查过了", "department"),
            ("没有的局", "查过了", "department"),
        ],
    )
    def test_lifting_needs_an_accused_unit_and_a_reason(
        self, department: str, reason: str, field: str, office: Office
    ) -> None:
        number = sent_back(office, ACCUSATION)
        refused = refusal(lambda: lift(office, number, department, reason))
        assert list(refused.violations) == [field]
        assert office.acts(number)[-1] == "UPHOLD_OBJECTION"

    def test_the_recusal_of_a_unit_below_is_lifted_with_that_of_the_accused(self, office: Office) -> None:
        number = sent_back(office, "举报东湖区政府不作为，柳塘街道占道经营没人管")
        for below in ("柳塘街道", "公安局"):
            refused = refusal(lambda to=below: lift(office, number, to))  # type: ignore[misc]
            assert ABOVE in refused.violations["department"]
        lift(office, number, ABOVE)
        office.assign(number, designation("东湖区公安分局"))

    @pytest.mark.parametrize("role", [role for role in AccessRole if role not in DESK_ROLES])
    def test_the_desk_alone_lifts(self, role: AccessRole, office: Office, server: RunningServer) -> None:
        number = sent_back(office, ACCUSATION)
        context = case_pb2.ActContext(number=number, etag=office.case(number).etag, actor="某人")
        request = desk_pb.LiftRecusalRequest(context=context, department=ACCUSED, reason="查过了")
        token = AUTHORITY.token("某人", [role], ACCUSED if role is AccessRole.DEPARTMENT else "")
        with connect(server.address, token) as other:
            assert refusal(lambda: other.desk.LiftRecusal(request)).code is grpc.StatusCode.PERMISSION_DENIED

    def test_a_stale_or_closed_case_is_refused(self, office: Office) -> None:
        number = sent_back(office, ACCUSATION)
        stale = desk_pb.LiftRecusalRequest(context=office.context(number), department=ACCUSED, reason="查过了")
        office.answer_directly(number, policy_id="", reason="来电人撤回")
        assert refusal(lambda: office.hotline.desk.LiftRecusal(stale)).code is grpc.StatusCode.ABORTED
        assert refusal(lambda: lift(office, number)).code is grpc.StatusCode.FAILED_PRECONDITION

    def test_who_confirms_an_emergency_lifts_it_on_the_record_until_that_is_over(self, office: Office) -> None:
        """R2.6: whoever can help is sent, and handles no more than the danger."""
        number = office.call("举报消防支队乱收费，哎呀楼下着火了快来人")
        request = desk_pb.VerifyEmergencyRequest(
            context=office.context(number), result=desk_pb.VERIFICATION_RESULT_CONFIRMED, findings="打电话核实过",
            designation=designation("消防救援支队"),
        )  # fmt: skip
        office.hotline.desk.VerifyEmergency(request)
        (entry,) = (entry for entry in office.case(number).log if entry.act == act_pb2.ACT_LIFT_RECUSAL)
        assert entry.reason == "重大突发，能处置的单位都要到场：打电话核实过"
        assert dict(entry.details) == {"units": "消防救援支队"}
        office.resolve(number, "消防救援支队")
        proposed = office.case(number).proposed_decision
        assert ("消防救援支队" in proposed.decision.reasons[0], proposed.HasField("due_at")) == (True, True)
        assert "先研判" in str(refusal(lambda: office.answer(number)))
        kept = desk_pb.KeepDecisionRequest(context=office.context(number), reason="火已扑灭，乱收费的事另行办理")
        office.hotline.desk.KeepDecision(kept)
        office.answer(number)
        office.survey(number, survey(satisfied=NO))
        refused = refusal(lambda: office.judge(number, caller_pb.CALLBACK_MEASURE_SECOND_HANDLING))
        assert SHIELD in refused.violations["designation.lead_department"]


def test_an_amendment_sends_a_case_to_nobody_whom_a_joined_caller_accuses(office: Office) -> None:
    main = office.call("有件事想反映", district="东湖区")
    request = desk_pb.JoinCasesRequest(
        context=office.context(sent_back(office, ACCUSATION)), into_number=main, reason="同一件事"
    )
    office.hotline.desk.JoinCases(request)
    amended = amend(office, main, {"content": "公园门口流动摊贩占道摆摊，走路都没法走，投诉"})
    assert amended.call.content.startswith("公园门口")
    assert (amended.decision.outcome, list(amended.assignments)) == (case_pb2.OUTCOME_DESK, [])


def test_no_danger_sends_a_case_to_nobody_whom_a_joined_caller_accuses(
    office: Office, suspicious_reading: None
) -> None:
    main = office.call("公园门口流动摊贩占道摆摊，走路都没法走，好像还有烟味，投诉", district="东湖区")
    request = desk_pb.JoinCasesRequest(
        context=office.context(sent_back(office, ACCUSATION)), into_number=main, reason="同一件事"
    )
    office.hotline.desk.JoinCases(request)
    answered = office.hotline.answer_question(office.case(main), intake_service_pb2.DANGER_ANSWER_NO_DANGER, actor="张")
    assert answered.decision.outcome == case_pb2.OUTCOME_DESK
    assert not answered.assignments
    suggested = [one.department.name for one in answered.decision.suggestions]
    assert suggested
    assert not {ACCUSED, "东湖区公安分局"}.intersection(suggested)
