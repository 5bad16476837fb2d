"""Rows of hand-overs to other lines."""

from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.guards import leaders, lines, triage
from hotline_server.domain.lifecycle.rows.terms import (
    BEFORE_THE_DANGER,
    DESK,
    LINE,
    NO_QUESTION,
    OPEN,
    RULES,
    SYSTEM,
    Rows,
    S,
)
from hotline_server.domain.lifecycle.transition import Transition

# The desk, departments or a leader have the case, and nobody tells of a danger.
_IN_HAND_HERE = tuple(state for state in BEFORE_THE_DANGER if state is not S.HANDED_OVER)
_MAY_GO_BACK = (*_IN_HAND_HERE, S.CALLBACK_REVIEW)
_NO_LINE_IS_ASKED = (triage.NO_OPEN_QUESTION, lines.NOT_GIVEN_BACK)
_MAY_BE_HANDED = (*_NO_LINE_IS_ASKED, leaders.NOBODY_DIRECTED)
_LAST_LINE = (lines.LAST_OPEN_HANDOVER,)

LINES: Rows = (
    # hand-over to other lines 联动 (R8.2)
    Transition(
        Act.HAND_TO_LINE, _IN_HAND_HERE, S.HANDED_OVER, DESK, "DeskService.HandOverCase", guards=_MAY_BE_HANDED
    ),
    # what a caller is dissatisfied with is a line's
    Transition(
        Act.HAND_RESULT_TO_LINE, (S.CALLBACK_REVIEW,), S.HANDED_OVER, DESK, "CallerService.JudgeCallback",
        guards=_NO_LINE_IS_ASKED,
    ),
    # several lines may have a case
    Transition(
        Act.HAND_TO_LINE, (S.HANDED_OVER,), None, DESK, "DeskService.HandOverCase", guards=NO_QUESTION
    ),
    # a line that deals with a danger does so beside whoever handles the emergency
    Transition(
        Act.HAND_TO_LINE, (S.VERIFYING, S.RESPONDING), None, (*DESK, *RULES), "DeskService.HandOverCase"
    ),
    Transition(
        Act.RETURN_TO_LINE, _MAY_GO_BACK, None, DESK, "DeskService.GiveCaseBack",
        when=(lines.CAME_FROM_A_LINE,), guards=(*NO_QUESTION, lines.NOT_WITH_ITS_LINE, leaders.NOBODY_DIRECTED),
    ),
    # until the line accepts it, a case that is given back stays where it is
    Transition(
        Act.LINE_ACCEPT, _MAY_GO_BACK, S.HANDED_OVER, (*LINE, *DESK), "LineService.AcceptHandover",
        when=(lines.GIVES_BACK,), on_handover=True,
    ),
    Transition(
        Act.LINE_ACCEPT, OPEN, None, (*LINE, *DESK), "LineService.AcceptHandover", on_handover=True
    ),
    Transition(
        Act.LINE_REFUSE, (S.HANDED_OVER,), S.REGISTERED, (*LINE, *DESK), "LineService.RefuseHandover",
        when=_LAST_LINE, on_handover=True,
    ),
    Transition(Act.LINE_REFUSE, OPEN, None, (*LINE, *DESK), "LineService.RefuseHandover", on_handover=True),
    Transition(
        Act.LINE_PROGRESS, OPEN, None, (*LINE, *DESK), "LineService.SubmitLineProgress", on_handover=True
    ),
    Transition(
        Act.LINE_RESULT, (S.HANDED_OVER,), S.RESOLVED, (*LINE, *DESK), "LineService.SubmitLineResult",
        when=_LAST_LINE, on_handover=True,
    ),
    Transition(Act.LINE_RESULT, OPEN, None, (*LINE, *DESK), "LineService.SubmitLineResult", on_handover=True),
    Transition(
        Act.RECALL_FROM_LINE, (S.HANDED_OVER,), S.REGISTERED, DESK, "DeskService.RecallHandover",
        when=_LAST_LINE, on_handover=True,
    ),
    # as a leader designates departments, callers are answered before the line takes the case back, or a danger
    # is over before it has heard of it
    Transition(Act.RECALL_FROM_LINE, (*_MAY_GO_BACK, S.ANSWERED), None, SYSTEM, on_handover=True),
    # when it is joined into another, too
    Transition(
        Act.RECALL_FROM_LINE, (*OPEN, S.CLOSED), None, DESK, "DeskService.RecallHandover", on_handover=True
    ),
)  # fmt: skip
