"""InquiryService and PolicyService: looked up while a caller waits."""

from dataclasses import dataclass

import grpc
from hotline.v1 import (
    inquiry_service_pb2,
    inquiry_service_pb2_grpc,
    policy_service_pb2,
    policy_service_pb2_grpc,
)

from hotline_server.api.messages import policy_message
from hotline_server.desk.cases.inquiry import Inquiry
from hotline_server.desk.rule_books.policies import Policies
from hotline_server.rulebook.policy_search import PolicyMatch

Context = grpc.ServicerContext


@dataclass(frozen=True)
class InquiryServicer(inquiry_service_pb2_grpc.InquiryServiceServicer):
    """Servicer for InquiryService."""

    inquiry: Inquiry

    def DescribeCase(
        self, request: inquiry_service_pb2.DescribeCaseRequest, context: Context
    ) -> inquiry_service_pb2.DescribeCaseResponse:
        spoken = self.inquiry.about(request.number, request.phone)
        return inquiry_service_pb2.DescribeCaseResponse(spoken=spoken)

    def DescribeCasesOfCaller(
        self, request: inquiry_service_pb2.DescribeCasesOfCallerRequest, context: Context
    ) -> inquiry_service_pb2.DescribeCasesOfCallerResponse:
        spoken = self.inquiry.of_caller(request.phone)
        return inquiry_service_pb2.DescribeCasesOfCallerResponse(spoken=spoken)


@dataclass(frozen=True)
class PolicyServicer(policy_service_pb2_grpc.PolicyServiceServicer):
    """Servicer for PolicyService."""

    policies: Policies

    def SearchPolicies(
        self, request: policy_service_pb2.SearchPoliciesRequest, context: Context
    ) -> policy_service_pb2.SearchPoliciesResponse:
        found = self.policies.search(request.query, request.limit, include_expired=request.include_expired)
        return policy_service_pb2.SearchPoliciesResponse(policies=[_found(item) for item in found])

    def GetPolicy(
        self, request: policy_service_pb2.GetPolicyRequest, context: Context
    ) -> policy_service_pb2.GetPolicyResponse:
        return policy_service_pb2.GetPolicyResponse(policy=_found(PolicyMatch(self.policies.get(request.id), 0.0)))


def _found(item: PolicyMatch) -> policy_service_pb2.FoundPolicy:
    policy = item.policy
    return policy_service_pb2.FoundPolicy(
        policy=policy_message(policy),
        valid_from=policy.valid_from.isoformat() if policy.valid_from else "",
        valid_until=policy.valid_until.isoformat() if policy.valid_until else "",
        owner_department=policy.owner,
        review_by=policy.review_by.isoformat() if policy.review_by else "",
        score=item.score,
    )
