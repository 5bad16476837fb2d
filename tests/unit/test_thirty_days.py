"""Time that a matter has, whoever comes to lead: their own limit, and thirty working days in all (R3.2, R2.5)."""

from datetime import timedelta

import pytest
from hotline_server.domain.acts import departments, leaders, objections, rerouting, review, triage
from hotline_server.domain.assignment import Assignment
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.dues import run_due_acts
from hotline_server.domain.lifecycle.state import AssignmentState, CaseState
from hotline_server.domain.parties import Designation
from hotline_server.domain.working_days import MAX_WORKING_DAYS
from hotline_server.ground.clock import local_day
from hotline_server.rulebook.decision import Outcome
from hotline_server.rulebook.time_limit import working_days

from tests.case_files import CALENDAR, DEPARTMENT, DESK, LEADER, new_file
from tests.hotline import MONDAY

POLICE, TRANSPORT, PARKS = "公安局", "交通运输局", "园林绿化局"
LATER = MONDAY + timedelta(days=16)


def at_work() -> CaseFile:
    """Return a case that a lead and a co-handler have accepted."""
    file = new_file()
    triage.assign(file, DESK, MONDAY, "研判", Designation(POLICE, (TRANSPORT,), working_days(7)))
    for name in (POLICE, TRANSPORT):
        departments.accept(file, DEPARTMENT, MONDAY, name)
    return file


def lead_of(file: CaseFile) -> Assignment:
    lead = file.assignments.lead
    assert lead is not None
    return lead


def lead_anew(file: CaseFile, lead: str, *others: str) -> Assignment:
    rerouting.reroute(file, DESK, LATER, "改由它牵头", Designation(lead, others, working_days(7)))
    return lead_of(file)


def test_a_cohandler_that_replied_in_time_has_its_own_time_once_it_leads() -> None:
    """R4.1: it is overdue by that, and not at once."""
    file = at_work()
    departments.reply(file, DEPARTMENT, MONDAY, TRANSPORT, "已协助", "")
    lead = lead_anew(file, TRANSPORT, POLICE)
    assert (lead.department, lead.overdue_since) == (TRANSPORT, None)
    assert lead.deadline == lead.limit == CALENDAR.deadline(LATER, 7).at
    assert lead.latest == CALENDAR.deadline(MONDAY, MAX_WORKING_DAYS).at
    departments.accept(file, DEPARTMENT, LATER, TRANSPORT)
    run_due_acts(file, LATER + timedelta(days=20))
    assert lead.overdue_since == lead.deadline


def test_a_cohandler_that_was_overdue_stays_so_and_has_a_further_limit_once_it_leads() -> None:
    """R6.1."""
    lead = lead_anew(at_work(), TRANSPORT)
    overdue_since = CALENDAR.deadline(MONDAY, 7).at
    assert (lead.overdue_since, lead.deadline) == (overdue_since, overdue_since)
    assert lead.limit == CALENDAR.deadline(LATER, 7).at


@pytest.mark.parametrize(("days", "counts_on"), [(16, True), (80, False)])
def test_thirty_working_days_count_on_after_an_upheld_objection(days: int, *, counts_on: bool) -> None:
    """R8.4: unless they have run out. Nobody is named before the desk has found who it is."""
    file = at_work()
    departments.object_to_assignment(file, DEPARTMENT, MONDAY, POLICE, "不归我们", "三定规定")
    ruled = MONDAY + timedelta(days=days)
    objections.uphold_objection(file, DESK, ruled, POLICE, "不归公安管", None)
    assert (file.outcome, file.designation.lead) == (Outcome.DESK, "")
    triage.assign(file, DESK, ruled, "归交通管", Designation(TRANSPORT, (), working_days(7)))
    lead = lead_of(file)
    assert lead.deadline == CALENDAR.deadline(ruled, 7).at
    assert lead.latest == CALENDAR.deadline(MONDAY if counts_on else ruled, MAX_WORKING_DAYS).at


def test_they_count_on_where_the_desk_takes_the_case_back_to_find_out_whose_it_is() -> None:
    """R2.5."""
    file = at_work()
    review.withdraw(file, DESK, LATER, POLICE, "要重新研判")
    assert (file.state, file.designation.lead, file.assignments.unfinished) == (CaseState.REGISTERED, "", [])
    triage.assign(file, DESK, LATER, "归交通管", Designation(TRANSPORT, (), working_days(7)))
    assert lead_of(file).latest == CALENDAR.deadline(MONDAY, MAX_WORKING_DAYS).at


def test_whoever_was_overdue_stays_so_though_a_short_extension_is_granted_late_and_its_clock_stands() -> None:
    """R6.1: and though another lead takes over before the clock goes on."""
    file, later = at_work(), MONDAY + timedelta(days=15)
    departments.ask_extension(file, DEPARTMENT, MONDAY, POLICE, 1, "难度大")
    leaders.escalate(file, DESK, later, "面广", "请批示", hold=True)
    review.decide_extension(file, DESK, later, POLICE, "情况属实", consent=True)
    police = lead_of(file)
    rerouting.reroute(file, DESK, later, "改由它牵头", Designation(TRANSPORT, (), working_days(7)))
    assert (police.state, police.overdue_since) == (AssignmentState.WITHDRAWN, CALENDAR.deadline(MONDAY, 8).at)


def test_thirty_working_days_count_from_whoever_has_it_though_a_former_lead_waited_before() -> None:
    """R3.2: the wait of a lead that is out of the case by now moves nothing of those who come."""
    file = at_work()
    for lead, others in ((PARKS, (TRANSPORT,)), (TRANSPORT, ())):
        rerouting.reroute(file, DESK, MONDAY, "改由它牵头", Designation(lead, others, working_days(7)))
    later = MONDAY + timedelta(days=14)
    leaders.escalate(file, DESK, later, "面广", "请批示", hold=True)
    until = later + timedelta(days=7)
    leaders.instruct(file, LEADER, until, "继续办", None)
    rerouting.reroute(file, DESK, until, "改由它牵头", Designation(POLICE, (), working_days(7)))
    waited = CALENDAR.count(local_day(later), local_day(until))
    assert lead_of(file).latest == CALENDAR.deadline(MONDAY, MAX_WORKING_DAYS + waited).at
