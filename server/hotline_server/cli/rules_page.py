"""Terminal output of ``hotline rules`` and ``hotline learn``: explanations, simulations, publications."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from google.protobuf.timestamp_pb2 import Timestamp
from hotline.v1 import rule_service_pb2 as pb
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.table import Table

from hotline_server.api.wording import OUTCOMES, URGENCY_NUMBERS
from hotline_server.cli.console import local
from hotline_server.domain.publication import ProposalState, PublicationKind, ScheduleState
from hotline_server.ground.clock import CITY
from hotline_server.rulebook.simulated import Change, PastCall, Simulated

EXAMPLES = 5
SIMULATING = (TextColumn("模拟"), BarColumn(), MofNCompleteColumn())
_QUOTED = 30
_BAR = 40
_OTHERWISE = "牵头、紧急程度或期限变了"
_URGENCIES = {number: urgency.value for urgency, number in URGENCY_NUMBERS.items()}

_PROPOSALS = {pb.DraftProposalState.Value(f"DRAFT_PROPOSAL_STATE_{state.name}"): state.value for state in ProposalState}
_SCHEDULES = {pb.ScheduleState.Value(f"SCHEDULE_STATE_{state.name}"): state.value for state in ScheduleState}
KINDS = {pb.PublicationKind.Value(f"PUBLICATION_KIND_{kind.name}"): kind.value for kind in PublicationKind}


def simulated_of(call_count: int, changes: Iterable[pb.ChangedDecision], uncounted: Collection[str] = ()) -> Simulated:
    """Return the results of a simulation by the service, which alone may read past calls."""
    return Simulated(call_count, tuple(map(_change, changes)), uncounted=frozenset(uncounted))


def _change(change: pb.ChangedDecision) -> Change:
    before, after = OUTCOMES[change.outcome_before].value, OUTCOMES[change.outcome_after].value
    return Change(PastCall(change.number, "", "", "", {}), change.before, change.after, before, after)


def print_simulated(console: Console, simulated: Simulated) -> None:
    """Print the results of a simulation: emergencies lost and gained first, then the changes by kind with examples."""
    lost, gained = simulated.emergencies
    console.print(f"不再按重大突发处置的 {lost} 个，新按重大突发处置的 {gained} 个")
    if simulated.changes:
        console.print(moves_table(simulated))
        console.print(examples_table(simulated))
    if simulated.uncounted:
        names = "、".join(sorted(simulated.uncounted))
        console.print(
            f"[yellow]提醒[/yellow] 有的来电登记时没有数过，按 0 算（首接单位按没有算）：{names}", soft_wrap=True
        )
    console.print(f"共模拟 {simulated.calls} 个，有变化的 {len(simulated.changes)} 个")


def print_check(console: Console, checked: pb.CheckDraftResponse) -> None:
    """Print what the service finds in a draft that loads."""
    for failed in checked.failed_tests:
        console.print(f"[red]不通过[/red] {failed.file}:{failed.line}:{failed.column}: {failed.id}：{failed.message}")
    for remark in checked.remarks:
        place = f"{remark.file}:{remark.line}:{remark.column}: " if remark.file else ""
        console.print(f"[yellow]提醒[/yellow] {place}{remark.subject}：{remark.message}")
    print_scope(console, checked.ended_policy_ids, checked.untried_facts)
    console.print(f"用例通过 {checked.passed_test_count}，不通过 {len(checked.failed_tests)}")


def print_scope(console: Console, ended: Sequence[str], untried: Sequence[str]) -> None:
    """Print what a check finds no fault with, though people may: policies that ended, and facts that it did not try.

    Args:
        console: to print to.
        ended: ids of the policies that have ended.
        untried: facts by which rules conclude, but whose values were not tried for gaps.
    """
    if ended:
        console.print(f"已经失效、不拿来答复的政策 {len(ended)} 条：{'、'.join(ended)}", soft_wrap=True)
    if untried:
        console.print(
            "有没有规则作出结论，按诉求类型、渠道、承办单位数试过，来电人、地点、时间、次数也逐项变着试过；"
            f"没有逐项试的有：{'、'.join(untried)}",
            soft_wrap=True,
        )


def moves_table(simulated: Simulated) -> Table:
    """Tabulate the number of decisions that change, by outcome before and after, emergencies first."""
    table = Table(title="处理方式的变化", header_style="bold")
    for name in ("原来", "现在", "件数", ""):
        table.add_column(name, justify="right" if name == "件数" else "left")
    for (before, after), changes in simulated.kinds.items():
        same = f"（{_OTHERWISE}）" if before == after else after
        bar = "█" * max(1, round(_BAR * len(changes) / len(simulated.changes)))
        table.add_row(before, same, str(len(changes)), bar)
    return table


def examples_table(simulated: Simulated) -> Table:
    """Tabulate distinct examples of each kind of change."""
    table = Table(title=f"示例（每种至多 {EXAMPLES} 个，各不相同）", header_style="bold")
    for name in ("来电", "原来", "现在", "同样的件数"):
        table.add_column(name, overflow="fold")
    for changes in simulated.kinds.values():
        alike = Counter((change.before, change.after) for change in changes)
        first = {(change.before, change.after): change.call for change in reversed(changes)}
        for (before, after), count in alike.most_common(EXAMPLES):
            call = first[before, after]
            said = (call.subject or call.content).replace("\n", " ")[:_QUOTED]
            table.add_row(f"{call.id} {said}".rstrip(), before, after, str(count))
    return table


def publications_table(publications: Iterable[pb.Publication]) -> Table:
    """Tabulate publications and rollbacks."""
    table = Table(header_style="bold")
    for name in ("", "时间", "版本", "办理人", "理由", "同意"):
        # Versions are copied into the next command.
        table.add_column(name, no_wrap=name == "版本")
    for item in publications:
        table.add_row(KINDS[item.kind], local(item.at), item.edition, item.actor, item.reason, item.consented_by)
    return table


def print_shadow(console: Console, shadow: pb.GetShadowResponse) -> None:
    """Print how a draft in the shadow compares: the digest of each day, and examples."""
    state = "试运行中" if shadow.active else "试运行已结束"
    console.print(
        f"草稿 {shadow.version} {state}：比较了 {shadow.compared_call_count} 个来电，"
        f"决定不同的 {shadow.differing_call_count} 个"
    )
    if shadow.active:
        console.print("再看用：hotline rules shadow；结束用：hotline rules shadow --stop")
    for day in shadow.days:
        moves = "；".join(map(_move, day.moves))
        console.print(f"{day.day}：{moves}", soft_wrap=True)
    if shadow.examples:
        console.print(examples_table(simulated_of(shadow.compared_call_count, shadow.examples)))


def _move(move: pb.ShadowMove) -> str:
    after = f"（{_OTHERWISE}）" if move.before == move.after else f" → {move.after}"
    return f"{move.before}{after} {move.call_count} 个"


def print_publication(console: Console, publication: pb.Publication) -> None:
    """Print what has just come into force."""
    consent = f"，{publication.consented_by} 同意" if publication.consented_by else ""
    console.print(f"已{KINDS[publication.kind]} {publication.edition}（{publication.actor}{consent}）")


def publication_line(publication: pb.Publication) -> str:
    """Describe a publication or rollback in a line."""
    consent = f"，{publication.consented_by} 同意" if publication.consented_by else ""
    who = f"{publication.actor}{consent}"
    return f"{_moment(publication.at)} {KINDS[publication.kind]} {publication.version}（{who}，{publication.reason}）"


def print_conflicts(console: Console, conflicts: Iterable[pb.MergeConflict]) -> None:
    """Print entries that a draft and what was published since changed differently, with both texts."""
    for one in conflicts:
        console.print(f"[red]双方都有改动[/red] {one.file}#{one.entry}")
        for title, text in (("草稿", one.draft_text), ("在用", one.published_text)):
            console.print(f"  {title}：{text.strip() or '（已删除）'}", markup=False, highlight=False)


def print_proposal(console: Console, proposal: pb.DraftProposal) -> None:
    """Print a publication that needs or needed a second person."""
    is_withdrawn = proposal.state == pb.DRAFT_PROPOSAL_STATE_DECLINED and proposal.ended_by == proposal.proposed_by
    state = "已撤回" if is_withdrawn else _PROPOSALS[proposal.state]
    handed = f"{local(proposal.proposed_at)} {proposal.proposed_by} 提请"
    when = f"，{_moment(proposal.takes_effect_at)} 生效" if proposal.HasField("takes_effect_at") else ""
    console.print(
        f"第 {proposal.id} 号提请：{handed}{KINDS[proposal.kind]} {proposal.version}{when}（{proposal.reason}），"
        f"{state}{_ended(proposal)}",
        soft_wrap=True,
    )
    for loss in proposal.losses:
        console.print(f"· {loss}", soft_wrap=True)
    if proposal.state == pb.DRAFT_PROPOSAL_STATE_WAITING:
        console.print(
            f"请另一位规则审批人先看：hotline rules proposal {proposal.id}，"
            f"再同意：hotline rules approve {proposal.id}，"
            f"或不同意：hotline rules decline {proposal.id} --why 理由（撤回也用 decline）",
            soft_wrap=True,
        )


def print_scheduled(console: Console, scheduled: pb.ScheduledDraft) -> None:
    """Print a draft with a time to take effect."""
    who = f"{scheduled.proposed_by}，{scheduled.consented_by} 同意" if scheduled.consented_by else scheduled.proposed_by
    console.print(
        f"第 {scheduled.id} 号定时发布：{scheduled.version}，{_moment(scheduled.takes_effect_at)} 生效"
        f"（{who}，{scheduled.reason}），{_SCHEDULES[scheduled.state]}{_ended(scheduled)}",
        soft_wrap=True,
        markup=False,
    )
    if scheduled.state == pb.SCHEDULE_STATE_WAITING:
        console.print(f"取消用：hotline rules cancel {scheduled.id} --why 理由")


def _ended(waited: pb.DraftProposal | pb.ScheduledDraft) -> str:
    """Say who ended what waited, and why; empty while it waits."""
    because = f"：{waited.ended_because}" if waited.ended_because else ""
    return f"（{waited.ended_by}{because}）" if waited.ended_by else ""


def _moment(moment: Timestamp) -> str:
    """Format a time in the city, with its year."""
    return f"{moment.ToDatetime(CITY):%Y-%m-%d %H:%M}"
