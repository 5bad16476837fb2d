"""Delegation to units below over the service (R8.4, P3): who may, what each sees and hears, lists, figures."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC
from typing import Any

import grpc
import pytest
from hotline.v1 import act_pb2, case_pb2, case_service_pb2, report_service_pb2
from hotline.v1 import delegation_service_pb2 as pb
from hotline.v1 import department_service_pb2 as department_pb
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline_client import Hotline, HotlineError, aio
from hotline_server.ground.clock import local_day
from hotline_server.security.identity import AccessRole

from tests.case_files import CALENDAR
from tests.hotline import AUTHORITY, EVERYBODY, a_call, connect, refusal
from tests.office import TAXI, Office, designation

SERVICE_CENTRE, ROADS = "道路运输服务中心", "公路建设养护中心"
TOWN, DISTRICT = "柳塘街道", "东湖区人民政府"
TWO_DAYS = case_pb2.TimeLimit(spans=[case_pb2.TimeSpan(count=2, unit=case_pb2.TIME_UNIT_WORKING_DAY)])
DAYS_OFF = case_pb2.TimeLimit(spans=[case_pb2.TimeSpan(count=30, unit=case_pb2.TIME_UNIT_WORKING_DAY)])


@pytest.fixture
def unit(office: Office) -> Iterator[Hotline]:
    """Connect as somebody of the unit below."""
    token = AUTHORITY.token("孙科员", [AccessRole.DEPARTMENT], department=SERVICE_CENTRE)
    with connect(office.server.address, token) as hotline:
        yield hotline


@pytest.fixture
def number(office: Office) -> str:
    """Return the number of a case that the unit has from its department."""
    number = office.call()
    office.accept(number)
    office.delegate(number, SERVICE_CENTRE)
    return number


def over(office: Office, number: str, request: Any, rpc: str, department: str = TAXI) -> case_pb2.Case:
    """Do an act over the unit below as the department."""
    request.context.CopyFrom(office.context(number, "王科长"))
    request.department = department
    request.unit = request.unit or SERVICE_CENTRE
    case: case_pb2.Case = getattr(office.hotline.delegation, rpc)(request).case
    return case


def heard(hotline: Hotline, department: str, number: str) -> list[str]:
    """Return the acts that a department's watch tells of a case so far."""
    last = hotline.departments.GetAssignedCase(
        department_pb.GetAssignedCaseRequest(department=department, number=number)
    ).case.log
    ends = [entry.position for entry in last if entry.department == department][-1]
    watch = hotline.departments.WatchAssignments(
        department_pb.WatchAssignmentsRequest(department=department), timeout=60
    )
    acts = []
    for response in watch:
        acts.append(act_pb2.Act.Name(response.entry.act).removeprefix("ACT_"))
        if response.entry.position == ends:
            watch.cancel()
            return acts
    raise AssertionError("the watch ended")


