"""Invariants of a case under random acts of all parties over random time (P2, R3.2, R3.4)."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from hotline_server.domain.acts import (
    departments,
    triage,
)
from hotline_server.domain.callbacks import CallbackState
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.case_query import Awaited
from hotline_server.domain.dues import next_due, run_due_acts
from hotline_server.domain.handover import open_handovers
from hotline_server.domain.lapse import Request
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import AssignmentState, CaseState, HandoverState, ObjectionState
from hotline_server.domain.lifecycle.table import CASE_TABLE
from hotline_server.domain.parties import Designation
from hotline_server.domain.waits import steps, waits
from hotline_server.domain.working_days import MAX_WORKING_DAYS
from hotline_server.reports.log_rows import NAMED
from hotline_server.rulebook.decision import DUTY_OFFICE
from hotline_server.rulebook.time_limit import working_days
from hypothesis import settings
from hypothesis.stateful import invariant

from tests.case_files import (
    CALENDAR,
    DEPARTMENT,
    DESK,
    LIMITS,
    new_file,
    refused_waits,
    tell_callers,
)
from tests.case_life.next_step import is_owed_something
from tests.hotline import MONDAY, thorough
from tests.later_events import EventfulLife

DECIDING = {
    Request.OBJECTION: {Act.UPHOLD_OBJECTION, Act.REFUSE_OBJECTION},
    Request.EXTENSION: {Act.GRANT_EXTENSION, Act.REFUSE_EXTENSION},
    Request.SUSPENSION: {Act.SUSPEND, Act.REFUSE_SUSPENSION},
    Request.END: {Act.GRANT_END, Act.REFUSE_END},
}


def requests_of(file: CaseFile) -> Iterator[tuple[Request, str]]:
    """Yield what departments have asked for and nobody has decided on."""
    for one in file.assignments:
        if one.objection_state is ObjectionState.PENDING:
            yield Request.OBJECTION, one.department
        if one.extension_days:
            yield Request.EXTENSION, one.department
    if file.promise and file.promise.is_pending:
        yield Request.SUSPENSION, file.promise.owner
    if file.end_proposal:
        yield Request.END, file.end_proposal.department


class CheckedLife(EventfulLife):
    """What holds of a case, whatever is done to it."""

    noted = 0
    asked: frozenset[tuple[Request, str]] = frozenset()

    @invariant()
    def state_changes_follow_the_table(self) -> None:
        state = CaseState.REGISTERED
        for note in self.file.notes:
            assert NAMED.issuperset(note.details), "a dossier tells every detail by its name, or not at all"
            assert note.from_state is state
            targets = [row.target or state for row in CASE_TABLE if row.act is note.act and state in row.sources]
            assert note.to_state in targets
            state = note.to_state
        assert state is self.file.state

    @invariant()
    def every_open_case_has_an_owner_and_a_due_time(self) -> None:
        """P2: no case is forgotten before it is archived."""
        if self.file.state is CaseState.ARCHIVED:
            assert (next_due(self.file) is None) is self.file.erased
        else:
            assert self.file.owner
            assert next_due(self.file) is not None

    @invariant()
    def every_wait_has_an_owner_and_is_reminded_of_once(self) -> None:
        """P2: it is on one list, by a time at which somebody is reminded of it; nothing of what has ended is."""
        listed = list(waits(self.file, self.file.timetable))
        # A line that has a case may be handed it once more, for a danger.
        of_lines = [one for one in listed if one.awaited is Awaited.LINE]
        assert len(of_lines) == len(list(open_handovers(self.file.handovers)))
        others = [one for one in listed if one.awaited is not Awaited.LINE]
        assert len({(one.awaited, one.party, one.call_id, one.rpc) for one in others}) == len(others)
        due = next_due(self.file)
        for one in listed:
            assert one.owner
            assert due is not None
            # Whoever was reminded is reminded again later, and an unclear answer alarmed somebody at once.
            assert due <= one.due_at or one.due_at <= self.now or one.awaited is Awaited.QUESTION_REPLY
        if self.file.state is CaseState.CLOSED:
            # What an amendment brings after the end; it is not archived before.
            assert {one.awaited for one in listed} <= {
                Awaited.QUESTION_REPLY, Awaited.AMENDED_DECISION, Awaited.CALLBACK,
                Awaited.EXCLUSION_OPINION, Awaited.EXCLUSION_REVIEW, Awaited.EXCLUSION_APPEAL,
            }  # fmt: skip
        if self.file.state is CaseState.ARCHIVED:
            assert not listed
        for assignment in self.file.assignments:
            assert bool(assignment.extension_due) is bool(assignment.extension_days)
            assert bool(assignment.ruling_due) is (assignment.objection_state is ObjectionState.PENDING)
            assert assignment.is_working or not assignment.extension_days
            assert assignment.is_working or assignment.objection_state is not ObjectionState.PENDING

    @invariant()
    def no_answered_case_waits_to_be_taken_back(self) -> None:
        """R8.2: by the line it came from, which would owe the result of what is done with."""
        if self.file.state is CaseState.ANSWERED:
            assert not any(one.gives_back and one.state is HandoverState.PENDING for one in self.file.handovers)

    @invariant()
    def a_case_in_question_stays_with_the_desk(self) -> None:
        """R2.6: unless departments have it in hand; and the desk is alarmed within minutes, wherever it is."""
        if self.file.question:
            assert self.file.state is not CaseState.ARCHIVED
            if self.file.state is CaseState.REGISTERED:
                assert self.file.owner == DUTY_OFFICE
            due = next_due(self.file)
            assert due is not None
            assert due <= self.now + timedelta(minutes=LIMITS.alarm_levels[-1].minutes)

    @invariant()
    def no_deadline_exceeds_thirty_working_days(self) -> None:
        """R3.2: with or without extensions, beside those on which it waited as it was told."""
        for assignment in self.file.assignments:
            waited = self.file.timetable.stood_days(assignment.standstills)
            latest = CALENDAR.deadline(assignment.first_assigned_at, MAX_WORKING_DAYS + waited).at
            assert assignment.latest == latest
            assert assignment.first_assigned_at <= assignment.assigned_at
            assert assignment.deadline <= latest
            assert assignment.deadline > assignment.assigned_at or assignment.deadline == latest
            assert assignment.limit <= latest or (assignment.further_since or MONDAY) >= latest

    @invariant()
    def what_was_overdue_stays_overdue(self) -> None:
        """R6.1: but for an extension that was asked for in time and is granted late."""
        for assignment in self.file.assignments:
            if assignment.extended > self.overdue.get(assignment.number, 0):
                self.overdue.pop(assignment.number, None)
            taken = assignment.state in (AssignmentState.DECLINED, AssignmentState.WITHDRAWN)
            # A clock that stands still passes no deadline.
            clock = assignment.standstills[-1].since if assignment.stands else self.now
            late = (assignment.first_replied_at or clock) > assignment.deadline
            is_overdue = assignment.overdue_since is not None or (late and not taken)
            assert is_overdue or assignment.number not in self.overdue
            if is_overdue:
                self.overdue.setdefault(assignment.number, assignment.extended)

    @invariant()
    def a_unit_below_owes_nothing_without_whoever_delegated_to_it(self) -> None:
        """R8.4: which stays responsible, and is replied to in time."""
        for below in self.file.assignments:
            parent = self.file.assignments.parent_of(below)
            assert below.is_delegated is (parent is not None)
            if parent and below.is_unfinished:
                assert parent.is_working
                assert not parent.is_delegated

    @invariant()
    def at_most_one_department_leads(self) -> None:
        """R2.5."""
        leading = [a for a in self.file.assignments if a.leads and a.is_unfinished]
        assert len(leading) <= 1
        names = [a.department for a in self.file.assignments if a.is_unfinished]
        assert len(names) == len(set(names))

    @invariant()
    def no_case_ends_without_an_answer(self) -> None:
        """R3.4: every caller, joined cases included, is answered or the reason is recorded."""
        if self.file.state.is_answered:
            assert all(caller.next_attempt for caller in self.file.callers if caller.awaits_answer)
            assert self.answered or not self.file.callers

    @invariant()
    def nobody_who_wishes_a_reply_is_left_without(self) -> None:
        """R3.4, R8.7: whoever could not be called was written to; that nobody was reached is no answer."""
        if self.file.state.is_closed:
            for caller in self.file.callers:
                unwanted = caller.wishes_no_reply or caller.withdrawn
                assert unwanted or caller.next_attempt or caller.call_id in self.told

    @invariant()
    def no_open_case_is_on_nobodys_list(self) -> None:
        """P2: until its callers are answered, when time brings it to its end."""
        listed = [*steps(self.file, self.file.timetable), *waits(self.file, self.file.timetable)]
        owing = [one for one in self.file.assignments if one.is_working and not one.steps_aside]
        settled = self.file.state in (CaseState.ANSWERED, CaseState.CLOSED, CaseState.ARCHIVED)
        nobody_waits = not any(caller.awaits_answer for caller in self.file.callers)
        assert listed or owing or settled or (self.file.state is CaseState.RESOLVED and nobody_waits)

    @invariant()
    def whoever_owes_something_may_do_it(self) -> None:
        """P2: what is on somebody's list is nothing that the tables refuse."""
        assert not list(refused_waits(self.file, self.now))

    @invariant()
    def no_case_ends_before_its_callers_were_called_back(self) -> None:
        """R8.7: nor while a caller is dissatisfied and nobody has judged it."""
        if self.file.state.is_closed:
            assert not any(assignment.is_unfinished for assignment in self.file.assignments)
            assert all(caller.next_attempt for caller in self.file.callers if is_owed_something(caller))
        if self.file.state is CaseState.ARCHIVED:
            assert not any(map(is_owed_something, self.file.callers))
        if self.file.state is CaseState.CALLBACK_REVIEW:
            assert any(caller.callback is CallbackState.AWAITS_JUDGEMENT for caller in self.file.callers)

    @invariant()
    def a_handed_over_case_is_with_a_line_or_here(self) -> None:
        """R8.2: whoever took it first has it until the other has accepted it, and no hand-over ends unnoticed."""
        still = list(open_handovers(self.file.handovers))
        if self.file.state is CaseState.HANDED_OVER:
            assert still
            accepted = any(one.accepted_at for one in still)
            assert self.file.owner == ("联动单位" if accepted else DUTY_OFFICE)
        if self.file.state.is_closed:
            assert not still

    @invariant()
    def a_department_objects_once(self) -> None:
        sent = [n.department for n in self.file.notes if n.act is Act.OBJECT]
        assert len(sent) == len(set(sent))

    @invariant()
    def no_request_comes_to_nothing_unnoticed(self) -> None:
        """P2, R8.4: what nobody had decided on when something overtook it is a line of its own."""
        asked, made = frozenset(requests_of(self.file)), self.file.notes[self.noted :]
        for request, department in self.asked - asked:
            said = (Act.LAPSE, department, request.value[0])
            lapsed = any((one.act, one.department, one.reason.split("没有")[0]) == said for one in made)
            assert lapsed or any(one.act in DECIDING[request] for one in made), (request, department)
        self.asked, self.noted = asked, len(self.file.notes)

    @invariant()
    def every_limit_follows_the_assignment(self) -> None:
        for assignment in self.file.assignments:
            if assignment.deadline > assignment.assigned_at:
                assert assignment.limit > assignment.assigned_at

    def teardown(self) -> None:
        """Check that the case can still be completed, whatever was done to it."""
        if not hasattr(self, "file"):
            return
        for _ in range(80):
            if self.file.state is CaseState.ARCHIVED:
                break
            self.take_next_step()
        assert self.file.state is CaseState.ARCHIVED
        assert not any(map(is_owed_something, self.file.callers))


TestCaseLife = CheckedLife.TestCase
TestCaseLife.settings = settings(max_examples=thorough(500), stateful_step_count=40)


def in_working_hours(moment: datetime) -> bool:
    return CALENDAR.add_working_time(moment, 1) == moment + timedelta(minutes=1)


def test_nudges_and_reminders_are_sent_in_working_hours() -> None:
    file = new_file()
    triage.assign(file, DESK, MONDAY, "研判", Designation("公安局", (), working_days(7)))
    departments.accept(file, DEPARTMENT, MONDAY, "公安局")
    tell_callers(file)
    for expected in (Act.NUDGE, Act.REMIND):
        due = next_due(file)
        assert due is not None
        assert in_working_hours(due)
        run_due_acts(file, due)
        assert file.notes[-1].act is expected
