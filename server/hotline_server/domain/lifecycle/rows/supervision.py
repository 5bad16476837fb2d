"""Rows of the desk over departments: rulings, reviews, supervision and suspension."""

from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.guards import assignments, handling, leaders, recusal, triage
from hotline_server.domain.lifecycle.rows.terms import (
    COHANDLES,
    DEPARTMENT,
    DESK,
    GIVEN,
    JUDGED,
    LEADS,
    NOBODY_STEPS_ASIDE,
    OPEN,
    SYSTEM,
    UNSEALED,
    WITH_DEPARTMENTS,
    Rows,
    S,
)
from hotline_server.domain.lifecycle.transition import Transition

# What a leader decided is changed by a leader (R2.4, R8.4).
_MAY_UPHOLD = (assignments.NOT_DIRECTED,)
_MAY_WITHDRAW = (leaders.NOBODY_DIRECTED,)

RULINGS: Rows = (
    # the desk over assignments (R3.2, R4.1 to R4.4)
    *(
        Transition(act, OPEN, None, DESK, "DeskService.DecideExtension", when=GIVEN, guards=guards, on_assignment=True)
        for act, guards in ((Act.GRANT_EXTENSION, (recusal.MAY_BE_EXTENDED,)), (Act.REFUSE_EXTENSION, ()))
    ),
    Transition(
        Act.UPHOLD_OBJECTION, (S.ASSIGNED, S.IN_PROGRESS, S.REWORKING, S.SUSPENDED, S.DISPUTED), S.REGISTERED,
        DESK, "DeskService.RuleOnObjection", when=(*GIVEN, *LEADS), guards=_MAY_UPHOLD, on_assignment=True,
    ),
    # nobody leaves a danger without a lead
    Transition(
        Act.UPHOLD_OBJECTION, (S.RESPONDING,), None, DESK, "DeskService.RuleOnObjection", when=(*GIVEN, *LEADS),
        guards=(triage.NO_DANGER_TO_MEET,), on_assignment=True,
    ),
    Transition(
        Act.UPHOLD_OBJECTION, OPEN, None, DESK, "DeskService.RuleOnObjection", when=(*GIVEN, *COHANDLES),
        guards=_MAY_UPHOLD, on_assignment=True,
    ),
    Transition(
        Act.REFUSE_OBJECTION, OPEN, None, DESK, "DeskService.RuleOnObjection", when=GIVEN, on_assignment=True
    ),
    # of a lead, too, where it turns out that the case is no department's, or the desk is to find out whose it is
    Transition(
        Act.WITHDRAW, (S.ASSIGNED, S.IN_PROGRESS, S.REWORKING, S.SUSPENDED, S.DISPUTED, S.REPLIED), S.REGISTERED,
        DESK, "DeskService.WithdrawAssignment", when=(*GIVEN, *LEADS, triage.NO_DANGER_TO_MEET), guards=_MAY_WITHDRAW,
        on_assignment=True,
    ),
    # or once all callers are answered
    Transition(
        Act.WITHDRAW, (S.ANSWERED,), None, DESK, "DeskService.WithdrawAssignment",
        when=(*GIVEN, *LEADS, handling.CALLERS_ANSWERED), on_assignment=True,
    ),
    Transition(
        Act.WITHDRAW, OPEN, None, DESK, "DeskService.WithdrawAssignment", when=(*GIVEN, *COHANDLES),
        guards=_MAY_WITHDRAW, on_assignment=True,
    ),
)  # fmt: skip

REFERRALS: Rows = (
    # referrals (R2.2)
    Transition(
        Act.REPORT_RESULT, (S.REFERRED,), None, DEPARTMENT, "DepartmentService.ReportReferralResult",
        guards=(recusal.REFERRAL_GOES_ON,), on_referral=True,
    ),
    Transition(Act.SUPERVISE_REFERRAL, (S.REFERRED,), None, DESK, "DeskService.SuperviseAssignment"),
    Transition(
        Act.RECORD_RESULT, (S.REFERRED,), S.RESOLVED, DESK, "DeskService.RecordReferralResult",
        guards=NOBODY_STEPS_ASIDE,
    ),
)  # fmt: skip

