"""The directory of units (P3, R8.3)."""

from datetime import date

import pytest
from hotline_server.domain.directory.change import Change, ChangeKind
from hotline_server.domain.directory.changes import apply
from hotline_server.domain.directory.naming import known_names
from hotline_server.domain.directory.tree import WHOLE_CITY, Directory
from hotline_server.domain.directory.units import FormerName, Successor, Unit, UnitKind
from hotline_server.domain.errors import InvalidFieldsError

K = UnitKind
DAY = date(2027, 1, 1)
DIRECTORY = Directory(
    [
        Unit("city", "云江市", K.CITY, town_matters=("环境卫生与垃圾",)),
        Unit("police", "公安局", K.DEPARTMENT, "city", aliases=("市公安局", "公安")),
        Unit("east", "东湖区", K.DISTRICT, "city", aliases=("A1区",)),
        Unit("high", "高新区", K.DISTRICT, "city"),
        Unit("east-gov", "东湖区人民政府", K.DEPARTMENT, "east", backs=("east",)),
        Unit("east-clean", "东湖区城市管理局", K.DEPARTMENT, "east", aliases=("城管局",)),
        Unit("high-office", "高新区东湖区联络处", K.DEPARTMENT, "city"),
        Unit("high-clean", "高新区城市管理局", K.DEPARTMENT, "high", aliases=("城管局",)),
        Unit("branch", "生态环境局高新分局", K.DEPARTMENT, "city", district="high", aliases=("生态环境分局",)),
        Unit("town", "湖滨街道", K.TOWN, "east"),
        Unit("village", "柳叶社区", K.COMMUNITY, "town"),
    ]
)


def changed(*changes: Change, directory: Directory = DIRECTORY) -> Directory:
    return apply(directory, changes, DAY)


@pytest.mark.parametrize(
    ("department", "district"),
    [
        ("东湖区城市管理局", "东湖区"),
        ("公安局", ""),
        ("湖滨街道", "东湖区"),
        # A district's name within a department's does not imply membership; a branch of a city department has one.
        ("高新区东湖区联络处", ""),
        ("生态环境局高新分局", "高新区"),
        ("东湖区不存在的局", ""),
    ],
)
def test_a_departments_district_is_looked_up_in_the_tree(department: str, district: str) -> None:
    assert DIRECTORY.district_of(department) == district


def test_a_department_that_ends_in_favour_of_one_below_it_leaves_it_its_place() -> None:
    office, branch, police = "高新区东湖区联络处", "生态环境局高新分局", "公安局"
    directory = changed(
        Change(ChangeKind.MOVE, (police,), parent=office),
        Change(ChangeKind.MOVE, (branch,), parent=police),
        Change(ChangeKind.MERGE, (office,), successors=(Successor(branch),)),
    )
    above = {name: unit.parent for name in (police, branch) if (unit := directory.named(name))}
    assert above == {police: "branch", branch: "city"}


@pytest.mark.parametrize(
    ("department", "bound", "within"),
    [
        ("公安局", "公安局", True),
        ("公安局", WHOLE_CITY, True),
        ("公安局", "东湖区", False),
        ("公安局", "", False),
        ("东湖区城市管理局", "东湖区", True),
        ("东湖区城市管理局", "A1区", True),
        ("东湖区城市管理局", "高新区", False),
        ("东湖区城市管理局", "城管局", False),
        ("生态环境局高新分局", "高新区", True),
        ("湖滨街道", "东湖区", True),
        ("东湖区不存在的局", "东湖区", False),
    ],
)
def test_a_department_is_within_itself_what_is_above_it_and_the_city(
    department: str, bound: str, *, within: bool
) -> None:
    assert DIRECTORY.is_within(department, bound) is within


def test_a_shared_everyday_name_denotes_nobody_alone() -> None:
    assert DIRECTORY.find("市公安局") == DIRECTORY.named("公安局")
    assert DIRECTORY.find("城管局") is None
    assert [unit.name for unit in DIRECTORY.find_all("城管局")] == ["东湖区城市管理局", "高新区城市管理局"]
    assert known_names(DIRECTORY).local["高新区", "生态环境分局"].name == "生态环境局高新分局"


def test_a_renamed_department_is_found_by_both_names() -> None:
    renamed = changed(Change(ChangeKind.RENAME, ("公安局",), name="公安厅"))
    assert renamed.current("公安局") == "公安厅"
    assert renamed.names_of("公安厅") == ("公安厅", "公安局")
    assert renamed.is_within("公安局", "公安厅")
    assert renamed.is_within("公安厅", "公安局")
    unit = renamed.named("公安厅")
    assert unit is not None
    assert unit.former_names == (FormerName("公安局", DAY),)


def test_the_work_of_merged_departments_is_found_under_the_new_one() -> None:
    formed = Unit("", "综合执法局", K.DEPARTMENT, "云江市")
    merged = changed(Change(ChangeKind.MERGE, ("公安局", "高新区东湖区联络处"), unit=formed))
    assert merged.current("公安局") == merged.current("高新区东湖区联络处") == "综合执法局"
    assert set(merged.names_of("综合执法局")) == {"综合执法局", "公安局", "高新区东湖区联络处"}
    assert merged.named("公安局") is None


