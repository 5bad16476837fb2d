"""The directory as a file: exported, compared, edited in a spreadsheet, and beside a database that has another."""

from io import BytesIO
from pathlib import Path

import pytest
from hotline.v1 import directory_service_pb2 as pb
from hotline_client import Hotline
from hotline_server.ground.config import Settings
from hotline_server.ground.folders import PROJECT
from hotline_server.runtime.server import start
from openpyxl import load_workbook

from tests.directory_changes import NEW_NAME, a_department, change, rename, unit
from tests.hotline import refusal
from tests.office import TAXI

SAMPLE = (PROJECT / "sample" / "directory.yaml").read_bytes()


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
