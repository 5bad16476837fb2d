"""Loading of rule books: an invalid one is rejected as a whole, with file, line and reason (P2)."""

from datetime import date
from typing import get_args

import pytest
import yaml
from hotline_server.domain.measures import FORMULAS, Figure, Formula, Rate
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.decision import Outcome
from hotline_server.rulebook.errors import RuleBookError
from hotline_server.rulebook.files import read_files
from hotline_server.rulebook.loading import build_files, load, load_published
from hotline_server.rulebook.names import KnownNames
from hotline_server.rulebook.review.book import review
from hotline_server.rulebook.rule_tests import Coverage
from hotline_server.rulebook.schema.settings import AssessedRate, CountedFigure

GOOD = read_files(PROJECT / "rules")
RULE = """\
规则:
  - 编号: X-1
    标题: 试
    依据: R2.3
    条件: {CONDITION}
    结论: {CONCLUSION}
    理由: 试
"""


def problems(name: str, text: str, names: KnownNames) -> str:
    with pytest.raises(RuleBookError) as caught:
        load({**GOOD, name: text.encode()}, names)
    return str(caught.value)


def rule(condition: str = "{诉求类型: 咨询}", conclusion: str = "{处理方式: 转办}") -> str:
    return RULE.replace("{CONDITION}", condition).replace("{CONCLUSION}", conclusion)


def test_the_projects_rule_book_is_valid(names: KnownNames) -> None:
    assert load(GOOD, names).rules


