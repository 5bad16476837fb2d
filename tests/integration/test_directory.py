"""A directory that changes while cases are open (P3, R8.3)."""

from collections.abc import Sequence
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import grpc
import pytest
from hotline.v1 import act_pb2, case_pb2, department_service_pb2, desk_service_pb2, report_service_pb2
from hotline.v1 import directory_service_pb2 as pb
from hotline_client import Hotline
from hotline_server.domain.publication import Publisher
from hotline_server.ground.config import Settings
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.files import read_files, read_test_files
from hotline_server.runtime.server import RunningServer, start
from hotline_server.runtime.wiring.service import REFRESH_SECONDS
from openpyxl import load_workbook

from tests.hotline import SetClock, StartServer, connect, eventually, refusal
from tests.office import TAXI, Office, answer, designation

NEW_NAME = "交通运输委员会"
BUSES = "公共交通集团"
SAMPLE = (PROJECT / "sample" / "directory.yaml").read_bytes()


def rename(unit: str = TAXI, name: str = NEW_NAME) -> pb.DirectoryChange:
    return pb.DirectoryChange(rename=pb.RenameUnit(target=unit, name=name))


def a_department(name: str, parent: str = "云江市", **fields: object) -> pb.DirectoryUnit:
    return pb.DirectoryUnit(**{"name": name, "kind": pb.UNIT_KIND_DEPARTMENT, "parent": parent} | fields)  # type: ignore[arg-type]


def etag(hotline: Hotline) -> str:
    return hotline.directory.ListUnits(pb.ListUnitsRequest(page_size=1)).etag


def change(hotline: Hotline, *changes: pb.DirectoryChange, on: str = "") -> pb.DirectoryRevision:
    request = pb.ChangeDirectoryRequest(
        changes=changes, effective_on=on, etag=etag(hotline), reason="机构改革", actor="赵管理员"
    )
    return hotline.directory.ChangeDirectory(request).revision


def unit(hotline: Hotline, name: str) -> pb.DirectoryUnit:
    return hotline.directory.GetUnit(pb.GetUnitRequest(name=name)).unit


def hand_over(server: RunningServer) -> None:
    """Hand over whatever waits; the revision is done when no server can assign by the former names any more."""
    while server.desk.handing_over.some():
        pass


def revisions(hotline: Hotline) -> Sequence[pb.DirectoryRevision]:
    return hotline.directory.ListDirectoryRevisions(pb.ListDirectoryRevisionsRequest()).revisions


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


def test_units_are_listed_page_by_page(hotline: Hotline) -> None:
    whole = hotline.directory.ListUnits(pb.ListUnitsRequest(page_size=1_000)).units
    paged: list[pb.DirectoryUnit] = []
    token = ""
    while not paged or token:
        response = hotline.directory.ListUnits(pb.ListUnitsRequest(page_size=100, page_token=token))
        paged += response.units
        token = response.next_page_token
    assert list(whole)[: len(paged)] == paged[: len(whole)]


def test_open_work_follows_a_renamed_department_with_its_deadline(
    office: Office, server: RunningServer, clock: SetClock
) -> None:
    """P3: history keeps the old name, what is open goes on under the new one."""
    finished = office.call()
    office.accept(finished)
    office.reply(finished)
    office.review(finished)
    office.answer(finished)
    opened = office.accept(office.call("出租车司机绕路多收钱")).number
    before = office.assignment(opened, TAXI)
    assert change(office.hotline, rename()).state == pb.REVISION_STATE_HANDING_OVER
    hand_over(server)
    after = office.assignment(opened, NEW_NAME)
    assert (after.deadline, after.state) == (before.deadline, before.state)
    entry = office.case(opened).log[-1]
    assert (entry.act, entry.department, entry.details["before"]) == (act_pb2.ACT_HAND_OVER, NEW_NAME, TAXI)
    assert office.case(opened).decision.lead_department.name == NEW_NAME
    assert [one.department for one in office.case(finished).assignments] == [TAXI]
    clock.advance(minutes=1)
    hand_over(server)
    (revision,) = revisions(office.hotline)
    assert (revision.state, revision.handed_over_case_count) == (pb.REVISION_STATE_DONE, 1)


