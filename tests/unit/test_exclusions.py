"""Exclusions from assessment 剔除: a reason, a second look, one appeal within its time, and back again (R8.11)."""

from datetime import timedelta

import pytest
from hotline_server.domain.acts import exclusions
from hotline_server.domain.assignment import Assignment
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.case_query import Awaited
from hotline_server.domain.dues import next_due, run_due_acts
from hotline_server.domain.errors import InvalidFieldsError, UnmetConditionError
from hotline_server.domain.exclusion import ExclusionState
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import AssignmentState, CaseState
from hotline_server.domain.parties import SUPERVISION_SYSTEM, Actor, Designation, Role
from hotline_server.domain.waits import waits
from hotline_server.rulebook.decision import Urgency
from hotline_server.rulebook.time_limit import working_days

from tests.case_files import CALENDAR, DEPARTMENT, DESK, LIMITS, may, new_file
from tests.hotline import MONDAY

TAXI = "交通运输局"
SECOND, THIRD = Actor("王值班", Role.DESK), Actor("孙值班长", Role.DESK)
DUE = CALENDAR.deadline(MONDAY, LIMITS.exclusions.decision_days).at
APPEAL_BY = CALENDAR.deadline(MONDAY, LIMITS.exclusions.appeal_days).at


def closed_file() -> CaseFile:
    """Return the file of a case that a department handled and that was closed on Monday."""
    file = new_file()
    designation = Designation(TAXI, (), working_days(7))
    given = Assignment.assign(1, designation, TAXI, Urgency.NORMAL, MONDAY, file.timetable)
    given.state = AssignmentState.DONE
    file.assignments.append(given)
    file.callers[0].answered, file.state = True, CaseState.ANSWERED
    file.act(Act.CLOSE, SUPERVISION_SYSTEM, MONDAY, "")
    return file


def request(file: CaseFile) -> None:
    exclusions.request_exclusion(file, DEPARTMENT, MONDAY, TAXI, "重复诉求", "与上月同一件")


def refuse(file: CaseFile) -> None:
    """Let a department ask for an exclusion, and two people at the desk refuse it."""
    request(file)
    exclusions.propose_exclusion(file, DESK, MONDAY, TAXI, "不是同一件", exclude=False)
    exclusions.confirm_exclusion(file, SECOND, MONDAY, TAXI, "同意")


def state(file: CaseFile) -> ExclusionState | None:
    exclusion = file.assignments[0].exclusion
    return exclusion.state if exclusion else None


def owed(file: CaseFile) -> list[tuple[Awaited, str]]:
    return [(one.awaited, one.party) for one in waits(file, file.timetable) if one.due_at == DUE]


def test_two_people_exclude_and_each_step_is_logged_and_awaited() -> None:
    file = closed_file()
    request(file)
    assert owed(file) == [(Awaited.EXCLUSION_OPINION, TAXI)]
    exclusions.propose_exclusion(file, DESK, MONDAY, TAXI, "确是同一件", exclude=True)
    assert owed(file) == [(Awaited.EXCLUSION_REVIEW, TAXI)]
    exclusions.confirm_exclusion(file, SECOND, MONDAY, TAXI, "同意")
    assert (state(file), owed(file)) == (ExclusionState.EXCLUDED, [])
    logged = [(note.act, note.actor.name, note.reason) for note in file.notes[1:]]
    assert logged == [
        (Act.REQUEST_EXCLUSION, DEPARTMENT.name, "与上月同一件"),
        (Act.PROPOSE_EXCLUSION, DESK.name, "确是同一件"),
        (Act.CONFIRM_EXCLUSION, SECOND.name, "同意"),
    ]
    exclusions.revoke_exclusion(file, THIRD, MONDAY, TAXI, "材料不实")
    assert state(file) is ExclusionState.REVOKED
    with pytest.raises(UnmetConditionError, match="已经申请过剔除"):
        request(file)


@pytest.mark.parametrize("act", [exclusions.confirm_exclusion, exclusions.set_exclusion_aside])
def test_whoever_gave_the_opinion_takes_no_second_look(act: type) -> None:
    file = closed_file()
    request(file)
    exclusions.propose_exclusion(file, DESK, MONDAY, TAXI, "确是同一件", exclude=True)
    with pytest.raises(UnmetConditionError, match="另一人复核"):
        act(file, DESK, MONDAY, TAXI, "同意")
    assert state(file) is ExclusionState.PROPOSED