WRONG_RULES = (
    (rule(condition="{诉求类形: 咨询}"), "5:10", "是不是“诉求类型”"),
    (rule(condition="{事项: 公交车}"), "5:10", "是不是“公交”"),
    (rule(condition="{星期: 8}"), "5:10", "“星期”在 1 到 7 之间，条件里的 8 永远不会成立"),
    (rule(condition="{时刻: {多于: 2400}}"), "5:10", "在 0 到 2359 之间"),
    (rule(condition="{近30天同号码来电数: {不少于: 300}}"), "5:10", "在 0 到 200 之间"),
    (rule(condition="{改派次数: {少于: 0}}"), "5:10", "不小于 0"),
    (rule(condition="{改派次数: {不少于: -3}}"), "5:10", "和 -3 比总是一样的结果"),
    (rule(condition="{改派次数: {不少于: 3次}}"), "5:17", "；只写数：3"),
    (rule(condition="{事项把握: {不少于: 60%}}"), "5:17", "；只写数：60"),
    (rule(condition="{时刻: {不少于: 22点}}"), "5:15", "；要写成 2200，"),
    (rule(condition="{时刻: 8点30分以上}"), "5:10", "；比大小写成 {不少于: 830}"),
    (rule(condition="{月日: 6月}"), "5:10", "；没有 6 这一天，如 7 月 5 日写成 705"),
    (rule(condition="{日期: 15日}"), "5:10", "；没有 15 这一天，要像 20260705 那样写"),
    (rule(condition="{月份: {不少于: 0}}"), "5:10", "和 0 比总是一样的结果"),
    (rule(condition="{或: [{匿名: 是}, {渠道: 网站}]}"), "5:10", "要写成“任一”"),
    (rule(conclusion="{处理方式: 转办, 取短: [3天, 4天]}"), "6:20", "“取短”写在“期限”里"),
    (rule().replace("  - 编号", "    编号"), "1:1", "每一项开头写短横和空格"),
    (rule(condition='{说到: ["[吹水｜断流]"]}'), "5:15", "全角“｜”"),
    (rule(condition="{区县: 东胡区}"), "5:10", "是不是“东湖区”"),
    (rule(conclusion="{处理方式: 转办, 牵头: 城市管理居}"), "6:20", "是不是“城市管理局”"),
    (rule(conclusion="{处理方式: 转交}"), "6:10", "只能是"),
    (rule(conclusion="{处理方式: 转办, 期限: 31}"), "6:20", "不能大于 30"),
    (rule(conclusion="{}"), "6:5", "结论是空的"),
    (rule().replace("    标题: 试\n", ""), "2:5", "缺少“标题”"),
    (rule().replace("标题", "题目"), "3:5", "不认识的“题目”"),
    (rule("{字数: 多}").replace("标题", "题目"), "5:10", "“字数”要写整数"),
    (rule().replace("X-1", "EM-01"), "2:5", "重复"),
    (rule(conclusion="{处理方式：转办}"), "6:10", "冒号是全角的"),
    (rule(conclusion="{处理方式: 转办, 协办: ［公安局］}"), "6:20", "括号是全角的"),
    (rule(conclusion="{处理方式: 转办, 协办: 公安局}"), "6:20", "[公安局]"),
    (rule(conclusion="{处理方式: 转办, 牵头: “公安局”}"), "6:20", "中文引号"),
    (rule(conclusion="{处理方式: 转办, 牵头: 公安局, 协办: [公安局]}"), "6:29", "不能又是协办"),
    (rule(conclusion='{处理方式: 转办, 牵头: "{区县}教育局"}'), "6:20", "没有“区县: 有”"),
    (rule("{区县: 有}", '{处理方式: 转办, 牵头: "{区县}鲸鱼局"}'), "6:20", "没有“鲸鱼局”"),
    (rule("{街道: 有}", '{处理方式: 转办, 牵头: "{街道}"}'), "6:20", "不得分派给基层"),
    (rule("{事件: 改派}", "{处理方式: 归口}"), "6:5", "由值班室看过再办"),
    (rule("{都不: [{事件: 改派}]}", "{处理方式: 转办}"), "5:5", "否则登记时也会成立"),
    (rule("{紧急程度: 一般}", "{紧急程度: 紧急}"), "6:10", "不能再写紧急程度"),
    (rule(conclusion="{期限: {取短: [派单目录]}}"), "6:10", "要写成"),
    (rule(condition="{说到: {词语: 孩子, 不算: “疫苗”}}"), "5:23", "中文引号会当作市民说的字"),
    (rule(condition="{说到: [“停水”]}"), "5:15", "中文引号会当作市民说的字"),
    (rule().replace("    理由", "    自: 02-30\n    理由"), "7:5", "日期“02-30”不存在"),
    (rule().replace("    理由", "    自: 2026/5/1\n    理由"), "7:5", "要写成 2026-05-01"),
    (rule().replace("    理由", "    自: 6月1日\n    理由"), "7:5", "要写成 06-01"),
    (rule(conclusion="{处理方式: 转办, 牵头: 公安局,教育局}"), "6:28", "“牵头”只写一个单位，别的写进“协办”"),
    (rule(conclusion="{期限: 五个工作日}"), "6:10", "要写成 5个工作日"),
    (rule(conclusion="{处理方式： 转办}"), "6:10", "冒号是全角的"),
    (rule("{区县：东湖区, 渠道: 电话}"), "5:10", "“区县”后面用了全角冒号"),
    (rule(conclusion="{处理方式: “转办”}"), "6:10", "只写 转办：外面的中文引号"),
    (rule("{月日: 230}"), "5:10", "没有 230 这一天"),
    (rule("{日期: {不少于: 20260230}}"), "5:10", "没有 20260230 这一天"),
    (rule("{时刻: 2265}"), "5:10", "没有 2265 这个时刻"),
    (rule().replace("    理由", "    优先级: ４０\n    理由"), "7:5", "数字是全角的，要写成 40"),
    (rule(conclusion="{处理方试: 转办}"), "6:10", "是不是“处理方式”？"),
    (rule(conclusion="{处理方式:转办}"), "6:10", "写成“处理方式: 转办”"),
    (rule(condition="{诉求类型: 【咨询】}"), "5:10", "要用半角方括号"),
    (rule("{要求保密: 有, 字数: 多}"), "5:19", "“字数”要写整数"),
    (
        rule(conclusion="{紧急程度: 紧急}").replace("    理由", "    除非规则: [UR-9]\n    理由")
        + rule("{紧急程度: 紧急}", "{期限: 3}").replace("规则:\n", "").replace("X-1", "UR-9"),
        "7:5",
        "形成循环：UR-9 要等紧急程度定了才判断",
    ),
    (rule("{字数: {大于: 3}}"), "5:15", "是不是“多于”？"),
    (rule("{诉求类型: 咨询、投诉}"), "5:10", "[咨询, 投诉]"),
    (rule().replace("理由: 试", "理由:"), "7:5", "“理由”是空的"),
    (rule().replace("    理由", "    \u200b理由"), "7:5", "看不见的字符（U+200B）"),
    (rule().replace("    理由", "    至: 20270101\n    理由"), "7:5", "要写成 2027-01-01"),
    (rule(conclusion="{处理方式: 归囗}"), "6:10", "是不是“归口”？"),
    (rule(conclusion="{处理方式: 转办, 协办: 公安局、教育局}"), "6:20", "[公安局, 教育局]"),
    (rule(conclusion="{处理方式: 转办, 牵头: 公安\u200b局}"), "6:20", "看不见的字符（U+200B）"),
    (rule(conclusion="{期限: ４８小时}"), "6:10", "数字是全角的，要写成 48小时"),
    (rule().replace("    理由", "    区县: 东湖区\n    理由"), "7:5", "“区县”：要写在“条件”里"),
)


