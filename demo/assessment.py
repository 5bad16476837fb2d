"""Simulated exclusions 剔除: departments that ask not to be assessed by a case, and whoever decides on it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from hotline.v1 import case_pb2
from hotline.v1 import department_service_pb2 as department_pb
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline_client import Hotline
from hotline_server.rulebook.decision import DUTY_OFFICE

from demo.departments import OFFICIAL
from demo.desk import DESK
from demo.turns import Chance, Turn, by_day

SECOND, DESK_LEAD = "孙值班", "赵值班长"
# The first that asks is heard; the second is refused, and appeals in vain.
ASKING = 2


@dataclass
class Assessment:
    """Plays what follows when departments that were supervised do not want to be assessed by the case."""

    hotline: Hotline
    chance: Chance
    _asking: list[str] = field(default_factory=list)

    def turn(self, case: case_pb2.Case, now: datetime) -> Turn | None:
        """Plan the next act about an exclusion; ``None`` if nobody has anything to do."""
        lead = next((one for one in reversed(case.assignments) if one.leads), None)
        if lead is None or not lead.supervision_count or lead.department == DUTY_OFFICE or not self._is_asked(case):
            return None
        at = by_day(now + self.chance.hours(0.5, 3))
        if case.state == case_pb2.CASE_STATE_ANSWERED:
            return Turn(at, self.hotline.desk.CloseCase, desk_pb.CloseCaseRequest(), DESK)
        step = _STEPS.get(lead.exclusion.state)
        return step(self, case, lead, at) if step else None

    def _is_asked(self, case: case_pb2.Case) -> bool:
        """Return whether it is asked for in a case: in few, and once all else is done."""
        due = any(caller.callback == case_pb2.CALLBACK_STATE_DUE for caller in case.callers)
        if due or case.state not in (case_pb2.CASE_STATE_ANSWERED, case_pb2.CASE_STATE_CLOSED):
            return False
        if case.number not in self._asking and len(self._asking) < ASKING:
            self._asking.append(case.number)
        return case.number in self._asking

    def _is_heard(self, case: case_pb2.Case) -> bool:
        return case.number == self._asking[0]

    def _request(self, _: case_pb2.Case, lead: case_pb2.Assignment, at: datetime) -> Turn | None:
        request = department_pb.RequestExclusionRequest(
            department=lead.department, ground="不可抗力", reason="连日暴雨，无法进场作业，雨停后已立即处理"
        )
        asks = lead.HasField("exclude_until")
        return Turn(at, self.hotline.departments.RequestExclusion, request, OFFICIAL) if asks else None

    def _propose(self, case: case_pb2.Case, lead: case_pb2.Assignment, at: datetime) -> Turn:
        heard = self._is_heard(case)
        request = desk_pb.ProposeExclusionRequest(
            department=lead.department,
            opinion=desk_pb.EXCLUSION_OPINION_EXCLUDE if heard else desk_pb.EXCLUSION_OPINION_REFUSE,
            reason="气象部门当日发布暴雨预警，情况属实" if heard else "当日没有暴雨预警，理由不成立",
        )
        return Turn(at, self.hotline.desk.ProposeExclusion, request, DESK)

    def _review(self, _: case_pb2.Case, lead: case_pb2.Assignment, at: datetime) -> Turn:
        request = desk_pb.ReviewExclusionRequest(
            department=lead.department, review=desk_pb.EXCLUSION_REVIEW_CONFIRMED, reason="经复核，同意"
        )
        return Turn(at, self.hotline.desk.ReviewExclusion, request, SECOND)

    def _appeal(self, _: case_pb2.Case, lead: case_pb2.Assignment, at: datetime) -> Turn | None:
        if lead.exclusion.appeal:
            return None
        request = department_pb.AppealExclusionRequest(
            department=lead.department, reason="现场积水，有照片为证，请再审核"
        )
        return Turn(at, self.hotline.departments.AppealExclusion, request, OFFICIAL)

    def _rule(self, _: case_pb2.Case, lead: case_pb2.Assignment, at: datetime) -> Turn:
        request = desk_pb.RuleOnAppealRequest(
            department=lead.department, ruling=desk_pb.APPEAL_RULING_REFUSED, reason="照片不是当日拍摄，维持原意见"
        )
        return Turn(at, self.hotline.desk.RuleOnAppeal, request, DESK_LEAD)


_Step = Callable[[Assessment, case_pb2.Case, case_pb2.Assignment, datetime], Turn | None]
_STEPS: Mapping[case_pb2.ExclusionState.ValueType, _Step] = {
    case_pb2.EXCLUSION_STATE_UNSPECIFIED: Assessment._request,
    case_pb2.EXCLUSION_STATE_REQUESTED: Assessment._propose,
    case_pb2.EXCLUSION_STATE_PROPOSED: Assessment._review,
    case_pb2.EXCLUSION_STATE_REFUSED: Assessment._appeal,
    case_pb2.EXCLUSION_STATE_APPEALED: Assessment._rule,
}
