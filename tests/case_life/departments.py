"""Random acts of departments, of units below them, and of leaders."""

from collections.abc import Callable
from datetime import datetime

from hotline_server.domain.acts import (
    callers,
    delegation,
    departments,
    leaders,
    objections,
    referrals,
    rerouting,
)
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.parties import Actor, Answer, Designation
from hotline_server.rulebook.time_limit import TimeLimit
from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.case_files import (
    DEPARTMENT,
    DESK,
    LEADER,
)
from tests.case_life.inputs import anybody, below_limits, designations, offices, texts, units
from tests.case_life.played_case import PlayedCase

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


class DepartmentActs(PlayedCase):
    """Departments and units that handle the case, and a leader."""

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
