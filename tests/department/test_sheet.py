"""A department without a system fills in a workbook and sends it back."""

from pathlib import Path

import pytest
from hotline.v1 import case_pb2
from hotline_client import Hotline
from hotline_department import sheet
from hotline_department import wording as w
from hotline_server.runtime.server import RunningServer
from hotline_server.security.identity import AccessRole
from openpyxl import load_workbook

from tests.department.workbook import fill, rows
from tests.hotline import AUTHORITY, connect
from tests.office import TAXI, Office


def test_valid_rows_are_performed_and_invalid_rows_get_an_error_message(
    office: Office, department: Hotline, path: Path
) -> None:
    """R3.1, R3.2: an invalid row does not affect the others."""
    numbers = [office.call(phone=f"1380013800{place}") for place in range(7)]
    for number in numbers[1:]:
        office.accept(number)
    assert sheet.export(department, TAXI, path) == 7
    fill(path, numbers[0], 办理="签收", 经办人="王科长")
    fill(path, numbers[1], 办理="回复", 办理情况或理由="已处罚司机", 经办人="王科长")
    fill(path, numbers[2], 办理="申请延期", 办理情况或理由="难度大", 几个工作日=3, 经办人="王科长")
    fill(path, numbers[3], 办理="回复", 经办人="王科长")
    fill(path, numbers[4], 办理="申请延期", 办理情况或理由="难度大", 几个工作日="三天")
    fill(path, numbers[5], 办理情况或理由="=1+1", 经办人="王科长")
    result = sheet.process(department, TAXI, path, path)
    assert result == sheet.SheetResult(done=3, refused=3)
    results = rows(path)
    assert [results[number][w.RESULT][:3] for number in numbers[:3]] == ["已办理"] * 3
    assert results[numbers[3]][w.RESULT] == "未办理：办理情况或理由：要写办理情况或理由"
    assert "几个工作日：要写几个工作日" in results[numbers[4]][w.RESULT]
    assert "办理：填了内容，没有选“办理”" in results[numbers[5]][w.RESULT]
    assert "不能用公式" in results[numbers[5]][w.RESULT]
    assert results[numbers[6]][w.RESULT] is None
    assert office.case(numbers[1]).state == case_pb2.CASE_STATE_REPLIED
    assert office.case(numbers[1]).log[-1].actor == "王科长@交通运输局业务系统"
    assert results[numbers[0]][w.STATE] == "办理中"
    # Corrected and sent back again: rows already performed are not repeated.
    fill(path, numbers[3], 办理情况或理由="已处罚司机")
    assert sheet.process(department, TAXI, path, path) == sheet.SheetResult(done=1, refused=2)
    assert office.acts(numbers[1]).count("REPLY") == 1


def test_a_row_can_object_to_an_assignment_or_report_progress(office: Office, department: Hotline, path: Path) -> None:
    returned, going = office.call(), office.call(phone="13900139000")
    office.accept(going)
    sheet.export(department, TAXI, path)
    fill(path, returned, 办理="派单异议", 办理情况或理由="不归我们管", 异议依据="三定规定第四条", 经办人="王科长")
    fill(path, going, 办理="反馈进展", 办理情况或理由="已到现场", 经办人="王科长")
    assert sheet.process(department, TAXI, path, path) == sheet.SheetResult(done=2, refused=0)
    assert office.acts(returned)[-1] == "OBJECT"
    assert office.case(going).log[-1].reason == "已到现场"
    assert rows(path)[returned][w.STATE] == "待签收"


def test_a_row_of_a_case_changed_since_the_export_is_refreshed_and_not_performed(
    office: Office, department: Hotline, path: Path
) -> None:
    number = office.call()
    sheet.export(department, TAXI, path)
    fill(path, number, 办理="派单异议", 办理情况或理由="不归我们管", 异议依据="三定规定第四条", 经办人="王科长")
    office.accept(number)
    assert sheet.process(department, TAXI, path, path).refused == 1
    (row,) = rows(path).values()
    assert row[w.RESULT] == f"{w.NOT_DONE}{w.CHANGED}"
    assert row[w.STATE] == "办理中"
    assert office.acts(number)[-1] == "ACCEPT"
    fill(path, number, 办理="回复")
    assert sheet.process(department, TAXI, path, path).done == 1


