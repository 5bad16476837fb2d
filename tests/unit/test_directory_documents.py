"""Directory documents: read by staff, edited in spreadsheets, and read back without loss (P3)."""

from collections.abc import Callable
from datetime import date, datetime, time
from io import BytesIO
from itertools import pairwise
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hotline_server.desk.directory import document_xlsx
from hotline_server.desk.directory.comparison import compare, initial
from hotline_server.desk.directory.documents import (
    ROWS_LIMIT,
    SIZE_LIMIT,
    Document,
    read_document,
    write_xlsx,
    write_yaml,
)
from hotline_server.domain.directory.change import Change, ChangeKind
from hotline_server.domain.directory.changes import apply
from hotline_server.domain.directory.naming import known_names
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.directory.units import Contacts, Duty, FormerName, Successor, Unit, UnitKind
from hotline_server.domain.errors import InvalidFieldsError
from hotline_server.ground.characters import normalise
from hotline_server.ground.workbooks import EXPANDED_LIMIT
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

K = UnitKind
TODAY = date(2026, 11, 24)
LATER = date(2027, 1, 1)
Write = Callable[[Directory], bytes]
FORMATS = pytest.mark.parametrize("write", [write_yaml, write_xlsx], ids=["yaml", "xlsx"])

PRINTABLE = st.characters(exclude_categories=["C", "Z"])
SIGNS = st.sampled_from("、，；,;=\\：:#&*!{}[]'\"|>%@`无是~-0 ")
TEXTS = st.text(SIGNS | PRINTABLE, min_size=1, max_size=12).map(lambda text: normalise(text.strip() or "甲"))
MAYBE = st.just("") | TEXTS
DAYS = st.dates(date(1, 1, 1))
MATTERS = st.none() | st.lists(TEXTS | st.just("无"), max_size=3).map(tuple)
UNITS = st.builds(
    Unit,
    code=st.just("U1"),
    name=TEXTS,
    kind=st.sampled_from(K),
    aliases=st.lists(TEXTS, max_size=3).map(tuple),
    former_names=st.lists(st.builds(FormerName, TEXTS, DAYS), max_size=2).map(tuple),
    division_code=MAYBE,
    organisation_code=MAYBE,
    contacts=st.builds(
        Contacts,
        phone=MAYBE,
        duty_phone=MAYBE,
        hours=MAYBE,
        leader=MAYBE,
        on_duty=st.lists(st.builds(Duty, TEXTS, MAYBE, st.none() | DAYS, st.none() | DAYS), max_size=2).map(tuple),
    ),
    matters=MATTERS,
    town_matters=MATTERS,
    backs=st.lists(TEXTS, max_size=2).map(tuple),
    since=st.none() | DAYS,
    until=st.none() | DAYS,
    successors=st.lists(
        st.builds(Successor, TEXTS, st.lists(TEXTS, max_size=2).map(tuple)), max_size=2
    ).map(tuple),
)  # fmt: skip


def yaml_of(*rows: str) -> bytes:
    return "".join(["单位:\n", *(f"  - {{{row}}}\n" for row in rows)]).encode()


def sheet_of(*rows: list[object]) -> bytes:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def refusal(document: bytes) -> str:
    with pytest.raises(InvalidFieldsError) as refused:
        read_document(document)
    return "；".join(wrong.description for wrong in refused.value.violations)


def only_unit(document: bytes) -> Unit:
    (record,) = read_document(document).records
    return record.unit


# --- round trips ----------------------------------------------------------------------------------


@FORMATS
@given(unit=UNITS)
@example(
    unit=Unit(
        "U1", "甲、乙局", K.DEPARTMENT, aliases=("甲、乙", "丙；丁", "a=b\\", "\\"), matters=("无",), town_matters=(),
        contacts=Contacts("0110", "8:30", "=1+1", on_duty=(Duty("张，三=", "0731；1", TODAY),)),
    )
)  # fmt: skip
def test_any_unit_is_read_as_it_was_written(write: Write, unit: Unit) -> None:
    document = read_document(write(Directory([unit], 7)))
    assert [record.unit for record in document.records] == [unit]
    assert document.version == 7


