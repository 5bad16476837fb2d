"""Random acts on a case, by all who act on cases, while time passes."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import chain

from hotline_server.domain.acts import (
    amendments,
    callbacks,
    callers,
    delegation,
    departments,
    emergencies,
    ends,
    joins,
    leaders,
    lines,
    nuisance,
    objections,
    records,
    recusal,
    referrals,
    rerouting,
    review,
    supervision,
    suspension,
    triage,
)
from hotline_server.domain.acts.lines import HandoverNotice
from hotline_server.domain.amendments import AMENDMENT, CONFIDENTIAL, CONTENT, NO_REPLY, PHONE, AmendedField, Amendment
from hotline_server.domain.call import BLANK_CALL
from hotline_server.domain.callbacks import CallbackState
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.dues import next_due, run_due_acts
from hotline_server.domain.errors import DomainError
from hotline_server.domain.handover import Origin, open_handovers
from hotline_server.domain.lifecycle.state import AssignmentState, CaseState
from hotline_server.domain.open_question import OpenQuestion, QuestionReply
from hotline_server.domain.parties import Actor, Answer, CallerEntry, Designation
from hotline_server.domain.promise import Promise
from hotline_server.domain.proposals import DeclineReason
from hotline_server.domain.survey import ContactResult, Survey, SurveyAnswer
from hotline_server.domain.working_days import MAX_WORKING_DAYS
from hotline_server.ground.clock import local_day
from hotline_server.rulebook.decision import DUTY_OFFICE, Outcome, Urgency
from hotline_server.rulebook.ends import EndReason
from hotline_server.rulebook.facts import DangerAnswer
from hotline_server.rulebook.lines import Line
from hotline_server.rulebook.time_limit import TimeLimit, hours, working_days
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from tests.case_files import (
    DEPARTMENT,
    DESK,
    LEADER,
    LINE,
    RULE_BOOK,
    decided,
    new_file,
)
from tests.hotline import MONDAY

DEPARTMENTS = ("公安局", "教育局", "交通运输局", DUTY_OFFICE)
UNITS = ("治安管理支队", "刑事侦查支队", "五里街道")
offices = st.sampled_from(DEPARTMENTS)
units = st.sampled_from(UNITS)
anybody = offices | units
BY_RULE = TimeLimit(())
"""No time limit, for what the rule book gives."""
below_limits = st.sampled_from((BY_RULE, working_days(2), hours(5)))
designations = st.builds(
    lambda lead, helpers, limit, may: Designation(lead, tuple(h for h in helpers if h != lead), limit, may),
    offices,
    st.lists(offices, unique=True, max_size=2),
    st.integers(1, MAX_WORKING_DAYS).map(working_days) | st.integers(1, 720).map(hours),
    st.booleans(),
)
END_REASONS = (
    EndReason("T01", Outcome.ROUTE_TOLD, "已经在诉讼", "人民法院"),
    EndReason("J01", Outcome.EXPLAINED, "没有新情况"),
)
LINES = ("110报警服务台", "12315消费投诉")
HAND_OVER_REASON = EndReason("Y01", Outcome.HANDED_OVER, "属于警情", line=LINES[0])
answers = st.sampled_from(SurveyAnswer)
surveys = st.builds(Survey, st.sampled_from([one for one in ContactResult if one is not ContactResult.REACHED])) | (
    st.builds(Survey, st.just(ContactResult.REACHED), answers, answers, answers)
)
texts = st.sampled_from(["已办理", "情况属实", ""])
amendments_made = st.sampled_from(
    [
        Amendment((AmendedField(CONTENT, "路灯不亮", "路灯倒了"),)),
        Amendment((AmendedField(CONFIDENTIAL, "否", "是"),)),
        Amendment((AmendedField(CONFIDENTIAL, "是", "否"),)),
    ]
)

OF_CALLER = (PHONE, NO_REPLY)


Over = tuple[CaseFile, Actor, datetime, str, str]
OVER_UNITS: dict[str, Callable[[Over, TimeLimit], None]] = {
    "uphold": lambda at, _: delegation.uphold_objection(*at, "不归它"),
    "refuse": lambda at, _: delegation.refuse_objection(*at, "归它管"),
    "extend": lambda at, _: delegation.decide_extension(*at, "难度大", consent=True),
    "take over": lambda at, _: delegation.take_over_reply(*at, ""),
    "return": lambda at, limit: delegation.return_reply(*at, "请到现场", limit),
    "supervise": lambda at, limit: delegation.supervise_unit(*at, "超期", limit),
    "change limit": lambda at, limit: delegation.change_limit(*at, "提前", limit),
    "recall": lambda at, _: delegation.recall(*at, "自己办"),
}
"""What a department does to a unit below, each on a case, by an actor, at a time, as a department, over a unit."""


class CaseLife(RuleBasedStateMachine):
    """A case and all parties that may act on it."""

    @initialize(urgency=st.sampled_from(Urgency))
    def register(self, urgency: Urgency) -> None:
        self.file = new_file(urgency)
        self.file.origin = Origin(LINES[0], "B-7")
        self.now = MONDAY
        self.calls = 1
        self.answered: set[int] = set()
        self.told: set[int] = set()
        # State of each assignment when it was looked at last.
        self.seen: dict[int, AssignmentState] = {}
        # Assignments that were overdue, with how often they had been extended.
        self.overdue: dict[int, int] = {}

    def attempt(self, act: Callable[[], object]) -> None:
        """Perform an act; a rejected one must change nothing."""
        before = (self.file.state, self.file.owner, next_due(self.file), len(self.file.notes))
        states = self.states_of_parts()
        try:
            act()
        except DomainError:
            after = (self.file.state, self.file.owner, next_due(self.file), len(self.file.notes))
            assert after == before
            assert self.states_of_parts() == states
        self.note_answers()

    def note_answers(self) -> None:
        """Remember who was answered, and who was told something by it."""
        self.answered |= {answer.call_id for answer in self.file.answers}
        self.told |= {answer.call_id for answer in self.file.answers if answer.given}

    def states_of_parts(self) -> list[object]:
        return [one.state for one in (*self.file.assignments, *self.file.handovers)]

    # --- the desk ---

    @rule(designation=designations)
    def assign(self, designation: Designation) -> None:
        self.attempt(lambda: triage.assign(self.file, DESK, self.now, "研判", designation))

    @rule(department=offices)
    def refer(self, department: str) -> None:
        self.attempt(lambda: triage.refer(self.file, DESK, self.now, "研判", department))

    @rule(given=st.booleans())
    def answer_directly(self, *, given: bool) -> None:
        answer = Answer(0, "电话", "政策不支持,原因如下", "", supported=False, given=given)
        self.attempt(lambda: triage.answer_directly(self.file, DESK, self.now, "研判", answer))

    @rule(attended=st.booleans())
    def propose_answers(self, *, attended: bool) -> None:
        self.attempt(
            lambda: triage.propose_answers(self.file, RULE_BOOK, self.now, "有政策", ["ZC-01"], attended=attended)
        )

    @rule(reason=st.sampled_from(DeclineReason), remark=texts)
    def decline_proposals(self, reason: DeclineReason, remark: str) -> None:
        self.attempt(lambda: triage.decline_proposals(self.file, DESK, self.now, reason, remark, ["ZC-01"]))

    @rule(marked=st.booleans(), reason=texts)
    def mark(self, marked: bool, reason: str) -> None:  # noqa: FBT001
        mark = nuisance.mark_nuisance if marked else nuisance.unmark_nuisance
        self.attempt(lambda: mark(self.file, DESK, self.now, reason))

    @rule(reason=st.sampled_from(END_REASONS), remark=texts, given=st.booleans())
    def end(self, reason: EndReason, remark: str, *, given: bool) -> None:
        answer = Answer(0, "电话", "请向法院反映", "", supported=False, given=given)
        self.attempt(lambda: ends.end(self.file, DESK, self.now, reason, answer, remark))

    @rule(department=offices, reason=st.sampled_from(END_REASONS), grounds=texts)
    def propose_end(self, department: str, reason: EndReason, grounds: str) -> None:
        self.attempt(lambda: ends.propose_end(self.file, DEPARTMENT, self.now, department, reason, grounds))

    @rule(granted=st.booleans(), remark=texts)
    def decide_end(self, granted: bool, remark: str) -> None:  # noqa: FBT001
        if granted:
            self.attempt(lambda: ends.grant_end(self.file, DESK, self.now, END_REASONS[0], remark))
        else:
            self.attempt(lambda: ends.refuse_end(self.file, DESK, self.now, remark))

    @rule(department=offices, reason=texts)
    def lift_recusal(self, department: str, reason: str) -> None:
        self.attempt(lambda: recusal.lift_recusal(self.file, DESK, self.now, department, reason))

    @rule(hold=st.booleans())
    def ask_leader(self, *, hold: bool) -> None:
        self.attempt(lambda: leaders.escalate(self.file, DESK, self.now, "面广", "请批示", hold=hold))

    @rule(reason=texts)
    def withdraw_question(self, reason: str) -> None:
        self.attempt(lambda: leaders.withdraw_question(self.file, DESK, self.now, reason))

    @precondition(lambda self: self.file.question is None and not self.file.awaits_confirmation)
    @rule(seconds=st.sampled_from([0, 60]))
    def ask_back(self, seconds: int) -> None:
        due_at = self.now + timedelta(seconds=seconds)
        question = OpenQuestion(("火灾",), {"火灾": "冒烟"}, ("看得到火吗？",), self.now, due_at)
        self.attempt(lambda: emergencies.ask_back(self.file, RULE_BOOK, self.now, "像有险情", question))

    @rule(amendment=amendments_made, reason=texts)
    def amend(self, amendment: Amendment, reason: str) -> None:
        def act() -> None:
            amendments.amend(self.file, DESK, self.now, reason, amendment, self.file.recused, {AMENDMENT: "1"})

        self.attempt(act)

    @rule(phone=st.sampled_from(["", "+8613900139000"]), wishes_no_reply=st.booleans(), path=st.sampled_from(OF_CALLER))
    def amend_caller(self, phone: str, path: str, *, wishes_no_reply: bool) -> None:
        amendment = Amendment((AmendedField(path, "甲", "乙"),))
        call = replace(BLANK_CALL, phone=phone, wishes_no_reply=wishes_no_reply)

        def act() -> None:
            amendments.amend(self.file, DESK, self.now, "更正", amendment, self.file.recused, {AMENDMENT: "1"})
            for caller in self.file.callers[:1]:
                told = caller.call_id in self.told
                amendments.amend_caller(self.file, caller, amendment, call, self.now, told=told)

        self.attempt(act)

    @rule(lead=offices)
    def propose_decision(self, lead: str) -> None:
        decision = decided(Outcome.TRANSFER, lead)
        self.attempt(lambda: amendments.propose_decision(self.file, RULE_BOOK, self.now, decision))

    @rule(reason=texts)
    def keep_decision(self, reason: str) -> None:
        self.attempt(lambda: amendments.keep_decision(self.file, DESK, self.now, reason))

    @rule(answer=st.sampled_from(DangerAnswer))
    def answer_question(self, answer: DangerAnswer) -> None:
        def act() -> None:
            emergencies.answer_question(self.file, DESK, self.now, QuestionReply(answer, "", "看不清"))
            match answer:
                case DangerAnswer.DANGER:
                    emergencies.raise_emergency(self.file, DESK, self.now, "来电人确认", "火灾")
                case DangerAnswer.NO_DANGER:
                    emergencies.close_question(self.file, self.now)
                case DangerAnswer.UNCLEAR:
                    emergencies.alarm(self.file, self.now, "说不清")

        self.attempt(act)

    @rule()
    def raise_emergency(self) -> None:
        self.attempt(lambda: emergencies.raise_emergency(self.file, DESK, self.now, "来电说着火"))

    @rule(designation=designations, confirmed=st.booleans())
    def verify(self, designation: Designation, *, confirmed: bool) -> None:
        if confirmed:
            self.attempt(lambda: emergencies.confirm_emergency(self.file, DESK, self.now, "属实", designation))
        else:
            self.attempt(lambda: emergencies.dismiss_emergency(self.file, DESK, self.now, "误报"))

    @rule(department=anybody, text=texts)
    def false_alarm(self, department: str, text: str) -> None:
        """Whatever lines and departments do while a danger is verified, somebody has the case afterwards, and alone."""
        self.attempt(lambda: emergencies.raise_emergency(self.file, DESK, self.now, "来电说着火"))
        self.attempt(lambda: lines.accept(self.file, LINE, self.now, LINES[0], lines.Acceptance("A-1")))
        self.attempt(lambda: departments.reply(self.file, DEPARTMENT, self.now, department, text, "不等协办"))
        if self.file.state is CaseState.VERIFYING:
            self.attempt(lambda: emergencies.dismiss_emergency(self.file, DESK, self.now, "误报"))
            with_departments = self.file.state not in (CaseState.REGISTERED, CaseState.HANDED_OVER, CaseState.CLOSED)
            assert bool(self.file.assignments.unfinished) is with_departments
            assert (self.file.assignments.lead is not None) is with_departments

    @rule(department=offices, consent=st.booleans())
    def decide_extension(self, department: str, *, consent: bool) -> None:
        self.attempt(lambda: review.decide_extension(self.file, DESK, self.now, department, "研究", consent=consent))

    @rule(accepted=st.booleans(), helpers=st.lists(offices, max_size=1), days=st.integers(0, 31))
    def review(self, helpers: list[str], days: int, *, accepted: bool) -> None:
        if accepted:
            self.attempt(lambda: review.accept_reply(self.file, DESK, self.now, ""))
        else:
            self.attempt(lambda: review.return_for_rework(self.file, DESK, self.now, helpers, "请到现场", days))

    @rule(department=offices, days=st.integers(0, 31))
    def supervise(self, department: str, days: int) -> None:
        self.attempt(lambda: supervision.supervise(self.file, DESK, self.now, department, "超期", days))

    @rule(department=offices)
    def withdraw(self, department: str) -> None:
        self.attempt(lambda: review.withdraw(self.file, DESK, self.now, department, "不再需要"))

    @rule()
    def record_result(self) -> None:
        self.attempt(lambda: referrals.record_result(self.file, DESK, self.now, "已解决"))

    @rule(call=st.integers(1, 4), given=st.booleans())
    def answer_caller(self, call: int, *, given: bool) -> None:
        answer = Answer(call, "电话" if given else "", "已解决", "", supported=True, given=given)
        self.attempt(lambda: callers.answer_caller(self.file, DESK, self.now, answer))

    @rule()
    def join(self) -> None:
        def act() -> None:
            joins.join(
                self.file, DESK, self.now, "同一件事", CallerEntry(self.calls + 1, answered=False), "20261123-000002"
            )
            self.calls += 1

        self.attempt(act)

    # --- callers ---

    @rule(call=st.integers(1, 4), survey=surveys)
    def survey(self, call: int, survey: Survey) -> None:
        self.attempt(lambda: callbacks.record_satisfaction(self.file, DESK, self.now, survey, "", call))

    @rule(call=st.integers(1, 4))
    def leave_in_writing(self, call: int) -> None:
        self.attempt(lambda: callbacks.leave_in_writing(self.file, DESK, self.now, call, "短信", "已解决"))

    @rule(designation=designations, supervised=st.booleans())
    def handle_again(self, designation: Designation, *, supervised: bool) -> None:
        self.attempt(
            lambda: callbacks.handle_again(self.file, DESK, self.now, "再办", designation, supervised=supervised)
        )

    @rule()
    def escalate_result(self) -> None:
        self.attempt(lambda: callbacks.escalate_result(self.file, DESK, self.now, "仍不满意", "请批示"))

    @rule()
    def explain_result(self) -> None:
        self.attempt(lambda: callbacks.explain_result(self.file, DESK, self.now, "已依规", "电话", "说明了政策"))

    @rule(call=st.integers(1, 4))
    def withdraw_request(self, call: int) -> None:
        self.attempt(lambda: callers.withdraw_request(self.file, DESK, self.now, call, "自行解决"))

    @rule(call=st.integers(1, 4), told=st.booleans())
    def revoke_withdrawal(self, call: int, *, told: bool) -> None:
        self.attempt(lambda: callers.revoke_withdrawal(self.file, DESK, self.now, call, "还是要办", lambda _: told))

    @rule(call=st.integers(1, 4))
    def waive_reply(self, call: int) -> None:
        self.attempt(lambda: callers.waive_reply(self.file, DESK, self.now, call, "不用回"))

    @rule(call=st.integers(1, 4))
    def reopen(self, call: int) -> None:
        self.attempt(lambda: callers.reopen(self.file, DESK, self.now, call, "又坏了"))

    @rule(call=st.integers(1, 4))
    def urge(self, call: int) -> None:
        self.attempt(lambda: callers.urge(self.file, DESK, self.now, call, "快一点"))

    @rule()
    def join_into(self) -> None:
        self.attempt(lambda: joins.join_into(self.file, DESK, self.now, "同一件事", "20261123-000002"))
        # The main case, which is not played, is archived when this one may be.
        self.file.awaits_main = False

    @rule()
    def separate(self) -> None:
        back = [CallerEntry(1, answered=False)]
        self.attempt(lambda: joins.separate(self.file, DESK, self.now, "两件事", back, "20261123-000002"))

    @rule(call=st.integers(2, 4))
    def separate_from(self, call: int) -> None:
        if any(caller.call_id == call for caller in self.file.callers):
            other = "20261123-000002"
            self.attempt(lambda: joins.separate_from(self.file, DESK, self.now, "两件事", [call], other))

    @rule()
    def close(self) -> None:
        self.attempt(lambda: records.close(self.file, DESK, self.now, ""))

    @rule()
    def archive(self) -> None:
        self.attempt(lambda: records.archive(self.file, DESK, self.now, ""))

    @rule(days=st.integers(-1, 100), asked=st.booleans(), reason=texts)
    def suspend(self, days: int, reason: str, *, asked: bool) -> None:
        day = local_day(self.now)
        reviews = (day + timedelta(days=days // 2),) if days > 3 else ()
        promise = Promise("要等汛期过去", "先围挡", "公安局", day + timedelta(days=days), reviews, self.now)
        if asked:
            self.attempt(lambda: suspension.ask_suspension(self.file, DEPARTMENT, self.now, "公安局", promise))
        else:
            self.attempt(lambda: suspension.suspend(self.file, DESK, self.now, reason, promise if days % 2 else None))

    @rule(kept=st.none() | st.booleans())
    def review_suspension(self, *, kept: bool | None) -> None:
        if kept is None:
            self.attempt(lambda: suspension.refuse_suspension(self.file, DESK, self.now, "能办"))
            self.attempt(lambda: suspension.review_suspension(self.file, DESK, self.now, "在办"))
        else:
            self.attempt(lambda: suspension.end_suspension(self.file, DESK, self.now, "看过", kept=kept))

    # --- departments and leaders ---

    @rule(department=anybody)
    def accept(self, department: str) -> None:
        self.attempt(lambda: departments.accept(self.file, DEPARTMENT, self.now, department))

    @rule(department=anybody, reason=texts)
    def object(self, department: str, reason: str) -> None:
        self.attempt(
            lambda: departments.object_to_assignment(self.file, DEPARTMENT, self.now, department, reason, "三定规定")
        )

    @rule(department=offices, designation=st.none() | designations, upheld=st.booleans())
    def rule_on_objection(self, department: str, designation: Designation | None, *, upheld: bool) -> None:
        if upheld:
            self.attempt(
                lambda: objections.uphold_objection(self.file, DESK, self.now, department, "不归它", designation)
            )
        else:
            self.attempt(lambda: objections.refuse_objection(self.file, DESK, self.now, department, "归它管"))

    @rule(designation=designations)
    def reroute(self, designation: Designation) -> None:
        self.attempt(lambda: rerouting.reroute(self.file, DESK, self.now, "改由别的单位办", designation))

    @rule(department=anybody, text=texts)
    def progress(self, department: str, text: str) -> None:
        self.attempt(lambda: departments.submit_progress(self.file, DEPARTMENT, self.now, department, text))

    @rule(department=offices)
    def dissent(self, department: str) -> None:
        self.attempt(lambda: departments.dissent(self.file, DEPARTMENT, self.now, department, "不归我们"))

    @rule(department=offices, days=st.integers(-1, 40))
    def ask_extension(self, department: str, days: int) -> None:
        self.attempt(lambda: departments.ask_extension(self.file, DEPARTMENT, self.now, department, days, "难度大"))

    @rule(department=anybody, text=texts, missing=texts)
    def reply(self, department: str, text: str, missing: str) -> None:
        self.attempt(lambda: departments.reply(self.file, DEPARTMENT, self.now, department, text, missing))

    @rule(department=anybody, to=st.lists(units, max_size=2), limit=below_limits)
    def delegate(self, department: str, to: list[str], limit: TimeLimit) -> None:
        self.attempt(lambda: delegation.delegate(self.file, DEPARTMENT, self.now, department, to, "请核实", limit))

    @rule(data=st.data(), act=st.sampled_from(sorted(OVER_UNITS)), limit=below_limits)
    def act_over_a_unit(self, data: st.DataObject, act: str, limit: TimeLimit) -> None:
        below = [one for one in self.file.assignments.unfinished if one.is_delegated]
        if below:
            unit = data.draw(st.sampled_from(below))
            parent = self.file.assignments.parent_of(unit)
            assert parent is not None
            at = (self.file, DEPARTMENT, self.now, parent.department, unit.department)
            self.attempt(lambda: OVER_UNITS[act](at, limit))

    @rule(department=offices, text=texts)
    def report_referral_result(self, department: str, text: str) -> None:
        self.attempt(lambda: referrals.report_result(self.file, DEPARTMENT, self.now, department, text))

    @rule(department=offices, days=st.integers(0, 31))
    def supervise_referral(self, department: str, days: int) -> None:
        self.attempt(lambda: referrals.supervise(self.file, DESK, self.now, department, "没有结果", days))

    @rule(department=offices)
    def answer_as_department(self, department: str) -> None:
        answer = Answer(1, "电话", "已解决", "", supported=True, given=True)
        self.attempt(lambda: callers.answer_as_department(self.file, DEPARTMENT, self.now, department, answer))

    @rule(designation=st.none() | designations)
    def instruct(self, designation: Designation | None) -> None:
        self.attempt(lambda: leaders.instruct(self.file, LEADER, self.now, "速办", designation))

    # --- other lines ---

    @rule(name=st.sampled_from(LINES), told=texts)
    def hand_over(self, name: str, told: str) -> None:
        line = Line(name, "110", "警情", 3, hours(24), takes_dangers=name == LINES[0])
        notice = HandoverNotice(told)
        self.attempt(lambda: lines.hand_over(self.file, DESK, self.now, line, HAND_OVER_REASON, notice, ""))

    @rule(name=st.sampled_from(LINES), why=texts)
    def hand_over_result(self, name: str, why: str) -> None:
        line, notice = Line(name, "110", "警情", 3, hours(24)), HandoverNotice("已告知")
        self.attempt(lambda: lines.hand_over_result(self.file, DESK, self.now, line, HAND_OVER_REASON, notice, why))

    @rule(reason=texts)
    def give_back(self, reason: str) -> None:
        line = Line(LINES[0], "110", "警情", 3, working_days(3))
        self.attempt(lambda: lines.give_back(self.file, DESK, self.now, line, reason))

    @rule(name=st.sampled_from(LINES), accepted=st.booleans(), text=texts)
    def line_decides(self, name: str, text: str, *, accepted: bool) -> None:
        if accepted:
            self.attempt(lambda: lines.accept(self.file, LINE, self.now, name, lines.Acceptance(text)))
        else:
            self.attempt(lambda: lines.refuse(self.file, LINE, self.now, name, text))

    @rule(name=st.sampled_from(LINES), ended=st.booleans(), text=texts)
    def line_tells(self, name: str, text: str, *, ended: bool) -> None:
        tell = lines.submit_result if ended else lines.submit_progress
        self.attempt(lambda: tell(self.file, LINE, self.now, name, text))

    @rule(name=st.sampled_from(LINES), reason=texts)
    def recall(self, name: str, reason: str) -> None:
        self.attempt(lambda: lines.recall(self.file, DESK, self.now, name, reason))

    @rule(reason=st.sampled_from((*END_REASONS, HAND_OVER_REASON)))
    def suggest_end(self, reason: EndReason) -> None:
        self.attempt(lambda: triage.suggest_end(self.file, RULE_BOOK, self.now, "像是已经起诉", reason, attended=True))

    # --- time ---

    @rule(hours=st.integers(1, 24 * 10))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        run_due_acts(self.file, self.now)

    @precondition(lambda self: next_due(self.file) is not None)
    @rule()
    def due_time_arrives(self) -> None:
        """Every due time triggers an act and is followed by a later one."""
        due = next_due(self.file)
        assert due is not None
        notes = len(self.file.notes)
        self.now = max(self.now, due)
        run_due_acts(self.file, self.now)
        following = next_due(self.file)
        assert len(self.file.notes) > notes
        assert following is None or following > self.now
        run_due_acts(self.file, self.now)
        assert next_due(self.file) == following
        self.note_answers()

    # --- the next step ---

    def take_next_step(self) -> None:  # noqa: C901, PLR0912, PLR0915 - one branch a state
        """Perform the next regular step of the desk, a leader or a department."""
        file, now = self.file, self.now
        office = next(name for name in DEPARTMENTS if not recusal.bars(file, [name]))
        designation = Designation(office, (), working_days(7))
        match file.state:
            case _ if file.stepping_aside:
                self.let_nobody_step_aside()
            case _ if file.question:
                emergencies.answer_question(file, DESK, now, QuestionReply(DangerAnswer.NO_DANGER, "", ""))
                emergencies.close_question(file, now)
            case _ if file.is_held:
                leaders.instruct(file, LEADER, now, "速办", None)
            case CaseState.REGISTERED:
                triage.assign(file, DESK, now, "研判", designation)
            case CaseState.VERIFYING:
                emergencies.confirm_emergency(
                    file, DESK, now, "属实", replace(designation, limit=file.designation.limit)
                )
            case CaseState.AWAITING_INSTRUCTION | CaseState.DISPUTED:
                leaders.instruct(file, LEADER, now, "速办", designation)
            case CaseState.REFERRED:
                referrals.record_result(file, DESK, now, "已解决")
            case CaseState.ASSIGNED | CaseState.IN_PROGRESS | CaseState.REWORKING | CaseState.RESPONDING:
                lead = file.assignments.lead
                assert lead is not None
                below = [one.department for one in file.assignments.delegated_from(lead) if one.is_working]
                if lead.state is AssignmentState.ASSIGNED:
                    departments.accept(file, DEPARTMENT, now, lead.department)
                elif below:
                    delegation.recall(file, DEPARTMENT, now, lead.department, below[0], "自己办")
                else:
                    departments.reply(file, DEPARTMENT, now, lead.department, "已办理", "不等协办")
            case CaseState.HANDED_OVER:
                self.end_handovers()
            case CaseState.SUSPENDED:
                suspension.end_suspension(file, DESK, now, "已兑现", kept=True)
            case CaseState.REPLIED | CaseState.RESOLVED if file.proposed_decision:
                amendments.keep_decision(file, DESK, now, "答复可用")
            case CaseState.REPLIED:
                review.accept_reply(file, DESK, now, "")
            case CaseState.RESOLVED:
                caller = next((c for c in file.callers if c.awaits_answer), None)
                if caller is None:
                    callers.settle_unwanted_replies(file, now)
                    return
                answer = Answer(caller.call_id, "来信", "已解决", "", supported=True, given=True)
                callers.answer_caller(file, DESK, now, answer)
            case CaseState.CALLBACK_REVIEW:
                callbacks.explain_result(file, DESK, now, "已依规办理", "来信", "说明了政策")
            case CaseState.ANSWERED | CaseState.CLOSED if file.proposed_decision:
                self.keep_as_it_is()
            case CaseState.ANSWERED | CaseState.CLOSED if any(map(is_owed_something, file.callers)):
                caller = next(filter(is_owed_something, file.callers))
                if caller.awaits_answer:
                    answer = Answer(caller.call_id, "书面", "已解决", "", supported=True, given=True)
                    callers.answer_caller(file, DESK, now, answer)
                elif caller.callback is CallbackState.UNREACHABLE:
                    callbacks.leave_in_writing(file, DESK, now, caller.call_id, "来信", "已解决")
                else:
                    said = Survey(ContactResult.REACHED, *[SurveyAnswer.YES] * 3)
                    callbacks.record_satisfaction(file, DESK, now, said, "", caller.call_id)
            case CaseState.ANSWERED:
                for assignment in file.assignments:
                    if assignment.is_unfinished:
                        with suppress(DomainError):
                            review.withdraw(file, DESK, now, assignment.department, "已了结")
                self.end_handovers()
                records.close(file, DESK, now, "")
            case CaseState.CLOSED:
                records.archive(file, DESK, now, "")

    def let_nobody_step_aside(self) -> None:
        """Let the desk find that nobody who has the case is accused."""
        barring = (self.file.recused.barring(name) for name in self.file.stepping_aside)
        for unit in dict.fromkeys(chain.from_iterable(barring)):
            recusal.lift_recusal(self.file, DESK, self.now, unit, "反映的不是它")
        self.file.end_stepping_aside(self.now)

    def keep_as_it_is(self) -> None:
        """Let the desk leave an answered case as it is, once nobody who must step aside still has it."""
        for assignment in self.file.assignments:
            if assignment.is_unfinished:
                with suppress(DomainError):
                    review.withdraw(self.file, DESK, self.now, assignment.department, "已了结")
        amendments.keep_decision(self.file, DESK, self.now, "办结的不是这件事")

    def end_handovers(self) -> None:
        """Let the desk tell for the lines what became of what they have."""
        while still := list(open_handovers(self.file.handovers)):
            # A line that has the case twice deals with the latest first, which is of the danger.
            latest = still[-1]
            if not latest.accepted_at:
                lines.accept(self.file, DESK, self.now, latest.line, lines.Acceptance("A-1"))
            lines.submit_result(self.file, DESK, self.now, latest.line, "已处置")


def is_owed_something(caller: CallerEntry) -> bool:
    return caller.awaits_answer or caller.callback.is_open
