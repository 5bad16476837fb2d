"""Rule books that name units of a directory which changes: departments, districts and towns (P3, R8.3)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice

import pytest
from hotline_server.domain.directory.change import Change, ChangeKind
from hotline_server.domain.directory.changes import apply
from hotline_server.domain.directory.naming import known_names
from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.directory.units import Successor, Unit, UnitKind
from hotline_server.domain.errors import InvalidFieldsError
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import Decision, Outcome
from hotline_server.rulebook.errors import RuleBookError
from hotline_server.rulebook.facts import FactValue, day_number
from hotline_server.rulebook.loading import load, load_published
from hotline_server.rulebook.references import rows_naming, rules_naming
from hotline_server.rulebook.review.book import review
from hotline_server.rulebook.rule_tests import Coverage
from hypothesis import given
from hypothesis import strategies as st

K = UnitKind
LITTER, NOISE = "环境卫生与垃圾", "噪声扰民"
TODAY, DAY = date(2026, 11, 24), date(2027, 1, 1)
DIRECTORY = Directory(
    [
        Unit("city", "云江市", K.CITY, town_matters=(LITTER,)),
        Unit("clean", "城市管理局", K.DEPARTMENT, "city"),
        Unit("police", "公安局", K.DEPARTMENT, "city"),
        Unit("east", "东湖区", K.DISTRICT, "city", aliases=("A1区",)),
        Unit("west", "西岭区", K.DISTRICT, "city"),
        Unit("east-gov", "东湖区人民政府", K.DEPARTMENT, "east", backs=("east",)),
        Unit("west-gov", "西岭区人民政府", K.DEPARTMENT, "west", backs=("west",)),
        Unit("east-clean", "东湖区城市管理局", K.DEPARTMENT, "east"),
        Unit("west-clean", "西岭区城市管理局", K.DEPARTMENT, "west"),
        Unit("lake", "湖滨街道", K.TOWN, "east"),
        Unit("willow", "柳林街道", K.TOWN, "east"),
        Unit("stone", "石桥镇", K.TOWN, "west"),
        Unit("leaf", "柳叶社区", K.COMMUNITY, "willow"),
    ]
)
RULES = """\
规则:
  - 编号: HD-03
    标题: 转办
    依据: R2.3
    条件: {承办单位数: {不少于: 1}}
    结论: {处理方式: 转办}
    理由: 有承办单位
"""
RULE = """\
  - 编号: ZZ-01
    标题: 专办
    依据: R2.3
    优先级: 90
    条件: CONDITION
    结论: CONCLUSION
    理由: 专门规定
