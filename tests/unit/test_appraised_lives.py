"""Random lives of closed cases, whose departments ask to be left out of assessment while all go on to act (R8.11)."""

from collections.abc import Callable
from datetime import datetime

from hotline_server.domain import parts
from hotline_server.domain.acts import exclusions
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.exclusion import ExclusionState
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.parties import Actor, Role
from hotline_server.rulebook.decision import Urgency
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from tests.case_files import DEPARTMENT, DESK, LIMITS
from tests.hotline import thorough
from tests.unit.test_case_file import CheckedLife

Step = Callable[[tuple[CaseFile, Actor, datetime], str], None]
PEOPLE = (DESK, Actor("陈值班", Role.DESK), Actor("周值班长", Role.DESK))
STEPS: dict[Act, Step] = {
    Act.REQUEST_EXCLUSION: lambda at, name: exclusions.request_exclusion(
        *at, name, LIMITS.exclusions.grounds[0], "不归我们管"
    ),
    Act.PROPOSE_EXCLUSION: lambda at, name: exclusions.propose_exclusion(*at, name, "归它管", exclude=False),
    Act.CONFIRM_EXCLUSION: lambda at, name: exclusions.confirm_exclusion(*at, name, "属实"),
    Act.SET_ASIDE_EXCLUSION: lambda at, name: exclusions.set_exclusion_aside(*at, name, "再核实"),
    Act.APPEAL_EXCLUSION: lambda at, name: exclusions.appeal_exclusion(*at, name, "确实不归我们管"),
    Act.UPHOLD_APPEAL: lambda at, name: exclusions.rule_on_appeal(*at, name, "成立", upheld=True),
    Act.REFUSE_APPEAL: lambda at, name: exclusions.rule_on_appeal(*at, name, "不成立", upheld=False),
    Act.REVOKE_EXCLUSION: lambda at, name: exclusions.revoke_exclusion(*at, name, "发现是它的事"),
}
BY_DEPARTMENTS = (Act.REQUEST_EXCLUSION, Act.APPEAL_EXCLUSION)
OPINIONS = (Act.PROPOSE_EXCLUSION, Act.CONFIRM_EXCLUSION, Act.SET_ASIDE_EXCLUSION)
NEXT = {
    ExclusionState.REQUESTED: Act.PROPOSE_EXCLUSION,
    ExclusionState.PROPOSED: Act.CONFIRM_EXCLUSION,
    ExclusionState.REFUSED: Act.APPEAL_EXCLUSION,
    ExclusionState.APPEALED: Act.REFUSE_APPEAL,
    ExclusionState.EXCLUDED: Act.REVOKE_EXCLUSION,
}
"""The regular act on an exclusion, by its state."""
acts = st.none() | st.sampled_from(list(STEPS))


class AppraisedLife(CheckedLife):
    """A case that is closed, as it goes on."""

    @initialize(urgency=st.sampled_from(Urgency))
    def register(self, urgency: Urgency) -> None:
        super().register(urgency)
        while self.file.state is not CaseState.CLOSED:
            self.attempt(self.take_next_step)

    @precondition(lambda self: any(self.file.assignments))
    @rule(data=st.data(), steps=st.lists(st.tuples(acts, st.sampled_from(PEOPLE)), max_size=12))
    def appraise(self, data: st.DataObject, steps: list[tuple[Act | None, Actor]]) -> None:
        department = data.draw(st.sampled_from([one.department for one in self.file.assignments]))
        for act, person in steps:
            self.do(act or self.next_act(department), person, department)

    def next_act(self, department: str) -> Act:
        exclusion = parts.excluded_assignment(self.file, department).exclusion
        return NEXT.get(exclusion.state, Act.REQUEST_EXCLUSION) if exclusion else Act.REQUEST_EXCLUSION

    def do(self, act: Act, person: Actor, department: str) -> None:
        actor = DEPARTMENT if act in BY_DEPARTMENTS else person
        self.attempt(lambda: STEPS[act]((self.file, actor, self.now), department))

    def take_next_step(self) -> None:
        """Decide what is asked, and wait for appeals, before the case is archived."""
        asked = [one for one in self.file.assignments if one.exclusion]
        pending = next((one for one in asked if one.exclusion and one.exclusion.is_pending), None)
        appeal_by = max((one.exclusion.appeal_by or self.now for one in asked if one.exclusion), default=self.now)
        if pending and pending.exclusion:
            for person in PEOPLE:
                self.do(NEXT[pending.exclusion.state], person, pending.department)
        elif appeal_by > self.now:
            self.now = appeal_by
        else:
            super().take_next_step()

    @invariant()
    def two_people_decide_and_a_third_rules_on_the_appeal(self) -> None:
        took_part: dict[str, list[str]] = {}
        for note in self.file.notes:
            people = took_part.setdefault(note.department, [])
            if note.act is Act.REQUEST_EXCLUSION:
                people.clear()
            if note.act in (Act.CONFIRM_EXCLUSION, Act.SET_ASIDE_EXCLUSION):
                assert note.actor.name != people[-1]
            if note.act in (Act.UPHOLD_APPEAL, Act.REFUSE_APPEAL):
                assert note.actor.name not in people
            if note.act in OPINIONS:
                people.append(note.actor.name)

    @invariant()
    def nothing_is_pending_in_a_case_that_is_open_or_archived(self) -> None:
        """What is not decided lapses when the case is reopened, and holds back the archive."""
        if self.file.state is not CaseState.CLOSED:
            assert not any(one.exclusion and one.exclusion.is_pending for one in self.file.assignments)


TestAppraisedLife = AppraisedLife.TestCase
TestAppraisedLife.settings = settings(max_examples=thorough(100), stateful_step_count=20)
