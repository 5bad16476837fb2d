"""What Excel, WPS and LibreOffice make of a workbook is understood or refused."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hotline_client import Hotline
from hotline_department import sheet, workbooks
from hotline_department import wording as w
from hotline_department.acts import ActError
from hotline_department.sheet.columns import POSITIONS
from hotline_department.sheet.files import SheetError
from hotline_department.sheet.rows import Row, parse_row
from hotline_department.sheet.tables import find_columns, row_numbers
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from tests.department.workbook import fill, rows
from tests.office import TAXI, Office


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
        fill(path, number, 办理="申请延期", 办理情况或理由="难度大", 几个工作日=days, 经办人="王科长")
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

    def test_a_bad_cell_of_an_ods_workbook_costs_its_row(
        self, office: Office, department: Hotline, path: Path, number: str
    ) -> None:
        other = office.call(phone="13800138009")
        sheet.export(department, TAXI, path)
        fill(path, number, 办理="申请延期", 办理情况或理由="难度大", 几个工作日="坏", 经办人="王科长")
        fill(path, other, 办理="签收", 经办人="王科长")
        with ZipFile(BytesIO(as_ods(path))) as archive:
            content = archive.read("content.xml").decode()
        bad = "<table:table-cell office:value-type='float' office:value='x'><text:p>三天</text:p></table:table-cell>"
        content = content.replace(ods_cell("坏"), bad)
        assert bad in content
        last = content.rindex("</table:table-row>")
        filled = (
            "<table:table-cell table:number-columns-repeated='16384' office:value-type='string'><text:p>王</text:p>"
        )
        content = content[:last] + filled + "</table:table-cell>" + content[last:]
        row = content.rindex("<table:table-row>")
        content = f"{content[:row]}<table:table-row table:number-rows-repeated='x'>{content[row + 17 :]}"
        ods = path.with_suffix(".ods")
        with ZipFile(ods, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            archive.writestr("content.xml", content)
        assert sheet.process(department, TAXI, ods, path) == sheet.SheetResult(done=1, refused=1)
        results = {number: row[w.RESULT] for number, row in rows(path).items()}
        assert results[number] == f"{w.NOT_DONE}{w.DAYS}：{w.NO_DAYS}"
        assert results[other].startswith(w.DONE)

    def test_an_ods_workbook_is_taken(self, office: Office, department: Hotline, path: Path, number: str) -> None:
        fill(path, number, 办理="回复", 办理情况或理由="已处罚司机", 经办人="王科长")
        ods = path.with_suffix(".ods")
        ods.write_bytes(as_ods(path))
        assert sheet.process(department, TAXI, ods, path) == sheet.SheetResult(done=1, refused=0)
        assert office.case(number).assignments[-1].reply == "已处罚司机\n第二行"

    def test_the_result_of_an_ods_workbook_overwrites_no_other_file(self, tmp_path: Path) -> None:
        assert sheet.place_of_result(tmp_path / "待办.XLSX") == tmp_path / "待办.XLSX"
        assert sheet.place_of_result(tmp_path / "待办.ods") == tmp_path / "待办.xlsx"
        (tmp_path / "待办.xlsx").write_bytes(b"other")
        with pytest.raises(sheet.SheetError, match="不会写到已有的另一个文件"):
            sheet.place_of_result(tmp_path / "待办.ods")

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


def test_an_ods_cell_is_read_as_it_shows(tmp_path: Path) -> None:
    cells = (("percentage", "0.35", "35%"), ("float", "7", "007"), ("currency", "20", "￥20"), ("float", "0.35", "0"))
    written = "".join(
        f"<table:table-cell office:value-type='{kind}' office:value='{value}'>"
        f"<text:p>{shown}</text:p></table:table-cell>"
        for kind, value, shown in cells
    )
    ods = tmp_path / "todo.ods"
    book = Workbook()
    book.worksheets[0].title, book.worksheets[0]["A1"] = w.SHEET, "数"
    book.save(tmp_path / "todo.xlsx")
    with ZipFile(BytesIO(as_ods(tmp_path / "todo.xlsx"))) as archive:
        content = archive.read("content.xml").decode().replace(ods_cell("数"), written)
    with ZipFile(ods, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    assert [cell.value for cell in workbooks.read(ods).worksheets[0][1]] == ["35%", "007", "￥20", 0.35]


def test_what_is_too_long_is_told_by_its_column() -> None:
    page = Workbook().worksheets[0]
    page.append(list(POSITIONS))
    for heading, value in {
        w.NUMBER: "20261124-000123", w.ACT: "转派下级", w.TEXT: "长" * 10_001, w.UNITS: f"城管局、{'长' * 101}",
    }.items():  # fmt: skip
        page.cell(2, POSITIONS[heading], value)
    with pytest.raises(ActError) as refused:
        parse_row(Row(page, 2, POSITIONS))
    assert set(refused.value.fields) == {w.TEXT, w.UNITS}


def test_a_column_that_is_there_twice_is_not_passed_over() -> None:
    page = Workbook().worksheets[0]
    page.append([*POSITIONS, w.ACT])
    with pytest.raises(SheetError, match="栏目 办理 不止一栏"):
        find_columns(page)


def test_a_row_beyond_the_last_is_left_out() -> None:
    page = Workbook().worksheets[0]
    page.append(["工单号"])
    page.append(["20261124-000123"])
    page._cells[1_111_111_111, 1] = page.cell(2, 1)
    assert row_numbers(page, 1) == [2]
