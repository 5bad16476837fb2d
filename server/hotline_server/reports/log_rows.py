"""Rows of a case's log in its dossier: every act in words, what repeats without end once with its number."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.log import LogEntry
from hotline_server.domain.numbering import number_of
from hotline_server.domain.parties import Role, person_of
from hotline_server.ground.clock import CITY

_ROLES = {role.name: role.value for role in Role}
_ACTS = {act.name: act.value for act in Act}
_REMINDERS = frozenset({Act.NUDGE.name, Act.REMIND_DESK.name, Act.ALARM.name, Act.REMIND_LEADER.name})
_PROGRESS = frozenset({Act.SUBMIT_PROGRESS.name, Act.LINE_PROGRESS.name})
_WORDS = {
    "answer": "答复",
    "answered_at": "答复时间",
    "awaited": "等待",
    "asked_to_call": "请其来电听取",
    "basis": "依据",
    "before": "原为",
    "below": "下级回复",
    "by": "接收人",
    "cohandlers": "协办",
    "connected": "三方通话",
    "connected_at": "接通时间",
    "contact": "联系结果",
    "count": "催办次数",
    "days": "工作日",
    "deadline": "期限",
    "decline_reason": "未采用原因",
    "delegator": "转派单位",
    "due": "答复期限",
    "evidence": "原话",
    "fields": "更正内容",
    "ground": "剔除理由",
    "grounds": "申请理由",
    "returned": "退回单位",
    "departments": "参加单位",
    "gathered": "协办回复",
    "hold": "等待批示",
    "joined": "相关工单",
    "kept": "兑现承诺",
    "kind": "险情",
    "kinds": "险情",
    "lead": "牵头",
    "limit": "期限",
    "line": "联动单位",
    "means": "方式",
    "measures": "措施",
    "name": "名称",
    "outcome": "处理方式",
    "phone": "电话",
    "opinion": "意见",
    "owner": "责任人",
    "post": "岗位",
    "press": "媒体",
    "promised_on": "承诺日期",
    "question": "请示",
    "questions": "追问",
    "reason": "事由",
    "reasonable": "诉求合理",
    "record": "受理编号",
    "reply": "回复",
    "resolved": "是否解决",
    "responded": "是否响应",
    "result": "结果",
    "reviews_on": "复查日期",
    "route": "途径",
    "satisfied": "是否满意",
    "sha256": "SHA-256",
    "split": "分出工单",
    "told": "告知",
    "unit": "下级单位",
    "units": "单位",
    "verdict": "研判结果",
    "visit_at": "查办时间",
    "wording": "说明",
}
"""Words for details that say nothing by themselves."""
_SAID_BY_ACT = ("answer", "question", "reply")
_UNSAID = frozenset(
    {
        "amendment",
        "call_id",
        "call_ids",
        "callback",
        "code",
        "counted",
        "given",
        "handling",
        "level",
        "policies",
        "policy",
        "request_digest",
        "request_id",
        "supported",
        "told_at",
    }
)
NAMED = _UNSAID | _WORDS.keys()
"""Details that the log of a dossier has words for, or leaves out."""
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")


@dataclass(slots=True)
class _Row:
    first: LogEntry
    times: int
    last: datetime


def log_rows(log: Sequence[LogEntry], *, several: bool) -> list[list[str]]:
    """Return time, person and act of each entry, and the call it is about if several people called.

    Of reminders that the system repeats before anybody acts only the first is listed, with how often there were more;
    so of progress that somebody reports in the same words until something else is done.
    """
    return [_cells(row, _whom(row.first) if several else "") for row in _folded(log)]


def _folded(log: Sequence[LogEntry]) -> Iterator[_Row]:
    repeated: dict[tuple[str, str, str, str], _Row] = {}
    rows = []
    for entry in log:
        key = (entry.act, entry.actor, entry.department, entry.reason)
        if key in repeated:
            repeated[key].times += 1
            repeated[key].last = entry.at
            continue
        row = _Row(entry, 1, entry.at)
        rows.append(row)
        if entry.act in _PROGRESS:
            repeated = {other: one for other, one in repeated.items() if other[0] in _PROGRESS}
        elif entry.act not in _REMINDERS:
            repeated = {}
        if entry.act in _REMINDERS | _PROGRESS:
            repeated[key] = row
    return iter(rows)


def _cells(row: _Row, whom: str) -> list[str]:
    entry = row.first
    more = f"（共 {row.times} 次，最后一次在 {format_time(row.last)}）" if row.times > 1 else ""
    person, role = person_of(entry.actor), _ROLES.get(entry.role, entry.role)
    who = person if person == role else f"{person}（{role}）"
    return [format_time(entry.at), who, f"{_said(entry, whom)}{more}"]


def _whom(entry: LogEntry) -> str:
    """Return the call that an entry is about, empty for none."""
    call_id = entry.details.get("call_id")
    return f"来电 {number_of(int(call_id))}" if call_id else ""


def _said(entry: LogEntry, whom: str) -> str:
    act = _ACTS.get(entry.act, entry.act)
    about = "，".join(filter(None, [entry.department, whom]))
    about = f"（{about}）" if about else ""
    details = "；".join(
        filter(None, (_detail(name, value, act) for name, value in entry.details.items() if value != entry.reason))
    )
    said = "。".join(part for part in (entry.reason.rstrip("。"), details) if part)
    return f"{act}{about}{f'：{said}' if said else ''}"


def _detail(name: str, value: str, act: str) -> str:
    """Return a detail in words, without those of the act itself; empty if it says nothing to people."""
    if not value or name in _UNSAID:
        return ""
    # Replies of several offices stand on a line each.
    shown = format_time(datetime.fromisoformat(value)) if _MOMENT.match(value) else value.replace("\n", "；")
    words = _WORDS.get(name, "另注")
    if name in _SAID_BY_ACT and words in act:
        return shown
    return f"{words}{shown}" if name == "before" else f"{words}：{shown}"


def format_time(moment: datetime) -> str:
    """Format a time in a table."""
    return f"{moment.astimezone(CITY):%Y-%m-%d %H:%M}"