def test_new_calls_go_to_the_new_name_while_the_rule_book_names_the_old_one(
    office: Office, server: RunningServer
) -> None:
    change(office.hotline, rename())
    server.book.refresh()
    case = office.hotline.case(office.call())
    assert case.decision.lead_department.name == NEW_NAME
    assert case.decision.lead_department.phone


def test_a_case_is_handed_over_before_anything_else_happens_to_it(office: Office) -> None:
    """A department acts under its new name at once, however many cases still wait to be handed over."""
    number = office.call()
    change(office.hotline, rename())
    accepted = department_service_pb2.AcceptAssignmentRequest(context=office.context(number), department=NEW_NAME)
    office.hotline.departments.AcceptAssignment(accepted)
    assert office.assignment(number, NEW_NAME).state == case_pb2.ASSIGNMENT_STATE_ACCEPTED
    acts = [entry.act for entry in office.case(number).log][-2:]
    assert acts == [act_pb2.ACT_HAND_OVER, act_pb2.ACT_ACCEPT]


def test_a_system_that_names_the_former_department_goes_on_working(office: Office) -> None:
    number = office.accept(office.call()).number
    change(office.hotline, rename())
    listed = department_service_pb2.ListAssignedCasesRequest(department=TAXI)
    assert [case.number for case in office.hotline.departments.ListAssignedCases(listed).cases] == [number]
    reply = department_service_pb2.SubmitReplyRequest(
        context=office.context(number), department=TAXI, reply="已处罚司机并退还多收的车费。"
    )
    office.hotline.departments.SubmitReply(reply)
    assert office.assignment(number, NEW_NAME).reply


def test_a_merged_department_that_led_and_co_handled_has_one_assignment(office: Office, server: RunningServer) -> None:
    number = office.call("这件事不知道归谁管，请帮忙问一下")
    office.assign(number, designation(TAXI, "公安局", "教育局"))
    change(office.hotline, pb.DirectoryChange(merge=pb.MergeUnits(targets=["公安局"], into=TAXI)))
    hand_over(server)
    case = office.case(number)
    live = {one.department: one.leads for one in case.assignments if one.state == case_pb2.ASSIGNMENT_STATE_ASSIGNED}
    assert live == {TAXI: True, "教育局": False}
    assert [one.name for one in case.decision.cohandlers] == ["教育局"]
    assert "合为一份" in case.log[-1].reason


def test_a_split_departments_open_work_goes_by_matter(office: Office, server: RunningServer) -> None:
    taxi, bus = office.call(), office.call("长途客运站的大巴总是晚点发车")
    assert office.case(bus).matter == "客运"
    split = pb.SplitUnit(
        target=TAXI,
        formed=[a_department("城市客运局"), a_department("公路局")],
        successors=[pb.Successor(unit="城市客运局", matters=["出租车与网约车"]), pb.Successor(unit="公路局")],
    )
    change(office.hotline, pb.DirectoryChange(split=split))
    hand_over(server)
    assert [one.department for one in office.case(taxi).assignments] == ["城市客运局"]
    assert [one.department for one in office.case(bus).assignments] == ["公路局"]
    assert office.hotline.case(office.call("出租车司机绕路多收钱")).decision.lead_department.name == "城市客运局"
    assert office.hotline.case(office.call("长途客运站的大巴又晚点了")).decision.lead_department.name == "公路局"
    ended = office.hotline.directory.ListUnits(pb.ListUnitsRequest(include_ended=True, page_size=1_000)).units
    (retired,) = [one for one in ended if one.name == TAXI]
    assert retired.until == "2026-11-23"
    assert [one.unit for one in retired.successors] == ["城市客运局", "公路局"]


def test_a_department_with_open_work_cannot_end_without_a_successor(office: Office) -> None:
    number = office.call("公交车司机看到人也不停站，直接开走了")
    retire = pb.DirectoryChange(retire=pb.RetireUnit(target=BUSES))
    preview = office.hotline.directory.PreviewDirectoryChanges(pb.PreviewDirectoryChangesRequest(changes=[retire]))
    (impact,) = preview.impacts
    assert (impact.open_assignment_count, list(impact.case_numbers)) == (1, [number])
    assert any("公交" in row for row in impact.row_ids)
    assert len(preview.obstacles) == 2
    refused = refusal(lambda: change(office.hotline, retire))
    assert refused.code is grpc.StatusCode.FAILED_PRECONDITION
    assert "要说明由哪个单位承接" in str(refused)
    change(office.hotline, pb.DirectoryChange(retire=pb.RetireUnit(target=BUSES, successor="公安局")))
    assert unit(office.hotline, BUSES).name == "公安局"


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