@pytest.fixture(scope="module")
def lived(directory: Directory) -> Directory:
    """The sample city after a merger, a split, a renaming and a retirement."""
    formed = Unit("", "甲、乙局", K.DEPARTMENT, "云江市", aliases=("甲，乙",))
    changes = (
        Change(ChangeKind.RENAME, ("交通运输局",), name="交通运输委员会"),
        Change(ChangeKind.MERGE, ("税务局", "审计局"), unit=formed),
        Change(
            ChangeKind.SPLIT, ("统计局",), successors=(Successor("财政局", ("统计、调查",)), Successor("甲、乙局"))
        ),
        Change(ChangeKind.MERGE, ("甲、乙局",), successors=(Successor("财政局"),)),
        Change(ChangeKind.SPLIT, ("水利局",), successors=(Successor("水利局"), Successor("林业局", ("湖泊",)))),
    )  # fmt: skip
    return apply(directory, changes, date(2026, 11, 20))


@FORMATS
def test_a_new_database_begins_with_the_exported_directory(write: Write, lived: Directory) -> None:
    """Names in old cases lead to whoever continues the work, in the new database too."""
    begun = initial(write(lived), TODAY)
    assert list(begun.units.values()) == list(lived.units.values())
    assert begun.current("审计局") == "财政局"
    assert begun.current("统计局", "统计、调查") == "财政局"
    assert begun.current("水利局", "湖泊") == "林业局"
    comparison = compare(read_document(write(lived)), lived, TODAY)
    assert not comparison.days
    assert not comparison.absent


def test_ended_units_are_read_without_codes() -> None:
    begun = initial(
        yaml_of(
            "名称: 云江市, 类别: 市",
            "名称: 新局, 类别: 部门, 隶属: 云江市",
            "名称: 中局, 类别: 部门, 隶属: 云江市, 撤销: 2025-01-01, 承接: [{单位: 新局}]",
            "名称: 老局, 类别: 部门, 隶属: 云江市, 撤销: 2024-01-01, 承接: [{单位: 中局}]",
            "名称: 将撤局, 类别: 部门, 隶属: 云江市, 撤销: 2027-01-01, 承接: [{单位: 新局}]",
        ),
        TODAY,
    )
    assert begun.current("老局") == "新局"
    assert begun.named("老局") is None
    assert begun.named("将撤局") is not None
    with pytest.raises(InvalidFieldsError, match="第 3 行：文件里没有“火星局”"):
        initial(
            yaml_of(
                "名称: 云江市, 类别: 市", "名称: 老局, 类别: 部门, 撤销: 2024-01-01, 承接: [{单位: 火星局}]"
            ),
            TODAY,
        )  # fmt: skip


@FORMATS
def test_an_exported_directory_says_its_version(write: Write, directory: Directory) -> None:
    exported = write(Directory(directory.units.values(), 12))
    assert compare(read_document(exported), directory, TODAY).exported_from == 12
    assert compare(Document([]), directory, TODAY).exported_from is None


def test_a_cell_that_would_be_cut_off_is_not_written() -> None:
    unit = Unit("U1", "甲局", K.DEPARTMENT, town_matters=tuple("环境卫生" * 50 for _ in range(200)))
    with pytest.raises(InvalidFieldsError, match="“甲局”的“街镇直派”超过 XLSX 一格的上限"):
        write_xlsx(Directory([unit]))


# --- YAML -----------------------------------------------------------------------------------------


