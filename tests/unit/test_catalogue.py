"""Checks of the dispatch catalogue 派单目录 and of the units that rules name: dates, levels, grassroots (R8.3)."""

from dataclasses import replace
from datetime import date

import pytest
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.difference import differences
from hotline_server.rulebook.errors import RuleBookError
from hotline_server.rulebook.loading import load, load_published
from hotline_server.rulebook.names import KnownNames, NamedUnit
from hotline_server.rulebook.review.book import review
from hotline_server.rulebook.rule_tests import Coverage, decide, run_rule_tests
from hotline_server.rulebook.written_tests import load_rule_tests

LEXICON = """\
分类: 城市
事项:
  - {名称: 环境卫生与垃圾, 词语: [垃圾]}
  - {名称: 公交, 词语: [公交]}
  - {名称: 体育, 词语: [球场]}
通用词: {}
"""
TRANSFER = """\
规则:
  - 编号: HD-03
    标题: 转办
    依据: R2.3
    条件: {承办单位数: {不少于: 1}}
    结论: {处理方式: 转办}
    理由: 有承办单位
"""
SMALL = {
    "lexicons/city.yaml": LEXICON.encode(),
    "lexicons/emergencies.yaml": "语境: {}\n词组: {}\n险情: []\n".encode(),
    "rules/handling.yaml": TRANSFER.encode(),
    "deadlines.yaml": (PROJECT / "rules" / "deadlines.yaml").read_bytes(),
}
TODAY = date(2026, 11, 24)
LITTER = frozenset({"环境卫生与垃圾"})
TOWNS = {"柳林街道": "东湖区", "荷花街道": "东湖区", "石桥镇": "龙泉县"}
COVERED = Coverage((), (), 0, 0)


@pytest.fixture(scope="module")
def known(names: KnownNames) -> KnownNames:
    """Return the names of the sample city with the towns of these tests instead of its own."""
    departments = {name: unit for name, unit in names.departments.items() if not unit.grassroots}
    towns = {
        name: NamedUnit(name, grassroots=True, matters=LITTER, district=district) for name, district in TOWNS.items()
    }
    return replace(
        names,
        departments=departments
        | towns
        | {
            "数据局": NamedUnit("数据局", since=date(2027, 1, 1)),
            "粮食局": NamedUnit("粮食局", until=date(2027, 1, 1)),
            "市容环境卫生管理局": NamedUnit("城市管理局"),
        },
        towns=towns,
    )


def table(*rows: str) -> dict[str, bytes]:
    listed = "".join(f"  - {{{row}}}\n" for row in rows)
    return {**SMALL, "routing.yaml": f"派单目录:\n{listed}".encode()}


def problems(files: dict[str, bytes], names: KnownNames) -> list[str]:
    with pytest.raises(RuleBookError) as caught:
        load(files, names)
    return [str(problem) for problem in caught.value.problems]


def remarks(book: RuleBook, today: date = TODAY) -> dict[str, str]:
    return {remark.about: remark.message for remark in review(book, COVERED, today)}


def lead(book: RuleBook, content: str, **known: str | int) -> str:
    return decide(book, content, known).lead