def test_cases_of_other_departments_are_refused(office: Office, department: Hotline, path: Path) -> None:
    number = office.call()
    foreign = office.call("楼下烧烤店油烟太大,环保局也没来,投诉")
    sheet.export(department, TAXI, path)
    assert list(rows(path)) == [number]
    fill(path, number, 工单号=foreign, 办理="签收", 经办人="王科长")
    sheet.process(department, TAXI, path, path)
    assert rows(path)[foreign][w.RESULT] == f"{w.NOT_DONE}{w.UNKNOWN_CASE}"
    fill(path, foreign, 工单号="随便")
    sheet.process(department, TAXI, path, path)
    assert w.UNKNOWN_CASE in rows(path)["随便"][w.RESULT]
    assert office.acts(foreign) == ["REGISTER", "ASSIGN"]


def test_a_system_names_who_acts_and_a_person_need_not(
    office: Office, department: Hotline, server: RunningServer, path: Path
) -> None:
    number = office.call()
    sheet.export(department, TAXI, path)
    fill(path, number, 办理="签收")
    copied = path.with_stem("copy")
    copied.write_bytes(path.read_bytes())
    assert sheet.process(department, TAXI, path, path).refused == 1
    assert rows(path)[number][w.RESULT] == "未办理：经办人：不能为空"
    for clerk, same in (("wang@city", path), ("li@city", copied)):
        with connect(server.address, AUTHORITY.token(clerk, [AccessRole.DEPARTMENT], TAXI)) as person:
            assert sheet.process(person, TAXI, same, same) == sheet.SheetResult(done=1, refused=0)
    assert rows(copied)[number][w.RESULT].endswith("签收，日志里已有，经办人是 wang@city")
    assert office.acts(number).count("ACCEPT") == 1
    assert office.case(number).log[-1].actor == "wang@city"


def test_neither_of_two_rows_for_the_same_case_is_performed(office: Office, department: Hotline, path: Path) -> None:
    number = office.call()
    sheet.export(department, TAXI, path)
    fill(path, number, 办理="签收", 经办人="王科长")
    book = load_workbook(path)
    page = book[w.SHEET]
    page.append([cell.value for cell in page[2]])
    book.save(path)
    assert sheet.process(department, TAXI, path, path).refused == 2
    assert office.acts(number)[-1] == "ASSIGN"


def test_a_row_on_a_copy_of_the_sheet_is_performed(office: Office, department: Hotline, path: Path) -> None:
    first, second = office.call(), office.call()
    sheet.export(department, TAXI, path)
    book = load_workbook(path)
    book.copy_worksheet(book[w.SHEET]).title = "王科长填的"
    book.save(path)
    fill(path, first, 办理="签收", 经办人="李科员")
    for number in (first, second):
        fill(path, number, "王科长填的", 办理="签收", 经办人="王科长")
    assert sheet.process(department, TAXI, path, path) == sheet.SheetResult(done=1, refused=2)
    assert (office.acts(first)[-1], office.acts(second)[-1]) == ("ASSIGN", "ACCEPT")


def test_nothing_is_performed_where_a_copy_lacks_a_column(office: Office, department: Hotline, path: Path) -> None:
    number = office.call()
    sheet.export(department, TAXI, path)
    book = load_workbook(path)
    copied = book.copy_worksheet(book[w.SHEET])
    copied.title = "王科长填的"
    next(cell for cell in copied[1] if cell.value == w.ACTOR).value = "姓名"
    book.save(path)
    fill(path, number, 办理="签收", 经办人="李科员")
    with pytest.raises(sheet.SheetError, match="“王科长填的”"):
        sheet.process(department, TAXI, path, path)
    assert office.acts(number)[-1] == "ASSIGN"


def test_the_sheet_shows_the_desks_demand(office: Office, department: Hotline, path: Path) -> None:
    """R4.2."""
    number = office.call()
    office.accept(number)
    office.reply(number)
    office.review(number, "说明处罚依据")
    sheet.export(department, TAXI, path)
    (row,) = rows(path).values()
    assert (row[w.STATE], row[w.DEMAND]) == ("重办中", "说明处罚依据")


def test_callers_words_are_never_a_formula(office: Office, department: Hotline, path: Path) -> None:
    office.call('=HYPERLINK("http://x","投诉出租车拒载")')
    sheet.export(department, TAXI, path)
    cell = load_workbook(path)[w.SHEET].cell(2, 6)
    assert str(cell.value).startswith("=HYPERLINK")
    assert cell.data_type == "s"


@pytest.mark.parametrize("kind", ["not a workbook", "another workbook"])
def test_a_file_that_is_not_a_case_sheet_is_refused(department: Hotline, path: Path, kind: str, office: Office) -> None:
    if kind == "not a workbook":
        path.write_bytes(b"PK nothing")
        message = w.NOT_XLSX
    else:
        sheet.export(department, TAXI, path)
        book = load_workbook(path)
        book[w.SHEET].cell(1, 1).value = "号"
        book.save(path)
        message = "工单号"
    with pytest.raises(sheet.SheetError, match=message):
        sheet.process(department, TAXI, path, path)


