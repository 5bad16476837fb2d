"""Lifecycle of a case, of its assignments and of its hand-overs to other lines, as three transition tables.

Each row names an act, the states that allow it, the state it leads to, who may do it, under which guards, and the rpc
by which people do it. The rows of the case are in ``rows/``, by what they are about. ``machine`` executes the tables
with ``transitions``; nothing beside them decides whether an act is allowed. docs/lifecycle.md is generated from them.
"""

from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.guards import assignments, exclusions, recusal
from hotline_server.domain.lifecycle.rows.callers import ANSWERS, CALLBACKS, CONTACTS, REQUESTS
from hotline_server.domain.lifecycle.rows.departments import DELEGATION, DEPARTMENTS
from hotline_server.domain.lifecycle.rows.emergencies import EMERGENCIES
from hotline_server.domain.lifecycle.rows.leaders import LEADERS
from hotline_server.domain.lifecycle.rows.lines import LINES
from hotline_server.domain.lifecycle.rows.records import EXCLUSIONS, RECORDS
from hotline_server.domain.lifecycle.rows.rerouting import RECUSAL, REROUTING
from hotline_server.domain.lifecycle.rows.supervision import (
    CHANGES,
    REFERRALS,
    REVIEW,
    RULINGS,
    SUPERVISION,
    SUSPENSION,
)
from hotline_server.domain.lifecycle.rows.triage import AMENDMENTS, ENDS, JOINS, NUISANCE, SPLITS, TRIAGE
from hotline_server.domain.lifecycle.state import UNFINISHED, WORKING, AssignmentState, CaseState, HandoverState
from hotline_server.domain.lifecycle.transition import Transition

CASE_TABLE: tuple[Transition[CaseState], ...] = (
    *TRIAGE,
    *JOINS,
    *SPLITS,
    *AMENDMENTS,
    *ENDS,
    *LINES,
    *NUISANCE,
    *CONTACTS,
    *REROUTING,
    *RECUSAL,
    *EMERGENCIES,
    *LEADERS,
    *DEPARTMENTS,
    *DELEGATION,
    *RULINGS,
    *REFERRALS,
    *REVIEW,
    *SUPERVISION,
    *SUSPENSION,
    *CHANGES,
    *ANSWERS,
    *CALLBACKS,
    *REQUESTS,
    *EXCLUSIONS,
    *RECORDS,
)