@pytest.mark.parametrize("format_", [pb.DIRECTORY_FORMAT_YAML, pb.DIRECTORY_FORMAT_XLSX])
def test_an_exported_directory_differs_in_nothing(format_: pb.DirectoryFormat.ValueType, hotline: Hotline) -> None:
    formed = a_department(
        "大数据局",
        aliases=["数据局", "市数据局"],
        phone="0731-80019999",
        leader="钱副局长 0731-80018888",
        on_duty=[pb.Duty(name="孙科长", phone="0731-80017777", begins="2026-12-01", ends="2026-12-07")],
        organisation_code="012345678901234567",
    )
    merge = pb.MergeUnits(targets=["公共交通集团"], into=TAXI)
    change(hotline, rename(), pb.DirectoryChange(add=pb.AddUnit(unit=formed)), pb.DirectoryChange(merge=merge))
    document = hotline.directory.ExportDirectory(pb.ExportDirectoryRequest(format=format_)).document
    compared = hotline.directory.CompareDirectory(pb.CompareDirectoryRequest(document=document))
    assert not compared.days
    assert not compared.absent


def test_a_document_says_what_it_would_change(hotline: Hotline) -> None:
    document = hotline.directory.ExportDirectory(pb.ExportDirectoryRequest()).document.decode()
    edited = document.replace(f"名称: {TAXI},", f"名称: {NEW_NAME},").replace("隶属: " + TAXI, "隶属: " + NEW_NAME)
    edited += "  - {名称: 大数据局, 类别: 部门, 隶属: 云江市}\n"
    edited += "  - {名称: 低空经济局, 类别: 部门, 隶属: 云江市, 成立: 2027-01-01}\n"
    compared = hotline.directory.CompareDirectory(pb.CompareDirectoryRequest(document=edited.encode()))
    today, later = compared.days
    assert set(today.summaries) == {f"{TAXI}更名为{NEW_NAME}", "新设大数据局"}
    assert (later.effective_on, list(later.summaries)) == ("2027-01-01", ["新设低空经济局"])
    for day in compared.days:
        change(hotline, *day.changes, on=day.effective_on)
    assert unit(hotline, "大数据局").since == "2026-11-23"


def test_a_sheet_edited_in_a_spreadsheet_is_read(hotline: Hotline) -> None:
    exported = hotline.directory.ExportDirectory(pb.ExportDirectoryRequest(format=pb.DIRECTORY_FORMAT_XLSX)).document
    book = load_workbook(BytesIO(exported))
    sheet = book.active
    assert sheet is not None
    heads = [cell.value for cell in sheet[1]]
    row = next(row for row in sheet.iter_rows(min_row=2) if row[heads.index("名称")].value == TAXI)
    row[heads.index("电话")].value = 12328
    row[heads.index("简称")].value = "交通局、运管，交委"
    stream = BytesIO()
    book.save(stream)
    compared = hotline.directory.CompareDirectory(pb.CompareDirectoryRequest(document=stream.getvalue()))
    (day,) = compared.days
    change(hotline, *day.changes)
    assert unit(hotline, "运管").phone == "12328"
    assert list(unit(hotline, TAXI).aliases) == ["交通局", "运管", "交委"]


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (b"", "要以“单位:”开头"),
        (b"\xff\xfe", "UTF-8"),
        (b"PK\x03\x04broken", "XLSX"),
        ("单位:\n  - {名称: 甲局, 类别: 局, 隶属: 云江市}".encode(), "第 2 行：没有“局”这种类别，可用：市、区县、部门"),
        ("单位:\n  - {名称: 甲局, 类别: 部门, 隶属: 火星}".encode(), "第 2 行：新设甲局：目录里没有“火星”"),
        ("单位:\n  - {名称：甲局, 类别: 部门}".encode(), "没有“名称：甲局”这一栏"),
        ("单位:\n  - {名称: 甲局, 类别: 部门, 隶属: 云江市, 成立: 明天}".encode(), "“成立”要是日期"),
        (
            "单位:\n  - {名称: 交通运输局, 类别: 区县, 隶属: 云江市}".encode(),
            "第 2 行：“交通运输局”是部门，不能改为区县；要撤销后新设",
        ),
        (
            "单位:\n  - {名称: 甲局, 类别: 部门, 隶属: 云江市}\n  - {名称: 甲局, 类别: 部门, 隶属: 云江市}".encode(),
            "第 3 行：“甲局”在第 2 行已经有了",
        ),
    ],
)
def test_a_document_that_cannot_be_used_is_refused_by_line(document: bytes, message: str, hotline: Hotline) -> None:
    refused = refusal(lambda: hotline.directory.CompareDirectory(pb.CompareDirectoryRequest(document=document)))
    assert message in refused.violations["document"]


