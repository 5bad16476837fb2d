"""Cases recorded under names that units no longer have: they are found, counted and listed by any name (P3, R6.1)."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hotline.v1 import archive_service_pb2 as archive_pb
from hotline.v1 import case_service_pb2 as case_pb
from hotline.v1 import directory_service_pb2 as pb
from hotline.v1 import report_service_pb2 as report_pb
from hotline.v1.case_service_pb2_grpc import CaseServiceStub
from hotline_client import Hotline
from hotline_server.desk.reports.special import SpecialReportRequest
from hotline_server.runtime.server import RunningServer

from tests.hotline import open_channel, refusal
from tests.office import TAXI, Office

pytestmark = pytest.mark.each_database

EAST, LAKE, TOWN = "东湖区", "湖心区", "柳塘街道"
NOISE = "投诉楼下烧烤店半夜还在放音乐，吵得睡不着"
DAY: dict[str, Any] = {"first_day": "2026-11-23", "last_day": "2026-11-23"}
TAXIS = "出租车与网约车"


def change(hotline: Hotline, *changes: pb.DirectoryChange) -> None:
    etag = hotline.directory.ListUnits(pb.ListUnitsRequest(page_size=1)).etag
    request = pb.ChangeDirectoryRequest(changes=changes, etag=etag, reason="机构改革", actor="赵管理员")
    hotline.directory.ChangeDirectory(request)


def rename(hotline: Hotline, unit: str, name: str) -> None:
    change(hotline, pb.DirectoryChange(rename=pb.RenameUnit(target=unit, name=name)))


@pytest.fixture
def cases(server: RunningServer) -> Iterator[CaseServiceStub]:
    with open_channel(server.address) as channel:
        yield CaseServiceStub(channel)


def listed(cases: CaseServiceStub, **fields: Any) -> set[str]:
    """Return the numbers of the cases that match a filter, read page by page."""
    numbers: list[str] = []
    token = ""
    while True:
        request = case_pb.ListCasesRequest(filter=case_pb.CaseFilter(**fields), page_size=1, page_token=token)
        page = cases.ListCases(request)
        numbers += [one.number for one in page.cases]
        token = page.next_page_token
        if not token:
            assert len(numbers) == len(set(numbers))
            return set(numbers)


def test_cases_of_a_renamed_district_are_found_by_both_names(office: Office, cases: CaseServiceStub) -> None:
    before = office.call(district=EAST)
    rename(office.hotline, EAST, LAKE)
    after = office.call(district=LAKE)
    office.call(district="西岭区")
    for name in (EAST, LAKE, "A1区"):
        assert listed(cases, district=name) == {before, after}
        assert listed(cases, district=name, lead_department=TAXI) == {before, after}
        report = office.server.reports.special_reports.of(SpecialReportRequest(district=name, **DAY))
        assert (report.counts.cases, report.scope.district) == (2, LAKE)


def test_cases_of_a_renamed_town_are_found_by_both_names(office: Office, cases: CaseServiceStub) -> None:
    said = "的垃圾堆在路边没人清运，投诉"
    before = office.call(f"{TOWN}{said}")
    rename(office.hotline, TOWN, "柳堤街道")
    office.server.desk.gazetteer.refresh()
    after = office.call(f"柳堤街道{said}")
    for name in (TOWN, "柳堤街道"):
        assert listed(cases, town=name) == {before, after}


def test_archived_cases_are_found_by_both_names_of_their_district_and_lead(office: Office) -> None:
    """R7.1."""
    number = office.accept(office.call(district=EAST)).number
    office.reply(number)
    office.review(number)
    office.answer(number)
    office.close(number)
    office.archive(number)
    while office.server.reports.archive.some():
        pass
    rename(office.hotline, EAST, LAKE)
    rename(office.hotline, TAXI, "交通运输委员会")
    searches: Sequence[dict[str, Any]] = (
        {"district": EAST},
        {"district": LAKE},
        {"lead_department": TAXI},
        {"lead_department": "交通运输委员会", "district": LAKE},
    )
    for wanted in searches:
        found = office.hotline.archive.SearchArchive(archive_pb.SearchArchiveRequest(**wanted)).archived_cases
        assert [one.number for one in found] == [number], wanted
    other = archive_pb.SearchArchiveRequest(district="西岭区")
    assert not office.hotline.archive.SearchArchive(other).archived_cases


def counted(hotline: Hotline, figure: report_pb.Figure.ValueType) -> dict[str, int]:
    """Return a figure by present names of departments, after listing the cases behind each."""
    current = report_pb.DEPARTMENT_NAMING_CURRENT
    bulletin = hotline.reports.GetBulletin(report_pb.GetBulletinRequest(**DAY, naming=current))
    counts = {
        one.name: next((count.count for count in one.counts if count.figure == figure), 0)
        for one in bulletin.departments
    }
    for name, count in counts.items():
        request = report_pb.ListCountedCasesRequest(**DAY, department=name, figure=figure, naming=current)
        assert len(hotline.reports.ListCountedCases(request).case_numbers) == count, name
    return {name: count for name, count in counts.items() if count}


def split(unit: str, successors: Sequence[tuple[str, Sequence[str]]]) -> pb.DirectoryChange:
    formed = [pb.DirectoryUnit(name=name, kind=pb.UNIT_KIND_DEPARTMENT, parent="云江市") for name, _ in successors]
    heirs = [pb.Successor(unit=name, matters=matters) for name, matters in successors]
    return pb.DirectoryChange(split=pb.SplitUnit(target=unit, formed=formed, successors=heirs))


def test_what_a_split_department_did_is_counted_and_listed_by_matter(office: Office, server: RunningServer) -> None:
    """R6.1."""
    for content in (*["投诉出租车拒载还乱要价"] * 2, "长途客运站的大巴总是晚点发车"):
        number = office.accept(office.call(content)).number
        office.reply(number)
        office.review(number)
        office.answer(number)
    waiting = office.call()
    change(office.hotline, split(TAXI, [("客运管理局", [TAXIS]), ("交通局", [])]))
    while server.desk.handing_over.some():
        pass
    assert [one.department for one in office.case(waiting).assignments] == ["客运管理局"]
    assert counted(office.hotline, report_pb.FIGURE_REPLIED_IN_TIME) == {"客运管理局": 2, "交通局": 1}
    assert counted(office.hotline, report_pb.FIGURE_ASSIGNED) == {"客运管理局": 3, "交通局": 1}
    rename(office.hotline, "客运管理局", "客运局")
    assert counted(office.hotline, report_pb.FIGURE_ASSIGNED) == {"客运局": 3, "交通局": 1}


def test_a_district_that_never_was_is_refused(cases: CaseServiceStub) -> None:
    request = case_pb.ListCasesRequest(filter=case_pb.CaseFilter(district="没有的区"))
    assert list(refusal(lambda: cases.ListCases(request)).violations) == ["filter.district"]