_A, _H = AssignmentState, HandoverState
_GOES_ON = (recusal.GOES_ON,)
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
    # whoever must step aside decides nothing of what it is accused of, and may object to having it (R8.3)
    Transition(Act.DISSENT, _IN_HAND, guards=_GOES_ON),
    Transition(Act.ASK_SUSPENSION, _IN_HAND, guards=_GOES_ON),
    Transition(Act.PROPOSE_END, _OWING, guards=_GOES_ON),
    Transition(
        Act.ASK_EXTENSION, (_A.ASSIGNED, _A.ACCEPTED),
        guards=(
            assignments.NO_EXTENSION_ASKED, assignments.IN_DAYS, assignments.RUNS, assignments.NOT_YET_DUE,
            assignments.DAYS_LEFT,
        ),
    ),
    Transition(Act.REPLY, _IN_HAND, _A.REPLIED, guards=_GOES_ON),
    Transition(Act.REPLY_AS_COHANDLER, _IN_HAND, _A.REPLIED, guards=_GOES_ON),
    Transition(Act.DELEGATE, _IN_HAND, guards=(assignments.RUNS,)),
    Transition(Act.ACCEPT_DELEGATED, (_A.ASSIGNED,), _A.ACCEPTED),
    Transition(Act.REPLY_TO_DELEGATOR, _IN_HAND, _A.REPLIED, guards=_GOES_ON),
    Transition(Act.ANSWER_CALLER, (_A.DONE,)),
    Transition(Act.ANSWER_ANOTHER_CALLER, (_A.DONE,)),
    Transition(Act.ATTEMPT_ANSWER, (_A.DONE,)),
    # whoever delegated it (R8.4)
    Transition(Act.TAKE_OVER_REPLY, (_A.REPLIED,), _A.DONE, guards=(recusal.UNIT_GOES_ON,)),
    Transition(Act.RETURN_DELEGATED, (_A.REPLIED,), _A.RETURNED, guards=(recusal.UNIT_GOES_ON,)),
    Transition(Act.CHANGE_DELEGATED_LIMIT, _OWING, guards=(assignments.RUNS, assignments.NOT_YET_DUE)),
    Transition(Act.RECALL, _UNFINISHED, _A.WITHDRAWN),
    Transition(Act.TELL_DELEGATOR, _UNFINISHED),
    # the desk (R3.2, R4.1, R4.2)
    Transition(Act.GRANT_EXTENSION, _OWING, when=(assignments.EXTENSION_ASKED,)),
    Transition(Act.REFUSE_EXTENSION, _OWING, when=(assignments.EXTENSION_ASKED,)),
    Transition(Act.UPHOLD_OBJECTION, _OWING, _A.DECLINED, when=(assignments.OBJECTION_PENDING,)),
    Transition(Act.REFUSE_OBJECTION, _OWING, when=(assignments.OBJECTION_PENDING,)),
    Transition(Act.RETURN_FOR_REWORK, (_A.REPLIED, _A.DONE), _A.RETURNED),
    Transition(Act.ACCEPT_REPLY, (_A.REPLIED,), _A.DONE),
    Transition(Act.WITHDRAW, _UNFINISHED, _A.WITHDRAWN),
    Transition(Act.TAKE_BACK, _UNFINISHED, _A.WITHDRAWN),
    Transition(Act.CHANGE_LEAD, _UNFINISHED, _A.ASSIGNED),
    Transition(Act.BECOME_COHANDLER, _UNFINISHED),
    Transition(Act.NUDGE, _OWING),
    Transition(Act.REMIND, _OWING),
    Transition(Act.SUPERVISE, _OWING, guards=(assignments.RUNS,)),
    Transition(
        Act.DISCLOSE, _UNFINISHED, when=(assignments.NOT_DISCLOSED,),
        guards=(recusal.MAY_KNOW_CALLERS, recusal.NOT_MEANT),
    ),
    Transition(Act.WITHDRAW_DISCLOSURE, _UNFINISHED, when=(assignments.DISCLOSED,)),
    Transition(Act.RAISE_SUPERVISION, _OWING),
    # changes of the calendar (P3)
    Transition(Act.MOVE_DEADLINE, _OWING),
    # exclusions from assessment (R8.11)
    Transition(
        Act.REQUEST_EXCLUSION, _ENDED, when=(exclusions.NEVER_EXCLUDED, exclusions.TIME_TO_EXCLUDE)
    ),
    Transition(Act.PROPOSE_EXCLUSION, _ENDED, when=(exclusions.EXCLUSION_REQUESTED,)),
    *(
        Transition(act, _ENDED, when=(exclusions.EXCLUSION_PROPOSED,), guards=(exclusions.ANOTHER_THAN_PROPOSER,))
        for act in (Act.CONFIRM_EXCLUSION, Act.SET_ASIDE_EXCLUSION)
    ),
    Transition(
        Act.APPEAL_EXCLUSION, _ENDED, when=(exclusions.EXCLUSION_REFUSED,), guards=(exclusions.TIME_TO_APPEAL,)
    ),
    *(
        Transition(act, _ENDED, when=(exclusions.EXCLUSION_APPEALED,), guards=(exclusions.TOOK_NO_PART,))
        for act in (Act.UPHOLD_APPEAL, Act.REFUSE_APPEAL)
    ),
    Transition(Act.REVOKE_EXCLUSION, _ENDED, when=(exclusions.EXCLUDED,)),
)  # fmt: skip

HANDOVER_TABLE: tuple[Transition[HandoverState], ...] = (
    Transition(Act.LINE_ACCEPT, (_H.PENDING,), _H.ACCEPTED),
    Transition(Act.LINE_REFUSE, (_H.PENDING,), _H.REFUSED),
    Transition(Act.LINE_PROGRESS, (_H.ACCEPTED,)),
    Transition(Act.LINE_RESULT, (_H.ACCEPTED,), _H.DONE),
    Transition(Act.RECALL_FROM_LINE, (_H.PENDING, _H.ACCEPTED), _H.RECALLED),
)
