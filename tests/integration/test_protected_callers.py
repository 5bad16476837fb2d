"""What could tell who spoke is held back from every department, unless the desk decides otherwise (R8.5)."""

from collections.abc import Iterator
from pathlib import Path

import grpc
import pytest
from google.protobuf import text_format
from hotline.v1 import act_pb2, attachment_service_pb2, case_pb2
from hotline.v1 import department_service_pb2 as department_pb
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline.v1.slip_service_pb2 import ListSlipsRequest, SlipFilter
from hotline_client import Hotline
from hotline_server.cli.main import app
from hotline_server.runtime.server import RunningServer
from hotline_server.security.identity import AccessRole
from typer.testing import CliRunner

from tests.hotline import AUTHORITY, a_call, connect, refusal
from tests.integration.test_archive import upload
from tests.integration.test_recusal import ABOVE, ACCUSATION, ACCUSED, lift
from tests.office import TAXI, Office, designation

SAID = (
    "我叫张三,住柳塘小区3栋2单元502室,我儿子张小明和老婆李秀英都看见了,我的车湘A12345停在旁边,"
    "微信zhang_san88,我是出租车公司的调度员,举报出租车公司乱收费"
)
SECRETS = (
    "张三",
    "3栋2单元502",
    "张小明",
    "李秀英",
    "湘A12345",
    "zhang_san88",
    "调度员",
    "湖滨路12号",
    "13800138000",
    "call-77.wav",
    "云江钢厂",
)


@pytest.fixture
def number(office: Office) -> str:
    call = a_call(SAID, address="湖滨路12号3栋502", recording="call-77.wav", latitude=28.2, longitude=113.0)
    call.caller.confidential = True
    number = office.register_harmless(call, SAID)
    if office.case(number).state == case_pb2.CASE_STATE_REGISTERED:
        office.assign(number, designation(TAXI))
    return number


@pytest.fixture
def department(server: RunningServer) -> Iterator[Hotline]:
    with connect(server.address, AUTHORITY.token("王科长", [AccessRole.DEPARTMENT], TAXI)) as client:
        yield client


def seen_by(department: Hotline, number: str) -> case_pb2.Case:
    request = department_pb.GetAssignedCaseRequest(department=TAXI, number=number)
    return department.departments.GetAssignedCase(request).case


def disclose(office: Office, number: str, to: str, reason: str = "要当面核实") -> case_pb2.Case:
    request = desk_pb.DiscloseCallerRequest(context=office.context(number), department=to, reason=reason)
    return office.hotline.desk.DiscloseCaller(request).case


def withdraw(office: Office, number: str, reason: str = "已经核实", etag: str = "") -> case_pb2.Case:
    context = office.context(number)
    context.etag = etag or context.etag
    request = desk_pb.WithdrawDisclosureRequest(context=context, department=TAXI, reason=reason)
    return office.hotline.desk.WithdrawDisclosure(request).case


def shown(case: case_pb2.Case) -> str:
    return text_format.MessageToString(case, as_utf8=True)


def test_nothing_tells_a_department_who_spoke(office: Office, department: Hotline, number: str) -> None:
    case = seen_by(department, number)
    assert "举报出租车公司乱收费" in case.call.content
    assert [secret for secret in SECRETS if secret in shown(case)] == []
    assert not case.call.address
    assert not case.call.HasField("latitude")
    assert not case.location.HasField("latitude")


def test_the_desk_sees_a_case_as_a_department_does(office: Office, department: Hotline, number: str) -> None:
    viewed = office.hotline.view_as_department(number, TAXI)
    own = seen_by(department, number)
    # What may be done to it is offered to those who may do it alone.
    own.ClearField("allowed_acts")
    viewed.ClearField("allowed_acts")
    assert viewed == own


def test_no_way_out_tells_a_department_more_than_the_view(office: Office, department: Hotline, number: str) -> None:
    upload(office.hotline, number, name="张三3栋2单元502湘A12345.pdf")

    def told(*texts: object) -> set[str]:
        return {secret for secret in SECRETS if any(secret in str(text) for text in texts)}

    def check() -> None:
        materials = attachment_service_pb2.ListAttachmentsRequest(number=number, department=TAXI)
        page = department.departments.ListAssignedCases(department_pb.ListAssignedCasesRequest(department=TAXI))
        slips = department.slips.ListSlips(ListSlipsRequest(filter=SlipFilter(department=TAXI)))
        assert slips.slips
        viewed = office.hotline.view_as_department(number, TAXI)
        assert told(shown(viewed)) >= told(
            shown(seen_by(department, number)),
            *map(shown, page.cases),
            *(one.name for one in department.attachments.ListAttachments(materials).attachments),
            *(text_format.MessageToString(one, as_utf8=True) for one in slips.slips),
        )

    check()
    disclose(office, number, TAXI)
    check()


def test_the_desk_sees_what_a_department_would_see_before_it_is_sent(office: Office, number: str) -> None:
    viewed = office.hotline.view_as_department(number, "公安局")
    assert not viewed.assignments
    assert [secret for secret in SECRETS if secret in shown(viewed)] == []