def test_each_error_in_a_rule_has_a_position_however_many_there_are(names: KnownNames) -> None:
    """All are told at once: none hides another."""
    files = {f"rules/zz-{number}.yaml": text.encode() for number, (text, _, _) in enumerate(WRONG_RULES)}
    told = [*map(str, build_files({**GOOD, **files}, names).problems)]
    missing = [
        (number, position, message, [one for one in told if one.startswith(f"rules/zz-{number}.yaml")])
        for number, (_, position, message) in enumerate(WRONG_RULES)
        if not any(one.startswith(f"rules/zz-{number}.yaml:{position}: ") and message in one for one in told)
    ]
    assert missing == []


WRONG_ROWS = (
    ("{事项: 没有的事, 牵头: 公安局}", "2:6", "没有叫“没有的事”的事项"),
    ("{事项: 公交, 区县: 东湖区, 牵头: 没有的局}", "3:23", "没有叫“没有的局”的部门"),
    ("{事项: 体育, 牵头: 教育局, 协办: [公安局，交警支队]}", "4:28", "用半角逗号隔开：[公安局, 交警支队]"),
    ("{事项: 客运, 牵头: 教育局, 协办: [教育局]}", "5:23", "“教育局”已经牵头"),
    ('{事项: 税务, 牵头: "{区县}教育局"}', "6:14", "无从确定"),
    ("{事项: 旅游, 牵头: 公安局}", "", ""),
    ("{事项: 旅游, 牵头: 教育局}", "8:5", "“旅游/全市”重复了：和 routing.yaml 第 7 行"),
)


def test_each_error_in_the_routing_table_has_a_position_however_many_there_are(names: KnownNames) -> None:
    rows = "".join(f"  - {row}\n" for row, _, _ in WRONG_ROWS)
    told = [*map(str, build_files({**GOOD, "routing.yaml": f"派单目录:\n{rows}".encode()}, names).problems)]
    missing = [
        (position, message)
        for _, position, message in WRONG_ROWS
        if message and not any(one.startswith(f"routing.yaml:{position}: ") and message in one for one in told)
    ]
    assert missing == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("追问:\n  水灾: [人安全吗？]\n", "没有叫“水灾”的险情"),
        ("追问:\n  火灾: []\n", "至少要有 1 项"),
        ("追问:\n  火灾: [着火了吗？, 着火了吗？]\n", "“着火了吗？”重复了"),
        (f"追问:\n  火灾: [{'问' * 41}]\n", "上限是 40 个字"),
        ("追问:\n  火灾: [问]\n", "太短"),
        (f"追问:\n  火灾: [{', '.join(f'第{n}问吗' for n in range(7))}]\n", "至多只能有 6 项"),
        ("追问: {}\n", "至少要有 1 项"),
        ("追问:\n  火灾: [着火了吗？]\n", "没有写“其他险情”追问什么"),
    ],
)
def test_an_error_in_the_questions_is_reported(text: str, message: str, names: KnownNames) -> None:
    """R2.6."""
    assert message in problems("questions.yaml", text, names)


@pytest.mark.parametrize(
    ("reason", "message"),
    [
        ("编号: T90, 处理方式: 告知途径, 原因: 在诉讼", "要写“途径”"),
        ("编号: J90, 处理方式: 解释说明, 原因: 没有新情况, 途径: 法院", "不写“途径”"),
        ("编号: T01, 处理方式: 告知途径, 原因: 在诉讼, 途径: 法院", "“T01”重复了"),
        ("编号: 诉讼, 处理方式: 告知途径, 原因: 在诉讼, 途径: 法院", "编号"),
        ("编号: T90, 处理方式: 直接办理, 原因: 在诉讼", "只能是"),
    ],
)
def test_an_error_in_the_reasons_for_ends_is_reported(reason: str, message: str, names: KnownNames) -> None:
    """R8.1."""
    assert message in problems("zz.yaml", f"分类处理:\n  - {{{reason}}}\n", names)


