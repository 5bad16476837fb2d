"""Rpcs of exclusions from assessment."""

from hotline.v1 import desk_service_pb2 as pb

from hotline_server.api.desk.rpcs import Context, DeskRpcs
from hotline_server.api.fields import enum_value
from hotline_server.domain.acts import exclusions

_EXCLUDES = {pb.EXCLUSION_OPINION_EXCLUDE: True, pb.EXCLUSION_OPINION_REFUSE: False}
_EXCLUSION_ACTS = {
    pb.EXCLUSION_REVIEW_CONFIRMED: exclusions.confirm_exclusion,
    pb.EXCLUSION_REVIEW_SET_ASIDE: exclusions.set_exclusion_aside,
}
_APPEAL_UPHELD = {pb.APPEAL_RULING_UPHELD: True, pb.APPEAL_RULING_REFUSED: False}


class AssessmentRpcs(DeskRpcs):
    """Rpcs of exclusions from assessment."""

    def ProposeExclusion(self, request: pb.ProposeExclusionRequest, context: Context) -> pb.ProposeExclusionResponse:
        exclude = enum_value("opinion", request.opinion, _EXCLUDES, pb.ExclusionOpinion.Name)
        case = self.act(
            request.context,
            lambda file, actor, now: exclusions.propose_exclusion(
                file, actor, now, request.department, request.reason, exclude=exclude
            ),
        )
        return pb.ProposeExclusionResponse(case=case)

    def ReviewExclusion(self, request: pb.ReviewExclusionRequest, context: Context) -> pb.ReviewExclusionResponse:
        act = enum_value("review", request.review, _EXCLUSION_ACTS, pb.ExclusionReview.Name)
        case = self.act(
            request.context,
            lambda file, actor, now: act(file, actor, now, request.department, request.reason),
        )
        return pb.ReviewExclusionResponse(case=case)

    def RuleOnAppeal(self, request: pb.RuleOnAppealRequest, context: Context) -> pb.RuleOnAppealResponse:
        upheld = enum_value("ruling", request.ruling, _APPEAL_UPHELD, pb.AppealRuling.Name)
        case = self.act(
            request.context,
            lambda file, actor, now: exclusions.rule_on_appeal(
                file, actor, now, request.department, request.reason, upheld=upheld
            ),
        )
        return pb.RuleOnAppealResponse(case=case)

    def RevokeExclusion(self, request: pb.RevokeExclusionRequest, context: Context) -> pb.RevokeExclusionResponse:
        case = self.act(
            request.context,
            lambda file, actor, now: exclusions.revoke_exclusion(file, actor, now, request.department, request.reason),
        )
        return pb.RevokeExclusionResponse(case=case)
