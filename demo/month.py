"""A month at the hotline in accelerated time: everybody acts, through the real channel.

Time is the server's own clock, moved from one event to the next; between events the watchman makes
its rounds, so that whatever falls due is done at its hour.
"""

import heapq
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from typing import Any

from hotline.v1 import case_pb2
from hotline.v1 import department_service_pb2 as department_pb
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline.v1 import leader_service_pb2 as leader_pb
from hotline_client import Hotline
from hotline_server.desk.cases.watchman import Watchman

ROUND = timedelta(hours=1)
HOUR = timedelta(hours=1)
TEMPERS = ("prompt", "prompt", "prompt", "late", "careless", "slow", "objects", "disagrees")
DESK, LEADER, OFFICIAL = "李值班", "赵市长", "王科长"
FALLBACK = "民政局"
Method = Callable[[Any], object]


@dataclass
class SimulatedClock:
    """The server's clock, moved by the simulation."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@dataclass(frozen=True)
class Arrival:
    """A call, when it comes in, and when its department really answered, if that is known."""

    at: datetime
    call: case_pb2.Call
    replied_at: datetime | None = None


@dataclass
class Month:
    """Plays arrivals until every case is archived or ``until`` is reached.

    ``registering`` is how many seconds the registrations took, one after the other.
    """

    hotline: Hotline
    watchman: Watchman
    clock: SimulatedClock
    chance: random.Random
    round_every: timedelta = ROUND
    registering: float = 0.0
    numbers: list[str] = field(default_factory=list)
    real_replies: dict[str, datetime] = field(default_factory=dict)
    _events: list[tuple[datetime, int, Callable[[], None]]] = field(default_factory=list)
    _sequence: Iterator[int] = field(default_factory=count)

    def play(self, arrivals: Sequence[Arrival], until: datetime, tell: Callable[[datetime, int], None]) -> None:
        """Play everything; ``tell`` hears the time and how many calls have come in."""
        for arrival in arrivals:
            self._at(arrival.at, partial(self._register, arrival))
        while self._events and self._events[0][0] <= until:
            at, _, do = heapq.heappop(self._events)
            self._pass_until(at)
            do()
            tell(self.clock.now, len(self.numbers))
        self._pass_until(until)

    def _pass_until(self, moment: datetime) -> None:
        while self.clock.now < moment:
            self.clock.now = min(moment, self.clock.now + self.round_every)
            self.watchman.round()

    def _at(self, moment: datetime, do: Callable[[], None]) -> None:
        heapq.heappush(self._events, (max(moment, self.clock.now), next(self._sequence), do))

    def _register(self, arrival: Arrival) -> None:
        started = time.monotonic()
        case = self.hotline.register(arrival.call)
        self.registering += time.monotonic() - started
        self.numbers.append(case.number)
        if arrival.replied_at:
            self.real_replies[case.number] = arrival.replied_at
        self._plan(case.number)

    def _plan(self, number: str) -> None:
        """Let whoever's turn it is act on the case, in their own time."""
        case = self.hotline.case(number)
        plan = _PLANS.get(case.state)
        if plan:
            plan(self, case)

    def _later(self, low: float, high: float, number: str, method: Method, request: Any, actor: str) -> None:
        """Act between ``low`` and ``high`` hours from now."""
        at = self.clock.now + HOUR * self.chance.uniform(low, high)
        self._at(at, lambda: self._do(number, method, request, actor))

    def _do(self, number: str, method: Method, request: Any, actor: str) -> None:
        self._act(number, method, request, actor)
        self._plan(number)

    def _act(self, number: str, method: Method, request: Any, actor: str) -> None:
        etag = self.hotline.case(number).etag
        request.context.CopyFrom(case_pb2.ActContext(number=number, etag=etag, actor=actor))
        method(request)

    # --- the desk ---

    def _registered(self, case: case_pb2.Case) -> None:
        earlier = {assignment.department for assignment in case.assignments}
        lead = case.decision.lead.name
        lead = lead if lead and lead not in earlier else FALLBACK if FALLBACK not in earlier else "值班室"
        wanted = case_pb2.Designation(lead=lead, deadline_working_days=7)
        request = desk_pb.AssignCaseRequest(designation=wanted, reason="值班室研判")
        self._later(0.1, 0.8, case.number, self.hotline.desk.AssignCase, request, DESK)

    def _verifying(self, case: case_pb2.Case) -> None:
        request = desk_pb.VerifyEmergencyRequest(confirmed=self.chance.random() < 0.9, findings="回拨电话核实")
        self._later(0.02, 0.3, case.number, self.hotline.desk.VerifyEmergency, request, DESK)

    def _referred(self, case: case_pb2.Case) -> None:
        request = desk_pb.RecordReferralResultRequest(result="部门已为来电人办好")
        self._later(24, 24 * 9, case.number, self.hotline.desk.RecordReferralResult, request, DESK)

    def _replied(self, case: case_pb2.Case) -> None:
        reply = next(a for a in case.assignments if a.leads and a.state == case_pb2.ASSIGNMENT_STATE_REPLIED).reply
        careless = reply == "已阅"
        request = desk_pb.ReviewReplyRequest(
            accepted=not careless, requirements="请写明处理结果,附现场照片" if careless else ""
        )
        self._later(2, 20, case.number, self.hotline.desk.ReviewReply, request, DESK)

    def _resolved(self, case: case_pb2.Case) -> None:
        waiting = next(caller for caller in case.callers if not caller.answered)
        reached = self.chance.random() < 0.95
        answer = case_pb2.Answer(
            call_id=waiting.call_id,
            means="电话" if reached else "",
            content="您反映的事已经办好" if reached else "三次拨打无人接听,已发短信",
            unreachable=not reached,
        )
        request = desk_pb.AnswerCallerRequest(answer=answer)
        self._later(2, 20, case.number, self.hotline.desk.AnswerCaller, request, DESK)

    def _answered(self, case: case_pb2.Case) -> None:
        if case.decision.outcome == case_pb2.OUTCOME_DIRECT_ANSWER or any(
            entry.act == "RECORD_SATISFACTION" for entry in self.hotline.case(case.number, log=True).log
        ):
            return
        late = any(assignment.supervisions or assignment.reworks for assignment in case.assignments)
        request = desk_pb.RecordSatisfactionRequest(
            responded=True,
            resolved=self.chance.random() < 0.9,
            satisfied=self.chance.random() < (0.6 if late else 0.92),
        )
        self._later(12, 40, case.number, self.hotline.desk.RecordSatisfaction, request, DESK)

    # --- leaders ---

    def _awaiting(self, case: case_pb2.Case) -> None:
        disputed = case.state == case_pb2.CASE_STATE_DISPUTED
        designation = None if disputed or case.decision.lead.name else case_pb2.Designation(lead="值班室")
        request = leader_pb.GiveInstructionRequest(instruction="请抓紧依法办理", designation=designation)
        self._later(2, 40, case.number, self.hotline.leaders.GiveInstruction, request, LEADER)

    # --- departments ---

    def _with_departments(self, case: case_pb2.Case) -> None:
        for assignment in case.assignments:
            if assignment.state == case_pb2.ASSIGNMENT_STATE_ISSUED:
                self._accept_or_object(case, assignment)
                return
        if self._disagrees(case):
            return
        helpers = [a for a in case.assignments if not a.leads and _owes(a)]
        if helpers:
            self._reply(case, helpers[0])
            return
        lead = next((a for a in case.assignments if a.leads and _owes(a)), None)
        if lead:
            self._reply(case, lead)

    def _disagrees(self, case: case_pb2.Case) -> bool:
        """Let a co-handler that is like that disagree with the lead, once; whether one does."""
        if case.state != case_pb2.CASE_STATE_IN_PROGRESS:
            return False
        if any(entry.act == "DISSENT" for entry in self.hotline.case(case.number, log=True).log):
            return False
        for assignment in case.assignments:
            if not assignment.leads and _owes(assignment) and self._temper(case, assignment) == "disagrees":
                request = department_pb.DissentRequest(
                    department=assignment.department, reason="与牵头单位意见不一致,认为不属协办事项"
                )
                self._later(4, 20, case.number, self.hotline.departments.Dissent, request, OFFICIAL)
                return True
        return False

    def _accept_or_object(self, case: case_pb2.Case, assignment: case_pb2.Assignment) -> None:
        temper = self._temper(case, assignment)
        emergency = case.state == case_pb2.CASE_STATE_RESPONDING
        if temper == "objects" and not emergency and len(case.assignments) < 3:
            objection = department_pb.SendBackAssignmentRequest(
                department=assignment.department, reason="不属本单位职责"
            )
            self._later(1, 6, case.number, self.hotline.departments.SendBackAssignment, objection, OFFICIAL)
            return
        acceptance = department_pb.AcceptAssignmentRequest(department=assignment.department)
        low, high = (0.05, 0.6) if emergency else (20, 40) if temper == "late" else (0.5, 4)
        accept = self.hotline.departments.AcceptAssignment
        self._later(low, high, case.number, accept, acceptance, OFFICIAL)

    def _reply(self, case: case_pb2.Case, assignment: case_pb2.Assignment) -> None:
        temper = self._temper(case, assignment)
        deadline = assignment.deadline.ToDatetime(UTC)
        real = self.real_replies.get(case.number)
        if real and case.state != case_pb2.CASE_STATE_RESPONDING:
            if real > deadline and self._may_ask(assignment) and self.chance.random() < 0.5:
                self._ask_extension(case, assignment, real)
                return
            at = real
        elif case.state == case_pb2.CASE_STATE_RESPONDING:
            at = self.clock.now + HOUR * self.chance.uniform(1, 8)
        elif assignment.state == case_pb2.ASSIGNMENT_STATE_RETURNED:
            at = self.clock.now + HOUR * self.chance.uniform(10, 60)
        elif temper == "late":
            at = deadline + HOUR * self.chance.uniform(20, 24 * 9)
        elif temper == "slow" and self._may_ask(assignment):
            self._ask_extension(case, assignment, deadline + timedelta(days=8))
            return
        else:
            at = self.clock.now + (deadline - self.clock.now) * self.chance.uniform(0.2, 0.9)
        careless = temper == "careless" and assignment.leads and not assignment.reworks and not real
        request = department_pb.SubmitReplyRequest(
            department=assignment.department,
            reply="已阅" if careless else "已到现场处理,问题已解决",
            missing_reason="协办单位意见已电话沟通",
        )
        self._at(at, lambda: self._do(case.number, self.hotline.departments.SubmitReply, request, OFFICIAL))

    def _ask_extension(self, case: case_pb2.Case, assignment: case_pb2.Assignment, until: datetime) -> None:
        days = min(30 - assignment.working_days, max(1, (until - assignment.deadline.ToDatetime(UTC)).days))
        asking = department_pb.AskExtensionRequest(
            department=assignment.department, working_days=days, reason="需多方协调,难度较大"
        )
        deciding = desk_pb.DecideExtensionRequest(
            department=assignment.department, consent=True, reason="情况属实,同意延期"
        )

        def ask() -> None:
            self._act(case.number, self.hotline.departments.AskExtension, asking, OFFICIAL)
            self._later(1, 6, case.number, self.hotline.desk.DecideExtension, deciding, DESK)

        self._at(assignment.deadline.ToDatetime(UTC) - timedelta(hours=20), ask)

    # --- the parts ---

    def _temper(self, case: case_pb2.Case, assignment: case_pb2.Assignment) -> str:
        """What a department is like with this case; with real answers only their times count."""
        if case.number in self.real_replies:
            return "prompt"
        return random.Random(f"{case.number}{assignment.department}").choice(TEMPERS)

    def _may_ask(self, assignment: case_pb2.Assignment) -> bool:
        before_the_end = self.clock.now < assignment.deadline.ToDatetime(UTC) - timedelta(hours=21)
        return not assignment.extensions and assignment.working_days < 30 and before_the_end


def _owes(assignment: case_pb2.Assignment) -> bool:
    return assignment.state in (case_pb2.ASSIGNMENT_STATE_ACCEPTED, case_pb2.ASSIGNMENT_STATE_RETURNED)


_PLANS: dict[case_pb2.CaseState.ValueType, Callable[[Month, case_pb2.Case], None]] = {
    case_pb2.CASE_STATE_REGISTERED: Month._registered,
    case_pb2.CASE_STATE_VERIFYING: Month._verifying,
    case_pb2.CASE_STATE_REFERRED: Month._referred,
    case_pb2.CASE_STATE_REPLIED: Month._replied,
    case_pb2.CASE_STATE_RESOLVED: Month._resolved,
    case_pb2.CASE_STATE_ANSWERED: Month._answered,
    case_pb2.CASE_STATE_AWAITING_INSTRUCTION: Month._awaiting,
    case_pb2.CASE_STATE_DISPUTED: Month._awaiting,
    case_pb2.CASE_STATE_ASSIGNED: Month._with_departments,
    case_pb2.CASE_STATE_IN_PROGRESS: Month._with_departments,
    case_pb2.CASE_STATE_RESPONDING: Month._with_departments,
    case_pb2.CASE_STATE_REWORKING: Month._with_departments,
}
