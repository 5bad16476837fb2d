"""Standing of a caller's matter, worded to be read aloud: where *this* caller's matter is, whatever others are told."""

from collections.abc import Iterable
from datetime import datetime

from hotline_server.domain.assignment import Assignment
from hotline_server.domain.callbacks import CallbackState, may_reopen
from hotline_server.domain.case import Case, entry_of, state_for_caller
from hotline_server.domain.handover import open_handovers
from hotline_server.domain.lifecycle.state import AssignmentState, CaseState
from hotline_server.domain.numbering import tail_of
from hotline_server.ground.characters import replace_unfit
from hotline_server.ground.clock import CITY, local_day, spoken_day
from hotline_server.rulebook.decision import Outcome
from hotline_server.rulebook.facts import LINE_CHANNEL

_STANDS = {
    CaseState.REGISTERED: "值班室正在研判",
    CaseState.ANSWERED: "已经答复您",
    CaseState.REFERRED: "归{lead}办理，值班室会跟踪到有结果",
    CaseState.ASSIGNED: "已交{lead}办理",
    CaseState.AWAITING_INSTRUCTION: "已报领导，正在等批示",
    CaseState.VERIFYING: "正在紧急核实",
    CaseState.RESPONDING: "{response}",
    CaseState.IN_PROGRESS: "{lead}正在办理",
    CaseState.REPLIED: "{lead}已经办完回复，值班室正在审核",
    CaseState.REWORKING: "{lead}正在按要求重新办理",
    CaseState.SUSPENDED: "需要一段时间才能解决，{owner}承诺{promised}前办好，值班室会跟踪到办好为止",
    CaseState.DISPUTED: "几个部门意见不一致，已请领导裁定",
    CaseState.HANDED_OVER: "已经移交{line}，有了结果会答复您",
    CaseState.RESOLVED: "已经有了结果，会尽快答复您",
    CaseState.CALLBACK_REVIEW: "您反映的情况值班室正在研究下一步怎么办",
    CaseState.CLOSED: "已经办结",
    CaseState.ARCHIVED: "已经办结归档",
}
_PROMISE_PASSED = "需要一段时间才能解决，{owner}承诺{promised}前办好，这一天已经过了，值班室正在核实，会跟踪到办好为止"
_REPORTED = "归口的{lead}已经反馈，值班室正在核对"
_HELD = "已交{lead}办理，正在请示领导，批示下来接着办"
_STANDS_WHILE_HELD = {
    CaseState.ASSIGNED: _HELD,
    CaseState.IN_PROGRESS: _HELD,
    CaseState.REWORKING: _HELD,
}
_CAME_AS = {
    "网站": "网上留言",
    "微信": "微信留言",
    "短信": "短信",
    "来信": "来信",
    "来访": "来访",
    "部门转来": "诉求",
    LINE_CHANNEL: "诉求",
}
_CALL = "来电"
"""What it was that reached the hotline, by channel, and otherwise."""


def spoken(case: Case, now: datetime, main: Case | None = None) -> str:
    """Describe where a caller's matter stands in a sentence or two without identifying the caller.

    Args:
        case: the case that the caller's call opened.
        now: current time, UTC.
        main: the case that answers the caller, if it is another 并单.
    """
    return _sentence(case, now, main, f"，工单尾号{tail_of(case.number)}")


def written(case: Case, now: datetime, main: Case | None = None) -> str:
    """Describe where a caller's matter stands below its number; arguments as for ``spoken``."""
    return _sentence(case, now, main, "")


def _sentence(case: Case, now: datetime, main: Case | None, number: str) -> str:
    called = case.registered_at.astimezone(CITY)
    subject = f"反映{case.matter}的" if case.matter else ""
    handled = main or case
    standing = _standing(case.number, handled, now)
    if main:
        standing = f"已并入同一件事的工单一起办理，{standing}"
    when = f"您{called.month}月{called.day}日{subject}{_came_as(case)}"
    sentence = f"{when}{number}，{standing}。{_deadline(case.number, handled, now)}"
    # What stood for nothing when it was stored is not spoken either.
    return " ".join(replace_unfit(sentence).split())


def _came_as(case: Case) -> str:
    return _CAME_AS.get(case.call.channel, _CALL)


def spoken_discreetly(case: Case, main: Case | None = None) -> str:
    """Describe where a protected caller's matter stands, naming neither matter nor office (R8.3).

    Others may read it. Arguments as for ``spoken``.
    """
    called, handled = case.registered_at.astimezone(CITY), main or case
    entry, state = entry_of(case.number, handled), state_for_caller(case.number, handled)
    stage = "正在办理"
    if entry is not None and entry.withdrawn:
        stage = "您已经撤回"
    elif state is CaseState.ANSWERED:
        stage = "已经答复您"
    elif state.is_closed:
        stage = "已经办结"
    return f"您{called.month}月{called.day}日的{_came_as(case)}{stage}。为了保密，详细情况请打电话询问。"