@pytest.mark.parametrize(
    ("row", "column", "message"),
    [
        ("事项: 公交, 街道: 柳林接道, 牵头: 公安局", 14, "没有叫“柳林接道”的街道或乡镇，是不是“柳林街道”？"),
        ("事项: 公交, 区县: 西岭区, 街道: 柳林街道, 牵头: 公安局", 14, "柳林街道在东湖区，不在西岭区"),
        ("事项: 公交, 区县: 全市, 街道: 任一, 牵头: 公安局", 14, "写了街道，区县就不能是“全市”"),
        ('事项: 公交, 区县: 任一, 牵头: "{街道}"', 22, "没有写街道时，“{街道}”里的{街道}无从确定"),
        ('事项: 公交, 牵头: "{区县}教育局"', 14, "区县是“全市”时，“{区县}教育局”里的{区县}无从确定"),
        ('事项: 公交, 区县: 任一, 牵头: "{区县}教育居"', 22, "等 9 处没有叫“教育居”的部门，是不是“教育局”？"),
        ("事项: 公交, 牵头: 公安局, 生效: 2027-02-30", 23, "日期“2027-02-30”不存在"),
        ("事项: 公交, 牵头: 公安局, 生效: 2027-02-01, 失效: 2027-01-31", 39, "“失效”2027-01-31早于“生效”2027-02-01"),
        ("事项: 公交, 牵头: 公安局, 失效: 明年", 23, "写法不对"),
        ("事项: 公交, 牵头: 数据局", 14, "“数据局”自 2027-01-01 起才有，要写明从那天或以后生效"),
        ("事项: 公交, 牵头: 数据局, 生效: 2026-12-31", 14, "“数据局”自 2027-01-01 起才有"),
        ("事项: 公交, 牵头: 公安局, 协办: [粮食局]", 28, "“粮食局”到 2027-01-01 就撤销了"),
        ("事项: 公交, 牵头: 粮食局, 失效: 2027-01-01", 14, "“粮食局”到 2027-01-01 就撤销了"),
    ],
)
def test_an_error_in_a_row_is_reported_with_its_position(
    row: str, column: int, message: str, known: KnownNames
) -> None:
    (problem,) = problems(table(row), known)
    assert problem.startswith(f"routing.yaml:2:{column}: ")
    assert message in problem


@pytest.mark.parametrize(
    ("rows", "line", "message"),
    [
        (("", ""), 3, "“公交/全市”重复了：和 routing.yaml 第 2 行同时有效"),
        (("失效: 2027-01-01", "生效: 2027-01-01"), 3, "和 routing.yaml 第 2 行同时有效（2027-01-01 至 2027-01-01）"),
        (("生效: 2027-01-01", ""), 2, "和 routing.yaml 第 3 行同时有效（2027-01-01 起）"),
        (("", "失效: 2027-01-01"), 3, "和 routing.yaml 第 2 行同时有效（到 2027-01-01 为止）"),
    ],
)
def test_overlapping_rows_are_refused_and_both_are_named(
    rows: tuple[str, str], line: int, message: str, known: KnownNames
) -> None:
    (problem,) = problems(table(*(f"事项: 公交, 牵头: 公安局, {days}".rstrip(", ") for days in rows)), known)
    assert problem.startswith(f"routing.yaml:{line}:5: ")
    assert message in problem


def test_a_row_that_outlasts_the_next_overlaps_with_the_one_after(known: KnownNames) -> None:
    days = ("失效: 2029-12-31", "生效: 2027-01-01, 失效: 2027-12-31", "生效: 2029-01-01")
    found = problems(table(*(f"事项: 公交, 牵头: 公安局, {period}" for period in days)), known)
    assert ["第 2 行" in problem for problem in found] == [True, True]


def test_a_catalogue_of_more_rows_than_any_city_needs_is_refused(known: KnownNames) -> None:
    (problem,) = problems(table(*["事项: 公交, 牵头: 公安局"] * 20_001), known)
    assert problem == "routing.yaml:20002:5: 派单目录有 20001 行，上限是 20000 行"


def test_rows_may_follow_one_another(known: KnownNames) -> None:
    book = load(
        table("事项: 公交, 牵头: 公安局, 失效: 2026-12-31", "事项: 公交, 牵头: 数据局, 生效: 2027-01-01"), known
    )
    said = "投诉公交车不停站"
    assert lead(book, said, 日期=20261231) == "公安局"
    assert lead(book, said, 日期=20270101) == "数据局"


