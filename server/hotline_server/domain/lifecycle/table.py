"""Lifecycle of a case, of its assignments and of its hand-overs to other lines, as three transition tables.

Each row names an act, the states that allow it, the state it leads to, who may do it, under which guards, and the rpc
by which people do it. ``machine`` executes the tables with ``transitions``; nothing beside them decides whether an act
is allowed. docs/lifecycle.md is generated from them.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

from hotline_server.domain.lifecycle import guards
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.guards import Guard
from hotline_server.domain.lifecycle.state import UNFINISHED, WORKING, AssignmentState, CaseState, HandoverState
from hotline_server.domain.parties import Role

State = TypeVar("State", bound=Enum)


@dataclass(frozen=True, slots=True)
class Transition(Generic[State]):
    """One row of a table.

    Attributes:
        act: the act.
        sources: states that allow it.
        target: state it leads to; ``None`` leaves the state unchanged.
        roles: who may do it; empty in the tables of assignments and hand-overs, where the case's row says so.
        rpc: the rpc by which people do it; empty if the act is automatic or a part of another.
        when: guards that choose between rows; where one does not hold, nobody expects the act to be allowed.
        guards: what else must hold; where one does not, its reason is told.
        on_assignment: True if it is done to one assignment, whose table must allow it too.
        by_delegator: True if it is done by the department that delegated that assignment to a unit below.
        on_referral: True if it is done by the department to which the case is referred.
        caution: guard that refuses nothing: where it does not hold, its reason is told to whoever may do the act.
        on_handover: True if it is done to one hand-over to another line, whose table must allow it too.
    """

    act: Act
    sources: tuple[State, ...]
    target: State | None = None
    roles: tuple[Role, ...] = ()
    rpc: str = ""
    when: tuple[Guard, ...] = ()
    guards: tuple[Guard, ...] = ()
    on_assignment: bool = False
    by_delegator: bool = False
    on_referral: bool = False
    caution: Guard | None = None
    on_handover: bool = False

    @property
    def conditions(self) -> tuple[Guard, ...]:
        """All guards, the choosing ones first."""
        return (*self.when, *self.guards)


_S, _A, _H = CaseState, AssignmentState, HandoverState
_RULES, _OPERATOR, _DESK, _DEPARTMENT, _LEADER, _SYSTEM, _LINE = (
    (role,)
    for role in (
        Role.RULE_BOOK,
        Role.OPERATOR,
        Role.DESK,
        Role.DEPARTMENT,
        Role.LEADER,
        Role.SYSTEM,
        Role.LINE,
    )
)
_WITH_DEPARTMENTS = (_S.ASSIGNED, _S.IN_PROGRESS, _S.RESPONDING, _S.REWORKING, _S.SUSPENDED, _S.DISPUTED)
_REROUTED = (*_WITH_DEPARTMENTS, _S.REPLIED)
_WORKING = (*_WITH_DEPARTMENTS, _S.REPLIED, _S.RESOLVED, _S.ANSWERED, _S.CALLBACK_REVIEW)
# Who is on the spot reports also while a danger is verified.
_ON_SITE = (*_WORKING, _S.VERIFYING)
_BEFORE_THE_ANSWER = (
    _S.REGISTERED, _S.REFERRED, _S.HANDED_OVER, _S.AWAITING_INSTRUCTION, _S.VERIFYING, *_WITH_DEPARTMENTS, _S.REPLIED,
    _S.RESOLVED,
)  # fmt: skip
_HANDLED = tuple(state for state in _BEFORE_THE_ANSWER if state not in (_S.REGISTERED, _S.VERIFYING))
_WITH_PROPOSAL = tuple(state for state in _S if state.is_with_departments)
_BEFORE_THE_DANGER = tuple(state for state in _BEFORE_THE_ANSWER if state not in (_S.VERIFYING, _S.RESPONDING))
# The desk, departments or a leader have the case, and nobody tells of a danger.
_IN_HAND_HERE = tuple(state for state in _BEFORE_THE_DANGER if state is not _S.HANDED_OVER)
_MAY_GO_BACK = (*_IN_HAND_HERE, _S.CALLBACK_REVIEW)
_ANSWERED = (_S.ANSWERED, _S.CALLBACK_REVIEW)
# Some callers may still wait while the desk judges what another is dissatisfied with.
_BEFORE_ALL_ARE_DONE = (*_BEFORE_THE_ANSWER, _S.CALLBACK_REVIEW)
_OPEN = (*_BEFORE_THE_ANSWER, *_ANSWERED)
_BESIDE_A_QUESTION = tuple(state for state in _BEFORE_THE_ANSWER if state not in (_S.REGISTERED, _S.REFERRED))
_NOT_WAITING_FOR_A_LEADER = tuple(state for state in _OPEN if not state.awaits_leader)
_REDESIGNATED = tuple(
    state
    for state in _NOT_WAITING_FOR_A_LEADER
    if state not in (_S.REGISTERED, _S.REFERRED, _S.VERIFYING, _S.RESPONDING)
)
_NO_QUESTION = (guards.NO_OPEN_QUESTION,)
_MAY_BE_HANDED = (guards.NO_OPEN_QUESTION, guards.NOT_GIVEN_BACK)
_NOBODY_STEPS_ASIDE = (guards.NOBODY_STEPS_ASIDE,)
_JUDGED = (guards.NO_DECISION_PROPOSED,)
_LAST_LINE = (guards.LAST_OPEN_HANDOVER,)
_UNSEALED = (*_OPEN, _S.CLOSED)
_WITHOUT_DANGER = tuple(state for state in _UNSEALED if state not in (_S.VERIFYING, _S.RESPONDING))
_LEADS, _COHANDLES = (guards.LEADS,), (guards.COHANDLES,)
_GIVEN, _DELEGATED = (guards.GIVEN_BY_DESK,), (guards.DELEGATED,)
_GOES_ON = (guards.GOES_ON,)
_REPLIES_OF_ALL = (guards.NOBODY_BELOW_OWES, guards.NOBODY_BELOW_STEPS_ASIDE)
_MAY_ANSWER = (guards.MAY_ANSWER, *_JUDGED)
_MAY_OBJECT = (guards.NEVER_OBJECTED, guards.TIME_TO_OBJECT)

CASE_TABLE: tuple[Transition[CaseState], ...] = (
    # triage (R2.1 to R2.5)
    Transition(Act.PROPOSE_ANSWERS, (_S.REGISTERED,), None, _RULES, guards=_NO_QUESTION),
    Transition(
        Act.ANSWER_DIRECTLY, (_S.REGISTERED,), _S.ANSWERED, _DESK, "DeskService.AnswerDirectly", guards=_NO_QUESTION
    ),
    Transition(
        Act.DECLINE_PROPOSALS, (_S.REGISTERED,), None, _DESK, "DeskService.DeclineProposals",
        when=(guards.AWAITS_CONFIRMATION,),
    ),
    Transition(
        Act.REFER, (_S.REGISTERED,), _S.REFERRED, (*_DESK, *_RULES), "DeskService.ReferCase", guards=_NO_QUESTION
    ),
    Transition(
        Act.ASSIGN, (_S.REGISTERED, _S.REFERRED), _S.ASSIGNED, _DESK, "DeskService.AssignCase", guards=_NO_QUESTION
    ),
    Transition(Act.ASSIGN, (_S.REGISTERED, _S.REFERRED), _S.ASSIGNED, _RULES, guards=_NO_QUESTION),
    # as a leader instructs, whatever the caller is still to be asked
    Transition(Act.ASSIGN, (_S.REGISTERED, _S.REFERRED), _S.ASSIGNED, _LEADER),
    Transition(
        Act.ESCALATE, (_S.REGISTERED, _S.REFERRED), _S.AWAITING_INSTRUCTION, (*_DESK, *_RULES),
        "DeskService.EscalateCase", guards=_NO_QUESTION,
    ),
    # nobody stops working for a question to a leader
    Transition(Act.ESCALATE, _BESIDE_A_QUESTION, None, (*_DESK, *_RULES), "DeskService.EscalateCase"),
    # which the desk takes back itself; what others put before the leader is still to be answered
    *(
        Transition(
            Act.WITHDRAW_QUESTION, (_S.AWAITING_INSTRUCTION,), target, _DESK, "DeskService.WithdrawQuestion",
            when=(guards.DESK_ASKED, guards.RULES_DID_NOT_ASK, *further),
        )
        for target, further in ((_S.CALLBACK_REVIEW, (guards.RESULT_IN_QUESTION,)), (_S.REGISTERED, ()))
    ),
    Transition(
        Act.WITHDRAW_QUESTION, _OPEN, None, _DESK, "DeskService.WithdrawQuestion", when=(guards.DESK_ASKED,)
    ),
    Transition(Act.JOIN, _BEFORE_THE_ANSWER, None, _DESK),
    # whoever calls about what was answered is told that answer, or the case is handled again first
    Transition(
        Act.JOIN, (*_ANSWERED, _S.CLOSED), None, _DESK, guards=(guards.NOT_JOINED, guards.NOT_YET_ANSWERED)
    ),
    Transition(
        Act.JOIN_INTO,
        (_S.REGISTERED, _S.REFERRED, _S.ASSIGNED, _S.IN_PROGRESS, _S.VERIFYING, _S.RESPONDING), _S.CLOSED, _DESK,
        "DeskService.JoinCases",
        guards=(*_NO_QUESTION, guards.INTO_AN_EMERGENCY, guards.HANDED_AS_AN_EMERGENCY),
    ),
    Transition(
        Act.SEPARATE, (_S.CLOSED,), _S.REGISTERED, _DESK, "DeskService.SeparateCase", when=(guards.WAS_JOINED,),
        guards=(guards.MAIN_NOT_ARCHIVED,),
    ),
    # with the caller goes what the caller is dissatisfied with
    Transition(Act.SEPARATE_FROM, (_S.CALLBACK_REVIEW,), _S.ANSWERED, _DESK, when=(guards.NOBODY_DISSATISFIED,)),
    Transition(Act.SEPARATE_FROM, (*_OPEN, _S.CLOSED), None, _DESK),
    # several matters in one call (R2.5)
    Transition(Act.SPLIT, _OPEN, None, _DESK, "DeskService.SplitCase", guards=(guards.NOT_JOINED,)),
    Transition(Act.SPLIT_OFF, (_S.REGISTERED,), None, _DESK),
    # amended registrations (R1.1)
    Transition(
        Act.AMEND, _UNSEALED, None, _DESK, "IntakeService.AmendRegistration", guards=(guards.MAIN_NOT_ARCHIVED,)
    ),
    Transition(
        Act.AMEND, _UNSEALED, None, _OPERATOR, "IntakeService.AmendRegistration",
        guards=(guards.REGISTERED_BY_ACTOR, guards.DURING_THE_CALL, guards.MAIN_NOT_ARCHIVED),
    ),
    Transition(
        Act.REQUEST_CONFIDENCE, _UNSEALED, None, (*_DESK, *_OPERATOR, *_SYSTEM), "IntakeService.AmendRegistration",
        guards=(guards.MAIN_NOT_ARCHIVED,),
    ),
    Transition(Act.RELAY_AMENDMENT, _UNSEALED, None, (*_DESK, *_OPERATOR, *_SYSTEM)),
    Transition(Act.PROPOSE_DECISION, _UNSEALED, None, _RULES, guards=(guards.NOT_JOINED,)),
    Transition(
        Act.KEEP_DECISION, _UNSEALED, None, _DESK, "DeskService.KeepDecision",
        guards=_NOBODY_STEPS_ASIDE,
        when=(guards.DECISION_PROPOSED,),
    ),
    # ends without handling (R8.1)
    Transition(
        Act.END, (_S.REGISTERED, _S.REFERRED), _S.ANSWERED, _DESK, "DeskService.EndCase", guards=_NO_QUESTION
    ),
    Transition(
        Act.PROPOSE_END, (_S.ASSIGNED, _S.IN_PROGRESS, _S.REWORKING), None, _DEPARTMENT, "DepartmentService.ProposeEnd",
        when=_LEADS, guards=(guards.NO_END_PROPOSED,), on_assignment=True,
    ),
    Transition(
        Act.GRANT_END, _WITH_PROPOSAL, _S.RESOLVED, _DESK, "DeskService.DecideEnd", when=(guards.END_PROPOSED,),
        guards=(guards.NO_HANDOVER_PROPOSED, *_NOBODY_STEPS_ASIDE),
    ),
    Transition(
        Act.REFUSE_END, _WITH_PROPOSAL, None, _DESK, "DeskService.DecideEnd", when=(guards.END_PROPOSED,)
    ),
    Transition(Act.SUGGEST_END, (_S.REGISTERED,), None, _RULES, guards=_NO_QUESTION),
    # hand-over to other lines 联动 (R8.2)
    Transition(
        Act.HAND_TO_LINE, _IN_HAND_HERE, _S.HANDED_OVER, _DESK, "DeskService.HandOverCase", guards=_MAY_BE_HANDED
    ),
    # what a caller is dissatisfied with is a line's
    Transition(
        Act.HAND_RESULT_TO_LINE, (_S.CALLBACK_REVIEW,), _S.HANDED_OVER, _DESK, "CallerService.JudgeCallback",
        guards=_MAY_BE_HANDED,
    ),
    # several lines may have a case
    Transition(
        Act.HAND_TO_LINE, (_S.HANDED_OVER,), None, _DESK, "DeskService.HandOverCase", guards=_NO_QUESTION
    ),
    # a line that deals with a danger does so beside whoever handles the emergency
    Transition(
        Act.HAND_TO_LINE, (_S.VERIFYING, _S.RESPONDING), None, (*_DESK, *_RULES), "DeskService.HandOverCase"
    ),
    Transition(
        Act.RETURN_TO_LINE, _MAY_GO_BACK, None, _DESK, "DeskService.GiveCaseBack",
        when=(guards.CAME_FROM_A_LINE,), guards=(*_NO_QUESTION, guards.NOT_WITH_ITS_LINE),
    ),
    # until the line accepts it, a case that is given back stays where it is
    Transition(
        Act.LINE_ACCEPT, _MAY_GO_BACK, _S.HANDED_OVER, (*_LINE, *_DESK), "LineService.AcceptHandover",
        when=(guards.GIVES_BACK,), on_handover=True,
    ),
    Transition(
        Act.LINE_ACCEPT, _OPEN, None, (*_LINE, *_DESK), "LineService.AcceptHandover", on_handover=True
    ),
    Transition(
        Act.LINE_REFUSE, (_S.HANDED_OVER,), _S.REGISTERED, (*_LINE, *_DESK), "LineService.RefuseHandover",
        when=_LAST_LINE, on_handover=True,
    ),
    Transition(Act.LINE_REFUSE, _OPEN, None, (*_LINE, *_DESK), "LineService.RefuseHandover", on_handover=True),
    Transition(
        Act.LINE_PROGRESS, _OPEN, None, (*_LINE, *_DESK), "LineService.SubmitLineProgress", on_handover=True
    ),
    Transition(
        Act.LINE_RESULT, (_S.HANDED_OVER,), _S.RESOLVED, (*_LINE, *_DESK), "LineService.SubmitLineResult",
        when=_LAST_LINE, on_handover=True,
    ),
    Transition(Act.LINE_RESULT, _OPEN, None, (*_LINE, *_DESK), "LineService.SubmitLineResult", on_handover=True),
    Transition(
        Act.RECALL_FROM_LINE, (_S.HANDED_OVER,), _S.REGISTERED, _DESK, "DeskService.RecallHandover",
        when=_LAST_LINE, on_handover=True,
    ),
    # as a leader designates departments instead, or callers are answered before the line takes the case back
    Transition(Act.RECALL_FROM_LINE, (_S.REGISTERED, _S.ANSWERED), None, _SYSTEM, on_handover=True),
    # when it is joined into another, too
    Transition(
        Act.RECALL_FROM_LINE, (*_OPEN, _S.CLOSED), None, _DESK, "DeskService.RecallHandover", on_handover=True
    ),
    # nuisance calls (R8.8)
    Transition(
        Act.MARK_NUISANCE, (*_OPEN, _S.CLOSED), None, _DESK, "DeskService.MarkNuisance", when=(guards.NO_NUISANCE,)
    ),
    Transition(
        Act.UNMARK_NUISANCE, (*_OPEN, _S.CLOSED), None, _DESK, "DeskService.UnmarkNuisance", when=(guards.NUISANCE,)
    ),
    # what callers were told of the handling, and connections by telephone (R2.2, R2.3)
    Transition(
        Act.TELL_CALLER, _HANDLED, None, (*_DESK, Role.OPERATOR, *_SYSTEM), "DeskService.RecordNotice",
    ),
    Transition(
        Act.CONNECT_CALLER, _OPEN, None, (Role.OPERATOR, *_DESK), "IntakeService.RecordConnection",
    ),
    # re-routing while departments work (R2.5)
    Transition(
        Act.CHANGE_LEAD,
        (_S.ASSIGNED, _S.IN_PROGRESS, _S.REWORKING, _S.SUSPENDED, _S.DISPUTED, _S.REPLIED), _S.ASSIGNED, _DESK,
        "DeskService.RerouteCase",
    ),
    Transition(Act.CHANGE_LEAD, (_S.RESPONDING,), None, _DESK, "DeskService.RerouteCase"),
    # before anybody is told a result that is to be found by others
    Transition(
        Act.CHANGE_LEAD, (_S.RESOLVED,), _S.ASSIGNED, _DESK, "DeskService.RerouteCase",
        when=(guards.DECISION_PROPOSED,),
    ),
    # as a leader instructs in an emergency
    *(
        Transition(act, (_S.RESPONDING,), None, _LEADER)
        for act in (Act.CHANGE_LEAD, Act.CHANGE_COHANDLERS, Act.ADD_COHANDLER)
    ),
    *(
        Transition(act, (_S.RESPONDING,), None, _LEADER, on_assignment=True)
        for act in (Act.TAKE_BACK, Act.BECOME_COHANDLER)
    ),
    Transition(
        Act.CHANGE_COHANDLERS, _REROUTED, None, _DESK, "DeskService.RerouteCase",
        guards=(guards.LEAD_AT_WORK, guards.LEAD_GOES_ON),
    ),
    Transition(Act.ADD_COHANDLER, _REROUTED, None, _DESK),
    Transition(Act.TAKE_BACK, _REROUTED, None, _DESK, on_assignment=True),
    # with the case, when that goes elsewhere or ends
    Transition(Act.TAKE_BACK, (*_OPEN, _S.CLOSED), None, _SYSTEM, on_assignment=True),
    Transition(Act.BECOME_COHANDLER, _REROUTED, None, _DESK, on_assignment=True),
    # recusal (R8.3)
    Transition(
        Act.LIFT_RECUSAL, _BEFORE_ALL_ARE_DONE, None, _DESK, "DeskService.LiftRecusal",
        when=(guards.SOMEBODY_ACCUSED,),
    ),
    # of who still has a part of what was answered
    Transition(
        Act.LIFT_RECUSAL, (_S.ANSWERED,), None, _DESK, "DeskService.LiftRecusal", when=(guards.SOMEBODY_ACCUSED,),
        guards=(guards.SOMEBODY_STEPS_ASIDE,),
    ),
    # emergencies (R2.6)
    Transition(Act.ASK_BACK, _WITHOUT_DANGER, None, _RULES, guards=(guards.NOT_JOINED,)),
    Transition(
        Act.ANSWER_ASK_BACK, _WITHOUT_DANGER, None, (*_OPERATOR, *_DESK), "IntakeService.AnswerQuestion",
        when=(guards.OPEN_QUESTION,),
    ),
    Transition(
        Act.RAISE_EMERGENCY, _BEFORE_THE_DANGER, _S.VERIFYING, (*_DESK, *_RULES), "DeskService.RaiseEmergency"
    ),
    # the callers are to be answered again
    Transition(
        Act.RAISE_EMERGENCY, (*_ANSWERED, _S.CLOSED), _S.VERIFYING, (*_DESK, *_RULES), "DeskService.RaiseEmergency",
        guards=(guards.NOT_JOINED,),
    ),
    Transition(Act.ALARM, _UNSEALED, None, _SYSTEM),
    Transition(
        Act.CONFIRM_EMERGENCY, (_S.VERIFYING,), _S.RESPONDING, _DESK, "DeskService.VerifyEmergency",
        caution=guards.NOBODY_ACCUSED,
    ),
    # what departments on the spot replied before anybody had verified it
    Transition(Act.TAKE_UP_REPLY, (_S.RESPONDING,), _S.REPLIED, _SYSTEM, guards=(guards.LEAD_REPLIED,)),
    # a line that had it before the danger has it again
    Transition(
        Act.DISMISS_EMERGENCY, (_S.VERIFYING,), _S.HANDED_OVER, _DESK, "DeskService.VerifyEmergency",
        when=(guards.HANDED_BEFORE_THE_DANGER,),
    ),
    # and so have the departments that had it
    *(
        Transition(
            Act.DISMISS_EMERGENCY, (_S.VERIFYING,), target, _DESK, "DeskService.VerifyEmergency", when=when
        )
        for target, when in (
            (_S.REPLIED, (guards.LEAD_REPLIED,)),
            (_S.REWORKING, (guards.LEAD_REWORKS,)),
            (_S.ASSIGNED, (guards.LEAD_TO_ACCEPT,)),
            (_S.IN_PROGRESS, (guards.LEAD_AT_WORK,)),
            (_S.REGISTERED, ()),
        )
    ),
    # leaders (R2.4, R4.3)
    Transition(
        Act.DISSENT, (_S.IN_PROGRESS, _S.REWORKING), _S.DISPUTED, _DEPARTMENT, "DepartmentService.Dissent",
        when=_GIVEN, on_assignment=True,
    ),
    # gathered in the question that waits
    Transition(
        Act.DISSENT, (_S.DISPUTED, _S.RESPONDING), None, _DEPARTMENT, "DepartmentService.Dissent", when=_GIVEN,
        on_assignment=True,
    ),
    Transition(
        Act.INSTRUCT, (_S.AWAITING_INSTRUCTION, _S.DISPUTED), _S.REGISTERED, _LEADER, "LeaderService.GiveInstruction"
    ),
    # another department is to handle what departments or lines have in hand, or what was answered
    Transition(
        Act.INSTRUCT, _REDESIGNATED, _S.REGISTERED, _LEADER, "LeaderService.GiveInstruction",
        when=(guards.LEADER_ASKED,),
    ),
    Transition(
        Act.INSTRUCT_MEANWHILE, _NOT_WAITING_FOR_A_LEADER, None, _LEADER, "LeaderService.GiveInstruction",
        when=(guards.LEADER_ASKED,),
    ),
    # what a leader has only taken note of is still the desk's to judge
    Transition(
        Act.INSTRUCT_ON_RESULT, (_S.AWAITING_INSTRUCTION,), _S.CALLBACK_REVIEW, _LEADER,
        "LeaderService.GiveInstruction", when=(guards.RESULT_IN_QUESTION,),
    ),
    Transition(
        Act.RESUME, (_S.DISPUTED,), _S.REWORKING, _LEADER, "LeaderService.GiveInstruction",
        when=(guards.LEAD_AT_WORK, guards.LEAD_REWORKS),
    ),
    Transition(
        Act.RESUME, (_S.DISPUTED,), _S.IN_PROGRESS, _LEADER, "LeaderService.GiveInstruction",
        when=(guards.LEAD_AT_WORK,),
    ),
    # the wait for the leader is over
    *(
        Transition(
            Act.RESUME, (_S.SUSPENDED,), target, _LEADER, "LeaderService.GiveInstruction",
            when=(guards.LEADER_ASKED, guards.TOLD_TO_WAIT, guards.LEAD_AT_WORK, *further),
        )
        for target, further in ((_S.REWORKING, (guards.LEAD_REWORKS,)), (_S.IN_PROGRESS, ()))
    ),
    Transition(Act.REMIND_LEADER, _OPEN, None, _SYSTEM),
    # departments (R3.1 to R3.3)
    Transition(
        Act.ACCEPT, (_S.ASSIGNED,), _S.IN_PROGRESS, (*_DEPARTMENT, *_SYSTEM), "DepartmentService.AcceptAssignment",
        when=_LEADS, on_assignment=True,
    ),
    Transition(
        Act.ACCEPT, (_S.VERIFYING, _S.RESPONDING), None, (*_DEPARTMENT, *_SYSTEM), "DepartmentService.AcceptAssignment",
        when=_LEADS, on_assignment=True,
    ),
    Transition(
        Act.ACCEPT_AS_COHANDLER, _ON_SITE, None, (*_DEPARTMENT, *_SYSTEM), "DepartmentService.AcceptAssignment",
        when=_COHANDLES, on_assignment=True,
    ),
    Transition(
        Act.OBJECT, (_S.ASSIGNED, _S.IN_PROGRESS), None, _DEPARTMENT, "DepartmentService.ObjectToAssignment",
        when=_LEADS, guards=_MAY_OBJECT, on_assignment=True,
    ),
    Transition(
        Act.OBJECT, _WORKING, None, _DEPARTMENT, "DepartmentService.ObjectToAssignment",
        when=_COHANDLES, guards=_MAY_OBJECT, on_assignment=True,
    ),
    Transition(
        Act.OBJECT, _WORKING, None, _DEPARTMENT, "DepartmentService.ObjectToAssignment",
        when=_DELEGATED, guards=_MAY_OBJECT, on_assignment=True,
    ),
    Transition(
        Act.SUBMIT_PROGRESS, _OPEN, None, _DEPARTMENT, "DepartmentService.SubmitProgress", on_assignment=True
    ),
    Transition(
        Act.ASK_EXTENSION, _WORKING, None, _DEPARTMENT, "DepartmentService.AskExtension",
        guards=(guards.NO_EMERGENCY, guards.ROOM_ABOVE), on_assignment=True,
    ),
    Transition(
        Act.REPLY, (_S.IN_PROGRESS, _S.RESPONDING, _S.REWORKING, _S.SUSPENDED, _S.DISPUTED), _S.REPLIED, _DEPARTMENT,
        "DepartmentService.SubmitReply", when=_LEADS, guards=(guards.NOT_HELD, *_REPLIES_OF_ALL),
        on_assignment=True,
    ),
    # from the spot; the danger is still to be verified
    Transition(
        Act.REPLY, (_S.VERIFYING,), None, _DEPARTMENT, "DepartmentService.SubmitReply", when=_LEADS,
        guards=_REPLIES_OF_ALL, on_assignment=True,
    ),
    Transition(
        Act.REPLY_AS_COHANDLER, _ON_SITE, None, _DEPARTMENT, "DepartmentService.SubmitReply",
        when=_COHANDLES, guards=_REPLIES_OF_ALL, on_assignment=True,
    ),
    # delegation to units below, of which each has one that delegated to it and stays responsible (P3, R8.4)
    Transition(
        Act.DELEGATE, _ON_SITE, None, _DEPARTMENT, "DelegationService.DelegateAssignment", when=_GIVEN,
        on_assignment=True,
    ),
    Transition(
        Act.ACCEPT_DELEGATED, _ON_SITE, None, _DEPARTMENT, "DepartmentService.AcceptAssignment", when=_DELEGATED,
        on_assignment=True,
    ),
    Transition(
        Act.REPLY_TO_DELEGATOR, _ON_SITE, None, _DEPARTMENT, "DepartmentService.SubmitReply", when=_DELEGATED,
        on_assignment=True,
    ),
    *(
        Transition(
            act, _OPEN, None, _DEPARTMENT, f"DelegationService.{rpc}", when=_DELEGATED, on_assignment=True,
            by_delegator=True,
        )
        for act, rpc in (
            (Act.UPHOLD_OBJECTION, "DecideObjection"),
            (Act.REFUSE_OBJECTION, "DecideObjection"),
            (Act.GRANT_EXTENSION, "DecideUnitExtension"),
            (Act.REFUSE_EXTENSION, "DecideUnitExtension"),
            (Act.TAKE_OVER_REPLY, "TakeOverReply"),
            (Act.RETURN_DELEGATED, "ReturnReply"),
            (Act.SUPERVISE, "SuperviseUnit"),
            (Act.CHANGE_DELEGATED_LIMIT, "ChangeLimit"),
            (Act.RECALL, "RecallAssignment"),
        )
    ),
    # with the assignment that was delegated
    Transition(Act.RECALL, (*_OPEN, _S.CLOSED), None, _SYSTEM, on_assignment=True),
    Transition(Act.TELL_DELEGATOR, _OPEN, None, _SYSTEM, on_assignment=True),
    # the desk over assignments (R3.2, R4.1 to R4.4)
    *(
        Transition(act, _OPEN, None, _DESK, "DeskService.DecideExtension", when=_GIVEN, on_assignment=True)
        for act in (Act.GRANT_EXTENSION, Act.REFUSE_EXTENSION)
    ),
    Transition(
        Act.UPHOLD_OBJECTION, (_S.ASSIGNED, _S.IN_PROGRESS, _S.REWORKING, _S.SUSPENDED, _S.DISPUTED), _S.REGISTERED,
        _DESK, "DeskService.RuleOnObjection", when=(*_GIVEN, *_LEADS), on_assignment=True,
    ),
    Transition(
        Act.UPHOLD_OBJECTION, _OPEN, None, _DESK, "DeskService.RuleOnObjection", when=(*_GIVEN, *_COHANDLES),
        on_assignment=True,
    ),
    Transition(
        Act.REFUSE_OBJECTION, _OPEN, None, _DESK, "DeskService.RuleOnObjection", when=_GIVEN, on_assignment=True
    ),
    # of a lead, too, where the amended call needs no department any more
    Transition(
        Act.WITHDRAW, (_S.ASSIGNED, _S.IN_PROGRESS, _S.REWORKING, _S.SUSPENDED, _S.REPLIED), _S.REGISTERED, _DESK,
        "DeskService.WithdrawAssignment", when=(*_GIVEN, *_LEADS, guards.NO_DEPARTMENT_NEEDED), on_assignment=True,
    ),
    # or once all callers are answered
    Transition(
        Act.WITHDRAW, (_S.ANSWERED,), None, _DESK, "DeskService.WithdrawAssignment", when=(*_GIVEN, *_LEADS),
        on_assignment=True,
    ),
    Transition(
        Act.WITHDRAW, _OPEN, None, _DESK, "DeskService.WithdrawAssignment", when=_GIVEN, guards=_COHANDLES,
        on_assignment=True,
    ),
    # referrals (R2.2)
    Transition(
        Act.REPORT_RESULT, (_S.REFERRED,), None, _DEPARTMENT, "DepartmentService.ReportReferralResult",
        guards=(guards.REFERRAL_GOES_ON,), on_referral=True,
    ),
    Transition(Act.SUPERVISE_REFERRAL, (_S.REFERRED,), None, _DESK, "DeskService.SuperviseAssignment"),
    Transition(
        Act.RECORD_RESULT, (_S.REFERRED,), _S.RESOLVED, _DESK, "DeskService.RecordReferralResult",
        guards=_NOBODY_STEPS_ASIDE,
    ),
    Transition(
        Act.RETURN_FOR_REWORK, (_S.REPLIED,), _S.REWORKING, _DESK, "DeskService.ReviewReply",
        guards=(guards.LEAD_GOES_ON,),
    ),
    # of what was accepted by mistake, too, until the last caller is answered
    Transition(
        Act.RETURN_FOR_REWORK, (_S.RESOLVED,), _S.REWORKING, _DESK, "DeskService.ReviewReply",
        when=(guards.REPLY_ACCEPTED,), guards=(guards.ACCEPTED_LEAD_GOES_ON,),
    ),
    Transition(
        Act.ACCEPT_REPLY, (_S.REPLIED,), _S.RESOLVED, _DESK, "DeskService.ReviewReply",
        guards=(*_NOBODY_STEPS_ASIDE, *_JUDGED),
    ),
    Transition(Act.NUDGE, _OPEN, None, _SYSTEM, on_assignment=True),
    Transition(Act.REMIND, _OPEN, None, _SYSTEM, on_assignment=True),
    Transition(Act.DISCLOSE, _OPEN, None, _DESK, "DeskService.DiscloseCaller", on_assignment=True),
    Transition(
        Act.WITHDRAW_DISCLOSURE, _OPEN, None, _DESK, "DeskService.WithdrawDisclosure", on_assignment=True,
    ),
    Transition(
        Act.SUPERVISE, _OPEN, None, (*_DESK, *_SYSTEM), "DeskService.SuperviseAssignment", when=_GIVEN,
        on_assignment=True,
    ),
    Transition(Act.RAISE_SUPERVISION, _OPEN, None, _SYSTEM),
    Transition(Act.REMIND_DESK, (*_OPEN, _S.CLOSED), None, _SYSTEM),
    Transition(
        Act.INVESTIGATE_ON_SITE, (*_WITH_DEPARTMENTS, _S.REGISTERED, _S.REFERRED, _S.REPLIED), None, _DESK,
        "DeskService.InvestigateOnSite",
    ),
    # waiting with the desk's consent (R8.6)
    Transition(
        Act.ASK_SUSPENSION, (_S.IN_PROGRESS, _S.REWORKING), None, _DEPARTMENT, "DepartmentService.AskSuspension",
        when=_LEADS, guards=(guards.NO_EMERGENCY, guards.NO_SUSPENSION_ASKED), on_assignment=True,
    ),
    Transition(
        Act.SUSPEND, (_S.IN_PROGRESS, _S.REWORKING), _S.SUSPENDED, _DESK, "DeskService.SuspendCase",
        guards=(guards.NO_EMERGENCY, guards.LEAD_AT_WORK, guards.NO_END_PROPOSED),
    ),
    Transition(
        Act.REFUSE_SUSPENSION, (_S.IN_PROGRESS, _S.REWORKING, _S.DISPUTED), None, _DESK, "DeskService.RefuseSuspension",
        when=(guards.SUSPENSION_ASKED,),
    ),
    Transition(Act.REVIEW_SUSPENSION, (_S.SUSPENDED,), None, _DESK, "DeskService.ReviewSuspension"),
    Transition(
        Act.END_SUSPENSION, (_S.SUSPENDED,), _S.REWORKING, _DESK, "DeskService.ReviewSuspension",
        when=(guards.LEAD_AT_WORK, guards.LEAD_REWORKS),
    ),
    Transition(Act.END_SUSPENSION, (_S.SUSPENDED,), _S.IN_PROGRESS, _DESK, "DeskService.ReviewSuspension"),
    # changes of the calendar and of the directory (P3)
    Transition(Act.MOVE_DEADLINE, (*_OPEN, _S.CLOSED), None, (*_DESK, *_SYSTEM)),
    Transition(Act.HAND_OVER, _OPEN, None, _SYSTEM),
    # what departments asked for and nobody has decided on when it comes to nothing
    Transition(Act.LAPSE, _UNSEALED, None, _SYSTEM),
    # callers (R3.4, P1)
    Transition(
        Act.ANSWER_ANOTHER_CALLER, (_S.RESOLVED,), None, _DESK, "DeskService.AnswerCaller",
        when=(guards.SEVERAL_CALLERS,), guards=_JUDGED,
    ),
    Transition(
        Act.ANSWER_ANOTHER_CALLER, (_S.RESOLVED,), None, _DEPARTMENT, "DepartmentService.AnswerCallerDirectly",
        when=(guards.SEVERAL_CALLERS,), guards=_MAY_ANSWER, on_assignment=True,
    ),
    Transition(
        Act.ANSWER_CALLER, (_S.RESOLVED,), _S.ANSWERED, _DESK, "DeskService.AnswerCaller",
        when=(guards.LAST_CALLER,), guards=_JUDGED,
    ),
    Transition(
        Act.ANSWER_CALLER, (_S.RESOLVED,), _S.ANSWERED, _DEPARTMENT, "DepartmentService.AnswerCallerDirectly",
        when=(guards.LAST_CALLER,), guards=_MAY_ANSWER, on_assignment=True,
    ),
    # of a caller who wanted no reply and does so after all, whatever became of the case
    Transition(
        Act.ANSWER_ANOTHER_CALLER, (*_ANSWERED, _S.CLOSED), None, _DESK, "DeskService.AnswerCaller",
        when=(guards.SOMEBODY_WAITS,), guards=_JUDGED,
    ),
    # an answer that did not get through
    Transition(
        Act.ATTEMPT_ANSWER, (_S.RESOLVED, *_ANSWERED, _S.CLOSED), None, _DESK, "DeskService.AnswerCaller",
        when=(guards.SOMEBODY_TO_CALL,), guards=_JUDGED,
    ),
    Transition(
        Act.ATTEMPT_ANSWER, (_S.RESOLVED,), None, _DEPARTMENT, "DepartmentService.AnswerCallerDirectly",
        when=(guards.SOMEBODY_TO_CALL,), guards=_MAY_ANSWER, on_assignment=True,
    ),
    Transition(Act.NO_REPLY_DUE, (_S.RESOLVED,), _S.ANSWERED, _SYSTEM, guards=(guards.NOBODY_WAITS, *_JUDGED)),
    # callbacks (R8.7)
    Transition(
        Act.RECORD_SATISFACTION, (*_ANSWERED, _S.CLOSED), None, (*_DESK, *_SYSTEM), "DeskService.RecordSatisfaction",
        guards=(guards.SOMEBODY_ANSWERED,),
    ),
    # of whoever was answered before the others
    Transition(
        Act.RECORD_SATISFACTION, (_S.RESOLVED,), None, (*_DESK, *_SYSTEM), "DeskService.RecordSatisfaction",
        when=(guards.SOMEBODY_ANSWERED,), guards=_JUDGED,
    ),
    # the answer itself, for whoever could not be reached to be told it
    Transition(
        Act.LEAVE_IN_WRITING, (_S.RESOLVED,), _S.ANSWERED, _DESK, "CallerService.LeaveAnswerInWriting",
        when=(guards.SOMEBODY_UNREACHABLE, guards.LAST_CALLER), guards=_JUDGED,
    ),
    Transition(
        Act.LEAVE_IN_WRITING, (_S.RESOLVED, *_ANSWERED, _S.CLOSED), None, _DESK, "CallerService.LeaveAnswerInWriting",
        when=(guards.SOMEBODY_UNREACHABLE,), guards=_JUDGED,
    ),
    Transition(Act.AWAIT_JUDGEMENT, (_S.RESOLVED, _S.ANSWERED, _S.CLOSED), _S.CALLBACK_REVIEW, _SYSTEM),
    Transition(
        Act.NO_JUDGEMENT_DUE, (_S.CALLBACK_REVIEW,), _S.ANSWERED, _SYSTEM, guards=(guards.NOBODY_DISSATISFIED,)
    ),
    Transition(
        Act.HANDLE_AGAIN, (_S.CALLBACK_REVIEW,), _S.ASSIGNED, _DESK, "CallerService.JudgeCallback",
        guards=(guards.NOT_HANDLED_AGAIN, guards.DAYS_LEFT_TO_HANDLE), caution=guards.FORMER_HANDLERS_GO_ON,
    ),
    Transition(
        Act.HANDLE_AGAIN_SUPERVISED, (_S.CALLBACK_REVIEW,), _S.ASSIGNED, _DESK, "CallerService.JudgeCallback",
        guards=(guards.DAYS_LEFT_TO_HANDLE,), caution=guards.FORMER_HANDLERS_GO_ON,
    ),
    Transition(
        Act.ESCALATE_RESULT, (_S.CALLBACK_REVIEW,), _S.AWAITING_INSTRUCTION, _DESK, "CallerService.JudgeCallback"
    ),
    Transition(Act.EXPLAIN_RESULT, (_S.CALLBACK_REVIEW,), _S.ANSWERED, _DESK, "CallerService.JudgeCallback"),
    # what callers ask for later (R8.7, R8.8)
    Transition(
        Act.WITHDRAW_REQUEST, _BEFORE_ALL_ARE_DONE, None, (*_DESK, *_SYSTEM), "CallerService.WithdrawRequest",
        when=(guards.GOES_ON_AFTER_WITHDRAWAL,), guards=(guards.SOMEBODY_MAY_WITHDRAW,),
    ),
    Transition(
        Act.END_BY_WITHDRAWAL, _BEFORE_THE_ANSWER, _S.CLOSED, (*_DESK, *_SYSTEM), "CallerService.WithdrawRequest",
        when=(guards.ENDS_BY_WITHDRAWAL,),
    ),
    Transition(
        Act.REVOKE_WITHDRAWAL, _OPEN, None, (*_DESK, *_SYSTEM), "CallerService.RevokeWithdrawal",
        when=(guards.SOMEBODY_WITHDREW,),
    ),
    Transition(
        Act.WAIVE_REPLY, _OPEN, None, _DESK, "CallerService.WaiveReply",
        guards=(guards.SOMEBODY_WANTS_REPLY,),
    ),
    Transition(
        Act.URGE, _OPEN, None, (*_DESK, *_SYSTEM), "CallerService.UrgeCase",
        guards=(guards.SOMEBODY_TO_URGE,),
    ),
    # once it is closed, what is new has it reopened, or is another case
    Transition(
        Act.SUPPLEMENT, (*_OPEN, _S.CLOSED), None, (*_DESK, *_SYSTEM), "CallerService.SupplementCase",
        guards=(guards.NOT_JOINED, guards.NOT_CLOSED),
    ),
    Transition(
        Act.REOPEN, (_S.ANSWERED, _S.CLOSED), _S.CALLBACK_REVIEW, _DESK, "CallerService.ReopenCase",
        guards=(guards.NOT_JOINED, guards.MAY_BE_REOPENED),
    ),
    Transition(
        Act.REOPEN, (_S.RESOLVED,), _S.CALLBACK_REVIEW, _DESK, "CallerService.ReopenCase",
        when=(guards.SOMEBODY_ANSWERED,), guards=(guards.MAY_BE_REOPENED, *_JUDGED),
    ),
    # exclusions from assessment (R8.11)
    *(
        Transition(
            act, (_S.CLOSED,), None, _DEPARTMENT, f"DepartmentService.{rpc}", when=_GIVEN, on_assignment=True
        )
        for act, rpc in (
            (Act.REQUEST_EXCLUSION, "RequestExclusion"),
            (Act.APPEAL_EXCLUSION, "AppealExclusion"),
        )
    ),
    *(
        Transition(act, (_S.CLOSED,), None, _DESK, f"DeskService.{rpc}", when=_GIVEN, on_assignment=True)
        for act, rpc in (
            (Act.PROPOSE_EXCLUSION, "ProposeExclusion"),
            (Act.CONFIRM_EXCLUSION, "ReviewExclusion"),
            (Act.SET_ASIDE_EXCLUSION, "ReviewExclusion"),
            (Act.UPHOLD_APPEAL, "RuleOnAppeal"),
            (Act.REFUSE_APPEAL, "RuleOnAppeal"),
        )
    ),
    Transition(Act.REVOKE_EXCLUSION, _UNSEALED, None, _DESK, "DeskService.RevokeExclusion", on_assignment=True),
    # records (R7.1)
    Transition(
        Act.ATTACH, (*_OPEN, _S.CLOSED), None, (*_DESK, *_DEPARTMENT), "AttachmentService.UploadAttachment"
    ),
    Transition(
        Act.CLOSE, (_S.ANSWERED,), _S.CLOSED, (*_DESK, *_SYSTEM), "DeskService.CloseCase",
        guards=(
            guards.NOTHING_OPEN, guards.NO_OPEN_HANDOVER, guards.NOBODY_WAITS, guards.CALLBACKS_DONE,
            guards.NO_OPEN_QUESTION, *_JUDGED,
        ),
    ),
    Transition(
        Act.ARCHIVE, (_S.CLOSED,), _S.ARCHIVED, (*_DESK, *_SYSTEM), "DeskService.ArchiveCase",
        guards=(
            guards.MAIN_CASE_ARCHIVED, guards.NOBODY_WAITS, guards.CALLBACKS_DONE, guards.NO_OPEN_QUESTION,
            *_JUDGED, guards.NO_EXCLUSION_OPEN,
        ),
    ),
    Transition(Act.ERASE, (_S.ARCHIVED,), None, _SYSTEM),
)  # fmt: skip

_IN_HAND = (_A.ACCEPTED, _A.RETURNED)
_OWING = tuple(state for state in _A if state in WORKING)
_UNFINISHED = tuple(state for state in _A if state in UNFINISHED)
# What a department had in hand; what it objected to with success it need not answer for.
_ENDED = (_A.DONE, _A.WITHDRAWN)

ASSIGNMENT_TABLE: tuple[Transition[AssignmentState], ...] = (
    # the department (R3.1 to R3.3, R4.3)
    Transition(Act.ACCEPT, (_A.ASSIGNED,), _A.ACCEPTED),
    Transition(Act.ACCEPT_AS_COHANDLER, (_A.ASSIGNED,), _A.ACCEPTED),
    Transition(Act.OBJECT, (_A.ASSIGNED, _A.ACCEPTED)),
    Transition(Act.SUBMIT_PROGRESS, _IN_HAND),
    Transition(Act.DISSENT, _IN_HAND),
    Transition(Act.ASK_SUSPENSION, _IN_HAND),
    Transition(Act.PROPOSE_END, _OWING),
    Transition(
        Act.ASK_EXTENSION, (_A.ASSIGNED, _A.ACCEPTED),
        guards=(guards.NO_EXTENSION_ASKED, guards.IN_DAYS, guards.RUNS, guards.NOT_YET_DUE, guards.DAYS_LEFT),
    ),
    Transition(Act.REPLY, _IN_HAND, _A.REPLIED, guards=_GOES_ON),
    Transition(Act.REPLY_AS_COHANDLER, _IN_HAND, _A.REPLIED, guards=_GOES_ON),
    Transition(Act.DELEGATE, _IN_HAND, guards=(guards.RUNS,)),
    Transition(Act.ACCEPT_DELEGATED, (_A.ASSIGNED,), _A.ACCEPTED),
    Transition(Act.REPLY_TO_DELEGATOR, _IN_HAND, _A.REPLIED, guards=_GOES_ON),
    Transition(Act.ANSWER_CALLER, (_A.DONE,)),
    Transition(Act.ANSWER_ANOTHER_CALLER, (_A.DONE,)),
    Transition(Act.ATTEMPT_ANSWER, (_A.DONE,)),
    # whoever delegated it (R8.4)
    Transition(Act.TAKE_OVER_REPLY, (_A.REPLIED,), _A.DONE, guards=(guards.UNIT_GOES_ON,)),
    Transition(Act.RETURN_DELEGATED, (_A.REPLIED,), _A.RETURNED, guards=(guards.UNIT_GOES_ON,)),
    Transition(Act.CHANGE_DELEGATED_LIMIT, _OWING, guards=(guards.RUNS, guards.NOT_YET_DUE)),
    Transition(Act.RECALL, _UNFINISHED, _A.WITHDRAWN),
    Transition(Act.TELL_DELEGATOR, _UNFINISHED),
    # the desk (R3.2, R4.1, R4.2)
    Transition(Act.GRANT_EXTENSION, _OWING, when=(guards.EXTENSION_ASKED,)),
    Transition(Act.REFUSE_EXTENSION, _OWING, when=(guards.EXTENSION_ASKED,)),
    Transition(Act.UPHOLD_OBJECTION, _OWING, _A.DECLINED, when=(guards.OBJECTION_PENDING,)),
    Transition(Act.REFUSE_OBJECTION, _OWING, when=(guards.OBJECTION_PENDING,)),
    Transition(Act.RETURN_FOR_REWORK, (_A.REPLIED, _A.DONE), _A.RETURNED),
    Transition(Act.ACCEPT_REPLY, (_A.REPLIED,), _A.DONE),
    Transition(Act.WITHDRAW, _UNFINISHED, _A.WITHDRAWN),
    Transition(Act.TAKE_BACK, _UNFINISHED, _A.WITHDRAWN),
    Transition(Act.CHANGE_LEAD, _UNFINISHED, _A.ASSIGNED),
    Transition(Act.BECOME_COHANDLER, _UNFINISHED),
    Transition(Act.NUDGE, _OWING),
    Transition(Act.REMIND, _OWING),
    Transition(Act.SUPERVISE, _OWING, guards=(guards.RUNS,)),
    Transition(Act.DISCLOSE, _UNFINISHED, guards=(guards.NOT_DISCLOSED,)),
    Transition(Act.WITHDRAW_DISCLOSURE, _UNFINISHED, guards=(guards.DISCLOSED,)),
    Transition(Act.RAISE_SUPERVISION, _OWING),
    # changes of the calendar (P3)
    Transition(Act.MOVE_DEADLINE, _OWING),
    # exclusions from assessment (R8.11)
    Transition(
        Act.REQUEST_EXCLUSION, _ENDED, when=(guards.TIME_TO_EXCLUDE,), guards=(guards.NEVER_EXCLUDED,)
    ),
    Transition(Act.PROPOSE_EXCLUSION, _ENDED, when=(guards.EXCLUSION_REQUESTED,)),
    *(
        Transition(act, _ENDED, when=(guards.EXCLUSION_PROPOSED,), guards=(guards.ANOTHER_THAN_PROPOSER,))
        for act in (Act.CONFIRM_EXCLUSION, Act.SET_ASIDE_EXCLUSION)
    ),
    Transition(
        Act.APPEAL_EXCLUSION, _ENDED, when=(guards.EXCLUSION_REFUSED,), guards=(guards.TIME_TO_APPEAL,)
    ),
    *(
        Transition(act, _ENDED, when=(guards.EXCLUSION_APPEALED,), guards=(guards.TOOK_NO_PART,))
        for act in (Act.UPHOLD_APPEAL, Act.REFUSE_APPEAL)
    ),
    Transition(Act.REVOKE_EXCLUSION, _ENDED, when=(guards.EXCLUDED,)),
)  # fmt: skip

HANDOVER_TABLE: tuple[Transition[HandoverState], ...] = (
    Transition(Act.LINE_ACCEPT, (_H.PENDING,), _H.ACCEPTED),
    Transition(Act.LINE_REFUSE, (_H.PENDING,), _H.REFUSED),
    Transition(Act.LINE_PROGRESS, (_H.ACCEPTED,)),
    Transition(Act.LINE_RESULT, (_H.ACCEPTED,), _H.DONE),
    Transition(Act.RECALL_FROM_LINE, (_H.PENDING, _H.ACCEPTED), _H.RECALLED),
)
