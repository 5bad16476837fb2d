"""Random lives in which callers accuse those who have the case, and tell of dangers, at any time (R2.6, R8.3)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from hotline_server.desk.cases.later_accusations import accused_handlers, must_step_aside
from hotline_server.desk.cases.registration import hand_danger
from hotline_server.domain.acts import amendments, callers, emergencies
from hotline_server.domain.amendments import ADDRESS, AMENDMENT, CONTENT, AmendedField, Amendment
from hotline_server.domain.errors import DomainError
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import AssignmentState
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.decision import Decision, Outcome
from hotline_server.rulebook.files import read_files
from hotline_server.rulebook.loading import load
from hotline_server.rulebook.recusal import Recusal
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from tests.case_files import DESK, LIMITS, NAMES, RULE_BOOK, decided
from tests.case_life import CaseLife

BOOK = load(read_files(PROJECT / "rules"), NAMES)
ACCUSED = ("公安局", "交通运输局")
later_amendments = st.sampled_from(
    [
        Amendment((AmendedField(CONTENT, "路灯不亮", "他们收好处"),)),
        Amendment((AmendedField(ADDRESS, "东湖路 1 号", "东湖路 11 号"),)),
    ]
)
codes = st.lists(st.sampled_from(("Y01", "Y02")), min_size=1, unique=True)


class EventfulLife(CaseLife):
    """A case whose callers go on to accuse units, and to tell of dangers."""

    @rule(department=st.sampled_from(ACCUSED), amendment=later_amendments)
    def accuse_by_an_amendment(self, department: str, amendment: Amendment) -> None:
        def tell(former: Recusal) -> None:
            amendments.amend(self.file, DESK, self.now, "来电人更正", amendment, former, {AMENDMENT: "1"})
            self.propose_others()

        self.accuse(department, tell)

    @rule(department=st.sampled_from(ACCUSED))
    def accuse_in_later_words(self, department: str) -> None:
        def tell(_: Recusal) -> None:
            callers.supplement(self.file, DESK, self.now, self.file.callers[0].call_id, f"{department}收好处")
            accused = accused_handlers(self.file)
            emergencies.call_for_others(self.file, accused, self.now)
            if accused and not self.file.is_emergency:
                self.file.step_aside(accused, self.now)
                self.propose_others()

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

    def propose_others(self) -> None:
        """Propose that others handle the case, if any that have it in hand are accused."""
        if accused := accused_handlers(self.file):
            left = replace(decided(Outcome.DESK), reasons=(must_step_aside(accused),))
            amendments.propose_decision(self.file, RULE_BOOK, self.now, left)

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