@pytest.mark.parametrize(
    ("row", "towns"),
    [
        ("事项: 公交, 街道: 柳林街道, 牵头: 柳林街道", "柳林街道"),
        ('事项: 公交, 街道: 任一, 牵头: "{街道}"', "柳林街道、荷花街道、石桥镇"),
        ('事项: 公交, 区县: 东湖区, 街道: 任一, 牵头: "{街道}"', "柳林街道、荷花街道"),
        ("事项: 公交, 牵头: 公安局, 协办: [石桥镇]", "石桥镇"),
    ],
)
def test_a_departments_matter_is_not_sent_to_the_grassroots(row: str, towns: str, known: KnownNames) -> None:
    """R8.3 (E9)."""
    (problem,) = problems(table(row), known)
    column = row.index("石桥镇" if "协办" in row else "牵头") + 6
    assert problem.startswith(f"routing.yaml:2:{column}: “公交”不在{towns}的直派清单里，不能派给街镇")
    assert "部门职责范围内的事项不得分派给基层" in problem


def test_a_town_with_a_row_of_its_own_does_not_need_to_be_allowed_the_matter_of_the_others(known: KnownNames) -> None:
    barred = replace(
        known,
        departments={**known.departments, "石桥镇": NamedUnit("石桥镇", grassroots=True, matters=frozenset())},
    )
    any_town = '事项: 环境卫生与垃圾, 街道: 任一, 牵头: "{街道}"'
    assert "不在石桥镇的直派清单里" in problems(table(any_town), barred)[0]
    book = load(table(any_town, '事项: 环境卫生与垃圾, 街道: 石桥镇, 牵头: "{区县}城市管理局"'), barred)
    said = "垃圾堆在路边没人清运，投诉"
    assert lead(book, said, 街道="石桥镇") == "龙泉县城市管理局"
    assert lead(book, said, 街道="柳林街道") == "柳林街道"


RULE = """\
规则:
  - 编号: ZZ-1
    标题: 试
    依据: 试
    优先级: 900
    条件: {CONDITION}
    结论: {CONCLUSION}
    理由: 试
"""


def with_rule(condition: str, conclusion: str, more: str = "") -> dict[str, bytes]:
    written = RULE.replace("{CONDITION}", condition).replace("{CONCLUSION}", conclusion)
    return {**SMALL, **table("事项: 公交, 牵头: 公安局"), "rules/zz.yaml": f"{written}{more}".encode()}


@pytest.mark.parametrize(
    ("condition", "others"),
    [
        ("{诉求类型: 投诉}", "别的事项也会派给它"),
        ("{首要事项: [环境卫生与垃圾, 公交]}", "“公交”也会派给它"),
        ("{事项: 环境卫生与垃圾}", "别的事项也会派给它"),
    ],
)
def test_a_rule_may_not_send_a_departments_matter_to_the_grassroots(
    condition: str, others: str, known: KnownNames
) -> None:
    """R8.3 (E9)."""
    (problem,) = problems(with_rule(condition, "{处理方式: 转办, 牵头: 石桥镇}"), known)
    assert problem.startswith("rules/zz.yaml:7:20: 条件没有把首要事项限定在石桥镇的直派清单之内")
    assert others in problem


@pytest.mark.parametrize("condition", ["{首要事项: 环境卫生与垃圾}", "{首要事项: 无, 诉求类型: 表扬}"])
def test_a_rule_may_send_a_town_its_own_matters_and_cases_without_a_matter(condition: str, known: KnownNames) -> None:
    assert load(with_rule(condition, "{处理方式: 转办, 牵头: 石桥镇}"), known).rules["ZZ-1"].lead == "石桥镇"


def test_a_rule_for_a_community_reaches_the_town_and_district_that_it_is_in(known: KnownNames) -> None:
    """R8.3: and no others, which may lack the unit or may not be sent the matter."""
    communities = {"柳岸社区": NamedUnit("柳岸社区", district="东湖区", superiors=("荷花街道", "东湖区"))}
    towns = {**known.towns, "石桥镇": replace(known.towns["石桥镇"], matters=frozenset())}
    names = replace(known, communities=communities, towns=towns, departments={**known.departments, **towns})
    for lead in ("{街道}", "{区县}教育局"):
        conclusion = f'{{处理方式: 转办, 牵头: "{lead}"}}'
        load(with_rule("{社区: 柳岸社区, 首要事项: 环境卫生与垃圾}", conclusion), names)
    conclusion = '{处理方式: 转办, 牵头: "{街道}"}'
    assert "石桥镇" in problems(with_rule("{社区: 有, 首要事项: 环境卫生与垃圾}", conclusion), names)[0]
    assert "没有叫“柳案社区”的社区，是不是“柳岸社区”" in problems(with_rule("{社区: 柳案社区}", conclusion), names)[0]


