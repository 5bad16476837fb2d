"""Rows of triage: what becomes of a call, how it is joined, split, amended, ended or marked as a nuisance."""

from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.guards import assignments, callers, handling, joins, leaders, recusal, triage
from hotline_server.domain.lifecycle.rows.terms import (
    ANSWERED,
    BEFORE_THE_ANSWER,
    DEPARTMENT,
    DESK,
    LEADER,
    LEADS,
    NO_QUESTION,
    NOBODY_STEPS_ASIDE,
    OPEN,
    OPERATOR,
    RULES,
    SYSTEM,
    UNSEALED,
    Rows,
    S,
)
from hotline_server.domain.lifecycle.transition import Transition

_WITH_PROPOSAL = tuple(state for state in S if state.is_with_departments)
_MAY_MOVE = tuple(state for state in BEFORE_THE_ANSWER if state not in joins.OTHER_WAYS)
_BESIDE_A_QUESTION = tuple(state for state in BEFORE_THE_ANSWER if state not in (S.REGISTERED, S.REFERRED))

TRIAGE: Rows = (
    # triage (R2.1 to R2.5)
    Transition(Act.PROPOSE_ANSWERS, (S.REGISTERED,), None, RULES, guards=NO_QUESTION),
    Transition(
        Act.ANSWER_DIRECTLY, (S.REGISTERED,), S.ANSWERED, DESK, "DeskService.AnswerDirectly", guards=NO_QUESTION
    ),
    Transition(
        Act.DECLINE_PROPOSALS, (S.REGISTERED,), None, DESK, "DeskService.DeclineProposals",
        when=(triage.AWAITS_CONFIRMATION,),
    ),
    Transition(
        Act.REFER, (S.REGISTERED,), S.REFERRED, (*DESK, *RULES), "DeskService.ReferCase", guards=NO_QUESTION
    ),
    # of what turns out not to be the department's
    Transition(
        Act.REFER, (S.REFERRED,), None, DESK, "DeskService.ReferCase", guards=NO_QUESTION
    ),
    Transition(
        Act.ASSIGN, (S.REGISTERED, S.REFERRED), S.ASSIGNED, DESK, "DeskService.AssignCase", guards=NO_QUESTION,
        caution=assignments.NOBODY_OBJECTED_RIGHTLY,
    ),
    Transition(Act.ASSIGN, (S.REGISTERED, S.REFERRED), S.ASSIGNED, RULES, guards=NO_QUESTION),
    # as a leader instructs, whatever the caller is still to be asked
    Transition(Act.ASSIGN, (S.REGISTERED, S.REFERRED), S.ASSIGNED, LEADER),
    Transition(
        Act.ESCALATE, (S.REGISTERED, S.REFERRED), S.AWAITING_INSTRUCTION, (*DESK, *RULES),
        "DeskService.EscalateCase", guards=NO_QUESTION,
    ),
    # nobody stops working for a question to a leader
    Transition(Act.ESCALATE, _BESIDE_A_QUESTION, None, (*DESK, *RULES), "DeskService.EscalateCase"),
    # which the desk takes back itself; what others put before the leader is still to be answered
    *(
        Transition(
            Act.WITHDRAW_QUESTION, (S.AWAITING_INSTRUCTION,), target, DESK, "DeskService.WithdrawQuestion",
            when=(leaders.DESK_ASKED, leaders.RULES_DID_NOT_ASK, *further),
        )
        for target, further in ((S.CALLBACK_REVIEW, (callers.RESULT_IN_QUESTION,)), (S.REGISTERED, ()))
    ),
    Transition(
        Act.WITHDRAW_QUESTION, OPEN, None, DESK, "DeskService.WithdrawQuestion", when=(leaders.DESK_ASKED,)
    ),
)  # fmt: skip

