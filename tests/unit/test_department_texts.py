"""Texts of a department's workbook and of its acts, compared and read."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import grpc
import pytest
from hotline_client import HotlineError
from hotline_client.cell_text import cell_text
from hotline_department.acts import is_masked_copy
from hotline_department.workbooks import UnreadableError, read
from openpyxl import Workbook
from openpyxl.cell.cell import Cell


@pytest.mark.parametrize(
    ("logged", "sent"),
    [
        ("已到现场", "已到现场"),
        ("已联系138****8000，明天去", "已联系138 0013 8000，明天去"),
        ("张*说〔已隐去〕没有水", "张三说3栋502没有水"),
        ("〔已隐去〕来过", "张三来过"),
        ("〔已隐去〕", "张三"),
        ("请拨****转***", "请拨84510012转801"),
    ],
)
def test_a_masked_text_is_recognised(logged: str, sent: str) -> None:
    assert is_masked_copy(logged, sent)


@pytest.mark.parametrize(
    ("logged", "sent"),
    [
        ("已联系〔已隐去〕，明天去", "已到现场"),
        ("已联系〔已隐去〕，明天去", "已联系张三，后天去"),
        ("〔已隐去〕去〔已隐去〕去", "张三去"),
        ("已到现场", "已到现场。"),
        ("〔已隐去〕", "字" * 101),
    ],
)
def test_another_text_is_not(logged: str, sent: str) -> None:
    assert not is_masked_copy(logged, sent)


@pytest.mark.parametrize(
    ("span", "shown"),
    [(timedelta(hours=30, minutes=5), "30:05"), (timedelta(seconds=61), "0:01:01"), (timedelta(), "0:00")],
)
def test_a_span_is_read_as_it_shows(span: timedelta, shown: str) -> None:
    cell = Workbook().worksheets[0].cell(1, 1, span)
    assert isinstance(cell, Cell)
    assert cell_text(cell) == shown


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/workbook.xml", b"<workbook xmlns='http://\xff'/>"),
        ("[Content_Types].xml", b"<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"),
        ("xl/worksheets/sheet1.xml", b"<worksheet"),
    ],
)
def test_a_workbook_with_a_broken_part_is_unreadable(tmp_path: Path, part: str, content: bytes) -> None:
    whole, broken = BytesIO(), tmp_path / "broken.xlsx"
    Workbook().save(whole)
    with ZipFile(whole) as archive, ZipFile(broken, "w") as changed:
        for name in archive.namelist():
            changed.writestr(name, content if name == part else archive.read(name))
    with pytest.raises(UnreadableError):
        read(broken)


@pytest.mark.parametrize(
    ("code", "message", "reason"),
    [
        (grpc.StatusCode.UNIMPLEMENTED, "Method not found!", "服务没有这项功能，可能是较早的版本"),
        (grpc.StatusCode.UNKNOWN, "", "服务出错"),
        (grpc.StatusCode.INTERNAL, "服务内部错误，编号 a1", "服务内部错误，编号 a1"),
    ],
)
def test_an_error_is_told_in_chinese(code: grpc.StatusCode, message: str, reason: str) -> None:
    assert HotlineError(code, message, {}).reason == reason
