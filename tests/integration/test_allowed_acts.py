"""``Case.allowed_acts`` for whoever asks (P2): rpcs that will succeed, and why others will not."""

import grpc
import pytest
from hotline.v1 import act_pb2, case_pb2
from hotline.v1 import department_service_pb2 as department_pb
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline_client import Hotline
from hotline_server.domain.lifecycle.act import Act
from hotline_server.security.identity import AccessRole

from tests.hotline import AUTHORITY, SetClock, connect, refusal
from tests.office import TAXI, Office, answer, designation

POLICE, FINANCE = "公安局", "财政局"


def person(office: Office, *roles: AccessRole, department: str = "") -> Hotline:
    return connect(office.server.address, AUTHORITY.token("某人", roles, department))


def allowed(case: case_pb2.Case, department: str = "") -> list[str]:
    """Return the rpcs, without their services, that are allowed on the case or on a department's assignment."""
    found = (one.rpc.split(".")[1] for one in case.allowed_acts if one.allowed and one.department == department)
    return list(dict.fromkeys(found))


def refused(case: case_pb2.Case) -> dict[str, str]:
    """Return the reasons for what is refused, by rpc."""
    return {one.rpc.split(".")[1]: one.reason for one in case.allowed_acts if not one.allowed}


def as_department(office: Office, number: str, department: str = TAXI) -> case_pb2.Case:
    with person(office, AccessRole.DEPARTMENT, department=department) as hotline:
        request = department_pb.GetAssignedCaseRequest(department=department, number=number)
        return hotline.departments.GetAssignedCase(request).case


class TestWhoAsks:
    def test_an_entry_names_the_rpc_the_act_and_its_label(self, office: Office) -> None:
        (entry,) = (one for one in as_department(office, office.call()).allowed_acts if one.label == "签收")
        assert entry == case_pb2.AllowedAct(
            rpc="DepartmentService.AcceptAssignment",
            act=act_pb2.ACT_ACCEPT,
            label="签收",
            department=TAXI,
            allowed=True,
        )

    def test_a_department_is_offered_its_own_acts_only(self, office: Office) -> None:
        """Of a fresh assignment: no co-handler's acts, and none of the desk's."""
        case = as_department(office, office.call())
        assert allowed(case, TAXI) == ["ProposeEnd", "AcceptAssignment", "ObjectToAssignment", "AskExtension"]
        assert allowed(case) == ["UploadAttachment"]
        assert refused(case) == {}

    def test_the_desk_does_what_the_duty_office_has_in_hand_and_nothing_of_others(self, office: Office) -> None:
        """R2.5, R3.1: an operator whose token names the whole city, too."""
        number = office.call()
        office.reroute(number, designation("值班室", TAXI))
        own = department_pb.SubmitProgressRequest(context=office.context(number, ""), progress="已约时间")
        with person(office, AccessRole.OPERATOR, department="全市") as desk:
            own.department = TAXI
            assert refusal(lambda: desk.departments.SubmitProgress(own)).code is grpc.StatusCode.PERMISSION_DENIED
            own.department = "值班室"
            case = desk.departments.SubmitProgress(own).case
            offered = ["ProposeEnd", "SubmitProgress", "AskExtension", "SubmitReply"]
            assert allowed(case, "值班室") == offered
            assert set(offered) < set(allowed(desk.case(number), "值班室"))
            reply = department_pb.SubmitReplyRequest(department="值班室", reply="已会商", missing_reason="不等了")
            reply.context.CopyFrom(case_pb2.ActContext(number=number, etag=case.etag))
            assert desk.departments.SubmitReply(reply).case.state == case_pb2.CASE_STATE_REPLIED
        assert office.case(number).log[-1].department == "值班室"

    def test_delegation_is_offered_to_those_who_have_units_below_them(self, office: Office) -> None:
        """P3, R8.4: by the directory; others are told why not."""
        offered = {}
        for department in (POLICE, FINANCE):
            number = office.call("你好在吗")
            office.assign(number, designation(department), "研判")
            office.accept(number, department)
            offered[department] = as_department(office, number, department)
        assert "DelegateAssignment" in allowed(offered[POLICE], POLICE)
        assert refused(offered[FINANCE])["DelegateAssignment"] == f"目录里没有{FINANCE}的下级单位"

    def test_a_district_is_offered_the_acts_of_its_departments(self, office: Office) -> None:
        number = office.call()
        with person(office, AccessRole.DEPARTMENT, department="云江市") as city:
            request = department_pb.GetAssignedCaseRequest(department=TAXI, number=number)
            assert "AcceptAssignment" in allowed(city.departments.GetAssignedCase(request).case, TAXI)

    def test_an_operator_is_told_what_is_the_desk_leads(self, office: Office) -> None:
        """P3: as whoever reads for another role at the desk is told whose the acts are."""
        number = office.call()
        with person(office, AccessRole.OPERATOR) as operator, person(office, AccessRole.LEADER) as leader:
            case = operator.case(number)
            for_leader = refused(leader.case(number))
        leads = {one.rpc.split(".")[1] for one in case.allowed_acts if one.reason == "由值班长办理"}
        assert leads == {"InvestigateOnSite", "MarkNuisance", "DiscloseCaller", "WithdrawAssignment"}
        assert (for_leader["MarkNuisance"], for_leader["RerouteCase"]) == ("由值班长办理", "由话务员、值班长办理")
        assert not any("办理" in reason for reason in refused(as_department(office, number)).values())
        office.accept(number)
        propose = department_pb.ProposeEndRequest(
            context=office.context(number), department=TAXI, reason_code="T01", grounds="已经起诉"
        )
        office.hotline.departments.ProposeEnd(propose)
        assert [(one.label, one.role) for one in office.case(number).waits if one.rpc == "DeskService.DecideEnd"] == [
            ("审核终止办理", "值班长")
        ]

    def test_an_operator_is_not_offered_what_only_the_desk_lead_may_do(self, office: Office) -> None:
        number = office.call()
        with person(office, AccessRole.OPERATOR) as operator, person(office, AccessRole.DESK_LEAD) as lead:
            for_operator, for_lead = operator.case(number), lead.case(number)
        assert set(allowed(for_lead)) - set(allowed(for_operator)) == {"InvestigateOnSite", "MarkNuisance"}
        assert "WithdrawAssignment" not in refused(for_lead), "a lead is re-routed, which is offered"
        assert allowed(for_operator, TAXI) == ["SuperviseAssignment"]

    def test_what_is_allowed_on_one_side_is_not_refused_on_another(self, office: Office, clock: SetClock) -> None:
        """R1.1: an operator may amend for the desk what nobody may without a reason any more."""
        number = office.call()
        clock.advance(hours=2)
        with person(office, AccessRole.OPERATOR) as operator:
            case = operator.case(number)
        assert [one.allowed for one in case.allowed_acts if one.act == act_pb2.ACT_AMEND] == [True]

    def test_a_leader_is_offered_an_instruction_where_one_is_awaited(self, office: Office) -> None:
        """R2.4."""
        number = office.call()
        with person(office, AccessRole.LEADER) as leader:
            assert "GiveInstruction" not in allowed(leader.case(number))
            request = desk_pb.EscalateCaseRequest(context=office.context(number), reason="面广", question="如何办理")
            office.hotline.desk.EscalateCase(request)
            assert "GiveInstruction" in allowed(leader.case(number))

    @pytest.mark.parametrize("role", [AccessRole.REPORTER, AccessRole.AUDITOR])
    def test_who_only_reads_is_offered_nothing(self, office: Office, role: AccessRole) -> None:
        with person(office, role) as hotline:
            assert not hotline.case(office.call()).allowed_acts

    @pytest.mark.usefixtures("suspicious_reading")
    def test_who_registers_a_call_is_offered_to_answer_the_question(self, office: Office) -> None:
        """R2.6."""
        with person(office, AccessRole.OPERATOR) as operator:
            number = office.call("好像有什么东西")
            case = operator.case(number)
            assert case.HasField("open_question")
            assert "AnswerQuestion" in allowed(case)
            assert "正在追问是不是有险情" in refused(case)["AssignCase"]
            assert "RaiseEmergency" in allowed(case)

    def test_a_watch_offers_what_its_watcher_may_do(self, office: Office) -> None:
        number = office.call()
        with person(office, AccessRole.OPERATOR) as operator:
            update = next(iter(operator.watch(number)))
            assert list(update.case.allowed_acts) == list(operator.case(number).allowed_acts)
            assert update.case.allowed_acts

    def test_a_list_offers_nothing(self, office: Office) -> None:
        number = office.call()
        with person(office, AccessRole.OPERATOR) as operator:
            (listed,) = operator.cases()
            assert (listed.number, list(listed.allowed_acts)) == (number, [])


