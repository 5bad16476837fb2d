"""What is sent to streets and towns: their own matters, and never those of departments (R8.3)."""

import pytest
from hotline.v1 import case_pb2
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline.v1 import directory_service_pb2 as directory_pb
from hotline.v1 import rule_service_pb2 as rule_pb
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.files import read_files

from tests.hotline import StartServer, a_call, connect, refusal
from tests.office import Office, designation

TOWN = "柳塘街道"
BUSES, LITTER, NOTHING = "公交线路太绕，投诉", "垃圾堆在路边没人清运，投诉", "测试"
RULE = "部门职责范围内的事项不得分派给街道、乡镇和社区"


@pytest.mark.each_database
def test_a_call_that_names_a_town_goes_straight_to_it_with_a_copy_to_the_district(office: Office) -> None:
    """R8.3 (E3)."""
    case = office.case(office.call(f"{TOWN}的垃圾堆在路边没人清运，投诉"))
    assert case.decision.outcome == case_pb2.OUTCOME_TRANSFER
    sent = {assignment.department: assignment.leads for assignment in case.assignments}
    assert sent == {TOWN: True, "东湖区人民政府": False}
    assert case.decision.rule_ids[-1] == "派单目录:环境卫生与垃圾/任一/任一"


def test_a_departments_matter_goes_to_the_department_though_a_town_is_named(office: Office) -> None:
    case = office.case(office.call(f"{TOWN}的公交线路太绕，投诉"))
    assert [assignment.department for assignment in case.assignments] == ["公共交通集团"]


def waiting_at_the_desk(office: Office, content: str) -> str:
    """Register a call; whoever the rule book sends it to sends it back."""
    case = office.case(office.call(content))
    for assignment in case.assignments:
        office.send_back(case.number, assignment.department)
    return case.number


@pytest.mark.parametrize("content", [LITTER, NOTHING])
def test_the_desk_may_send_a_town_its_own_matters_and_cases_without_a_matter(content: str, office: Office) -> None:
    case = office.assign(waiting_at_the_desk(office, content), designation(TOWN, "公安局"))
    assert case.decision.lead_department.name == TOWN


@pytest.mark.parametrize(
    ("to", "field"),
    [
        (designation(TOWN), "designation.lead_department"),
        (designation("公安局", TOWN), "designation.cohandlers"),
    ],
)
def test_the_desk_may_not_send_a_town_a_matter_of_departments(
    to: case_pb2.Designation, field: str, office: Office
) -> None:
    number = waiting_at_the_desk(office, BUSES)
    refused = refusal(lambda: office.assign(number, to))
    assert list(refused.violations) == [field]
    assert refused.violations[field].startswith(f"“公交”不在{TOWN}的直派清单里")
    assert RULE in refused.violations[field]
    assert office.acts(number)[-1] == "UPHOLD_OBJECTION"


def test_the_desk_may_not_refer_a_matter_of_departments_to_a_town(office: Office) -> None:
    number = waiting_at_the_desk(office, BUSES)
    request = desk_pb.ReferCaseRequest(context=office.context(number), department=TOWN, reason="在街道")
    assert RULE in refusal(lambda: office.hotline.desk.ReferCase(request)).violations["department"]


def test_a_leader_may_not_send_a_matter_of_departments_to_a_town(office: Office) -> None:
    number = waiting_at_the_desk(office, BUSES)
    escalation = desk_pb.EscalateCaseRequest(context=office.context(number), reason="请示", question="怎么办")
    office.hotline.desk.EscalateCase(escalation)
    refused = refusal(lambda: office.instruct(number, designation(TOWN)))
    assert RULE in refused.violations["designation.lead_department"]


def test_a_verified_emergency_may_be_sent_to_a_town(office: Office) -> None:
    """R2.6: it gets people out of their houses."""
    number = office.call("小区燃气管道漏气了，味道很大")
    request = desk_pb.VerifyEmergencyRequest(
        context=office.context(number),
        result=desk_pb.VERIFICATION_RESULT_CONFIRMED,
        findings="打电话核实过",
        designation=designation("燃气公司", TOWN),
    )
    case = office.hotline.desk.VerifyEmergency(request).case
    assert [department.name for department in case.decision.cohandlers] == [TOWN]


def test_a_server_starts_though_towns_may_no_longer_be_sent_what_the_rule_book_sends_them(
    start_server: StartServer,
) -> None:
    """The published rule book stays in force; only a draft has to fit the directory."""
    with connect(start_server().address) as hotline:
        directory = hotline.directory.ListUnits(directory_pb.ListUnitsRequest(kinds=[directory_pb.UNIT_KIND_CITY]))
        (city,) = directory.units
        city.town_matters.matters[:] = ["村务管理"]
        amendment = directory_pb.DirectoryChange(amend=directory_pb.AmendUnit(target=city.name, unit=city))
        hotline.directory.ChangeDirectory(
            directory_pb.ChangeDirectoryRequest(
                changes=[amendment], etag=directory.etag, reason="减负", actor="赵管理员"
            )
        )
    with connect(start_server().address) as hotline:
        assert hotline.register(a_call(LITTER)).decision.lead_department.name == "城市管理局"
        files = {name: content.decode() for name, content in read_files(PROJECT / "rules").items()}
        request = rule_pb.CheckDraftRequest(draft=rule_pb.Draft(files=files))
        refused = refusal(lambda: hotline.rules.CheckDraft(request))
        assert "“环境卫生与垃圾”不在" in refused.violations["draft.files[routing.yaml]"]
