"""Rows of a change of who handles a case, and of recusal."""

from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.guards import assignments, handling, leaders, recusal
from hotline_server.domain.lifecycle.rows.terms import (
    BEFORE_ALL_ARE_DONE,
    DESK,
    LEADER,
    OPEN,
    SYSTEM,
    WITH_DEPARTMENTS,
    Rows,
    S,
)
from hotline_server.domain.lifecycle.transition import Transition

_REROUTED = (*WITH_DEPARTMENTS, S.REPLIED)

REROUTING: Rows = (
    # re-routing while departments work (R2.5)
    Transition(Act.CHANGE_LEAD, (S.RESPONDING,), None, DESK, "DeskService.RerouteCase"),
    # whoever found the result, too, before everybody is told it
    Transition(
        Act.CHANGE_LEAD,
        (S.ASSIGNED, S.IN_PROGRESS, S.REWORKING, S.SUSPENDED, S.DISPUTED, S.REPLIED, S.RESOLVED), S.ASSIGNED, DESK,
        "DeskService.RerouteCase", guards=(leaders.LEAD_NOT_DIRECTED,),
        caution=assignments.NOBODY_OBJECTED_RIGHTLY,
    ),
    # as a leader instructs in an emergency
    *(
        Transition(act, (S.RESPONDING,), None, LEADER)
        for act in (Act.CHANGE_LEAD, Act.CHANGE_COHANDLERS, Act.ADD_COHANDLER)
    ),
    *(
        Transition(act, (S.RESPONDING,), None, LEADER, on_assignment=True)
        for act in (Act.TAKE_BACK, Act.BECOME_COHANDLER)
    ),
    Transition(
        Act.CHANGE_COHANDLERS, _REROUTED, None, DESK, "DeskService.RerouteCase",
        guards=(handling.LEAD_AT_WORK, recusal.LEAD_GOES_ON),
    ),
    Transition(Act.ADD_COHANDLER, _REROUTED, None, DESK),
    # but for whom a leader decided on
    Transition(
        Act.TAKE_BACK, (*_REROUTED, S.RESOLVED), None, DESK, guards=(leaders.NOBODY_DIRECTED,), on_assignment=True
    ),
    # with the case, when that goes elsewhere or ends
    Transition(Act.TAKE_BACK, (*OPEN, S.CLOSED), None, SYSTEM, on_assignment=True),
    Transition(Act.BECOME_COHANDLER, _REROUTED, None, DESK, on_assignment=True),
)  # fmt: skip

RECUSAL: Rows = (
    # recusal (R8.3)
    Transition(
        Act.LIFT_RECUSAL, BEFORE_ALL_ARE_DONE, None, DESK, "DeskService.LiftRecusal",
        when=(recusal.SOMEBODY_ACCUSED,),
    ),
    # of who still has a part of what was answered
    Transition(
        Act.LIFT_RECUSAL, (S.ANSWERED,), None, DESK, "DeskService.LiftRecusal",
        when=(recusal.SOMEBODY_ACCUSED, recusal.SOMEBODY_STEPS_ASIDE),
    ),
)  # fmt: skip