def test_an_opinion_that_is_set_aside_is_given_anew() -> None:
    file = closed_file()
    request(file)
    exclusions.propose_exclusion(file, DESK, MONDAY, TAXI, "确是同一件", exclude=True)
    exclusions.set_exclusion_aside(file, SECOND, MONDAY, TAXI, "没有看材料")
    exclusions.propose_exclusion(file, SECOND, MONDAY, TAXI, "不是同一件", exclude=False)
    exclusions.confirm_exclusion(file, DESK, MONDAY, TAXI, "同意")
    assert state(file) is ExclusionState.REFUSED


@pytest.mark.parametrize("who", [DESK, SECOND])
def test_an_appeal_is_ruled_on_by_somebody_who_took_no_part(who: Actor) -> None:
    file = closed_file()
    refuse(file)
    exclusions.appeal_exclusion(file, DEPARTMENT, APPEAL_BY - timedelta(hours=1), TAXI, "有新材料")
    with pytest.raises(UnmetConditionError, match="没有参与的值班长"):
        exclusions.rule_on_appeal(file, who, MONDAY, TAXI, "属实", upheld=True)
    exclusions.rule_on_appeal(file, THIRD, MONDAY, TAXI, "属实", upheld=True)
    assert state(file) is ExclusionState.EXCLUDED


def test_a_department_appeals_once_and_within_its_time() -> None:
    file = closed_file()
    refuse(file)
    with pytest.raises(UnmetConditionError, match="申诉的时限已经过了"):
        exclusions.appeal_exclusion(file, DEPARTMENT, APPEAL_BY, TAXI, "有新材料")
    exclusions.appeal_exclusion(file, DEPARTMENT, MONDAY, TAXI, "有新材料")
    exclusions.rule_on_appeal(file, THIRD, MONDAY, TAXI, "不属实", upheld=False)
    with pytest.raises(UnmetConditionError, match="不能再申诉"):
        exclusions.appeal_exclusion(file, DEPARTMENT, MONDAY, TAXI, "还是不服")


def test_a_request_needs_a_ground_of_the_rule_book_a_reason_and_its_time() -> None:
    file = closed_file()
    with pytest.raises(InvalidFieldsError, match="职责以外"):
        exclusions.request_exclusion(file, DEPARTMENT, MONDAY, TAXI, "太忙", "忙")
    with pytest.raises(InvalidFieldsError):
        exclusions.request_exclusion(file, DEPARTMENT, MONDAY, TAXI, "重复诉求", " ")
    late = CALENDAR.deadline(MONDAY, LIMITS.exclusions.request_days).at + timedelta(minutes=1)
    with pytest.raises(UnmetConditionError, match="时限已经过了"):
        exclusions.request_exclusion(file, DEPARTMENT, late, TAXI, "重复诉求", "同一件")
    offered = {one.rpc for one in may(file, DEPARTMENT, late, TAXI) if one.is_allowed}
    assert "DepartmentService.RequestExclusion" not in offered


def test_the_desk_is_reminded_and_the_case_is_not_archived_before_it_is_settled() -> None:
    file = closed_file()
    request(file)
    assert next_due(file) == DUE
    run_due_acts(file, DUE)
    assert (file.notes[-1].act, file.notes[-1].department) == (Act.REMIND_DESK, TAXI)
    long_after = MONDAY + timedelta(days=60)
    run_due_acts(file, long_after)
    assert Act.ARCHIVE not in [note.act for note in file.notes]
    exclusions.propose_exclusion(file, DESK, long_after, TAXI, "不是同一件", exclude=False)
    exclusions.confirm_exclusion(file, SECOND, long_after, TAXI, "同意")
    until = CALENDAR.deadline(long_after, LIMITS.exclusions.appeal_days).at
    run_due_acts(file, until - timedelta(minutes=1))
    assert next_due(file) == until
    run_due_acts(file, until)
    assert file.notes[-1].act is Act.ARCHIVE


def test_what_is_not_decided_lapses_once_the_case_is_reopened() -> None:
    file = closed_file()
    request(file)
    file.act(Act.AWAIT_JUDGEMENT, SUPERVISION_SYSTEM, MONDAY, "不满意")
    assert (state(file), file.assignments[0].exclude_by, owed(file)) == (ExclusionState.LAPSED, None, [])
