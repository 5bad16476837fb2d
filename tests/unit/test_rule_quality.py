"""Tools for rule maintainers: review, explanations, differences and tests; size and robustness of rule books."""

import json
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.condition import comparisons, flatten, holds, parse
from hotline_server.rulebook.decision import Outcome
from hotline_server.rulebook.errors import RuleBookError
from hotline_server.rulebook.explanation import describe, explain
from hotline_server.rulebook.files import read_files, read_test_files
from hotline_server.rulebook.index import RuleIndex
from hotline_server.rulebook.loading import load
from hotline_server.rulebook.names import KnownNames, NamedUnit
from hotline_server.rulebook.review.book import review
from hotline_server.rulebook.review.gaps import gap_remarks, untried_facts
from hotline_server.rulebook.review.policies import ended_policies, policy_remarks
from hotline_server.rulebook.rule_tests import decide, find_lost_emergencies, run_rule_tests
from hotline_server.rulebook.satisfiable import TooManyCombinationsError, find_example
from hotline_server.rulebook.schema.files import json_schema
from hotline_server.rulebook.written_tests import load_rule_tests
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.hotline import thorough
from tests.unit.test_condition import CONDITIONS, FACTS

GOOD = read_files(PROJECT / "rules")
TODAY = date(2026, 11, 24)
RULE_TESTS = read_test_files(PROJECT / "rules")
RULE = """
  - 编号: {id}
    标题: 试
    依据: 试
    优先级: {priority}
    条件: {condition}
    结论: {conclusion}
    理由: 试
"""


def with_rules(names: KnownNames, *rules: str, **changes: str) -> RuleBook:
    """Load the project's rule book with further rules."""
    files = dict(GOOD)
    if rules:
        files["rules/zz.yaml"] = ("规则:" + "".join(rules)).encode()
    for name, text in changes.items():
        files[name] = text.encode()
    return load(files, names)


def rule(
    id_: str, condition: str, conclusion: str = "{处理方式: 转办, 牵头: 公安局}", priority: int = 40, more: str = ""
) -> str:
    written = RULE.format(id=id_, priority=priority, condition=condition, conclusion=conclusion)
    return written + (f"    {more}\n" if more else "")


def remarks(book: RuleBook) -> dict[str, str]:
    report = run_rule_tests(book, load_rule_tests(RULE_TESTS), TODAY)
    said: dict[str, str] = {}
    for remark in review(book, report.coverage, TODAY):
        said[remark.about] = f"{said.get(remark.about, '')}{remark.message};"
    return said


def test_the_projects_rule_book_passes_its_review(book: RuleBook) -> None:
    report = run_rule_tests(book, load_rule_tests(RULE_TESTS), TODAY)
    assert not report.failures
    assert report.passed > 700
    remarked = [(one.about, one.message[:10]) for one in review(book, report.coverage, TODAY)]
    assert remarked == [("P126", "2026-12-31")], "a policy of a year, as its document says"


@pytest.mark.parametrize(("name", "passes"), [("裁定工作日: 1", True), ("裁定工作日: 9", False)])
def test_time_limits_that_are_numbers_are_tested(book: RuleBook, name: str, *, passes: bool) -> None:
    """R8.5."""
    limits = "用途: 时限\n用例: [{编号: L-1, 依据: R8.5, 期望: {LIMIT}}]\n"
    tests = load_rule_tests({"limits.yaml": limits.replace("LIMIT", name).encode()})
    assert (run_rule_tests(book, tests, TODAY).passed == 1) is passes
    with pytest.raises(RuleBookError, match="回复期限"):
        load_rule_tests({"limits.yaml": limits.replace("LIMIT", "回复期限: {咨询: 3}").encode()})


