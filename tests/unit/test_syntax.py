"""Mistakes in writing a rule file: all are told at once, at their lines, with how to mend them (P3)."""

import re

import pytest
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.errors import RuleBookError
from hotline_server.rulebook.files import read_files
from hotline_server.rulebook.source import parse_yaml
from hypothesis import assume, given
from hypothesis import strategies as st

SHIPPED = [content.decode() for content in read_files(PROJECT / "rules").values()]
ENGLISH = re.compile(r"[a-z]{4,}")


def mistakes(text: str) -> list[str]:
    with pytest.raises(RuleBookError) as caught:
        parse_yaml("a", text.encode())
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("text", "position", "message"),
    [
        ("规则:\n  - 编号: A\n    标题：甲\n    依据: 乙\n", "3:7", "“标题”后面用了全角冒号"),
        ("规则：\n  - 编号: A\n", "1:3", "“规则”后面用了全角冒号"),
        ("规则:\n  - 标题: 甲\n    依据：乙\n", "3:7", "全角冒号"),
        ("规则:\n  - 编号:A\n    标题: 乙\n", "2:7", "冒号后面要空一格"),
        ("规则:\n  - 编号: A\n    优先级:35\n    标题: 甲\n", "3:8", "“优先级”的冒号后面要空一格"),
        ("规则:\n  - 条件: {说到:[无人机]}\n", "2:12", "“说到”的冒号后面要空一格"),
        ("规则:\n\t- 编号: A\n", "2:1", "制表符"),
        ("规则:\n  - 编号: A\n\t标题: 甲\n", "3:1", "制表符"),
        ("规则:\n　　- 编号: A\n", "2:1", "全角空格"),
        ("规则:\n\u00a0\u00a0- 编号: A\n      标题: 甲\n", "2:1", "只能用半角空格"),
        ("规则:\n  - {编号: A，标题: 甲}\n", "2:11", "半角逗号"),
        ("规则:\n  - {编号：A, 标题: 甲\n", "2:8", "全角冒号"),
        ('规则:\n  - 编号: "A\n    标题: 甲\n', "2:9", "引号没有成对"),
        ('规则:\n  - 编号: "A"乙\n    标题: 甲\n', "2:9", "引号后面还有字"),
        ('a: ["甲"乙, 丙]\n', "1:8", "引号后面还有字"),
        ('规则:\n  - 标题: "甲""乙"""\n', "2:9", "引号后面还有字"),
        ("规则:\n  - 编号: “A: b”\n", "2:9", "要用半角引号括起来"),
        ("规则:\n  - 标题: 甲: 乙\n", "2:9", "要用半角引号括起来"),
        ("规则:\n  - 编号: [A, B\n    标题: 甲\n", "2:9", "没有成对的“]”"),
        ("规则:\n  - 条件: {诉求类型: 咨询\n    结论: {处理方式: 转办}\n", "2:9", "没有成对的“}”"),
        ("规则:\n  - 编号: A\n   标题: 甲\n", "3:4", "对不齐"),
        ("规则:\n  - 编号: A\n     标题: 甲\n", "3:8", "对不齐"),
        ("规则:\n  -编号: A\n    标题: 甲\n", "2:3", "减号后面要空一格"),
        ("规则:\n  － 编号: A\n    标题: 甲\n", "2:3", "半角减号"),
        ("规则:\n  - 标题: @甲\n", "2:9", "以“@”开头"),
        ("规则:\n  - 标题: *甲\n", "2:9", "以“*”开头"),
        ("规则:\n  - 标题: &甲 乙\n", "2:9", "以“&”开头"),
        ("规则:\n  - 标题: %甲\n", "2:9", "以“%”开头"),
        ("规则:\n  - 标题: >60岁\n", "2:9", "半角引号"),
        ("派单目录:\n公交\t公安局\n", "2:1", "从表格粘贴来"),
        ("规则:\n  - 编号: A\x0bB\n", "2:10", "控制字符（U+000B）"),
        ('规则:\n  - 编号: "A\\d"\n', "2:11", "请改用单引号"),
        ("a: 1\n...\nb: 2\n", "2:1", "只能有一份内容"),
        ("规则:\n  编号: A\n  - 标题: 甲\n", "3:3", "对不齐"),
        ("规则:\n  - 编号: A\n- 编号: B\n", "3:1", "对不齐"),
        ("派单目录:\n  - ｛事项: 甲, 牵头: 乙｝\n", "2:5", "括号“｛”是全角的"),
        ("派单目录:\n  - {事项: 甲, 牵头: “{街道}”}\n", "2:17", "要用半角引号"),
        ('派单目录:\n  - {事项: 甲, 牵头："{街道}"}\n', "2:15", "全角冒号"),
        ("派单目录:\n  # 说明：别的\n  - {事项: 甲}\n公交,全市,公安局\n", "4:1", "从表格粘贴来"),
        ("派单目录:\n  - {事项: 甲}\n| 公交 | 公安局 |\n", "3:1", "从表格粘贴来"),
        ("派单目录:\n  - {事项: 甲}\n  {事项: 乙}\n  - {事项: 丙}\n", "3:3", "少了减号和空格"),
        ("规则:\n  - 条件: {字数: >=70}\n", "2:14", "如 {不少于: 70}"),
        ("规则:\n  - 条件: {字数: {>: 70}}\n", "2:15", "如 {不少于: 70}"),
        ("规则:\n<<<<<<< HEAD\n  - 编号: A\n=======\n  - 编号: B\n>>>>>>> x\n", "2:1", "没有解决完的合并标记"),
        ("规则:\n  - 编号: A\n    理由:\u3000甲\n    标题: 乙\n", "3:8", "全角空格"),
        ("规则:\n  - 条件: {诉求类型: [投诉, 求助}\n", "2:16", "没有成对的“]”"),
        ("规则:\n  - 结论: {处理方式: 转办 牵头: 乙}\n", "2:19", "“牵头”前面缺半角逗号"),
        ("规则:\n  - 结论: {协办: []\n    理由: 甲，乙\n", "2:9", "没有成对的“}”"),
        ("规则:\n  - 编号 A\n    标题: 甲\n", "2:5", "“编号”后面缺半角冒号"),
        ("派单目录\n  # 批注\n  - {事项: 甲}\n", "1:1", "“派单目录”后面缺半角冒号"),
        ("规则:\n  - 编号: A\n    依据 乙\n    标题: 甲\n", "3:5", "没有写成“名称: 内容”"),
    ],
)
def test_a_mistake_is_told_where_it_is_and_how_to_mend_it(text: str, position: str, message: str) -> None:
    (found,) = mistakes(text)
    assert found.startswith(f"a:{position}: "), found
    assert message in found
    assert not ENGLISH.search(found.partition(" ")[2])


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("规则:\n  - 编号: A\n".encode("gbk"), "不是 UTF-8 编码，像是 GBK.*另存为 UTF-8"),
        ("规则: 1\n".encode("utf-16"), "不是 UTF-8 编码，像是 UTF-16.*另存为 UTF-8"),
        (b"PK\x03\x04\x14\x00", "这是 Word、Excel 文件或者压缩包"),
    ],
)
def test_what_is_no_text_or_in_another_encoding_is_named(content: bytes, named: str) -> None:
    with pytest.raises(RuleBookError, match=named):
        parse_yaml("a", content)


