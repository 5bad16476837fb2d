"""Guards of questions to leaders."""

from hotline_server.domain.lifecycle.guards.guard import Guard
from hotline_server.domain.lifecycle.situation import Situation
from hotline_server.domain.parties import Role
from hotline_server.rulebook.decision import DUTY_OFFICE

LEADER_ASKED = Guard(
    "在等领导批示",
    lambda at: at.case.leader_question is not None,
    lambda _: "没有等着批示的请示；要领导定的，请值班室先报送领导",
)


def _asked_by(at: Situation, party: str) -> bool:
    question = at.case.leader_question
    return question is not None and bool(question.by(party))


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