class TestAUnitBelow:
    def test_it_sees_accepts_and_replies_and_its_department_replies_with_that(
        self, office: Office, unit: Hotline, number: str
    ) -> None:
        seen = unit.departments.GetAssignedCase(
            department_pb.GetAssignedCaseRequest(department=SERVICE_CENTRE, number=number)
        ).case
        assert seen.call.content == "投诉出租车拒载还乱要价"
        assert [one.department for one in seen.assignments] == [SERVICE_CENTRE]
        below = office.assignment(number, SERVICE_CENTRE)
        above = office.assignment(number, TAXI)
        assert (below.parent_number, below.leads, above.parent_number) == (above.number, False, 0)
        assert below.deadline.ToDatetime(UTC) == CALENDAR.deadline(office.clock.now, above.working_days - 1).at
        office.accept(number, SERVICE_CENTRE)
        office.progress(number, SERVICE_CENTRE)
        office.reply(number, SERVICE_CENTRE, "已暂扣车辆")
        over(office, number, pb.TakeOverReplyRequest(), "TakeOverReply")
        assert office.reply(number).state == case_pb2.CASE_STATE_REPLIED
        assert office.case(number).log[-1].details["below"] == f"{SERVICE_CENTRE}：已暂扣车辆"
        assert heard(unit, SERVICE_CENTRE, number) == [
            "DELEGATE", "ACCEPT_DELEGATED", "SUBMIT_PROGRESS", "REPLY_TO_DELEGATOR", "TAKE_OVER_REPLY",
        ]  # fmt: skip
        assert heard(office.hotline, TAXI, number)[-2:] == ["TELL_DELEGATOR", "REPLY"]

    def test_it_is_told_no_more_of_the_caller_than_its_department(self, office: Office) -> None:
        """R8.3: confidence included."""
        number = office.hotline.register(
            a_call("举报出租车司机不打表", request_type=case_pb2.REQUEST_TYPE_ACCUSATION)
        ).number
        if office.case(number).state == case_pb2.CASE_STATE_REGISTERED:
            office.assign(number, designation(TAXI))
        office.accept(number)
        office.delegate(number, SERVICE_CENTRE)
        token = AUTHORITY.token("孙科员", [AccessRole.DEPARTMENT], department=SERVICE_CENTRE)
        with connect(office.server.address, token) as hotline:
            asked = department_pb.GetAssignedCaseRequest(department=SERVICE_CENTRE, number=number)
            shown = hotline.departments.GetAssignedCase(asked).case
            reveal = department_pb.DepartmentServiceRevealCallerRequest(
                department=SERVICE_CENTRE, number=number, reason="联系"
            )
            assert refusal(lambda: hotline.departments.RevealCaller(reveal)).code is grpc.StatusCode.FAILED_PRECONDITION
        assert (shown.call.caller.name, shown.call.caller.phone) == ("", "")

    @pytest.mark.each_database
    def test_it_has_the_case_on_its_list(self, unit: Hotline, number: str) -> None:
        listed = unit.departments.ListAssignedCases(department_pb.ListAssignedCasesRequest(department=SERVICE_CENTRE))
        assert [case.number for case in listed.cases] == [number]

    @pytest.mark.each_database
    def test_its_objection_is_on_nobodys_list_at_the_desk(self, office: Office, number: str) -> None:
        office.object(number, SERVICE_CENTRE)
        filter_ = case_service_pb2.CaseFilter(awaited=case_service_pb2.CASE_AWAITED_OBJECTION_RULING)
        assert not list(office.hotline.cases(filter_))
        at_desk = desk_pb.RuleOnObjectionRequest(
            context=office.context(number), department=SERVICE_CENTRE, ruling=desk_pb.OBJECTION_RULING_UPHELD,
            reason="看过三定规定",
        )  # fmt: skip
        assert refusal(lambda: office.hotline.desk.RuleOnObjection(at_desk)).code is grpc.StatusCode.FAILED_PRECONDITION
        ruled = pb.DecideObjectionRequest(ruling=desk_pb.OBJECTION_RULING_UPHELD, reason="不归它")
        over(office, number, ruled, "DecideObjection")
        assert office.assignment(number, SERVICE_CENTRE).state == case_pb2.ASSIGNMENT_STATE_DECLINED

    def test_it_and_its_department_are_offered_what_each_may_do(
        self, office: Office, unit: Hotline, number: str
    ) -> None:
        """P2: and neither what the other may."""

        def offered(hotline: Hotline, department: str) -> set[str]:
            asked = department_pb.GetAssignedCaseRequest(department=department, number=number)
            acts = hotline.departments.GetAssignedCase(asked).case.allowed_acts
            return {one.rpc.partition(".")[2] for one in acts if one.allowed and one.department == SERVICE_CENTRE}

        token = AUTHORITY.token("王科长", [AccessRole.DEPARTMENT], department=TAXI)
        with connect(office.server.address, token) as department:
            above = offered(department, TAXI)
        assert {"RecallAssignment", "SuperviseUnit", "ChangeLimit"} <= above
        assert offered(unit, SERVICE_CENTRE) == {"AcceptAssignment", "ObjectToAssignment", "AskExtension"}


