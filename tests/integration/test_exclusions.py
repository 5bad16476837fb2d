"""Exclusions from assessment through the service: who may do what, and what figures count (R8.11)."""

import grpc
import pytest
from hotline.v1 import case_pb2, case_service_pb2
from hotline.v1 import department_service_pb2 as department_pb
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline.v1 import report_service_pb2 as report_pb
from hotline_server.runtime.server import RunningServer
from hotline_server.security.identity import AccessRole

from tests.hotline import AUTHORITY, MONDAY, connect, refusal
from tests.office import TAXI, Office

DAY = f"{MONDAY:%Y-%m-%d}"


@pytest.fixture
def number(office: Office) -> str:
    """Return the number of a closed case, whose caller was asked."""
    return office.closed()


def request(office: Office, number: str, ground: str = "重复诉求", reason: str = "同一件") -> case_pb2.Case:
    asked = department_pb.RequestExclusionRequest(
        context=office.context(number, "王科长"), department=TAXI, ground=ground, reason=reason
    )
    return office.hotline.departments.RequestExclusion(asked).case


def propose(office: Office, number: str, opinion: desk_pb.ExclusionOpinion.ValueType, reason: str = "属实") -> None:
    office.hotline.desk.ProposeExclusion(
        desk_pb.ProposeExclusionRequest(context=office.context(number), department=TAXI, opinion=opinion, reason=reason)
    )


def review(
    office: Office,
    number: str,
    actor: str = "孙值班",
    result: desk_pb.ExclusionReview.ValueType = desk_pb.EXCLUSION_REVIEW_CONFIRMED,
) -> None:
    office.hotline.desk.ReviewExclusion(
        desk_pb.ReviewExclusionRequest(
            context=office.context(number, actor), department=TAXI, review=result, reason="同意"
        )
    )


def appeal(office: Office, number: str, reason: str = "有新材料") -> None:
    office.hotline.departments.AppealExclusion(
        department_pb.AppealExclusionRequest(context=office.context(number, "王科长"), department=TAXI, reason=reason)
    )


def rule(office: Office, number: str, ruling: desk_pb.AppealRuling.ValueType, actor: str = "赵值班长") -> None:
    office.hotline.desk.RuleOnAppeal(
        desk_pb.RuleOnAppealRequest(
            context=office.context(number, actor), department=TAXI, ruling=ruling, reason="看过材料"
        )
    )


def bulletin(office: Office) -> report_pb.GetBulletinResponse:
    return office.hotline.reports.GetBulletin(report_pb.GetBulletinRequest(first_day=DAY, last_day=DAY))


def counted(standing: report_pb.Standing) -> dict[str, int]:
    return {report_pb.Figure.Name(one.figure)[7:]: one.count for one in standing.counts if one.count}


def counts(office: Office) -> dict[str, int]:
    return counted(bulletin(office).total)


def raw(office: Office) -> dict[str, dict[str, int]]:
    return {one.name: counted(one) for one in bulletin(office).raw}


@pytest.mark.each_database
def test_excluded_work_is_counted_apart_and_comes_back(office: Office, number: str) -> None:
    """R8.11: raw beside adjusted, exclusions and appeals counted."""
    before = counts(office)
    assert (before["ASSIGNED"], before["ASKED"]) == (1, 1)
    request(office, number)
    propose(office, number, desk_pb.EXCLUSION_OPINION_REFUSE)
    review(office, number)
    assert (counts(office), raw(office)) == (before | {"EXCLUSION_ASKED": 1}, {})
    appeal(office, number)
    rule(office, number, desk_pb.APPEAL_RULING_UPHELD)
    assert counts(office) == {"EXCLUDED": 1, "EXCLUSION_ASKED": 1, "EXCLUSION_APPEALED": 1}
    whole = before | {"EXCLUDED": 1, "EXCLUSION_ASKED": 1, "EXCLUSION_APPEALED": 1}
    assert raw(office) == {TAXI: whole, "合计": whole}
    year = office.hotline.reports.GetAnnualReport(report_pb.GetAnnualReportRequest(year=2026))
    assert (counted(year.total), counted(year.raw_total)) == (counts(office), whole), "and in the figures of the year"
    (asked,) = bulletin(office).exclusions
    assert (asked.department, asked.ground, asked.appealed, asked.count) == (TAXI, "重复诉求", True, 1)
    assert asked.state == case_pb2.EXCLUSION_STATE_EXCLUDED
    acts = {one.name: one.count for one in year.acts if one.count}
    assert acts.items() >= {"申请剔除": 1, "申诉": 1, "申诉成立": 1}.items()
    export = report_pb.ExportBulletinRequest(first_day=DAY, last_day=DAY, format=report_pb.DOCUMENT_FORMAT_HTML)
    page = b"".join(part.chunk for part in office.hotline.reports.ExportBulletin(export)).decode()
    told = ("标记为恶意来电和经复核剔除的1件次", "申请剔除1件次，其中申诉1件次", "剔除前后对照")
    assert [words for words in told if words not in page] == []
    office.hotline.desk.RevokeExclusion(
        desk_pb.RevokeExclusionRequest(context=office.context(number), department=TAXI, reason="材料不实")
    )
    assert counts(office) == before | {"EXCLUSION_ASKED": 1, "EXCLUSION_APPEALED": 1}
    exclusion = office.assignment(number, TAXI).exclusion
    assert (exclusion.state, exclusion.ground, exclusion.appeal, exclusion.opinion) == (
        case_pb2.EXCLUSION_STATE_REVOKED, "重复诉求", "有新材料", "材料不实",
    )  # fmt: skip


