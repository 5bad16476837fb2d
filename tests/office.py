"""The parties who act on cases, each through its own service, for concise tests."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from google.protobuf.timestamp_pb2 import Timestamp
from hotline.v1 import caller_service_pb2 as caller_pb
from hotline.v1 import case_pb2
from hotline.v1 import delegation_service_pb2 as delegation_pb
from hotline.v1 import department_service_pb2 as department_pb
from hotline.v1 import desk_service_pb2 as desk_pb
from hotline.v1 import intake_service_pb2 as intake_pb
from hotline.v1 import leader_service_pb2 as leader_pb
from hotline_client import Hotline
from hotline_server.api.wording import ACTS, owner_word
from hotline_server.ground.clock import CITY
from hotline_server.runtime.server import RunningServer

from tests.hotline import SetClock, a_call

TAXI = "交通运输局"
SMOKE = "楼下烧烤店油烟太大,环保局也没来,投诉"


def designation(lead: str = "", *cohandlers: str, days: int = 0, may_answer: bool = False) -> case_pb2.Designation:
    return case_pb2.Designation(
        lead_department=lead, cohandlers=cohandlers, deadline_working_days=days, may_answer=may_answer
    )


def answer(content: str = "已经解决", **fields: object) -> case_pb2.Answer:
    return case_pb2.Answer(**{"means": "电话", "content": content} | fields)  # type: ignore[arg-type]


YES, NO = case_pb2.SURVEY_ANSWER_YES, case_pb2.SURVEY_ANSWER_NO


def survey(
    responded: case_pb2.SurveyAnswer.ValueType = YES,
    resolved: case_pb2.SurveyAnswer.ValueType = YES,
    satisfied: case_pb2.SurveyAnswer.ValueType = YES,
) -> case_pb2.SatisfactionSurvey:
    """Build the survey answers of a caller who was reached."""
    reached = case_pb2.CONTACT_RESULT_REACHED
    return case_pb2.SatisfactionSurvey(contact=reached, responded=responded, resolved=resolved, satisfied=satisfied)


def in_city(moment: Timestamp) -> str:
    local: datetime = moment.ToDatetime(CITY)
    return f"{local:%m-%d %H:%M}"


@dataclass
class Office:
    """Parties of the hotline. Every act uses the latest etag."""

    hotline: Hotline
    server: RunningServer
    clock: SetClock

    def context(self, number: str, actor: str = "李值班") -> case_pb2.ActContext:
        return case_pb2.ActContext(number=number, etag=self.hotline.case(number).etag, actor=actor)

    def call(self, content: str = "投诉出租车拒载还乱要价", **fields: object) -> str:
        return self.hotline.register(a_call(content, **fields)).number

    def register_harmless(self, call: case_pb2.Call, words: str) -> str:
        """Register a call in which nobody is in danger: its caller says so if asked, the desk finds so if not."""
        case = self.hotline.register(call)
        if case.HasField("open_question"):
            self.hotline.answer_question(case, intake_pb.DANGER_ANSWER_NO_DANGER, words, actor="0712")
        elif case.state == case_pb2.CASE_STATE_VERIFYING:
            self.verify(case.number, confirmed=False)
        return case.number

    def case(self, number: str) -> case_pb2.Case:
        return self.hotline.case(number, log=True)

    def acts(self, number: str) -> list[str]:
        """Return the names of the acts on a case."""
        return [ACTS[entry.act].name for entry in self.case(number).log]

    def owner(self, number: str) -> str:
        """Return the name of the party that must act next on a case."""
        return owner_word(self.hotline.case(number).owner)

    def round(self) -> int:
        return self.server.desk.watchman.round()

    def assignment(self, number: str, department: str) -> case_pb2.Assignment:
        return [a for a in self.hotline.case(number).assignments if a.department == department][-1]

    def resolve(self, number: str, department: str = TAXI) -> None:
        """Let a department handle a case, and the desk accept its reply."""
        self.accept(number, department)
        self.reply(number, department)
        self.review(number)

    # --- the desk ---

    def assign(self, number: str, to: case_pb2.Designation, reason: str = "应由它办理") -> case_pb2.Case:
        request = desk_pb.AssignCaseRequest(context=self.context(number), designation=to, reason=reason)
        return self.hotline.desk.AssignCase(request).case

    def answer_directly(
        self, number: str, content: str = "照政策答复了", reason: str = "", **fields: object
    ) -> case_pb2.Case:
        """Answer at once, by the first proposed policy unless another is named."""
        proposals = self.hotline.case(number).decision.proposals
        fields = {"policy_id": proposals[0].policy.id if proposals else ""} | fields
        request = desk_pb.AnswerDirectlyRequest(
            context=self.context(number), answer=answer(content, **fields), reason=reason
        )
        return self.hotline.desk.AnswerDirectly(request).case

    def answered(self, content: str = "请问租房怎么提取公积金", **fields: object) -> str:
        """Take a call whose proposed answer is confirmed at once."""
        number = self.call(content, **fields)
        self.answer_directly(number)
        return number

    def closed(self) -> str:
        """Take a call whose matter is resolved, and close its case once the caller was answered and asked."""
        number = self.call()
        self.resolve(number)
        self.answer(number)
        self.survey(number, survey())
        self.close(number)
        return number

    def decline(
        self,
        number: str,
        reason: desk_pb.ProposalDeclineReason.ValueType = desk_pb.PROPOSAL_DECLINE_REASON_NOT_ASKED,
        remark: str = "",
    ) -> case_pb2.Case:
        request = desk_pb.DeclineProposalsRequest(context=self.context(number), reason=reason, remark=remark)
        return self.hotline.desk.DeclineProposals(request).case

    def verify(self, number: str, *, confirmed: bool) -> case_pb2.Case:
        result = desk_pb.VERIFICATION_RESULT_CONFIRMED if confirmed else desk_pb.VERIFICATION_RESULT_FALSE_ALARM
        request = desk_pb.VerifyEmergencyRequest(context=self.context(number), result=result, findings="打电话核实过")
        return self.hotline.desk.VerifyEmergency(request).case

    def review(self, number: str, requirements: str = "", *cohandlers: str, days: int = 0) -> case_pb2.Case:
        """Accept the reply; or, where requirements are given, return it."""
        request = desk_pb.ReviewReplyRequest(
            context=self.context(number),
            result=desk_pb.REVIEW_RESULT_RETURNED if requirements else desk_pb.REVIEW_RESULT_ACCEPTED,
            requirements=requirements,
            departments=cohandlers,
            working_days=days,
        )
        return self.hotline.desk.ReviewReply(request).case

    def reroute(self, number: str, to: case_pb2.Designation, reason: str = "应由别的单位办") -> case_pb2.Case:
        request = desk_pb.RerouteCaseRequest(context=self.context(number), designation=to, reason=reason)
        return self.hotline.desk.RerouteCase(request).case

    def rule_on_objection(
        self, number: str, department: str = TAXI, to: case_pb2.Designation | None = None, *, upheld: bool
    ) -> case_pb2.Case:
        ruling = desk_pb.OBJECTION_RULING_UPHELD if upheld else desk_pb.OBJECTION_RULING_REFUSED
        request = desk_pb.RuleOnObjectionRequest(
            context=self.context(number), department=department, ruling=ruling, reason="看过三定规定", designation=to
        )
        return self.hotline.desk.RuleOnObjection(request).case

    def extension(self, number: str, department: str, *, consent: bool) -> case_pb2.Case:
        decision = desk_pb.EXTENSION_DECISION_GRANTED if consent else desk_pb.EXTENSION_DECISION_REFUSED
        request = desk_pb.DecideExtensionRequest(
            context=self.context(number), department=department, decision=decision, reason="研究过"
        )
        return self.hotline.desk.DecideExtension(request).case

    def answer(self, number: str, given: case_pb2.Answer | None = None) -> case_pb2.Case:
        request = desk_pb.AnswerCallerRequest(context=self.context(number), answer=given or answer())
        return self.hotline.desk.AnswerCaller(request).case

    def survey(
        self, number: str, said: case_pb2.SatisfactionSurvey, remark: str = "", call_id: int = 0
    ) -> case_pb2.Case:
        request = desk_pb.RecordSatisfactionRequest(
            context=self.context(number), survey=said, remark=remark, call_id=call_id
        )
        return self.hotline.desk.RecordSatisfaction(request).case

    def call_back(self, number: str) -> None:
        """Call everybody back who is to be called; nobody wants to be asked."""
        declined = case_pb2.SatisfactionSurvey(contact=case_pb2.CONTACT_RESULT_DECLINED)
        for caller in self.hotline.case(number).callers:
            if caller.callback == case_pb2.CALLBACK_STATE_DUE:
                self.survey(number, declined, call_id=caller.call_id)

    def judge(
        self, number: str, measure: caller_pb.CallbackMeasure.ValueType, reason: str = "来电人说的属实", **fields: Any
    ) -> case_pb2.Case:
        request = caller_pb.JudgeCallbackRequest(context=self.context(number), measure=measure, reason=reason, **fields)
        return self.hotline.callers.JudgeCallback(request).case

    def close(self, number: str) -> case_pb2.Case:
        """Close a case, once its callers have been called back."""
        self.call_back(number)
        return self.hotline.desk.CloseCase(desk_pb.CloseCaseRequest(context=self.context(number))).case

    def archive(self, number: str) -> case_pb2.Case:
        """Archive a closed case, once its callers may no longer have it reopened (R8.7)."""
        self.clock.now = max(self.clock.now, self.case(number).reopen_before.ToDatetime(UTC))
        return self.hotline.desk.ArchiveCase(
            desk_pb.ArchiveCaseRequest(context=self.context(number), reason="已办结")
        ).case

    # --- departments ---

    def accept(self, number: str, department: str = TAXI) -> case_pb2.Case:
        request = department_pb.AcceptAssignmentRequest(context=self.context(number, "王科长"), department=department)
        return self.hotline.departments.AcceptAssignment(request).case

    def tell_caller(self, number: str) -> case_pb2.Case:
        """Record that the only caller was told who handles the matter (R2.3)."""
        request = desk_pb.RecordNoticeRequest(context=self.context(number), means="电话", content="已转交承办单位办理")
        return self.hotline.desk.RecordNotice(request).case

    def object(self, number: str, department: str = TAXI, reason: str = "不归我们管") -> case_pb2.Case:
        request = department_pb.ObjectToAssignmentRequest(
            context=self.context(number, "王科长"), department=department, reason=reason, legal_basis="三定规定第四条"
        )
        return self.hotline.departments.ObjectToAssignment(request).case

    def send_back(self, number: str, department: str = TAXI, reason: str = "不归我们管") -> case_pb2.Case:
        """Object to an assignment with success."""
        self.object(number, department, reason)
        return self.rule_on_objection(number, department, upheld=True)

    def ask_extension(self, number: str, days: int, department: str = TAXI) -> case_pb2.Case:
        request = department_pb.AskExtensionRequest(
            context=self.context(number, "王科长"), department=department, working_days=days, reason="难度大"
        )
        return self.hotline.departments.AskExtension(request).case

    def progress(self, number: str, department: str = TAXI) -> case_pb2.Case:
        request = department_pb.SubmitProgressRequest(
            context=self.context(number, "王科长"), department=department, progress="已到现场"
        )
        return self.hotline.departments.SubmitProgress(request).case

    def dissent(self, number: str, department: str = TAXI) -> case_pb2.Case:
        request = department_pb.DissentRequest(
            context=self.context(number, "王科长"), department=department, reason="应由公安处理"
        )
        return self.hotline.departments.Dissent(request).case

    def reply(self, number: str, department: str = TAXI, text: str = "已处罚司机", missing: str = "") -> case_pb2.Case:
        request = department_pb.SubmitReplyRequest(
            context=self.context(number, "王科长"), department=department, reply=text, missing_reason=missing
        )
        return self.hotline.departments.SubmitReply(request).case

    def delegate(
        self, number: str, *units: str, department: str = TAXI, limit: case_pb2.TimeLimit | None = None
    ) -> case_pb2.Case:
        request = delegation_pb.DelegateAssignmentRequest(
            context=self.context(number, "王科长"),
            department=department,
            units=units,
            reason="请核实处理",
            time_limit=limit,
        )
        return self.hotline.delegation.DelegateAssignment(request).case

    def report_result(self, number: str, department: str, result: str = "已经办好") -> case_pb2.Case:
        request = department_pb.ReportReferralResultRequest(
            context=self.context(number, "王科长"), department=department, result=result
        )
        return self.hotline.departments.ReportReferralResult(request).case

    # --- leaders ---

    def instruct(self, number: str, to: case_pb2.Designation | None = None) -> case_pb2.Case:
        request = leader_pb.GiveInstructionRequest(
            context=self.context(number, "赵市长"), instruction="请抓紧办理", designation=to
        )
        return self.hotline.leaders.GiveInstruction(request).case
