"""Guards of exclusions from assessment."""

from hotline_server.domain.exclusion import ExclusionState
from hotline_server.domain.lifecycle.guards.guard import Guard
from hotline_server.domain.lifecycle.situation import Situation


def _exclusion_state(at: Situation) -> ExclusionState | None:
    return at.concerned.exclusion.state if at.concerned.exclusion else None


def _in_exclusion(name: str, state: ExclusionState, missing: str) -> Guard:
    """Return the guard that an exclusion is in a state."""
    return Guard(name, lambda at: _exclusion_state(at) is state, lambda at: f"{at.concerned.department}没有{missing}")


NEVER_EXCLUDED = Guard(
    "没有申请过剔除",
    lambda at: _exclusion_state(at) in (None, ExclusionState.LAPSED),
    lambda at: f"{at.concerned.department}已经申请过剔除，不能再申请；不予剔除的可以申诉",
)
TIME_TO_EXCLUDE = Guard(
    "在申请剔除的时限内",
    lambda at: at.concerned.exclude_by is not None and at.now <= at.concerned.exclude_by,
    lambda at: (
        f"{at.concerned.department}申请剔除的时限已经过了"
        if at.case.state.is_closed
        else "工单还没有办结，办结以后才能申请剔除"
    ),
)
EXCLUSION_REQUESTED = _in_exclusion("有待提出意见的剔除", ExclusionState.REQUESTED, "待提出意见的剔除申请")
EXCLUSION_PROPOSED = _in_exclusion("有待复核的剔除意见", ExclusionState.PROPOSED, "待复核的剔除意见")
EXCLUSION_REFUSED = _in_exclusion("不予剔除", ExclusionState.REFUSED, "不予剔除的申请，不用申诉")
EXCLUSION_APPEALED = _in_exclusion("有待裁定的申诉", ExclusionState.APPEALED, "待裁定的申诉")
EXCLUDED = _in_exclusion("已剔除", ExclusionState.EXCLUDED, "剔除，不用撤销")
ANOTHER_THAN_PROPOSER = Guard(
    "不是提出意见的人",
    # Whoever asks what is allowed through a system has not said for whom.
    lambda at: not (at.actor.name and at.concerned.exclusion and at.concerned.exclusion.proposer == at.actor.name),
    lambda _: "意见是本人提出的，要由另一人复核",
)
TOOK_NO_PART = Guard(
    "没有参与不予剔除的决定",
    lambda at: not (at.actor.name and at.concerned.exclusion and at.actor.name in at.concerned.exclusion.took_part),
    lambda _: "本人提出过意见或者复核过，申诉要由没有参与的值班长裁定",
)
TIME_TO_APPEAL = Guard(
    "没有申诉过，在申诉时限内",
    lambda at: at.concerned.exclusion is not None and at.concerned.exclusion.may_be_appealed(at.now),
    lambda at: (
        "申诉已经裁定，不能再申诉"
        if at.concerned.exclusion and at.concerned.exclusion.appeal
        else f"{at.concerned.department}申诉的时限已经过了"
    ),
)


def _exclusions_open(at: Situation) -> str:
    """Return the departments whose exclusion is not decided, or may be appealed against."""
    asked = ((one.department, one.exclusion) for one in at.case.assignments if one.exclusion)
    return "、".join(name for name, asks in asked if asks.is_pending or asks.may_be_appealed(at.now))


NO_EXCLUSION_OPEN = Guard(
    "剔除的申请都已了结",
    lambda at: not _exclusions_open(at),
    lambda at: f"{_exclusions_open(at)}申请的剔除还没有了结，或者还在申诉时限内，请等了结以后归档",
)