DOUBTFUL_RULES = (
    (rule("ZZ-01", "{同号码七日来电数: {多于: 3, 少于: 3}}"), "ZZ-01", "自相矛盾"),
    (
        rule("ZZ-02", "{承办单位数: 1, 诉求类型: 咨询, 承办一致: 是, 承办把握: 95, 节假日: 是}", priority=5),
        "ZZ-02",
        "HD-02 也成立且优先",
    ),
    (rule("ZZ-03", "{区县: 东湖区, 首要事项: 公交}", priority=500), "ZZ-03", ""),
    (rule("ZZ-04", "{首要事项: 公交}", "{处理方式: 归口, 牵头: 教育局}", priority=500), "ZZ-04", "和 ZZ-03 优先级相同"),
    (rule("ZZ-05", "{诉求类型: 求助}", more="至: 2026-11-23"), "ZZ-05", "不会再成立"),
    (rule("ZZ-06", "{诉求类型: 求助}", more="至: 2026-11-24"), "ZZ-06", ""),
    (rule("ZZ-07", '{说到: [".*漏气"]}'), "ZZ-07", "“.*”会照字面找"),
    (rule("ZZ-08", '{说到: ["漏气+"]}'), "ZZ-08", "会照字面找"),
    (rule("ZZ-09", '{说到: ["停水、停电"]}'), "ZZ-09", "要分开列成几项"),
    (rule("ZZ-11", "{首要事项: 辐射, 节假日: 是}", priority=500), "ZZ-11", "没有用例覆盖"),
    (rule("ZZ-10", '{说到: ["停水…没人管。"]}'), "ZZ-10", "永远找不到"),
    (rule("ZZ-12", '{说到: ["[停水/停电]…没人管"]}'), "ZZ-12", "用“|”隔开：[停水|停电]"),
    (rule("ZZ-13", '{说到: ["无人机或航拍器"]}'), "ZZ-13", "里的“或”会照字面找"),
    *(
        (rule(f"ZZ-3{number}", f"{{说到: ['{pattern}']}}"), f"ZZ-3{number}", "会照字面找")
        for number, pattern in enumerate(
            ("停.水", "停?水", "停[^电]水", "(停水)", "(?i)停水", "停水&断水", "停水 断水")
        )
    ),
    (
        rule("ZZ-21", "{月份: {不少于: 11, 不多于: 2}}"),
        "ZZ-21",
        "任一: [{月份: {不少于: 11}}, {月份: {不多于: 2}}]",
    ),
    (rule("ZZ-20", '{说到: ["停水[0-9]天"]}'), "ZZ-20", "不是从几到几"),
    (rule("ZZ-14", "{季节: 夏, 月份: 1}"), "ZZ-14", "自相矛盾"),
    (rule("ZZ-18", "{季节: 冬}", more="自: 2026-06-01\n    至: 2026-09-30"), "ZZ-18", "自相矛盾"),
    (rule("ZZ-19", "{月份: 7, 日期: {不少于: 20270801, 不多于: 20280630}}"), "ZZ-19", "自相矛盾"),
    (rule("ZZ-15", "{季节: 夏, 月份: {多于: 3}}", priority=500, more="自: 07-31"), "ZZ-15", ""),
    (rule("ZZ-16", "{渠道: 来信}", "{处理方式: 值班室研判, 牵头: 公安局}"), "ZZ-16", "公安局不会收到"),
    (rule("ZZ-17", "{说到: {词语: [无人机], 不算: [人机]}}"), "ZZ-17", "“无人机”永远不会算"),
)


def test_review_finds_rules_that_do_not_do_what_they_say(names: KnownNames) -> None:
    """Contradictions, outranked, conflicting, ended and untested rules, patterns that mean what they do not look."""
    said = remarks(with_rules(names, *(text for text, _, _ in DOUBTFUL_RULES)))
    assert [(about, said.get(about)) for _, about, told in DOUBTFUL_RULES if told not in said.get(about, "")] == []
    assert "不会再成立" not in said.get("ZZ-06", "")
    assert "也成立且优先" not in said["ZZ-01"]
    assert "自相矛盾" not in said.get("ZZ-15", "")


def test_review_finds_gaps_in_the_routing_table(names: KnownNames) -> None:
    kept = GOOD["routing.yaml"].decode().replace("  - {事项: 公交, 牵头: 公共交通集团, 期限: 5}\n", "")
    assert "没有这个事项" in remarks(load({**GOOD, "routing.yaml": kept.encode()}, names))["公交"]


