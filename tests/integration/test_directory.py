"""A directory that changes while cases are open (P3, R8.3)."""

import grpc
import pytest
from hotline.v1 import directory_service_pb2 as pb
from hotline_client import Hotline
from hotline_server.desk.rule_books.submission import Submission
from hotline_server.domain.publication import Publisher
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.files import read_files, read_test_files
from hotline_server.runtime.server import RunningServer
from hotline_server.runtime.wiring.service import REFRESH_SECONDS

from tests.directory_changes import BUSES, NEW_NAME, a_department, change, etag, hand_over, rename, revisions, unit
from tests.hotline import SetClock, StartServer, connect, eventually, refusal
from tests.office import TAXI, Office, designation


def test_the_directory_is_a_tree_with_duties(hotline: Hotline) -> None:
    """P3."""
    taxi = unit(hotline, TAXI)
    assert "出租车与网约车" in taxi.duties
    assert (taxi.kind, taxi.parent, bool(taxi.phone)) == (pb.UNIT_KIND_DEPARTMENT, "云江市", True)
    local = hotline.directory.ListUnits(pb.ListUnitsRequest(within="A1区", kinds=[pb.UNIT_KIND_DEPARTMENT]))
    assert {one.district for one in local.units} == {"东湖区"}
    districts = hotline.directory.ListUnits(pb.ListUnitsRequest(kinds=[pb.UNIT_KIND_DISTRICT])).units
    assert "A1区" in districts[0].aliases
    assert districts[0].name == "东湖区"


@pytest.mark.each_database
def test_units_are_listed_page_by_page(hotline: Hotline) -> None:
    whole = hotline.directory.ListUnits(pb.ListUnitsRequest(page_size=1_000)).units
    paged: list[pb.DirectoryUnit] = []
    token = ""
    while not paged or token:
        response = hotline.directory.ListUnits(pb.ListUnitsRequest(page_size=100, page_token=token))
        paged += response.units
        token = response.next_page_token
    assert list(whole)[: len(paged)] == paged[: len(whole)]


@pytest.mark.each_database
def test_a_scheduled_change_takes_effect_on_its_day(office: Office, server: RunningServer, clock: SetClock) -> None:
    number = office.call()
    revision = change(office.hotline, rename(), on="2026-12-01")
    assert revision.state == pb.REVISION_STATE_SCHEDULED
    server.desk.revisions.carry_out_due()
    assert unit(office.hotline, TAXI).name == TAXI
    clock.advance(days=8)
    server.desk.revisions.carry_out_due()
    hand_over(server)
    assert unit(office.hotline, TAXI).name == NEW_NAME
    assert unit(office.hotline, TAXI).former_names[0] == pb.FormerName(name=TAXI, until="2026-12-01")
    assert [one.department for one in office.case(number).assignments] == [NEW_NAME]


def test_a_scheduled_change_can_be_cancelled(office: Office, server: RunningServer, clock: SetClock) -> None:
    revision = change(office.hotline, rename(), on="2026-12-01")
    cancel = pb.CancelDirectoryRevisionRequest(id=revision.id, reason="改革推迟", actor="赵管理员")
    assert office.hotline.directory.CancelDirectoryRevision(cancel).revision.state == pb.REVISION_STATE_CANCELLED
    clock.advance(days=8)
    server.desk.revisions.carry_out_due()
    assert unit(office.hotline, TAXI).name == TAXI
    again = refusal(lambda: office.hotline.directory.CancelDirectoryRevision(cancel))
    assert again.code is grpc.StatusCode.FAILED_PRECONDITION
    cancel.id = 99
    assert refusal(lambda: office.hotline.directory.CancelDirectoryRevision(cancel)).code is grpc.StatusCode.NOT_FOUND


def test_a_change_that_a_scheduled_one_cannot_follow_is_refused(hotline: Hotline) -> None:
    change(hotline, rename(), on="2026-12-01")
    taken = refusal(lambda: change(hotline, rename("公安局", NEW_NAME)))
    assert taken.code is grpc.StatusCode.FAILED_PRECONDITION
    assert "待生效的变更" in str(taken)


def test_of_two_people_who_change_the_directory_at_once_one_wins(hotline: Hotline) -> None:
    read = etag(hotline)
    first, second = (
        pb.ChangeDirectoryRequest(changes=[rename(name=name)], etag=read, reason="更名", actor="赵管理员")
        for name in ("甲局", "乙局")
    )
    hotline.directory.ChangeDirectory(first)
    refused = refusal(lambda: hotline.directory.ChangeDirectory(second))
    assert refused.code is grpc.StatusCode.ABORTED
    assert unit(hotline, TAXI).name == "甲局"


