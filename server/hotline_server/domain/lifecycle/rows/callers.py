"""Rows of callers: contacts, answers, callbacks and what callers ask for later."""

from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.guards import callers, joins, recusal
from hotline_server.domain.lifecycle.rows.terms import (
    ANSWERED,
    BEFORE_ALL_ARE_DONE,
    BEFORE_THE_ANSWER,
    DEPARTMENT,
    DESK,
    JUDGED,
    OPEN,
    SYSTEM,
    Rows,
    S,
)
from hotline_server.domain.lifecycle.transition import Transition
from hotline_server.domain.parties import Role

_HANDLED = tuple(state for state in BEFORE_THE_ANSWER if state not in (S.REGISTERED, S.VERIFYING))
_MAY_ANSWER = (callers.MAY_ANSWER, *JUDGED)

CONTACTS: Rows = (
    # what callers were told of the handling, and connections by telephone (R2.2, R2.3)
    Transition(
        Act.TELL_CALLER, _HANDLED, None, (*DESK, Role.OPERATOR, *SYSTEM), "DeskService.RecordNotice",
    ),
    Transition(
        Act.CONNECT_CALLER, OPEN, None, (Role.OPERATOR, *DESK), "IntakeService.RecordConnection",
    ),
)  # fmt: skip

ANSWERS: Rows = (
    # callers (R3.4, P1)
    Transition(
        Act.ANSWER_ANOTHER_CALLER, (S.RESOLVED,), None, DESK, "DeskService.AnswerCaller",
        when=(callers.SEVERAL_CALLERS,), guards=JUDGED,
    ),
    Transition(
        Act.ANSWER_ANOTHER_CALLER, (S.RESOLVED,), None, DEPARTMENT, "DepartmentService.AnswerCallerDirectly",
        when=(callers.SEVERAL_CALLERS,), guards=_MAY_ANSWER, on_assignment=True,
    ),
    Transition(
        Act.ANSWER_CALLER, (S.RESOLVED,), S.ANSWERED, DESK, "DeskService.AnswerCaller",
        when=(callers.LAST_CALLER,), guards=JUDGED,
    ),
    Transition(
        Act.ANSWER_CALLER, (S.RESOLVED,), S.ANSWERED, DEPARTMENT, "DepartmentService.AnswerCallerDirectly",
        when=(callers.LAST_CALLER,), guards=_MAY_ANSWER, on_assignment=True,
    ),
    # of a caller who wanted no reply and does so after all, whatever became of the case
    Transition(
        Act.ANSWER_ANOTHER_CALLER, (*ANSWERED, S.CLOSED), None, DESK, "DeskService.AnswerCaller",
        when=(callers.SOMEBODY_WAITS,), guards=JUDGED,
    ),
    # an answer that did not get through
    Transition(
        Act.ATTEMPT_ANSWER, (S.RESOLVED, *ANSWERED, S.CLOSED), None, DESK, "DeskService.AnswerCaller",
        when=(callers.SOMEBODY_TO_CALL,), guards=JUDGED,
    ),
    Transition(
        Act.ATTEMPT_ANSWER, (S.RESOLVED,), None, DEPARTMENT, "DepartmentService.AnswerCallerDirectly",
        when=(callers.SOMEBODY_TO_CALL,), guards=_MAY_ANSWER, on_assignment=True,
    ),
    # an SMS with an answer that did not arrive
    Transition(Act.ATTEMPT_ANSWER, (S.RESOLVED, *ANSWERED, S.CLOSED), None, SYSTEM),
    Transition(Act.NO_REPLY_DUE, (S.RESOLVED,), S.ANSWERED, SYSTEM, guards=(callers.NOBODY_WAITS, *JUDGED)),
)  # fmt: skip

