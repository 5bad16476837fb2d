"""Guards of hand-overs to other lines."""

from hotline_server.domain.handover import Handover, open_handovers
from hotline_server.domain.lifecycle.guards.guard import Guard
from hotline_server.domain.lifecycle.situation import Situation


def lines_at_work(at: Situation) -> str:
    """Return the lines that have not told what became of the case; empty if there are none."""
    return "、".join(dict.fromkeys(one.line for one in open_handovers(at.case.handovers)))


NO_OPEN_HANDOVER = Guard(
    "联动单位均已反馈结果",
    lambda at: not lines_at_work(at),
    lambda at: f"{lines_at_work(at)}尚未反馈结果，请记录结果或撤回移交",
)
CAME_FROM_A_LINE = Guard(
    "联动单位转来的",
    lambda at: at.case.origin is not None,
    lambda _: "不是联动单位转来的工单，不能退回；归联动单位的请办理移交",
)
GIVES_BACK = Guard("退回转来的联动单位", lambda at: at.handed.gives_back, lambda _: "不是退回转来的联动单位")
_AWAITS_ITS_LINE = "已退回转来的联动单位，对方尚未接收；要另行办理的，请先撤回移交"
NOT_GIVEN_BACK = Guard(
    "没有退回后待接收的",
    lambda at: not any(one.gives_back for one in open_handovers(at.case.handovers)),
    lambda _: _AWAITS_ITS_LINE,
)


def _at_its_line(at: Situation) -> list[Handover]:
    """Return the open hand-overs to the line that the case came from."""
    origin = at.case.origin
    return [one for one in open_handovers(at.case.handovers) if origin and one.line == origin.line]


def _why_not_back(at: Situation) -> str:
    if any(one.gives_back for one in _at_its_line(at)):
        return _AWAITS_ITS_LINE
    having = "、".join(dict.fromkeys(one.line for one in _at_its_line(at)))
    return f"已移交{having}，对方尚未反馈结果；不由它办的，请先撤回移交"


NOT_WITH_ITS_LINE = Guard("转来的联动单位没有移交在办", lambda at: not _at_its_line(at), _why_not_back)
LAST_OPEN_HANDOVER = Guard(
    "没有别的联动单位在办",
    lambda at: not any(one.is_handed for one in open_handovers(at.case.handovers) if one is not at.handed),
    lambda _: "还有别的联动单位在办，请等它的结果，或者撤回移交",
)
HANDED_BEFORE_THE_DANGER = Guard(
    "险情发生前移交的还在办",
    lambda at: any(one.is_handed and not one.of_danger for one in open_handovers(at.case.handovers)),
    lambda _: "险情发生前没有移交在办的",
)