class TestRowsAfterAnAct:
    """Nothing people fill in is skipped in silence."""

    def test_the_next_act_in_a_row_is_performed(self, office: Office, department: Hotline, path: Path) -> None:
        number = office.call()
        sheet.export(department, TAXI, path)
        fill(path, number, 办理="签收", 经办人="王科长")
        assert sheet.process(department, TAXI, path, path).done == 1
        row = rows(path)[number]
        assert (row[w.ACT], row[w.ACTOR]) == (None, "王科长")
        assert sheet.process(department, TAXI, path, path) == sheet.SheetResult(done=0, refused=0)
        fill(path, number, 办理="回复", 办理情况或理由="已处罚司机")
        assert sheet.process(department, TAXI, path, path) == sheet.SheetResult(done=1, refused=0)
        assert office.case(number).assignments[-1].reply == "已处罚司机"
        assert rows(path)[number][w.RESULT].endswith("回复，已处罚司机")
        # A reply after the reply is refused in the row.
        fill(path, number, 办理="回复", 办理情况或理由="再补充一句")
        assert sheet.process(department, TAXI, path, path) == sheet.SheetResult(done=0, refused=1)
        assert rows(path)[number][w.RESULT].startswith(w.NOT_DONE)

    @pytest.mark.parametrize("act", ["回复", "反馈进展"])
    def test_ones_own_act_is_recognised_in_another_copy(
        self, office: Office, department: Hotline, path: Path, tmp_path: Path, act: str
    ) -> None:
        number = office.call()
        office.accept(number)
        sheet.export(department, TAXI, path)
        fill(path, number, 办理=act, 办理情况或理由="已处罚司机", 经办人="王科长")
        before = path.read_bytes()
        for _ in range(2):
            out = tmp_path / "out.xlsx"
            assert sheet.process(department, TAXI, path, out) == sheet.SheetResult(done=1, refused=0)
            assert rows(out)[number][w.RESULT].startswith(w.DONE)
        assert path.read_bytes() == before
        assert len(office.acts(number)) == 4

    def test_the_same_words_meant_a_second_time_are_not_taken_for_the_first(
        self, office: Office, department: Hotline, path: Path
    ) -> None:
        number = office.call()
        office.accept(number)
        sheet.export(department, TAXI, path)
        words = {"办理": "反馈进展", "办理情况或理由": "已到现场", "经办人": "王科长"}
        fill(path, number, **words)
        assert sheet.process(department, TAXI, path, path).done == 1
        fill(path, number, **words)
        office.ask_extension(number, 3)
        assert sheet.process(department, TAXI, path, path) == sheet.SheetResult(done=0, refused=1)
        assert rows(path)[number][w.RESULT] == f"{w.NOT_DONE}{w.CHANGED}"
        assert sheet.process(department, TAXI, path, path) == sheet.SheetResult(done=1, refused=0)
        assert office.acts(number).count("SUBMIT_PROGRESS") == 2

    def test_a_row_of_an_earlier_version_that_was_done_is_not_done_again(
        self, office: Office, department: Hotline, path: Path
    ) -> None:
        number = office.call()
        office.accept(number)
        sheet.export(department, TAXI, path)
        filled = {"办理": "反馈进展", "办理情况或理由": "已到现场", "经办人": "王科长"}
        fill(path, number, **filled)
        assert sheet.process(department, TAXI, path, path).done == 1
        fill(path, number, **filled, 版本=office.case(number).etag, 处理结果="已办理 2026-11-23 10:00")
        assert sheet.process(department, TAXI, path, path).done == 1
        assert office.acts(number).count("SUBMIT_PROGRESS") == 1

    def test_a_result_that_cannot_be_written_is_noticed_before_the_first_act(
        self, office: Office, department: Hotline, path: Path, tmp_path: Path
    ) -> None:
        number = office.call()
        sheet.export(department, TAXI, path)
        fill(path, number, 办理="签收", 经办人="王科长")
        for out in (tmp_path / "没有的文件夹" / "out.xlsx", tmp_path):
            with pytest.raises(sheet.SheetError, match="写不了"):
                sheet.process(department, TAXI, path, out)
        assert office.acts(number) == ["REGISTER", "ASSIGN"]

    def test_workbooks_are_for_their_owner_alone(self, office: Office, department: Hotline, path: Path) -> None:
        office.call()
        sheet.export(department, TAXI, path)
        path.chmod(0o644)
        sheet.process(department, TAXI, path, path)
        assert path.stat().st_mode & 0o777 == 0o600
        assert [one.name for one in path.parent.iterdir() if one.name.startswith(f".{path.name}")] == []
