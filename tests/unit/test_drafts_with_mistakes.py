"""A check tells all that is wrong with a draft at once: no mistake hides another (issue 21)."""

import re
from datetime import date

import pytest
from hotline_server.domain.personal_data.templates import personal_words
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.draft import CheckedDraft, WrittenDraft, check_draft
from hotline_server.rulebook.errors import Problem, RuleBookError, doubled
from hotline_server.rulebook.files import is_test, read_draft, without_tests
from hotline_server.rulebook.overlay import lay_onto
from hotline_server.rulebook.salvage import salvage

GOOD = read_draft(PROJECT / "rules")
# More than three months before the first policy ends.
TODAY = date(2026, 9, 25)


def changed(name: str, *changes: tuple[str, str]) -> dict[str, bytes]:
    text = GOOD[name].decode()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return {name: text.encode()}


def checked(book: RuleBook, *changes: dict[str, bytes]) -> CheckedDraft:
    draft = dict(GOOD)
    for change in changes:
        draft |= change
    tests = {name.removeprefix("tests/"): content for name, content in draft.items() if is_test(name)}
    return check_draft(WrittenDraft(without_tests(draft), tests, book.names, book.reader, TODAY, personal_words))


def test_people_in_templates_are_told_each_where_the_template_stands(book: RuleBook) -> None:
    """R6.2: what a city sends to everybody names offices, not people, however they are written."""
    messages = changed(
        "messages.yaml",
        ("可拨打12345查询进展。", "请找王建国科长查询。"),
        ("请速办。", "请速办，联系人李秀英。"),
        ("请立即查看。", "请打一三八零零一三八零零零。"),
        ("署名: 【12345热线】", "署名: 【138 0013 8000】"),
    )
    slips = changed(
        "slips.yaml",
        ("值班室\n", "值班室13900139000\n"),
        ("抓紧办理，按期书面回复", "抓紧办理，联系张伟主任，按期书面回复"),
    )
    draft = without_tests(GOOD | messages | slips)
    problems = check_draft(WrittenDraft(draft, {}, book.names, None, TODAY, personal_words)).problems
    told = [
        (one.file, one.line > 1, re.findall("“(.+?)”", one.message)) for one in problems if "个人信息" in one.message
    ]
    assert told == [
        ("messages.yaml", True, ["138 0013 8000"]),
        ("messages.yaml", True, ["王建国"]),
        ("messages.yaml", True, ["李秀英"]),
        ("messages.yaml", True, ["一三八零零一三八零零零"]),
        ("slips.yaml", True, ["13900139000"]),
        ("slips.yaml", True, ["张伟"]),
    ]


WRONG_TESTS = (
    ("{编号: A, 依据: 试, 内容: 甲, 期望: {牵头: 没有的局}}", "没有叫“没有的局”的部门"),
    ("{编号: B, 依据: 试, 内容: 甲, 期望: {协办: [没有的所]}}", "没有叫“没有的所”的部门"),
    ("{编号: C, 依据: 试, 内容: 甲, 期望: {处理方式: 转交}}", "没有叫“转交”的处理方式"),
    ("{编号: D, 依据: 试, 内容: 甲, 期望: {政策: P999}}", "没有叫“P999”的政策"),
    ("{编号: E, 依据: 试, 内容: 甲, 期望: {题目: 1}}", "不认识的“题目”"),
    ("{编号: A, 依据: 试, 内容: 乙, 期望: {}}", "“A”重复了，tests/zz.yaml 第 3 行已有"),
    ("{编号: F, 依据: 试, 内容: 乙, 区县: 东胡区, 期望: {}}", "没有叫“东胡区”的区县，是不是“东湖区”？"),
    ("{编号: G, 依据: 试, 内容: 乙, 事实: {渠道: 电活}, 期望: {}}", "没有叫“电活”的渠道，是不是“电话”？"),
    ("{编号: H, 依据: 试, 内容: 乙, 事实: {渠到: 电话, 字数: 多}, 期望: {}}", "没有叫“渠到”的事实，是不是“渠道”？"),
    ("{编号: I, 依据: 试, 内容: 乙, 事实: {首要事项: 公交车}, 期望: {}}", "没有叫“公交车”的首要事项"),
    ("{编号: K, 依据: 试, 内容: 乙, 期望: {分类处理: T99}}", "没有叫“T99”的分类处理的原因"),
    ("{编号: L, 依据: 试, 内容: 乙, 期望: {期限: 99}}", "“期限”不能大于 30个工作日"),
    ("{编号: M, 依据: 试, 内容: 乙, 事实: {日期: 20260230}, 期望: {追问: 否}}", "没有 20260230 这一天"),
    ("{编号: N, 依据: 试, 内容: 乙, 期望: {}}", "期望是空的"),
    ("{编号: J, 依据: 试, 内容: 乙, 事实: {字数: 多}, 期望: {处理方式: 转交}}", "没有叫“转交”的处理方式"),
)