def test_a_rule_may_name_a_unit_from_the_day_on_which_it_exists(known: KnownNames) -> None:
    files = with_rule("{诉求类型: 投诉}", "{处理方式: 转办, 牵头: 数据局}")
    assert "“数据局”自 2027-01-01 起才有" in problems(files, known)[0]
    later = with_rule("{诉求类型: 投诉}", "{处理方式: 转办, 牵头: 数据局}", "    自: 2027-01-01\n")
    assert load(later, known).rules["ZZ-1"].lead == "数据局"


def test_a_rule_with_a_former_name_leads_to_the_present_unit(known: KnownNames) -> None:
    book = load(with_rule("{首要事项: 公交}", "{处理方式: 转办, 牵头: 市容环境卫生管理局, 协办: [城市管理局]}"), known)
    decision = decide(book, "投诉公交车不停站", {})
    assert (decision.lead, decision.cohandlers) == ("城市管理局", ())
    assert "“市容环境卫生管理局”已更名为“城市管理局”" in remarks(book)["ZZ-1"]


def test_a_rule_with_a_day_that_does_not_exist_is_refused(known: KnownNames) -> None:
    files = with_rule("{诉求类型: 投诉}", "{处理方式: 转办, 牵头: 公安局}", "    自: 2027-02-30\n")
    assert "日期“2027-02-30”不存在" in problems(files, known)[0]


@pytest.mark.parametrize(
    ("rows", "about", "message"),
    [
        (["失效: 2025-11-23"], "派单目录:公交/全市", "2025-11-23 就失效了，可以删去"),
        (["失效: 2026-12-31"], "公交/全市", "2026-12-31 失效以后，派单目录中没有承办单位"),
        (["生效: 2026-12-31"], "公交/全市", "2026-12-31 才生效，在那以前派单目录中没有承办单位"),
        (
            ["失效: 2026-12-31", "生效: 2027-02-01"],
            "公交/全市",
            "2026-12-31 失效以后、2027-02-01 生效以前，派单目录中没有这一行",
        ),
    ],
)
def test_review_finds_gaps_in_time_and_rows_long_past(
    rows: list[str], about: str, message: str, known: KnownNames
) -> None:
    book = load(table(*(f"事项: 公交, 牵头: 公安局, {days}" for days in rows)), known)
    assert remarks(book)[about] == message


def test_review_has_nothing_to_say_about_rows_that_follow_one_another(known: KnownNames) -> None:
    book = load(
        table("事项: 公交, 牵头: 公安局, 失效: 2026-12-31", "事项: 公交, 牵头: 公安局, 生效: 2027-01-01"), known
    )
    assert not [about for about in remarks(book) if "公交" in about]


def test_review_names_the_present_name_of_a_unit_in_a_row(known: KnownNames) -> None:
    renamed = replace(
        known,
        districts={"龙泉县": NamedUnit("龙泉县")},
        departments={**known.departments, "龙泉县综合行政执法局": NamedUnit("龙泉县综合行政执法局")},
        local={**known.local, ("龙泉县", "城市管理局"): NamedUnit("龙泉县综合行政执法局")},
    )
    row = '事项: 环境卫生与垃圾, 区县: 任一, 牵头: "{区县}城市管理局", 协办: [市容环境卫生管理局]'
    said = [remark.message for remark in review(load_published(table(row), renamed), COVERED, TODAY)]
    assert "“城市管理局”已更名为“龙泉县综合行政执法局”，或只是它的简称；请写全称" in said
    assert "“市容环境卫生管理局”已更名为“城市管理局”，或只是它的简称；请写全称" in said


