"""What became of every case, as a table."""

from collections.abc import Callable, Sequence

from hotline.v1 import case_pb2
from hotline_server.api.wording import STATES
from hotline_server.cli.case_page import OUTCOME_STYLES
from hotline_server.domain.lifecycle import CaseState
from hotline_server.rulebook.decision import Outcome
from rich.console import Console
from rich.table import Table
from rich.text import Text

OVER = (CaseState.CLOSED, CaseState.ARCHIVED)


def print_fates(console: Console, cases: Sequence[case_pb2.Case], decided: dict[str, Outcome]) -> None:
    """Print, for each way of handling, what became of the cases; and those that are not over."""
    table = Table(title="后来怎么样了(按最初的办理方式)", header_style="bold")
    table.add_column("办理")
    for name in ("件数", "办结", "逾期", "督办", "提级督办", "延期", "发回重办", "退单", "裁定", "批示", "满意/回访"):
        table.add_column(name, justify="right")
    for outcome in Outcome:
        of_it = [case for case in cases if decided[case.number] is outcome]
        if of_it:
            table.add_row(Text(outcome.value, OUTCOME_STYLES[outcome]), *_measures(of_it))
    table.add_section()
    table.add_row("合计", *_measures(cases))
    console.print(table)
    unfinished = [case for case in cases if STATES[case.state] not in OVER]
    for case in unfinished[:10]:
        console.print(f"  未办结 {case.number} {STATES[case.state].value},现在归{case.owner},到期前会提醒")
    forgotten = [case.number for case in unfinished if not (case.owner and case.HasField("next_due"))]
    unanswered = [c.number for c in cases if STATES[c.state] in OVER and not all(x.answered for x in c.callers)]
    console.print(f"无人负责的工单:{'、'.join(forgotten) or '无'};办结而没有答复的来电:{'、'.join(unanswered) or '无'}")


def _measures(cases: Sequence[case_pb2.Case]) -> list[str]:
    surveyed = [entry for case in cases for entry in case.log if entry.act == "RECORD_SATISFACTION"]
    satisfied = sum(entry.details["satisfied"] == "是" for entry in surveyed)
    return [
        str(len(cases)),
        str(sum(STATES[case.state] in OVER for case in cases)),
        _count(cases, _was_overdue),
        _having(cases, "SUPERVISE"),
        _having(cases, "RAISE_SUPERVISION"),
        _having(cases, "GRANT_EXTENSION"),
        _having(cases, "RETURN_FOR_REWORK"),
        _having(cases, "SEND_BACK"),
        _having(cases, "DISSENT"),
        _having(cases, "INSTRUCT"),
        f"{satisfied}/{len(surveyed)}",
    ]


def _was_overdue(case: case_pb2.Case) -> bool:
    """Whether a department replied after its deadline, or has not yet though that is past."""
    supervised = {e.department for e in case.log if e.act in ("SUPERVISE", "RAISE_SUPERVISION") and e.role == "SYSTEM"}
    late = (
        a.HasField("replied_at") and a.replied_at.ToNanoseconds() > a.deadline.ToNanoseconds() and not a.reworks
        for a in case.assignments
    )
    return bool(supervised & {a.department for a in case.assignments if a.supervisions}) or any(late)


def _having(cases: Sequence[case_pb2.Case], act: str) -> str:
    return _count(cases, lambda case: any(entry.act == act for entry in case.log))


def _count(cases: Sequence[case_pb2.Case], holds: Callable[[case_pb2.Case], bool]) -> str:
    return str(sum(map(holds, cases)) or "")
