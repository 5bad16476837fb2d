"""Terminal output of cases: a page for one, a table for many."""

from collections.abc import Iterable

from hotline.v1 import case_pb2, case_service_pb2
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from hotline_server.api.time_limits import time_limit_text
from hotline_server.api.wording import (
    ACTS,
    ASSIGNMENT_STATES,
    CHANNELS,
    COORDINATE_SOURCES,
    HANDOVER_STATES,
    OUTCOMES,
    REQUEST_TYPES,
    ROLES,
    STATES,
    URGENCIES,
    owner_word,
)
from hotline_server.cli.case_standing import callers_table, standing_rows
from hotline_server.cli.console import local
from hotline_server.domain.numbering import number_of
from hotline_server.rulebook.decision import Outcome

_SHOWN = 30
OUTCOME_STYLES = {
    Outcome.EMERGENCY: "bold white on red",
    Outcome.ESCALATION: "bold magenta",
    Outcome.JOINT: "cyan",
    Outcome.TRANSFER: "blue",
    Outcome.REFERRAL: "green",
    Outcome.DIRECT_ANSWER: "bold green",
    Outcome.DESK: "yellow",
    Outcome.ROUTE_TOLD: "green",
    Outcome.EXPLAINED: "green",
    Outcome.HANDED_OVER: "cyan",
}


def case_page(case: case_pb2.Case) -> Panel:
    """Render a case as a panel: the call, the decision with its reasons, the log."""
    outcome = OUTCOMES[case.decision.outcome]
    facts = Table.grid(padding=(0, 2))
    facts.add_column(style="dim", no_wrap=True)
    facts.add_column(overflow="fold")
    lead, others = case.decision.lead_department, case.decision.cohandlers
    policy = case.decision.policy
    for label, value in (
        ("状态", STATES[case.state].value),
        ("责任人", owner_word(case.owner)),
        ("并入", _joined(case)),
        *standing_rows(case),
        ("追问", _question(case.open_question)),
        ("提请终止", _end_proposal(case.end_proposal)),
        ("办理建议", _proposed_decision(case.proposed_decision)),
        ("归口结果", f"{case.referral.department}反馈：{case.referral.result}" if case.referral.result else ""),
        ("处理方式", Text(outcome.value, OUTCOME_STYLES[outcome])),
        ("牵头", f"{lead.name} {lead.phone}".strip()),
        ("协办", "、".join(other.name for other in others)),
        ("紧急程度", URGENCIES[case.decision.urgency].value),
        ("期限", f"{'立即处置，' if outcome is Outcome.EMERGENCY else ''}{time_limit_text(case.decision.time_limit)}"),
        ("答复", policy.answer),
        ("政策依据", policy.source),
        ("理由", "；".join(case.decision.reasons)),
        ("拟分类处理", _proposed_end(case.decision.proposed_end)),
        ("转来", f"{case.origin.line} {case.origin.record_number}".strip()),
        ("恶意来电", "已标记，不计入统计" if case.nuisance else ""),
        ("规则", _rules(case.decision)),
        ("判读模型", case.decision.reader_version),
        ("分类", f"{case.category} {case.matter}".strip()),
        ("来电", f"{CHANNELS[case.call.channel]} {REQUEST_TYPES[case.call.request_type]}".strip()),
        ("来电号码", case.call.caller.phone),
        ("地点", _place(case.location)),
        ("接续", case.call.follows),
        ("拆自", case.split_from),
        ("录音", case.call.recording),
    ):
        if value:
            facts.add_row(label, value)
    parts: list[RenderableType] = [Text(case.call.content), Text(), facts]
    if case.decision.proposals:
        parts += [Text(), _proposals(case.decision.proposals)]
    if case.decision.suggestions:
        parts += [Text(), _suggestions(case.decision.suggestions)]
    if case.assignments:
        parts += [Text(), _assignments(case)]
    if case.handovers:
        parts += [Text(), _handovers(case.handovers)]
    if case.callers:
        parts += [Text(), callers_table(case)]
    if case.allowed_acts:
        parts += [Text(), _allowed_acts(case.allowed_acts)]
    body = Group(*parts, Text(), _timeline(case)) if case.log else Group(*parts)
    return Panel(body, title=f"工单 {case.number}", title_align="left", expand=False)


def _rules(decision: case_pb2.Decision) -> str:
    """Return the rules that fired, and their version; empty for whoever may not see them."""
    return f"{'、'.join(decision.rule_ids)}（版本 {decision.rule_book_version}）" if decision.rule_ids else ""