@pytest.mark.each_database
def test_another_server_takes_a_change_up(start_server: StartServer) -> None:
    """It looks every half second."""
    one, other = start_server(), start_server()
    with connect(one.address) as here, connect(other.address) as there:
        change(here, rename())
        for attempt in eventually():
            with attempt:
                assert unit(there, TAXI).name == NEW_NAME
    assert REFRESH_SECONDS <= 1.0


def test_impossible_changes_are_refused_together_with_their_fields(hotline: Hotline) -> None:
    changes = [
        rename(name="公安局"),
        pb.DirectoryChange(move=pb.MoveUnit(target="火星局", parent="东湖区")),
        pb.DirectoryChange(add=pb.AddUnit(unit=a_department("新局", "火星"))),
        pb.DirectoryChange(),
    ]
    preview = refusal(
        lambda: hotline.directory.PreviewDirectoryChanges(pb.PreviewDirectoryChangesRequest(changes=changes))
    )
    assert list(preview.violations) == ["changes[3]"]
    refused = refusal(lambda: change(hotline, *changes[:3]))
    assert list(refused.violations) == [
        "changes[0].rename.name",
        "changes[1].move.target",
        "changes[2].add.unit.parent",
    ]


@pytest.mark.parametrize(
    ("on", "message"), [("2026-11-22", "不能早于今天"), ("明天", "YYYY-MM-DD"), ("2026-02-30", "YYYY-MM-DD")]
)
def test_an_effective_day_must_be_a_day_to_come(on: str, message: str, hotline: Hotline) -> None:
    refused = refusal(lambda: change(hotline, rename(), on=on))
    assert message in refused.violations["effective_on"]


def test_a_name_comes_back_to_whoever_does_its_work(hotline: Hotline) -> None:
    split = pb.SplitUnit(
        target=TAXI,
        formed=[a_department("城市客运局"), a_department("公路局")],
        successors=[pb.Successor(unit="城市客运局", matters=["出租车与网约车"]), pb.Successor(unit="公路局")],
    )
    change(hotline, pb.DirectoryChange(split=split))
    again = pb.MergeUnits(targets=["城市客运局", "公路局"], formed=a_department(TAXI))
    assert change(hotline, pb.DirectoryChange(merge=again)).summaries == [f"城市客运局、公路局合并为{TAXI}"]
    assert not unit(hotline, TAXI).until


def test_a_scheduled_merger_does_not_swallow_a_successor(office: Office) -> None:
    merge = pb.MergeUnits(targets=["体育局", "文化旅游局"], formed=a_department("文旅体局"))
    change(office.hotline, pb.DirectoryChange(merge=merge), on="2027-01-01")
    retire = pb.DirectoryChange(retire=pb.RetireUnit(target="文化旅游局", successor="商务局"))
    refused = refusal(lambda: change(office.hotline, retire))
    assert refused.code is grpc.StatusCode.FAILED_PRECONDITION
    assert "冲突" in str(refused)


def test_a_unit_read_and_amended_moves_with_its_parent(hotline: Hotline) -> None:
    """The district of an answer is no district of its own."""
    found = unit(hotline, "东湖区城市管理局")
    found.phone = "0731-81009999"
    amend = pb.DirectoryChange(amend=pb.AmendUnit(target=found.name, unit=found))
    move = pb.DirectoryChange(move=pb.MoveUnit(target=found.name, parent="西岭区"))
    change(hotline, amend, move)
    moved = unit(hotline, "东湖区城市管理局")
    assert (moved.district, moved.phone) == ("西岭区", "0731-81009999")


def test_a_wrong_kind_can_be_corrected(hotline: Hotline) -> None:
    found = unit(hotline, TAXI)
    found.kind = pb.UNIT_KIND_TOWN
    amend = pb.DirectoryChange(amend=pb.AmendUnit(target=TAXI, unit=found))
    refused = refusal(lambda: change(hotline, amend))
    assert list(refused.violations) == ["changes[0].amend.unit.kind"]
    found = unit(hotline, "统计局")
    found.kind = pb.UNIT_KIND_UTILITY
    change(hotline, pb.DirectoryChange(amend=pb.AmendUnit(target="统计局", unit=found)))
    assert unit(hotline, "统计局").kind == pb.UNIT_KIND_UTILITY