class TestTheDepartment:
    @pytest.mark.parametrize(
        ("units", "says"),
        [
            (["公安局"], "公安局不是交通运输局的下级单位"),
            (["值班室"], "值班室不是交通运输局的下级单位"),
            ([TOWN], "柳塘街道不是交通运输局的下级单位"),
            (["没有这个科"], "目录里没有部门"),
            ([], "至少写一个下级单位"),
            ([SERVICE_CENTRE], "已经在办"),
            ([ROADS, ROADS], "不能出现两次"),
        ],
    )
    def test_it_delegates_to_units_below_it_alone(
        self, office: Office, number: str, units: list[str], says: str
    ) -> None:
        refused = refusal(lambda: office.delegate(number, *units))
        assert refused.code is grpc.StatusCode.INVALID_ARGUMENT
        assert says in refused.violations["units"]

    def test_a_time_beyond_its_own_is_refused(self, office: Office, number: str) -> None:
        refused = refusal(lambda: office.delegate(number, ROADS, limit=DAYS_OFF))
        assert "要早于交通运输局自己的期限" in refused.violations["time_limit"]
        unknown = case_pb2.TimeLimit(spans=[case_pb2.TimeSpan(count=1)])
        assert list(refusal(lambda: office.delegate(number, ROADS, limit=unknown)).violations) == ["time_limit"]

    @pytest.mark.parametrize(
        ("request_", "rpc", "field"),
        [
            (pb.DelegateAssignmentRequest(units=[ROADS]), "DelegateAssignment", "reason"),
            (pb.DecideObjectionRequest(unit=SERVICE_CENTRE, reason="不归它"), "DecideObjection", "ruling"),
            (pb.DecideUnitExtensionRequest(unit=SERVICE_CENTRE, reason="属实"), "DecideUnitExtension", "decision"),
            (pb.ReturnReplyRequest(unit=SERVICE_CENTRE), "ReturnReply", "requirements"),
            (pb.SuperviseUnitRequest(unit=SERVICE_CENTRE), "SuperviseUnit", "reason"),
            (pb.ChangeLimitRequest(unit=SERVICE_CENTRE), "ChangeLimit", "reason"),
            (pb.RecallAssignmentRequest(unit=SERVICE_CENTRE), "RecallAssignment", "reason"),
            (pb.TakeOverReplyRequest(unit=SERVICE_CENTRE, remark="长" * 10_001), "TakeOverReply", "remark"),
        ],
    )
    def test_what_is_missing_or_too_long_is_named(
        self, office: Office, number: str, request_: Any, rpc: str, field: str
    ) -> None:
        request_.context.CopyFrom(office.context(number, "王科长"))
        request_.department = TAXI
        refused = refusal(lambda: getattr(office.hotline.delegation, rpc)(request_))
        assert (refused.code, list(refused.violations)) == (grpc.StatusCode.INVALID_ARGUMENT, [field])

    def test_nobody_else_acts_on_its_units(self, office: Office, unit: Hotline, number: str) -> None:
        """Neither the unit itself, nor another department, nor one that the case does not concern."""

        def recall(hotline: Hotline, department: str) -> grpc.StatusCode:
            request = pb.RecallAssignmentRequest(
                context=office.context(number, ""), department=department, unit=SERVICE_CENTRE, reason="自己办"
            )
            return refusal(lambda: hotline.delegation.RecallAssignment(request)).code

        assert recall(unit, SERVICE_CENTRE) is grpc.StatusCode.NOT_FOUND
        assert recall(unit, TAXI) is grpc.StatusCode.PERMISSION_DENIED
        token = AUTHORITY.token("李科长", [AccessRole.DEPARTMENT], department="公安局")
        with connect(office.server.address, token) as police:
            assert recall(police, "公安局") is grpc.StatusCode.NOT_FOUND

    def test_an_act_on_a_version_that_has_changed_is_aborted_and_done_once(self, office: Office, number: str) -> None:
        stale = office.context(number, "王科长")
        request = pb.RecallAssignmentRequest(context=stale, department=TAXI, unit=SERVICE_CENTRE, reason="自己办")
        office.hotline.delegation.RecallAssignment(request)
        again: Callable[[], object] = lambda: office.hotline.delegation.RecallAssignment(request)  # noqa: E731
        assert refusal(again).code is grpc.StatusCode.ABORTED
        assert office.acts(number).count("RECALL") == 1

    def test_a_district_delegates_its_own_matters_to_a_town_and_no_departments(self, office: Office) -> None:
        """R8.3 (E9): nor does a town that handles its own pass a department's matter on to a community."""
        litter = office.call(f"{TOWN}的垃圾堆在路边没人清运，投诉")
        office.reroute(litter, designation(DISTRICT))
        office.accept(litter, DISTRICT)
        office.delegate(litter, TOWN, department=DISTRICT)
        assert office.assignment(litter, TOWN).parent_number
        buses = office.call("公交线路太绕，投诉")
        office.reroute(buses, designation(DISTRICT))
        office.accept(buses, DISTRICT)
        refused = refusal(lambda: office.delegate(buses, TOWN, department=DISTRICT))
        assert "不得分派给街道、乡镇和社区" in refused.violations["units"]

    def test_a_town_delegates_to_its_community(self, office: Office) -> None:
        number = office.call(f"{TOWN}的垃圾堆在路边没人清运，投诉")
        office.accept(number, TOWN)
        office.delegate(number, "文星社区", department=TOWN)
        office.accept(number, "文星社区")
        assert office.reply(number, "文星社区").state == case_pb2.CASE_STATE_IN_PROGRESS


