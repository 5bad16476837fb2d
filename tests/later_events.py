"""Random lives in which callers accuse those who have the case, and tell of dangers, at any time (R2.6, R8.3)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from hotline_server.desk.cases.later_accusations import accused_handlers, why_to_judge
from hotline_server.desk.cases.registration import hand_danger
from hotline_server.domain import standstills
from hotline_server.domain.acts import amendments, callers, emergencies
from hotline_server.domain.amendments import ADDRESS, AMENDMENT, CONTENT, AmendedField, Amendment
from hotline_server.domain.errors import DomainError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import AssignmentState, CaseState
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.decision import Decision, Outcome
from hotline_server.rulebook.files import read_files
from hotline_server.rulebook.loading import load
from hotline_server.rulebook.recusal import Recusal
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from tests.case_files import DESK, LIMITS, NAMES, RULE_BOOK, decided
from tests.case_life.life import CaseLife

BOOK = load(read_files(PROJECT / "rules"), NAMES)
ACCUSED = ("公安局", "交通运输局", "五里街道")
later_amendments = st.sampled_from(
    [
        Amendment((AmendedField(CONTENT, "路灯不亮", "他们收好处"),)),
        Amendment((AmendedField(ADDRESS, "东湖路 1 号", "东湖路 11 号"),)),
    ]
)
OF_RESULTS = {
    Act.ACCEPT_REPLY, Act.ANSWER_CALLER, Act.ANSWER_ANOTHER_CALLER, Act.ATTEMPT_ANSWER, Act.LEAVE_IN_WRITING,
    Act.NO_REPLY_DUE,
}  # fmt: skip
BY_THE_DESK = {Act.KEEP_DECISION, Act.ANSWER_DIRECTLY, Act.END, Act.END_BY_WITHDRAWAL, Act.JOIN_INTO}
"""Acts by which what is proposed is judged, or comes to nothing with the case."""
codes = st.lists(st.sampled_from(("Y01", "Y02")), min_size=1, unique=True)


class EventfulLife(CaseLife):
    """A case whose callers go on to accuse units, and to tell of dangers."""

    looked_at = 0
    was_proposed = was_answered = False

    @rule(department=st.sampled_from(ACCUSED), amendment=later_amendments)
    def accuse_by_an_amendment(self, department: str, amendment: Amendment) -> None:
        def tell(former: Recusal) -> None:
            amendments.amend(self.file, DESK, self.now, "来电人更正", amendment, former, {AMENDMENT: "1"})
            self.put_before_desk(former)

        self.accuse(department, tell)

    @rule(department=st.sampled_from(ACCUSED))
    def accuse_in_later_words(self, department: str) -> None:
        def tell(former: Recusal) -> None:
            callers.supplement(self.file, DESK, self.now, self.file.callers[0].call_id, f"{department}收好处")
            accused = accused_handlers(self.file)
            emergencies.call_for_others(self.file, accused, self.now)
            standstills.step_aside(self.file, accused, self.now)
            self.put_before_desk(former)

        if self.file.callers:
            self.accuse(department, tell)

    def accuse(self, department: str, tell: Callable[[Recusal], None]) -> None:
        """Let a caller accuse a department in what is told, unless that is refused."""
        file, recusal = self.file, self.file.recusal
        former, accused = file.recused, dict.fromkeys((*recusal().accused, department))
        file.recusal = lambda: Recusal(NAMES, tuple(accused))

        def act() -> None:
            try:
                tell(former)
            except DomainError:
                file.recusal = recusal
                raise

        self.attempt(act)

    def put_before_desk(self, former: Recusal) -> None:
        """Let the desk judge who handles the case, whoever has it in hand, or had."""
        accused = [name for name in self.file.accused if name not in former.accused]
        if why := why_to_judge(self.file, accused):
            left = replace(decided(Outcome.DESK), reasons=(why,))
            amendments.propose_decision(self.file, RULE_BOOK, self.now, left, self.file.accused)

    @rule(codes=codes)
    def tell_of_a_danger(self, codes: list[str]) -> None:
        """A danger is raised unless one is met already, and handed to the lines that must meet it."""
        danger: Decision = replace(decided(Outcome.EMERGENCY), hands_to=tuple(codes))

        def act() -> None:
            if not self.file.state.faces_danger:
                emergencies.raise_emergency(self.file, RULE_BOOK, self.now, "来电人补充说着火了", "火灾")
            hand_danger(BOOK, self.file, danger, self.now)

        self.attempt(act)
        if self.file.state.faces_danger:
            told = {one.line for one in self.file.handovers if one.of_danger and one.state.is_open}
            assert {BOOK.ends[code].line for code in codes} <= told

    # --- what must hold ---

    @invariant()
    def nobody_is_given_a_case_that_accuses_them(self) -> None:
        """R8.3: nor given it back, but for who responds to an emergency (R2.6)."""
        for assignment in self.file.assignments:
            given = assignment.state in (AssignmentState.ASSIGNED, AssignmentState.RETURNED)
            if given and self.seen.get(assignment.number) is not assignment.state:
                assert self.file.is_emergency or not self.file.recused.bars(assignment.department)
            self.seen[assignment.number] = assignment.state

    @invariant()
    def no_result_is_told_before_the_desk_has_judged(self) -> None:
        """R8.3: whoever answers drops nothing of what is proposed on an amended call, or on an accusation."""
        made = {note.act for note in self.file.notes[self.looked_at :]}
        if self.was_proposed:
            assert not made & OF_RESULTS
            overtaken = Act.RAISE_EMERGENCY in made and not self.file.accused
            assert self.file.proposed_decision or made & BY_THE_DESK or self.was_answered or overtaken
        self.looked_at, self.was_answered = len(self.file.notes), self.file.state.is_answered
        self.was_proposed = self.file.proposed_decision is not None

    @invariant()
    def nobody_who_is_accused_is_heard_meanwhile(self) -> None:
        """R8.3: nor by what a unit above replies, or as the result of a referral."""
        for assignment in self.file.assignments:
            if assignment.steps_aside:
                assert assignment.state is not AssignmentState.DONE
        if self.file.referral and self.file.referral.steps_aside:
            assert self.file.state is CaseState.REFERRED

    @invariant()
    def nobody_is_told_that_the_accused_handles_it(self) -> None:
        """R2.3, R8.3."""
        lead = self.file.assignments.lead
        if lead and lead.steps_aside:
            assert not any(one.tell_by for one in self.file.callers)

    @invariant()
    def a_person_lifts_a_recusal_and_says_why(self) -> None:
        """R8.3."""
        lifted = [note for note in self.file.notes if note.act is Act.LIFT_RECUSAL]
        assert all(note.actor == DESK and note.reason and note.details["units"] for note in lifted)

    @invariant()
    def silence_in_an_emergency_alarms_somebody(self) -> None:
        """R2.6: level by level, whatever others do."""
        silent = [one for one in self.file.assignments if emergencies.is_alarmed_for(self.file, one) and one.sign_by]
        due = emergencies.alarm_due(self.file)
        for one in silent:
            assert one.sign_by is not None
            assert due is not None
            assert due <= max(one.sign_by, self.now + self.slowest_level)

    @property
    def slowest_level(self) -> timedelta:
        """Longest time that a level of the alarm ladder has."""
        return timedelta(minutes=max(level.minutes for level in LIMITS.alarm_levels))