class TestReasons:
    def test_a_department_learns_why_it_cannot_act_now(self, office: Office) -> None:
        """R3.2, R4.3."""
        number = office.call()
        office.accept(number)
        office.ask_extension(number, 3)
        assert refused(as_department(office, number)) == {"AskExtension": "上一次延期申请还没有答复，请等答复"}
        office.dissent(number)
        told = refused(as_department(office, number))
        assert told["AskSuspension"] == "工单现为“待裁定”，不能“申请暂缓”；先由领导批示"

    @pytest.mark.parametrize(
        ("may_answer", "told"),
        [(True, {}), (False, {"AnswerCallerDirectly": f"值班室没有让{TAXI}直接答复来电人，由值班室答复"})],
    )
    def test_a_department_may_answer_only_if_the_desk_lets_it(
        self, office: Office, told: dict[str, str], *, may_answer: bool
    ) -> None:
        """R3.4."""
        number = office.call()
        office.send_back(number)
        office.assign(number, designation(TAXI, may_answer=may_answer))
        office.accept(number)
        office.reply(number)
        office.review(number)
        case = as_department(office, number)
        assert ("AnswerCallerDirectly" in allowed(case, TAXI)) is may_answer
        assert refused(case) == told

    def test_the_desk_learns_what_keeps_a_case_from_closing(self, office: Office) -> None:
        """P2."""
        number = office.call()
        office.send_back(number)
        office.assign(number, designation(TAXI, POLICE))
        office.accept(number)
        office.reply(number, missing="不等协办")
        office.review(number)
        office.answer(number, answer())
        reason = refused(office.hotline.case(number))["CloseCase"]
        assert reason == f"{POLICE}的交办还没有了结，请审核、督办或撤回"
        assert str(refusal(lambda: office.close(number))) == reason


def test_every_label_is_that_of_the_act(office: Office) -> None:
    for one in office.hotline.case(office.call()).allowed_acts:
        assert one.label == Act[act_pb2.Act.Name(one.act).removeprefix("ACT_")].value