def test_a_byte_order_mark_makes_no_difference() -> None:
    assert parse_yaml("a", "\ufeff规则: 1\n".encode()).data == {"规则": 1}


def test_all_mistakes_of_a_file_are_told_at_once() -> None:
    text = (
        "规则:\n  - 编号: A\n    标题：甲\n    依据: 乙\n  - 编号: B\n    标题: 甲\n  -编号: C\n    标题: 甲\n"
        '  - {编号: D，标题: 甲}\n  - 编号: "E\n    标题: 甲\n派单目录：\n  - 事项: @甲\n'
    )
    assert [problem.split(":")[1] for problem in mistakes(text)] == ["3", "7", "9", "10", "12", "13"]


def test_a_full_width_colon_after_a_lone_key_is_found_where_the_text_itself_has_colons() -> None:
    assert mistakes("甲:\n  乙：一二三\n丙: 丁\n") == ["a:2:4: “乙”后面用了全角冒号，要写成半角冒号加一个空格：“乙: …”"]
    assert [problem.split(":")[1] for problem in mistakes('甲：\n  乙: "丙，丁：一，戊"\n')] == ["1"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("答复: 拨 #8 转人工\n", ["1:7"]),
        ("答复: 按 # 键\n", ["1:7"]),
        ("答复: #8 转人工\n词语:\n  - 甲\n  - #1 楼\n", ["1:5", "4:5"]),
        ("答复: 先说\n  按  #8\n", ["2:6"]),
        ("答复: 甲  # 批注\n理由:   # 批注\n  乙: 丙#丁\n", []),
        ("答复: \"按 # 键\" # 批注\n词语: [甲, '#8'] # 批注\n数: 3 #批注\n", []),
    ],
)
def test_a_text_is_not_cut_off_in_silence(text: str, places: list[str]) -> None:
    cut = list(map(str, parse_yaml("a", text.encode()).cut))
    assert [one.split(": ")[0] for one in cut] == [f"a:{place}" for place in places]
    assert all("整个内容用半角引号括起来" in one for one in cut)


@given(st.sampled_from(SHIPPED), st.data())
def test_a_full_width_colon_anywhere_in_a_rule_book_is_found_at_its_line(text: str, data: st.DataObject) -> None:
    lines = text.split("\n")
    keys = [number for number, line in enumerate(lines) if re.match(r"^ *(- )?[\w（）]+: +[^>|\"'\[{]", line)]
    assume(keys)
    number = data.draw(st.sampled_from(keys))
    lines[number] = lines[number].replace(": ", "：", 1)
    assert any(
        problem.startswith(f"a:{number + 1}:") and "全角冒号" in problem for problem in mistakes("\n".join(lines))
    )


@given(st.sampled_from(SHIPPED), st.data())
def test_a_tab_that_indents_a_line_of_a_rule_book_is_found_or_means_nothing(text: str, data: st.DataObject) -> None:
    lines = text.split("\n")
    indented = [number for number, line in enumerate(lines) if re.match(r"^ +(- )?[\w（）]+:", line)]
    assume(indented)
    number = data.draw(st.sampled_from(indented))
    lines[number] = "\t" + lines[number].lstrip(" ")
    try:
        meant = parse_yaml("a", "\n".join(lines).encode()).data
    except RuleBookError as error:
        assert (number + 1) in {problem.line for problem in error.problems}
    else:
        # Inside brackets indentation does not count.
        assert meant == parse_yaml("a", text.encode()).data
