"""Guards of a single assignment."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from hotline_server.domain.lifecycle.guards.guard import Guard
from hotline_server.domain.lifecycle.situation import Situation
from hotline_server.domain.lifecycle.state import ObjectionState
from hotline_server.domain.working_days import MAX_WORKING_DAYS

if TYPE_CHECKING:
    from hotline_server.domain.assignment import Assignment


def delegator(at: Situation, below: "Assignment | None" = None) -> str:
    """Return who delegated an assignment, by default the one that is acted on."""
    parent = (below or at.concerned).parent
    return next((one.department for one in at.case.assignments if one.number == parent), "上级")


def _below(at: Situation, holds: "Callable[[Assignment], bool]") -> str:
    """Return the units below the department that acts for whose assignments something holds."""
    found = (one for one in at.case.assignments if one.parent == at.concerned.number and holds(one))
    return "、".join(one.department for one in found)


def _owes(below: "Assignment") -> bool:
    return below.is_working


def _waits_aside(below: "Assignment") -> bool:
    return below.is_unfinished and below.steps_aside


LEADS = Guard(
    "牵头", lambda at: at.concerned.leads, lambda at: f"{at.concerned.department}不是牵头单位，这一步由牵头单位办理"
)
COHANDLES = Guard(
    "协办",
    lambda at: not (at.concerned.leads or at.concerned.is_delegated),
    lambda at: (
        f"{at.concerned.department}的交办是{delegator(at)}转派的，不是值班室交办的协办单位，由它转派和收回"
        if at.concerned.is_delegated
        else f"{at.concerned.department}是牵头单位，协办单位才能这样办；换牵头单位请改派"
    ),
)
GIVEN_BY_DESK = Guard(
    "由值班室交办",
    lambda at: not at.concerned.is_delegated,
    lambda at: f"{at.concerned.department}的交办是{delegator(at)}转派的，由它裁定、督办和答复",
)
DELEGATED = Guard(
    "由上级转派",
    lambda at: at.concerned.is_delegated,
    lambda at: f"{at.concerned.department}的交办不是上级转派的，由值班室裁定、督办和答复",
)
NOBODY_BELOW_OWES = Guard(
    "下级都已回复",
    lambda at: not _below(at, _owes),
    lambda at: f"下级{_below(at, _owes)}还没有回复；不等的话请先收回转派",
)
NOBODY_BELOW_STEPS_ASIDE = Guard(
    "没有应当回避的下级",
    # Whoever must step aside with its units is told of neither.
    lambda at: at.concerned.steps_aside or not _below(at, _waits_aside),
    lambda at: f"下级{_below(at, _waits_aside)}应当回避，它的回复不能采用，请先收回转派",
)


def _objectors(at: Situation) -> str:
    """Return the departments whose objection the desk upheld: the matter is not theirs."""
    found = (one.department for one in at.case.assignments if one.objection_state is ObjectionState.UPHELD)
    return "、".join(dict.fromkeys(found))


NOBODY_OBJECTED_RIGHTLY = Guard(
    "没有单位的异议成立过",
    lambda at: not _objectors(at),
    lambda at: f"{_objectors(at)}的派单异议成立过，再交给它的，请写明为什么归它办",
)


def _why_no_second_objection(at: Situation) -> str:
    """Return where the objection stands that was the department's only one."""
    department, made = at.concerned.department, at.concerned.objection_state
    if made is ObjectionState.PENDING:
        ruling = delegator(at) if at.concerned.is_delegated else "值班室"
        return f"{department}已经提过异议，等{ruling}裁定"
    ruled = made in (ObjectionState.REFUSED, ObjectionState.UPHELD)
    return (
        f"{department}的异议已经裁定，不能再提，请按裁定办理"
        if ruled
        else f"{department}已经提过一次异议，不能再提，请办理"
    )


NEVER_OBJECTED = Guard(
    "没有提过异议", lambda at: at.concerned.department not in at.case.objected, _why_no_second_objection
)
NOT_DIRECTED = Guard(
    "不是领导批示由它办理的",
    lambda at: not at.concerned.is_directed or at.concerned.steps_aside,
    lambda at: f"领导批示由{at.concerned.department}办理，请按批示办理；有新情况的反馈进展，要改变的由值班室报送领导",
)
TIME_TO_OBJECT = Guard(
    "在异议时限内",
    lambda at: at.concerned.object_by is None or at.now <= at.concerned.object_by,
    lambda at: f"{at.concerned.department}提出异议的时限已经过了，请办理；有困难的反馈进展说明",
)


def _why_no_ruling(at: Situation) -> str:
    if at.concerned.objection_state is ObjectionState.LAPSED:
        return f"{at.concerned.department}的异议没有裁定就已经失效，不用再裁定，发回重办也不恢复"
    return f"{at.concerned.department}没有待裁定的异议"


OBJECTION_PENDING = Guard(
    "有待裁定的异议",
    lambda at: at.concerned.objection_state is ObjectionState.PENDING,
    _why_no_ruling,
)
EXTENSION_ASKED = Guard(
    "有待答复的延期申请",
    lambda at: at.concerned.extension_days > 0,
    lambda at: f"{at.concerned.department}没有待答复的延期申请",
)
NO_EXTENSION_ASKED = Guard(
    "没有待答复的延期申请",
    lambda at: at.concerned.extension_days == 0,
    lambda _: "上一次延期申请还没有答复，请等答复",
)
NOT_YET_DUE = Guard(
    "还没有到期",
    lambda at: at.now < at.concerned.deadline,
    lambda _: "已经到期，延期要在到期之前申请；请尽快回复，来不及的反馈进展说明",
)
DAYS_LEFT = Guard(
    f"不满 {MAX_WORKING_DAYS} 个工作日",
    lambda at: at.concerned.deadline < at.concerned.latest,
    lambda _: f"期限已到交办以后第 {MAX_WORKING_DAYS} 个工作日，不能再延；一时解决不了的，牵头单位可以申请暂缓",
)
RUNS = Guard(
    "计时没有停",
    lambda at: not at.concerned.stands,
    lambda at: f"{at.concerned.department}按值班室的要求在等待，计时停着，请在等待结束以后再办",
)
IN_DAYS = Guard(
    "期限按天数定",
    lambda at: not at.concerned.allowed.is_by_the_clock,
    lambda at: f"期限是{at.concerned.allowed}，按小时或分钟定的不能延期；来不及的反馈进展，由值班室决定",
)


def _room_above(at: Situation) -> bool:
    above = (one.limit for one in at.case.assignments if one.number == at.concerned.parent)
    return all(at.concerned.deadline < limit for limit in above)


ROOM_ABOVE = Guard(
    "早于上级的期限",
    _room_above,
    lambda at: f"期限已到{delegator(at)}自己的期限，要由它先向值班室申请延期",
)
NOT_DISCLOSED = Guard(
    "还没有向它公开来电人信息",
    lambda at: not at.concerned.disclosed,
    lambda at: f"已经向{at.concerned.department}公开过来电人信息",
)
DISCLOSED = Guard(
    "已经向它公开来电人信息",
    lambda at: at.concerned.disclosed,
    lambda at: f"没有向{at.concerned.department}公开来电人信息，不用撤回",
)
