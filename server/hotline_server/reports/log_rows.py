"""Rows of a case's log in its dossier: every act in words, what repeats without end once with its number."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.log import LogEntry
from hotline_server.domain.parties import Role, person_of
from hotline_server.ground.clock import CITY

_ROLES = {role.name: role.value for role in Role}
_ACTS = {act.name: act.value for act in Act}
_REPEATING = frozenset({Act.NUDGE.name, Act.REMIND_DESK.name, Act.ALARM.name, Act.REMIND_LEADER.name})
_WORDS = {
    "before": "原为",
    "below": "下级回复",
    "cohandlers": "协办",
    "contact": "联系结果",
    "days": "工作日",
    "deadline": "期限",
    "delegator": "转派单位",
    "returned": "退回单位",
    "departments": "参加单位",
    "gathered": "协办回复",
    "limit": "期限",
    "means": "方式",
    "post": "岗位",
    "press": "到场媒体",
    "question": "请示",
    "reply": "回复",
    "resolved": "是否解决",
    "responded": "是否响应",
    "satisfied": "是否满意",
    "told": "告知内容",
    "wording": "说明",
}
"""Words for details that say nothing by themselves."""
_UNSAID = frozenset(
    {"call_id", "call_ids", "code", "counted", "given", "handling", "level", "request_digest", "request_id", "told_at"}
)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")


@dataclass(slots=True)
class _Row:
    first: LogEntry
    times: int
    last: datetime


def log_rows(log: Sequence[LogEntry]) -> list[list[str]]:
    """Return time, person and act of each entry.

    Of reminders that the system repeats before anybody acts only the first is listed, with how often there were more.
    """
    return [_cells(row) for row in _folded(log)]


def _folded(log: Sequence[LogEntry]) -> Iterator[_Row]:
    repeated: dict[tuple[str, str, str], _Row] = {}
    rows = []
    for entry in log:
        if entry.act not in _REPEATING:
            repeated = {}
        key = (entry.act, entry.department, entry.reason)
        if key in repeated:
            repeated[key].times += 1
            repeated[key].last = entry.at
            continue
        row = _Row(entry, 1, entry.at)
        rows.append(row)
        if entry.act in _REPEATING:
            repeated[key] = row
    return iter(rows)


def _cells(row: _Row) -> list[str]:
    entry = row.first
    more = f"（共 {row.times} 次，最后一次在 {format_time(row.last)}）" if row.times > 1 else ""
    who = f"{person_of(entry.actor)}（{_ROLES.get(entry.role, entry.role)}）"
    return [format_time(entry.at), who, f"{_said(entry)}{more}"]


def _said(entry: LogEntry) -> str:
    about = f"（{entry.department}）" if entry.department else ""
    details = "；".join(filter(None, (_detail(*one) for one in entry.details.items())))
    said = "。".join(part for part in (entry.reason.rstrip("。"), details) if part)
    return f"{_ACTS.get(entry.act, entry.act)}{about}{f'：{said}' if said else ''}"


def _detail(name: str, value: str) -> str:
    """Return a detail in words; empty if it says nothing to people."""
    if not value or name in _UNSAID:
        return ""
    shown = format_time(datetime.fromisoformat(value)) if _MOMENT.match(value) else value
    return f"{_WORDS[name]}{shown}" if name == "before" else f"{_WORDS[name]}：{shown}" if name in _WORDS else shown


def format_time(moment: datetime) -> str:
    """Format a time in a table."""
    return f"{moment.astimezone(CITY):%Y-%m-%d %H:%M}"
