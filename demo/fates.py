"""Table of what became of the cases."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hotline_server.cli.case_page import OUTCOME_STYLES
from hotline_server.domain.lifecycle.act import Act
from hotline_server.rulebook.decision import Outcome
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from demo.paragraphs import print_paragraph
from demo.played import PlayedCase

NONE = "—"
_HEADINGS = {
    Outcome.EMERGENCY: "重大\n突发",
    Outcome.ESCALATION: "报送\n领导",
    Outcome.JOINT: "牵头\n办理",
    Outcome.TRANSFER: "转办",
    Outcome.REFERRAL: "归口",
    Outcome.DIRECT_ANSWER: "直接\n办理",
    Outcome.DESK: "值班室\n研判",
}


@dataclass(frozen=True)
class Measure:
    """Row of the table: its name, what that means in plain words, and the cases it counts."""

    name: str
    meaning: str
    holds: Callable[[PlayedCase], bool]


def _had(act: Act) -> Callable[[PlayedCase], bool]:
    return lambda case: act in case.acts


MEASURES = (
    Measure("来电", "", lambda _: True),
    Measure("已办结", "", lambda case: case.is_closed),
    Measure("误报", "规则库判为重大突发，值班室核实后并无险情", lambda case: case.is_false_alarm),
    Measure("批示", "领导作了批示再交办", _had(Act.INSTRUCT)),
    Measure("派单异议", "部门认为不属本单位职责，请值班室裁定", _had(Act.OBJECT)),
    Measure("改派", "异议成立，交给了另一个部门", lambda case: case.was_reassigned),
    Measure("裁定", "部门意见不一致，请领导裁定", _had(Act.DISSENT)),
    Measure("反馈进展", "紧急的事项办理期间随时反馈", _had(Act.REPORT_PROGRESS)),
    Measure("延期", "到期前申请，值班室同意延长期限", _had(Act.GRANT_EXTENSION)),
    Measure("逾期", "到期没有回复，发督办单另定期限", lambda case: case.was_overdue),
    Measure("提级督办", "督办后仍没有回复，由上级督办", _had(Act.RAISE_SUPERVISION)),
    Measure("发回重办", "回复敷衍，值班室提出要求退回重做", _had(Act.RETURN_FOR_REWORK)),
    Measure("已回访", "", _had(Act.RECORD_SATISFACTION)),
    Measure("满意", "", lambda case: case.is_satisfied),
)


def print_fates(console: Console, cases: Sequence[PlayedCase]) -> None:
    """Print how many cases of each outcome went which way, and what the rows mean."""
    if not any(case.is_closed for case in cases):
        return
    by_outcome = {outcome: [case for case in cases if case.outcome is outcome] for outcome in _HEADINGS}
    decided = {outcome: found for outcome, found in by_outcome.items() if found}
    table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False, pad_edge=False)
    table.add_column("", no_wrap=True)
    for outcome in decided:
        table.add_column(Text(_HEADINGS[outcome], OUTCOME_STYLES[outcome]), justify="right", no_wrap=True)
    table.add_column("合计", justify="right", no_wrap=True)
    for measure in MEASURES:
        counts = [sum(map(measure.holds, found)) for found in (*decided.values(), cases)]
        if counts[-1]:
            table.add_row(measure.name, *(str(count) if count else NONE for count in counts))
    console.print()
    print_paragraph(console, "后来怎么样了（件数，按规则库最初的判断分列）", "bold")
    console.print(table)
    meanings = [f"{m.name}：{m.meaning}" for m in MEASURES if m.meaning and any(map(m.holds, cases))]
    print_paragraph(console, "。".join(meanings) + "。", "dim")