def test_review_finds_words_that_their_own_exclusions_mask(names: KnownNames) -> None:
    tags = "标签:\n  - {名称: 试标签, 词语: ['[水|电]停了很久', 停了], 不算: [停了很]}\n"
    said = remarks(with_rules(names, **{"lexicons/zz.yaml": tags}))["试标签"]
    assert "“[水|电]停了很久”永远不会算" in said
    assert "“停了”" not in said


def test_review_finds_what_no_rule_concludes_with_an_example(names: KnownNames) -> None:
    text = GOOD["rules/handling.yaml"].decode()
    first, rest = text.split("  - 编号: HD-13\n")
    without = load(
        {**GOOD, "rules/handling.yaml": (first + "  - 编号: HD-03\n" + rest.split("  - 编号: HD-03\n")[1]).encode()},
        names,
    )
    assert "表扬，有几个承办单位的，没有规则作出结论，将由值班室研判，例如“" in remarks(without)["规则"]


def test_review_finds_what_no_rule_concludes_at_other_times_and_tells_what_it_has_not_tried(names: KnownNames) -> None:
    text = GOOD["rules/handling.yaml"].decode()
    for kept, narrowed in (
        ("承办单位数: 1, 都不", "工作时间: 是"),
        ("{承办单位数: 1", "日期: {不多于: 20270630}"),
        ("{不少于: 2}, 都不", "同号码七日来电数: {不多于: 3}"),
        ("{不少于: 2}, 诉求类型: 表扬", "时刻: {不少于: 800}"),
    ):
        assert kept in text
        text = text.replace(kept, f"{kept.split(', ')[0]}, {narrowed}{kept[len(kept.split(', ')[0]) :]}", 1)
    book = load({**GOOD, "rules/handling.yaml": text.encode()}, names)
    assert [one.message.partition("，将由")[0] for one in gap_remarks(book, TODAY)] == [
        "“工作时间”为“否”、0 时、1 时等情形下，求助、投诉、举报、建议，有一个承办单位的，没有规则作出结论",
        "2027-07-01、2027-09-01、2027-10-01 等情形下，咨询、表扬，有一个承办单位的，没有规则作出结论",
        "2027-08-01 的来电，咨询、求助、投诉、举报、建议、表扬，有一个承办单位的，没有规则作出结论",
        "“同号码七日来电数”为 4 的来电，咨询、求助、投诉、举报、建议，有几个承办单位的，没有规则作出结论",
        "0 时、1 时、2 时等情形下，表扬，有几个承办单位的，没有规则作出结论",
    ]
    assert "判读一致" in untried_facts(book)
    assert "时刻" not in untried_facts(book)


@pytest.mark.parametrize(
    "conditions",
    [
        ("{工作时间: 是, 时刻: {不少于: 830}}", "{工作时间: 否}"),
        ("{工作时间: 是, 星期: {不多于: 5}}", "{工作时间: 否}"),
        ("{工作时间: 是}", "{工作时间: 否, 时刻: {少于: 900}}", "{时刻: {不少于: 1800}}", "{节假日: 是}"),
        ("{工作时间: 是, 月日: {不少于: 101, 不多于: 1230}}", "{节假日: 是}", "{工作时间: 否}"),
    ],
)
@pytest.mark.parametrize("today", [TODAY, date(2026, 11, 28)])
def test_a_book_that_concludes_at_all_times_has_no_gaps(
    conditions: tuple[str, ...], today: date, names: KnownNames
) -> None:
    """Nobody calls in working time at night or at a weekend, whatever the day of the review."""
    found = [*gap_remarks(with_conditions(names, *conditions), today)]
    assert [one for one in found if "没有承办单位" not in one.message] == []


def with_conditions(names: KnownNames, *conditions: str) -> RuleBook:
    """Load the project's rule book with these conditions alone to conclude by."""
    conclusion = "{处理方式: 归口, 牵头: 公安局}"
    rules = "".join(rule(f"ZZ-{number}", one, conclusion) for number, one in enumerate(conditions))
    return load({**GOOD, "rules/handling.yaml": f"规则:{rules}".encode()}, names)


