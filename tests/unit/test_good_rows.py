"""Directory documents of which only the good rows are applied (P3)."""

from datetime import date

import pytest
from hotline_server.desk.directory.documents import read_document, read_rows, write_xlsx, write_yaml
from hotline_server.desk.directory.good_rows import compare_good_rows
from hotline_server.desk.directory.remainder import write_remainder
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.errors import InvalidFieldsError

from tests.unit.test_directory_documents import HEADS, sheet_of, yaml_of

TODAY = date(2026, 11, 24)
NEW = "名称: 甲局, 类别: 部门, 隶属: 云江市"


def compared(document: bytes, directory: Directory) -> tuple[list[str], dict[int, str]]:
    """Return the changes in words, and what is wrong with the rows that are set aside."""
    comparison, aside = compare_good_rows(read_rows(document), directory, TODAY)
    summaries = [change.summary for _, changes in comparison.days for change in changes]
    return summaries, {one.line: "；".join(one.findings) for one in aside}


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        (["名称: 乙局, 类别: 局, 隶属: 云江市"], {3: "没有“局”这种类别"}),
        (["名称: 乙局, 类别: 部门, 隶属: 火星"], {3: "目录里没有“火星”"}),
        (["名称: 交通运输局, 类别: 区县, 隶属: 云江市"], {3: "不能改为区县"}),
        (["名称: 交通运输局, 类别: 部门, 电话: 1, 电话: 2"], {3: "“电话”写了两次"}),
        (["名称: 乙局, 类别: 部门, 隶属: 云江市"] * 2, {3: "“乙局”在第 3 行已经有了", 4: "“乙局”在第 3 行已经有了"}),
        # What names a bad row as nothing else has it, however far.
        (
            [
                "名称: 乙局, 类别: 局, 隶属: 云江市",
                "名称: 丙科, 类别: 内设机构, 隶属: 乙局",
                "名称: 审计局, 类别: 部门, 撤销: 2026-11-24, 承接: [{单位: 乙局}]",
                "名称: 丁街道, 类别: 街镇, 隶属: 东湖区, 兜底: [丙科]",
            ],
            {3: "没有“局”", 4: "提到的“乙局”在第 3 行", 5: "提到的“乙局”在第 3 行", 6: "提到的“丙科”在第 4 行"},
        ),
    ],
)
def test_good_rows_are_compared_and_the_others_told(
    rows: list[str], wrong: dict[int, str], directory: Directory
) -> None:
    summaries, aside = compared(yaml_of(NEW, *rows), directory)
    assert "新设甲局" in summaries
    assert len(summaries) == 1
    assert aside.keys() == wrong.keys()
    for line, said in wrong.items():
        assert said in aside[line]


def test_a_row_may_name_a_unit_of_the_directory_whose_own_row_is_bad(directory: Directory) -> None:
    """But not by the name that only the bad row gives it."""
    code = next(unit.code for unit in directory.units.values() if unit.name == "交通运输局")
    rows = [
        f"代码: {code}, 名称: 交通运输委员会, 类别: 局",
        "名称: 甲科, 类别: 内设机构, 隶属: 交通运输局",
        f"名称: 乙科, 类别: 内设机构, 隶属: {code}",
        "名称: 丙科, 类别: 内设机构, 隶属: 交通运输委员会",
    ]
    summaries, aside = compared(yaml_of(*rows), directory)
    assert summaries == ["新设甲科", "新设乙科"]
    assert set(aside) == {2, 5}


def test_units_of_rows_that_are_set_aside_are_not_called_absent(directory: Directory) -> None:
    document = write_yaml(directory).decode().replace("名称: 审计局, 类别: 部门", "名称: 审计局, 类别: 局")
    comparison, (aside,) = compare_good_rows(read_rows(document.encode()), directory, TODAY)
    assert (comparison.days, comparison.absent, aside.name) == ((), (), "审计局")


def test_units_that_do_not_fit_each_other_are_set_aside_together(directory: Directory) -> None:
    rows = [f"名称: {name}局, 类别: 部门, 隶属: 云江市, 兜底: [东湖区]" for name in "乙丙"]
    summaries, aside = compared(yaml_of(NEW, *rows), directory)
    assert summaries == ["新设甲局"]
    assert all("兜底单位" in said for said in aside.values())


def test_a_document_that_is_none_is_refused_all_the_same(directory: Directory) -> None:
    with pytest.raises(InvalidFieldsError):
        compared(b"PK\x03\x04", directory)


# --- what is left ---------------------------------------------------------------------------------


def test_the_rest_of_a_text_has_the_rows_as_they_were_written(directory: Directory) -> None:
    document = (
        "单位:\n  - {名称: 甲局, 类别: 部门, 隶属: 云江市}\n"
        "  - 名称: 乙局   # 暂定\n    类别: 局\n    隶属: 云江市\n"
        "  - {名称: &x 丙局, 类别: 部门, 隶属: 云江市}\n"
    ).encode()
    _, aside = compare_good_rows(read_rows(document), directory, TODAY)
    rest = write_remainder(document, {one.line: one.findings for one in aside})
    assert "甲局" not in rest.decode()
    assert "  - 名称: 乙局   # 暂定\n    类别: 局\n" in rest.decode()
    assert "  # 问题：第 3 行：没有“局”这种类别" in rest.decode()
    mended = rest.replace("类别: 局".encode(), "类别: 部门".encode()).replace(b"&x ", b"")
    assert [record.unit.name for record in read_document(mended).records] == ["乙局", "丙局"]
    again = write_remainder(rest, {one.line: ("还是不对",) for one in read_rows(rest).set_aside})
    assert again.decode().count("# 问题：") == 2


def test_rows_of_a_text_that_share_a_line_cannot_be_parted() -> None:
    with pytest.raises(InvalidFieldsError, match="单独起一行"):
        write_remainder("单位: [{名称: 甲局}, {名称: 乙局}]\n".encode(), {1: ("缺少“类别”",)})


def test_the_rest_of_a_workbook_has_the_cells_as_they_were_and_is_read_again(directory: Directory) -> None:
    document = sheet_of(
        [*HEADS, "隶属"],
        ["甲局", "部门", "12345", None, None, None, None, None, "云江市"],
        ["乙局", "局", 7318451001, None, None, "=1+1", None, None, "云江市"],
    )
    _, aside = compare_good_rows(read_rows(document), directory, TODAY)
    rest = write_remainder(document, {one.line: one.findings for one in aside})
    (again,) = read_rows(rest).set_aside
    assert (again.line, again.name) == (2, "乙局")
    assert [finding.replace("第 3 行", "第 2 行") for finding in aside[0].findings] == list(again.findings)
    twice = write_remainder(rest, {2: ("还是不对",)})
    assert read_rows(twice).set_aside[0].findings == again.findings


def test_the_rest_of_an_exported_workbook_can_be_imported_once_mended(directory: Directory) -> None:
    document = write_xlsx(directory)
    records = read_document(document).records
    rest = write_remainder(document, {records[5].line: ("试一试",)})
    assert [record.unit for record in read_document(rest).records] == [records[5].unit]
