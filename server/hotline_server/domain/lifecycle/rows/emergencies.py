"""Rows of emergencies."""

from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.guards import emergencies, handling, joins, lines, recusal, triage
from hotline_server.domain.lifecycle.rows.terms import (
    ANSWERED,
    BEFORE_THE_DANGER,
    DESK,
    OPERATOR,
    RULES,
    SYSTEM,
    UNSEALED,
    Rows,
    S,
)
from hotline_server.domain.lifecycle.transition import Transition

_WITHOUT_DANGER = tuple(state for state in UNSEALED if state not in (S.VERIFYING, S.RESPONDING))

EMERGENCIES: Rows = (
    # emergencies (R2.6)
    Transition(Act.ASK_BACK, _WITHOUT_DANGER, None, RULES, guards=(joins.NOT_JOINED,)),
    Transition(
        Act.ANSWER_ASK_BACK, _WITHOUT_DANGER, None, (*OPERATOR, *DESK), "IntakeService.AnswerQuestion",
        when=(triage.OPEN_QUESTION,),
    ),
    Transition(
        Act.RAISE_EMERGENCY, BEFORE_THE_DANGER, S.VERIFYING, (*DESK, *RULES), "DeskService.RaiseEmergency"
    ),
    # the callers are to be answered again
    Transition(
        Act.RAISE_EMERGENCY, (*ANSWERED, S.CLOSED), S.VERIFYING, (*DESK, *RULES), "DeskService.RaiseEmergency",
        guards=(joins.NOT_JOINED,),
    ),
    Transition(Act.ALARM, UNSEALED, None, SYSTEM),
    Transition(
        Act.CONFIRM_EMERGENCY, (S.VERIFYING,), S.RESPONDING, DESK, "DeskService.VerifyEmergency",
        caution=recusal.NOBODY_ACCUSED,
    ),
    # what departments on the spot replied before anybody had verified it
    Transition(Act.TAKE_UP_REPLY, (S.RESPONDING,), S.REPLIED, SYSTEM, guards=(handling.LEAD_REPLIED,)),
    # a line that had it before the danger has it again
    Transition(
        Act.DISMISS_EMERGENCY, (S.VERIFYING,), S.HANDED_OVER, DESK, "DeskService.VerifyEmergency",
        when=(lines.HANDED_BEFORE_THE_DANGER,),
    ),
    # what callers were told stands, and so have the departments the case that had it; a result still waits
    *(
        Transition(
            Act.DISMISS_EMERGENCY, (S.VERIFYING,), target, DESK, "DeskService.VerifyEmergency", when=when
        )
        for target, when in (
            (S.CALLBACK_REVIEW, (emergencies.RESULT_WAS_JUDGED,)),
            (S.ANSWERED, (emergencies.RESULT_WAS_TOLD,)),
            (S.REPLIED, (handling.LEAD_REPLIED,)),
            (S.SUSPENDED, (emergencies.WAS_SUSPENDED, handling.LEAD_AT_WORK)),
            (S.REWORKING, (handling.LEAD_REWORKS,)),
            (S.ASSIGNED, (handling.LEAD_TO_ACCEPT,)),
            (S.IN_PROGRESS, (handling.LEAD_AT_WORK,)),
            (S.RESOLVED, (emergencies.RESULT_WAITED,)),
            (S.REGISTERED, ()),
        )
    ),
)  # fmt: skip