def test_a_view_of_an_unknown_department_or_case_is_refused(office: Office, number: str) -> None:
    view = office.hotline.desk.ViewAsDepartment
    unknown = refusal(lambda: view(desk_pb.ViewAsDepartmentRequest(number=number, department="火星局")))
    assert set(unknown.violations) == {"department"}
    none = refusal(lambda: view(desk_pb.ViewAsDepartmentRequest(number="20261123-999999", department=TAXI)))
    assert none.code is grpc.StatusCode.NOT_FOUND


def test_a_department_does_not_view_as_another(department: Hotline, number: str) -> None:
    request = desk_pb.ViewAsDepartmentRequest(number=number, department=TAXI)
    refused = refusal(lambda: department.desk.ViewAsDepartment(request))
    assert refused.code is grpc.StatusCode.PERMISSION_DENIED


def test_a_desk_lead_decides_with_a_reason_that_a_department_may_know(
    office: Office, department: Hotline, number: str
) -> None:
    photo = upload(office.hotline, number, name="现场.pdf")
    reveal = department_pb.DepartmentServiceRevealCallerRequest(department=TAXI, number=number, reason="约时间")
    listed = attachment_service_pb2.ListAttachmentsRequest(number=number, department=TAXI)
    assert refusal(lambda: department.departments.RevealCaller(reveal)).code is grpc.StatusCode.FAILED_PRECONDITION
    assert not department.attachments.ListAttachments(listed).attachments

    assert set(refusal(lambda: disclose(office, number, TAXI, " ")).violations) == {"reason"}
    case = disclose(office, number, TAXI)
    assert [one.disclosed for one in case.assignments if one.department == TAXI] == [True]
    entry = office.case(number).log[-1]
    assert (entry.act, entry.department, entry.reason) == (act_pb2.ACT_DISCLOSE, TAXI, "要当面核实")
    assert entry.actor.startswith("李值班")
    assert "已经向" in str(refusal(lambda: disclose(office, number, TAXI)))

    seen = seen_by(department, number)
    assert "3栋2单元502" in seen.call.content
    assert "湘A12345" in seen.call.content
    assert "张三" not in seen.call.content, "the name is masked as any caller's"
    assert department.departments.RevealCaller(reveal).call.caller.name == "张三"
    assert [one.name for one in department.attachments.ListAttachments(listed).attachments] == [photo.name]


@pytest.mark.each_database
def test_a_desk_lead_takes_it_back_and_all_is_held_back_again(
    office: Office, server: RunningServer, department: Hotline, number: str
) -> None:
    upload(office.hotline, number, name="现场.pdf")
    reveal = department_pb.DepartmentServiceRevealCallerRequest(department=TAXI, number=number, reason="约时间")
    listed = attachment_service_pb2.ListAttachmentsRequest(number=number, department=TAXI)
    before = server.desk.queries.last_position()
    assert "没有向" in str(refusal(lambda: withdraw(office, number)))
    disclose(office, number, TAXI)
    office.accept(number)
    context = office.context(number, "王科长")
    department.departments.SubmitProgress(
        department_pb.SubmitProgressRequest(context=context, department=TAXI, progress="已去3栋2单元502核实,张三不在")
    )

    assert set(refusal(lambda: withdraw(office, number, " ")).violations) == {"reason"}
    case = withdraw(office, number)
    assert not any(one.disclosed for one in case.assignments)
    entry = office.case(number).log[-1]
    assert (entry.act, entry.actor, entry.department, entry.reason) == (
        act_pb2.ACT_WITHDRAW_DISCLOSURE, "李值班@测试", TAXI, "已经核实",
    )  # fmt: skip
    assert refusal(lambda: withdraw(office, number, etag=context.etag)).code is grpc.StatusCode.ABORTED

    watch = department.departments.WatchAssignments(
        department_pb.WatchAssignmentsRequest(department=TAXI, after_position=before), timeout=30
    )
    heard = []
    for news in watch:
        heard.append(news.entry)
        if news.entry.act == act_pb2.ACT_WITHDRAW_DISCLOSURE:
            break
    watch.cancel()
    page = department.departments.ListAssignedCases(department_pb.ListAssignedCasesRequest(department=TAXI))
    texts = [shown(seen_by(department, number)), *map(shown, page.cases), *map(str, heard)]
    assert [secret for secret in SECRETS for text in texts if secret in text] == []
    assert refusal(lambda: department.departments.RevealCaller(reveal)).code is grpc.StatusCode.FAILED_PRECONDITION
    assert not department.attachments.ListAttachments(listed).attachments
    assert disclose(office, number, TAXI, "又要核实").assignments[0].disclosed


