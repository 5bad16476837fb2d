"""Reminders of what somebody owes in a case: when each goes out, apart from when it was due, and what it says (P2)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from hotline_server.domain.acts.delegation import tell_delegator
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.case_query import Awaited
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.parties import SUPERVISION_SYSTEM
from hotline_server.domain.proposed_decision import ProposedDecision
from hotline_server.domain.timetable import remind_at
from hotline_server.domain.waits import Wait, steps, waits
from hotline_server.rulebook.decision import DUTY_OFFICE
from hotline_server.rulebook.limits import StepLimits
from hotline_server.rulebook.time_limit import TimeLimit, working_days


@dataclass(frozen=True, slots=True)
class _Reminder:
    """Reminder of one kind of what is owed.

    Attributes:
        reason: returns what it says, given the case and the department concerned.
        limit: returns the time after which it is repeated; ``None`` if that is the desk's minutes.
        names: true if it concerns the department that waits, which hears of it.
    """

    reason: Callable[[CaseFile, str], str]
    limit: Callable[[StepLimits], TimeLimit] | None = None
    names: bool = False


def next_reminder(file: CaseFile) -> datetime | None:
    """Return when somebody must next be reminded of what is owed, UTC; ``None`` if nothing is that reminders are of."""
    return min((_remind_at(file, wait) for wait in _owed(file)), default=None)


def remind(file: CaseFile, now: datetime) -> None:
    """Remind of everything that is owed by ``now``, of the kinds of which there is something to be reminded of."""
    owed = list(_owed(file))
    for kind in dict.fromkeys(wait.awaited for wait in owed if _remind_at(file, wait) <= now):
        # All of a kind are reminded of together, so that none waits for the others' times.
        overdue = [wait for wait in owed if wait.awaited is kind and wait.due_at <= now]
        for party in dict.fromkeys(wait.party for wait in overdue):
            _remind(file, kind, [wait for wait in overdue if wait.party == party], now)
        file.reminders[kind.name] = now
        if kind is Awaited.AMENDED_DECISION and file.proposed_decision and file.proposed_decision.accused:
            _report_accusation(file, file.proposed_decision, now)


def remind_leader(file: CaseFile, post: str, now: datetime, reason: str) -> None:
    """Let whoever is on duty in a post know that something waits for a leader, or for the desk that a leader heads."""
    details = {"post": post, "told": "、".join(file.contacts_on_duty(post, now))}
    file.act(Act.REMIND_LEADER, SUPERVISION_SYSTEM, now, f"{reason}，提醒{post}", details=details)


def _owed(file: CaseFile) -> Iterator[Wait]:
    """Yield what is owed and reminded of; departments, leaders and lines are pressed, and dangers alarmed about."""
    for wait in (*waits(file, file.timetable), *steps(file, file.timetable)):
        if wait.awaited in _REMINDERS:
            yield wait


def _remind_at(file: CaseFile, wait: Wait) -> datetime:
    return remind_at(wait.due_at, file.reminders.get(wait.awaited.name), lambda last: _again(file, wait.awaited, last))


def _again(file: CaseFile, kind: Awaited, last: datetime) -> datetime:
    """Return when somebody is reminded again who was reminded at ``last``, UTC."""
    limit = _REMINDERS[kind].limit
    if limit is None:
        return last + file.timetable.limits.with_the_desk(file.urgency)
    return file.timetable.end(limit(file.step_limits), last)


def _remind(file: CaseFile, kind: Awaited, overdue: list[Wait], now: datetime) -> None:
    """Remind whoever owes something to a department, or to callers."""
    first, reminder = overdue[0], _REMINDERS[kind]
    below = next((one for one in file.assignments if one.is_working and one.department == first.party), None)
    if below and first.owner != DUTY_OFFICE:
        why = "应当回避，请收回转派" if below.steps_aside else _TO_DELEGATOR[kind]
        tell_delegator(file, below, now, f"{first.party}{why}")
        return
    if kind is Awaited.FOLLOW_UP:
        file.act(Act.NUDGE, SUPERVISION_SYSTEM, now, "归口的事项请尽快反馈结果", first.party)
    reason = reminder.reason(file, first.party)
    calls = "、".join(str(wait.call_id) for wait in overdue if wait.call_id)
    named = first.party if reminder.names else ""
    file.act(Act.REMIND_DESK, SUPERVISION_SYSTEM, now, reason, named, details={"call_ids": calls} if calls else {})
    if kind is Awaited.CONFIRMATION:
        file.attended = False


def _report_accusation(file: CaseFile, proposed: ProposedDecision, now: datetime) -> None:
    """Tell whoever is above the desk, and then the next in line, of an accusation that it has not judged (R8.3)."""
    posts, level, begun = file.timetable.limits.leader_posts, 0, proposed.due_at
    while (following := file.timetable.end(file.step_limits.leader, begun)) <= now:
        level, begun = level + 1, following
    told = file.reminders.get(_ACCUSATION)
    if told is None or told < begun:
        post = posts[min(level, len(posts) - 1)]
        remind_leader(file, post, now, f"来电人反映{'、'.join(proposed.accused)}，由谁办理还没有研判")
        file.reminders[_ACCUSATION] = now


def _undesignated(file: CaseFile, _: str) -> str:
    if file.state is CaseState.RESPONDING:
        return "没有部门在处置"
    # Departments read this, and are not told who is accused.
    aside = any(one.steps_aside for one in file.assignments)
    return "要重新确定承办单位，请研判由谁办理" if aside else "没有部门在办"


def _unconfirmed(file: CaseFile, _: str) -> str:
    return "拟定的分类处理等人确认" if file.proposed_end else "拟答的政策等人确认"


def _unasked(file: CaseFile, _: str) -> str:
    if not any(caller.awaits_answer and caller.next_attempt for caller in file.callers):
        return "到了回访来电人的时候"
    tried = file.state is CaseState.RESOLVED
    return "还有来电人没有联系上，请再联系或书面告知" if tried else "来电人要求回复，请告知办理结果"


def _untold(file: CaseFile, _: str) -> str:
    return "还没有告知来电人" + ("事项暂缓" if file.state is CaseState.SUSPENDED else "由谁办理")


def _saying(words: str) -> Callable[[CaseFile, str], str]:
    """Return a text that is the same in all cases, after the name of the department that waits."""
    return lambda _, party: words.format(party)


_ACCUSATION = "ACCUSATION"
"""Name under which it is kept when somebody above the desk was told last of an accusation."""
_TO_DELEGATOR = {
    Awaited.OBJECTION_RULING: "对转派的异议还没有裁定",
    Awaited.EXTENSION_DECISION: "申请的延期还没有答复",
    Awaited.UNIT_BELOW: "仍没有回复，请督办、收回或者另作安排",
}
_REMINDERS: Mapping[Awaited, _Reminder] = {
    # the next step
    Awaited.TRIAGE: _Reminder(_saying("等值班室研判")),
    Awaited.CONFIRMATION: _Reminder(_unconfirmed),
    Awaited.DESIGNATION: _Reminder(_undesignated),
    Awaited.FOLLOW_UP: _Reminder(
        _saying("归口的事项要跟踪到有结果"), lambda times: working_days(times.limits.follow_up_days)
    ),
    Awaited.REPLY_REVIEW: _Reminder(_saying("部门已回复，等审核"), lambda times: times.review),
    Awaited.ANSWER: _Reminder(_saying("有结果了，等答复群众"), lambda times: times.answer),
    Awaited.OPEN_END: _Reminder(
        _saying("已答复，还有交办没有了结"), lambda times: working_days(times.limits.close_days)
    ),
    Awaited.JUDGEMENT: _Reminder(_saying("来电人不满意，等值班室研判"), lambda times: times.judgement),
    # what departments ask for
    Awaited.OBJECTION_RULING: _Reminder(_saying("{}提出的异议还没有答复"), lambda times: times.decision, names=True),
    Awaited.EXTENSION_DECISION: _Reminder(_saying("{}申请的延期还没有答复"), lambda times: times.decision, names=True),
    Awaited.UNIT_BELOW: _Reminder(_saying("{}仍没有回复"), lambda times: times.decision),
    Awaited.SUSPENSION_DECISION: _Reminder(_saying("承办单位申请暂缓，等值班室答复"), lambda times: times.decision),
    Awaited.END_DECISION: _Reminder(_saying("{}提请终止办理，等审核"), lambda times: times.end_review, names=True),
    Awaited.EXCLUSION_OPINION: _Reminder(
        _saying("{}申请的剔除还没有提出意见"),
        lambda times: working_days(times.limits.exclusions.decision_days),
        names=True,
    ),
    Awaited.EXCLUSION_REVIEW: _Reminder(
        _saying("{}申请的剔除还没有复核"), lambda times: working_days(times.limits.exclusions.decision_days), names=True
    ),
    Awaited.EXCLUSION_APPEAL: _Reminder(
        _saying("{}对不予剔除的申诉还没有裁定"),
        lambda times: working_days(times.limits.exclusions.decision_days),
        names=True,
    ),
    # what is promised, proposed or reported
    Awaited.SUSPENSION_REVIEW: _Reminder(
        _saying("到了暂缓事项复查或者承诺的日期，要看有没有做到"), lambda times: working_days(times.limits.review_days)
    ),
    Awaited.REFERRAL_RESULT: _Reminder(
        _saying("{}反馈了归口事项的结果，等值班室确认"), lambda times: working_days(times.limits.review_days)
    ),
    Awaited.AMENDED_DECISION: _Reminder(_saying("有新的办理建议，等值班室研判")),
    # callers
    Awaited.NOTICE: _Reminder(_untold, lambda times: times.notice),
    Awaited.CALLBACK: _Reminder(_unasked, lambda times: working_days(times.limits.callbacks.writing_days)),
}
