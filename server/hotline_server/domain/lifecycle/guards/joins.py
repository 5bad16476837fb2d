"""Guards of joined cases."""

from collections.abc import Mapping

from hotline_server.domain.handover import open_handovers
from hotline_server.domain.lifecycle.guards.guard import Guard
from hotline_server.domain.lifecycle.guards.leaders import NOBODY_DIRECTED
from hotline_server.domain.lifecycle.guards.lines import lines_at_work
from hotline_server.domain.lifecycle.situation import Situation
from hotline_server.domain.lifecycle.state import CaseState

OTHER_WAYS: Mapping[CaseState, str] = {
    CaseState.AWAITING_INSTRUCTION: "正在等领导批示，请把另一件并入这一件，或者先撤回请示；规则库报送的由领导批示",
    CaseState.RESOLVED: "已有办理结果，请把另一件并入这一件，结果一并答复；另一件也有结果的，分别答复来电人",
}
"""What to do instead of joining a case into another, by its state."""


def go_to_main(number: str) -> str:
    """Return what to tell whoever is refused something on a case that was joined into another."""
    return f"已并入工单 {number}，请在该工单上办理"


WAS_JOINED = Guard(
    "已并入另一工单", lambda at: bool(at.case.joined_into), lambda _: "这个工单没有并入别的工单，不用撤销并单"
)
NOT_JOINED = Guard("没有并入另一工单", lambda at: not at.case.joined_into, lambda at: go_to_main(at.case.joined_into))
NOT_YET_ANSWERED = Guard(
    "还没有答复",
    lambda at: not at.case.state.is_answered,
    lambda _: (
        "主单已经答复来电人，不能再并入：没有新情况的，把答复告诉这个来电人，直接办理或者按解释说明办结"
        "（已经交办的先撤回交办）；"
        "有新情况的，主单重新受理、再次办理以后再并入，或者另行办理"
    ),
)
MAIN_NOT_ARCHIVED = Guard(
    "主单没有归档",
    lambda at: not at.case.joined_into or at.case.awaits_main,
    lambda at: f"并入的工单 {at.case.joined_into} 已归档，这一件随它一起归档，不能再改；有新的情况请另行登记",
)
MAIN_CASE_ARCHIVED = Guard(
    "没有并入别的工单，或者主单已归档",
    lambda at: not at.case.awaits_main,
    lambda at: f"已并入工单 {at.case.joined_into}，随它一起归档",
)
MAY_MOVE = Guard(
    "不是在等领导批示，还没有结果",
    lambda at: at.case.state not in OTHER_WAYS,
    lambda at: f"这个工单{OTHER_WAYS[at.case.state]}",
)
MAY_LEAVE_ITS_HANDLERS = Guard(
    NOBODY_DIRECTED.name, NOBODY_DIRECTED.holds, lambda at: f"{NOBODY_DIRECTED.reason(at)}，或者把另一件并入这一件"
)
INTO_AN_EMERGENCY = Guard(
    "重大突发只并入重大突发",
    lambda at: (
        at.other is None or not at.case.state.faces_danger or at.other.is_emergency or at.other.state.faces_danger
    ),
    lambda _: "这个工单是重大突发，只能并入重大突发；请先把主单按重大突发处置",
)


def _called_off(at: Situation) -> str:
    """Return whoever deals with a danger and could not go on in the other case; empty if there is nobody."""
    if at.other is None or at.other.state.faces_danger or at.case.state is not CaseState.RESPONDING:
        return ""
    return "、".join(one.department for one in at.case.assignments if one.is_working)


CALLS_NOBODY_OFF = Guard(
    "没有单位正在处置，或者主单也正在核实或处置",
    lambda at: not _called_off(at),
    lambda at: f"{_called_off(at)}正在处置，主单已经不在处置；请等其回复以后再并入，或者把主单并入这一件",
)


def _passes_lines_on(at: Situation) -> bool:
    """Return whether the other case has, or may be given, what lines were handed for the danger (R2.6)."""
    if not (at.case.is_emergency or at.case.state.faces_danger):
        return False
    if at.other is None or at.other.state.faces_danger:
        return True
    theirs = {(one.line, one.of_danger) for one in open_handovers(at.other.handovers)}
    return all((one.line, one.of_danger) in theirs for one in open_handovers(at.case.handovers))


HANDED_AS_AN_EMERGENCY = Guard(
    "没有移交在办，或者是重大突发，主单也已移交或者正在核实、处置",
    lambda at: not lines_at_work(at) or _passes_lines_on(at),
    lambda at: f"{lines_at_work(at)}尚未反馈结果，请先记录结果或撤回移交，再并入",
)
