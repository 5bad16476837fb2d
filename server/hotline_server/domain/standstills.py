"""Standstills of a case: the clocks of departments stand while they are told to wait, or must step aside."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from hotline_server.domain import deadlines, notices
from hotline_server.domain.leader_question import Hold
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.referral import Referral
from hotline_server.domain.standstill import STEPPING_ASIDE

if TYPE_CHECKING:
    from hotline_server.domain.case_file import CaseFile


def hold(file: "CaseFile", now: datetime) -> None:
    """Note that the departments are told to wait."""
    if not file.is_held:
        file.holds = (*file.holds, Hold(now))
        keep_standing(file, now)


def end_hold(file: "CaseFile", now: datetime) -> None:
    """Note that the departments need wait no longer."""
    if file.is_held:
        file.holds = (*file.holds[:-1], Hold(file.holds[-1].since, now))
        if file.state is not CaseState.SUSPENDED:
            go_on(file, now)


def keep_standing(file: "CaseFile", now: datetime) -> None:
    """Let the clocks of departments that came while all wait stand still too."""
    if file.is_held:
        stand_still(file, now, "等领导批示")
    elif file.state is CaseState.SUSPENDED and file.promise:
        stand_still(file, now, file.promise.reason)


def stand_still(file: "CaseFile", now: datetime, reason: str) -> None:
    """Stop the clocks of all departments that owe a reply."""
    for assignment in file.assignments:
        if assignment.is_working and not assignment.stands:
            deadlines.stand_still(assignment, now, reason)


def step_aside(file: "CaseFile", departments: Collection[str], now: datetime) -> None:
    """Let departments step aside until the desk has decided, also with what they replied; never in an emergency."""
    for assignment in file.assignments:
        if assignment.is_unfinished and assignment.department in departments and not file.is_emergency:
            if assignment.stands:
                deadlines.go_on(assignment, now, file.timetable)
            deadlines.stand_still(assignment, now, STEPPING_ASIDE)
    if file.referred_to and file.referred_to in departments:
        file.referral = replace(file.referral or Referral(), steps_aside=True)
    if not file.has_handler:
        for caller in file.callers:
            if caller.tell_by and caller.tell_by > now:
                caller.tell_by = None


def end_stepping_aside(file: "CaseFile", now: datetime) -> None:
    """Let those go on who had to step aside, unless all wait."""
    had_handler = file.has_handler
    for assignment in file.assignments:
        if assignment.steps_aside:
            deadlines.go_on(assignment, now, file.timetable)
    file.referral = file.referral and replace(file.referral, steps_aside=False)
    keep_standing(file, now)
    if not had_handler:
        notices.expect_again(file, now)


def go_on(file: "CaseFile", now: datetime) -> None:
    """Start the clocks of departments again, but for those who must step aside."""
    for assignment in file.assignments:
        if assignment.stands and not assignment.steps_aside:
            deadlines.go_on(assignment, now, file.timetable)
