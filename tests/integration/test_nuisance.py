"""Nuisance calls 恶意来电: a person marks them, figures exclude them, nothing else changes (R8.8)."""

from collections.abc import Callable
from datetime import timedelta

import grpc
import pytest
from hotline.v1 import act_pb2, case_pb2
from hotline.v1 import department_service_pb2 as department_pb
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline.v1 import report_service_pb2 as report_pb
from hotline_server.domain.numbering import number_of, parse_number
from hotline_server.domain.open_record import OpenDataQuery
from hotline_server.runtime.server import RunningServer
from hotline_server.security.identity import AccessRole

from tests.hotline import AUTHORITY, MONDAY, connect, refusal
from tests.office import TAXI, Office


def mark(office: Office, number: str, reason: str = "反复辱骂，没有诉求") -> case_pb2.Case:
    request = desk_pb.MarkNuisanceRequest(context=office.context(number), reason=reason)
    return office.hotline.desk.MarkNuisance(request).case


def unmark(office: Office, number: str, reason: str = "听过录音，不是") -> case_pb2.Case:
    request = desk_pb.UnmarkNuisanceRequest(context=office.context(number), reason=reason)
    return office.hotline.desk.UnmarkNuisance(request).case


def day_figures(office: Office) -> report_pb.GetDayFiguresResponse:
    return office.hotline.reports.GetDayFigures(report_pb.GetDayFiguresRequest(day="2026-11-23"))


def assigned(office: Office) -> int:
    request = report_pb.GetBulletinRequest(first_day="2026-11-23", last_day="2026-11-23")
    counts = office.hotline.reports.GetBulletin(request).total.counts
    return next(one.count for one in counts if one.figure == report_pb.FIGURE_ASSIGNED)


@pytest.mark.each_database
def test_a_mark_is_a_persons_and_changes_nothing_else(office: Office) -> None:
    number = office.call()
    marked = mark(office, number)
    assert (marked.nuisance, marked.state) == (True, case_pb2.CASE_STATE_ASSIGNED)
    entry = office.case(number).log[-1]
    assert (entry.act, entry.actor, entry.reason) == (
        act_pb2.ACT_MARK_NUISANCE, "李值班@测试", "反复辱骂，没有诉求",
    )  # fmt: skip
    office.accept(number)
    assert office.case(number).nuisance
    assert office.case(office.call()).state == case_pb2.CASE_STATE_ASSIGNED


def test_figures_exclude_marked_cases_count_them_apart_and_include_them_again(office: Office) -> None:
    number, _ = office.call(), office.call()
    assert (day_figures(office).total, assigned(office)) == (2, 2)
    mark(office, number)
    figures = day_figures(office)
    assert (figures.total, figures.nuisances, assigned(office)) == (1, 1, 1)
    assert sum(one.count for one in figures.outcomes) == sum(one.count for one in figures.states) == 1
    unmark(office, number)
    assert (day_figures(office).total, day_figures(office).nuisances, assigned(office)) == (2, 0, 2)


def test_marked_cases_are_counted_beside_the_others(office: Office) -> None:
    """R8.11: raw beside adjusted, and back again once the mark is taken away."""
    kept, number = office.call(phone="13700137001"), office.call(phone="13700137002")
    mark(office, number)
    day = f"{MONDAY:%Y-%m-%d}"

    def listed(figure: report_pb.Figure.ValueType) -> list[str]:
        request = report_pb.ListCountedCasesRequest(first_day=day, last_day=day, department=TAXI, figure=figure)
        return list(office.hotline.reports.ListCountedCases(request).case_numbers)

    assert (listed(report_pb.FIGURE_ASSIGNED), listed(report_pb.FIGURE_EXCLUDED)) == ([kept], [number])
    unmark(office, number)
    assert (listed(report_pb.FIGURE_ASSIGNED), listed(report_pb.FIGURE_EXCLUDED)) == ([number, kept], [])


def test_open_data_and_hotspots_leave_marked_cases_out(office: Office, server: RunningServer) -> None:
    """R8.8: before the newest are chosen."""
    kept, marked = office.call(phone="13700137001"), office.call(phone="13700137002")
    server.reports.gathering_turns.take()
    hotspots = server.service.stores.hotspots
    hotspot = hotspots.hotspot_of(parse_number(kept))
    assert hotspot
    since, before = MONDAY - timedelta(days=1), MONDAY + timedelta(days=1)

    def counted() -> tuple[list[str], ...]:
        published = [one.number for one in server.reports.open_data.newest(OpenDataQuery(since, before, limit=1))]
        gathered = [number_of(one) for one in hotspots.cases_of([hotspot])[hotspot]]
        recent = [number_of(one) for one in hotspots.recent(hotspot, since, 10)]
        return published, gathered, recent

    assert counted() == ([marked], [kept, marked], [marked, kept])
    mark(office, marked)
    assert counted() == ([kept], [kept], [kept])
    assert server.reports.open_data.get(marked) is None


def test_raw_data_keeps_marked_cases(office: Office) -> None:
    number = office.call()
    mark(office, number)
    assert [case.number for case in office.hotline.cases()] == [number]


@pytest.mark.parametrize("act", [mark, unmark])
def test_marks_need_a_reason(act: Callable[[Office, str, str], case_pb2.Case], office: Office) -> None:
    number = office.call()
    if act is unmark:
        mark(office, number)
    for reason in (" ", "长" * 10_001):
        assert list(refusal(lambda reason=reason: act(office, number, reason)).violations) == ["reason"]  # type: ignore[misc]


def test_a_case_is_marked_once_and_as_it_was_read(office: Office) -> None:
    number = office.call()
    assert refusal(lambda: unmark(office, number)).code is grpc.StatusCode.FAILED_PRECONDITION
    request = desk_pb.MarkNuisanceRequest(context=office.context(number), reason="反复辱骂")
    office.hotline.desk.MarkNuisance(request)
    assert refusal(lambda: office.hotline.desk.MarkNuisance(request)).code is grpc.StatusCode.ABORTED
    assert refusal(lambda: mark(office, number)).code is grpc.StatusCode.FAILED_PRECONDITION


@pytest.mark.parametrize("role", [AccessRole.OPERATOR, AccessRole.DEPARTMENT, AccessRole.LEADER])
def test_desk_leads_alone_mark(role: AccessRole, office: Office, server: RunningServer) -> None:
    number = office.call()
    context = case_pb2.ActContext(number=number, etag=office.case(number).etag)
    token = AUTHORITY.token("某人", [role], TAXI if role is AccessRole.DEPARTMENT else "")
    with connect(server.address, token) as other:
        marking = refusal(lambda: other.desk.MarkNuisance(desk_pb.MarkNuisanceRequest(context=context, reason="骂")))
        taking = refusal(lambda: other.desk.UnmarkNuisance(desk_pb.UnmarkNuisanceRequest(context=context, reason="不")))
    assert {marking.code, taking.code} == {grpc.StatusCode.PERMISSION_DENIED}


def test_departments_are_not_told(office: Office, server: RunningServer) -> None:
    number = office.call()
    mark(office, number)
    with connect(server.address, AUTHORITY.token("某人", [AccessRole.DEPARTMENT], TAXI)) as reader:
        request = department_pb.GetAssignedCaseRequest(department=TAXI, number=number)
        seen = reader.departments.GetAssignedCase(request).case
    assert (seen.nuisance, act_pb2.ACT_MARK_NUISANCE in [entry.act for entry in seen.log]) == (False, False)
