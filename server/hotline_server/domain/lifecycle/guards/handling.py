"""Guards of the departments' part of a case: whose turn it is, ends and suspensions that they ask for."""

from typing import TYPE_CHECKING

from hotline_server.domain.lifecycle.guards.guard import Guard
from hotline_server.domain.lifecycle.situation import Situation
from hotline_server.domain.lifecycle.state import UNFINISHED, AssignmentState

if TYPE_CHECKING:
    from hotline_server.domain.assignment import Assignment


def unfinished(at: Situation) -> list["Assignment"]:
    """Return the assignments that are not over."""
    return [one for one in at.case.assignments if one.state in UNFINISHED]


NOTHING_OPEN = Guard(
    "交办都已了结",
    lambda at: not unfinished(at),
    lambda at: f"{'、'.join(one.department for one in unfinished(at))}的交办还没有了结，请审核、督办或撤回",
)
LEAD_AT_WORK = Guard(
    "牵头单位还在办",
    lambda at: any(one.leads for one in unfinished(at)),
    lambda _: "没有牵头单位在办，请指定由谁办理",
)
LEAD_REWORKS = Guard(
    "牵头单位在重办",
    lambda at: any(one.leads and one.state is AssignmentState.RETURNED for one in at.case.assignments),
    lambda _: "牵头单位不在重办",
)
LEAD_TO_ACCEPT = Guard(
    "牵头单位待签收",
    lambda at: any(one.leads and one.state is AssignmentState.ASSIGNED for one in at.case.assignments),
    lambda _: "牵头单位不是待签收",
)
LEAD_REPLIED = Guard(
    "牵头单位已回复",
    lambda at: any(one.leads and one.state is AssignmentState.REPLIED for one in at.case.assignments),
    lambda _: "牵头单位还没有回复",
)


def accepted_lead(at: Situation) -> str:
    """Return the lead whose reply the desk has accepted as the result; empty if departments had no part in that."""
    done = (one.department for one in reversed(at.case.assignments) if one.leads and one.state is AssignmentState.DONE)
    return next(done, "") if at.case.is_for_departments else ""


CALLERS_ANSWERED = Guard(
    "来电人已经答复", lambda at: at.case.state.is_answered, lambda _: "牵头单位的交办要到答复来电人以后才收回"
)
REPLY_ACCEPTED = Guard(
    "结果是承办单位回复的",
    lambda at: bool(accepted_lead(at)),
    lambda _: "办理结果不是承办单位回复的，不能发回重办；要由单位办理的，请改派",
)
END_PROPOSED = Guard(
    "有待审核的终止申请",
    lambda at: at.case.end_proposal is not None,
    lambda _: "没有待审核的终止申请，要由牵头单位先提请",
)
NO_END_PROPOSED = Guard(
    "没有待审核的终止申请",
    lambda at: at.case.end_proposal is None,
    lambda _: "提请终止办理还没有审核，请值班长先同意或者不同意",
)
NO_HANDOVER_PROPOSED = Guard(
    "提请的不是移交",
    lambda at: at.case.end_proposal is None or not at.case.end_proposal.line,
    lambda at: f"提请的是移交{at.case.end_proposal.line if at.case.end_proposal else ''}，同意的请办理移交",
)
NO_EMERGENCY = Guard(
    "不是重大突发",
    lambda at: not at.case.is_emergency,
    lambda _: (
        "重大突发不延期、不暂缓：来不及的反馈进展，由值班室加派单位；险情排除以后才能办的事，请值班室拆单另行办理"
    ),
)
SUSPENSION_ASKED = Guard(
    "有待答复的暂缓申请",
    lambda at: at.case.promise is not None and at.case.promise.is_pending,
    lambda _: "没有待答复的暂缓申请，不用答复；要暂缓的可以直接暂缓",
)
NO_SUSPENSION_ASKED = Guard(
    "没有待答复的暂缓申请", lambda at: at.case.promise is None, lambda _: "上一次暂缓申请还没有答复，请等值班室答复"
)