def test_what_belongs_to_a_department_goes_with_its_work() -> None:
    office = Unit("", "户政科", K.OFFICE, "公安局")
    joined = changed(
        Change(ChangeKind.ADD, unit=office),
        Change(ChangeKind.RETIRE, ("公安局",), successors=(Successor("high-office"),)),
    )
    moved = joined.named("户政科")
    assert moved is not None
    assert moved.parent == "high-office"
    taken = changed(Change(ChangeKind.MERGE, ("东湖区人民政府",), successors=(Successor("东湖区城市管理局"),)))
    assert known_names(taken).backstops["东湖区"].name == "东湖区城市管理局"
    with pytest.raises(InvalidFieldsError, match="下面还有户政科等 1 个单位"):
        changed(Change(ChangeKind.ADD, unit=office), Change(ChangeKind.RETIRE, ("公安局",)))


def test_everyday_names_lead_to_the_successor() -> None:
    merged = changed(Change(ChangeKind.RETIRE, ("公安局",), successors=(Successor("高新区东湖区联络处"),)))
    assert merged.find("市公安局") == merged.named("高新区东湖区联络处")
    bureaus = changed(
        Change(ChangeKind.RETIRE, ("东湖区城市管理局",), successors=(Successor("东湖区人民政府"),)),
    )
    assert bureaus.find("城管局") == bureaus.named("高新区城市管理局")


def test_a_split_departments_work_goes_by_matter() -> None:
    split = changed(
        Change(
            ChangeKind.SPLIT,
            ("公安局",),
            added=(Unit("", "交警局", K.DEPARTMENT, "云江市"), Unit("", "治安局", K.DEPARTMENT, "云江市")),
            successors=(Successor("交警局", ("交通秩序与信号",)), Successor("治安局")),
        )
    )
    assert split.current("公安局", "交通秩序与信号") == "交警局"
    assert split.current("公安局", "社会治安") == split.current("公安局") == "治安局"
    assert split.is_within("公安局", "交警局")
    assert split.is_within("公安局", "治安局")


def test_a_chain_of_changes_leads_to_todays_department() -> None:
    first = changed(Change(ChangeKind.RENAME, ("公安局",), name="公安厅"))
    formed = Unit("", "大公安", K.DEPARTMENT, "云江市")
    second = changed(Change(ChangeKind.MERGE, ("公安厅",), unit=formed), directory=first)
    third = changed(Change(ChangeKind.RENAME, ("大公安",), name="新公安"), directory=second)
    assert third.current("公安局") == "新公安"
    assert set(third.names_of("新公安")) == {"新公安", "大公安", "公安厅", "公安局"}


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        (
            Change(ChangeKind.ADD, unit=Unit("", "公安局", K.DEPARTMENT, "云江市")),
            "add.unit.name",
            "已经有叫",
        ),
        (Change(ChangeKind.ADD, unit=Unit("", "新局", K.DEPARTMENT, "无")), "add.unit.parent", "没有“无”"),
        (
            Change(ChangeKind.ADD, unit=Unit("", "新镇", K.TOWN, "云江市")),
            "add.unit.parent",
            "只能隶属于区县",
        ),
        (
            Change(ChangeKind.ADD, unit=Unit("", "值班室", K.DEPARTMENT, "云江市")),
            "add.unit.name",
            "另有含义",
        ),
        (Change(ChangeKind.RENAME, ("公安局",), name="高新区"), "rename.name", "已经有叫"),
        (Change(ChangeKind.RENAME, ("没有的局",), name="甲"), "rename.target", "没有“没有的局”"),
        (Change(ChangeKind.MOVE, ("湖滨街道",), parent="公安局"), "move.parent", "只能隶属于区县"),
        (Change(ChangeKind.RETIRE, ("东湖区",)), "retire.successor", "下面还有"),
        (Change(ChangeKind.MERGE, ("公安局",)), "merge.into", "并成哪一个"),
        (
            Change(ChangeKind.SPLIT, ("公安局",), successors=(Successor("东湖区人民政府"),)),
            "split.successors",
            "两个以上",
        ),
        (
            Change(ChangeKind.ADD, unit=Unit("", "区府", K.DEPARTMENT, "东湖区", backs=("东湖区",))),
            "changes",
            "只能有一个",
        ),
    ],
)
def test_an_impossible_change_is_refused_with_its_field(change: Change, field: str, message: str) -> None:
    with pytest.raises(InvalidFieldsError) as refused:
        changed(change)
    found = {wrong.field: wrong.description for wrong in refused.value.violations}
    assert message in found["changes" if field == "changes" else f"changes[0].{field}"]


def test_towns_may_be_sent_only_what_their_city_lists() -> None:
    assert DIRECTORY.may_be_sent("湖滨街道", "环境卫生与垃圾")
    assert not DIRECTORY.may_be_sent("湖滨街道", "拖欠工资")
    assert DIRECTORY.may_be_sent("公安局", "拖欠工资")
    assert known_names(DIRECTORY).backstops["A1区"].name == "东湖区人民政府"


def test_names_that_scheduled_changes_bring_are_known_from_their_day() -> None:
    change = Change(ChangeKind.RENAME, ("公安局",), name="公安厅")
    ended = Change(ChangeKind.RETIRE, ("高新区东湖区联络处",))
    names = known_names(DIRECTORY, [(DAY, (change, ended))])
    assert names.departments["公安厅"].since == DAY
    assert names.departments["公安局"].until is None
    assert names.departments["高新区东湖区联络处"].until == DAY
    assert names.current("公安局") == "公安局"