@pytest.mark.parametrize(
    ("end", "told"), [("2025-01-01", ""), ("2026-11-01", "已经失效"), ("2026-12-31", "最后一天"), ("2028-01-01", "")]
)
def test_review_tells_of_policies_that_end_soon_or_have_just_ended(end: str, told: str, names: KnownNames) -> None:
    text = GOOD["policies.yaml"].decode().replace("失效: 2027-09-30", f"失效: {end}", 1)
    book = load({**GOOD, "policies.yaml": text.encode()}, names)
    remarked = [one.message for one in policy_remarks(book, TODAY) if one.about == "P007"]
    assert [told in one for one in remarked] == ([True] if told else [])
    assert ("P007" in ended_policies(book, TODAY)) is (end == "2025-01-01"), "each is told of once"


def test_a_rule_is_suppressed_by_another(names: KnownNames) -> None:
    text = "你好,我想问一下路灯"
    loud = rule("ZZ-1", "{提到: 断供}", priority=900)
    quiet = rule("ZZ-2", "{字数: {不少于: 0}}", priority=950, more="除非规则: [ZZ-1]")
    book = with_rules(names, loud, quiet)
    assert decide(book, text, {}).rules[0] == "ZZ-2"
    assert decide(book, "整个小区停水三天了", {}).rules[0] == "ZZ-1"
    explanation = explain(book, decide(book, "整个小区停水三天了", {}).facts)
    assert [suppressed.id for suppressed in explanation.suppressed] == ["ZZ-2"]


@pytest.mark.parametrize(
    ("unless", "message"),
    [
        ("[ZZ-2]", "形成循环：ZZ-1→ZZ-2→ZZ-1"),
        ("[没有的]", "没有叫“没有的”的规则"),
    ],
)
def test_an_invalid_unless_is_rejected(unless: str, message: str, names: KnownNames) -> None:
    with pytest.raises(RuleBookError, match="ZZ|没有叫") as refused:
        with_rules(
            names,
            rule("ZZ-1", "{提到: 断供}", more="除非规则: [ZZ-2]"),
            rule("ZZ-2", "{提到: 断供}", more=f"除非规则: {unless.replace('ZZ-2', 'ZZ-1')}"),
        )
    assert message in str(refused.value)


@pytest.mark.parametrize(
    ("dates", "day", "holds_then"),
    [
        ("自: 06-01\n    至: 09-30", 705, True),
        ("自: 06-01\n    至: 09-30", 601, True),
        ("自: 06-01\n    至: 09-30", 1001, False),
        ("自: 11-15\n    至: 03-15", 105, True),
        ("自: 11-15\n    至: 03-15", 705, False),
        ("自: 2026-07-01", 20260705, True),
        ("至: 2026-07-01", 20260705, False),
    ],
)
def test_a_rule_holds_only_within_its_validity_period(
    dates: str, day: int, names: KnownNames, *, holds_then: bool
) -> None:
    """Covers a flood season, a heating season and a single year."""
    book = with_rules(names, rule("ZZ-1", "{字数: {不少于: 0}}", priority=900, more=dates))
    fact = "日期" if day > 10_000 else "月日"
    assert ("ZZ-1" in decide(book, "你好", {fact: day}).rules) is holds_then


@pytest.mark.parametrize("dates", ["自: 06-01\n    至: 2026-09-30", "自: 2026-09-30\n    至: 2026-06-01", "自: 13-01"])
def test_an_invalid_validity_period_is_rejected(dates: str, names: KnownNames) -> None:
    with pytest.raises(RuleBookError):
        with_rules(names, rule("ZZ-1", "{提到: 断供}", more=dates))


def test_a_rule_can_match_text_patterns(names: KnownNames) -> None:
    book = with_rules(names, rule("ZZ-1", '{说到: ["[大桥|高架]…[异响|晃]"]}', priority=900))
    assert decide(book, "湖滨大桥晚上有异响", {}).rules[0] == "ZZ-1"
    with pytest.raises(RuleBookError, match="方括号"):
        with_rules(names, rule("ZZ-1", '{说到: "[大桥"}'))


