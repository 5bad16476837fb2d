"""Terminal output of ``hotline rules`` for drafts: remarks, test results, explanations."""

from collections.abc import Sequence

from rich.console import Console

from hotline_server.cli.rules_page import print_decision, print_facts, print_rows, print_rules
from hotline_server.rulebook.draft import CheckedDraft
from hotline_server.rulebook.explanation import Explanation, describe_row
from hotline_server.rulebook.rule import Rule


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


def print_explanation(console: Console, explanation: Explanation) -> None:
    """Print an explanation of a decision by a draft."""
    decision = explanation.decision
    print_decision(console, decision.outcome.value, decision.lead, decision.cohandlers, decision.urgency.value)
    for title, rules in (("成立", explanation.fired), ("成立但被其他规则排除", explanation.suppressed)):
        print_rules(console, title, ((rule.id, _describe(rule)) for rule in rules))
    print_rules(
        console,
        "接近成立",
        ((near.rule.id, f"{near.rule.title}，缺少条件“{near.unmet}”") for near in explanation.near_misses),
    )
    rows = [("派单目录", explanation.row)] if explanation.row else []
    rows += [("派单目录里未采用的", row) for row in explanation.outranked]
    print_rows(console, ((title, row.id, describe_row(row)) for title, row in rows), explanation.left_out)
    print_facts(console, ((name, _format(value)) for name, value in decision.facts.items() if value))


def _describe(rule: Rule) -> str:
    return f"{rule.title}（优先级 {rule.priority}，依据 {rule.source}）"


def _format(value: object) -> str:
    return "+".join(value) if isinstance(value, tuple) else str(value)
