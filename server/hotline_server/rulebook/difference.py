"""Differences between two rule books, described in Chinese."""

from collections.abc import Iterator

from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.explanation import describe, describe_owners, row_place
from hotline_server.rulebook.written_difference import Files, written_differences


def differences(old: RuleBook, new: RuleBook, old_files: Files, new_files: Files) -> list[str]:
    """Describe every difference, one sentence each: conditions and rows by what they mean, all else as it is written.

    Args:
        old: rule book.
        new: the other one.
        old_files: files that the former is written in, with its tests, by relative path.
        new_files: those of the latter.
    """
    told = [*_rules(old, new), *_rows(old, new), *written_differences(old_files, new_files)]
    changed = [name for name in sorted({*old_files, *new_files}) if old_files.get(name) != new_files.get(name)]
    return told or [f"{name}：只改了写法" for name in changed]


def _rules(old: RuleBook, new: RuleBook) -> Iterator[str]:
    for name, rule in new.rules.items():
        before = old.rules.get(name)
        if before and before.condition != rule.condition:
            yield f"规则 {name} 的条件由{describe(before.condition)}改为{describe(rule.condition)}"


def _rows(old: RuleBook, new: RuleBook) -> Iterator[str]:
    before, after = ({row.id: row for row in book.rows} for book in (old, new))
    for name, row in before.items():
        if name not in after:
            yield f"派单目录删除{row_place(row)}（原为{describe_owners(row)}）"
    for name, row in after.items():
        if name not in before:
            yield f"派单目录新增{row_place(row)}：{describe_owners(row)}"
        elif before[name] != row:
            yield f"{row_place(row)}由“{describe_owners(before[name])}”改为“{describe_owners(row)}”"
