"""What an approver is told that a draft changes: everything, tests included (R2.6)."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import yaml
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.difference import differences
from hotline_server.rulebook.files import read_draft, without_tests
from hotline_server.rulebook.loading import load
from hotline_server.rulebook.names import KnownNames
from hotline_server.rulebook.written_difference import written_differences

BOOK = read_draft(PROJECT / "rules")


def told(names: KnownNames, changes: Mapping[str, tuple[str, str]]) -> list[str]:
    """Return what is told of a draft in which a text of each of some files was replaced."""
    changed = dict(BOOK)
    for name, (old, new) in changes.items():
        assert old in BOOK[name].decode()
        changed[name] = BOOK[name].decode().replace(old, new, 1).encode()
    before, after = (load(without_tests(files), names) for files in (BOOK, changed))
    return differences(before, after, BOOK, changed)


def test_each_change_is_told_with_what_was_before(names: KnownNames) -> None:
    assert told(names, {}) == []
    changes = {
        "routing.yaml": ("公共交通集团, 期限: 5", "交通运输局, 期限: 3"),
        "rules/handling.yaml": ("不少于: 10}", "不少于: 20}"),
        "lexicons/tags.yaml": ("[记者, ", "[记者, 抖音, "),
        "deadlines.yaml": ("{紧急: 480, 特急: 60}", "{紧急: 480, 特急: 30}"),
        "hotspots.yaml": ("起报人数: 5", "起报人数: 50"),
        "rules/questions.yaml": ("追问: 是, ", ""),
        "policies.yaml": ("1500元", "15000元"),
    }
    said = told(names, changes)
    assert "全市的“公交”由“公共交通集团牵头，5个工作日”改为“交通运输局牵头，3个工作日”" in said
    assert any("HD-06 的条件由" in one and "不少于20" in one for one in said)
    assert "lexicons/tags.yaml：“标签”的“媒体关注”的“词语”增加：抖音" in said
    assert "deadlines.yaml：“时限”的“首次反馈分钟”的“特急”由“60”改为“30”" in said
    assert "hotspots.yaml：“热点”的“起报人数”由“5”改为“50”" in said
    assert "rules/questions.yaml：“规则”的“ZW-01”的“结论”的“追问”由“是”改为“无”" in said
    assert any(one.startswith("policies.yaml：“政策”的“P001”的“答复”由") and "15000元" in one for one in said)
    assert len(said) == len(changes)


def test_a_new_rule_is_told_once_with_all_that_it_says(names: KnownNames) -> None:
    fields = "编号: XX-01, 标题: 试行, 依据: R2.2, 条件: {诉求类型: 表扬}, 结论: {处理方式: 归口}, 理由: 试"
    rule = f"规则:\n  - {{{fields}}}\n"
    (said,) = told(names, {"rules/handling.yaml": ("规则:\n", rule)})
    assert all(word in said for word in ("增加", "XX-01", "试行", "R2.2", "诉求类型 表扬", "处理方式 归口"))


def test_what_only_looks_different_is_told_as_such(names: KnownNames) -> None:
    assert told(names, {"routing.yaml": ("期限: 5", "期限: 5个工作日")}) == ["routing.yaml：只改了写法"]
    assert told(names, {"hotspots.yaml": ("起报人数: 5", "起报人数: 5  # 注")}) == ["hotspots.yaml：只改了注释或写法"]


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the paths of the texts, numbers and flags in the content of a file."""
    if isinstance(value, dict | list):
        for step, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(one, (*path, step))
    else:
        yield path


@pytest.mark.parametrize("name", sorted(BOOK))
def test_no_field_of_any_file_changes_unseen(name: str) -> None:
    """Every text, number and flag of the rule book and its tests is told, but for what is worded by its meaning."""
    before, after = (yaml.load(BOOK[name], Loader=yaml.CSafeLoader) for _ in range(2))
    paths = [
        path
        for path in leaves(before)
        if path[0] != "派单目录" and path[-1] not in ("编号", "名称") and not (path[0] == "规则" and path[2] == "条件")
    ]
    for number, path in enumerate(paths):
        within = after
        for step in path[:-1]:
            within = within[step]
        within[path[-1]] = f"改为{number}。"
    old, new = (yaml.dump(one, Dumper=yaml.CSafeDumper, allow_unicode=True).encode() for one in (before, after))
    said = "\n".join(written_differences({name: old}, {name: new}))
    assert [path for number, path in enumerate(paths) if f"改为{number}。" not in said] == []
