"""Rows of departments, and of what they delegate to units below."""

from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.guards import assignments, handling, leaders
from hotline_server.domain.lifecycle.rows.terms import (
    COHANDLES,
    DELEGATED,
    DEPARTMENT,
    GIVEN,
    LEADS,
    OPEN,
    SYSTEM,
    WITH_DEPARTMENTS,
    Rows,
    S,
)
from hotline_server.domain.lifecycle.transition import Transition

_WORKING = (*WITH_DEPARTMENTS, S.REPLIED, S.RESOLVED, S.ANSWERED, S.CALLBACK_REVIEW)
# Who is on the spot reports also while a danger is verified.
_ON_SITE = (*_WORKING, S.VERIFYING)
_REPLIES_OF_ALL = (assignments.NOBODY_BELOW_OWES, assignments.NOBODY_BELOW_STEPS_ASIDE)
_MAY_OBJECT = (assignments.NEVER_OBJECTED, assignments.NOT_DIRECTED, assignments.TIME_TO_OBJECT)

DEPARTMENTS: Rows = (
    # departments (R3.1 to R3.3)
    Transition(
        Act.ACCEPT, (S.ASSIGNED,), S.IN_PROGRESS, (*DEPARTMENT, *SYSTEM), "DepartmentService.AcceptAssignment",
        when=LEADS, on_assignment=True,
    ),
    Transition(
        Act.ACCEPT, (S.VERIFYING, S.RESPONDING), None, (*DEPARTMENT, *SYSTEM), "DepartmentService.AcceptAssignment",
        when=LEADS, on_assignment=True,
    ),
    Transition(
        Act.ACCEPT_AS_COHANDLER, _ON_SITE, None, (*DEPARTMENT, *SYSTEM), "DepartmentService.AcceptAssignment",
        when=COHANDLES, on_assignment=True,
    ),
    Transition(
        Act.OBJECT, (S.ASSIGNED, S.IN_PROGRESS), None, DEPARTMENT, "DepartmentService.ObjectToAssignment",
        when=LEADS, guards=_MAY_OBJECT, on_assignment=True,
    ),
    Transition(
        Act.OBJECT, _WORKING, None, DEPARTMENT, "DepartmentService.ObjectToAssignment",
        when=COHANDLES, guards=_MAY_OBJECT, on_assignment=True,
    ),
    Transition(
        Act.OBJECT, _WORKING, None, DEPARTMENT, "DepartmentService.ObjectToAssignment",
        when=DELEGATED, guards=_MAY_OBJECT, on_assignment=True,
    ),
    Transition(
        Act.SUBMIT_PROGRESS, OPEN, None, DEPARTMENT, "DepartmentService.SubmitProgress", on_assignment=True
    ),
    Transition(
        Act.ASK_EXTENSION, _WORKING, None, DEPARTMENT, "DepartmentService.AskExtension",
        guards=(handling.NO_EMERGENCY, assignments.ROOM_ABOVE), on_assignment=True,
    ),
    Transition(
        Act.REPLY, (S.IN_PROGRESS, S.RESPONDING, S.REWORKING, S.SUSPENDED, S.DISPUTED), S.REPLIED, DEPARTMENT,
        "DepartmentService.SubmitReply", when=LEADS, guards=(leaders.NOT_HELD, *_REPLIES_OF_ALL),
        on_assignment=True,
    ),
    # from the spot; the danger is still to be verified
    Transition(
        Act.REPLY, (S.VERIFYING,), None, DEPARTMENT, "DepartmentService.SubmitReply", when=LEADS,
        guards=_REPLIES_OF_ALL, on_assignment=True,
    ),
    # also while the lead is told to wait for a leader: it goes into the lead's reply, which waits
    Transition(
        Act.REPLY_AS_COHANDLER, _ON_SITE, None, DEPARTMENT, "DepartmentService.SubmitReply",
        when=COHANDLES, guards=_REPLIES_OF_ALL, on_assignment=True,
    ),
)  # fmt: skip

DELEGATION: Rows = (
    # delegation to units below, of which each has one that delegated to it and stays responsible (P3, R8.4)
    Transition(
        Act.DELEGATE, _ON_SITE, None, DEPARTMENT, "DelegationService.DelegateAssignment", when=GIVEN,
        on_assignment=True,
    ),
    Transition(
        Act.ACCEPT_DELEGATED, _ON_SITE, None, DEPARTMENT, "DepartmentService.AcceptAssignment", when=DELEGATED,
        on_assignment=True,
    ),
    Transition(
        Act.REPLY_TO_DELEGATOR, _ON_SITE, None, DEPARTMENT, "DepartmentService.SubmitReply", when=DELEGATED,
        on_assignment=True,
    ),
    *(
        Transition(
            act, OPEN, None, DEPARTMENT, f"DelegationService.{rpc}", when=DELEGATED, on_assignment=True,
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
    Transition(Act.RECALL, (*OPEN, S.CLOSED), None, SYSTEM, on_assignment=True),
    Transition(Act.TELL_DELEGATOR, OPEN, None, SYSTEM, on_assignment=True),
)  # fmt: skip