def test_a_change_that_the_published_rule_book_counts_on_cannot_be_cancelled(
    hotline: Hotline, server: RunningServer
) -> None:
    coming = pb.DirectoryChange(add=pb.AddUnit(unit=a_department("低空公交局")))
    revision = change(hotline, coming, on="2027-01-05")
    server.desk.directory.refresh()
    files, tests = read_files(PROJECT / "rules"), read_test_files(PROJECT / "rules")
    row = f"  - {{事项: 公交, 牵头: {BUSES}, 期限: 5}}\n"
    rows = (
        row.replace("期限: 5", "期限: 5, 失效: 2027-01-04") + "  - {事项: 公交, 牵头: 低空公交局, 生效: 2027-01-05}\n"
    )
    changed = files["routing.yaml"].decode().replace(row, rows)
    assert changed != files["routing.yaml"].decode()
    amended = {**files, "routing.yaml": changed.encode()}
    by = Publisher("钱审批", is_system=False)
    server.desk.rule_books.publishing.publish(Submission(amended, tests, server.book().version, by, "新设单位"))
    server.book.refresh()
    cancel = pb.CancelDirectoryRevisionRequest(id=revision.id, reason="不设了", actor="赵管理员")
    refused = refusal(lambda: hotline.directory.CancelDirectoryRevision(cancel))
    assert refused.code is grpc.StatusCode.FAILED_PRECONDITION
    assert "先改规则库" in str(refused)


def test_a_rule_book_whose_tests_name_a_former_department_can_be_published(
    hotline: Hotline, server: RunningServer
) -> None:
    change(hotline, rename(BUSES, "公交运营公司"))
    server.desk.directory.refresh()
    files, tests = read_files(PROJECT / "rules"), read_test_files(PROJECT / "rules")
    assert BUSES in tests["decisions.yaml"].decode()
    by = Publisher("钱审批", is_system=False)
    server.desk.rule_books.publishing.publish(Submission(files, tests, server.book().version, by, "照旧"))


def test_a_preview_says_what_changes_about_a_unit(hotline: Hotline) -> None:
    found = unit(hotline, "审计局")
    found.phone = "0731-1"
    del found.aliases[:]
    amend = pb.DirectoryChange(amend=pb.AmendUnit(target=found.name, unit=found))
    request = pb.PreviewDirectoryChangesRequest(changes=[amend, rename(name=NEW_NAME)])
    audit, taxi = hotline.directory.PreviewDirectoryChanges(request).impacts
    assert list(audit.differences) == ["简称：市审计局 → 无", "电话：0731-80010034 → 0731-1"]
    assert f"名称：{TAXI} → {NEW_NAME}" in taxi.differences


def test_a_blocked_revision_holds_up_those_that_follow_and_nobody_else(
    office: Office, server: RunningServer, clock: SetClock
) -> None:
    change(office.hotline, pb.DirectoryChange(retire=pb.RetireUnit(target="统计局")), on="2026-12-01")
    later = change(office.hotline, rename(), on="2026-12-02")
    number = office.call("这件事不知道归谁管，请帮忙问一下")
    office.assign(number, designation("统计局", days=20))
    clock.advance(days=9)
    server.desk.revisions.carry_out_due()
    assert [one.state for one in revisions(office.hotline)] == [pb.REVISION_STATE_SCHEDULED] * 2
    change(office.hotline, rename("审计局", "审计监督局"))
    assert unit(office.hotline, "审计局").name == "审计监督局"
    cancel = pb.CancelDirectoryRevisionRequest(id=later.id, reason="推迟", actor="赵管理员")
    office.hotline.directory.CancelDirectoryRevision(cancel)


def test_a_scheduled_change_names_what_the_one_before_it_brings(
    office: Office, server: RunningServer, clock: SetClock
) -> None:
    """An alias of another unit may be the coming name of this one."""
    found = unit(office.hotline, "公安局")
    found.aliases.append("交委")
    change(office.hotline, pb.DirectoryChange(amend=pb.AmendUnit(target="公安局", unit=found)))
    taxi = unit(office.hotline, TAXI)
    taxi.phone = "0731-2"
    amend = pb.DirectoryChange(amend=pb.AmendUnit(target="交委", unit=taxi))
    revision = change(office.hotline, rename(name="交委"), amend, on="2026-12-01")
    assert list(revision.summaries) == [f"{TAXI}更名为交委", "修改交委的信息"]
    clock.advance(days=8)
    server.desk.revisions.carry_out_due()
    assert unit(office.hotline, TAXI).phone == "0731-2"


def test_a_scheduled_amendment_can_be_cancelled(hotline: Hotline) -> None:
    taxi = unit(hotline, TAXI)
    taxi.phone = "0731-3"
    revision = change(hotline, pb.DirectoryChange(amend=pb.AmendUnit(target=TAXI, unit=taxi)), on="2026-12-01")
    cancel = pb.CancelDirectoryRevisionRequest(id=revision.id, reason="不改了", actor="赵管理员")
    assert hotline.directory.CancelDirectoryRevision(cancel).revision.state == pb.REVISION_STATE_CANCELLED
