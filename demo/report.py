"""List of the rule book's decisions, with examples, that fits any width."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from hotline.v1 import case_pb2
from hotline_server.api.time_limits import time_limit_text
from hotline_server.cli.case_page import OUTCOME_STYLES
from hotline_server.rulebook.decision import Outcome
from rich.console import Console
from rich.text import Text

from demo.paragraphs import folded
from demo.played import PlayedCase
from demo.story import story

EXAMPLES_PER_OUTCOME = 3
MAX_SAID = 60
INDENT = "  "
MEANINGS: Mapping[Outcome, str] = {
    Outcome.EMERGENCY: "危及生命财产安全，立即核实处置",
    Outcome.ESCALATION: "涉及面广、反映突出，先请领导批示",
    Outcome.JOINT: "涉及几个部门，一个牵头、其余协办",
    Outcome.TRANSFER: "派给一个部门，限期回复",
    Outcome.REFERRAL: "明显归一个部门管，告知来电人并跟踪到有结果",
    Outcome.DIRECT_ANSWER: "有现成的政策，话务员核对后当场答复",
    Outcome.DESK: "没有规则适用，由值班室决定",
}


def print_decisions(console: Console, cases: Sequence[PlayedCase]) -> None:
    """Print how often each outcome was decided, with examples."""
    for outcome, meaning in MEANINGS.items():
        decided = [case for case in cases if case.outcome is outcome]
        if decided:
            console.print()
            console.print(_heading(outcome, f"{_share(decided, cases)}：{meaning}", console.width))
            for case in _examples(decided):
                console.print(_example(case, console.width))


def _heading(outcome: Outcome, text: str, width: int) -> Text:
    name = Text(f" {outcome.value} ", OUTCOME_STYLES[outcome])
    return Text.assemble(name, " ", "\n".join(folded(text, width - name.cell_len - 1)))


def _share(decided: Sequence[PlayedCase], cases: Sequence[PlayedCase]) -> str:
    return f"{len(decided)} 件，约占 {max(1, round(len(decided) * 100 / len(cases)))}%"


def _examples(cases: Sequence[PlayedCase]) -> list[PlayedCase]:
    """Choose cases to show: one of each special kind, then the first ones."""
    different = list(_different(cases))
    special = [next(filter(is_special, different), None) for is_special in _SPECIAL]
    chosen = [case for case in dict.fromkeys([*special, *different]) if case][:EXAMPLES_PER_OUTCOME]
    return sorted(chosen, key=lambda case: case.first.number)


_SPECIAL: tuple[Callable[[PlayedCase], bool], ...] = (
    lambda case: case.is_false_alarm,
    lambda case: case.was_reassigned,
)


def _example(case: PlayedCase, width: int) -> Text:
    """Format a case: its number and what was said, then what was decided, then what became of it."""
    margin = len(case.first.number) + len(INDENT) * 2
    said, decided, became = (
        f"\n{' ' * margin}".join(folded(text, width - margin))
        for text in (_said(case.first.call), _decided(case), story(case))
    )
    lines = [Text.assemble((f"{INDENT}{case.first.number}{INDENT}", "dim"), (said, "bold"))]
    lines += [Text(f"{' ' * margin}{text}", style) for text, style in ((decided, ""), (became, "dim")) if text]
    return Text("\n").join(lines)


def _different(cases: Sequence[PlayedCase]) -> Iterator[PlayedCase]:
    """Yield only the first of cases with the same words: the sample is played several times."""
    seen: set[str] = set()
    for case in cases:
        said = _said(case.first.call)
        if said not in seen:
            seen.add(said)
            yield case


def _said(call: case_pb2.Call) -> str:
    said = " ".join((call.subject or call.content).split())
    return said if len(said) <= MAX_SAID else f"{said[:MAX_SAID]}…"


def _decided(case: PlayedCase) -> str:
    decision = case.first.decision
    rule = f"（规则 {decision.rule_ids[0]}）" if decision.rule_ids else ""
    if decision.asks_back:
        return f"先向来电人追问有没有险情{rule}"
    if decision.proposals:
        return f"拟依据“{decision.proposals[0].policy.title}”答复{rule}"
    if case.outcome is Outcome.REFERRAL:
        return f"告知来电人找{decision.lead_department.name}{rule}"
    return "".join((_who(decision), _by_when(case.outcome, decision), rule))


def _who(decision: case_pb2.Decision) -> str:
    lead, cohandlers = decision.lead_department.name, "、".join(other.name for other in decision.cohandlers)
    return f"{lead}牵头，{cohandlers}协办" if cohandlers else lead


def _by_when(outcome: Outcome, decision: case_pb2.Decision) -> str:
    if outcome is Outcome.EMERGENCY:
        return "，立即处置"
    return f"，{time_limit_text(decision.time_limit)}内回复" if decision.lead_department.name else ""