JOINS: Rows = (
    Transition(Act.JOIN, BEFORE_THE_ANSWER, None, DESK),
    # whoever calls about what was answered is told that answer, or the case is handled again first
    Transition(
        Act.JOIN, (*ANSWERED, S.CLOSED), None, DESK, guards=(joins.NOT_JOINED, joins.NOT_YET_ANSWERED)
    ),
    Transition(
        Act.JOIN_INTO, _MAY_MOVE, S.CLOSED, DESK, "DeskService.JoinCases",
        when=(joins.MAY_MOVE,),
        guards=(
            *NO_QUESTION, joins.INTO_AN_EMERGENCY, joins.CALLS_NOBODY_OFF, joins.HANDED_AS_AN_EMERGENCY,
            joins.MAY_LEAVE_ITS_HANDLERS,
        ),
    ),
    Transition(
        Act.SEPARATE, (S.CLOSED,), S.REGISTERED, DESK, "DeskService.SeparateCase", when=(joins.WAS_JOINED,),
        guards=(joins.MAIN_NOT_ARCHIVED,),
    ),
    # with the caller goes what the caller is dissatisfied with
    Transition(Act.SEPARATE_FROM, (S.CALLBACK_REVIEW,), S.ANSWERED, DESK, when=(callers.NOBODY_DISSATISFIED,)),
    Transition(Act.SEPARATE_FROM, (*OPEN, S.CLOSED), None, DESK),
)  # fmt: skip

SPLITS: Rows = (
    # several matters in one call (R2.5)
    Transition(Act.SPLIT, OPEN, None, DESK, "DeskService.SplitCase", guards=(joins.NOT_JOINED,)),
    Transition(Act.SPLIT_OFF, (S.REGISTERED,), None, DESK),
)  # fmt: skip

AMENDMENTS: Rows = (
    # amended registrations (R1.1)
    Transition(
        Act.AMEND, UNSEALED, None, DESK, "IntakeService.AmendRegistration", guards=(joins.MAIN_NOT_ARCHIVED,)
    ),
    Transition(
        Act.AMEND, UNSEALED, None, OPERATOR, "IntakeService.AmendRegistration",
        guards=(triage.REGISTERED_BY_ACTOR, triage.DURING_THE_CALL, joins.MAIN_NOT_ARCHIVED),
    ),
    # What is said of a caller in one case of a call holds for what was split off.
    Transition(Act.AMEND, UNSEALED, None, SYSTEM, guards=(joins.MAIN_NOT_ARCHIVED,)),
    Transition(
        Act.REQUEST_CONFIDENCE, UNSEALED, None, (*DESK, *OPERATOR, *SYSTEM), "IntakeService.AmendRegistration",
        guards=(joins.MAIN_NOT_ARCHIVED,),
    ),
    Transition(Act.RELAY_AMENDMENT, UNSEALED, None, (*DESK, *OPERATOR, *SYSTEM)),
    Transition(Act.PROPOSE_DECISION, UNSEALED, None, RULES, guards=(joins.NOT_JOINED,)),
    Transition(
        Act.KEEP_DECISION, UNSEALED, None, DESK, "DeskService.KeepDecision",
        guards=NOBODY_STEPS_ASIDE,
        when=(triage.DECISION_PROPOSED,),
        caution=recusal.RESULT_WAS_FOUND_BY_OTHERS,
    ),
)  # fmt: skip

ENDS: Rows = (
    # ends without handling (R8.1)
    Transition(
        Act.END, (S.REGISTERED, S.REFERRED), S.ANSWERED, DESK, "DeskService.EndCase", guards=NO_QUESTION
    ),
    Transition(
        Act.PROPOSE_END, (S.ASSIGNED, S.IN_PROGRESS, S.REWORKING), None, DEPARTMENT, "DepartmentService.ProposeEnd",
        when=LEADS, guards=(handling.NO_END_PROPOSED,), on_assignment=True,
    ),
    Transition(
        Act.GRANT_END, _WITH_PROPOSAL, S.RESOLVED, DESK, "DeskService.DecideEnd", when=(handling.END_PROPOSED,),
        guards=(handling.NO_HANDOVER_PROPOSED, *NOBODY_STEPS_ASIDE),
    ),
    Transition(
        Act.REFUSE_END, _WITH_PROPOSAL, None, DESK, "DeskService.DecideEnd", when=(handling.END_PROPOSED,)
    ),
    Transition(Act.SUGGEST_END, (S.REGISTERED,), None, RULES, guards=NO_QUESTION),
)  # fmt: skip

NUISANCE: Rows = (
    # nuisance calls (R8.8)
    Transition(
        Act.MARK_NUISANCE, (*OPEN, S.CLOSED), None, DESK, "DeskService.MarkNuisance", when=(triage.NO_NUISANCE,)
    ),
    Transition(
        Act.UNMARK_NUISANCE, (*OPEN, S.CLOSED), None, DESK, "DeskService.UnmarkNuisance", when=(triage.NUISANCE,)
    ),
)  # fmt: skip