@pytest.mark.each_database
def test_an_overdue_unit_is_told_with_its_department_and_counted_apart(office: Office, number: str) -> None:
    """R4.1, R6.1: by the department that delegated, and by the unit below, which no total counts twice."""
    office.accept(number, SERVICE_CENTRE)
    office.clock.now = office.assignment(number, SERVICE_CENTRE).deadline.ToDatetime(UTC)
    office.round()
    acts = office.acts(number)
    assert "TELL_DELEGATOR" in acts
    assert "SUPERVISE" not in acts
    day = str(local_day(office.assignment(number, TAXI).assigned_at.ToDatetime(UTC)))
    bulletin = office.hotline.reports.GetBulletin(report_service_pb2.GetBulletinRequest(first_day=day, last_day=day))

    def counted(standing: report_service_pb2.Standing) -> dict[str, int]:
        name = report_service_pb2.Figure.Name
        return {name(one.figure).removeprefix("FIGURE_"): one.count for one in standing.counts if one.count}

    (department,), (below,) = bulletin.departments, bulletin.units
    assert (department.name, counted(department)["DELEGATED"]) == (TAXI, 1)
    assert (below.name, counted(below)["ASSIGNED"], counted(below)["REPLY_DUE"]) == (SERVICE_CENTRE, 1, 1)
    assert counted(bulletin.total)["ASSIGNED"] == 1
    for name, delegated in ((SERVICE_CENTRE, True), (SERVICE_CENTRE, False), (TAXI, False)):
        expected = [number] if delegated or name == TAXI else []
        asked = report_service_pb2.ListCountedCasesRequest(
            first_day=day, last_day=day, department=name, figure=report_service_pb2.FIGURE_ASSIGNED, delegated=delegated
        )
        assert list(office.hotline.reports.ListCountedCases(asked).case_numbers) == expected


def test_the_clients_do_what_a_department_does_over_units_below(office: Office) -> None:
    """P3, R8.4."""
    number = office.call()
    case = office.accept(number)
    over_units = office.hotline.as_delegator(TAXI)
    case = over_units.delegate(case, [SERVICE_CENTRE], "核实车辆", actor="王科长")
    case = over_units.supervise(case, SERVICE_CENTRE, "抓紧", actor="王科长")
    with pytest.raises(HotlineError, match="异议"):
        over_units.decide_objection(case, SERVICE_CENTRE, desk_pb.OBJECTION_RULING_UPHELD, "属实", "王科长")
    office.accept(number, SERVICE_CENTRE)
    office.reply(number, SERVICE_CENTRE, "已暂扣车辆")
    case = over_units.return_reply(office.case(number), SERVICE_CENTRE, "写明处理依据", actor="王科长")
    office.reply(number, SERVICE_CENTRE, "依据第三十条暂扣车辆")

    async def take_over_and_recall() -> case_pb2.Case:
        async with aio.connect(office.server.address, EVERYBODY) as hotline:
            acts = hotline.as_delegator(TAXI)
            case = await acts.take_over_reply(await hotline.case(number), SERVICE_CENTRE, actor="王科长")
            case = await acts.delegate(case, [ROADS], "核实路面", actor="王科长")
            case = await acts.change_limit(case, ROADS, "提前", TWO_DAYS, actor="王科长")
            office.ask_extension(number, 1, ROADS)
            granted = desk_pb.EXTENSION_DECISION_GRANTED
            case = await acts.decide_extension(await hotline.case(number), ROADS, granted, "属实", "王科长")
            return await acts.recall(case, ROADS, "不用了", actor="王科长")

    states = {one.department: one.state for one in asyncio.run(take_over_and_recall()).assignments}
    assert states[SERVICE_CENTRE] == case_pb2.ASSIGNMENT_STATE_DONE
    assert states[ROADS] == case_pb2.ASSIGNMENT_STATE_WITHDRAWN
    assert office.assignment(number, ROADS).extension_count == 1
