"""What ``hotline rules`` prints: remarks, test results, explanations, simulations, publications."""

from collections.abc import Iterable

from hotline.v1 import rule_service_pb2 as pb
from rich.console import Console
from rich.table import Table

from hotline_server.api.wording import OUTCOMES, URGENCY_NUMBERS
from hotline_server.cli.case_page import local
from hotline_server.desk.rule_books.simulation import Simulated
from hotline_server.rulebook.book import Rule
from hotline_server.rulebook.draft import CheckedDraft
from hotline_server.rulebook.explanation import Explanation

EXAMPLES = 20
_QUOTED = 30
_BAR = 40
_URGENCIES = {number: urgency.value for urgency, number in URGENCY_NUMBERS.items()}


def print_remarks(console: Console, checked: CheckedDraft) -> None:
    """Print a reviewer's remarks on a draft."""
    for remark in checked.remarks:
        console.print(f"[yellow]留意[/yellow] {remark.about}:{remark.message}")
    console.print(
        f"没有错误。规则 {len(checked.book.rules)} 条,派单目录 {len(checked.book.rows)} 行,"
        f"政策 {len(checked.book.policies)} 条;要留意的 {len(checked.remarks)} 处;版本 {checked.book.version}"
    )


def print_report(console: Console, checked: CheckedDraft) -> None:
    """Print the results of a draft's own tests and what they do not reach."""
    report, coverage = checked.report, checked.report.coverage
    for failure in report.failures:
        console.print(f"[red]不通过[/red] {failure.test.id}“{failure.test.content[:40]}”:{failure.message}")
    reached = coverage.rules - len(coverage.untested_rules)
    rows = coverage.rows - len(coverage.untested_rows)
    console.print(
        f"通过 {report.passed},不通过 {len(report.failures)};用例碰到规则 {reached}/{coverage.rules},"
        f"派单目录 {rows}/{coverage.rows} 行"
    )
    for name in coverage.untested_rules:
        console.print(f"[yellow]没有用例[/yellow] {name}")


def print_explanation(console: Console, explanation: Explanation) -> None:
    """Print why a rule book in files decides as it does."""
    decision = explanation.decision
    _print_decision(console, decision.outcome.value, decision.lead, decision.cohandlers, decision.urgency.value)
    for title, rules in (("成立", explanation.fired), ("成立但被别的规则排除", explanation.suppressed)):
        _print_rules(console, title, ((rule.id, _described(rule)) for rule in rules))
    _print_rules(
        console,
        "差一点",
        ((near.rule.id, f"{near.rule.title},差在“{near.unmet}”") for near in explanation.near_misses),
    )
    _print_facts(console, ((name, _value(value)) for name, value in decision.facts.items() if value))


def print_explained(console: Console, explained: pb.ExplainDecisionResponse) -> None:
    """Print why the service decides, or decided, as it does."""
    decision = explained.decision
    _print_decision(
        console,
        OUTCOMES[decision.outcome].value,
        decision.lead_department.name,
        [other.name for other in decision.cohandlers],
        _URGENCIES[decision.urgency],
    )
    for title, rules in (("成立", explained.fired), ("成立但被别的规则排除", explained.silenced)):
        _print_rules(console, title, ((rule.id, rule.text) for rule in rules))
    _print_rules(console, "差一点", ((near.id, f"差在“{near.text}”") for near in explained.nearly))
    _print_facts(console, ((fact.name, fact.value) for fact in decision.facts if fact.value))


def moves_table(simulated: Simulated) -> Table:
    """A table of how many decisions move from which way of handling to which."""
    table = Table(title="办理方式怎么变", header_style="bold")
    for name in ("原来", "变成", "件数", ""):
        table.add_column(name, justify="right" if name == "件数" else "left")
    for (before, after), count in simulated.moves.most_common():
        same = "(牵头、紧急程度或期限变了)" if before == after else after
        table.add_row(before, same, str(count), "█" * max(1, round(_BAR * count / len(simulated.changes))))
    return table


def examples_table(simulated: Simulated) -> Table:
    """A table of the first decisions that change."""
    table = Table(title=f"例子(至多 {EXAMPLES} 个)", header_style="bold")
    for name in ("来电", "原来", "变成"):
        table.add_column(name, overflow="fold")
    for change in simulated.changes[:EXAMPLES]:
        said = (change.call.subject or change.call.content).replace("\n", " ")[:_QUOTED]
        table.add_row(f"{change.call.id} {said}".rstrip(), change.before, change.after)
    return table


def publications_table(publications: Iterable[pb.Publication]) -> Table:
    """A table of publications and rollbacks."""
    table = Table(header_style="bold")
    for name in ("", "时间", "版本", "谁", "为什么", "同意"):
        table.add_column(name)
    for item in publications:
        table.add_row(item.kind, local(item.at), item.version, item.actor, item.reason, item.consented_by)
    return table


def _print_decision(console: Console, outcome: str, lead: str, cohandlers: Iterable[str], urgency: str) -> None:
    joined = "、".join(cohandlers)
    console.print(f"[bold]{outcome}[/bold] {lead}{f'({joined})' if joined else ''} {urgency}")


def _print_rules(console: Console, title: str, rules: Iterable[tuple[str, str]]) -> None:
    for name, text in rules:
        console.print(f"  {title}:{name} {text}")


def _print_facts(console: Console, facts: Iterable[tuple[str, str]]) -> None:
    console.print(f"  [dim]事实:{'、'.join(f'{name}={value}' for name, value in facts)}[/dim]")


def _described(rule: Rule) -> str:
    return f"{rule.title}(优先级 {rule.priority},依据 {rule.source})"


def _value(value: object) -> str:
    return "+".join(value) if isinstance(value, tuple) else str(value)
