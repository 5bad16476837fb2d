"""The decisions of a day, as tables a person likes to read."""

from collections import Counter
from collections.abc import Sequence

from hotline.v1 import case_pb2
from hotline_server.api.wording import OUTCOMES
from hotline_server.cli.case_page import OUTCOME_STYLES
from hotline_server.rulebook.decision import Outcome
from rich.console import Console
from rich.table import Table
from rich.text import Text

EXAMPLES_EACH = 4
SAID_WIDTH = 34


def print_report(console: Console, cases: Sequence[case_pb2.Case]) -> None:
    """Print what was decided, and how often."""
    console.print(_decisions(cases))
    console.print(_counts(cases))


def print_pace(console: Console, calls: int, failures: Sequence[str], seconds: float) -> None:
    """Print how fast calls were taken, and what went wrong."""
    console.print(f"登记 {calls} 个来电,每秒 {calls / seconds:.0f} 个;失败 {len(failures) or '无'}")
    for failure in failures[:10]:
        console.print(f"  [red]{failure}[/red]")


def _decisions(cases: Sequence[case_pb2.Case]) -> Table:
    table = Table(title="怎么办的(每种举几例)", header_style="bold", row_styles=["", "dim"])
    table.add_column("工单", no_wrap=True)
    table.add_column("来电内容", width=SAID_WIDTH, no_wrap=True, overflow="ellipsis")
    table.add_column("办理", no_wrap=True)
    table.add_column("牵头(协办)/ 政策")
    table.add_column("期限", justify="right", no_wrap=True)
    table.add_column("规则", no_wrap=True)
    for outcome in (*_WEIGHTY, *(o for o in Outcome if o not in _WEIGHTY)):
        for case in [case for case in cases if OUTCOMES[case.decision.outcome] is outcome][:EXAMPLES_EACH]:
            table.add_row(
                case.number,
                (case.call.subject or case.call.content).replace("\n", " "),
                Text(outcome.value, OUTCOME_STYLES[outcome]),
                _who(case.decision),
                _deadline(outcome, case.decision),
                next(iter(case.decision.rule_ids), ""),
            )
    return table


_WEIGHTY = (Outcome.EMERGENCY, Outcome.REPORT_TO_LEADER)


def _deadline(outcome: Outcome, decision: case_pb2.Decision) -> str:
    if outcome is Outcome.EMERGENCY:
        return "立即"
    if outcome in (Outcome.DIRECT_ANSWER, Outcome.DESK):
        return ""
    return f"{decision.deadline_working_days} 天"


def _who(decision: case_pb2.Decision) -> str:
    if decision.policy.id:
        return decision.policy.title
    helpers = "、".join(other.name for other in decision.cohandlers)
    return f"{decision.lead.name}({helpers})" if helpers else decision.lead.name


def _counts(cases: Sequence[case_pb2.Case]) -> Table:
    counts = Counter(OUTCOMES[case.decision.outcome] for case in cases)
    table = Table(title="各办多少", header_style="bold")
    table.add_column("办理")
    table.add_column("件数", justify="right")
    table.add_column("占比", justify="right")
    table.add_column("")
    for outcome, count in counts.most_common():
        share = count / len(cases)
        name = Text(outcome.value, OUTCOME_STYLES[outcome])
        table.add_row(name, str(count), f"{share:.1%}", "█" * max(1, round(share * 40)))
    return table