REVIEW: Rows = (
    Transition(
        Act.RETURN_FOR_REWORK, (S.REPLIED,), S.REWORKING, DESK, "DeskService.ReviewReply",
        guards=(recusal.LEAD_GOES_ON,),
    ),
    # of what was accepted by mistake, too, until the last caller is answered
    Transition(
        Act.RETURN_FOR_REWORK, (S.RESOLVED,), S.REWORKING, DESK, "DeskService.ReviewReply",
        when=(handling.REPLY_ACCEPTED,), guards=(recusal.ACCEPTED_LEAD_GOES_ON,),
    ),
    Transition(
        Act.ACCEPT_REPLY, (S.REPLIED,), S.RESOLVED, DESK, "DeskService.ReviewReply",
        guards=(*NOBODY_STEPS_ASIDE, *JUDGED),
    ),
)  # fmt: skip

_VISITED = (*WITH_DEPARTMENTS, S.REGISTERED, S.REFERRED, S.REPLIED)
SUPERVISION: Rows = (
    Transition(Act.NUDGE, OPEN, None, SYSTEM, on_assignment=True),
    Transition(Act.REMIND, OPEN, None, SYSTEM, on_assignment=True),
    Transition(Act.DISCLOSE, OPEN, None, DESK, "DeskService.DiscloseCaller", on_assignment=True),
    Transition(
        Act.WITHDRAW_DISCLOSURE, OPEN, None, DESK, "DeskService.WithdrawDisclosure", on_assignment=True,
    ),
    Transition(
        Act.SUPERVISE, OPEN, None, (*DESK, *SYSTEM), "DeskService.SuperviseAssignment", when=GIVEN,
        on_assignment=True,
    ),
    Transition(Act.RAISE_SUPERVISION, OPEN, None, SYSTEM),
    Transition(Act.REMIND_DESK, (*OPEN, S.CLOSED), None, SYSTEM),
    # of a visit to come, and of one that was made
    Transition(Act.NOTIFY_ON_SITE, _VISITED, None, DESK, "DeskService.InvestigateOnSite"),
    Transition(Act.INVESTIGATE_ON_SITE, _VISITED, None, DESK, "DeskService.InvestigateOnSite"),
)  # fmt: skip

SUSPENSION: Rows = (
    # waiting with the desk's consent (R8.6)
    Transition(
        Act.ASK_SUSPENSION, (S.IN_PROGRESS, S.REWORKING), None, DEPARTMENT, "DepartmentService.AskSuspension",
        when=LEADS, guards=(handling.NO_EMERGENCY, handling.NO_SUSPENSION_ASKED), on_assignment=True,
    ),
    Transition(
        Act.SUSPEND, (S.IN_PROGRESS, S.REWORKING), S.SUSPENDED, DESK, "DeskService.SuspendCase",
        guards=(handling.NO_EMERGENCY, handling.LEAD_AT_WORK, handling.NO_END_PROPOSED, recusal.LEAD_GOES_ON),
    ),
    Transition(
        Act.REFUSE_SUSPENSION, (S.IN_PROGRESS, S.REWORKING, S.DISPUTED), None, DESK, "DeskService.RefuseSuspension",
        when=(handling.SUSPENSION_ASKED,),
    ),
    Transition(Act.REVIEW_SUSPENSION, (S.SUSPENDED,), None, DESK, "DeskService.ReviewSuspension"),
    Transition(
        Act.END_SUSPENSION, (S.SUSPENDED,), S.REWORKING, DESK, "DeskService.ReviewSuspension",
        when=(handling.LEAD_AT_WORK, handling.LEAD_REWORKS),
    ),
    Transition(Act.END_SUSPENSION, (S.SUSPENDED,), S.IN_PROGRESS, DESK, "DeskService.ReviewSuspension"),
)  # fmt: skip

CHANGES: Rows = (
    # changes of the calendar and of the directory (P3)
    Transition(Act.MOVE_DEADLINE, (*OPEN, S.CLOSED), None, (*DESK, *SYSTEM)),
    Transition(Act.HAND_OVER, OPEN, None, SYSTEM),
    # what departments asked for and nobody has decided on when it comes to nothing
    Transition(Act.LAPSE, UNSEALED, None, SYSTEM),
)  # fmt: skip