def test_whoever_meets_a_danger_is_told_where_it_is_and_not_who_says_so(office: Office) -> None:
    """R2.6, R8.3: once it is verified, until it is over."""
    said = f"{SAID},柳塘小区3栋502着火了,有人被困"
    call = a_call(said, address="湖滨路12号3栋502", latitude=28.2, longitude=113.0)
    call.caller.confidential = True
    number = office.hotline.register(call).number
    case = office.verify(number, confirmed=True)
    department = case.assignments[0].department
    seen = office.hotline.view_as_department(number, department)
    assert ("3栋502着火" in seen.call.content, seen.call.address) == (True, "湖滨路12号3栋502")
    assert seen.call.latitude == pytest.approx(28.2)
    persons = ("张三", "13800138000", "云江钢厂", "张小明", "李秀英", "湘A12345", "zhang_san88")
    assert [one for one in persons if one in shown(seen)] == []


def test_a_department_that_was_not_named_learns_nothing(office: Office, number: str) -> None:
    disclose(office, number, TAXI)
    assert "湘A12345" not in shown(office.hotline.view_as_department(number, "公安局"))


def test_only_a_desk_lead_discloses(office: Office, server: RunningServer, number: str) -> None:
    request = desk_pb.DiscloseCallerRequest(context=office.context(number), department=TAXI, reason="核实")
    with connect(server.address, AUTHORITY.token("李话务", [AccessRole.OPERATOR])) as operator:
        assert refusal(lambda: operator.desk.DiscloseCaller(request)).code is grpc.StatusCode.PERMISSION_DENIED
        back = desk_pb.WithdrawDisclosureRequest(context=request.context, department=TAXI, reason="核实过了")
        assert refusal(lambda: operator.desk.WithdrawDisclosure(back)).code is grpc.StatusCode.PERMISSION_DENIED


def test_a_stale_decision_to_disclose_is_refused(office: Office, number: str) -> None:
    context = case_pb2.ActContext(number=number, etag="1", actor="李值班")
    request = desk_pb.DiscloseCallerRequest(context=context, department=TAXI, reason="核实")
    disclose(office, number, TAXI)
    assert refusal(lambda: office.hotline.desk.DiscloseCaller(request)).code is grpc.StatusCode.ABORTED


def test_the_accused_is_no_department_of_the_case(office: Office) -> None:
    """The accused never has an assignment, so there is none to disclose anything to; whoever is above it may know."""
    number = office.call(ACCUSATION, district="东湖区")
    assert refusal(lambda: disclose(office, number, "东湖区城市管理局")).code is grpc.StatusCode.NOT_FOUND
    assert disclose(office, number, ABOVE).assignments[0].disclosed


def test_whom_a_case_is_referred_to_is_told_to_ask_the_desk(office: Office) -> None:
    """A limit that ``DeskService`` tells of; it used to be said that the department had nothing to do with the case."""
    call = a_call("你好在吗")
    call.caller.confidential = True
    number = office.hotline.register(call).number
    to = desk_pb.ReferCaseRequest(context=office.context(number), department="公安局", reason="归它管")
    office.hotline.desk.ReferCase(to)
    refused = refusal(lambda: disclose(office, number, "公安局"))
    assert refused.code is grpc.StatusCode.FAILED_PRECONDITION
    assert "由值班长转告，或者改为交办给它" in str(refused)


def test_it_is_shown_and_decided_at_a_terminal(
    office: Office, server: RunningServer, number: str, tmp_path: Path
) -> None:
    token = tmp_path / "token.jwt"
    token.write_text(AUTHORITY.token("李值班", [AccessRole.OPERATOR, AccessRole.DESK_LEAD]), "ascii")
    reach = ["--server", server.address, "--token-file", str(token)]

    def run(*arguments: str) -> str:
        result = CliRunner().invoke(app, [*arguments])
        assert result.exit_code == 0, result.output
        return result.output

    assert "湘A12345" not in run("show", number, "--as", TAXI, *reach)
    run("act", *reach, "disclose", number, "--department", TAXI, "--why", "当面核实")
    assert "湘A12345" in run("show", number, "--as", TAXI, *reach)
    run("act", *reach, "withdraw-disclosure", number, "--department", TAXI, "--why", "已经核实")
    assert "湘A12345" not in run("show", number, "--as", TAXI, *reach)


def test_whom_a_caller_may_mean_is_given_the_case_and_told_who_called_for_a_reason_alone(office: Office) -> None:
    """R8.3: the desk looked at it, and did not go on as by default."""
    number = office.call("我是东湖区城管局的协管员，我举报我们中队长收摊贩的钱，不要说是我说的", district="东湖区")
    facts = {fact.name: fact.value for fact in office.case(number).decision.facts}
    assert (ACCUSED in facts["提到单位"], facts["被反映单位"]) == (True, "")
    refused = refusal(lambda: office.assign(number, designation(ACCUSED), "研判"))
    assert "写明查过什么" in refused.violations["reason"]
    office.assign(number, designation(ACCUSED), "问过来电人，反映的是另一个区的")
    assert "反映的可能就是它" in str(refusal(lambda: disclose(office, number, ACCUSED)))
    lift(office, number, ACCUSED, "问过来电人，反映的是另一个区的")
    assert [one.disclosed for one in disclose(office, number, ACCUSED).assignments if one.leads] == [True]
