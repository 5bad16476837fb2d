"""Tables of rule books as sheets: exported, edited in a spreadsheet, imported without any other change (R8.2)."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hotline_server.cli.rule_sheets import read_sheets, write_rest, write_sheets
from hotline_server.ground.workbooks import WorkbookError
from hotline_server.rulebook.editions import version_of
from hotline_server.rulebook.errors import Problem
from hotline_server.rulebook.source import parse_yaml
from hotline_server.rulebook.table_import import Imported, ProblemsOf, import_sheets
from hotline_server.rulebook.tables import ROWS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

ROUTING = """# 派单目录
派单目录:
  # 城乡建设
  - {事项: 物业, 区县: 任一, 牵头: "{区县}住建局", 协办: [甲局, "乙：局"]} # 常见
  - {事项: 路灯, 牵头: 城管局, 期限: {取短: [5个工作日, 7天]}, 生效: 2027-01-01}
  # 环保
  - {事项: 噪声, 牵头: 环保局, 期限: 24小时}
"""
POLICIES = """政策:
  # 公积金
  - 编号: "001"
    标题: 租房提取
    单位: 公积金中心
    文件: 办法
    答复: |
      分两步：
      先登记。
    复核: 2027-05-01
    常见问法:
      # 口语
      - 怎么取
      - "要什么: 材料"
    不算: [贷款, 退休]
  - 编号: P2
    标题: 购房提取
    单位: 公积金中心
    文件: 办法
    答复: 可以。
    复核: 2027-05-01
    常见问法:
      - 买房怎么取
"""
TAGS = """标签:
  - 名称: 媒体 # 记者
    词语: [记者, 曝光,
      热搜]
    不算: []
  - 名称: 断供
    词语:
      - "[停水|停电]…[天|小时]"
      - "0"