def test_an_explanation_names_the_unmet_condition(book: RuleBook) -> None:
    explanation = explain(book, decide(book, "投诉出租车拒载", {}).facts)
    assert [fired.id for fired in explanation.fired] == ["HD-03"]
    missing = {near.rule.id: near.unmet for near in explanation.near_misses}
    assert missing["HD-04"] == "承办单位数不少于2（承办单位数是 1）"
    assert "ZW-01" not in missing, "its other condition holds for any call"
    assert missing["HD-02"] == "诉求类型是“咨询”“表扬”之一"
    assert describe(book.rules["ZW-02"].condition).count("说到“[") == 1


def test_emergencies_lost_by_a_draft_are_found(names: KnownNames) -> None:
    """R2.6."""
    weakened = GOOD["rules/emergency.yaml"].decode().replace("{险情: 触电}", "{险情: 溺水}")
    book = load({**GOOD, "rules/emergency.yaml": weakened.encode()}, names)
    lost = find_lost_emergencies(book, load_rule_tests(RULE_TESTS), TODAY)
    assert "有人触电了,倒在水里不敢去拉" in lost


@settings(max_examples=thorough(1000))
@given(written=CONDITIONS, facts=FACTS)
def test_a_condition_that_holds_for_some_facts_is_satisfiable(written: Any, facts: Any) -> None:
    condition = parse(written)
    flat = flatten(facts, frozenset(one.key for one in comparisons(condition)))
    try:
        found = find_example(condition)
    except TooManyCombinationsError:
        return
    if holds(condition, flat):
        assert found is not None
    if found is not None:
        assert holds(condition, found)