CALLBACKS: Rows = (
    # callbacks (R8.7)
    Transition(
        Act.RECORD_SATISFACTION, (*ANSWERED, S.CLOSED), None, (*DESK, *SYSTEM), "DeskService.RecordSatisfaction",
        guards=(callers.SOMEBODY_ANSWERED,),
    ),
    # of whoever was answered before the others
    Transition(
        Act.RECORD_SATISFACTION, (S.RESOLVED,), None, (*DESK, *SYSTEM), "DeskService.RecordSatisfaction",
        when=(callers.SOMEBODY_ANSWERED,), guards=JUDGED,
    ),
    # the answer itself, for whoever could not be reached to be told it
    Transition(
        Act.LEAVE_IN_WRITING, (S.RESOLVED,), S.ANSWERED, DESK, "CallerService.LeaveAnswerInWriting",
        when=(callers.SOMEBODY_UNREACHABLE, callers.LAST_CALLER), guards=JUDGED,
    ),
    Transition(
        Act.LEAVE_IN_WRITING, (S.RESOLVED, *ANSWERED, S.CLOSED), None, DESK, "CallerService.LeaveAnswerInWriting",
        when=(callers.SOMEBODY_UNREACHABLE,), guards=JUDGED,
    ),
    Transition(Act.AWAIT_JUDGEMENT, (S.RESOLVED, S.ANSWERED, S.CLOSED), S.CALLBACK_REVIEW, SYSTEM),
    Transition(
        Act.NO_JUDGEMENT_DUE, (S.CALLBACK_REVIEW,), S.ANSWERED, SYSTEM, guards=(callers.NOBODY_DISSATISFIED,)
    ),
    Transition(
        Act.HANDLE_AGAIN, (S.CALLBACK_REVIEW,), S.ASSIGNED, DESK, "CallerService.JudgeCallback",
        guards=(callers.NOT_HANDLED_AGAIN, callers.DAYS_LEFT_TO_HANDLE), caution=recusal.FORMER_HANDLERS_GO_ON,
    ),
    Transition(
        Act.HANDLE_AGAIN_SUPERVISED, (S.CALLBACK_REVIEW,), S.ASSIGNED, DESK, "CallerService.JudgeCallback",
        guards=(callers.DAYS_LEFT_TO_HANDLE,), caution=recusal.FORMER_HANDLERS_GO_ON,
    ),
    Transition(
        Act.ESCALATE_RESULT, (S.CALLBACK_REVIEW,), S.AWAITING_INSTRUCTION, DESK, "CallerService.JudgeCallback"
    ),
    Transition(Act.EXPLAIN_RESULT, (S.CALLBACK_REVIEW,), S.ANSWERED, DESK, "CallerService.JudgeCallback"),
)  # fmt: skip

REQUESTS: Rows = (
    # what callers ask for later (R8.7, R8.8)
    Transition(
        Act.WITHDRAW_REQUEST, BEFORE_ALL_ARE_DONE, None, (*DESK, *SYSTEM), "CallerService.WithdrawRequest",
        when=(callers.GOES_ON_AFTER_WITHDRAWAL, callers.SOMEBODY_MAY_WITHDRAW),
    ),
    # of whoever still waits when others were answered
    Transition(
        Act.WITHDRAW_REQUEST, (S.ANSWERED,), None, (*DESK, *SYSTEM), "CallerService.WithdrawRequest",
        when=(callers.SOMEBODY_WAITS,),
    ),
    Transition(
        Act.END_BY_WITHDRAWAL, BEFORE_THE_ANSWER, S.CLOSED, (*DESK, *SYSTEM), "CallerService.WithdrawRequest",
        when=(callers.ENDS_BY_WITHDRAWAL,),
    ),
    Transition(
        Act.REVOKE_WITHDRAWAL, OPEN, None, (*DESK, *SYSTEM), "CallerService.RevokeWithdrawal",
        when=(callers.SOMEBODY_WITHDREW,),
    ),
    Transition(
        Act.WAIVE_REPLY, OPEN, None, (*DESK, *SYSTEM), "CallerService.WaiveReply",
        when=(callers.SOMEBODY_WANTS_REPLY,),
    ),
    Transition(
        Act.URGE, OPEN, None, (*DESK, *SYSTEM), "CallerService.UrgeCase",
        guards=(callers.SOMEBODY_TO_URGE,),
    ),
    # once it is closed, what is new has it reopened, or is another case
    Transition(
        Act.SUPPLEMENT, (*OPEN, S.CLOSED), None, (*DESK, *SYSTEM), "CallerService.SupplementCase",
        guards=(joins.NOT_JOINED, callers.NOT_CLOSED),
    ),
    Transition(
        Act.REOPEN, (S.ANSWERED, S.CLOSED), S.CALLBACK_REVIEW, DESK, "CallerService.ReopenCase",
        guards=(joins.NOT_JOINED, callers.MAY_BE_REOPENED),
    ),
    Transition(
        Act.REOPEN, (S.RESOLVED,), S.CALLBACK_REVIEW, DESK, "CallerService.ReopenCase",
        when=(callers.SOMEBODY_ANSWERED,), guards=(callers.MAY_BE_REOPENED, *JUDGED),
    ),
)  # fmt: skip
