"""Summary of the play, in sentences."""

from collections.abc import Sequence

from hotline_server.api.wording import STATES
from hotline_server.domain.lifecycle.act import Act
from hotline_server.rulebook.decision import Outcome
from rich.console import Console

from demo.outbox import MessageCounts
from demo.paragraphs import print_paragraph
from demo.played import PlayedCase
from demo.playing import Played

SHOWN = 10


def print_summary(console: Console, played: Played) -> None:
    """Print a summary, including cases without an owner and callers without an answer."""
    cases = played.cases
    by_desk = sum(case.outcome is Outcome.DESK for case in cases)
    console.print()
    print_paragraph(
        console, f"{len(cases)} 个来电，{len(cases) - by_desk} 个由规则库判断，{by_desk} 个交值班室研判。{played.speed}"
    )
    if any(case.is_closed for case in cases):
        _print_ends(console, cases)
    if played.messages and played.messages.taken:
        _print_messages(console, cases, played.messages)
    if played.failures:
        print_paragraph(console, f"没有登记成的来电：{len(played.failures)} 个", style="red")
    for failure in played.failures[:SHOWN]:
        console.print(f"  {failure}", markup=False)


def _print_ends(console: Console, cases: Sequence[PlayedCase]) -> None:
    surveyed = sum(Act.RECORD_SATISFACTION in case.acts for case in cases)
    satisfied = sum(case.is_satisfied for case in cases)
    rate = f"，满意率 {satisfied / surveyed:.0%}" if surveyed else ""
    print_paragraph(console, f"已办结 {sum(case.is_closed for case in cases)} 件，回访 {surveyed} 人{rate}。")
    forgotten = [case.last.number for case in cases if case.is_forgotten]
    unanswered = [case.last.number for case in cases if case.is_closed and not case.is_answered]
    print_paragraph(console, f"无人负责的工单：{_listed(forgotten)}。办结而没有答复的来电：{_listed(unanswered)}。")
    for case in [case for case in cases if not case.is_closed][:SHOWN]:
        print_paragraph(
            console, f"  未办结 {case.last.number} {STATES[case.last.state].value}，现在归{case.last.owner}"
        )


def _print_messages(console: Console, cases: Sequence[PlayedCase], messages: MessageCounts) -> None:
    acts = sum(len(case.last.log) for case in cases)
    print_paragraph(
        console,
        f"办理 {acts} 步，要发的消息 {messages.written} 条，其中不用发、过期或者还没有到时候的 "
        f"{messages.written - messages.sent} 条。消息网关中途两次没有应答，各停了几个小时；推送 {messages.posts} 条次，"
        f"网关收下 {messages.taken} 条，重推的 {messages.posts - messages.taken} 条次编号不变，"
        f"回报送达 {messages.reported} 条。",
    )
    compared = f"与服务记下的已发 {messages.sent} 条相比"
    if messages.is_exact:
        print_paragraph(console, f"{compared}，网关收下的不多不少。")
    else:
        print_paragraph(console, f"{compared}，网关收下的差 {messages.taken - messages.sent:+} 条。", style="red")


def _listed(numbers: Sequence[str]) -> str:
    more = f"等 {len(numbers)} 件" if len(numbers) > SHOWN else ""
    return ("、".join(numbers[:SHOWN]) or "无") + more
