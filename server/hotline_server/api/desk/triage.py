"""Rpcs of triage: what becomes of a case, and of a danger."""

from dataclasses import replace

from hotline.v1 import desk_service_pb2 as pb

from hotline_server.api import wording
from hotline_server.api.desk.rpcs import Context, DeskRpcs
from hotline_server.api.fields import enum_value, optional_moment
from hotline_server.api.messages import end_reason_message
from hotline_server.api.requests import answer_of, context_of, designation_of
from hotline_server.domain.acts import amendments, leaders, nuisance
from hotline_server.domain.texts import check_text

_VERIFIED = {pb.VERIFICATION_RESULT_CONFIRMED: True, pb.VERIFICATION_RESULT_FALSE_ALARM: False}
_END_GRANTED = {pb.END_DECISION_GRANTED: True, pb.END_DECISION_REFUSED: False}


class TriageRpcs(DeskRpcs):
    """Rpcs of triage: what becomes of a case, and of a danger."""

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

    def EscalateCase(self, request: pb.EscalateCaseRequest, context: Context) -> pb.EscalateCaseResponse:
        check_text(request.reason, "reason")
        case = self.act(
            request.context,
            lambda file, actor, now: leaders.escalate(
                file, actor, now, request.reason, request.question, hold=request.hold
            ),
        )
        return pb.EscalateCaseResponse(case=case)

    def WithdrawQuestion(self, request: pb.WithdrawQuestionRequest, context: Context) -> pb.WithdrawQuestionResponse:
        case = self.act(
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

    def KeepDecision(self, request: pb.KeepDecisionRequest, context: Context) -> pb.KeepDecisionResponse:
        case = self.act(
            request.context, lambda file, actor, now: amendments.keep_decision(file, actor, now, request.reason)
        )
        return pb.KeepDecisionResponse(case=case)

    def LiftRecusal(self, request: pb.LiftRecusalRequest, context: Context) -> pb.LiftRecusalResponse:
        case = self.triage.lift_recusal(context_of(request.context), request.department, request.reason)
        return pb.LiftRecusalResponse(case=self.messages.case(case))

    def MarkNuisance(self, request: pb.MarkNuisanceRequest, context: Context) -> pb.MarkNuisanceResponse:
        case = self.act(
            request.context, lambda file, actor, now: nuisance.mark_nuisance(file, actor, now, request.reason)
        )
        return pb.MarkNuisanceResponse(case=case)

    def UnmarkNuisance(self, request: pb.UnmarkNuisanceRequest, context: Context) -> pb.UnmarkNuisanceResponse:
        case = self.act(
            request.context, lambda file, actor, now: nuisance.unmark_nuisance(file, actor, now, request.reason)
        )
        return pb.UnmarkNuisanceResponse(case=case)