def large(count: int) -> dict[str, Any]:
    """Generate the conditions of a large rule book: most require a matter, some a text, some neither."""
    matters = [f"事项{number}" for number in range(max(1, count // 8))]
    conditions = {}
    for number in range(count):
        written: dict[str, Any] = {
            "首要事项": matters[number % len(matters)],
            "同号码七日来电数": {"不少于": number % 5},
        }
        if number % 50 == 0:
            written = {"同号码七日来电数": {"不少于": 4 + number % 3}, "要求保密": True}
        conditions[f"R{number}"] = parse(written)
    return conditions


@pytest.mark.parametrize("count", [50, 700, 5000])
def test_a_rule_book_of_any_size_fires_exactly_the_rules_that_hold(count: int) -> None:
    """durable-rules never returns from a set of over 600 rules, so rules are split and indexed."""
    conditions = large(count)
    rules = RuleIndex(f"large-{count}", conditions)
    for calls, matter, secret in ((0, "事项3", 0), (3, "事项0", 1), (6, "没有的", 1), (9, "事项5", 0)):
        flat: dict[str, str | int] = {"首要事项": matter, "同号码七日来电数": calls, "要求保密": secret}
        expected = {name for name, condition in conditions.items() if holds(condition, flat)}
        assert set(rules.fire(flat)) == expected


def memory_kilobytes() -> int:
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * 4


def test_a_thousand_reloads_leak_neither_threads_nor_memory() -> None:
    conditions = large(60)

    def reload(times: int) -> None:
        for number in range(times):
            RuleIndex(f"reload-{number}", conditions).fire({"首要事项": "事项1", "同号码七日来电数": 1, "要求保密": 0})

    reload(200)
    threads, before = threading.active_count(), memory_kilobytes()
    reload(1000)
    assert threading.active_count() == threads
    assert memory_kilobytes() - before < 20_000


def test_a_rule_book_is_thread_safe(book: RuleBook) -> None:
    wrong: list[Outcome] = []

    def ask(content: str, expected: Outcome) -> None:
        for _ in range(100):
            outcome = decide(book, content, {}).outcome
            if outcome is not expected:
                wrong.append(outcome)

    asked = (
        ("楼下着火了快来人", Outcome.EMERGENCY),
        ("投诉出租车拒载", Outcome.TRANSFER),
        ("喂喂,听得见吗", Outcome.DESK),
    )
    threads = [threading.Thread(target=ask, args=pair, daemon=True) for pair in asked * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def mutations(content: bytes) -> st.SearchStrategy[bytes]:
    """Generate slightly damaged copies of a file: a section deleted, duplicated or replaced."""
    place = st.integers(0, len(content))
    piece = st.sampled_from(["", ":", "- ", "[", "}", "\t", "#", "'", "规则", "\n  ", "&a", "*a", "!x", "1e9", "\0"])
    return st.tuples(place, st.integers(0, 40), piece).map(
        lambda cut: content[: cut[0]] + cut[2].encode() + content[cut[0] + cut[1] :]
    )


@settings(max_examples=thorough(100))
@given(data=st.data(), name=st.sampled_from([name for name in GOOD if not name.startswith("lexicons/emergencies")]))
def test_a_damaged_file_is_either_loaded_or_rejected_with_a_position(data: Any, name: str) -> None:
    files = {**GOOD, name: data.draw(mutations(GOOD[name]))}
    directory_names = KnownNames({"公安局": NamedUnit("公安局")}, {"东湖区": NamedUnit("东湖区")})
    try:
        load(files, directory_names)
    except RuleBookError as refused:
        assert all(problem.file and problem.line and problem.message for problem in refused.problems)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("bomb.yaml", b"a: &a [1]\nb: &b [*a, *a]\n", "锚点"),
        ("large.yaml", b"#" * (9 * 1024 * 1024), "上限"),
        ("deep.yaml", b"[" * 5000, "嵌套得太深"),
        ("gbk.yaml", "规则: []".encode("gbk"), "UTF-8"),
        (
            "lexicons/wide.yaml",
            ("标签:\n" + "".join(
                f"  - 名称: 宽{n}\n    词语: ['[{'|'.join(map(str, range(45)))}][{'|'.join(map(str, range(45)))}]']\n"
                for n in range(300)
            )).encode(),
            "上限是 500000 种",
        ),
    ],
)  # fmt: skip
def test_a_malicious_draft_is_rejected_within_bounded_time_and_memory(
    name: str, content: bytes, message: str, names: KnownNames
) -> None:
    before = memory_kilobytes()
    with pytest.raises(RuleBookError, match=message):
        load({**GOOD, name: content}, names)
    assert memory_kilobytes() - before < 300_000


def test_a_rule_with_too_many_comparisons_is_rejected(names: KnownNames) -> None:
    listed = ", ".join(f"{{同号码七日来电数: {n}}}" for n in range(201))
    with pytest.raises(RuleBookError, match="201 个比较，上限是 200 个"):
        with_rules(names, rule("ZZ-1", f"{{任一: [{listed}]}}"))


def alternatives(number: int) -> str:
    """Build a condition with ``number`` alternatives, each a group of two comparisons."""
    return f"{{任一: [{', '.join(f'{{首要事项: 公交, 同号码七日来电数: {n}}}' for n in range(number))}]}}"


def test_a_rule_can_have_as_many_groups_as_durable_rules_accepts(names: KnownNames) -> None:
    book = with_rules(names, rule("ZZ-1", alternatives(14)))
    assert "ZZ-1" in book.fire({"首要事项": "公交", "同号码七日来电数": 13})


def test_a_rule_with_too_many_groups_is_rejected(names: KnownNames) -> None:
    with pytest.raises(RuleBookError, match="16 组条件，上限是 15 组"):
        with_rules(names, rule("ZZ-1", alternatives(15)))


def test_too_many_files_are_rejected(names: KnownNames) -> None:
    with pytest.raises(RuleBookError, match="上限是 1000 个"):
        load({f"{number}.yaml": b"" for number in range(1001)}, names)


def properties(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for value in schema.values():
            yield from properties(value)


def test_the_published_schema_is_up_to_date_and_uses_the_chinese_names() -> None:
    published = (PROJECT / "rules" / "schema.json").read_text("utf-8")
    assert published == json_schema() + "\n"
    assert {"编号", "条件", "派单目录", "政策", "险情"} <= set(properties(json.loads(published)))