def test_the_same_kind_is_asked_about_in_one_place(names: KnownNames) -> None:
    assert "“火灾”重复了" in problems("zz.yaml", "追问:\n  火灾: [着火了吗？]\n", names)


@pytest.mark.parametrize("also", ["处理方式: 转办", "牵头: 公安局", "协办: [公安局]"])
def test_a_rule_that_asks_back_decides_nothing_else(also: str, names: KnownNames) -> None:
    """R2.6."""
    errors = problems("rules/zz.yaml", rule(conclusion=f"{{追问: 是, {also}}}"), names)
    assert "有了答复才决定怎么办" in errors


def test_asking_back_is_yes_or_no(names: KnownNames) -> None:
    assert "只能是“是”或“否”" in problems("rules/zz.yaml", rule(conclusion="{追问: 也许}"), names)


def test_a_kind_without_questions_of_its_own_is_remarked(names: KnownNames) -> None:
    book = load({**GOOD, "questions.yaml": "追问:\n  其他险情: [有没有人受伤？]\n".encode()}, names)
    remarks = review(book, Coverage((), (), 0, 0), date(2026, 11, 23))
    assert "没有写追问什么，将按“其他险情”追问" in [one.message for one in remarks if one.about == "火灾"]
    assert book.questions_about(["火灾", "溺水"]) == ("有没有人受伤？",)


def test_a_rule_book_without_questions_is_in_force_as_before(names: KnownNames) -> None:
    """Rule books were published before there were any."""
    old = {name: text for name, text in GOOD.items() if not name.endswith("questions.yaml")}
    assert not load(old, names).decide({"疑似险情": ("火灾",)}).asks_back


def test_an_invalid_pattern_has_a_position(names: KnownNames) -> None:
    errors = problems("lexicons/tags.yaml", "标签:\n  - 名称: 媒体关注\n    词语: ['[火']\n", names)
    assert "lexicons/tags.yaml:3:10" in errors
    assert "方括号" in errors


LISTED = "名单:\n  城市: [北京, 上海]\n" + rule(condition='{说到: ["[{城市}|港澳]…落户"], 诉求类型: 咨询}')


def test_the_words_of_a_list_stand_where_a_pattern_names_it(names: KnownNames) -> None:
    listed = load({**GOOD, "rules/x.yaml": LISTED.encode()}, names)
    written = LISTED.replace("{城市}", "北京|上海")
    assert listed.rules == load({**GOOD, "rules/x.yaml": written.encode()}, names).rules
    assert "[北京|上海|港澳]…落户" in str(listed.rules["X-1"].condition)


@pytest.mark.parametrize(
    ("old", "new", "position", "message"),
    [
        ("{城市}", "{城巿}", "7:15", "是不是“城市”"),
        ("[北京, 上海]", "[北京, '上海|广州']", "2:12", "“上海|广州”里有“|”"),
        ("[北京, 上海]", "[]", "2:", "是空的"),
        ("[北京, 上海]", "北京", "2:3", "[北京]"),
    ],
)  # fmt: skip
def test_an_error_in_a_list_of_words_has_a_position(
    old: str, new: str, position: str, message: str, names: KnownNames
) -> None:
    found = problems("rules/x.yaml", LISTED.replace(old, new), names)
    assert f"rules/x.yaml:{position}" in found
    assert message in found


def test_an_unknown_file_is_reported(names: KnownNames) -> None:
    assert "认不出" in problems("what.yaml", "什么: 1\n", names)


def test_a_text_that_a_sign_cuts_off_is_rejected_in_a_draft_alone(names: KnownNames) -> None:
    text = rule().replace("理由: 试", "理由: 按 # 键")
    assert "rules/x.yaml:7:11: “# 键”会当作批注略去" in problems("rules/x.yaml", text, names)
    assert load_published({**GOOD, "rules/x.yaml": text.encode()}, names).rules["X-1"].reason == "按"


def test_a_rule_book_without_rules_is_rejected(names: KnownNames) -> None:
    with pytest.raises(RuleBookError, match="没有“规则”文件"):
        load({name: text for name, text in GOOD.items() if not name.startswith("rules/")}, names)