def test_unquoted_values_are_text() -> None:
    read = only_unit(
        yaml_of(
            "名称: 110, 类别: 联动热线, 简称: [0110, 是, 1_000, 0x10], 电话: 073122001234, 值班电话: ~, 办公时间: 8:30,"
            " 行政区划: 430100, 分管领导: , 直派: []"
        )
    )
    assert read.name == "110"
    assert read.aliases == ("0110", "是", "1_000", "0x10")
    assert read.contacts == Contacts(phone="073122001234", hours="8:30")
    assert (read.division_code, read.matters, read.town_matters) == ("430100", (), None)


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (b"", "要以“单位:”开头"),
        ("单位: \n".encode(), "要以“单位:”开头"),
        ("单位: {甲局}\n".encode(), "要以“单位:”开头"),
        ("单位: [\n".encode(), "第 2 行第 1 列不合 YAML 的写法"),
        ("单位: []\n单位: []\n".encode(), "只能有一个“单位:”"),
        ("单位: []\n---\n单位: []\n".encode(), "只能有一个“单位:”"),
        (yaml_of("名称: 甲局, 类别: 部门, 电话: 1, 电话: 2"), "第 2 行：“电话”写了两次"),
        (yaml_of("名称: &a 甲局, 类别: 部门"), "第 2 行：不能用锚点（&）和引用（*）"),
        (yaml_of("名称: 甲局, 类别: *a"), "不能用锚点（&）和引用（*）"),
        (yaml_of("名称: !!binary 甲局, 类别: 部门"), "第 2 行：不能用标签（!）"),
        (yaml_of("[名称]: 甲局"), "第 2 行：冒号前面要是栏目的名称"),
        (yaml_of("名称: [甲局], 类别: 部门"), "第 2 行：“名称”要是文字"),
        (yaml_of("名称: 甲局, 类别: 部门, 成立: 2027-01-01 08:00:00"), "第 2 行：“成立”要是日期，如 2027-01-01"),
        (yaml_of("名称: 甲局, 类别: 部门, 成立: 2027-02-30"), "第 2 行：“成立”要是日期，如 2027-01-01"),
        (yaml_of("名称: 甲局, 类别: 部门, 值班人员: 张三"), "第 2 行：“值班人员”要写成 [{姓名: …，岗位: …，电话: …"),
        (("单位:\n  - " + "[" * 500).encode(), "第 2 行：括号套得太深"),
        (("单位:\n  - {名称: " + "{a: " * 500).encode(), "第 2 行：括号套得太深"),
        ("单位:\n  - 甲局\n".encode(), "第 2 行：要写成 {名称: …, 类别: …}"),
        ("单位:\n  - {}\n".encode(), "第 2 行：缺少“名称”"),
        (yaml_of("名称: 甲局") + b"#" * SIZE_LIMIT, f"上限是 {SIZE_LIMIT} 字节"),
        (yaml_of(*["名称: 甲局, 类别: 部门"] * (ROWS_LIMIT + 1)), f"超过 {ROWS_LIMIT} 个单位"),
        ("单位".encode("gb18030"), "不是 UTF-8 编码的文件"),
    ],
)
def test_yaml_that_cannot_be_read_is_refused_by_line(document: bytes, message: str) -> None:
    assert message in refusal(document)


@given(
    st.binary(max_size=60) | st.text(st.sampled_from("单位:\n -{}[]&*!#'\"|>?%,名称a \t"), max_size=60).map(str.encode)
)
def test_no_file_is_worse_than_unreadable(content: bytes) -> None:
    for document in (content, "单位:\n".encode() + content, b"PK\x03\x04" + content):
        try:
            read_document(document)
        except InvalidFieldsError as error:
            assert str(error)


# --- XLSX -----------------------------------------------------------------------------------------

HEADS: list[object] = ["名称", "类别", "电话", "行政区划", "机构代码", "办公时间", "成立", "简称"]


def test_numbers_and_days_that_a_spreadsheet_made_are_text() -> None:
    opened = datetime(2027, 1, 1)  # noqa: DTZ001 - spreadsheets know no zones
    read = only_unit(
        sheet_of(
            HEADS,
            [],
            ["甲局", "部门", 13907310001, 430102.0, "91430100MA4L16JJ0X", time(8, 30), opened, "甲\\乙，丙,丁、戊"],
        )
    )
    assert read.contacts == Contacts(phone="13907310001", hours="08:30")
    assert (read.division_code, read.organisation_code) == ("430102", "91430100MA4L16JJ0X")
    assert (read.since, read.aliases) == (LATER, ("甲\\乙", "丙", "丁", "戊"))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (["甲局", "部门", 73122001234], "第 2 行：“电话”是数字 73122001234，像是区号开头的 0 被表格软件去掉了"),
        (["甲局", "部门", "", 43010], "第 2 行：“行政区划”是数字 43010，不是 6、9、12 位，表格软件会去掉开头的 0"),
        (["甲局", "部门", "", "", 12345678], "第 2 行：“机构代码”是数字 12345678，不是 9、18 位"),
        (["甲局", "部门", "", "", 123456789012345678], "表格软件只保留前 15 位；请把这一格设为文本格式"),
        (["甲局", "部门", "", "", "", "", "", "", "多"], "第 2 行：I 列没有栏目名称，却有内容“多”"),
        (["甲局", "部门", "", "", "", "", datetime(2027, 1, 1, 8)], "“成立”要是日期"),  # noqa: DTZ001
    ],
)
def test_a_cell_that_lost_digits_is_refused(row: list[object], message: str) -> None:
    assert message in refusal(sheet_of(HEADS, row))


