"""Case queries."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class Awaited(Enum):
    """Thing that a case waits for; the value is its label in the user interface."""

    QUESTION_REPLY = "答复追问"
    CONFIRMATION = "确认拟答"
    INSTRUCTION = "领导批示"
    EXTENSION_DECISION = "答复延期申请"
    OBJECTION_RULING = "裁定派单异议"
    DISPUTE = "裁定不同意见"
    REQUEST = "承办单位的申请"
    END_DECISION = "审核终止办理"
    NOTICE = "告知来电人"
    SUSPENSION_DECISION = "答复暂缓申请"
    SUSPENSION_REVIEW = "暂缓复查"
    CALLBACK = "回访或答复来电人"
    AMENDED_DECISION = "研判办理建议"
    EXCLUSION_OPINION = "提出剔除意见"
    EXCLUSION_REVIEW = "复核剔除意见"
    EXCLUSION_APPEAL = "裁定申诉"
    REFERRAL_RESULT = "确认归口结果"
    LINE = "联动单位接收或反馈"
    UNIT_BELOW = "下级没有回复"
    TRIAGE = "研判"
    VERIFICATION = "核实险情"
    DESIGNATION = "指定承办单位"
    FOLLOW_UP = "跟踪归口"
    REPLY_REVIEW = "审核回复"
    ANSWER = "答复来电人"
    JUDGEMENT = "研判回访"
    OPEN_END = "了结其余交办"
    OWN_WORK = "值班室承办"


@dataclass(frozen=True, slots=True)
class CaseQuery:
    """Filter over cases, newest first; empty fields match everything.

    Attributes:
        department: department with an assignment in the case, in one of ``assignment_states`` if given.
        department_names, district_names, town_names, lead_names: names under which each may be recorded.
        text: words that it has.
        awaited: what it waits for.
        callback_before: with a caller who is to be called back before then, UTC.
        due_from, due_before: half-open range of the deadlines of its unfinished assignments, UTC.
        registered_from, registered_before: half-open range of registration times, UTC.
        before_id: page cursor: the id of the last case of the preceding page.
    """

    states: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    min_urgency: int = 0
    category: str = ""
    matter: str = ""
    district: str = ""
    town: str = ""
    lead: str = ""
    owner: str = ""
    text: str = ""
    phone: str = ""
    department: str = ""
    department_names: tuple[str, ...] = ()
    district_names: tuple[str, ...] = ()
    town_names: tuple[str, ...] = ()
    lead_names: tuple[str, ...] = ()
    assignment_states: tuple[str, ...] = ()
    awaited: Awaited | None = None
    callback_before: datetime | None = None
    due_from: datetime | None = None
    due_before: datetime | None = None
    registered_from: datetime | None = None
    registered_before: datetime | None = None
    before_id: int | None = None
    limit: int = 50