"""
FILES = {"routing.yaml": ROUTING.encode(), "policies.yaml": POLICIES.encode(), "lexicons/tags.yaml": TAGS.encode()}
Sheet = dict[str, Worksheet]


def sound(_: Mapping[str, bytes]) -> list[Problem]:
    return []


def imported(path: Path, files: Mapping[str, bytes], problems_of: ProblemsOf = sound) -> Imported:
    sheets = [(one.table, one.rows) for one in read_sheets(path).sheets]
    return import_sheets(sheets, files, problems_of)


def edited(folder: Path, edit: Callable[[Workbook], object], problems_of: ProblemsOf = sound) -> Imported:
    path = folder / "rules.xlsx"
    path.write_bytes(write_sheets(FILES, "v1"))
    book = load_workbook(path)
    edit(book)
    book.save(path)
    return imported(path, FILES, problems_of)


def put(sheet: Worksheet, row: int, **cells: Any) -> None:
    heads = [cell.value for cell in sheet[1]]
    for name, value in cells.items():
        sheet.cell(row, heads.index(name) + 1).value = value


def said(files: Mapping[str, bytes], name: str) -> Any:
    return parse_yaml(name, files[name]).data


def lines_changed(files: Mapping[str, bytes], name: str) -> set[str]:
    return set(files[name].decode().splitlines()) ^ set(FILES[name].decode().splitlines())


SIGNS = "局号是否01258.-E+:：,，、=#&*!|>'\"%@`{}[]()~?\\/ _xD…—𠀀é"
line = st.text(SIGNS, min_size=1, max_size=9).map(str.strip).filter(bool)
words = st.lists(line, min_size=1, max_size=4, unique=True)


def written(value: object) -> str:
    """A value as somebody who likes quotes would write it."""
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(line, line, words), min_size=1, max_size=3, unique_by=lambda row: row[0]), st.data())
def test_what_is_exported_and_imported_stays_and_what_is_edited_is_all_that_changes(
    tmp_path: Path, given_rows: list[tuple[str, str, list[str]]], data: st.DataObject
) -> None:
    """R8.2"""
    rows = "".join(f"  - {{事项: {written(a)}, 牵头: {written(b)}}} # {n}\n" for n, (a, b, _) in enumerate(given_rows))
    tags = "".join(f"  - 名称: {written(a)}\n    词语: {written(c)}\n" for a, _, c in given_rows)
    files = {"routing.yaml": f"派单目录:\n{rows}".encode(), "lexicons/tags.yaml": f"标签:\n{tags}".encode()}
    path = tmp_path / "rules.xlsx"
    path.write_bytes(write_sheets(files, "v1"))
    same = imported(path, files)
    assert same.files == files
    assert not any(outcome.findings or outcome.accepted or outcome.absent for outcome in same.outcomes)

    book = load_workbook(path)
    place = data.draw(st.integers(0, len(given_rows) - 1))
    lead, word = data.draw(line), data.draw(line)
    put(book["派单目录"], place + 2, 牵头=lead.replace("=", "＝"), 期限=7)
    last = book["词语"].max_row + 1
    listed = f"标签/{given_rows[place][0]}/词语"
    put(book["词语"], last, 文件="lexicons/tags.yaml", 所属=listed, 词语=word.replace("=", "＝"))
    book.save(path)
    changed = imported(path, files)
    wanted = said(files, "routing.yaml")
    if 2 + place in changed.outcomes[0].accepted:
        wanted["派单目录"][place] |= {"牵头": lead.replace("=", "＝"), "期限": 7}
    assert said(changed.files, "routing.yaml") == wanted
    wanted = said(files, "lexicons/tags.yaml")
    if last in changed.outcomes[-1].accepted:
        wanted["标签"][place]["词语"].append(word.replace("=", "＝"))
    assert said(changed.files, "lexicons/tags.yaml") == wanted


def test_edits_keep_comments_layout_and_every_other_line(tmp_path: Path) -> None:
    """R8.2"""

    def edit(book: Workbook) -> None:
        put(book["派单目录"], 2, 协办="甲局、丙局", 期限=3)
        put(book["派单目录"], 3, 操作="删除")
        put(book["派单目录"], 5, 事项="噪声", 区县="东湖区", 牵头="环保分局", 协办必到="否")
        put(book["派单目录"], 5, 期限="取短：5个工作日、7天")
        put(book["政策"], 2, 常见问法="怎么取\n在哪里取\n要什么: 材料", 不算=None, 失效="2028年1月2日")
        put(book["词语"], 3, 操作="删除")
        put(book["词语"], 4, 词语="上热搜")
        put(book["词语"], 7, 文件="lexicons/tags.yaml", 所属="标签/媒体/不算", 词语="记者站")

    found = edited(tmp_path, edit)
    assert [outcome.findings for outcome in found.outcomes] == [{}, {}, {}]
    assert lines_changed(found.files, "routing.yaml") == {
        '  - {事项: 物业, 区县: 任一, 牵头: "{区县}住建局", 协办: [甲局, "乙：局"]} # 常见',
        '  - {事项: 物业, 区县: 任一, 牵头: "{区县}住建局", 协办: [甲局, 丙局], 期限: 3} # 常见',
        "  - {事项: 路灯, 牵头: 城管局, 期限: {取短: [5个工作日, 7天]}, 生效: 2027-01-01}",
        "  - {事项: 噪声, 区县: 东湖区, 牵头: 环保分局, 协办必到: 否, 期限: {取短: [5个工作日, 7天]}}",
    }
    assert lines_changed(found.files, "policies.yaml") == {
        "    不算: [贷款, 退休]", "      - 在哪里取", "    失效: 2028-01-02",
    }  # fmt: skip
    assert said(found.files, "lexicons/tags.yaml")["标签"][0] == {
        "名称": "媒体", "词语": ["记者", "上热搜"], "不算": ["记者站"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("sheet", "cells", "wanted"),
    [
        # What spreadsheets do to texts: leading zeros, days and serial numbers, numbers for texts.
        ("政策", {"编号": 1}, "没有变化"),
        ("政策", {"复核": datetime(2027, 5, 1)}, "没有变化"),  # noqa: DTZ001
        ("政策", {"复核": 46508}, "没有变化"),
        ("政策", {"复核": "2027/5/1"}, "没有变化"),
        ("政策", {"标题": 12345}, {"标题": "12345"}),
        ("派单目录", {"期限": 5.0}, {"期限": 5}),
        ("派单目录", {"期限": "5.0"}, {"期限": 5}),
        ("派单目录", {"生效": 46508}, {"生效": "2027-05-01"}),
        ("派单目录", {"牵头": "  城管局\n"}, {"牵头": "城管局"}),
        # What cannot be told any more is asked back.
        ("政策", {"标题": datetime(2027, 3, 1)}, "“标题”被表格软件改成了日期 2027-03-01"),  # noqa: DTZ001
        ("政策", {"标题": 12345678901234567}, "“标题”是数字 12345678901234570，表格软件只保留前 15 位"),
        ("政策", {"标题": "=A1"}, "“标题”是公式"),
        ("政策", {"复核": "明年"}, "“复核”要写日期"),
        ("政策", {"复核": "2027-02-30"}, "“复核”写的 2027-02-30 没有这一天"),
        ("政策", {"标题": None}, "缺少“标题”"),
        ("派单目录", {"期限": "三天"}, "“期限”：要写成 3天"),
        ("派单目录", {"期限": "很快"}, "“期限”要写成 5（工作日）"),
        ("派单目录", {"协办必到": "也许"}, "“协办必到”要写“是”"),
        (
            "派单目录",
            {"操作": "改", "失效": "2027/2/30"},
            "或空着；“失效”写的 2027/2/30 没有这一天",
        ),
        ("派单目录", {"标识": "没有的"}, "草稿里没有“没有的”"),
        ("词语", {"词语": None}, "“词语”空着"),
        ("词语", {"词语": "曝光"}, "“标签/媒体/词语”里已经有“曝光”"),
        ("词语", {"所属": "标签/别的/词语"}, "没有“标签/别的/词语”这一组"),
    ],
)
def test_what_a_spreadsheet_makes_of_a_cell_is_undone_or_asked_back(
    tmp_path: Path, sheet: str, cells: dict[str, Any], wanted: str | dict[str, Any]
) -> None:
    """R8.2"""
    found = edited(tmp_path, lambda book: put(book[sheet], 2, **cells))
    place = ["派单目录", "政策", "词语"].index(sheet)
    outcome = found.outcomes[place]
    if wanted == "没有变化":
        assert (found.files, outcome.findings, outcome.accepted) == (FILES, {}, {})
    elif isinstance(wanted, str):
        assert found.files == FILES
        assert wanted in "；".join(outcome.findings[2])
    else:
        name = {"派单目录": "routing.yaml", "政策": "policies.yaml"}[sheet]
        assert said(found.files, name)[sheet][0] == said(FILES, name)[sheet][0] | wanted


def test_merged_filtered_copied_and_titled_rows_are_read_as_they_are_meant(tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        sheet = book["派单目录"]
        put(sheet, 5, 事项="噪声", 区县="东湖区", 牵头="分局")
        put(sheet, 6, 区县="西山区")
        # Whoever adds a row copies one, with its id.
        for column in range(1, 12):
            sheet.cell(7, column).value = sheet.cell(2, column).value
        put(sheet, 7, 区县="南山区")
        put(sheet, 8, 事项="噪声", 区县="东湖区", 牵头="环保局")
        put(sheet, 3, 牵头="市政局")
        sheet.row_dimensions[3].hidden = True
        sheet.cell(1, 6).value = " 牵 头\n"
        sheet.insert_rows(1)
        sheet.cell(1, 1).value = "云江市派单目录（2027年）"
        sheet.merge_cells("C6:C7")
        sheet.merge_cells("F6:F7")

    found = edited(tmp_path, edit)
    # Under the title; two new rows for one place are told apart by their rows of the sheet.
    assert [outcome.findings for outcome in found.outcomes] == [
        {9: ("事项 噪声、区县 东湖区已有，在第 6 行；请在那一行里改",)}, {}, {},
    ]  # fmt: skip
    rows = said(found.files, "routing.yaml")["派单目录"]
    assert [(row["事项"], row.get("区县"), row["牵头"]) for row in rows] == [
        ("物业", "任一", "{区县}住建局"),
        ("路灯", None, "市政局"),
        ("噪声", None, "环保局"),
        ("噪声", "东湖区", "分局"),
        ("噪声", "西山区", "分局"),
        ("物业", "南山区", "{区县}住建局"),
    ]


def test_one_bad_row_costs_one_row_and_stands_in_a_sheet_of_its_own(tmp_path: Path) -> None:
    def problems_of(files: Mapping[str, bytes]) -> list[Problem]:
        """Tell of one row at its line, and of another only elsewhere."""
        text = files["routing.yaml"].decode()
        lines = [number for number, one in enumerate(text.splitlines(), 1) if "坏局" in one]
        elsewhere = [Problem("rules.yaml", 1, 1, "没有人管路灯")] if "路灯" not in text else []
        return [Problem("routing.yaml", number, 9, "没有叫“坏局”的部门") for number in lines] + elsewhere

    def edit(book: Workbook) -> None:
        put(book["派单目录"], 2, 牵头="坏局")
        put(book["派单目录"], 3, 操作="删除")
        put(book["派单目录"], 4, 期限=2)
        put(book["词语"], 2, 词语="电视台")

    found = edited(tmp_path, edit, problems_of)
    assert found.outcomes[0].findings == {
        2: ("没有叫“坏局”的部门",), 3: ("rules.yaml：没有人管路灯",),
    }  # fmt: skip
    assert (set(found.outcomes[0].accepted), set(found.outcomes[2].accepted)) == ({4}, {2})
    sheets = read_sheets(tmp_path / "rules.xlsx").sheets
    left = [(sheet, outcome.findings) for sheet, outcome in zip(sheets, found.outcomes, strict=True)]
    rest = tmp_path / "rest.xlsx"
    rest.write_bytes(write_rest(left, version_of(found.files)))
    book = load_workbook(rest)
    assert book.sheetnames == ["派单目录", "说明"]
    assert [cell.value for cell in book["派单目录"]["A"]][1:] == [
        "第 2 行：没有叫“坏局”的部门",
        "第 3 行：rules.yaml：没有人管路灯",
    ]
    put(book["派单目录"], 2, 牵头="好局")
    put(book["派单目录"], 3, 操作=None)
    book.save(rest)
    assert read_sheets(rest).version == version_of(found.files)
    mended = imported(rest, found.files, problems_of)
    assert said(mended.files, "routing.yaml")["派单目录"][0]["牵头"] == "好局"
    assert (mended.outcomes[0].unchanged, mended.outcomes[0].absent) == (1, 1)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig"])
def test_a_csv_file_of_excel_is_read_without_ids(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "目录.csv"
    text = "事项,区县,牵头,期限,备注\r\n路灯,,市政局,7,新\r\n物业,任一,,3,\r\n水污染,东湖区,水利局,24小时,\r\n"
    path.write_bytes(text.encode(encoding))
    (sheet,) = read_sheets(path).sheets
    assert (sheet.table, sheet.unknown) == (ROWS, ("备注",))
    found = imported(path, {**FILES, "routing.yaml": ROUTING.replace(", 生效: 2027-01-01", "").encode()})
    assert found.outcomes[0].findings == {3: ("缺少“牵头”",)}
    rows = said(found.files, "routing.yaml")["派单目录"]
    assert [(row["牵头"], row.get("期限")) for row in rows] == [
        ("{区县}住建局", None), ("市政局", 7), ("环保局", "24小时"), ("水利局", "24小时"),
    ]  # fmt: skip


@pytest.mark.parametrize(("heading", "renamed"), [("牵头", "牵头单位"), ("操作", "动作"), ("期限", "时限")])
def test_a_sheet_with_a_renamed_heading_is_refused(tmp_path: Path, heading: str, renamed: str) -> None:
    """R2.6: what is below it would be lost without a word."""

    def rename(book: Workbook) -> None:
        (cell,) = [cell for cell in book["派单目录"][1] if cell.value == heading]
        cell.value = renamed

    with pytest.raises(WorkbookError, match=f"不认得“{renamed}”，又没有“{heading}”"):
        edited(tmp_path, rename)
