"""DeskService: the duty desk's acts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

import grpc
from hotline.v1 import act_pb2, case_pb2, desk_service_pb2_grpc
from hotline.v1 import desk_service_pb2 as pb

from hotline_server.api import wording
from hotline_server.api.feed import FeedReader, feed_start
from hotline_server.api.fields import enum_value, optional_moment
from hotline_server.api.messages import CaseMessages, end_reason_message
from hotline_server.api.promises import terms_of
from hotline_server.api.requests import answer_of, call_of, context_of, designation_of, survey_of
from hotline_server.api.streaming import Send, non_blocking, open_watch
from hotline_server.desk.cases.acts import CaseActs, Do
from hotline_server.desk.cases.joins import Joins
from hotline_server.desk.cases.later_words import LaterWords
from hotline_server.desk.cases.linkage import Linkage
from hotline_server.desk.cases.queries import CaseQueries
from hotline_server.desk.cases.splits import Matter, Splits
from hotline_server.desk.cases.triage import Triage
from hotline_server.desk.cases.watches import News, WatchHub
from hotline_server.domain.acts import (
    amendments,
    callbacks,
    callers,
    contacts,
    disclosure,
    exclusions,
    leaders,
    nuisance,
    records,
    referrals,
    review,
    supervision,
    suspension,
)
from hotline_server.domain.acts.lines import Acceptance, HandoverNotice
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.contacts import Notice
from hotline_server.domain.lifecycle.act import Act
from hotline_server.domain.parties import Actor, Role
from hotline_server.domain.texts import check_text
from hotline_server.ground.clock import Clock
from hotline_server.security.access import Visibility
from hotline_server.security.view import View, current_view

Context = grpc.ServicerContext

_VERIFIED = {pb.VERIFICATION_RESULT_CONFIRMED: True, pb.VERIFICATION_RESULT_FALSE_ALARM: False}
_GRANTED = {pb.EXTENSION_DECISION_GRANTED: True, pb.EXTENSION_DECISION_REFUSED: False}
_UPHELD = {pb.OBJECTION_RULING_UPHELD: True, pb.OBJECTION_RULING_REFUSED: False}
_END_GRANTED = {pb.END_DECISION_GRANTED: True, pb.END_DECISION_REFUSED: False}
_EXCLUDES = {pb.EXCLUSION_OPINION_EXCLUDE: True, pb.EXCLUSION_OPINION_REFUSE: False}
_EXCLUSION_ACTS = {
    pb.EXCLUSION_REVIEW_CONFIRMED: exclusions.confirm_exclusion,
    pb.EXCLUSION_REVIEW_SET_ASIDE: exclusions.set_exclusion_aside,
}
_APPEAL_UPHELD = {pb.APPEAL_RULING_UPHELD: True, pb.APPEAL_RULING_REFUSED: False}
_KEPT = {pb.PROMISE_RESULT_OPEN: None, pb.PROMISE_RESULT_KEPT: True, pb.PROMISE_RESULT_NOT_KEPT: False}
_ACCEPTED = {pb.REVIEW_RESULT_ACCEPTED: True, pb.REVIEW_RESULT_RETURNED: False}


@dataclass(frozen=True)
class DeskServicer(desk_service_pb2_grpc.DeskServiceServicer):
    """Servicer for DeskService."""

    case_acts: CaseActs
    triage: Triage
    joins: Joins
    splits: Splits
    linkage: Linkage
    queries: CaseQueries
    hub: WatchHub
    messages: CaseMessages
    clock: Clock
    later_words: LaterWords

    def AnswerDirectly(self, request: pb.AnswerDirectlyRequest, context: Context) -> pb.AnswerDirectlyResponse:
        answer = replace(answer_of(request.answer), at=optional_moment("answered_at", request))
        case = self.triage.answer_directly(context_of(request.context), answer, request.reason)
        return pb.AnswerDirectlyResponse(case=self.messages.case(case))

    def DeclineProposals(self, request: pb.DeclineProposalsRequest, context: Context) -> pb.DeclineProposalsResponse:
        reason = enum_value("reason", request.reason, wording.DECLINE_REASONS, pb.ProposalDeclineReason.Name)
        case = self.triage.decline_proposals(context_of(request.context), reason, request.remark)
        return pb.DeclineProposalsResponse(case=self.messages.case(case))

    def ReferCase(self, request: pb.ReferCaseRequest, context: Context) -> pb.ReferCaseResponse:
        case = self.triage.refer(context_of(request.context), request.department, request.reason)
        return pb.ReferCaseResponse(case=self.messages.case(case))

    def AssignCase(self, request: pb.AssignCaseRequest, context: Context) -> pb.AssignCaseResponse:
        means = enum_value("means", request.means, wording.ASSIGNMENT_MEANS, pb.AssignmentMeans.Name)
        case = self.triage.assign(
            context_of(request.context), designation_of(request.designation), request.reason, means
        )
        return pb.AssignCaseResponse(case=self.messages.case(case))

    def RerouteCase(self, request: pb.RerouteCaseRequest, context: Context) -> pb.RerouteCaseResponse:
        case = self.triage.reroute(context_of(request.context), designation_of(request.designation), request.reason)
        return pb.RerouteCaseResponse(case=self.messages.case(case))

    def RuleOnObjection(self, request: pb.RuleOnObjectionRequest, context: Context) -> pb.RuleOnObjectionResponse:
        upheld = enum_value("ruling", request.ruling, _UPHELD, pb.ObjectionRuling.Name)
        designation = designation_of(request.designation) if request.HasField("designation") else None
        target = context_of(request.context)
        if upheld:
            case = self.triage.uphold_objection(target, request.department, request.reason, designation)
        else:
            case = self.triage.refuse_objection(target, request.department, request.reason, designation)
        return pb.RuleOnObjectionResponse(case=self.messages.case(case))

    def EscalateCase(self, request: pb.EscalateCaseRequest, context: Context) -> pb.EscalateCaseResponse:
        check_text(request.reason, "reason")
        case = self._act(
            request.context,
            lambda file, actor, now: leaders.escalate(
                file, actor, now, request.reason, request.question, hold=request.hold
            ),
        )
        return pb.EscalateCaseResponse(case=case)

    def WithdrawQuestion(self, request: pb.WithdrawQuestionRequest, context: Context) -> pb.WithdrawQuestionResponse:
        case = self._act(
            request.context, lambda file, actor, now: leaders.withdraw_question(file, actor, now, request.reason)
        )
        return pb.WithdrawQuestionResponse(case=case)

    def EndCase(self, request: pb.EndCaseRequest, context: Context) -> pb.EndCaseResponse:
        told = answer_of(request.answer)
        answer = replace(told, policy="", supported=False, at=optional_moment("told_at", request))
        case = self.triage.end(context_of(request.context), request.reason_code, answer, request.remark)
        return pb.EndCaseResponse(case=self.messages.case(case))

    def DecideEnd(self, request: pb.DecideEndRequest, context: Context) -> pb.DecideEndResponse:
        granted = enum_value("decision", request.decision, _END_GRANTED, pb.EndDecision.Name)
        case = self.triage.decide_end(context_of(request.context), request.reason, granted=granted)
        return pb.DecideEndResponse(case=self.messages.case(case))

    def ListEndReasons(self, request: pb.ListEndReasonsRequest, context: Context) -> pb.ListEndReasonsResponse:
        reasons = self.triage.book().ends.values()
        return pb.ListEndReasonsResponse(reasons=map(end_reason_message, reasons))

    def HandOverCase(self, request: pb.HandOverCaseRequest, context: Context) -> pb.HandOverCaseResponse:
        notice = HandoverNotice(request.told, request.connected)
        target = context_of(request.context)
        told = request.record_number or request.accepted_by
        acceptance = Acceptance(request.record_number, request.accepted_by) if told else None
        case = self.linkage.hand_over(target, request.reason_code, request.line, notice, request.remark, acceptance)
        return pb.HandOverCaseResponse(case=self.messages.case(case))

    def GiveCaseBack(self, request: pb.GiveCaseBackRequest, context: Context) -> pb.GiveCaseBackResponse:
        notice = HandoverNotice(request.told, request.connected)
        case = self.linkage.give_back(context_of(request.context), request.reason, notice)
        return pb.GiveCaseBackResponse(case=self.messages.case(case))

    def RecallHandover(self, request: pb.RecallHandoverRequest, context: Context) -> pb.RecallHandoverResponse:
        case = self.linkage.recall(context_of(request.context), request.line, request.reason)
        return pb.RecallHandoverResponse(case=self.messages.case(case))

    def MarkNuisance(self, request: pb.MarkNuisanceRequest, context: Context) -> pb.MarkNuisanceResponse:
        case = self._act(
            request.context, lambda file, actor, now: nuisance.mark_nuisance(file, actor, now, request.reason)
        )
        return pb.MarkNuisanceResponse(case=case)

    def UnmarkNuisance(self, request: pb.UnmarkNuisanceRequest, context: Context) -> pb.UnmarkNuisanceResponse:
        case = self._act(
            request.context, lambda file, actor, now: nuisance.unmark_nuisance(file, actor, now, request.reason)
        )
        return pb.UnmarkNuisanceResponse(case=case)

    def RecordNotice(self, request: pb.RecordNoticeRequest, context: Context) -> pb.RecordNoticeResponse:
        told_at = optional_moment("told_at", request)

        def record(file: CaseFile, actor: Actor, now: datetime) -> None:
            notice = Notice(request.call_id, request.means, request.content, not request.not_reached, told_at)
            contacts.record_notice(file, actor, now, notice)

        return pb.RecordNoticeResponse(case=self._act(request.context, record))

    def LiftRecusal(self, request: pb.LiftRecusalRequest, context: Context) -> pb.LiftRecusalResponse:
        case = self.triage.lift_recusal(context_of(request.context), request.department, request.reason)
        return pb.LiftRecusalResponse(case=self.messages.case(case))

    def RaiseEmergency(self, request: pb.RaiseEmergencyRequest, context: Context) -> pb.RaiseEmergencyResponse:
        case = self.triage.raise_emergency(context_of(request.context), request.reason, request.danger_kind.strip())
        return pb.RaiseEmergencyResponse(case=self.messages.case(case))

    def VerifyEmergency(self, request: pb.VerifyEmergencyRequest, context: Context) -> pb.VerifyEmergencyResponse:
        case = self.triage.verify(
            context_of(request.context),
            designation_of(request.designation),
            request.findings,
            confirmed=enum_value("result", request.result, _VERIFIED, pb.VerificationResult.Name),
        )
        return pb.VerifyEmergencyResponse(case=self.messages.case(case))

    def DecideExtension(self, request: pb.DecideExtensionRequest, context: Context) -> pb.DecideExtensionResponse:
        granted = enum_value("decision", request.decision, _GRANTED, pb.ExtensionDecision.Name)
        case = self._act(
            request.context,
            lambda file, actor, now: review.decide_extension(
                file, actor, now, request.department, request.reason, consent=granted
            ),
        )
        return pb.DecideExtensionResponse(case=case)

    def ReviewReply(self, request: pb.ReviewReplyRequest, context: Context) -> pb.ReviewReplyResponse:
        accepted = enum_value("result", request.result, _ACCEPTED, pb.ReviewResult.Name)

        def decide(file: CaseFile, actor: Actor, now: datetime) -> None:
            if accepted:
                review.accept_reply(file, actor, now, request.requirements)
            else:
                review.return_for_rework(
                    file, actor, now, request.departments, request.requirements, request.working_days
                )

        return pb.ReviewReplyResponse(case=self._act(request.context, decide))

    def SuperviseAssignment(
        self, request: pb.SuperviseAssignmentRequest, context: Context
    ) -> pb.SuperviseAssignmentResponse:
        def supervise(file: CaseFile, actor: Actor, now: datetime) -> None:
            act = referrals.supervise if file.referred_to else supervision.supervise
            act(file, actor, now, request.department, request.reason, request.working_days)

        return pb.SuperviseAssignmentResponse(case=self._act(request.context, supervise))

    def DiscloseCaller(self, request: pb.DiscloseCallerRequest, context: Context) -> pb.DiscloseCallerResponse:
        case = self._act(
            request.context,
            lambda file, actor, now: disclosure.disclose(file, actor, now, request.department, request.reason),
        )
        return pb.DiscloseCallerResponse(case=case)

    def WithdrawDisclosure(
        self, request: pb.WithdrawDisclosureRequest, context: Context
    ) -> pb.WithdrawDisclosureResponse:
        case = self._act(
            request.context,
            lambda file, actor, now: disclosure.withdraw_disclosure(
                file, actor, now, request.department, request.reason
            ),
        )
        return pb.WithdrawDisclosureResponse(case=case)

    def ProposeExclusion(self, request: pb.ProposeExclusionRequest, context: Context) -> pb.ProposeExclusionResponse:
        exclude = enum_value("opinion", request.opinion, _EXCLUDES, pb.ExclusionOpinion.Name)
        case = self._act(
            request.context,
            lambda file, actor, now: exclusions.propose_exclusion(
                file, actor, now, request.department, request.reason, exclude=exclude
            ),
        )
        return pb.ProposeExclusionResponse(case=case)

    def ReviewExclusion(self, request: pb.ReviewExclusionRequest, context: Context) -> pb.ReviewExclusionResponse:
        act = enum_value("review", request.review, _EXCLUSION_ACTS, pb.ExclusionReview.Name)
        case = self._act(
            request.context,
            lambda file, actor, now: act(file, actor, now, request.department, request.reason),
        )
        return pb.ReviewExclusionResponse(case=case)

    def RuleOnAppeal(self, request: pb.RuleOnAppealRequest, context: Context) -> pb.RuleOnAppealResponse:
        upheld = enum_value("ruling", request.ruling, _APPEAL_UPHELD, pb.AppealRuling.Name)
        case = self._act(
            request.context,
            lambda file, actor, now: exclusions.rule_on_appeal(
                file, actor, now, request.department, request.reason, upheld=upheld
            ),
        )
        return pb.RuleOnAppealResponse(case=case)

    def RevokeExclusion(self, request: pb.RevokeExclusionRequest, context: Context) -> pb.RevokeExclusionResponse:
        case = self._act(
            request.context,
            lambda file, actor, now: exclusions.revoke_exclusion(file, actor, now, request.department, request.reason),
        )
        return pb.RevokeExclusionResponse(case=case)

    def ViewAsDepartment(self, request: pb.ViewAsDepartmentRequest, context: Context) -> pb.ViewAsDepartmentResponse:
        self.case_acts.check_departments([request.department], "department")
        case, log = self.queries.get(request.number), self.queries.log(request.number)
        view = View(Visibility.DEPARTMENT, request.department)
        return pb.ViewAsDepartmentResponse(case=self.messages.case(case, log, view))

    def SuspendCase(self, request: pb.SuspendCaseRequest, context: Context) -> pb.SuspendCaseResponse:
        given = request.promise if request.HasField("promise") else None
        if given and given.owner_department:
            self.case_acts.check_departments([given.owner_department], "promise.owner_department")

        def suspend(file: CaseFile, actor: Actor, now: datetime) -> None:
            promise = terms_of(given).promise(now, file.promise) if given else None
            suspension.suspend(file, actor, now, request.reason, promise)

        return pb.SuspendCaseResponse(case=self._act(request.context, suspend))

    def RefuseSuspension(self, request: pb.RefuseSuspensionRequest, context: Context) -> pb.RefuseSuspensionResponse:
        case = self._act(
            request.context,
            lambda file, actor, now: suspension.refuse_suspension(file, actor, now, request.reason),
        )
        return pb.RefuseSuspensionResponse(case=case)

    def ReviewSuspension(self, request: pb.ReviewSuspensionRequest, context: Context) -> pb.ReviewSuspensionResponse:
        kept = enum_value("result", request.result, _KEPT, pb.PromiseResult.Name)

        def review_promise(file: CaseFile, actor: Actor, now: datetime) -> None:
            if kept is None:
                suspension.review_suspension(file, actor, now, request.findings)
            else:
                suspension.end_suspension(file, actor, now, request.findings, kept=kept)

        return pb.ReviewSuspensionResponse(case=self._act(request.context, review_promise))

    def WithdrawAssignment(
        self, request: pb.WithdrawAssignmentRequest, context: Context
    ) -> pb.WithdrawAssignmentResponse:
        case = self._act(
            request.context,
            lambda file, actor, now: review.withdraw(file, actor, now, request.department, request.reason),
        )
        return pb.WithdrawAssignmentResponse(case=case)

    def InvestigateOnSite(self, request: pb.InvestigateOnSiteRequest, context: Context) -> pb.InvestigateOnSiteResponse:
        self.case_acts.check_departments(request.departments, "departments")
        visit_at = optional_moment("visit_at", request)

        def investigate(file: CaseFile, actor: Actor, now: datetime) -> None:
            review.investigate_on_site(file, actor, now, request.departments, request.press, request.findings, visit_at)

        case = self._act(request.context, investigate)
        return pb.InvestigateOnSiteResponse(case=case)

    def RecordReferralResult(
        self, request: pb.RecordReferralResultRequest, context: Context
    ) -> pb.RecordReferralResultResponse:
        case = self._act(
            request.context, lambda file, actor, now: referrals.record_result(file, actor, now, request.result)
        )
        return pb.RecordReferralResultResponse(case=case)

    def AnswerCaller(self, request: pb.AnswerCallerRequest, context: Context) -> pb.AnswerCallerResponse:
        noticed = pb.AnswerCallerResponse()

        def answer(file: CaseFile, actor: Actor, now: datetime) -> None:
            told = answer_of(request.answer)
            self.triage.check_answer(told)
            noticed.attempt_notice = callers.answer_caller(file, actor, now, told)

        case = self._act(request.context, answer)
        return pb.AnswerCallerResponse(case=case, attempt_notice=noticed.attempt_notice)

    def RecordSatisfaction(
        self, request: pb.RecordSatisfactionRequest, context: Context
    ) -> pb.RecordSatisfactionResponse:
        survey = survey_of(request.survey)
        noticed = pb.RecordSatisfactionResponse()

        def record(file: CaseFile, actor: Actor, now: datetime) -> None:
            noticed.attempt_notice = callbacks.record_satisfaction(
                file, actor, now, survey, request.remark, request.call_id
            )

        heeding = self.later_words.heeding(request.call_id, request.remark, record)
        case = self.case_acts.act(context_of(request.context), Role.DESK, heeding, call_id=request.call_id)
        return pb.RecordSatisfactionResponse(case=self.messages.case(case), attempt_notice=noticed.attempt_notice)

    def CloseCase(self, request: pb.CloseCaseRequest, context: Context) -> pb.CloseCaseResponse:
        case = self._act(request.context, lambda file, actor, now: records.close(file, actor, now, request.reason))
        return pb.CloseCaseResponse(case=case)

    def ArchiveCase(self, request: pb.ArchiveCaseRequest, context: Context) -> pb.ArchiveCaseResponse:
        case = self._act(request.context, lambda file, actor, now: records.archive(file, actor, now, request.reason))
        return pb.ArchiveCaseResponse(case=case)

    def FindSimilarCases(self, request: pb.FindSimilarCasesRequest, context: Context) -> pb.FindSimilarCasesResponse:
        similar = self.joins.similar(request.number, self.clock())
        return pb.FindSimilarCasesResponse(
            similar_cases=[pb.SimilarCase(case=self.messages.listed(item.case), reason=item.reason) for item in similar]
        )

    def JoinCases(self, request: pb.JoinCasesRequest, context: Context) -> pb.JoinCasesResponse:
        case = self.joins.join(context_of(request.context), request.into_number, request.reason)
        return pb.JoinCasesResponse(case=self.messages.case(case))

    def SeparateCase(self, request: pb.SeparateCaseRequest, context: Context) -> pb.SeparateCaseResponse:
        case = self.joins.separate(context_of(request.context), request.reason)
        return pb.SeparateCaseResponse(case=self.messages.case(case))

    def SplitCase(self, request: pb.SplitCaseRequest, context: Context) -> pb.SplitCaseResponse:
        designation = designation_of(request.designation) if request.HasField("designation") else None
        matter = Matter(call_of(request), tuple(request.call_ids), designation, request.attended)
        case = self.splits.split(context_of(request.context), matter, request.reason)
        return pb.SplitCaseResponse(case=self.messages.case(case))

    def KeepDecision(self, request: pb.KeepDecisionRequest, context: Context) -> pb.KeepDecisionResponse:
        case = self._act(
            request.context, lambda file, actor, now: amendments.keep_decision(file, actor, now, request.reason)
        )
        return pb.KeepDecisionResponse(case=case)

    @non_blocking
    def WatchDesk(self, request: pb.WatchDeskRequest, context: Context, send: Send) -> None:
        def prepare() -> tuple[int, Callable[[int], Sequence[News]]]:
            acts = {enum_value("acts", act, wording.ACTS, act_pb2.Act.Name) for act in request.acts}
            # An act may have several names in old logs.
            names = tuple(name for name, act in Act.__members__.items() if act in acts)
            start = feed_start(self.queries, request.after_position)
            respond = lambda entry: pb.WatchDeskResponse(entry=entry)  # noqa: E731
            feed = partial(self.queries.feed, department="", acts=names)
            reader = FeedReader(feed, self.queries.last_position, self.messages.masking, current_view(), send, respond)
            return start, reader.read

        open_watch(self.hub, context, send, prepare)

    def _act(self, context: case_pb2.ActContext, do: Do) -> case_pb2.Case:
        return self.messages.case(self.case_acts.act(context_of(context), Role.DESK, do))
