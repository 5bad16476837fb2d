"""Terminal output of ``hotline rules`` for drafts: remarks, test results, explanations."""

import re
from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape

from hotline_server.cli.rules_page import print_scope
from hotline_server.rulebook.draft import CheckedDraft

_UNREAD = (
    (re.compile(r"~\$[^/]*$"), "，是表格软件打开文件时的临时文件，不用管"),
    (re.compile(r"(^|/)[.~#][^/]*$"), "，是编辑器留下的临时文件，不用管"),
    (re.compile(r"\.ya?ml$", re.IGNORECASE), "，规则文件名应以 .yaml 结尾"),
    (re.compile(r"\.(xlsx?|csv)$", re.IGNORECASE), "，表格要用 hotline rules import 导入"),
)
"""Why files in a draft's folder are not read, by their names."""


def print_findings(console: Console, checked: CheckedDraft, unread: int) -> None:
    """Print all that a check found in a draft, what keeps it from being published first, and how much was not read."""
    for problem in checked.problems:
        _print_finding(console, "[red]错误[/red]", str(problem))
    print_failures(console, checked)
    for remark in checked.remarks:
        _print_finding(console, "[yellow]提醒[/yellow]", f"{remark.place}{remark.about}：{remark.message}")
    print_scope(console, checked.ended, checked.untried)
    if checked.untold:
        said = f"另有 {checked.untold} 个用例，结果可能随上面的错误变，改好再看"
        console.print(said if checked.book else f"用例 {checked.untold} 个都没有运行：能读的部分还不能判断来电")
    failed = len(checked.report.failures)
    wrong = [f"{len(checked.problems)} 处错误"] if checked.problems else []
    wrong += [f"{failed} 个用例不通过"] if failed else []
    found = f"[red]有 {'，'.join(wrong)}，不能发布[/red]" if wrong else "没有错误"
    book = checked.book
    counted = f"规则 {len(book.rules)} 条，派单目录 {len(book.rows)} 行，政策 {len(book.policies)} 条；" if book else ""
    skipped = f"，未读取的文件 {unread} 个" if unread else ""
    version = f"；版本 {checked.version}" if not checked.problems else ""
    console.print(f"{found}。{counted}需留意的 {len(checked.remarks)} 处{skipped}{version}")


def _print_finding(console: Console, kind: str, said: str) -> None:
    console.print(f"{kind} {escape(said)}", highlight=False, soft_wrap=True)


def print_unread(console: Console, names: Sequence[str]) -> None:
    """Print which files in a draft's folder are not read."""
    for name in names:
        hint = next((hint for sign, hint in _UNREAD if sign.search(name)), "")
        console.print(f"[yellow]未读取[/yellow] {name}{hint}")


def print_failures(console: Console, checked: CheckedDraft) -> None:
    """Print the tests of a draft that failed."""
    for failure in checked.failures():
        _print_finding(console, "[red]不通过[/red]", str(failure))


def print_report(console: Console, checked: CheckedDraft) -> None:
    """Print the results and coverage of a draft's own tests."""
    report, coverage = checked.report, checked.report.coverage
    print_failures(console, checked)
    reached = coverage.rules - len(coverage.untested_rules)
    rows = coverage.rows - len(coverage.untested_rows)
    console.print(
        f"通过 {report.passed}，不通过 {len(report.failures)}；用例覆盖规则 {reached}/{coverage.rules}，"
        f"派单目录 {rows}/{coverage.rows} 行"
    )
    for name in coverage.untested_rules:
        console.print(f"[yellow]没有用例[/yellow] {name}")
