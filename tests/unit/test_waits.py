"""What somebody owes in a case: each is on one list, with an owner and a due time, until it ends (P2)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hotline_server.domain import notices, standstills
from hotline_server.domain.acts import (
    amendments,
    callbacks,
    callers,
    changes,
    contacts,
    delegation,
    departments,
    emergencies,
    ends,
    exclusions,
    joins,
    leaders,
    lines,
    objections,
    referrals,
    rerouting,
    review,
    suspension,
    triage,
)
from hotline_server.domain.acts.lines import Acceptance, HandoverNotice, handover_due
from hotline_server.domain.acts.reminders import next_reminder
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.case_query import Awaited
from hotline_server.domain.contacts import Connection, ConnectionResult
from hotline_server.domain.dues import next_due, run_due_acts
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import AssignmentState, CaseState, ObjectionState
from hotline_server.domain.open_question import OpenQuestion
from hotline_server.domain.parties import Actor, Answer, CallerEntry, Designation, Role
from hotline_server.domain.promise import Promise
from hotline_server.domain.survey import ContactResult, Survey
from hotline_server.domain.timetable import Timetable
from hotline_server.domain.waits import Wait, steps, waits
from hotline_server.domain.working_days import WorkingCalendar
from hotline_server.ground.clock import local_day
from hotline_server.rulebook.decision import DUTY_OFFICE, Outcome, Urgency
from hotline_server.rulebook.ends import EndReason
from hotline_server.rulebook.lines import Line
from hotline_server.rulebook.time_limit import TimeLimit, hours, working_days

from tests.case_files import (
    CALENDAR,
    DEPARTMENT,
    DESK,
    LEADER,
    LIMITS,
    LINE,
    RULE_BOOK,
    decided,
    new_file,
    refused_waits,
    tell_callers,
)
from tests.hotline import MONDAY

DAY = timedelta(days=1)
POLICE, TRANSPORT, SECTION = "公安局", "交通运输局", "治安管理支队"
POLICE_LINE = Line("110报警服务台", "110", "警情", 3, hours(24), takes_dangers=True)
GIVEN = Answer(1, "电话", "已解决", "", supported=True, given=True)
UNLAWFUL = EndReason("J01", Outcome.EXPLAINED, "没有新情况")
NOTICE_DUE = CALENDAR.deadline(MONDAY, LIMITS.notice_days).at


def untold() -> CaseFile:
    """Return a case that a lead and a co-handler have in hand, whose caller nobody has told so."""
    file = new_file()
    triage.assign(file, DESK, MONDAY, "研判", Designation(POLICE, (TRANSPORT,), working_days(7)))
    for name in (POLICE, TRANSPORT):
        departments.accept(file, DEPARTMENT, MONDAY, name)
    return file


def at_work() -> CaseFile:
    file = untold()
    tell_callers(file)
    return file


def promise() -> Promise:
    return Promise("要等汛期过去", "先围挡", POLICE, local_day(MONDAY) + timedelta(days=60), (), MONDAY)


def objecting(file: CaseFile) -> None:
    departments.object_to_assignment(file, DEPARTMENT, MONDAY, POLICE, "不归我们", "三定规定")


def suspended(file: CaseFile) -> None:
    suspension.suspend(file, DESK, MONDAY, "属实", promise())
    tell_callers(file)


def overdue_below(file: CaseFile) -> None:
    delegation.delegate(file, DEPARTMENT, MONDAY, POLICE, [SECTION], "请核实", working_days(1))
    run_due_acts(file, CALENDAR.deadline(MONDAY, 1).at)


def referred(file: CaseFile) -> None:
    review.withdraw(file, DESK, MONDAY, TRANSPORT, "不用协办")
    departments.object_to_assignment(file, DEPARTMENT, MONDAY, POLICE, "不归我们", "三定规定")
    file.state = CaseState.REGISTERED
    triage.refer(file, DESK, MONDAY, "归它管", POLICE)
    tell_callers(file)
    referrals.report_result(file, DEPARTMENT, MONDAY, POLICE, "已解决")


def answered(file: CaseFile) -> None:
    departments.reply(file, DEPARTMENT, MONDAY, POLICE, "已办理", "不等协办")
    review.accept_reply(file, DESK, MONDAY, "")
    callers.answer_caller(file, DESK, MONDAY, GIVEN)


def excluding(file: CaseFile) -> None:
    """Close a case, of which the lead asks to be left out of its assessment."""
    for assignment in file.assignments:
        assignment.state = AssignmentState.DONE
    file.callers[0].answered, file.state = True, CaseState.ANSWERED
    file.act(Act.CLOSE, DESK, MONDAY, "")
    exclusions.request_exclusion(file, DEPARTMENT, MONDAY, POLICE, "重复诉求", "同一件")


def judged(file: CaseFile) -> None:
    excluding(file)
    exclusions.propose_exclusion(file, DESK, MONDAY, POLICE, "不是同一件", exclude=False)


def appealing(file: CaseFile) -> None:
    judged(file)
    exclusions.confirm_exclusion(file, Actor("孙值班", Role.DESK), MONDAY, POLICE, "同意")
    exclusions.appeal_exclusion(file, DEPARTMENT, MONDAY, POLICE, "有新材料")


def asked_back(file: CaseFile) -> None:
    question = OpenQuestion(("火灾",), {"火灾": "冒烟"}, ("看得到火吗？",), MONDAY, MONDAY + timedelta(seconds=60))
    emergencies.ask_back(file, RULE_BOOK, MONDAY, "像有险情", question)


def handed_over(file: CaseFile) -> None:
    reason = EndReason("Y01", Outcome.HANDED_OVER, "属于警情", line=POLICE_LINE.name)
    lines.hand_over(file, DESK, MONDAY, POLICE_LINE, reason, HandoverNotice("已告知"), "")


KINDS: list[tuple[Awaited, str, Callable[[CaseFile], None]]] = [
    (Awaited.OBJECTION_RULING, DUTY_OFFICE, objecting),
    (
        Awaited.EXTENSION_DECISION,
        DUTY_OFFICE,
        lambda f: departments.ask_extension(f, DEPARTMENT, MONDAY, POLICE, 3, "难度大"),
    ),
    (
        Awaited.END_DECISION,
        DUTY_OFFICE,
        lambda f: ends.propose_end(f, DEPARTMENT, MONDAY, POLICE, UNLAWFUL, "不属于受理范围"),
    ),
    (
        Awaited.SUSPENSION_DECISION,
        DUTY_OFFICE,
        lambda f: suspension.ask_suspension(f, DEPARTMENT, MONDAY, POLICE, promise()),
    ),
    (Awaited.SUSPENSION_REVIEW, DUTY_OFFICE, suspended),
    (Awaited.DISPUTE, "领导", lambda f: departments.dissent(f, DEPARTMENT, MONDAY, POLICE, "不归我们")),
    (Awaited.INSTRUCTION, "领导", lambda f: leaders.escalate(f, DESK, MONDAY, "面广", "请批示")),
    (Awaited.REFERRAL_RESULT, DUTY_OFFICE, referred),
    (
        Awaited.AMENDED_DECISION,
        DUTY_OFFICE,
        lambda f: amendments.propose_decision(f, RULE_BOOK, MONDAY, decided(Outcome.TRANSFER, POLICE)),
    ),
    (Awaited.UNIT_BELOW, POLICE, overdue_below),
    (Awaited.QUESTION_REPLY, DUTY_OFFICE, asked_back),
    (Awaited.LINE, "联动单位", handed_over),
    (Awaited.CALLBACK, DUTY_OFFICE, answered),
    (Awaited.EXCLUSION_OPINION, DUTY_OFFICE, excluding),
    (Awaited.EXCLUSION_REVIEW, DUTY_OFFICE, judged),
    (Awaited.EXCLUSION_APPEAL, DUTY_OFFICE, appealing),
    (Awaited.NOTICE, DUTY_OFFICE, lambda f: notices.expect_all(f, MONDAY)),
]
AFTER_CLOSING = (Awaited.EXCLUSION_OPINION, Awaited.EXCLUSION_REVIEW, Awaited.EXCLUSION_APPEAL)
BY_THE_CLOCK = (Awaited.AMENDED_DECISION, Awaited.QUESTION_REPLY)
"""What is owed in minutes or seconds."""


def test_who_asked_for_a_suspension_waits_and_not_who_keeps_the_promise() -> None:
    """R8.6."""
    file = at_work()
    suspension.ask_suspension(file, DEPARTMENT, MONDAY, POLICE, replace(promise(), owner=TRANSPORT))
    assert [one.party for one in waits(file, file.timetable)] == [POLICE]


@pytest.mark.parametrize(("awaited", "owner", "begin"), KINDS)
def test_each_is_listed_once_and_not_when_it_has_ended(
    awaited: Awaited, owner: str, begin: Callable[[CaseFile], None]
) -> None:
    file = at_work()
    begin(file)
    (wait,) = waits(file, file.timetable)
    assert (wait.awaited, wait.owner) == (awaited, owner)
    assert wait.due_at > MONDAY
    due = next_due(file)
    assert due is not None
    assert due <= wait.due_at
    # The callers end it; what nobody knows the danger of stays.
    if awaited not in (Awaited.CALLBACK, Awaited.QUESTION_REPLY, Awaited.LINE, *AFTER_CLOSING):
        callers.withdraw_request(file, DESK, MONDAY, 1, "自行解决了")
        assert file.state is CaseState.CLOSED
        assert not list(waits(file, file.timetable))


@pytest.mark.parametrize(("awaited", "begin"), [(awaited, begin) for awaited, _, begin in KINDS])
def test_each_moves_with_a_day_that_is_set_free_and_the_log_says_so(
    awaited: Awaited, begin: Callable[[CaseFile], None]
) -> None:
    """R8.5, R8.6."""
    file = at_work()
    begin(file)
    (before,) = waits(file, file.timetable)
    if awaited is Awaited.LINE:
        lines.accept(file, LINE, MONDAY, POLICE_LINE.name, Acceptance("A-1"))
        file.handovers[0].limit, file.handovers[0].due_at = "1个工作日", CALENDAR.deadline(MONDAY, 1).at
        (before,) = waits(file, file.timetable)
    set_free(file, local_day(before.due_at))
    (after,) = waits(file, file.timetable)
    logged = [note.details.get("awaited", "") for note in file.notes if note.act is Act.MOVE_DEADLINE]
    calls = awaited is Awaited.CALLBACK
    assert (after.due_at > before.due_at) == (awaited not in BY_THE_CLOCK and not calls)
    assert (awaited.value in logged) == (after.due_at > before.due_at)


def set_free(file: CaseFile, day: date) -> None:
    """Set a day free, and move what is owed."""
    free = WorkingCalendar(LIMITS.opens, LIMITS.closes, {day: False})
    file.timetable = Timetable(LIMITS, free)
    changes.recompute_deadlines(file, CALENDAR, DESK, MONDAY, "放假")


def test_an_answer_that_is_to_be_left_in_writing_moves_too() -> None:
    """R8.7."""
    file = at_work()
    answered(file)
    for _ in range(LIMITS.callbacks.attempts):
        said = Survey(ContactResult.NO_ANSWER)
        callbacks.record_satisfaction(file, DESK, file.callers[0].next_attempt or MONDAY, said, "", 1)
    (before,) = waits(file, file.timetable)
    assert before.rpc == "CallerService.LeaveAnswerInWriting"
    set_free(file, local_day(before.due_at))
    (after,) = waits(file, file.timetable)
    assert after.due_at > before.due_at


def duty_office(file: CaseFile) -> None:
    triage.assign(file, DESK, MONDAY, "自己办", Designation(DUTY_OFFICE, (), working_days(7)))


def in_danger(file: CaseFile) -> None:
    emergencies.raise_emergency(file, DESK, MONDAY, "冒烟")


def replied(file: CaseFile) -> None:
    triage.assign(file, DESK, MONDAY, "研判", Designation(POLICE, (TRANSPORT,), working_days(7)))
    for name in (POLICE, TRANSPORT):
        departments.accept(file, DEPARTMENT, MONDAY, name)
    departments.reply(file, DEPARTMENT, MONDAY, POLICE, "已办理", "不等协办")


def resolved(file: CaseFile) -> None:
    replied(file)
    review.accept_reply(file, DESK, MONDAY, "")


def held_open(file: CaseFile) -> None:
    resolved(file)
    callers.answer_caller(file, DESK, MONDAY, GIVEN)


def dissatisfied(file: CaseFile) -> None:
    held_open(file)
    callers.reopen(file, DESK, MONDAY, 1, "又坏了", lambda _: True)


def nobody_at_work(file: CaseFile) -> None:
    replied(file)
    file.state = CaseState.IN_PROGRESS
    for one in file.assignments:
        one.state = AssignmentState.WITHDRAWN


STEPS: list[tuple[Awaited, Callable[[CaseFile], None]]] = [
    (Awaited.TRIAGE, lambda _: None),
    (Awaited.CONFIRMATION, lambda f: triage.propose_answers(f, RULE_BOOK, MONDAY, "有政策", ["ZC-01"], attended=True)),
    (Awaited.VERIFICATION, in_danger),
    (Awaited.FOLLOW_UP, lambda f: triage.refer(f, DESK, MONDAY, "归它管", POLICE)),
    (Awaited.OWN_WORK, duty_office),
    (Awaited.REPLY_REVIEW, replied),
    (Awaited.ANSWER, resolved),
    (Awaited.OPEN_END, held_open),
    (Awaited.JUDGEMENT, dissatisfied),
    (Awaited.DESIGNATION, nobody_at_work),
]


@pytest.mark.parametrize(("awaited", "begin"), STEPS)
def test_each_step_of_the_desk_is_listed_with_its_own_due_time(
    awaited: Awaited, begin: Callable[[CaseFile], None]
) -> None:
    """P2: and is no later than the case is attended."""
    file = new_file()
    begin(file)
    (step,) = steps(file, file.timetable)
    due = next_due(file)
    assert (step.awaited, due is not None and MONDAY < due <= step.due_at) == (awaited, True)


def test_every_kind_of_wait_has_its_owner_and_label() -> None:
    """P2: but for the filter that has several kinds."""
    assert {one for one, *_ in (*KINDS, *STEPS)} == set(Awaited) - {Awaited.REQUEST}


def test_whoever_was_not_told_of_a_promise_is_to_be_told() -> None:
    """R8.6: apart from the review of the promise."""
    file = at_work()
    suspension.suspend(file, DESK, MONDAY, "属实", promise())
    assert {one.awaited: one.due_at for one in waits(file, file.timetable)} == {
        Awaited.SUSPENSION_REVIEW: CALENDAR.start_of(CALENDAR.after(promise().promised_on, 1)),
        Awaited.NOTICE: CALENDAR.deadline(MONDAY, LIMITS.answer_days).at,
    }
    callers.waive_reply(file, DESK, MONDAY, 1, "不用回了")
    assert [one.awaited for one in waits(file, file.timetable)] == [Awaited.SUSPENSION_REVIEW]


def test_a_reminder_does_not_move_the_time_for_a_lines_result() -> None:
    """R6.1, R8.2."""
    file = at_work()
    handed_over(file)
    lines.accept(file, LINE, MONDAY, POLICE_LINE.name, Acceptance("A-1"))
    (handover,) = file.handovers
    due = handover.due_at
    assert due is not None
    run_due_acts(file, due)
    assert (handover.due_at, handover.reminded_at) == (due, due)
    assert [one.due_at for one in waits(file, file.timetable)] == [due]
    assert handover_due(file) == CALENDAR.deadline(due, LIMITS.follow_up_days).at
    lines.submit_result(file, LINE, due + timedelta(hours=1), POLICE_LINE.name, "已处置")
    assert handover.due_at == due


def test_both_requests_of_a_department_are_listed() -> None:
    """R3.2, R8.4."""
    file = at_work()
    objecting(file)
    departments.ask_extension(file, DEPARTMENT, MONDAY + DAY, POLICE, 3, "难度大")
    ruling, extension = (CALENDAR.deadline(asked, LIMITS.decision_days).at for asked in (MONDAY, MONDAY + DAY))
    awaited = {one.awaited: one.due_at for one in waits(file, file.timetable)}
    assert awaited == {Awaited.OBJECTION_RULING: ruling, Awaited.EXTENSION_DECISION: extension}
    assert file.assignments[0].decide_by == ruling
    objections.refuse_objection(file, DESK, MONDAY + DAY, POLICE, "归它管")
    assert [(one.awaited, one.due_at) for one in waits(file, file.timetable)] == [
        (Awaited.EXTENSION_DECISION, extension)
    ]


def test_deciding_on_an_extension_leaves_the_ruling_on_the_objection_due() -> None:
    """R3.2, R8.4."""
    file = at_work()
    departments.ask_extension(file, DEPARTMENT, MONDAY, POLICE, 3, "难度大")
    departments.object_to_assignment(file, DEPARTMENT, MONDAY + DAY, POLICE, "不归我们", "三定规定")
    review.decide_extension(file, DESK, MONDAY + DAY, POLICE, "同意", consent=True)
    assert [(one.awaited, one.due_at) for one in waits(file, file.timetable)] == [
        (Awaited.OBJECTION_RULING, CALENDAR.deadline(MONDAY + DAY, LIMITS.decision_days).at)
    ]


def test_a_request_ends_with_its_assignment() -> None:
    """R8.4: nobody rules on what was taken back."""
    file = at_work()
    objecting(file)
    departments.ask_extension(file, DEPARTMENT, MONDAY, POLICE, 3, "难度大")
    rerouting.reroute(file, DESK, MONDAY, "归交通", Designation(TRANSPORT, (), working_days(7)))
    gone = file.assignments[0]
    assert (gone.decide_by, gone.extension_days, gone.objection_state) == (None, 0, ObjectionState.LAPSED)
    assert [one.awaited for one in waits(file, file.timetable)] == [Awaited.NOTICE]


def test_what_a_unit_below_asks_for_waits_for_whoever_delegated() -> None:
    """R8.4."""
    file = at_work()
    delegation.delegate(file, DEPARTMENT, MONDAY, POLICE, [SECTION], "请核实", TimeLimit(()))
    departments.object_to_assignment(file, DEPARTMENT, MONDAY, SECTION, "不归我们", "三定规定")
    (wait,) = waits(file, file.timetable)
    assert (wait.rpc, wait.owner, wait.party) == ("DelegationService.DecideObjection", POLICE, SECTION)
    delegation.recall(file, DEPARTMENT, MONDAY, POLICE, SECTION, "自己办")
    assert not list(waits(file, file.timetable))


class TestNotices:
    """R2.3: each caller is told who handles the matter, within the time of the rule book."""

    def listed(self, file: CaseFile) -> list[Wait]:
        return [one for one in waits(file, file.timetable) if one.awaited is Awaited.NOTICE]

    def test_the_desk_is_reminded_until_the_caller_is_told(self) -> None:
        file = untold()
        (wait,) = self.listed(file)
        assert (wait.due_at, wait.owner, wait.call_id) == (NOTICE_DUE, DUTY_OFFICE, 1)
        run_due_acts(file, NOTICE_DUE)
        assert (Act.REMIND_DESK, "还没有告知来电人由谁办理") in [(note.act, note.reason) for note in file.notes]
        (again,) = self.listed(file)
        assert again == wait
        assert next_reminder(file) == CALENDAR.deadline(NOTICE_DUE, LIMITS.notice_days).at
        tell_callers(file, NOTICE_DUE)
        assert not self.listed(file)

    def test_one_that_was_missed_is_so_still_when_others_have_been_told_first(self) -> None:
        """R8.6: nobody told the caller of the promised date either, which is owed only while it is waited for."""
        file, late = untold(), NOTICE_DUE + DAY
        suspension.suspend(file, DESK, late, "属实", promise())
        (promised,) = self.listed(file)
        assert promised.due_at > late
        suspension.end_suspension(file, DESK, late + 7 * DAY, "提前了", kept=True)
        assert [one.due_at for one in self.listed(file)] == [NOTICE_DUE]
        assert not list(refused_waits(file, late + 7 * DAY))

    def test_nobody_is_told_that_the_accused_keeps_a_promise(self) -> None:
        """R8.3."""
        file = untold()
        suspension.suspend(file, DESK, MONDAY, "属实", promise())
        standstills.step_aside(file, (POLICE,), MONDAY)
        assert not self.listed(file)
        standstills.end_stepping_aside(file, MONDAY + 7 * DAY)
        (again,) = self.listed(file)
        assert again.due_at > MONDAY + 7 * DAY

    def test_a_caller_who_joins_is_told_too(self) -> None:
        """R8.8."""
        file = at_work()
        joins.join(file, DESK, MONDAY, "同一件事", CallerEntry(2, answered=False), "20261123-000002")
        assert [one.call_id for one in self.listed(file)] == [2]

    def test_whoever_is_connected_needs_no_notice(self) -> None:
        """R2.2."""
        file = untold()
        contacts.record_connection(file, DESK, MONDAY, Connection(POLICE, ConnectionResult.CONNECTED))
        assert not self.listed(file)

    def test_another_lead_is_told_of_anew(self) -> None:
        file = at_work()
        rerouting.reroute(file, DESK, MONDAY, "归交通", Designation(TRANSPORT, (POLICE,), working_days(7)))
        assert [one.due_at for one in self.listed(file)] == [NOTICE_DUE]

    def test_nobody_is_told_who_wants_no_reply_or_was_answered(self) -> None:
        """R8.7."""
        file = untold()
        callers.waive_reply(file, DESK, MONDAY, 1, "不用回了")
        assert not self.listed(file)
        file = untold()
        departments.reply(file, DEPARTMENT, MONDAY, POLICE, "已办理", "不等协办")
        assert not self.listed(file)


def test_a_leader_names_departments_although_a_line_has_the_case() -> None:
    """R2.4, R8.2: the line hears that it is recalled."""
    file = at_work()
    handed_over(file)
    leaders.escalate(file, DESK, MONDAY, "面广", "请批示")
    leaders.instruct(file, LEADER, MONDAY, "由公安局办", Designation(POLICE, (), working_days(7)))
    assert (file.state, file.assignments.lead and file.assignments.lead.department) == (CaseState.ASSIGNED, POLICE)
    recalled = [note for note in file.notes if note.act is Act.RECALL_FROM_LINE]
    assert [(note.department, note.reason) for note in recalled] == [(POLICE_LINE.name, "按领导批示另行指定承办单位")]


def test_a_leader_names_departments_although_the_case_is_suspended() -> None:
    """R2.4, R8.6: the promise ends with the suspension."""
    file = at_work()
    suspended(file)
    leaders.escalate(file, DESK, MONDAY, "面广", "请批示")
    leaders.instruct(file, LEADER, MONDAY, "由交通运输局办", Designation(TRANSPORT, (), working_days(7)))
    assert (file.state, file.promise) == (CaseState.ASSIGNED, None)


REMINDED = [(awaited, begin) for awaited, *_, begin in (*KINDS, *STEPS) if awaited is not Awaited.OWN_WORK]
"""What is reminded of or alarmed about; work is supervised, which sets a further limit."""


@pytest.mark.parametrize(("awaited", "begin"), REMINDED)
def test_a_reminder_does_not_move_what_is_due(awaited: Awaited, begin: Callable[[CaseFile], None]) -> None:
    """P2: it is due when it was; only the next reminder comes later."""
    file = at_work() if awaited in {kind for kind, *_ in KINDS} else new_file()
    begin(file)
    (owed,) = (one for one in listed(file) if one.awaited is awaited)
    for _ in range(3):
        due = next_due(file)
        assert due is not None
        run_due_acts(file, max(due, owed.due_at))
        again = next_due(file)
        assert again is not None
        assert again > due
        # Once the operator did not confirm, that is the desk's.
        (still,) = (one for one in listed(file) if one.awaited is awaited)
        assert still == owed or (owed.owner, still.owner) == (Role.OPERATOR.value, DUTY_OFFICE)
        owed = still


def listed(file: CaseFile) -> list[Wait]:
    return [*steps(file, file.timetable), *waits(file, file.timetable)]


def test_who_is_to_be_called_again_hides_nobody_who_is_to_be_answered() -> None:
    """R8.7, P2."""
    file = new_file()
    file.callers.append(CallerEntry(2, answered=False))
    resolved(file)
    file.callers[0].next_attempt = MONDAY + timedelta(days=20)
    (answer,) = steps(file, file.timetable)
    assert (answer.awaited, next_due(file)) == (Awaited.ANSWER, answer.due_at)
    run_due_acts(file, answer.due_at)
    assert (file.notes[-1].act, file.notes[-1].reason) == (Act.REMIND_DESK, "有结果了，等答复群众")


def test_all_of_a_kind_are_reminded_of_together() -> None:
    """P2: what came first does not wait for the time after the reminder of what came later."""
    file = at_work()
    objecting(file)
    later = MONDAY + timedelta(hours=30)
    departments.object_to_assignment(file, DEPARTMENT, later, TRANSPORT, "不归我们", "三定规定")
    first, second = (one.due_at for one in waits(file, file.timetable))
    assert first < second
    for moment in (first, second):
        run_due_acts(file, moment)
    reminded = [note.department for note in file.notes if note.act is Act.REMIND_DESK]
    assert reminded == [POLICE, POLICE, TRANSPORT]


def test_departments_are_designated_anew_since_the_last_one_stepped_aside() -> None:
    """R8.3, P2: however long it had the case."""
    file = at_work()
    aside = MONDAY + timedelta(days=3)
    standstills.step_aside(file, (POLICE, TRANSPORT), aside)
    (step,) = steps(file, file.timetable)
    assert (step.awaited, step.due_at) == (Awaited.DESIGNATION, aside + timedelta(minutes=LIMITS.desk_minutes))


def test_an_urgent_case_waits_for_the_desk_as_long_as_the_rules_say_for_its_urgency() -> None:
    """R3.3."""
    limits = replace(LIMITS, urgent_desk_minutes={Urgency.URGENT: 15})
    for urgency, minutes in ((Urgency.NORMAL, LIMITS.desk_minutes), (Urgency.URGENT, 15)):
        file = new_file(urgency)
        (step,) = steps(file, replace(file.timetable, limits=limits))
        assert (step.awaited, step.due_at) == (Awaited.TRIAGE, MONDAY + timedelta(minutes=minutes))


def test_a_danger_was_to_be_verified_when_it_was_however_many_are_alarmed() -> None:
    """R2.6."""
    file = new_file()
    in_danger(file)
    (step,) = steps(file, file.timetable)
    run_due_acts(file, step.due_at)
    assert file.alarm is not None
    assert list(steps(file, file.timetable)) == [step]