def test_figures_are_given_by_then_and_by_now(office: Office, server: RunningServer) -> None:
    """R6.1: a department that was renamed does not lose what it did under its former name."""
    for _ in range(2):
        number = office.accept(office.call()).number
        office.reply(number)
        office.review(number)
        office.answer(number)
    office.close(number)
    change(office.hotline, rename())
    hand_over(server)
    office.reply(office.accept(office.call(), NEW_NAME).number, NEW_NAME)

    def replied(naming: report_service_pb2.DepartmentNaming.ValueType) -> dict[str, int]:
        period: dict[str, Any] = {"first_day": "2026-11-23", "last_day": "2026-11-23"}
        standings = office.hotline.reports.GetBulletin(
            report_service_pb2.GetBulletinRequest(**period, naming=naming)
        ).departments
        counted = {
            one.name: next(c.count for c in one.counts if c.figure == report_service_pb2.FIGURE_REPLIED_IN_TIME)
            for one in standings
        }
        for name, count in counted.items():
            listed = report_service_pb2.ListCountedCasesRequest(
                **period, department=name, figure=report_service_pb2.FIGURE_REPLIED_IN_TIME, naming=naming
            )
            assert len(office.hotline.reports.ListCountedCases(listed).case_numbers) == count
        return counted

    assert replied(report_service_pb2.DEPARTMENT_NAMING_RECORDED) == {TAXI: 2, NEW_NAME: 1}
    assert replied(report_service_pb2.DEPARTMENT_NAMING_CURRENT) == {NEW_NAME: 3}


def test_a_reply_before_a_renaming_still_counts_as_in_time(office: Office, server: RunningServer) -> None:
    """R3.1."""
    number = office.accept(office.call()).number
    office.reply(number)
    change(office.hotline, rename())
    hand_over(server)
    bulletin = report_service_pb2.GetBulletinRequest(first_day="2026-11-23", last_day="2026-11-23")
    (standing,) = office.hotline.reports.GetBulletin(bulletin).departments
    counts = {count.figure: count.count for count in standing.counts}
    assert standing.name == NEW_NAME
    assert counts[report_service_pb2.FIGURE_REPLIED_IN_TIME] == 1