@pytest.mark.each_database
def test_what_the_desk_owes_is_listed(office: Office, number: str) -> None:
    request(office, number)
    awaited = case_service_pb2.CaseFilter(awaited=case_service_pb2.CASE_AWAITED_EXCLUSION_OPINION)
    assert [one.number for one in office.hotline.cases(awaited)] == [number]
    waiting = [(one.rpc, one.party) for one in office.hotline.case(number).waits]
    assert waiting == [("DeskService.ProposeExclusion", TAXI)]


def test_bad_input_is_refused_field_by_field(office: Office, number: str) -> None:
    assert list(refusal(lambda: request(office, number, ground="太忙")).violations) == ["ground"]
    assert list(refusal(lambda: request(office, number, reason=" ")).violations) == ["reason"]
    request(office, number)
    unspecified = desk_pb.EXCLUSION_OPINION_UNSPECIFIED
    assert list(refusal(lambda: propose(office, number, unspecified)).violations) == ["opinion"]
    long = "长" * 10_001
    refuse = desk_pb.EXCLUSION_OPINION_REFUSE
    assert list(refusal(lambda: propose(office, number, refuse, long)).violations) == ["reason"]
    propose(office, number, refuse)
    nothing = desk_pb.EXCLUSION_REVIEW_UNSPECIFIED
    assert list(refusal(lambda: review(office, number, result=nothing)).violations) == ["review"]
    assert refusal(lambda: review(office, number, actor="李值班")).code is grpc.StatusCode.FAILED_PRECONDITION
    review(office, number)
    assert list(refusal(lambda: appeal(office, number, " ")).violations) == ["reason"]
    appeal(office, number)
    assert list(refusal(lambda: rule(office, number, desk_pb.APPEAL_RULING_UNSPECIFIED)).violations) == ["ruling"]


def test_only_leads_rule_and_revoke_and_nobody_by_an_old_etag(
    office: Office, number: str, server: RunningServer
) -> None:
    context = office.context(number, "王科长")
    request(office, number)
    stale = department_pb.RequestExclusionRequest(context=context, department=TAXI, ground="重复诉求", reason="同")
    assert refusal(lambda: office.hotline.departments.RequestExclusion(stale)).code is grpc.StatusCode.ABORTED
    rule_request = desk_pb.RuleOnAppealRequest(
        context=office.context(number), department=TAXI, ruling=desk_pb.APPEAL_RULING_UPHELD, reason="属实"
    )
    revoke = desk_pb.RevokeExclusionRequest(context=office.context(number), department=TAXI, reason="不实")
    propose_request = desk_pb.ProposeExclusionRequest(
        context=office.context(number), department=TAXI, opinion=desk_pb.EXCLUSION_OPINION_REFUSE, reason="不属实"
    )
    with connect(server.address, AUTHORITY.token("李话务", [AccessRole.OPERATOR])) as operator:
        assert refusal(lambda: operator.desk.RuleOnAppeal(rule_request)).code is grpc.StatusCode.PERMISSION_DENIED
        assert refusal(lambda: operator.desk.RevokeExclusion(revoke)).code is grpc.StatusCode.PERMISSION_DENIED
        assert refusal(lambda: operator.departments.RequestExclusion(stale)).code is grpc.StatusCode.PERMISSION_DENIED
    with connect(server.address, AUTHORITY.token("陈记者", [AccessRole.REPORTER])) as reporter:
        asked = refusal(lambda: reporter.desk.ProposeExclusion(propose_request))
        assert asked.code is grpc.StatusCode.PERMISSION_DENIED