def test_all_that_is_wrong_is_told_at_once() -> None:
    """One bad cell hides no other, in its row or below."""
    message = refusal(
        sheet_of(
            HEADS,
            ["甲局", "部们", 73122001234, 43010],
            ["乙局", "部门"],
            ["", "部门", "", "", "", "", "明天", "", "多"],
        )
    )
    for problem in (
        "第 2 行：没有“部们”这种类别", "第 2 行：“电话”是数字", "第 2 行：“行政区划”是数字",
        "第 4 行：I 列没有栏目名称", "第 4 行：“成立”要是日期", "第 4 行：缺少“名称”",
    ):  # fmt: skip
        assert message.count(problem) == 1, problem
    assert "第 3 行" not in message
    message = refusal(yaml_of("名称: 甲局, 类别: &a 部们", "名称: 乙局", "类别: !!x 部门, 电话: 1, 电话: 2"))
    assert message.count("第 2 行") == 2
    assert message.count("第 3 行：缺少“类别”") == 1
    assert message.count("第 4 行") == 3


@pytest.mark.parametrize("phone", [110, 12345, 80010001, 4008123456, 13907310001])
def test_a_phone_without_area_code_may_be_a_number(phone: int) -> None:
    assert only_unit(sheet_of(HEADS, ["甲局", "部门", phone])).contacts.phone == str(phone)


def test_a_column_is_named_once() -> None:
    assert "第 1 行：“电话”有两栏" in refusal(sheet_of(["名称", "电话", "电话"], ["甲局", "1", "2"]))


