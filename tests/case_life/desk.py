"""Random acts of the desk, and of the rules."""

from dataclasses import replace
from datetime import timedelta

from hotline_server.domain.acts import (
    amendments,
    callers,
    departments,
    emergencies,
    ends,
    joins,
    leaders,
    lines,
    nuisance,
    recusal,
    referrals,
    review,
    supervision,
    triage,
)
from hotline_server.domain.amendments import AMENDMENT, NO_REPLY, PHONE, AmendedField, Amendment
from hotline_server.domain.call import BLANK_CALL
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.open_question import OpenQuestion, QuestionReply
from hotline_server.domain.parties import Answer, CallerEntry, Designation
from hotline_server.domain.proposals import DeclineReason
from hotline_server.rulebook.decision import Outcome
from hotline_server.rulebook.ends import EndReason
from hotline_server.rulebook.facts import DangerAnswer
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.case_files import (
    DEPARTMENT,
    DESK,
    LINE,
    RULE_BOOK,
    decided,
)
from tests.case_life.inputs import END_REASONS, LINES, amendments_made, anybody, designations, offices, texts
from tests.case_life.played_case import PlayedCase

OF_CALLER = (PHONE, NO_REPLY)


class DeskActs(PlayedCase):
    """A desk that triages, re-routes, reviews and joins."""

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
        """Whatever lines and departments do while a danger is verified, somebody has the case afterwards, and alone.

        Where it had a result, that stands.
        """
        self.attempt(lambda: emergencies.raise_emergency(self.file, DESK, self.now, "来电说着火"))
        self.attempt(lambda: lines.accept(self.file, LINE, self.now, LINES[0], lines.Acceptance("A-1")))
        self.attempt(lambda: departments.reply(self.file, DEPARTMENT, self.now, department, text, "不等协办"))
        if self.file.state is CaseState.VERIFYING:
            self.attempt(lambda: emergencies.dismiss_emergency(self.file, DESK, self.now, "误报"))
            if self.file.state in (CaseState.RESOLVED, CaseState.ANSWERED, CaseState.CALLBACK_REVIEW):
                return
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
