"""Simulated departments, each with a temper drawn per case."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import Enum, auto

from hotline.v1 import case_pb2
from hotline.v1 import delegation_service_pb2 as delegation_pb
from hotline.v1 import department_service_pb2 as department_pb
from hotline_client import Hotline
from hotline_server.rulebook.decision import DUTY_OFFICE

from demo.arrivals import Arrival
from demo.turns import HOUR, Chance, Turn, by_day

OFFICIAL = "王科长"
BASIS = "本单位职能配置、内设机构和人员编制规定"
REPLY, CARELESS_REPLY = "已调查处理，处理情况已向来电人说明", "已阅"
HELPED = "已按职责配合牵头单位办理"
LONGEST_DAYS = 30
# Extensions are requested this long before the deadline.
NOTICE = timedelta(hours=20)
UNITS = {"交通运输局": "道路运输服务中心"}
"""Units below, to which departments delegate a case, once each."""
PROGRESS, PROGRESS_NOTICE = "正在处置，进展正常", timedelta(minutes=10)


class Temper(Enum):
    """Behaviour of a department in a case."""

    PROMPT = auto()
    LATE = auto()
    CARELESS = auto()
    SLOW = auto()
    OBJECTING = auto()
    DISAGREEING = auto()


TEMPERS: tuple[Temper, ...] = (*[Temper.PROMPT] * 4, *Temper)


@dataclass
class Departments:
    """Accept assignments or object to them, disagree, report progress, request extensions and reply."""

    hotline: Hotline
    arrivals: Mapping[str, Arrival]
    chance: Chance
    _reply_times: dict[tuple[str, int, int], datetime] = field(default_factory=dict)
    _objected: set[str] = field(default_factory=set)
    _disagreed: set[str] = field(default_factory=set)
    _delegated: set[str] = field(default_factory=set)

    def turn(self, case: case_pb2.Case, now: datetime) -> Turn | None:
        """Plan the next act of a department on a case; ``None`` if no department owes any."""
        issued = [a for a in case.assignments if a.state == case_pb2.ASSIGNMENT_STATE_ASSIGNED]
        if issued:
            return self._receive(case, issued[0], now)
        owing = [a for a in case.assignments if a.state in _OWING]
        disagreeing = next((a for a in owing if self._disagrees(case, a)), None)
        if disagreeing:
            self._disagreed.add(case.number)
            return self._dissent(disagreeing, now)
        delegating = next((a for a in owing if self._delegates(case, a)), None)
        if delegating:
            self._delegated.add(delegating.department)
            return self._delegate(delegating, now)
        # Co-handlers and units below first: the lead's reply gathers theirs.
        following = sorted(owing, key=lambda assignment: assignment.leads)
        return self._reply(case, following[0], now) if following else None

    def _receive(self, case: case_pb2.Case, assignment: case_pb2.Assignment, now: datetime) -> Turn:
        if self._objects(case, assignment, now):
            self._objected.add(case.number)
            objection = department_pb.ObjectToAssignmentRequest(
                department=assignment.department, reason="该事项不属本单位职责，建议改派", legal_basis=BASIS
            )
            at = by_day(now + self.chance.hours(1, 6))
            return Turn(at, self.hotline.departments.ObjectToAssignment, objection, OFFICIAL)
        acceptance = department_pb.AcceptAssignmentRequest(department=assignment.department)
        at = self._acceptance_time(case, assignment, now)
        return Turn(at, self.hotline.departments.AcceptAssignment, acceptance, OFFICIAL)

    def _acceptance_time(self, case: case_pb2.Case, assignment: case_pb2.Assignment, now: datetime) -> datetime:
        if case.state == case_pb2.CASE_STATE_RESPONDING:
            return now + self.chance.hours(0.05, 0.6)
        is_late = self._temper(case, assignment) is Temper.LATE
        return by_day(now + (self.chance.hours(20, 40) if is_late else self.chance.hours(0.5, 4)))

    def _objects(self, case: case_pb2.Case, assignment: case_pb2.Assignment, now: datetime) -> bool:
        """Decide whether a department objects: at most one does, none in an emergency or to what a leader decided."""
        may = now < assignment.object_until.ToDatetime(UTC) and case.state != case_pb2.CASE_STATE_RESPONDING
        if not may or case.number in self._objected:
            return False
        owner = self.arrivals[case.number].owner
        is_another_owner = assignment.leads and owner not in ("", assignment.department)
        return is_another_owner or self._temper(case, assignment) is Temper.OBJECTING

    def _disagrees(self, case: case_pb2.Case, assignment: case_pb2.Assignment) -> bool:
        """Decide whether a co-handler disagrees with the lead, which happens at most once in a case."""
        return (
            case.state == case_pb2.CASE_STATE_IN_PROGRESS
            and case.number not in self._disagreed
            and not assignment.leads
            and self._temper(case, assignment) is Temper.DISAGREEING
        )

    def _dissent(self, assignment: case_pb2.Assignment, now: datetime) -> Turn:
        request = department_pb.DissentRequest(
            department=assignment.department, reason="与牵头单位意见不一致，认为不属协办事项"
        )
        return Turn(by_day(now + self.chance.hours(4, 20)), self.hotline.departments.Dissent, request, OFFICIAL)

    def _delegates(self, case: case_pb2.Case, assignment: case_pb2.Assignment) -> bool:
        """Decide whether a lead delegates a case to a unit below, as soon as it has accepted one."""
        return (
            case.state == case_pb2.CASE_STATE_IN_PROGRESS
            and assignment.leads
            and assignment.state == case_pb2.ASSIGNMENT_STATE_ACCEPTED
            and assignment.department in UNITS.keys() - self._delegated
            and self.arrivals[case.number].replied_at is None
        )

    def _delegate(self, assignment: case_pb2.Assignment, now: datetime) -> Turn:
        request = delegation_pb.DelegateAssignmentRequest(
            department=assignment.department, units=[UNITS[assignment.department]], reason="请到现场核实处理"
        )
        return Turn(now + self.chance.hours(0.2, 1), self.hotline.delegation.DelegateAssignment, request, OFFICIAL)

    def _reply(self, case: case_pb2.Case, assignment: case_pb2.Assignment, now: datetime) -> Turn:
        wanted = self._extension_until(case, assignment, now)
        if wanted:
            return self._ask_extension(assignment, wanted)
        at = self._reply_times.setdefault(
            (case.number, assignment.number, assignment.rework_count), self._reply_time(case, assignment, now)
        )
        if self._reports_before(case, assignment, at):
            return self._report_progress(assignment)
        careless = (
            self._temper(case, assignment) is Temper.CARELESS
            and assignment.leads
            and not assignment.rework_count
            and case.state != case_pb2.CASE_STATE_RESPONDING
        )
        request = department_pb.SubmitReplyRequest(
            department=assignment.department,
            reply=CARELESS_REPLY if careless else self._result(case, assignment),
        )
        return Turn(at, self.hotline.departments.SubmitReply, request, OFFICIAL)

    def _result(self, case: case_pb2.Case, assignment: case_pb2.Assignment) -> str:
        """Return what came of a case; of what a co-handler did, that it helped."""
        helps = not assignment.leads and not assignment.parent_number
        return HELPED if helps else self.arrivals[case.number].result or REPLY

    def _reports_before(self, case: case_pb2.Case, assignment: case_pb2.Assignment, reply_at: datetime) -> bool:
        """Decide whether to report progress on an urgent case before replying; late and careless departments do not."""
        diligent = self._temper(case, assignment) not in (Temper.LATE, Temper.CARELESS)
        last = min(reply_at, assignment.deadline.ToDatetime(UTC))
        return diligent and assignment.HasField("progress_due_at") and assignment.progress_due_at.ToDatetime(UTC) < last

    def _report_progress(self, assignment: case_pb2.Assignment) -> Turn:
        request = department_pb.SubmitProgressRequest(department=assignment.department, progress=PROGRESS)
        at = assignment.progress_due_at.ToDatetime(UTC) - PROGRESS_NOTICE
        return Turn(at, self.hotline.departments.SubmitProgress, request, OFFICIAL)

    def _reply_time(self, case: case_pb2.Case, assignment: case_pb2.Assignment, now: datetime) -> datetime:
        deadline = assignment.deadline.ToDatetime(UTC)
        replied_at = self.arrivals[case.number].replied_at
        if case.state == case_pb2.CASE_STATE_RESPONDING:
            return now + self.chance.hours(1, 8)
        if replied_at:
            return replied_at
        if assignment.state == case_pb2.ASSIGNMENT_STATE_RETURNED:
            return by_day(now + self.chance.hours(10, 60))
        if self._temper(case, assignment) is Temper.LATE:
            return by_day(deadline + self.chance.hours(20, 24 * 9))
        return by_day(now + (deadline - now) * self.chance.dice.uniform(0.2, 0.9))

    def _extension_until(self, case: case_pb2.Case, assignment: case_pb2.Assignment, now: datetime) -> datetime | None:
        """Return the deadline the department would like; ``None`` if it wants no extension or may not request one."""
        deadline = assignment.deadline.ToDatetime(UTC)
        in_time = now < deadline - NOTICE - HOUR
        usable = assignment.state == case_pb2.ASSIGNMENT_STATE_ACCEPTED and assignment.working_days < LONGEST_DAYS
        if assignment.department == DUTY_OFFICE:
            return None
        if case.state == case_pb2.CASE_STATE_RESPONDING or assignment.extension_count or not in_time or not usable:
            return None
        replied_at = self.arrivals[case.number].replied_at
        if replied_at:
            return replied_at if replied_at > deadline and self.chance.happens(0.5) else None
        return deadline + timedelta(days=8) if self._temper(case, assignment) is Temper.SLOW else None

    def _ask_extension(self, assignment: case_pb2.Assignment, until: datetime) -> Turn:
        deadline = assignment.deadline.ToDatetime(UTC)
        days = min(LONGEST_DAYS - assignment.working_days, max(1, (until - deadline).days))
        request = department_pb.AskExtensionRequest(
            department=assignment.department, working_days=days, reason="需多方协调，难度较大"
        )
        return Turn(deadline - NOTICE, self.hotline.departments.AskExtension, request, OFFICIAL)

    def _temper(self, case: case_pb2.Case, assignment: case_pb2.Assignment) -> Temper:
        """Draw the department's temper for a case; units below are prompt, and so is one whose real reply is known."""
        if assignment.parent_number or self.arrivals[case.number].replied_at:
            return Temper.PROMPT
        return random.Random(f"{case.number}{assignment.department}").choice(TEMPERS)


WORKING = (case_pb2.ASSIGNMENT_STATE_ASSIGNED, case_pb2.ASSIGNMENT_STATE_ACCEPTED, case_pb2.ASSIGNMENT_STATE_RETURNED)
_OWING = (case_pb2.ASSIGNMENT_STATE_ACCEPTED, case_pb2.ASSIGNMENT_STATE_RETURNED)
