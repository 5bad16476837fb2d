"""Guards of recusal: units that must step aside from what callers accuse them of."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from hotline_server.domain.lifecycle.guards.assignments import delegator
from hotline_server.domain.lifecycle.guards.guard import Guard
from hotline_server.domain.lifecycle.guards.handling import accepted_lead, unfinished
from hotline_server.domain.lifecycle.situation import Situation
from hotline_server.domain.lifecycle.state import CaseState

if TYPE_CHECKING:
    from hotline_server.domain.assignment import Assignment

ACCEPTED_LEAD_GOES_ON = Guard(
    "回复的牵头单位不用回避",
    lambda at: at.case.is_emergency or not at.case.recused.bars(accepted_lead(at)),
    lambda at: f"{accepted_lead(at)}应当回避，请改派或者报送领导；查明反映的不是它的，先解除回避",
)
RESULT_WAS_FOUND_BY_OTHERS = Guard(
    "待答复的结果不是应当回避的单位办的",
    lambda at: at.case.state is not CaseState.RESOLVED or ACCEPTED_LEAD_GOES_ON.holds(at),
    ACCEPTED_LEAD_GOES_ON.reason,
)


def _barred_formerly(at: Situation) -> str:
    """Return who was designated to handle the case and must not be again."""
    return "、".join(filter(at.case.recused.bars, at.case.designated))


FORMER_HANDLERS_GO_ON = Guard(
    "原来的承办单位不用回避",
    lambda at: not _barred_formerly(at),
    lambda at: f"{_barred_formerly(at)}应当回避，请另行指定承办单位；查明反映的不是它的，先解除回避",
)


def _stepping_aside(at: Situation) -> Mapping[str, str]:
    """Return who has the case in hand and must step aside, each with the way to have others handle its part."""
    ways = {one.department: _way_without(at, one) for one in unfinished(at) if one.steps_aside}
    if at.case.referral and at.case.referral.steps_aside:
        ways[at.case.referred_to] = "请另行交办"
    return ways if ways and at.case.accused else {}


def _way_without(at: Situation, one: "Assignment") -> str:
    if one.is_delegated:
        return f"请{delegator(at, one)}收回转派，或者由值班室改派，牵头单位可以不变"
    return "请改派" if one.leads else "请撤回交办或者改派"


def _why_aside(at: Situation) -> str:
    told = "；".join(f"{name}应当回避，{way}" for name, way in _stepping_aside(at).items())
    return f"{told}；查明反映的不是它的，先解除回避"


NOBODY_STEPS_ASIDE = Guard("没有应当回避的单位在办", lambda at: not _stepping_aside(at), _why_aside)
SOMEBODY_STEPS_ASIDE = Guard(
    "有应当回避的单位在办", lambda at: bool(_stepping_aside(at)), lambda _: "没有应当回避的单位在办，不用解除回避"
)
LEAD_GOES_ON = Guard(
    "牵头单位不用回避",
    lambda at: not any(one.leads and one.department in _stepping_aside(at) for one in unfinished(at)),
    _why_aside,
)
NOBODY_ACCUSED = Guard(
    "没有应当回避的单位",
    lambda at: not at.case.accused,
    lambda at: (
        f"来电人反映的是{'、'.join(at.case.accused)}。核实属实以后能处置的单位都要到场，派去的单位里有被反映的单位或者"
        "它的下属单位的，处置期间视为解除回避，记入日志；派谁请看清楚"
    ),
)
MAY_KNOW_CALLERS = Guard(
    "来电人反映的不是它",
    lambda at: not at.case.recused.bars(at.concerned.department),
    lambda at: (
        f"来电人反映的是{'、'.join(at.case.accused)}，不能向{at.concerned.department}公开来电人信息；查明反映的不是它的，先解除回避"
    ),
)
NOT_MEANT = Guard(
    "来电人反映的不会是它",
    lambda at: not at.case.recused.doubting(at.concerned.department),
    lambda at: (
        f"来电人举报或者要求保密，提到了{'、'.join(at.case.recused.doubting(at.concerned.department))}，反映的可能就是它，"
        f"不能向{at.concerned.department}公开来电人信息；查明反映的不是它的，先解除回避，写明理由"
    ),
)
SOMEBODY_ACCUSED = Guard(
    "有应当回避或者可能被反映的单位",
    lambda at: bool(at.case.accused or at.case.recused.doubtful),
    lambda _: "来电人没有反映哪个单位，不用解除回避",
)
# It is not told that it is accused.
GOES_ON = Guard(
    "不用等值班室研判",
    lambda at: not at.concerned.steps_aside,
    lambda _: "值班室正在研判由谁办理，请等研判以后再办；可以先反馈进展",
)
REFERRAL_GOES_ON = Guard(
    "归口单位不用等值班室研判",
    lambda at: not (at.case.referral and at.case.referral.steps_aside),
    lambda _: "值班室正在研判由谁办理，请等研判以后再反馈",
)


MAY_BE_EXTENDED = Guard(
    "不用回避",
    lambda at: not at.concerned.steps_aside,
    lambda at: f"{at.concerned.department}应当回避，不能同意它延期；请不同意；查明反映的不是它的，先解除回避",
)


def _why_unit_waits(at: Situation) -> str:
    if any(one.number == at.concerned.parent and one.steps_aside for one in at.case.assignments):
        return "值班室正在研判由谁办理，请等研判以后再办"
    return f"{at.concerned.department}应当回避，它的回复不能采用，也不能退回它重办；请收回转派"


UNIT_GOES_ON = Guard("下级不用回避", lambda at: not at.concerned.steps_aside, _why_unit_waits)