@pytest.fixture(scope="module")
def found(book: RuleBook) -> CheckedDraft:
    """A draft with mistakes of every kind: of YAML, of form, in references, in expectations; and a test that fails."""
    return checked(
        book,
        changed(
            "rules/handling.yaml",
            ("    标题: 没有现成答复的咨询归口", "\t标题: 没有现成答复的咨询归口"),
            ("    标题: 归一个部门管的诉求转办", "    标题：归一个部门管的诉求转办"),
            ("    优先级: 49", "    优先级: ４９"),
        ),
        changed("rules/questions.yaml", ("险情答复: 无", "险情答复: 无的")),
        changed("policies.yaml", ("生效: 2023-05-01", "生效: 2023年5月1日")),
        changed("deadlines.yaml", ("上班: ", "上斑: ")),
        changed("routing.yaml", ("牵头: 公共交通集团", "牵头: 公交集团公司")),
        changed("slips.yaml", ("标题:", "标题：")),
        changed("tests/decisions.yaml", ("期望: {处理方式: 转办", "期望: {成立: [HD-99, HD-03], 处理方式: 转力")),
        changed("tests/messages.yaml", ("期望: ", "期望: 并非如此")),
        {"tests/zz.yaml": f"用途: 办理\n用例:\n{''.join(f'  - {one}{chr(10)}' for one, _ in WRONG_TESTS)}".encode()},
        {"rules/停.yaml": "规则: []\n".encode("gbk"), "rules/坏.yaml": b"\xff\xfe\xfa"},
    )


def test_mistakes_of_every_kind_are_told_at_once(found: CheckedDraft) -> None:
    told = "\n".join(map(str, found.problems))
    for position, message in (
        ("rules/handling.yaml:10:5", "要写成 49"),
        ("rules/handling.yaml:19:1", "制表符"),
        ("rules/handling.yaml:35:7", "全角冒号"),
        ("rules/questions.yaml:9:", "没有“无的”这个取值"),
        ("policies.yaml:", "要写成 2023-05-01"),
        ("deadlines.yaml:", "不认识的“上斑”，是不是“上班”？"),
        ("routing.yaml:76:14", "没有叫“公交集团公司”的部门"),
        ("slips.yaml:", "全角冒号"),
        ("tests/decisions.yaml:", "没有叫“HD-99”的规则"),
        ("tests/decisions.yaml:", "没有叫“转力”的处理方式"),
        ("rules/停.yaml:1:1", "像是 GBK"),
        ("rules/坏.yaml:1:1", "不是 UTF-8"),
    ):
        assert any(one.startswith(position) and message in one for one in told.split("\n")), (position, message, told)


def test_tests_that_can_never_pass_are_told_where_they_are(found: CheckedDraft) -> None:
    told = [*map(str, found.problems)]
    for line, (_, message) in enumerate(WRONG_TESTS, 3):
        at_it = [one for one in told if one.startswith(f"tests/zz.yaml:{line}:")]
        assert any(message in one for one in at_it), (message, at_it)


