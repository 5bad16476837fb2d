"""Simulated duty desk and city leader."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from hotline.v1 import act_pb2, case_pb2
from hotline.v1 import caller_service_pb2 as caller_pb
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline.v1 import intake_service_pb2 as intake_pb
from hotline.v1 import leader_service_pb2 as leader_pb
from hotline_client import Hotline
from hotline_server.domain.contacts import BY_SMS
from hotline_server.rulebook.decision import DUTY_OFFICE

from demo.arrivals import Arrival
from demo.departments import CARELESS_REPLY, WORKING
from demo.owners import Owners
from demo.turns import Chance, Turn, by_day

DESK, LEADER = "李值班", "赵市长"
REACHED, RESOLVED = 0.95, 0.9
SATISFIED, SATISFIED_AFTER_DELAY = 0.92, 0.6
JUSTIFIED = 0.7
MEANS = (*["电话"] * 6, *["短信"] * 3, "书面")
# The first supervision or return that has not helped leads to a visit, later only one that has been repeated.
VISITED_AFTER_FIRST, VISITED_AFTER = 1, 2
TO_BE_SEEN = "查看问题为什么经督促仍未解决；请带办理情况和有关材料。"
FOUND = "现场查看，问题仍未解决；要求三日内处理到位，处理以前每天报告进展。"
NO_EMERGENCY = "经回拨核实，现场没有险情；如遇紧急情况，请随时来电"


@dataclass
class Desk:
    """Decides what the rule book leaves open, verifies emergencies, reviews replies, answers and surveys callers."""

    hotline: Hotline
    arrivals: Mapping[str, Arrival]
    owners: Owners
    chance: Chance
    _visits: dict[str, datetime] = field(default_factory=dict)
    _visited: set[str] = field(default_factory=set)
    _texted: set[int] = field(default_factory=set)

    def turn(self, case: case_pb2.Case, now: datetime) -> Turn | None:
        """Plan the desk's next act on a case; ``None`` if nothing is left to do."""
        return _TURNS[case.state](self, case, now)

    def _decide(self, case: case_pb2.Case, now: datetime) -> Turn:
        arrival = self.arrivals[case.number]
        if case.HasField("open_question"):
            return self._ask_back(case, now)
        if case.decision.proposals:
            return self._judge(case, now, declined=bool(arrival.owner or arrival.answer or arrival.false_alarm))
        at = now + self.chance.hours(0.1, 0.8)
        if arrival.false_alarm:
            return self._answer_directly(at, NO_EMERGENCY, arrival.false_alarm)
        if arrival.end:
            answer = case_pb2.Answer(means="书面", content=arrival.answer)
            end = desk_pb.EndCaseRequest(reason_code=arrival.end, answer=answer)
            return Turn(at, self.hotline.desk.EndCase, end, DESK)
        if arrival.answer:
            return self._answer_directly(at, arrival.answer, "不需要部门办理，值班室直接答复")
        choice = self.owners.choose(case, arrival.owner)
        request = desk_pb.AssignCaseRequest(
            designation=case_pb2.Designation(lead_department=choice.lead), reason=choice.reason
        )
        return Turn(at, self.hotline.desk.AssignCase, request, DESK)

    def _ask_back(self, case: case_pb2.Case, now: datetime) -> Turn:
        """Plan to ask the caller, who is on the phone, about the suspected danger."""
        false_alarm = self.arrivals[case.number].false_alarm
        answer = intake_pb.DANGER_ANSWER_DANGER if false_alarm else intake_pb.DANGER_ANSWER_NO_DANGER
        request = intake_pb.AnswerQuestionRequest(answer=answer, words="" if false_alarm else "没有危险")
        return Turn(now + self.chance.hours(0.002, 0.01), self._answer_question, request, case.call.operator or DESK)

    def _answer_question(self, request: intake_pb.AnswerQuestionRequest) -> intake_pb.AnswerQuestionResponse:
        context = request.context
        asked = case_pb2.Case(number=context.number, etag=context.etag)
        case = self.hotline.answer_question(asked, request.answer, request.words, actor=context.actor)
        return intake_pb.AnswerQuestionResponse(case=case)

    def _judge(self, case: case_pb2.Case, now: datetime, *, declined: bool) -> Turn:
        """Plan to answer by the first proposed policy, while the caller is on the phone, or to decline them all."""
        at, operator = now + self.chance.hours(0.02, 0.12), case.call.operator or DESK
        if declined:
            decline = desk_pb.DeclineProposalsRequest(reason=desk_pb.PROPOSAL_DECLINE_REASON_NOT_ASKED)
            return Turn(at, self.hotline.desk.DeclineProposals, decline, operator)
        policy = case.decision.proposals[0].policy
        answer = case_pb2.Answer(content=policy.answer, policy_id=policy.id)
        return Turn(at, self.hotline.desk.AnswerDirectly, desk_pb.AnswerDirectlyRequest(answer=answer), operator)

    def _answer_directly(self, at: datetime, content: str, reason: str) -> Turn:
        answer = case_pb2.Answer(means="电话", content=content)
        request = desk_pb.AnswerDirectlyRequest(answer=answer, reason=reason)
        return Turn(at, self.hotline.desk.AnswerDirectly, request, DESK)

    def _verify(self, case: case_pb2.Case, now: datetime) -> Turn:
        false_alarm = self.arrivals[case.number].false_alarm
        request = desk_pb.VerifyEmergencyRequest(
            result=desk_pb.VERIFICATION_RESULT_FALSE_ALARM if false_alarm else desk_pb.VERIFICATION_RESULT_CONFIRMED,
            findings=false_alarm or "回拨电话核实，情况属实",
        )
        return Turn(now + self.chance.hours(0.02, 0.3), self.hotline.desk.VerifyEmergency, request, DESK)

    def _record_referral(self, case: case_pb2.Case, now: datetime) -> Turn:
        request = desk_pb.RecordReferralResultRequest(result=f"{case.decision.lead_department.name}已为来电人办理")
        return Turn(by_day(now + self.chance.hours(24, 24 * 9)), self.hotline.desk.RecordReferralResult, request, DESK)

    def visit(self, case: case_pb2.Case, now: datetime) -> Turn | None:
        """Plan to go and see, with whoever handles a case, once, if pressing has not helped; ``None`` if it has.

        They are told of the visit first, at once.
        """
        working = [a for a in case.assignments if a.state in WORKING and a.department != DUTY_OFFICE]
        enough = VISITED_AFTER if self._visits else VISITED_AFTER_FIRST
        announced = self._visits.get(case.number)
        is_called_for = announced or any(a.supervision_count + a.rework_count >= enough for a in working)
        # Those who meet a danger are on the spot already.
        was_danger = case.decision.urgency == case_pb2.URGENCY_CRITICAL
        if case.number in self._visited or not working or not is_called_for or was_danger:
            return None
        at = announced or by_day(now + self.chance.hours(1, 4))
        request = desk_pb.InvestigateOnSiteRequest(
            departments=[a.department for a in working], findings=FOUND if announced else TO_BE_SEEN
        )
        request.visit_at.FromDatetime(at.replace(minute=at.minute // 30 * 30, second=0, microsecond=0))
        if announced:
            self._visited.add(case.number)
        self._visits[case.number] = at
        return Turn(max(now, at) if announced else now, self.hotline.desk.InvestigateOnSite, request, DESK)

    def rule_on_objection(self, case: case_pb2.Case, assignment: case_pb2.Assignment, now: datetime) -> Turn:
        """Plan to rule on a department's objection: whoever owns the matter leads."""
        choice = self.owners.choose(case, self.arrivals[case.number].owner)
        request = desk_pb.RuleOnObjectionRequest(department=assignment.department, reason=choice.reason)
        if assignment.leads and choice.lead == assignment.department:
            request.ruling = desk_pb.OBJECTION_RULING_REFUSED
        else:
            request.ruling = desk_pb.OBJECTION_RULING_UPHELD
            if assignment.leads:
                request.designation.lead_department = choice.lead
        return Turn(by_day(now + self.chance.hours(0.5, 3)), self.hotline.desk.RuleOnObjection, request, DESK)

    def decide_extension(self, assignment: case_pb2.Assignment, now: datetime) -> Turn:
        """Plan to grant the extension a department has requested."""
        request = desk_pb.DecideExtensionRequest(
            department=assignment.department, decision=desk_pb.EXTENSION_DECISION_GRANTED, reason="情况属实，同意延期"
        )
        return Turn(now + self.chance.hours(1, 6), self.hotline.desk.DecideExtension, request, DESK)

    def _review(self, case: case_pb2.Case, now: datetime) -> Turn:
        reply = next(a for a in case.assignments if a.leads and a.state == case_pb2.ASSIGNMENT_STATE_REPLIED).reply
        careless = reply == CARELESS_REPLY
        requirements = "请写明调查情况和处理结果，附现场照片" if careless else ""
        result = desk_pb.REVIEW_RESULT_RETURNED if careless else desk_pb.REVIEW_RESULT_ACCEPTED
        request = desk_pb.ReviewReplyRequest(result=result, requirements=requirements)
        return Turn(by_day(now + self.chance.hours(2, 20)), self.hotline.desk.ReviewReply, request, DESK)

    def _answer(self, case: case_pb2.Case, now: datetime) -> Turn:
        waiting = next(caller for caller in case.callers if not caller.answered)
        reached = self.chance.happens(REACHED)
        answer = case_pb2.Answer(
            call_id=waiting.call_id,
            means=self._means(case, waiting.call_id) if reached else "",
            content=_result(case) if reached else "拨打电话，无人接听",
            result=case_pb2.ANSWER_RESULT_ANSWERED if reached else case_pb2.ANSWER_RESULT_NOT_REACHED,
        )
        request = desk_pb.AnswerCallerRequest(answer=answer)
        return Turn(by_day(now + self.chance.hours(2, 20)), self.hotline.desk.AnswerCaller, request, DESK)

    def _means(self, case: case_pb2.Case, call_id: int) -> str:
        """Choose the means of an answer: as the caller of the case wishes; who was asked by SMS to call does (R8.3)."""
        if call_id in self._texted:
            return "来电"
        means = random.Random(case.number).choice(MEANS)
        if means == BY_SMS:
            self._texted.add(call_id)
        return means

    def _call_back(self, case: case_pb2.Case, now: datetime) -> Turn | None:
        """Plan to ask the next caller who is to be called back; ``None`` if there is none."""
        due = (caller for caller in case.callers if caller.callback == case_pb2.CALLBACK_STATE_DUE)
        caller = next(due, None)
        if caller is None:
            return None
        delayed = any(assignment.supervision_count or assignment.rework_count for assignment in case.assignments)
        survey = case_pb2.SatisfactionSurvey(
            contact=case_pb2.CONTACT_RESULT_REACHED,
            responded=case_pb2.SURVEY_ANSWER_YES,
            resolved=_said(self.chance.happens(RESOLVED)),
            satisfied=_said(self.chance.happens(SATISFIED_AFTER_DELAY if delayed else SATISFIED)),
        )
        request = desk_pb.RecordSatisfactionRequest(survey=survey, call_id=caller.call_id)
        return Turn(by_day(now + self.chance.hours(12, 40)), self.hotline.desk.RecordSatisfaction, request, DESK)

    def _judge_callback(self, case: case_pb2.Case, now: datetime) -> Turn:
        """Plan to have a dissatisfied caller's matter handled again, if it may be, or to explain the result."""
        again = any(one.act == act_pb2.ACT_HANDLE_AGAIN and one.allowed for one in case.allowed_acts)
        if again and self.chance.happens(JUSTIFIED):
            request = caller_pb.JudgeCallbackRequest(
                measure=caller_pb.CALLBACK_MEASURE_SECOND_HANDLING, reason="来电人反映问题没有解决，请再到现场处理"
            )
        else:
            request = caller_pb.JudgeCallbackRequest(
                measure=caller_pb.CALLBACK_MEASURE_EXPLANATION,
                reason="已经依规办理",
                means="电话",
                wording="您反映的事项已经依规办理，承办单位的处理符合规定，原因已向您说明",
            )
        return Turn(by_day(now + self.chance.hours(2, 6)), self.hotline.callers.JudgeCallback, request, DESK)


def _result(case: case_pb2.Case) -> str:
    """Return what a caller is told came of it: the reply of whoever leads."""
    replied = next((a for a in reversed(case.assignments) if a.leads and a.reply), None)
    if replied is None:
        return f"您反映的事项由{case.decision.lead_department.name or DUTY_OFFICE}办理，现已办妥。"
    return f"您反映的事项由{replied.department}办理：{replied.reply}。"


def _said(yes: bool) -> case_pb2.SurveyAnswer.ValueType:  # noqa: FBT001 - what a caller says
    return case_pb2.SURVEY_ANSWER_YES if yes else case_pb2.SURVEY_ANSWER_NO


_TURNS: Mapping[case_pb2.CaseState.ValueType, Callable[[Desk, case_pb2.Case, datetime], Turn | None]] = {
    case_pb2.CASE_STATE_REGISTERED: Desk._decide,
    case_pb2.CASE_STATE_VERIFYING: Desk._verify,
    case_pb2.CASE_STATE_REFERRED: Desk._record_referral,
    case_pb2.CASE_STATE_REPLIED: Desk._review,
    case_pb2.CASE_STATE_RESOLVED: Desk._answer,
    case_pb2.CASE_STATE_ANSWERED: Desk._call_back,
    case_pb2.CASE_STATE_CALLBACK_REVIEW: Desk._judge_callback,
}
DESK_STATES = frozenset(_TURNS)


@dataclass(frozen=True)
class Leader:
    """Gives instructions on reported cases, and rules on disagreements between departments."""

    hotline: Hotline
    arrivals: Mapping[str, Arrival]
    owners: Owners
    chance: Chance

    def turn(self, case: case_pb2.Case, now: datetime) -> Turn:
        """Plan the leader's instruction."""
        disputed = case.state == case_pb2.CASE_STATE_DISPUTED
        designation = None
        if not disputed and not case.decision.lead_department.name:
            choice = self.owners.choose(case, self.arrivals[case.number].owner)
            designation = case_pb2.Designation(lead_department=choice.lead)
        request = leader_pb.GiveInstructionRequest(
            instruction="仍按原分工办理，各负其责" if disputed else "请抓紧依法办理，及时答复群众",
            designation=designation,
        )
        return Turn(by_day(now + self.chance.hours(2, 40)), self.hotline.leaders.GiveInstruction, request, LEADER)
