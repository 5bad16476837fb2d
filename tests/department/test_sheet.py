"""A department without a system fills in a workbook and sends it back."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import requests
from hotline.v1 import case_pb2
from hotline_client import Hotline
from hotline_department import sheet
from hotline_department import wording as w
from hotline_department.acts import LOG_ACTS, parse_act
from hotline_department.exchange import Exchange
from hotline_department.main import app
from hotline_department.outbox import Outbox
from hotline_department.settings import Settings
from hotline_server.ground.folders import PROJECT
from hotline_server.runtime.server import RunningServer
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from typer.main import get_command
from typer.testing import CliRunner

from tests.department.test_exchange import SECRET, act_json, signed
from tests.hotline import PATIENCE, eventually
from tests.office import TAXI, Office

README = (PROJECT / "clients" / "department" / "README.md").read_text("utf-8")


def fill(path: Path, number: str, **columns: Any) -> None:
    """Fill in a case's row, as the department's staff would."""
    book = load_workbook(path)
    page = book[w.SHEET]
    headings = [cell.value for cell in page[1]]
    for row in page.iter_rows(min_row=2):
        if row[0].value == number:
            for heading, value in columns.items():
                row[headings.index(heading)].value = value
    book.save(path)


def rows(path: Path) -> dict[str, dict[str, Any]]:
    page = load_workbook(path)[w.SHEET]
    first, *others = page.iter_rows(values_only=True)
    headings = [str(heading) for heading in first]
    return {str(row[0]): dict(zip(headings, row, strict=True)) for row in others}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "todo.xlsx"


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
    fill(path, numbers[2], 办理="申请延期", 办理情况或理由="难度大", 延期工作日=3, 经办人="王科长")
    fill(path, numbers[3], 办理="回复", 经办人="王科长")
    fill(path, numbers[4], 办理="申请延期", 办理情况或理由="难度大", 延期工作日="三天")
    fill(path, numbers[5], 办理情况或理由="=1+1", 经办人="王科长")
    result = sheet.process(department, TAXI, path, path)
    assert result == sheet.SheetResult(done=3, refused=3)
    results = rows(path)
    assert [results[number][w.RESULT][:3] for number in numbers[:3]] == ["已办理"] * 3
    assert results[numbers[3]][w.RESULT] == "未办理：办理情况或理由：要写办理情况或理由"
    assert "延期工作日：要写延期几个工作日" in results[numbers[4]][w.RESULT]
    assert "经办人：要填经办人" in results[numbers[4]][w.RESULT]
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


class TestSpreadsheetPrograms:
    """Excel, WPS and LibreOffice change what is typed; a row says what its author meant or is refused."""

    @pytest.fixture
    def number(self, office: Office, department: Hotline, path: Path) -> str:
        number = office.call()
        office.accept(number)
        sheet.export(department, TAXI, path)
        return number

    @pytest.fixture
    def reply(self, office: Office, department: Hotline, path: Path, number: str) -> Callable[..., str]:
        """Fill the row in with a reply and return what arrives."""

        def fill_and_process(text: Any, **columns: Any) -> str:
            fill(path, number, **({"办理": "回复", "办理情况或理由": text, "经办人": "王科长"} | columns))
            assert sheet.process(department, TAXI, path, path) == sheet.SheetResult(done=1, refused=0)
            return office.case(number).assignments[-1].reply

        return fill_and_process

    @pytest.mark.parametrize(
        ("typed", "read"),
        [
            ("已处罚司机_x000D_\n已退还车费_x000D_\n", "已处罚司机\n已退还车费"),
            ("文件名是_x005F_x000D_的材料", "文件名是_x000D_的材料"),
            ("已答复_xD842__xDFB7_先生", "已答复𠮷先生"),
            (datetime(2026, 11, 24, tzinfo=UTC).replace(tzinfo=None), "2026-11-24"),
            (datetime(2026, 11, 24, 8, 30, tzinfo=UTC).replace(tzinfo=None), "2026-11-24 08:30"),
            (12345, "12345"),
        ],
    )
    def test_a_cell_is_read_as_it_shows(self, reply: Callable[..., str], typed: Any, read: str) -> None:
        assert reply(typed) == read

    def test_a_number_that_may_have_been_a_date_is_refused(self, department: Hotline, path: Path, number: str) -> None:
        fill(path, number, 办理="回复", 办理情况或理由=46350, 经办人="王科长")
        assert sheet.process(department, TAXI, path, path).refused == 1
        assert "46350" in rows(path)[number][w.RESULT]

    @pytest.mark.parametrize("days", [3, 3.0, "3天", "３个工作日", " 3 ", datetime(1900, 1, 3)])  # noqa: DTZ001
    def test_days_are_understood_however_they_are_written(
        self, office: Office, department: Hotline, path: Path, number: str, days: Any
    ) -> None:
        fill(path, number, 办理="申请延期", 办理情况或理由="难度大", 延期工作日=days, 经办人="王科长")
        assert sheet.process(department, TAXI, path, path).done == 1
        assert office.acts(number)[-1] == "ASK_EXTENSION"

    @pytest.mark.parametrize("change", ["zeros", "hyphen", "wide", "dash"])
    def test_a_case_number_is_restored(self, department: Hotline, path: Path, number: str, change: str) -> None:
        day, _, sequence = number.partition("-")
        changed = {
            "zeros": f"{day}-{int(sequence)}",
            "hyphen": int(f"{day}{sequence}"),
            "wide": number.translate({ord(char): ord(char) + 0xFEE0 for char in "0123456789-"}),
            "dash": f"{day}—{sequence} ",
        }[change]
        fill(path, number, 工单号=changed, 办理="反馈进展", 办理情况或理由="已到现场", 经办人="王科长")
        assert sheet.process(department, TAXI, path, path).done == 1
        assert list(rows(path)) == [number]

    def test_merged_filtered_sorted_and_titled_rows_are_processed(
        self, office: Office, department: Hotline, path: Path
    ) -> None:
        numbers = [office.call(phone=f"1380013800{place}") for place in range(3)]
        sheet.export(department, TAXI, path)
        for number in numbers:
            fill(path, number, 办理="签收")
        fill(path, numbers[0], 经办人="王科长")
        book = load_workbook(path)
        page = book[w.SHEET]
        actor = [cell.value for cell in page[1]].index(w.ACTOR) + 1
        first = next(row for row in range(2, 5) if page.cell(row, 1).value == numbers[0])
        page.cell(2, actor).value = "王科长"
        page.merge_cells(start_row=2, end_row=4, start_column=actor, end_column=actor)
        page.auto_filter.ref = "A1:R4"
        page.row_dimensions[first].hidden = True
        page.insert_rows(1)
        page["A1"] = "交通运输局待办工单"
        for area in list(page.merged_cells.ranges):
            area.shift(row_shift=1)
        book.save(path)
        assert sheet.process(department, TAXI, path, path) == sheet.SheetResult(done=3, refused=0)
        assert {office.case(number).log[-1].actor for number in numbers} == {"王科长@交通运输局业务系统"}

    def test_callers_words_that_look_like_an_escape_are_shown_as_they_are(
        self, office: Office, department: Hotline, path: Path
    ) -> None:
        office.call("投诉出租车拒载,车牌写着_x0041_")
        sheet.export(department, TAXI, path)
        assert "_x005F_x0041_" in str(load_workbook(path)[w.SHEET].cell(2, 6).value)

    def test_an_ods_workbook_is_taken(self, office: Office, department: Hotline, path: Path, number: str) -> None:
        fill(path, number, 办理="回复", 办理情况或理由="已处罚司机", 经办人="王科长")
        ods = path.with_suffix(".ods")
        ods.write_bytes(as_ods(path))
        assert sheet.process(department, TAXI, ods, path) == sheet.SheetResult(done=1, refused=0)
        assert office.case(number).assignments[-1].reply == "已处罚司机\n第二行"

    @pytest.mark.parametrize("columns", [1, 18])
    def test_a_hundred_thousand_formatted_empty_rows_cost_less_than_a_second(
        self, department: Hotline, path: Path, number: str, columns: int
    ) -> None:
        fill(path, number, 办理="反馈进展", 办理情况或理由="已到现场", 经办人="王科长")
        add_formatted_rows(path, 100_000, columns)
        begun = time.process_time()
        assert sheet.process(department, TAXI, path, path).done == 1
        assert time.process_time() - begun < 1
        assert path.stat().st_size < 100_000


def add_formatted_rows(path: Path, count: int, columns: int) -> None:
    """Give a workbook rows of formatted cells without values, as a format for whole columns leaves them."""
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    letters = [get_column_letter(column) for column in range(1, columns + 1)]
    added = "".join(
        f'<row r="{row}" spans="1:18">{"".join(f"""<c r="{letter}{row}" s="3"/>""" for letter in letters)}</row>'
        for row in range(10, 10 + count)
    )
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b"</sheetData>", added.encode() + b"</sheetData>")
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def as_ods(path: Path) -> bytes:
    """Return the sheet of a workbook as ODS, as LibreOffice writes it: repeated cells and rows, lines as paragraphs."""
    page = load_workbook(path)[w.SHEET]
    lines = "".join(
        f"<table:table-row>{''.join(map(ods_cell, row))}<table:table-cell table:number-columns-repeated='16000'/>"
        "</table:table-row>"
        for row in page.iter_rows(values_only=True)
    )
    names = {part: f"urn:oasis:names:tc:opendocument:xmlns:{part}:1.0" for part in ("office", "table", "text")}
    spaces = " ".join(f'xmlns:{part}="{name}"' for part, name in names.items())
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f"<table:table table:name='{w.SHEET}'>{lines}<table:table-row table:number-rows-repeated='1048000'>"
        "<table:table-cell table:number-columns-repeated='16384'/></table:table-row></table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return file.getvalue()


def ods_cell(value: Any) -> str:
    if value is None:
        return "<table:table-cell/>"
    text = str(value)
    second = "<text:p>第二行</text:p>" if text == "已处罚司机" else ""
    return f"<table:table-cell office:value-type='string'><text:p>{text}</text:p>{second}</table:table-cell>"


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
        assert path.stat().st_mode & 0o777 == 0o600
        assert [one.name for one in path.parent.iterdir() if one.name.startswith(f".{path.name}")] == []


class TestCommands:
    @pytest.fixture(autouse=True)
    def environment(
        self, server: RunningServer, token_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        given = {"NAME": TAXI, "SERVICE": server.address, "TOKEN_FILE": token_file, "FOLDER": tmp_path / "folder"}
        for name, value in given.items():
            monkeypatch.setenv(f"HOTLINE_DEPARTMENT_{name}", str(value))

    def test_a_sheet_is_exported_and_processed(self, office: Office, path: Path) -> None:
        number = office.call()
        exported = CliRunner().invoke(app, ["sheet", "make", str(path)])
        assert (exported.exit_code, exported.output) == (0, f"{path}：1 个工单\n")
        fill(path, number, 办理="签收")
        processed = CliRunner().invoke(app, ["sheet", "take", str(path)])
        assert (processed.exit_code, processed.output) == (1, "办了 0 行，没办成 1 行\n")
        fill(path, number, 经办人="王科长")
        processed = CliRunner().invoke(app, ["sheet", "take", str(path)])
        assert (processed.exit_code, processed.output) == (0, "办了 1 行，没办成 0 行\n")

    def test_a_caller_to_phone_is_shown_with_a_reason(self, office: Office) -> None:
        number = office.call()
        office.accept(number)
        shown = CliRunner().invoke(app, ["caller", number, "--why", "约定上门时间"])
        assert (shown.exit_code, shown.output) == (0, "张三\t云江钢厂\t+8613800138000\n")
        refused = CliRunner().invoke(app, ["caller", "20261123-999999", "--why", "看看"])
        assert refused.exit_code == 1

    def test_the_status_tells_whether_the_bridge_runs_and_what_is_stuck(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder, address = tmp_path / "folder", "http://127.0.0.1:9/"
        monkeypatch.setenv("HOTLINE_DEPARTMENT_WEBHOOK", address)
        before = CliRunner().invoke(app, ["status"])
        assert (before.exit_code, "没有运行" in before.output, folder.exists()) == (1, True, False)
        exchange = Exchange(folder)
        outbox = Outbox(exchange, address)
        event_id = "000000000001-20261123-000001-assign"
        outbox.add(event_id, {"id": event_id})
        with exchange.held():
            running = CliRunner().invoke(app, ["status"])
            assert (running.exit_code, "正在运行" in running.output) == (0, True)
            for _ in range(5):
                outbox.fail(event_id, "HTTP 422")
            stuck = CliRunner().invoke(app, ["status"])
            assert (stuck.exit_code, event_id in stuck.output, "HTTP 422" in stuck.output) == (1, True, True)
            retried = CliRunner().invoke(app, ["retry"])
            assert (retried.exit_code, retried.output) == (0, "1 条动态马上再送\n")
            assert CliRunner().invoke(app, ["status"]).exit_code == 0
            second = CliRunner().invoke(app, ["run"])
            assert (second.exit_code, "另一个进程" in second.output) == (2, True)

    def test_a_result_that_cannot_be_written_ends_without_a_traceback(self, office: Office, path: Path) -> None:
        number = office.call()
        CliRunner().invoke(app, ["sheet", "make", str(path)])
        fill(path, number, 办理="签收", 经办人="王科长")
        result = CliRunner().invoke(app, ["sheet", "take", str(path), "--out", "/没有/结果.xlsx"])
        assert (result.exit_code, "没有这个文件或文件夹" in result.output) == (2, True)
        assert office.acts(number) == ["REGISTER", "ASSIGN"]

    def test_a_system_without_webhooks_exchanges_files(self, office: Office, tmp_path: Path) -> None:
        number = office.call()
        command = [sys.executable, "-m", "hotline_department", "run"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ) as process:
            assert process.stdout is not None
            assert TAXI in process.stdout.readline()
            (tmp_path / "folder" / "in" / "1.json").write_text(
                f'{{"case": "{number}", "act": "accept", "actor": "王科长"}}', "utf-8"
            )
            for attempt in eventually():
                with attempt:
                    names = sorted(path.name for path in (tmp_path / "folder" / "out").glob("*.json"))
                    assert [name.rpartition("-")[2] for name in names] == ["assign.json", "accept.json"]
            process.terminate()
            assert process.wait(PATIENCE) == 0
        assert (tmp_path / "folder" / "done" / "1.json").exists()

    def test_a_system_with_webhooks_sends_its_acts(
        self, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        number = office.call()
        secret = tmp_path / "secret"
        secret.write_text(SECRET, "ascii")
        monkeypatch.setenv("HOTLINE_DEPARTMENT_SECRET_FILE", str(secret))
        monkeypatch.setenv("HOTLINE_DEPARTMENT_LISTEN", "127.0.0.1:0")
        command = [sys.executable, "-m", "hotline_department", "run"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ) as process:
            assert process.stdout is not None
            address = process.stdout.readline().split(" ")[1]
            assert TAXI in process.stdout.readline()
            body = act_json(number)
            answer = requests.post(address, data=body.encode(), headers=signed("act-1", body), timeout=PATIENCE)
            assert (answer.status_code, answer.json()["case"]["state"]) == (200, "CASE_STATE_IN_PROGRESS")
            process.terminate()
            assert process.wait(PATIENCE) == 0

    @pytest.mark.parametrize(
        ("name", "value", "message"),
        [
            ("WEBHOOK", "http://127.0.0.1:9/", "SECRET_FILE"),
            ("LISTEN", "0.0.0.0:8070", "TLS"),
            ("LISTEN", "127.0.0.1:here", "端口"),
            ("TOKEN_FILE", "/nowhere", "/nowhere"),
            ("NAME", "", "HOTLINE_DEPARTMENT_NAME"),
            ("SERVICE", "192.0.2.1:50051", "loopback"),
        ],
    )
    def test_an_invalid_setting_is_reported(self, name: str, value: str, message: str, tmp_path: Path) -> None:
        secret = tmp_path / "secret"
        secret.write_text("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        given = {"SECRET_FILE": str(secret)} if name == "LISTEN" else {}
        environment = {f"HOTLINE_DEPARTMENT_{key}": setting for key, setting in {**given, name: value}.items()}
        done = CliRunner().invoke(app, ["run"], env=environment)
        assert (done.exit_code, message in done.output) == (2, True)


def test_the_readme_documents_every_setting_and_command() -> None:
    for name in Settings.model_fields:
        assert f"_{name.upper()}`" in README, name
    for command in ("run", "status", "retry", "caller", "sheet make", "sheet take"):
        assert f"hotline-department {command}" in README
    assert set(get_command(app).commands) == {"run", "status", "retry", "caller", "sheet"}  # type: ignore[attr-defined]


def test_the_readmes_example_is_a_valid_act() -> None:
    (shown,) = re.findall(r"```json\n(.*?)```", README, re.DOTALL)
    assert parse_act(shown).act == "reply"
    documented = set(re.findall(r"^\| `([a-z_]+)` ", README, re.MULTILINE))
    assert documented == set(LOG_ACTS)