def test_nothing_is_told_that_only_follows_from_a_mistake(found: CheckedDraft) -> None:
    """A rule that cannot be read is not unknown, and a time limit that is misspelt not missing as well."""
    told = [str(one) for one in found.problems if one.file != "tests/zz.yaml"]
    assert len(told) == 12, told
    assert not any("HD-03" in one for one in told)


def test_tests_fail_where_no_mistake_can_be_why(found: CheckedDraft) -> None:
    failed = [*map(str, found.failures())]
    assert len(failed) == 1, failed
    assert failed[0].startswith("tests/messages.yaml:")
    assert found.untold > 0


def test_a_wrong_sign_hides_nothing_else_in_its_rule(book: RuleBook) -> None:
    rules = "".join(
        f"  - 编号: ZZ-{number}\n{title}\n    依据: 试\n    条件: {{渠道: 来信}}\n"
        f"    结论: {opening}处理方式: 转办, 牵头: {unit}{closing}\n    理由: 试\n"
        for number, (title, opening, closing, unit) in enumerate(
            (
                ("    标题:试", "{", "}", "公安据"),
                ("    标题：试", "{", "}", "城管剧"),
                ("\t标题: 试", "{", "}", "水利剧"),
                ("    标题: 试", "｛", "｝", "教育剧"),
            )
        )
    )
    told = "\n".join(map(str, checked(book, {"rules/zz.yaml": f"规则:\n{rules}".encode()}).problems))
    for part in (
        "zz.yaml:3:7: “标题”的冒号后面要空一格",
        "zz.yaml:9:7: “标题”后面用了全角冒号",
        "zz.yaml:15:1: 行首缩进用了制表符",
        "zz.yaml:24:9: 括号“｛”是全角的",
        "公安据",
        "城管剧",
        "水利剧",
        "教育剧",
    ):
        assert part in told, told


def test_what_cannot_be_read_hides_nothing_but_its_own_key(book: RuleBook) -> None:
    rules = """规则:
  - 编号: ZZ-1
    标题: 试
    依据: 试
    条件: {渠道: 来信, 诉求类型: [投诉, 求助}
    结论: {处理方式: 转办, 牵头: 公安据
    理由: 试
  - 编号: ZZ-2
    标题: 甲: 乙
    依据: 试
    优先级: ４９
    条件: {渠道: 来信，诉求类型: 投诉}
    结论: {处理方式: 转办 牵头: 公安局}
    理由: 试
  - {编号: ZZ-3, 标题: 试, 依据: 试, 条件: {渠道: 来信}, 结论: {处理方式: 转办, 牵头: 城管剧}, 理由: 试}
"""
    found = checked(book, {"rules/zz.yaml": rules.encode()}).problems
    assert [(one.line, part in one.message) for one, part in zip(found, MISREAD, strict=True)] == [
        (line, True) for line in (5, 6, 6, 9, 11, 12, 13, 15)
    ], found


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        ("  - 编号: B", "  － 编号: B"),
        ("  - 编号: B", "   编号: B"),
        ("  - 编号: B", "  - 编号 B"),
        ("规则:", "规则"),
        ("    标题: 甲", "    标题 甲"),
        ("{甲: 1, 乙: []}", "{甲: 1, 乙: []"),
        ("[丙, 丁]}", "[丙, 丁}"),
    ],
)
def test_one_mistake_is_told_once(written: str, wrong: str) -> None:
    """What is left out for it is not missed in what stays."""
    entry = "  - 编号: {}\n    标题: 甲\n    条件: {{甲: 1, 乙: []}}\n    说到: {{乙: [丙, 丁]}}\n    理由: 一，二\n"
    text = f"规则:\n{''.join(map(entry.format, 'ABC'))}"
    assert written in text
    read = salvage("a", text.replace(written, wrong, 1).encode())
    assert len(read.problems) == 1, read.problems
    assert read.source is not None