def test_differences_of_rows_tell_place_and_days(known: KnownNames) -> None:
    old = table("事项: 公交, 牵头: 公安局")
    new = table(
        "事项: 公交, 牵头: 公安局, 失效: 2026-12-31",
        "事项: 公交, 牵头: 数据局, 生效: 2027-01-01",
        '事项: 环境卫生与垃圾, 街道: 任一, 牵头: "{街道}"',
    )
    assert differences(load(old, known), load(new, known), old, new) == [
        "全市的“公交”由“公安局牵头”改为“公安局牵头，到 2026-12-31 为止”",
        "派单目录新增全市的“公交”：数据局牵头，2027-01-01 起",
        "派单目录新增任一街道的“环境卫生与垃圾”：{街道}牵头",
    ]


CASES = """\
用途: 办理
用例:
  - {编号: T-1, 依据: R8.3, 内容: 投诉公交车不停站, 期望: {牵头: 公安局}}
  - {编号: T-2, 依据: R8.3, 内容: 投诉公交车不停站, 事实: {日期: 20270101}, 期望: {牵头: 数据局}}
  - {编号: T-3, 依据: R8.3, 内容: 垃圾堆在路边没人清运, 街道: 石桥镇, 期望: {牵头: 石桥镇, 协办: [龙泉县人民政府]}}
"""


def test_a_rule_test_is_decided_as_if_called_today_unless_it_says_when(known: KnownNames) -> None:
    book = load(
        table(
            "事项: 公交, 牵头: 公安局, 生效: 2026-01-01, 失效: 2026-12-31",
            "事项: 公交, 牵头: 数据局, 生效: 2027-01-01",
            '事项: 环境卫生与垃圾, 街道: 任一, 牵头: "{街道}"',
        ),
        known,
    )
    tests = load_rule_tests({"cases.yaml": CASES.encode()})
    assert run_rule_tests(book, tests, TODAY).failures == ()
    assert [failure.test.id for failure in run_rule_tests(book, tests, date(2027, 3, 1)).failures] == ["T-1"]


def test_the_matters_of_a_unit_are_those_of_the_rows_in_force(known: KnownNames) -> None:
    book = load(
        table(
            "事项: 公交, 牵头: 公安局, 失效: 2026-12-31",
            "事项: 公交, 牵头: 数据局, 生效: 2027-01-01",
            '事项: 环境卫生与垃圾, 街道: 任一, 牵头: "{街道}"',
        ),
        known,
    )
    of_towns = {town: ["环境卫生与垃圾"] for town in TOWNS}
    assert book.matters_by_lead(TODAY) == {"公安局": ["公交"]} | of_towns
    assert book.matters_by_lead(date(2027, 1, 1)) == {"数据局": ["公交"]} | of_towns


def test_a_published_book_stays_in_force_when_the_directory_no_longer_fits_it(known: KnownNames) -> None:
    """A server has to start, and old decisions have to be explained, whatever has become of the directory."""
    files = {
        **table(
            '事项: 环境卫生与垃圾, 街道: 任一, 牵头: "{街道}"',
            '事项: 环境卫生与垃圾, 区县: 任一, 牵头: "{区县}城市管理局"',
            "事项: 公交, 牵头: 撤销了的局",
            "事项: 体育, 区县: 没有了的区, 牵头: 体育局",
        ),
        "rules/zz.yaml": RULE.replace("{CONDITION}", "{区县: 没有了的区}")
        .replace("{CONCLUSION}", "{处理方式: 转办, 牵头: 撤销了的局}")
        .encode(),
    }
    barred = replace(
        known, departments={**known.departments, "石桥镇": NamedUnit("石桥镇", grassroots=True, matters=frozenset())}
    )
    assert len(problems(files, barred)) == 5
    book = load_published(files, barred)
    assert lead(book, "垃圾堆在路边没人清运，投诉", 街道="石桥镇") == "龙泉县城市管理局"
    assert lead(book, "投诉公交车不停站") == ""
    with pytest.raises(RuleBookError, match="没有叫“没有的事”的事项"):
        load_published(table("事项: 没有的事, 牵头: 公安局"), barred)
