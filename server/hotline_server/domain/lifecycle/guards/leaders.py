"""Guards of questions to leaders."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hotline_server.domain.lifecycle.guards.guard import Guard
from hotline_server.domain.lifecycle.guards.handling import unfinished
from hotline_server.domain.lifecycle.situation import Situation
from hotline_server.domain.lifecycle.state import AssignmentState, CaseState
from hotline_server.domain.parties import Role
from hotline_server.rulebook.decision import DUTY_OFFICE

if TYPE_CHECKING:
    from hotline_server.domain.assignment import Assignment

LEADER_ASKED = Guard(
    "在等领导批示",
    lambda at: at.case.leader_question is not None,
    lambda _: "没有等着批示的请示；要领导定的，请值班室先报送领导",
)


def _asked_by(at: Situation, party: str) -> bool:
    question = at.case.leader_question
    return question is not None and bool(question.by(party))


def _directed(at: Situation) -> "list[Assignment]":
    """Return the assignments concerned that a leader decided on, until callers are told what came of them.

    Who meets a danger may be changed at once (R2.6), and so may who must step aside (R8.3).
    """
    if at.case.state.faces_danger or at.case.state.is_answered:
        return []
    if at.assignment:
        concerned = [at.assignment]
    else:
        results = [one for one in at.case.assignments if one.leads and one.state is AssignmentState.DONE]
        concerned = [*unfinished(at), *(results[-1:] if at.case.state is CaseState.RESOLVED else [])]
    return [one for one in concerned if one.is_directed and not one.steps_aside]


def _directed_lead(at: Situation) -> "list[Assignment]":
    return [one for one in _directed(at) if one.leads]


def _ask_again(directed: "Sequence[Assignment]") -> str:
    names = "、".join(dict.fromkeys(one.department for one in directed))
    return f"领导批示由{names}办理，请按批示办理；要改变的，请先报送领导"


NOBODY_DIRECTED = Guard("承办单位不是领导批示的", lambda at: not _directed(at), lambda at: _ask_again(_directed(at)))
LEAD_NOT_DIRECTED = Guard(
    "牵头单位不是领导批示的", lambda at: not _directed_lead(at), lambda at: _ask_again(_directed_lead(at))
)
DESK_ASKED = Guard(
    "值班室有请示待批示",
    lambda at: _asked_by(at, DUTY_OFFICE),
    lambda at: (
        "没有值班室报的请示；规则库报送的、承办单位提的意见和提级督办的，由领导批示"
        if at.case.leader_question
        else "没有等着批示的请示，不用撤回"
    ),
)
RULES_DID_NOT_ASK = Guard(
    "不是规则库报送的", lambda at: not _asked_by(at, Role.RULE_BOOK.value), lambda _: "规则库报送的还等批示，由领导批示"
)
TOLD_TO_WAIT = Guard("让等批示", lambda at: at.case.is_held, lambda _: "没有让承办单位等领导批示")
NOT_HELD = Guard(
    "没有让等批示",
    lambda at: not at.case.is_held,
    lambda _: "值班室让等领导批示，批示下来再回复；可以先反馈进展",
)