@pytest.mark.parametrize(
    "entry",
    [
        "{编号: A, 结论: {甲: 1}\n  理由: 因为",
        "{编号: A, 结论: {甲: 1}\n  理由: 因为}",
        '{编号: A, 说明: "甲\n  乙" 丙, 理由: 一}',
        '编号: A\n  理由: "因为\n  所以" 吧\n  标题: 甲',
        "编号: A\n  条件: {甲: 1,\n  乙: 2 丙: 3}\n  标题: 甲",
    ],
)
def test_a_mistake_over_several_lines_is_told_once_and_nothing_is_made_of_it(entry: str) -> None:
    read = salvage("a", f"规则:\n- {entry}\n- {{编号: B, 标题: 乙}}\n".encode())
    assert len(read.problems) == 1, read.problems
    assert read.source
    kept = [{"编号": "A", "标题": "甲"}] if entry.startswith("编号") else []
    assert read.source.data == {"规则": [*kept, {"编号": "B", "标题": "乙"}]}


MISREAD = ("成对的“]”", "成对的“}”", "公安据", "又有冒号", "写成 49", "半角逗号", "缺半角逗号", "城管剧")


def test_mistakes_of_an_overlay_hide_nothing_else(book: RuleBook) -> None:
    rule = "  - {编号: ZZ-1, 标题: 试, 依据: 试, 条件: {渠道: 来信}, 结论: {处理方式: 转办, 牵头: 公安据}, 理由: 试}\n"
    limits = "时限:\n  异议工作日：0\n\t裁定工作日: 0\n  上班: [9\n"
    own = {"deadlines.yaml": limits.encode(), "rules/zz.yaml": f"规则:\n{rule}".encode()}
    laid = lay_onto(without_tests(GOOD), own)
    found = check_draft(WrittenDraft(laid.files, {}, book.names, book.reader, TODAY, personal_words), laid.unread)
    told = [f"{one.file}：{one.message}" for one in found.problems]
    low = [f"“{name}”不能小于" for name in ("异议工作日", "裁定工作日")]
    for part in ("后面用了全角冒号", "制表符", "这里的“[”没有成对", *low, "公安据"):
        assert any(part in one for one in told), (part, told)
    assert len(told) == 6, told


def test_a_clause_that_does_not_exist_is_remarked_in_rules_and_tests(book: RuleBook) -> None:
    said = "编号: ZZ-1, 标题: 试, 依据: 国办函〔2025〕66号、R8.99, 条件: {说到: 甲乙}, 结论: {紧急程度: 一般}, 理由: 试"
    rule = f"规则:\n  - {{{said}}}\n"
    cases = "用途: 办理\n用例:\n  - {编号: Z-1, 依据: R9.1, 内容: 甲乙, 期望: {成立: [ZZ-1]}}\n"
    found = checked(book, {"rules/zz.yaml": rule.encode(), "tests/zz.yaml": cases.encode()})
    told = [f"{remark.place}{remark.about}：{remark.message}" for remark in found.remarks]
    assert [one.partition("，")[0] for one in told] == [
        "rules/zz.yaml:2:23: ZZ-1：“依据”：没有叫“R8.99”的流程要求",
        "tests/zz.yaml:3:15: Z-1：“依据”：没有叫“R9.1”的流程要求",
    ]


def test_tests_of_a_rule_whose_id_another_has_wait(book: RuleBook) -> None:
    rule = "规则:\n  - {编号: HD-03, 标题: 试, 依据: 试, 条件: {渠道: 来信}, 结论: {处理方式: 归口}, 理由: 试}\n"
    for name in ("rules/aa.yaml", "rules/zz.yaml"):
        found = checked(book, {name: rule.encode()})
        assert ["重复了" in one.message for one in found.problems] == [True]
        assert [*map(str, found.failures())] == [], name


def test_an_emptied_file_of_tests_is_told_with_where_the_earlier_one_is(book: RuleBook) -> None:
    (problem,) = checked(book, {"tests/emergencies.yaml": b""}).problems
    assert str(problem).startswith("tests/emergencies.yaml:1:1: 文件是空的")
    assert "hotline rules export" in problem.message


