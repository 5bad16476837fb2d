"""Rows of leaders: dissent put before them, and their instructions."""

from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.guards import assignments, callers, handling, leaders
from hotline_server.domain.lifecycle.rows.terms import COHANDLES, DEPARTMENT, GIVEN, LEADER, OPEN, SYSTEM, Rows, S
from hotline_server.domain.lifecycle.transition import Transition

_NOT_WAITING_FOR_A_LEADER = tuple(state for state in OPEN if not state.awaits_leader)
_REDESIGNATED = tuple(
    state for state in _NOT_WAITING_FOR_A_LEADER if state not in (S.REGISTERED, S.REFERRED, S.VERIFYING, S.RESPONDING)
)
# Whom a leader decided on has been heard.
_MAY_DISSENT = (assignments.NOT_DIRECTED,)

LEADERS: Rows = (
    # leaders (R2.4, R4.3)
    Transition(
        Act.DISSENT, (S.IN_PROGRESS, S.REWORKING), S.DISPUTED, DEPARTMENT, "DepartmentService.Dissent",
        when=GIVEN, guards=_MAY_DISSENT, on_assignment=True,
    ),
    # of who has signed, while the lead is to sign, waits or has replied
    Transition(
        Act.DISSENT, (S.ASSIGNED, S.SUSPENDED, S.REPLIED), None, DEPARTMENT, "DepartmentService.Dissent",
        when=(*GIVEN, *COHANDLES), guards=_MAY_DISSENT, on_assignment=True,
    ),
    # gathered in the question that waits
    Transition(
        Act.DISSENT, (S.DISPUTED, S.RESPONDING), None, DEPARTMENT, "DepartmentService.Dissent", when=GIVEN,
        guards=_MAY_DISSENT, on_assignment=True,
    ),
    Transition(
        Act.INSTRUCT, (S.AWAITING_INSTRUCTION, S.DISPUTED), S.REGISTERED, LEADER, "LeaderService.GiveInstruction"
    ),
    # another department is to handle what departments or lines have in hand, or what was answered
    Transition(
        Act.INSTRUCT, _REDESIGNATED, S.REGISTERED, LEADER, "LeaderService.GiveInstruction",
        when=(leaders.LEADER_ASKED,),
    ),
    Transition(
        Act.INSTRUCT_MEANWHILE, _NOT_WAITING_FOR_A_LEADER, None, LEADER, "LeaderService.GiveInstruction",
        when=(leaders.LEADER_ASKED,),
    ),
    # what a leader has only taken note of is still the desk's to judge
    Transition(
        Act.INSTRUCT_ON_RESULT, (S.AWAITING_INSTRUCTION,), S.CALLBACK_REVIEW, LEADER,
        "LeaderService.GiveInstruction", when=(callers.RESULT_IN_QUESTION,),
    ),
    # or since who dissented is out of the case
    Transition(
        Act.RESUME, (S.DISPUTED,), S.REWORKING, (*LEADER, *SYSTEM), "LeaderService.GiveInstruction",
        when=(handling.LEAD_AT_WORK, handling.LEAD_REWORKS),
    ),
    Transition(
        Act.RESUME, (S.DISPUTED,), S.IN_PROGRESS, (*LEADER, *SYSTEM), "LeaderService.GiveInstruction",
        when=(handling.LEAD_AT_WORK,),
    ),
    # the wait for the leader is over
    *(
        Transition(
            Act.RESUME, (S.SUSPENDED,), target, LEADER, "LeaderService.GiveInstruction",
            when=(leaders.LEADER_ASKED, leaders.TOLD_TO_WAIT, handling.LEAD_AT_WORK, *further),
        )
        for target, further in ((S.REWORKING, (handling.LEAD_REWORKS,)), (S.IN_PROGRESS, ()))
    ),
    # of an accusation that the desk has not judged, too (R8.3)
    Transition(Act.REMIND_LEADER, (*OPEN, S.CLOSED), None, SYSTEM),
)  # fmt: skip