def _joined(case: case_pb2.Case) -> str:
    """Return the case into which one was joined, with where its caller stands, or where that is to be seen."""
    standing = f"，{STATES[case.main_state].value}" if case.main_state else "，来电人随它答复，进展看那个工单"
    return f"{case.joined_into}{standing}" if case.joined_into else ""


def _proposals(proposals: Iterable[case_pb2.PolicyProposal]) -> Table:
    """Render the proposed policies with the numbers by which an operator picks one."""
    table = Table(title="拟答，待确认", title_justify="left", box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("", no_wrap=True)
    for name in ("政策", "答复", "把握", "相近的问法"):
        table.add_column(name, overflow="fold")
    for place, proposal in enumerate(proposals, 1):
        policy = proposal.policy
        mark = "，对口" if proposal.fits else ""
        title = f"{policy.title}（{policy.id}）"
        table.add_row(str(place), title, policy.answer, f"{proposal.confidence}{mark}", proposal.matched_question)
    return table


def _end_proposal(proposal: case_pb2.EndProposal) -> Text | None:
    """Format a proposed end: who proposes it, why, and by when to decide; ``None`` if there is none."""
    if not proposal.department:
        return None
    due = local(proposal.due_at)
    return Text(f"{proposal.department}（{proposal.reason_code}）：{proposal.grounds}，{due} 前审核")


def _proposed_decision(proposed: case_pb2.ProposedDecision) -> Text | None:
    """Format what the rules propose beside what is going on; ``None`` if there is nothing."""
    if not proposed.HasField("decision"):
        return None
    decision = proposed.decision
    to = "、".join(one.name for one in (decision.lead_department, *decision.cohandlers) if one.name)
    how = " ".join(filter(None, [OUTCOMES[decision.outcome].value, to]))
    return Text(f"{how}：{'；'.join(decision.reasons)}，{local(proposed.due_at)} 前研判")


def _proposed_end(reason: case_pb2.EndReason) -> Text | None:
    """Format an end that the rule book proposes; ``None`` if there is none."""
    if not reason.code:
        return None
    to = reason.route or reason.line
    return Text(f"{reason.code} {reason.title}{f'：{to}' if to else ''}，待确认")


def _handovers(handovers: Iterable[case_pb2.Handover]) -> Table:
    """Render the hand-overs to other lines."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for name in ("联动单位", "", "移交", "受理编号", "原因", "结果"):
        table.add_column(name, overflow="fold")
    for one in handovers:
        table.add_row(
            one.line,
            "退回转来的工单" if one.gives_back else "险情" if one.of_danger else "",
            f"{local(one.handed_at)} {HANDOVER_STATES[one.state].value}",
            one.record_number,
            one.reason,
            one.result or one.refusal,
        )
    return table


def _question(question: case_pb2.OpenQuestion) -> Text | None:
    """Format an open question: what is suspected, by which words, and what to ask; ``None`` if there is none."""
    if not question.dangers:
        return None
    suspected = [f"{one.kind}（“{one.evidence}”）" if one.evidence else one.kind for one in question.dangers]
    lines = [f"疑似{'、'.join(suspected)}，{local(question.asked_at)} 起尚未答复", *question.questions]
    return Text("\n".join(lines), "bold red")


def _suggestions(suggestions: Iterable[case_pb2.OfficeSuggestion]) -> Table:
    """Render the offices suggested to the desk with what speaks for each."""
    table = Table(
        title="可能的承办单位，由值班室研判", title_justify="left", box=None, padding=(0, 2, 0, 0), header_style="dim"
    )
    for name in ("单位", "把握", "依据", "关键词句"):
        table.add_column(name, overflow="fold")
    for one in suggestions:
        experience = "以往同类诉求由它承办" if one.by_experience else ""
        basis = "；".join(filter(None, [one.routing_row, experience]))
        table.add_row(one.department.name, str(one.confidence), basis, "、".join(one.words))
    return table


def _assignments(case: case_pb2.Case) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for name in ("承办单位", "", "交办", "期限", "回复"):
        table.add_column(name, overflow="fold")
    for assignment in case.assignments:
        table.add_row(
            assignment.department,
            _part(case, assignment),
            ASSIGNMENT_STATES[assignment.state].value,
            _due(assignment),
            assignment.reply,
        )
    return table


def _due(assignment: case_pb2.Assignment) -> str:
    """Format by when a department must reply, and whether that moves or is past."""
    standing = next((one.reason for one in assignment.standstills if not one.HasField("until")), "")
    notes = [
        "节假日未公布，可能变动" if assignment.provisional else "",
        f"计时停着：{standing}" if standing else "",
        f"{local(assignment.overdue_since)} 起逾期" if assignment.HasField("overdue_since") else "",
        f"督办 {assignment.supervision_count} 次" if assignment.supervision_count else "",
    ]
    told = "，".join(filter(None, notes))
    return f"{local(assignment.due_at)}{f'（{told}）' if told else ''}"


def _part(case: case_pb2.Case, assignment: case_pb2.Assignment) -> str:
    """Return a department's part in a case: it leads, co-handles, or is a unit below one that delegated to it."""
    given = (one.department for one in case.assignments if one.number == assignment.parent_number)
    if assignment.parent_number:
        return f"{next(given, '上级')}转派"
    return "牵头" if assignment.leads else "协办"


def _allowed_acts(acts: Iterable[case_pb2.AllowedAct]) -> Table:
    """Render what the reader may do, and what not yet, with the reason."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    acts = list(acts)
    if any(one.allowed for one in acts):
        table.add_row("可以办理", "、".join(_label(one) for one in acts if one.allowed))
    for one in acts:
        if one.allowed and one.caution:
            table.add_row("请注意", f"{_label(one)}：{one.caution}")
    refused: dict[str, list[str]] = {}
    for one in acts:
        if not one.allowed:
            refused.setdefault(one.reason, []).append(_label(one))
    for reason, labels in refused.items():
        table.add_row("暂不能办", f"{'、'.join(labels)}：{reason}")
    return table


def _label(act: case_pb2.AllowedAct) -> str:
    return f"{act.label}（{act.department}）" if act.department else act.label


def _timeline(case: case_pb2.Case) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for _ in range(5):
        table.add_column(overflow="fold")
    several = len(case.callers) > 1
    for entry in case.log:
        about = (_call(entry) if several else "") or entry.details.get("joined", "")
        about = about or ("" if entry.actor == entry.department else entry.department)
        said = "\n".join(filter(None, [entry.reason, *map(_amended, entry.amendment.fields)]))
        table.add_row(local(entry.at), f"{ROLES[entry.role].value} {entry.actor}", ACTS[entry.act].value, about, said)
    return table


def _call(entry: case_pb2.LogEntry) -> str:
    """Return the call of the caller whom an entry is about; empty if it is about all."""
    call_id = entry.details.get("call_id", "")
    return f"来电 {number_of(int(call_id))}" if call_id else ""


def _amended(field: case_pb2.AmendedField) -> str:
    return f"{field.label}：{field.before or '（空）'} → {field.after or '（空）'}"


def case_table(cases: Iterable[case_pb2.Case]) -> Table:
    """Render cases as a table, one per row."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for heading in ("工单", "登记", "处理方式", "状态", "责任人", "紧急程度", "内容"):
        table.add_column(heading, overflow="fold", no_wrap=heading in ("工单", "登记"))
    for case in cases:
        outcome = OUTCOMES[case.decision.outcome]
        content = case.call.subject or case.call.content
        table.add_row(
            case.number,
            local(case.registered_at),
            Text(outcome.value, OUTCOME_STYLES[outcome]),
            STATES[case.state].value,
            owner_word(case.owner),
            URGENCIES[case.decision.urgency].value,
            content if len(content) <= _SHOWN else f"{content[:_SHOWN]}…",
        )
    return table


def nearby_table(cases: Iterable[case_service_pb2.NearbyCase]) -> Table:
    """Render nearby cases as a table, one per row."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for heading in ("工单", "距离", "同一事项", "事项", "状态", "地点", "内容"):
        table.add_column(heading, overflow="fold", no_wrap=heading in ("工单", "距离"))
    for nearby in cases:
        case = nearby.case
        content = case.call.subject or case.call.content
        table.add_row(
            case.number,
            f"{nearby.distance_meters} 米",
            "是" if nearby.same_matter else "",
            case.matter,
            STATES[case.state].value,
            _place(case.location),
            content if len(content) <= _SHOWN else f"{content[:_SHOWN]}…",
        )
    return table


def _place(location: case_pb2.Location) -> str:
    """Format where a case is, with its coordinates."""
    names = (location.district, location.town, location.community, location.place, location.address_detail)
    if not location.HasField("latitude"):
        return "".join(names)
    source = COORDINATE_SOURCES[location.coordinate_source].value
    return f"{''.join(names)}（{location.latitude:.6f}，{location.longitude:.6f}，{source}）"


def entry_line(entry: case_pb2.LogEntry) -> str:
    """Format a log entry in one line."""
    about = "" if entry.actor == entry.department else entry.department
    parts = (local(entry.at), ROLES[entry.role].value, entry.actor, ACTS[entry.act].value, about, entry.reason)
    return "  ".join(part for part in parts if part)