RULE = {"编号": "A", "条件": {"区县": "有", "街道": "无"}, "理由": "y"}
INDENTED = "规则:\n  - 编号: A\n    条件:\n      区县: 有\n      街道: 无\n    理由: y\n"


@pytest.mark.parametrize("spaces", [2, 4])
@pytest.mark.parametrize("lines", [{6}, {4, 5}, {2, 3, 4, 5, 6}])
def test_tabs_are_read_as_indentation_like_that_above(spaces: int, lines: set[int]) -> None:
    """A tab is as wide as editors show it, in a part of a rule or in all of it."""
    written = [
        re.sub(f"^(?: {{{spaces}}})+", lambda found: "\t" * (len(found[0]) // spaces), line)
        if number in lines
        else line
        for number, line in enumerate(INDENTED.split("\n"), 1)
    ]
    read = salvage("a", "\n".join(written).encode())
    assert {problem.line for problem in read.problems} == {number for number in lines if written[number - 1][0] == "\t"}
    assert read.source is not None
    assert read.source.data == {"规则": [RULE]}


def test_a_misspelt_field_of_a_template_is_told_and_tests_of_the_template_wait(book: RuleBook) -> None:
    found = checked(
        book,
        changed("slips.yaml", ("{工作日}", "{天数}")),
        changed("messages.yaml", ("查询码{查询码}", "查询码{查码}")),
    )
    told = sorted((one.file, one.message[:10]) for one in found.problems)
    assert told == [("messages.yaml", "没有叫“查码”的字段"), ("slips.yaml", "没有叫“天数”的字段")]
    assert not [*found.failures()]
    assert found.untold > 0


def test_a_test_that_a_wrong_rule_cannot_decide_is_told_beside_the_mistake(book: RuleBook) -> None:
    """Only calls for which the rule may hold depend on it."""
    wrong = "规则:\n  - {编号: ZZ-1, 标题: 试, 依据: 试, 条件: {首要事项: 公交}, 结论: {处理方试: 转办}, 理由: 试}\n"
    cases = "用途: 办理\n用例:\n" + "".join(
        f"  - {{编号: Z-{number}, 依据: 试, 内容: {content}, 期望: {{处理方式: 重大突发}}}}\n"
        for number, content in enumerate(("公交车甩站不停，投诉司机", "投诉出租车拒载"))
    )
    found = checked(book, {"rules/zz.yaml": wrong.encode(), "tests/zz.yaml": cases.encode()})
    assert [one.file for one in found.problems] == ["rules/zz.yaml"]
    assert [str(one)[:18] for one in found.failures()] == ["tests/zz.yaml:4:5:"]
    assert found.untold == 1


def test_remarks_say_where_they_are(book: RuleBook) -> None:
    rule = (
        "规则:\n  - 编号: ZZ-1\n    标题: 试\n    依据: 试\n    优先级: 999\n"
        "    条件: {说到: [甲乙, 停水.*]}\n    结论: {紧急程度: 一般}\n    理由: 试\n"
    )
    found = checked(book, {"rules/zz.yaml": rule.encode()})
    told = [f"{remark.place}{remark.message}" for remark in found.remarks]
    assert [one[:21] for one in told] == ["rules/zz.yaml:2:5: 没有", "rules/zz.yaml:6:19: “"], told


@pytest.mark.parametrize("copy", ["policies - 副本.yaml", "policies (2).yaml", "backup/policies.yaml", "政策.yaml"])
def test_a_copied_file_is_told_once_and_by_its_name(copy: str) -> None:
    first, second = sorted((copy, "policies.yaml"))
    lines = range(1, 8)
    doubles = [doubled(Problem(second, line, 5, ""), Problem(first, line, 5, ""), f"“P{line}”重复了") for line in lines]
    (told,) = RuleBookError(doubles).problems
    assert str(told).startswith(f"{copy}:1:1: 像是 policies.yaml 的副本，有 7 处和它重复")
    few = RuleBookError(doubles[:2]).problems
    assert len(few) == (2 if copy == "政策.yaml" else 1)