def parts_of(workbook: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(workbook)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def archive_of(parts: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def test_a_broken_workbook_is_unreadable() -> None:
    whole = sheet_of(HEADS, ["甲局", "部门", 110])
    parts = parts_of(whole)
    name = "xl/worksheets/sheet1.xml"
    broken = [
        *(archive_of({other: part for other, part in parts.items() if other != left}) for left in parts),
        *(archive_of(parts | {name: parts[name].replace(old, new)}) for old, new in (
            (b"<v>110</v>", b"<v>x</v>"), (b'r="A2"', b'r="?"'), (b"</sheetData>", b""), (b'<row r="2"', b'<row r="x"'),
            (b"<v>110</v>", b"<v>1e999</v>"), (b"<v>110</v>", b"<v>nan</v>"),
        )),
        *(whole[:length] for length in range(4, len(whole), 97)),
        *(whole[:place] + b"\xff" + whole[place + 1 :] for place in range(4, len(whole), 97)),
    ]  # fmt: skip
    for workbook in broken:
        try:
            read_document(workbook)
        except InvalidFieldsError as error:
            assert str(error)


def test_a_workbook_that_would_fill_the_memory_is_not_expanded(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = archive_of(parts_of(sheet_of(HEADS)) | {"xl/sharedStrings.xml": b" " * (EXPANDED_LIMIT + 1)})
    assert len(bomb) < SIZE_LIMIT
    monkeypatch.setattr(document_xlsx, "load_workbook", pytest.fail)
    assert "工作簿展开后有 16 MB，上限是 16 MB" in refusal(bomb)


def test_rows_far_below_are_not_waited_for() -> None:
    parts = parts_of(sheet_of(HEADS, ["甲局", "部门"]))
    name = "xl/worksheets/sheet1.xml"
    far = parts[name].replace(b'<row r="2"', b'<row r="999999999"').replace(b'r="A2"', b"").replace(b'r="B2"', b"")
    assert far != parts[name]
    assert read_document(archive_of(parts | {name: far})).records == []


def test_a_spreadsheet_shows_how_to_edit_it(directory: Directory) -> None:
    book = load_workbook(BytesIO(write_xlsx(Directory(directory.units.values(), 3))))
    assert book.sheetnames == ["单位", "说明"]
    assert [cell.value for cell in book["说明"][1]] == ["目录版本", "3"]
    assert all(cell.number_format == "@" for row in book["单位"].iter_rows() for cell in row if cell.value)


# --- comparison -----------------------------------------------------------------------------------


def test_a_migrated_directory_is_corrected_by_a_file() -> None:
    """A database of an earlier version has no name for the city and calls every unit a department."""
    migrated = Directory(
        [
            Unit("U1", "本市", K.CITY),
            Unit("U2", "东湖区", K.DISTRICT, "U1"),
            Unit("U3", "供电公司", K.DEPARTMENT, "U1"),
            Unit("U4", "湖滨街道", K.DEPARTMENT, "U2"),
        ]
    )
    document = yaml_of(
        "名称: 云江市, 类别: 市",
        "名称: 新局, 类别: 部门, 隶属: 云江市",
        "名称: 东湖区, 类别: 区县, 隶属: 云江市",
        "名称: 新区, 类别: 区县, 隶属: 云江市",
        "名称: 供电公司, 类别: 公用事业, 隶属: 云江市, 兜底: [新区]",
        "名称: 湖滨街道, 类别: 街镇, 隶属: 东湖区, 电话: 12345",
        "名称: 柳叶社区, 类别: 社区, 隶属: 湖滨街道",
    )
    ((day, changes),) = compare(read_document(document), migrated, TODAY).days
    assert day == TODAY
    assert [change.summary for change in changes] == [
        "本市更名为云江市",
        # Before communities are put into the town; the district that the company backs comes later.
        "修改供电公司的信息",
        "修改湖滨街道的信息",
        "新设新区",
        "新设新局",
        "新设柳叶社区",
        "修改供电公司的信息",
    ]
    corrected = apply(migrated, changes, TODAY)
    assert corrected.named("云江市") is not None
    assert corrected.named("新局") is not None
    assert corrected.departments["供电公司"].kind is K.UTILITY
    assert known_names(corrected).backstops["新区"].name == "供电公司"
    assert corrected.departments["湖滨街道"].contacts.phone == "12345"
    assert not compare(read_document(document), corrected, TODAY).days


def test_a_unit_that_goes_on_gives_work_away(directory: Directory) -> None:
    document = yaml_of(
        "名称: 云江市, 类别: 市", "名称: 水利局, 类别: 部门, 隶属: 云江市, 承接: [{单位: 林业局, 事项: [湖泊]}]"
    )
    ((_, changes),) = compare(read_document(document), directory, TODAY).days
    assert "水利局的部分工作分给" in changes[-1].summary
    given = apply(directory, changes, TODAY)
    assert given.current("水利局", "湖泊") == "林业局"
    assert given.current("水利局") == "水利局"
    again = compare(read_document(document), given, TODAY).days
    assert not again, again


def test_a_kind_that_cannot_change_is_one_error(directory: Directory) -> None:
    document = yaml_of("名称: 交通运输局, 类别: 区县, 隶属: 云江市", "名称: 东湖区, 类别: 部门, 隶属: 云江市")
    with pytest.raises(InvalidFieldsError) as refused:
        compare(read_document(document), directory, TODAY)
    assert [wrong.description for wrong in refused.value.violations] == [
        "第 2 行：“交通运输局”是部门，不能改为区县；要撤销后新设",
        "第 3 行：“东湖区”是区县，不能改为部门；要撤销后新设",
    ]


def test_a_unit_with_a_code_is_not_taken_for_another_with_its_former_name(directory: Directory) -> None:
    """The second line is a new unit, which may not have the name that the first leaves."""
    tax = directory.named("税务局")
    assert tax is not None
    document = yaml_of(
        f"代码: {tax.code}, 名称: 国税局, 类别: 部门, 隶属: 云江市", "名称: 税务局, 类别: 部门, 隶属: 云江市"
    )
    with pytest.raises(InvalidFieldsError, match="“税务局”以前是别的单位的名称"):
        compare(read_document(document), directory, TODAY)


def test_parents_come_first(lived: Directory) -> None:
    begun = initial(write_yaml(lived), TODAY)
    places = {code: place for place, code in enumerate(begun.units)}
    assert all(first < second for first, second in pairwise(places.values()))
    assert all(places[unit.parent] < places[unit.code] for unit in begun.units.values() if unit.parent)
