"""Lifecycle tables (R1.1 to R7.1): allowed transitions, roles and guards, and no dead ends (P2)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from importlib import import_module
from pkgutil import iter_modules

import pytest
from hotline_server.domain.acts import (
    callbacks,
    callers,
    departments,
    emergencies,
    joins,
    objections,
    records,
    rerouting,
    review,
    suspension,
    triage,
)
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.errors import (
    DomainError,
    IllegalActError,
    InvalidFieldsError,
    NotAllowedError,
    UnmetConditionError,
)
from hotline_server.domain.leader_question import Hold
from hotline_server.domain.lifecycle import diagram, guards
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.execution import moves
from hotline_server.domain.lifecycle.guards.guard import Guard
from hotline_server.domain.lifecycle.guards.leaders import LEADER_ASKED
from hotline_server.domain.lifecycle.machine import CASE
from hotline_server.domain.lifecycle.situation import Situation
from hotline_server.domain.lifecycle.state import UNFINISHED, AssignmentState, CaseState
from hotline_server.domain.lifecycle.table import ASSIGNMENT_TABLE, CASE_TABLE
from hotline_server.domain.open_question import OpenQuestion, QuestionReply
from hotline_server.domain.parties import Actor, Answer, CallerEntry, Designation, Role
from hotline_server.domain.promise import Promise
from hotline_server.domain.proposals import DeclineReason
from hotline_server.domain.survey import ContactResult, Survey, SurveyAnswer
from hotline_server.domain.working_days import MAX_WORKING_DAYS
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.facts import DangerAnswer
from hotline_server.rulebook.recusal import Recusal
from hotline_server.rulebook.time_limit import TimeLimit, TimeSpan, TimeUnit, hours, working_days
from hotline_server.security.access import ACCESS
from hypothesis import given
from hypothesis import strategies as st

from tests.case_files import DEPARTMENT, DESK, LEADER, NAMES, OPERATOR, RULE_BOOK, may, new_file
from tests.hotline import MONDAY

ANSWER = Answer(1, "电话", "已处罚司机", "", supported=True, given=True)
DISSATISFIED = Survey(ContactResult.REACHED, SurveyAnswer.YES, SurveyAnswer.NO, SurveyAnswer.NO)
POLICE, TRANSPORT = "公安局", "交通运输局"
_ACTING = ("DeskService", "DepartmentService", "LeaderService")
_UNRELATED = ("List", "Get", "Watch", "Find", "Reveal", "View")


def resolved(designation: Designation) -> CaseFile:
    """Return a file whose lead has replied and whose caller waits for the answer."""
    file = new_file()
    triage.assign(file, DESK, MONDAY, "研判", designation)
    departments.accept(file, DEPARTMENT, MONDAY, designation.lead)
    departments.reply(file, DEPARTMENT, MONDAY, designation.lead, "已处罚司机", "不等协办")
    review.accept_reply(file, DESK, MONDAY, "")
    return file


def object_to(file: CaseFile, department: str, now: datetime = MONDAY) -> None:
    departments.object_to_assignment(file, DEPARTMENT, now, department, "不归我们", "三定规定")


class TestTables:
    def test_every_state_leads_to_the_archive(self) -> None:
        reaching = {CaseState.ARCHIVED}
        for _ in CaseState:
            reaching |= {source for row in CASE_TABLE if row.target in reaching for source in row.sources}
        assert reaching == set(CaseState)

    def test_every_state_is_reachable_from_registration(self) -> None:
        reached = {CaseState.REGISTERED}
        for _ in CaseState:
            reached |= {row.target for row in CASE_TABLE if row.target and reached.intersection(row.sources)}
        assert reached == set(CaseState)

    def test_every_state_of_an_assignment_is_reachable_and_ends(self) -> None:
        reached, ending = {AssignmentState.ASSIGNED}, set(AssignmentState) - UNFINISHED
        for _ in AssignmentState:
            reached |= {row.target for row in ASSIGNMENT_TABLE if row.target and reached.intersection(row.sources)}
            ending |= {source for row in ASSIGNMENT_TABLE if row.target in ending for source in row.sources}
        assert reached == ending == set(AssignmentState)

    def test_a_case_is_closed_only_after_its_caller_is_answered(self) -> None:
        """R3.4, P2: except when it is merged into another, which takes over its callers, or they all withdraw."""
        rows = [row for row in CASE_TABLE if row.target is CaseState.CLOSED]
        assert {row.act for row in rows} == {Act.CLOSE, Act.JOIN_INTO, Act.END_BY_WITHDRAWAL}
        assert {source for row in rows if row.act is Act.CLOSE for source in row.sources} == {CaseState.ANSWERED}

    def test_rows_that_differ_in_nothing_else_differ_in_where_they_lead(self) -> None:
        """Of several rows that fit, the first is taken: no row may hide another."""
        for table in (CASE_TABLE, ASSIGNMENT_TABLE):
            keys = [(row.act, source, role, row.when) for row in table for source in row.sources
                    for role in row.roles or Role]  # fmt: skip
            assert len(keys) == len(set(keys))

    def test_an_act_on_an_assignment_has_a_row_in_both_tables(self) -> None:
        acts = {row.act for row in ASSIGNMENT_TABLE}
        assert {row.act for row in CASE_TABLE if row.on_assignment} <= acts
        assert acts <= {row.act for row in CASE_TABLE}

    def test_every_row_of_a_case_says_who_may_do_the_act(self) -> None:
        assert all(row.roles for row in CASE_TABLE)

    def test_every_act_but_registration_and_those_of_old_logs_has_a_row(self) -> None:
        assert {row.act for row in CASE_TABLE} == set(Act) - {Act.REGISTER, Act.SEND_BACK, Act.SEND_BACK_AS_COHANDLER}

    def test_every_rpc_of_the_table_exists_and_every_act_by_rpc_is_in_the_table(self) -> None:
        named = {f"/hotline.v1.{row.rpc.replace('.', '/')}" for row in CASE_TABLE if row.rpc}
        assert named <= ACCESS.keys()
        rpcs = {rpc: rpc.removeprefix("/hotline.v1.").split("/") for rpc in ACCESS}
        acting = {rpc for rpc, (service, _) in rpcs.items() if service in _ACTING}
        acting -= {rpc for rpc, (_, name) in rpcs.items() if name.startswith(_UNRELATED)}
        assert acting <= named

    def test_people_act_by_rpc(self) -> None:
        people = {Role.OPERATOR, Role.DEPARTMENT}
        assert all(row.rpc for row in CASE_TABLE if people.issuperset(row.roles))

    def test_the_documented_diagram_is_up_to_date(self) -> None:
        assert (PROJECT / "docs" / "lifecycle.md").read_text("utf-8") == diagram.page() + "\n"


class TestSetsOfStates:
    """The state predicates agree with the table."""

    def test_answered_states_are_never_left_for_unanswered_ones(self) -> None:
        """R3.4, R8.7: both ways of answering lead into them; a judgement on a callback or a danger leads out.

        A joined case, whose callers another answers, may live again.
        """
        answering = {row.target for row in CASE_TABLE if row.act in (Act.ANSWER_DIRECTLY, Act.ANSWER_CALLER)}
        after = {state for state in CaseState if state.is_answered}
        assert answering < after
        leaving = [row for row in CASE_TABLE if row.target and row.target not in after and set(row.sources) & after]
        assert {row.rpc for row in leaving if row.act is not Act.SEPARATE} == {
            "CallerService.JudgeCallback",
            "DeskService.RaiseEmergency",
            # a leader who was asked names who is to handle it after all
            "LeaderService.GiveInstruction",
            # what was given back to the line it came from
            "LineService.AcceptHandover",
        }

    def test_closed_states_allow_no_supervision(self) -> None:
        """R4.1."""
        assert {state for state in CaseState if state.is_closed} == set(CaseState) - set(CASE.sources(Act.SUPERVISE))

    def test_closed_implies_answered_implies_resolved(self) -> None:
        for state in CaseState:
            assert state.is_resolved >= state.is_answered >= state.is_closed

    def test_states_awaiting_a_leader_are_those_that_allow_an_instruction(self) -> None:
        """R2.4, R4.3."""
        rows = [row for row in CASE_TABLE if row.act in (Act.INSTRUCT, Act.INSTRUCT_ON_RESULT, Act.RESUME)]
        instructed = {state for row in rows if LEADER_ASKED not in row.when for state in row.sources}
        assert {state for state in CaseState if state.awaits_leader} == instructed

    def test_replied_states_lie_between_the_reply_and_the_answer(self) -> None:
        replied = {row.target for row in CASE_TABLE if row.act in (Act.REPLY, Act.ACCEPT_REPLY) and row.target}
        assert {state for state in CaseState if state.is_replied} == replied


class TestExecution:
    @given(state=st.sampled_from(CaseState), act=st.sampled_from(Act), role=st.sampled_from(Role))
    def test_an_act_follows_a_row_or_is_rejected(self, state: CaseState, act: Act, role: Role) -> None:
        """A case that has nothing but a state: no assignment, no hand-over, no question, one caller unanswered."""
        situation = Situation(replace(new_file(), state=state), Actor("某人", role), MONDAY)
        listed = [row for row in CASE_TABLE if row.act is act and state in row.sources and role in row.roles]
        rows = [row for row in listed if not row.on_assignment and not row.on_handover]
        fitting = [row for row in rows if all(guard.holds(situation) for guard in row.conditions)]
        if fitting:
            assert moves(act, situation).case is (fitting[0].target or state)
        elif rows == listed:
            with pytest.raises(DomainError):
                moves(act, situation)

    @pytest.mark.parametrize(
        ("answered", "act", "told", "way"),
        [
            (None, lambda f: records.close(f, DESK, MONDAY, ""), "不能“办结”；先由值班室研判$",
             "现在可以“直接办理”或者“分类处理”"),
            (False, lambda f: records.close(f, DESK, MONDAY, ""), "不能“办结”；先答复来电人$", "现在可以“答复群众”"),
            (False, lambda f: records.archive(f, DESK, MONDAY, ""), "不能“归档”；先答复来电人$", "现在可以“答复群众”"),
            (True, lambda f: rerouting.reroute(f, DESK, MONDAY, "归它管", Designation(TRANSPORT, (), working_days(7))),
             "不能“改派”；已经答复来电人", "现在可以“重新受理”"),
        ],
    )  # fmt: skip
    def test_a_wrong_state_of_the_case_is_reported_with_the_way_of_who_acts(
        self, *, answered: bool | None, act: Callable[[CaseFile], None], told: str, way: str
    ) -> None:
        file = new_file() if answered is None else resolved(Designation(POLICE, (), working_days(7)))
        if answered:
            callers.answer_caller(file, DESK, MONDAY, ANSWER)
        with pytest.raises(IllegalActError, match=told) as refused:
            act(file)
        assert refused.value.way == way

    def test_an_act_of_another_role_is_not_allowed(self) -> None:
        file = new_file()
        with pytest.raises(NotAllowedError):
            triage.assign(file, DEPARTMENT, MONDAY, "研判", Designation(POLICE, (), working_days(7)))
        assert (file.state, file.notes) == (CaseState.REGISTERED, [])


class TestGuards:
    """Each guard refuses with its reason, and a refused act changes nothing."""

    def refused(self, reason: str, act: Callable[[], object]) -> None:
        with pytest.raises(UnmetConditionError, match=reason):
            act()

    def test_a_department_objects_once(self) -> None:
        """R8.4: what the desk has ruled is final."""
        file = new_file()
        triage.assign(file, DESK, MONDAY, "研判", Designation(POLICE, (), working_days(7)))
        object_to(file, POLICE)
        self.refused("已经提过异议，等值班室裁定", lambda: object_to(file, POLICE))
        objections.refuse_objection(file, DESK, MONDAY, POLICE, "归它管")
        self.refused("异议已经裁定，不能再提", lambda: object_to(file, POLICE))
        self.refused("没有待裁定的异议", lambda: objections.refuse_objection(file, DESK, MONDAY, POLICE, "归它管"))

    def test_an_objection_is_upheld_while_the_case_is_suspended_or_reworked(self) -> None:
        """R8.4: the department is out of the case, which returns to the desk."""
        suspended = new_file()
        triage.assign(suspended, DESK, MONDAY, "研判", Designation(POLICE, (), working_days(7)))
        object_to(suspended, POLICE)
        departments.accept(suspended, DEPARTMENT, MONDAY, POLICE)
        promise = Promise("要等汛期过去", "先围挡", POLICE, date(2027, 3, 1), (), MONDAY)
        suspension.suspend(suspended, DESK, MONDAY, "同意", promise)
        reworked = new_file()
        triage.assign(reworked, DESK, MONDAY, "研判", Designation(POLICE, (TRANSPORT,), working_days(7)))
        for name in (POLICE, TRANSPORT):
            departments.accept(reworked, DEPARTMENT, MONDAY, name)
        departments.reply(reworked, DEPARTMENT, MONDAY, POLICE, "已处罚", "不等协办")
        review.return_for_rework(reworked, DESK, MONDAY, [], "请到现场", 0)
        object_to(reworked, TRANSPORT)
        for file, who, after in (
            (suspended, POLICE, CaseState.REGISTERED),
            (reworked, TRANSPORT, CaseState.REWORKING),
        ):
            objections.uphold_objection(file, DESK, MONDAY, who, "不归它", None)
            assert file.state is after
            assert file.assignments.open(who) is None
        (listed,) = (one for one in may(suspended, DESK, MONDAY) if one.act is Act.ASSIGN)
        assert listed.is_allowed
        assert listed.caution.startswith(f"{POLICE}的派单异议成立过")

    def test_a_department_objects_within_the_limit(self) -> None:
        """R8.4."""
        file = new_file()
        triage.assign(file, DESK, MONDAY, "研判", Designation(POLICE, (), working_days(7)))
        until = file.assignments[0].object_by
        assert until == file.timetable.deadline(MONDAY, file.timetable.limits.objection_days).at
        self.refused("时限已经过了", lambda: object_to(file, POLICE, until + timedelta(seconds=1)))
        object_to(file, POLICE, until)
        assert file.assignments[0].objection == "不归我们"

    def test_an_extension_is_asked_for_before_the_deadline_one_at_a_time_and_within_thirty_days(self) -> None:
        """R3.2."""
        file = new_file()
        triage.assign(file, DESK, MONDAY, "研判", Designation(POLICE, (), working_days(7)))

        def ask() -> None:
            departments.ask_extension(file, DEPARTMENT, now, POLICE, 1, "难度大")

        now = file.assignments[0].deadline
        self.refused("已经到期", ask)
        now = MONDAY
        ask()
        self.refused("还没有答复", ask)
        review.decide_extension(file, DESK, MONDAY, POLICE, "同意", consent=True)
        self.refused("没有待答复的延期申请", lambda: review.decide_extension(
            file, DESK, MONDAY, POLICE, "同意", consent=True))  # fmt: skip

    def test_no_extension_beyond_thirty_days_is_offered(self) -> None:
        """R3.2."""
        file = new_file()
        triage.assign(file, DESK, MONDAY, "研判", Designation(POLICE, (), working_days(MAX_WORKING_DAYS)))
        (asked,) = [one for one in may(file, DEPARTMENT, MONDAY, POLICE) if one.act is Act.ASK_EXTENSION]
        assert asked.reason == "期限已到交办以后第 30 个工作日，不能再延；一时解决不了的，牵头单位可以申请暂缓"

    def test_what_is_due_in_hours_is_not_extended(self) -> None:
        """R2.6: nor in minutes; whoever asks is told why."""
        file = new_file()
        triage.assign(file, DESK, MONDAY, "研判", Designation(POLICE, (), hours(24)))
        (asked,) = [one for one in may(file, DEPARTMENT, MONDAY, POLICE) if one.act is Act.ASK_EXTENSION]
        assert asked.reason == "期限是24小时，按小时或分钟定的不能延期；来不及的反馈进展，由值班室决定"

    def test_an_emergency_is_due_in_hours(self) -> None:
        """R2.6: whatever the case had before, and after a false alarm it has that no longer."""
        file = new_file()
        emergencies.raise_emergency(file, DESK, MONDAY, "着火")
        assert file.designation.limit == file.timetable.limits.emergency == hours(24)
        with pytest.raises(InvalidFieldsError, match="按小时或分钟"):
            emergencies.confirm_emergency(file, DESK, MONDAY, "属实", Designation(POLICE, (), working_days(7)))
        emergencies.confirm_emergency(file, DESK, MONDAY, "属实", replace(file.designation, lead=POLICE))
        assert file.assignments[0].deadline == MONDAY + timedelta(hours=24)
        other = new_file()
        emergencies.raise_emergency(other, DESK, MONDAY, "着火")
        emergencies.dismiss_emergency(other, DESK, MONDAY, "误报")
        assert other.designation.limit == working_days(7)

    def test_an_emergency_is_not_rerouted_with_a_limit_in_days(self) -> None:
        """R2.6."""
        file = new_file()
        emergencies.raise_emergency(file, DESK, MONDAY, "着火")
        emergencies.confirm_emergency(file, DESK, MONDAY, "属实", Designation(POLICE, (), hours(24)))
        with pytest.raises(InvalidFieldsError, match="按小时或分钟"):
            rerouting.reroute(file, DESK, MONDAY, "应由它牵头", Designation(TRANSPORT, (), working_days(7)))

    def test_why_a_cohandler_did_not_wait_stays_in_the_log(self) -> None:
        """R1.1."""
        file = new_file()
        triage.assign(file, DESK, MONDAY, "研判", Designation(POLICE, (TRANSPORT,), working_days(7)))
        departments.accept(file, DEPARTMENT, MONDAY, POLICE)
        departments.accept(file, DEPARTMENT, MONDAY, TRANSPORT)
        departments.reply(file, DEPARTMENT, MONDAY, TRANSPORT, "已办理", "牵头单位还没有到场")
        assert file.notes[-1].reason == "牵头单位还没有到场"

    def test_while_a_danger_is_asked_about_nothing_else_is_decided(self) -> None:
        """R2.6."""
        file = new_file()
        question = OpenQuestion(("火灾",), {}, ("看得到火吗？",), MONDAY, MONDAY + timedelta(minutes=1))
        emergencies.ask_back(file, RULE_BOOK, MONDAY, "像有险情", question)
        designation = Designation(POLICE, (), working_days(7))
        self.refused("正在追问是不是有险情（火灾）", lambda: triage.assign(file, DESK, MONDAY, "研判", designation))
        emergencies.raise_emergency(file, DESK, MONDAY, "看到明火")
        assert file.state is CaseState.VERIFYING

    def test_a_question_that_is_not_open_is_not_answered(self) -> None:
        """R2.6."""
        reply = QuestionReply(DangerAnswer.NO_DANGER, "", "")
        self.refused("没有等着答复的险情追问", lambda: emergencies.answer_question(new_file(), OPERATOR, MONDAY, reply))

    def test_what_is_not_proposed_is_not_declined(self) -> None:
        """P2."""
        self.refused("没有待确认的拟答", lambda: triage.decline_proposals(
            new_file(), DESK, MONDAY, DeclineReason.NOT_ASKED, "", ["ZC-01"]))  # fmt: skip

    def test_nobody_is_cleared_whom_no_caller_accuses(self) -> None:
        """R8.3."""
        file = replace(new_file(), recusal=lambda: Recusal(NAMES))
        self.refused("来电人没有反映哪个单位", lambda: file.act(Act.LIFT_RECUSAL, DESK, MONDAY, "查明不是它"))

    def test_a_department_that_was_told_to_wait_does_not_reply(self) -> None:
        """R2.4."""
        file = replace(new_file(), state=CaseState.IN_PROGRESS, holds=(Hold(MONDAY),))
        file.assignments.add(Designation(POLICE, (), working_days(7)), file.urgency, MONDAY, file.timetable, MONDAY)
        assignment = file.assignments[0]
        assignment.state = AssignmentState.ACCEPTED
        self.refused("等领导批示", lambda: file.act(Act.REPLY, DEPARTMENT, MONDAY, "", POLICE, assignment))

    def test_an_instruction_needs_a_question(self) -> None:
        """R2.4."""
        file = replace(new_file(), state=CaseState.IN_PROGRESS)
        self.refused("没有等着批示的请示", lambda: file.act(Act.INSTRUCT_MEANWHILE, LEADER, MONDAY, "办"))

    def test_an_emergency_is_merged_only_into_another(self) -> None:
        """R2.6."""
        file = replace(new_file(), state=CaseState.VERIFYING)
        self.refused("重大突发", lambda: file.act(Act.JOIN_INTO, DESK, MONDAY, "同一场火", other=new_file()))

    def test_a_dispute_goes_on_only_with_a_lead(self) -> None:
        """R4.3."""
        file = replace(new_file(), state=CaseState.DISPUTED)
        self.refused("没有牵头单位在办", lambda: file.act(Act.RESUME, LEADER, MONDAY, "继续办"))

    def test_a_case_is_answered_with_its_last_caller(self) -> None:
        """R3.4."""
        waiting = [CallerEntry(1, answered=False), CallerEntry(2, answered=False)]
        file = replace(new_file(), state=CaseState.RESOLVED, callers=waiting)
        self.refused("还有 2 个来电人没有答复", lambda: file.act(Act.ANSWER_CALLER, DESK, MONDAY, "已解决"))
        waiting.pop()
        self.refused("只有一个来电人", lambda: file.act(Act.ANSWER_ANOTHER_CALLER, DESK, MONDAY, "已解决"))

    def test_a_department_answers_the_caller_only_if_the_desk_lets_it(self) -> None:
        """R3.4."""
        file = resolved(Designation(POLICE, (), working_days(7)))
        self.refused("值班室没有让公安局直接答复来电人", lambda: callers.answer_as_department(
            file, DEPARTMENT, MONDAY, POLICE, ANSWER))  # fmt: skip
        allowing = resolved(Designation(POLICE, (), working_days(7), may_answer=True))
        callers.answer_as_department(allowing, DEPARTMENT, MONDAY, POLICE, ANSWER)
        assert allowing.state is CaseState.ANSWERED

    def test_a_case_is_not_closed_while_a_department_owes_a_reply(self) -> None:
        """P2."""
        file = resolved(Designation(POLICE, (TRANSPORT,), working_days(7)))
        callers.answer_caller(file, DESK, MONDAY, ANSWER)
        self.refused("交通运输局的交办还没有了结", lambda: records.close(file, DESK, MONDAY, ""))
        review.withdraw(file, DESK, MONDAY, TRANSPORT, "不再需要")
        callbacks.record_satisfaction(file, DESK, MONDAY, Survey(ContactResult.DECLINED), "")
        records.close(file, DESK, MONDAY, "")
        assert file.state is CaseState.CLOSED

    def test_a_case_is_not_closed_before_its_caller_was_called_back(self) -> None:
        """R8.7."""
        file = resolved(Designation(POLICE, (), working_days(7)))
        callers.answer_caller(file, DESK, MONDAY, ANSWER)
        self.refused("还有 1 个来电人的回访没有了结", lambda: records.close(file, DESK, MONDAY, ""))

    def test_who_joins_what_was_answered_is_told_the_way(self) -> None:
        """R8.8."""
        file = resolved(Designation(POLICE, (), working_days(7)))
        callers.answer_caller(file, DESK, MONDAY, ANSWER)
        self.refused(
            "主单已经答复来电人，不能再并入：没有新情况的，把答复告诉这个来电人",
            lambda: joins.join(file, DESK, MONDAY, "同一件事", CallerEntry(2, answered=False), "20261123-000003"),
        )

    def test_a_part_in_another_state_says_what_comes_first(self) -> None:
        """P2."""
        file = new_file()
        triage.assign(file, DESK, MONDAY, "研判", Designation(POLICE, (), working_days(7)))
        wanted = "公安局的交办现为“待签收”，不能“反馈进展”；要先由承办单位“签收”$"
        self.refused(wanted, lambda: departments.submit_progress(file, DEPARTMENT, MONDAY, POLICE, "已到现场"))

    def test_what_is_anothers_says_whose(self) -> None:
        file = replace(new_file(), state=CaseState.ANSWERED)
        with pytest.raises(NotAllowedError, match="领导不能“办结”，由值班室、系统办理"):
            file.act(Act.CLOSE, LEADER, MONDAY, "")

    def test_who_withdraws_or_wants_no_reply_is_one_who_has_not_said_so(self) -> None:
        """R8.7."""
        both = [CallerEntry(1, answered=False), CallerEntry(2, answered=False, wishes_no_reply=True, withdrawn=True)]
        file = replace(new_file(), callers=both)
        self.refused("这个来电人已经撤诉", lambda: callers.withdraw_request(file, DESK, MONDAY, 2, "不用办了"))
        self.refused("这个来电人本来就不要求回复", lambda: callers.waive_reply(file, DESK, MONDAY, 2, "不用回"))
        callers.withdraw_request(file, DESK, MONDAY, 1, "不用办了")
        assert file.state is CaseState.CLOSED

    def test_all_handlings_together_have_thirty_working_days(self) -> None:
        """R3.2, R8.7: whatever unit the days are given in."""
        file = resolved(Designation(POLICE, (), TimeLimit((TimeSpan(30, TimeUnit.CALENDAR_DAY),))))
        callers.answer_caller(file, DESK, MONDAY, ANSWER)
        callbacks.record_satisfaction(file, DESK, MONDAY, DISSATISFIED, "")
        longest = TimeLimit((TimeSpan(45, TimeUnit.CALENDAR_DAY),))
        with pytest.raises(InvalidFieldsError, match="已经给过 22 个工作日，总共不超过 30 个，最多还能给 8 个"):
            callbacks.handle_again(file, DESK, MONDAY, "再办", Designation("", (), longest), supervised=False)
        callbacks.handle_again(file, DESK, MONDAY, "再办", Designation("", (), working_days(8)), supervised=False)
        assert file.state is CaseState.ASSIGNED

    def test_an_extension_is_refused_by_the_table_before_its_days_are_looked_at(self) -> None:
        file = new_file()
        triage.assign(file, DESK, MONDAY, "研判", Designation(POLICE, (), working_days(7)))
        late = file.assignments[0].deadline
        self.refused("已经到期", lambda: departments.ask_extension(file, DEPARTMENT, late, POLICE, 99, "难度大"))

    def test_every_guard_is_in_a_table(self) -> None:
        rows = [row for table in (CASE_TABLE, ASSIGNMENT_TABLE) for row in table]
        used = {guard for row in rows for guard in (*row.conditions, row.caution) if guard}
        modules = [import_module(f"{guards.__name__}.{found.name}") for found in iter_modules(guards.__path__)]
        assert used == {one for module in modules for one in vars(module).values() if isinstance(one, Guard)}

    def test_the_lead_of_an_emergency_is_not_withdrawn(self) -> None:
        file = new_file()
        triage.assign(file, DESK, MONDAY, "研判", Designation(POLICE, (TRANSPORT,), working_days(7)))
        emergencies.raise_emergency(file, DESK, MONDAY, "冒烟")
        self.refused("换牵头单位请改派", lambda: review.withdraw(file, DESK, MONDAY, POLICE, "不再需要"))
        review.withdraw(file, DESK, MONDAY, TRANSPORT, "不再需要")
        assert [one.state for one in file.assignments] == [AssignmentState.ASSIGNED, AssignmentState.WITHDRAWN]


class TestEffectsOnAssignments:
    """R2.5."""

    def test_assigning_again_withdraws_the_open_assignments(self) -> None:
        file = new_file()
        triage.assign(file, DESK, MONDAY, "研判", Designation(POLICE, (TRANSPORT,), working_days(7)))
        object_to(file, POLICE)
        objections.uphold_objection(file, DESK, MONDAY, POLICE, "不归它", None)
        assert [one.state for one in file.assignments] == [AssignmentState.DECLINED, AssignmentState.WITHDRAWN]
        triage.assign(file, DESK, MONDAY, "研判", Designation(TRANSPORT, (), working_days(7)))
        assert [one.department for one in file.assignments.unfinished] == [TRANSPORT]
        assert file.assignments.lead is file.assignments[2]

    def test_only_replies_are_finished_when_the_desk_accepts(self) -> None:
        file = new_file()
        triage.assign(file, DESK, MONDAY, "研判", Designation(POLICE, (TRANSPORT,), working_days(7)))
        departments.accept(file, DEPARTMENT, MONDAY, POLICE)
        departments.reply(file, DEPARTMENT, MONDAY + timedelta(hours=1), POLICE, "已处罚司机", "不等协办")
        assert not file.assignments[0].is_working
        assert not list(file.assignments[0].dues(file.timetable))
        review.accept_reply(file, DESK, MONDAY, "")
        assert [one.state for one in file.assignments] == [AssignmentState.DONE, AssignmentState.ASSIGNED]

    def test_a_cohandler_that_replies_after_the_result_was_accepted_is_finished_at_once(self) -> None:
        file = new_file()
        triage.assign(file, DESK, MONDAY, "研判", Designation(POLICE, (TRANSPORT,), working_days(7)))
        departments.accept(file, DEPARTMENT, MONDAY, POLICE)
        departments.accept(file, DEPARTMENT, MONDAY, TRANSPORT)
        departments.reply(file, DEPARTMENT, MONDAY, POLICE, "已处罚司机", "不等协办")
        review.accept_reply(file, DESK, MONDAY, "")
        departments.reply(file, DEPARTMENT, MONDAY, TRANSPORT, "已通报车队", "")
        assert [one.state for one in file.assignments] == [AssignmentState.DONE, AssignmentState.DONE]