def test_any_change_to_a_file_changes_the_version(names: KnownNames) -> None:
    changed = {**GOOD, "routing.yaml": GOOD["routing.yaml"] + b"\n"}
    assert load(changed, names).version != load(GOOD, names).version


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("保管期限:\n  永久: [重大突发, 大事]\n", "没有叫“大事”的处理方式"),
        ("保管期限:\n  一万年: [重大突发]\n", "只能是"),
        ("保管期限:\n  永久: [重大突发]\n  10年: [重大突发]\n", "重复"),
    ],
)
def test_an_error_in_the_retention_periods_is_reported(text: str, message: str, names: KnownNames) -> None:
    assert message in problems("retention.yaml", text, names)


def test_a_rule_book_without_retention_periods_gets_defaults(names: KnownNames) -> None:
    files = {name: content for name, content in GOOD.items() if name != "retention.yaml"}
    retention = load(files, names).retention
    assert retention[Outcome.EMERGENCY] == retention[Outcome.ESCALATION] == "永久"


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ("相似门槛: 0", "不能小于 1"),
        ("相似门坎: 26", "不认识的“相似门坎”"),
        ("相似门槛: 很像", "要写整数"),
    ],
)
def test_an_error_in_the_hotspot_rules_is_reported(changed: str, message: str, names: KnownNames) -> None:
    text = GOOD["hotspots.yaml"].decode().replace("相似门槛: 26", changed)
    assert message in problems("hotspots.yaml", text, names)


def changed_lexicon(path: str, old: str, new: str) -> str:
    text = GOOD[path].decode()
    assert old in text
    return text.replace(old, new, 1)


def test_a_word_to_be_matched_by_its_sound_is_checked(names: KnownNames) -> None:
    path = "lexicons/emergencies.yaml"
    text = changed_lexicon(path, "听似: [", '听似: ["[煤气漏", ')
    assert "lexicons/emergencies.yaml:" in problems(path, text, names)
    assert "[煤气漏" in problems(path, text, names)


def test_all_files_that_are_missing_are_reported(names: KnownNames) -> None:
    with pytest.raises(RuleBookError) as caught:
        load({"reading.yaml": GOOD["reading.yaml"]}, names)
    assert all(f"没有“{name}”文件" in str(caught.value) for name in ("规则", "险情", "分类", "时限"))


def test_time_limits_stand_in_one_file(names: KnownNames) -> None:
    """R8.5."""
    told = problems("another.yaml", GOOD["deadlines.yaml"].decode(), names)
    assert "“时限”已经写在 " in told
    assert "只能写一次" in told


@pytest.mark.parametrize("key", ["标签", "诉求类型", "险情"])
def test_a_name_may_stand_in_one_file_of_its_kind(key: str, names: KnownNames) -> None:
    lexicon = load(GOOD, names).lexicon
    listed = {"标签": lexicon.tags, "诉求类型": lexicon.request_types, "险情": lexicon.dangers}
    name = listed[key][0].name
    more: dict[str, object] = {"语境": {}, "词组": {}} if key == "险情" else {}
    text = yaml.safe_dump({**more, key: [{"名称": name, "词语": ["试试"]}]}, allow_unicode=True)
    assert f"“{name}”重复了" in problems("lexicons/zz.yaml", text, names)


def test_how_units_are_spoken_of_stands_in_one_file(names: KnownNames) -> None:
    text = next(text for text in map(bytes.decode, GOOD.values()) if "\n提到单位:" in text)
    assert "“提到单位”重复了" in problems("lexicons/zz.yaml", text, names)


class TestAssessment:
    """R8.11: formulas and the least number for a rank are rules."""

    def test_the_projects_formulas_are_those_of_the_program(self, book: RuleBook) -> None:
        assert {
            Rate(rate): Formula(Figure(one.part), Figure(one.whole), one.lower_is_better)
            for rate, one in book.assessment.formulas.items()
        } == FORMULAS
        assert book.assessment.min_assigned == 10

    def test_every_figure_may_be_in_a_formula(self) -> None:
        assert set(get_args(CountedFigure)) == {figure.value for figure in Figure}
        assert set(get_args(AssessedRate)) == {rate.value for rate in Rate}

    @pytest.mark.parametrize(
        ("formula", "problem"),
        [
            ("{分子: 满意, 分母: 满意}", "分母不能与分子相同"),
            ("{分子: 高兴, 分母: 满意可评}", "只能是"),
        ],
    )
    def test_a_formula_without_sense_is_refused(self, names: KnownNames, formula: str, problem: str) -> None:
        text = f"考核权重: {{满意率: 10}}\n比率算法: {{满意率: {formula}}}\n"
        assert problem in problems("measures.yaml", text, names)
