"""Terminal output of ``hotline rules`` for drafts: remarks, test results, explanations."""

from collections.abc import Sequence

from rich.console import Console

from hotline_server.rulebook.draft import CheckedDraft


def print_remarks(console: Console, checked: CheckedDraft) -> None:
    """Print the remarks of a draft's check."""
    for remark in checked.remarks:
        console.print(f"[yellow]提醒[/yellow] {remark.about}：{remark.message}")
    failed = len(checked.report.failures)
    found = f"[red]有 {failed} 个用例不通过，不能发布[/red]" if failed else "没有错误"
    console.print(
        f"{found}。规则 {len(checked.book.rules)} 条，派单目录 {len(checked.book.rows)} 行，"
        f"政策 {len(checked.book.policies)} 条；需留意的 {len(checked.remarks)} 处；版本 {checked.book.version}"
    )


def print_unread(console: Console, names: Sequence[str]) -> None:
    """Print which files in a draft's folder are not read."""
    for name in names:
        hint = "，规则文件名应以 .yaml 结尾" if name.lower().endswith((".yml", ".yaml")) else ""
        console.print(f"[yellow]未读取[/yellow] {name}{hint}")


def print_failures(console: Console, checked: CheckedDraft) -> None:
    """Print the tests of a draft that failed."""
    for failure in checked.report.failures:
        console.print(f"[red]不通过[/red] {failure.test.id}“{failure.test.content[:40]}”：{failure.message}")


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
