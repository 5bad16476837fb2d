"""Rpcs of the desk over departments: rulings, review, supervision, suspension, disclosure."""

from datetime import datetime

from hotline.v1 import desk_service_pb2 as pb

from hotline_server.api.desk.rpcs import Context, DeskRpcs
from hotline_server.api.fields import enum_value, optional_moment
from hotline_server.api.promises import terms_of
from hotline_server.api.requests import context_of, designation_of
from hotline_server.domain.acts import disclosure, referrals, review, supervision, suspension
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.parties import Actor
from hotline_server.security.access import Visibility
from hotline_server.security.view import View

_GRANTED = {pb.EXTENSION_DECISION_GRANTED: True, pb.EXTENSION_DECISION_REFUSED: False}
_UPHELD = {pb.OBJECTION_RULING_UPHELD: True, pb.OBJECTION_RULING_REFUSED: False}
_KEPT = {pb.PROMISE_RESULT_OPEN: None, pb.PROMISE_RESULT_KEPT: True, pb.PROMISE_RESULT_NOT_KEPT: False}
_ACCEPTED = {pb.REVIEW_RESULT_ACCEPTED: True, pb.REVIEW_RESULT_RETURNED: False}


class OversightRpcs(DeskRpcs):
    """Rpcs of the desk over departments: rulings, review, supervision, suspension, disclosure."""

    def RuleOnObjection(self, request: pb.RuleOnObjectionRequest, context: Context) -> pb.RuleOnObjectionResponse:
        upheld = enum_value("ruling", request.ruling, _UPHELD, pb.ObjectionRuling.Name)
        designation = designation_of(request.designation) if request.HasField("designation") else None
        target = context_of(request.context)
        if upheld:
            case = self.triage.uphold_objection(target, request.department, request.reason, designation)
        else:
            case = self.triage.refuse_objection(target, request.department, request.reason, designation)
        return pb.RuleOnObjectionResponse(case=self.messages.case(case))

    def DecideExtension(self, request: pb.DecideExtensionRequest, context: Context) -> pb.DecideExtensionResponse:
        granted = enum_value("decision", request.decision, _GRANTED, pb.ExtensionDecision.Name)
        case = self.act(
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

        return pb.ReviewReplyResponse(case=self.act(request.context, decide))

    def SuperviseAssignment(
        self, request: pb.SuperviseAssignmentRequest, context: Context
    ) -> pb.SuperviseAssignmentResponse:
        def supervise(file: CaseFile, actor: Actor, now: datetime) -> None:
            act = referrals.supervise if file.referred_to else supervision.supervise
            act(file, actor, now, request.department, request.reason, request.working_days)

        return pb.SuperviseAssignmentResponse(case=self.act(request.context, supervise))

    def WithdrawAssignment(
        self, request: pb.WithdrawAssignmentRequest, context: Context
    ) -> pb.WithdrawAssignmentResponse:
        case = self.act(
            request.context,
            lambda file, actor, now: review.withdraw(file, actor, now, request.department, request.reason),
        )
        return pb.WithdrawAssignmentResponse(case=case)

    def InvestigateOnSite(self, request: pb.InvestigateOnSiteRequest, context: Context) -> pb.InvestigateOnSiteResponse:
        self.case_acts.check_departments(request.departments, "departments")
        visit_at = optional_moment("visit_at", request)

        def investigate(file: CaseFile, actor: Actor, now: datetime) -> None:
            review.investigate_on_site(file, actor, now, request.departments, request.press, request.findings, visit_at)

        case = self.act(request.context, investigate)
        return pb.InvestigateOnSiteResponse(case=case)

    def RecordReferralResult(
        self, request: pb.RecordReferralResultRequest, context: Context
    ) -> pb.RecordReferralResultResponse:
        case = self.act(
            request.context, lambda file, actor, now: referrals.record_result(file, actor, now, request.result)
        )
        return pb.RecordReferralResultResponse(case=case)

    def SuspendCase(self, request: pb.SuspendCaseRequest, context: Context) -> pb.SuspendCaseResponse:
        given = request.promise if request.HasField("promise") else None
        if given and given.owner_department:
            self.case_acts.check_departments([given.owner_department], "promise.owner_department")

        def suspend(file: CaseFile, actor: Actor, now: datetime) -> None:
            promise = terms_of(given).promise(now, file.promise) if given else None
            suspension.suspend(file, actor, now, request.reason, promise)

        return pb.SuspendCaseResponse(case=self.act(request.context, suspend))

    def RefuseSuspension(self, request: pb.RefuseSuspensionRequest, context: Context) -> pb.RefuseSuspensionResponse:
        case = self.act(
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

        return pb.ReviewSuspensionResponse(case=self.act(request.context, review_promise))

    def DiscloseCaller(self, request: pb.DiscloseCallerRequest, context: Context) -> pb.DiscloseCallerResponse:
        case = self.act(
            request.context,
            lambda file, actor, now: disclosure.disclose(file, actor, now, request.department, request.reason),
        )
        return pb.DiscloseCallerResponse(case=case)

    def WithdrawDisclosure(
        self, request: pb.WithdrawDisclosureRequest, context: Context
    ) -> pb.WithdrawDisclosureResponse:
        case = self.act(
            request.context,
            lambda file, actor, now: disclosure.withdraw_disclosure(
                file, actor, now, request.department, request.reason
            ),
        )
        return pb.WithdrawDisclosureResponse(case=case)

    def ViewAsDepartment(self, request: pb.ViewAsDepartmentRequest, context: Context) -> pb.ViewAsDepartmentResponse:
        self.case_acts.check_departments([request.department], "department")
        case, log = self.queries.get(request.number), self.queries.log(request.number)
        view = View(Visibility.DEPARTMENT, request.department)
        return pb.ViewAsDepartmentResponse(case=self.messages.case(case, log, view))