def _standing(number: str, handled: Case, now: datetime) -> str:
    entry = entry_of(number, handled)
    state = state_for_caller(number, handled)
    if entry is None:
        return _of_the_matter(state, handled, now)
    if entry.withdrawn:
        if not state.is_closed:
            return "您已经撤回诉求，结果不再答复您"
        way = "；还要办的，请拨打12345重新受理" if may_reopen(handled.reopen_by, now) else ""
        return f"您已经撤回诉求，工单已经办结{way}"
    if entry.wishes_no_reply:
        # Whoever wanted no reply was not answered either.
        standing = "已经有了结果" if state is CaseState.ANSWERED else _of_the_matter(state, handled, now)
        # Nothing is added to what is archived.
        invitation = "" if state is CaseState.ARCHIVED else "，想要回复请告诉我们"
        return f"{standing}；您说过不用回复{invitation}"
    if state.is_resolved and entry.callback is CallbackState.UNREACHABLE and not entry.answered:
        return "已经有了结果，几次都没有联系上您，会用短信、来信等书面方式告知您"
    if entry.answered and entry.callback is CallbackState.INFORMED:
        return "几次都没有联系上您，答复已经用书面方式留给您"
    return _of_the_matter(state, handled, now)


def _of_the_matter(state: CaseState, handled: Case, now: datetime) -> str:
    if state is CaseState.SUSPENDED:
        standing = _suspended(handled, now)
    else:
        standing = _STANDS_WHILE_HELD.get(state, _STANDS[state]) if handled.is_held else _STANDS[state]
    words = {
        "lead": _lead(handled),
        "line": _names(one.line for one in open_handovers(handled.handovers) if one.is_handed),
        "response": _response(handled),
        **_promise(handled),
    }
    reported = state is CaseState.REFERRED and handled.referral is not None and handled.referral.reported_at is not None
    return (_REPORTED if reported else standing).format(**words)


def _suspended(handled: Case, now: datetime) -> str:
    """Word how a promise stands, whose day counts to its end; whether it was kept the desk finds out."""
    passed = handled.promise is not None and handled.promise.promised_on < local_day(now)
    told = _PROMISE_PASSED if passed else _STANDS[CaseState.SUSPENDED]
    return f"正在请示领导；{told}" if handled.is_held else told


def _lead(handled: Case) -> str:
    lead = next((one for one in handled.assignments if one.leads and one.is_unfinished), None)
    return (lead.department if lead else handled.decision.lead) or "有关部门"


def _response(handled: Case) -> str:
    """Return who is known to respond to a danger, or who was told of it and has not signed yet.

    A line that had the case before the danger was not told of it, unless it takes the case.
    """
    sent = [one for one in handled.assignments if one.is_unfinished and not one.is_delegated]
    handed = list(open_handovers(handled.handovers))
    lines = (one.line for one in handed if one.of_danger and one.accepted_at)
    signed = _names((*(one.department for one in sent if one.state is not AssignmentState.ASSIGNED), *lines))
    if signed:
        return f"{signed}已经接到任务，正在处置"
    lines = (one.line for one in handed if one.of_danger or one.accepted_at)
    told = _names((*(one.department for one in sent), *lines))
    return f"已经通知{told}，值班室正在催促尽快处置" if told else "值班室正在安排处置"


def _promise(case: Case) -> dict[str, str]:
    if case.promise is None:
        return {}
    return {"owner": case.promise.owner, "promised": spoken_day(case.promise.promised_on)}


def _deadline(number: str, handled: Case, now: datetime) -> str:
    """Return by when a department must have replied, for a caller who waits for that; empty if none has to."""
    entry = entry_of(number, handled)
    lead = next((one for one in handled.assignments if one.leads and one.is_working), None)
    waits = entry is None or entry.awaits_answer
    if not waits or lead is None or lead.stands or handled.decision.outcome is Outcome.EMERGENCY:
        return ""
    return _limit(lead, now)


def _limit(lead: Assignment, now: datetime) -> str:
    """Word the limit of whoever leads: only the deadline that was set at first is the rule's own."""
    overdue = lead.overdue_since or (lead.first_replied_at is None and lead.deadline < now)
    passed = f"规定的期限（{_day(lead.deadline)}）已经过了，" if overdue else ""
    if lead.limit < now:
        return f"{passed or f'要求的期限（{_day(lead.limit)}）已经过了，'}值班室正在督促。"
    if lead.limit != lead.deadline:
        return f"{passed}值班室要求{_day(lead.limit)}前回复。"
    if lead.extra_days or lead.deadline != lead.plain_deadline:
        return f"期限已经延到{_day(lead.limit)}。"
    return f"按规定{_day(lead.limit)}前回复。"


def _day(at: datetime) -> str:
    day = local_day(at)
    return f"{day.month}月{day.day}日"


def _names(names: Iterable[str]) -> str:
    return "、".join(dict.fromkeys(names))