"""
FILES = {
    "lexicons/city.yaml": f"分类: 城市\n事项:\n  - {{名称: {LITTER}, 词语: [垃圾]}}\n"
    f"  - {{名称: {NOISE}, 词语: [吵]}}\n通用词: {{}}\n".encode(),
    "lexicons/emergencies.yaml": "语境: {}\n词组: {}\n险情: []\n".encode(),
    "deadlines.yaml": (PROJECT / "rules" / "deadlines.yaml").read_bytes(),
}
ROWS = (
    f"事项: {LITTER}, 牵头: 城市管理局",
    f'事项: {LITTER}, 区县: 任一, 牵头: "{{区县}}城市管理局"',
    f"事项: {LITTER}, 街道: 湖滨街道, 牵头: 湖滨街道, 协办: [柳林街道]",
    f'事项: {LITTER}, 区县: 西岭区, 街道: 任一, 牵头: "{{街道}}"',
    f"事项: {NOISE}, 区县: 任一, 牵头: 公安局",
    f"事项: {NOISE}, 区县: 东湖区, 牵头: 东湖区城市管理局, 协办: [公安局]",
    f'事项: {NOISE}, 区县: 西岭区, 牵头: "{{区县}}人民政府"',
)


def files(*rows: str, rules: str = "") -> dict[str, bytes]:
    listed = "".join(f"  - {{{row}}}\n" for row in rows or ROWS)
    return {**FILES, "routing.yaml": f"派单目录:\n{listed}".encode(), "rules/handling.yaml": (RULES + rules).encode()}


def rule(condition: str, conclusion: str) -> str:
    return RULE.replace("CONDITION", condition).replace("CONCLUSION", conclusion)


def problems(content: dict[str, bytes], directory: Directory, *scheduled: Change) -> list[str]:
    with pytest.raises(RuleBookError) as caught:
        load(content, known_names(directory, [(DAY, scheduled)]))
    return [str(problem) for problem in caught.value.problems]


def rename(name: str, new: str) -> Change:
    return Change(ChangeKind.RENAME, (name,), name=new)


def merge(name: str, into: str) -> Change:
    return Change(ChangeKind.MERGE, (name,), successors=(Successor(into),))


def split(name: str, *successors: Successor) -> Change:
    """Split a unit into some that are formed like it."""
    present = DIRECTORY.named(name)
    kind, parent = (present.kind, present.parent) if present else (K.DEPARTMENT, "city")
    added = tuple(Unit("", heir.code, kind, parent) for heir in successors)
    return Change(ChangeKind.SPLIT, (name,), added=added, successors=successors)


def decide(book: RuleBook, matter: str, district: str = "", town: str = "", day: date = TODAY) -> Decision:
    known: dict[str, FactValue] = {
        "事项": (matter,),
        "首要事项": matter,
        "区县": district,
        "街道": town,
        "日期": day_number(day),
    }
    return book.decide(known)


BOOK_FILES = files(
    rules=rule("{区县: [东湖区, 西岭区], 街道: {不等于: 柳林街道}, 首要事项: 噪声扰民}", "{处理方式: 牵头办理}")
)
UNITS = [unit.name for unit in DIRECTORY.units.values() if unit.name != "云江市"]


@st.composite
def revised(draw: st.DrawFn) -> Directory:
    """Draw a directory in which units have been renamed, merged, moved and split, one after another."""
    directory = DIRECTORY
    for place in range(draw(st.integers(1, 5))):
        present = [unit.name for unit in directory.units.values() if unit.is_in_force and unit.name != "云江市"]
        name, other = (draw(st.sampled_from(present)) for _ in range(2))
        kinds = (
            rename(name, f"新{place}{name}"),
            merge(name, other),
            Change(ChangeKind.MOVE, (name,), parent=other),
            split(name, Successor(f"分{place}{name}", (NOISE,)), Successor(f"余{place}{name}")),
        )
        try:
            directory = apply(directory, [draw(st.sampled_from(kinds))], DAY)
        except InvalidFieldsError:
            continue
    return directory


def decisions(book: RuleBook, directory: Directory) -> Iterator[Decision]:
    places = {name: None for unit in directory.units.values() for name in unit.names}
    for matter in (LITTER, NOISE):
        for district in ("", *places):
            for town in ("", *places):
                yield decide(book, matter, district, town)


@given(directory=revised())
def test_units_form_a_tree_however_the_directory_changes(directory: Directory) -> None:
    for unit in directory.units.values():
        if unit.is_in_force:
            above = [one.code for one in islice(directory.ancestors(unit), len(directory.units) + 1)]
            assert above[-1] == "city"
            assert len(above) == len(set(above))


@given(directory=revised())
def test_a_rule_book_decides_alike_whether_the_directory_changed_before_or_after_it_was_loaded(
    directory: Directory,
) -> None:
    """Servers that were restarted and those that were not have to agree."""
    names = known_names(directory)
    rebound = load(BOOK_FILES, known_names(DIRECTORY)).rebound(names)
    reloaded = load_published(BOOK_FILES, names)
    assert list(decisions(rebound, directory)) == list(decisions(reloaded, directory))


@given(
    unit=st.sampled_from(UNITS), place=st.sampled_from([("东湖区", ""), ("东湖区", "湖滨街道"), ("西岭区", "石桥镇")])
)
def test_a_new_name_changes_nothing_but_the_name(unit: str, place: tuple[str, str]) -> None:
    after = apply(DIRECTORY, [rename(unit, "新名")], DAY)
    before = load(BOOK_FILES, known_names(DIRECTORY))
    rebound = before.rebound(known_names(after))
    for matter in (LITTER, NOISE):
        district, town = map(after.current, place)
        then, now = decide(before, matter, *place), decide(rebound, matter, district, town)
        assert now.rules == then.rules
        assert (now.lead, now.cohandlers) == (after.current(then.lead), tuple(map(after.current, then.cohandlers)))


def test_facts_of_old_cases_are_read_by_todays_names() -> None:
    after = known_names(apply(DIRECTORY, [rename("东湖区", "湖心区")], DAY))
    book = load(BOOK_FILES, known_names(DIRECTORY)).rebound(after)
    assert decide(book, NOISE, "东湖区") == decide(book, NOISE, "湖心区")
    assert decide(book, NOISE, "湖心区").facts["区县"] == "湖心区"


def test_of_two_districts_that_became_one_the_row_of_the_remaining_name_counts() -> None:
    changes = [
        merge("东湖区人民政府", "西岭区人民政府"),
        merge("东湖区城市管理局", "西岭区城市管理局"),
        merge("东湖区", "西岭区"),
    ]
    book = load_published(BOOK_FILES, known_names(apply(DIRECTORY, changes, DAY)))
    assert decide(book, NOISE, "西岭区").lead == "西岭区人民政府"
    assert decide(book, LITTER, "东湖区").lead == "西岭区城市管理局"
    assert problems(BOOK_FILES, apply(DIRECTORY, changes, DAY)) == [
        f"routing.yaml:8:5: “{NOISE}/西岭区”重复了：和 routing.yaml 第 7 行同时有效；可以用“生效”“失效”分开"
    ]


def test_a_condition_on_a_renamed_community_goes_on_holding() -> None:
    special = rule("{社区: 柳叶社区}", "{处理方式: 重大突发}")
    book = load(files(rules=special), known_names(DIRECTORY))
    assert rules_naming(book, ["柳叶社区"]) == ["ZZ-01"]
    rebound = book.rebound(known_names(apply(DIRECTORY, [rename("柳叶社区", "柳枝社区")], DAY)))
    assert rebound.decide({"社区": "柳枝社区"}).outcome is Outcome.EMERGENCY


def test_review_asks_for_the_present_names_of_places() -> None:
    after = apply(DIRECTORY, [rename("东湖区", "湖心区"), rename("湖滨街道", "湖畔街道")], DAY)
    said = [one.message for one in review(load(files(), known_names(after)), Coverage((), (), 0, 0), TODAY)]
    assert "“东湖区”已更名为“湖心区”，或只是它的简称；请写全称" in said
    assert "“湖滨街道”已更名为“湖畔街道”，或只是它的简称；请写全称" in said


@pytest.mark.parametrize(
    ("unit", "rules", "rows"),
    [
        ("东湖区", ["ZZ-01"], [f"派单目录:{NOISE}/东湖区"]),
        ("西岭区", ["ZZ-01"], [f"派单目录:{LITTER}/西岭区/任一", f"派单目录:{NOISE}/西岭区"]),
        ("柳林街道", ["ZZ-01"], [f"派单目录:{LITTER}/任一/湖滨街道"]),
        ("湖滨街道", [], [f"派单目录:{LITTER}/任一/湖滨街道"]),
        ("公安局", [], [f"派单目录:{NOISE}/任一", f"派单目录:{NOISE}/东湖区"]),
    ],
)
def test_the_rules_and_rows_that_name_a_unit_as_a_department_or_a_place_are_found(
    unit: str, rules: list[str], rows: list[str]
) -> None:
    book = load(BOOK_FILES, known_names(DIRECTORY))
    assert rules_naming(book, [unit]) == rules
    assert rows_naming(book, [unit]) == rows


def test_the_unit_that_runs_a_line_is_one_of_the_directory() -> None:
    """R8.3: or what accuses it would be handed to its line."""
    line = "联动单位:\n  - {名称: 报警台, 号码: '110', 主管单位: 公安局, 接收分钟: 3, 反馈期限: 24小时, 范围: 治安}\n"
    book = files() | {"lines.yaml": line.encode()}
    loaded = load(book, known_names(DIRECTORY))
    assert rules_naming(loaded, ["公安局"]) == ["报警台"]
    after = known_names(apply(DIRECTORY, [rename("公安局", "警务局")], DAY))
    said = [one.message for one in review(load(book, after), Coverage((), (), 0, 0), TODAY)]
    assert said.count("“公安局”已更名为“警务局”，或只是它的简称；请写全称") == 3
    wrong = book | {"lines.yaml": line.replace("公安局", "公安厅").encode()}
    assert problems(wrong, DIRECTORY) == ["lines.yaml:2:26: 没有叫“公安厅”的部门，是不是“公安局”？"]


def shrunk(directory: Directory = DIRECTORY) -> Directory:
    """Return the directory after 湖滨街道 lost its list of matters."""
    lake = directory.named("湖滨街道")
    assert lake
    return apply(directory, [Change(ChangeKind.AMEND, ("湖滨街道",), unit=replace(lake, parent="", matters=()))], DAY)


def test_a_cohandling_town_whose_list_shrank_is_replaced_by_its_districts_backstop() -> None:
    """R8.3 (E9), while a rule book is in force."""
    rows = (f"事项: {LITTER}, 区县: 东湖区, 牵头: 东湖区城市管理局, 协办: [湖滨街道], 协办必到: 是",)
    book = load(files(*rows), known_names(DIRECTORY))
    assert decide(book, LITTER, "东湖区").cohandlers == ("湖滨街道",)
    assert decide(book.rebound(known_names(shrunk())), LITTER, "东湖区").cohandlers == ("东湖区人民政府",)


@pytest.mark.parametrize(
    ("conclusion", "expected"),
    [
        ("{处理方式: 转办, 牵头: 湖滨街道}", (Outcome.TRANSFER, "东湖区人民政府", ("城市管理局",))),
        (
            "{处理方式: 牵头办理, 牵头: 公安局, 协办: [湖滨街道]}",
            (Outcome.JOINT, "公安局", ("东湖区人民政府",)),
        ),
        ("{处理方式: 重大突发, 牵头: 湖滨街道}", (Outcome.EMERGENCY, "湖滨街道", ("城市管理局",))),
    ],
)
def test_a_rules_town_whose_list_shrank_is_replaced_by_its_districts_backstop(
    conclusion: str, expected: tuple[Outcome, str, tuple[str, ...]]
) -> None:
    """R8.3 (E9); an emergency may be sent to any unit (R2.6)."""
    content = files(f"事项: {LITTER}, 牵头: 城市管理局", rules=rule(f"{{首要事项: {LITTER}}}", conclusion))
    decision = decide(load(content, known_names(DIRECTORY)).rebound(known_names(shrunk())), LITTER)
    assert (decision.outcome, decision.lead, decision.cohandlers) == expected


def test_without_a_backstop_what_a_rule_may_no_longer_send_a_town_goes_to_the_desk() -> None:
    """P2."""
    conclusion = "{处理方式: 转办, 牵头: 湖滨街道}"
    content = files(f"事项: {LITTER}, 牵头: 城市管理局", rules=rule(f"{{首要事项: {LITTER}}}", conclusion))
    directory = apply(shrunk(), [Change(ChangeKind.RETIRE, ("东湖区人民政府",))], DAY)
    decision = decide(load(content, known_names(DIRECTORY)).rebound(known_names(directory)), LITTER)
    assert (decision.outcome, decision.lead, decision.cohandlers) == (Outcome.DESK, "", ())
    assert "由值班室研判" in decision.reasons[-1]


@pytest.mark.parametrize("outcome", ["转办", "重大突发"])
def test_what_a_rule_sends_a_split_department_goes_to_its_successor_for_the_matter(outcome: str) -> None:
    special = rule("{区县: 东湖区}", f"{{处理方式: {outcome}, 牵头: 公安局}}")
    after = apply(DIRECTORY, [split("公安局", Successor("治安局", (NOISE,)), Successor("户政局"))], DAY)
    book = load(files(rules=special), known_names(DIRECTORY)).rebound(known_names(after))
    assert (decide(book, NOISE, "东湖区").lead, decide(book, LITTER, "东湖区").lead) == ("治安局", "户政局")


def add(name: str, kind: UnitKind, parent: str, backs: tuple[str, ...] = ()) -> Change:
    return Change(ChangeKind.ADD, unit=Unit("", name, kind, parent, backs=backs))


COMING = (
    add("高新区", K.DISTRICT, "云江市"),
    add("高新区人民政府", K.DEPARTMENT, "高新区", ("高新区",)),
    add("高新区城市管理局", K.DEPARTMENT, "高新区"),
    add("科技街道", K.TOWN, "高新区"),
    add("东湖区数据局", K.DEPARTMENT, "东湖区"),
    rename("西岭区", "岭西区"),
)


@pytest.mark.parametrize(
    ("row", "unit"),
    [
        (f"事项: {NOISE}, 区县: 高新区, 牵头: 公安局", "高新区"),
        (f'事项: {NOISE}, 区县: 高新区, 牵头: "{{区县}}城市管理局"', "高新区"),
        (f'事项: {LITTER}, 街道: 科技街道, 牵头: "{{街道}}"', "科技街道"),
        (f'事项: {NOISE}, 区县: 东湖区, 牵头: "{{区县}}数据局"', "东湖区数据局"),
        (f"事项: {NOISE}, 区县: 岭西区, 牵头: 公安局", "岭西区"),
    ],
)
def test_a_row_for_a_unit_or_place_to_come_is_written_ahead_with_its_date(row: str, unit: str) -> None:
    early = problems(files(row), DIRECTORY, *COMING)
    assert f"“{unit}”自 {DAY} 起才有，要写明从那天或以后生效" in "".join(early)
    book = load(files(f"{row}, 生效: {DAY}"), known_names(DIRECTORY, [(DAY, COMING)]))
    assert "ZZ-01" not in book.rules


def test_a_condition_on_a_place_to_come_is_written_ahead_with_its_date() -> None:
    special = rule("{区县: 高新区}", "{处理方式: 转办, 牵头: 公安局}")
    (early,) = problems(files(ROWS[0], rules=special), DIRECTORY, *COMING)
    assert f"“高新区”自 {DAY} 起才有" in early
    dated = special.replace("    条件", f"    自: {DAY}\n    条件")
    load(files(ROWS[0], rules=dated), known_names(DIRECTORY, [(DAY, COMING)]))


def test_what_was_written_ahead_decides_from_its_day() -> None:
    rows = (
        f"事项: {LITTER}, 区县: 任一, 牵头: 公安局",
        f'事项: {LITTER}, 街道: 科技街道, 牵头: "{{街道}}", 生效: {DAY}',
        f'事项: {LITTER}, 区县: 高新区, 牵头: "{{区县}}城市管理局", 生效: {DAY}',
    )
    ahead = load(files(*rows), known_names(DIRECTORY, [(DAY, COMING)]))
    then = ahead.rebound(known_names(apply(DIRECTORY, COMING, DAY)))
    for book in (ahead, then):
        assert decide(book, LITTER, "高新区", day=DAY).lead == "高新区城市管理局"
        sent = decide(book, LITTER, "高新区", "科技街道", DAY)
        assert (sent.lead, sent.cohandlers) == ("科技街道", ("高新区人民政府",))


def test_rows_for_any_district_are_checked_in_those_that_exist_on_their_day() -> None:
    row = f'事项: {NOISE}, 区县: 任一, 牵头: "{{区县}}城市管理局"'
    coming = [change for change in COMING if change.unit is None or change.unit.name != "高新区城市管理局"]
    load(files(row), known_names(DIRECTORY, [(DAY, coming)]))
    (early,) = problems(files(f"{row}, 生效: {DAY}"), DIRECTORY, *coming)
    assert "高新区没有叫“城市管理局”的部门" in early


def test_a_district_to_end_without_a_successor_needs_an_end_of_its_rows() -> None:
    empty = apply(DIRECTORY, [add("老区", K.DISTRICT, "云江市")], TODAY)
    ending = Change(ChangeKind.RETIRE, ("老区",))
    row = f"事项: {NOISE}, 区县: 老区, 牵头: 公安局"
    (problem,) = problems(files(row), empty, ending)
    assert f"“老区”到 {DAY} 就撤销了" in problem
    load(files(f"{row}, 失效: 2026-12-31"), known_names(empty, [(DAY, [ending])]))