def test_a_server_says_that_its_file_differs_from_the_database(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start(settings).stop(0)
    file = tmp_path / "目录.yaml"
    file.write_bytes(SAMPLE.replace(f"名称: {TAXI},".encode(), f"名称: {NEW_NAME},".encode()))
    capsys.readouterr()
    start(settings.model_copy(update={"directory": file})).stop(0)
    said = capsys.readouterr()
    assert "目录文件与数据库不一致" in said.out + said.err
    assert f"新设{NEW_NAME}" in said.out + said.err
    assert f"hotline directory diff {file} 查看" in said.out + said.err


@pytest.mark.parametrize(
    "content",
    [
        "单位:\n  - {}\n".encode(),
        "单位: []\n单位: []\n".encode(),
        b"PK\x03\x04",
        "单位:\n  - ".encode() + b"[" * 10_000,
        "单位:\n  - {名称: 甲局, 类别: 部门, 隶属: 云江市, 成立: 2027-01-01 08:00:00}\n".encode(),
        None,
    ],
    ids=["incomplete", "twice", "workbook", "deep", "time", "missing"],
)
def test_a_server_starts_whatever_its_file_holds(
    content: bytes | None, settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The database is in force; the file only seeds it."""
    start(settings).stop(0)
    file = tmp_path / "目录.yaml"
    if content is not None:
        file.write_bytes(content)
    capsys.readouterr()
    start(settings.model_copy(update={"directory": file})).stop(0)
    said = capsys.readouterr()
    assert "目录文件无法使用，以数据库里的目录为准" in said.out + said.err


def test_a_fault_in_comparing_the_file_does_not_stop_a_server(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    start(settings).stop(0)
    file = tmp_path / "目录.yaml"
    file.write_bytes(SAMPLE)

    def compare(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr("hotline_server.desk.directory.units.compare", compare)
    start(settings.model_copy(update={"directory": file})).stop(0)
    said = capsys.readouterr()
    assert "目录文件无法比较，以数据库里的目录为准" in said.out + said.err


@pytest.mark.parametrize("word", ["市交通运输局", "代码"])
def test_open_work_follows_a_department_that_is_denoted_by_alias_or_code(
    word: str, office: Office, server: RunningServer
) -> None:
    number = office.call()
    found = unit(office.hotline, TAXI)
    change(office.hotline, rename(found.code if word == "代码" else word))
    hand_over(server)
    assert [one.department for one in office.case(number).assignments] == [NEW_NAME]


def test_a_name_does_not_go_to_another_unit(office: Office, server: RunningServer, clock: SetClock) -> None:
    """Otherwise its cases, the rules and the tokens that name it would be another's."""
    number = office.call()
    swap = [rename(name="暂名"), rename("公安局", TAXI)]
    assert "以前是别的单位的名称" in refusal(lambda: change(office.hotline, *swap)).violations["changes"]
    change(office.hotline, swap[0])
    hand_over(server)
    clock.advance(days=100)
    hand_over(server)
    assert "现在由暂名承担" in refusal(lambda: change(office.hotline, swap[1])).violations["changes"]
    change(office.hotline, rename("暂名", TAXI))
    hand_over(server)
    assert [one.department for one in office.case(number).assignments] == [TAXI]


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


def test_a_referred_case_follows_too(office: Office, server: RunningServer) -> None:
    """R2.2."""
    number = office.call("这件事不知道归谁管，请帮忙问一下")
    refer = desk_service_pb2.ReferCaseRequest(context=office.context(number), department="统计局", reason="归口")
    office.hotline.desk.ReferCase(refer)
    retire = pb.DirectoryChange(retire=pb.RetireUnit(target="统计局", successor="财政局"))
    preview = office.hotline.directory.PreviewDirectoryChanges(pb.PreviewDirectoryChangesRequest(changes=[retire]))
    assert preview.impacts[0].open_assignment_count == 1
    change(office.hotline, retire)
    hand_over(server)
    assert office.case(number).decision.lead_department.name == "财政局"


def test_a_unit_that_gets_work_before_it_ends_without_a_successor_stays(
    office: Office, server: RunningServer, clock: SetClock
) -> None:
    """P2: no case is left with nobody."""
    change(office.hotline, pb.DirectoryChange(retire=pb.RetireUnit(target="统计局")), on="2026-12-01")
    number = office.call("这件事不知道归谁管，请帮忙问一下")
    office.assign(number, designation("统计局", days=20))
    clock.advance(days=8)
    server.desk.revisions.carry_out_due()
    assert revisions(office.hotline)[0].state == pb.REVISION_STATE_SCHEDULED
    assert not unit(office.hotline, "统计局").until
    office.reply(office.accept(number, "统计局").number, "统计局")
    office.review(number)
    server.desk.revisions.carry_out_due()
    assert unit(office.hotline, "统计局").until == "2026-12-01"


def test_a_department_can_part_with_some_of_its_work(office: Office, server: RunningServer, clock: SetClock) -> None:
    """The commonest kind of split: the office goes on, a new one takes some matters."""
    taxi, bus = office.call(), office.call("长途客运站的大巴总是晚点发车")
    split = pb.SplitUnit(
        target=TAXI,
        formed=[a_department("城市客运局")],
        successors=[pb.Successor(unit="城市客运局", matters=["出租车与网约车"]), pb.Successor(unit=TAXI)],
    )
    change(office.hotline, pb.DirectoryChange(split=split))
    hand_over(server)
    clock.advance(minutes=1)
    hand_over(server)
    assert [one.department for one in office.case(taxi).assignments] == ["城市客运局"]
    assert [one.department for one in office.case(bus).assignments] == [TAXI]
    assert revisions(office.hotline)[0].state == pb.REVISION_STATE_DONE
    assert office.hotline.case(office.call("出租车司机绕路多收钱")).decision.lead_department.name == "城市客运局"
    assert "出租车与网约车" in unit(office.hotline, "城市客运局").duties
    assert "出租车与网约车" not in unit(office.hotline, TAXI).duties
    listed = department_service_pb2.ListAssignedCasesRequest(department="城市客运局")
    assert bus not in [case.number for case in office.hotline.departments.ListAssignedCases(listed).cases]
    unseen = department_service_pb2.GetAssignedCaseRequest(department="城市客运局", number=bus)
    assert refusal(lambda: office.hotline.departments.GetAssignedCase(unseen)).code is grpc.StatusCode.NOT_FOUND


def test_a_client_that_names_a_split_department_acts_for_the_successor_of_the_matter(office: Office) -> None:
    taxi, bus = office.call(), office.call("长途客运站的大巴总是晚点发车")
    split = pb.SplitUnit(
        target=TAXI,
        formed=[a_department("城市客运局"), a_department("公路局")],
        successors=[pb.Successor(unit="城市客运局", matters=["出租车与网约车"]), pb.Successor(unit="公路局")],
    )
    change(office.hotline, pb.DirectoryChange(split=split))
    office.accept(taxi, TAXI)
    office.accept(bus, TAXI)
    assert office.assignment(taxi, "城市客运局").state == case_pb2.ASSIGNMENT_STATE_ACCEPTED
    assert office.assignment(bus, "公路局").state == case_pb2.ASSIGNMENT_STATE_ACCEPTED


def test_the_desk_may_name_a_former_department(office: Office) -> None:
    change(office.hotline, rename())
    number = office.call("这件事不知道归谁管，请帮忙问一下")
    office.assign(number, designation(TAXI, "公安局"))
    assert [one.department for one in office.case(number).assignments] == [NEW_NAME, "公安局"]


def test_a_department_allowed_to_answer_may_do_so_under_its_new_name(office: Office) -> None:
    """R3.4."""
    number = office.call("这件事不知道归谁管，请帮忙问一下")
    office.assign(number, designation(TAXI, may_answer=True))
    office.accept(number)
    office.reply(number)
    office.review(number)
    change(office.hotline, rename())
    request = department_service_pb2.AnswerCallerDirectlyRequest(
        context=office.context(number), department=NEW_NAME, answer=answer()
    )
    assert office.hotline.departments.AnswerCallerDirectly(request).case.state == case_pb2.CASE_STATE_ANSWERED


def test_a_watch_of_a_merged_department_hears_of_its_work(office: Office, server: RunningServer) -> None:
    number = office.call()
    request = department_service_pb2.WatchAssignmentsRequest(department="公安局", after_position=0)
    watched = office.hotline.departments.WatchAssignments(request, timeout=30)
    change(office.hotline, pb.DirectoryChange(merge=pb.MergeUnits(targets=["公安局"], into=TAXI)))
    office.accept(number)
    heard = [next(watched).entry for _ in range(2)]
    assert {entry.department for entry in heard} == {TAXI}


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
    server.desk.publishing.publish(amended, tests, server.book().version, by, "新设单位")
    server.book.refresh()
    cancel = pb.CancelDirectoryRevisionRequest(id=revision.id, reason="不设了", actor="赵管理员")
    refused = refusal(lambda: hotline.directory.CancelDirectoryRevision(cancel))
    assert refused.code is grpc.StatusCode.FAILED_PRECONDITION
    assert "先改规则库" in str(refused)


def test_calls_go_to_whoever_a_district_bureau_was_merged_into(office: Office) -> None:
    """R8.3: by reference, whatever the successor is called."""
    merge = pb.MergeUnits(targets=["南浦区城市管理局"], into="南浦区住房和城乡建设局")
    change(office.hotline, pb.DirectoryChange(merge=merge))
    case = office.hotline.case(office.call("烧烤店油烟扰民，投诉", district="南浦区"))
    assert case.decision.lead_department.name == "南浦区住房和城乡建设局"


def test_what_a_document_does_not_say_stays_as_it_is(hotline: Hotline) -> None:
    before = unit(hotline, "湖滨街道")
    assert before.aliases
    assert before.matters.matters
    document = "单位:\n  - {名称: 湖滨街道, 类别: 街镇, 隶属: 东湖区, 电话: 0731-82109999, 值班电话: ''}\n"
    (day,) = hotline.directory.CompareDirectory(pb.CompareDirectoryRequest(document=document.encode())).days
    change(hotline, *day.changes)
    after = unit(hotline, "湖滨街道")
    assert (after.phone, after.duty_phone) == ("0731-82109999", "")
    before.phone, before.duty_phone = after.phone, after.duty_phone
    assert after == before


def test_in_a_sheet_an_empty_cell_clears_and_a_missing_column_keeps(hotline: Hotline) -> None:
    exported = hotline.directory.ExportDirectory(pb.ExportDirectoryRequest(format=pb.DIRECTORY_FORMAT_XLSX)).document
    book = load_workbook(BytesIO(exported))
    sheet = book["单位"]
    heads = [cell.value for cell in sheet[1]]
    row = next(row for row in sheet.iter_rows(min_row=2) if row[heads.index("名称")].value == "湖滨街道")
    row[heads.index("电话")].value = None
    sheet.delete_cols(heads.index("简称") + 1)
    stream = BytesIO()
    book.save(stream)
    compared = hotline.directory.CompareDirectory(pb.CompareDirectoryRequest(document=stream.getvalue()))
    (day,) = compared.days
    assert list(day.summaries) == ["修改湖滨街道的信息"]
    change(hotline, *day.changes)
    assert not unit(hotline, "湖滨街道").phone
    assert unit(hotline, "湖滨街道").aliases


def test_a_rule_book_whose_tests_name_a_former_department_can_be_published(
    hotline: Hotline, server: RunningServer
) -> None:
    change(hotline, rename(BUSES, "公交运营公司"))
    server.desk.directory.refresh()
    files, tests = read_files(PROJECT / "rules"), read_test_files(PROJECT / "rules")
    assert BUSES in tests["decisions.yaml"].decode()
    server.desk.publishing.publish(files, tests, server.book().version, Publisher("钱审批", is_system=False), "照旧")


def test_a_preview_says_what_changes_about_a_unit(hotline: Hotline) -> None:
    found = unit(hotline, "审计局")
    found.phone = "0731-1"
    del found.aliases[:]
    amend = pb.DirectoryChange(amend=pb.AmendUnit(target=found.name, unit=found))
    request = pb.PreviewDirectoryChangesRequest(changes=[amend, rename(name=NEW_NAME)])
    audit, taxi = hotline.directory.PreviewDirectoryChanges(request).impacts
    assert list(audit.differences) == ["简称：市审计局 → 无", "电话：0731-80010034 → 0731-1"]
    assert f"名称：{TAXI} → {NEW_NAME}" in taxi.differences


def test_a_successor_does_not_see_what_the_former_department_did_on_other_matters(
    office: Office, server: RunningServer
) -> None:
    """R3.4: only the part that it took over."""
    taxi, bus = office.call(), office.call("长途客运站的大巴总是晚点发车")
    for number in (taxi, bus):
        office.accept(number)
        office.reply(number)
        office.review(number)
        office.answer(number)
    split = pb.SplitUnit(
        target=TAXI,
        formed=[a_department("公路局")],
        successors=[pb.Successor(unit="公安局", matters=["出租车与网约车"]), pb.Successor(unit="公路局")],
    )
    change(office.hotline, pb.DirectoryChange(split=split))
    for department, seen, unseen in (("公安局", taxi, bus), ("公路局", bus, taxi)):
        listed = department_service_pb2.ListAssignedCasesRequest(department=department)
        assert [case.number for case in office.hotline.departments.ListAssignedCases(listed).cases] == [seen]
        got = department_service_pb2.GetAssignedCaseRequest(department=department, number=unseen)
        assert refusal(partial(office.hotline.departments.GetAssignedCase, got)).code is grpc.StatusCode.NOT_FOUND


def test_work_given_away_and_given_back_is_found(office: Office, server: RunningServer) -> None:
    number = office.call()
    split = pb.SplitUnit(
        target=TAXI,
        formed=[a_department("城市客运局")],
        successors=[pb.Successor(unit="城市客运局", matters=["出租车与网约车"]), pb.Successor(unit=TAXI)],
    )
    change(office.hotline, pb.DirectoryChange(split=split))
    change(office.hotline, pb.DirectoryChange(merge=pb.MergeUnits(targets=["城市客运局"], into=TAXI)))
    change(office.hotline, rename())
    office.accept(number, NEW_NAME)
    assert office.assignment(number, NEW_NAME).state == case_pb2.ASSIGNMENT_STATE_ACCEPTED


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
