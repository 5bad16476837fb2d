"""InquiryService, DirectoryService and PolicyService: reference data."""

from collections.abc import Callable
from dataclasses import dataclass

import grpc
from hotline.v1 import (
    directory_service_pb2,
    directory_service_pb2_grpc,
    inquiry_service_pb2,
    inquiry_service_pb2_grpc,
    policy_service_pb2,
    policy_service_pb2_grpc,
)

from hotline_server.api.messages import policy_message
from hotline_server.desk.cases.inquiry import Inquiry
from hotline_server.desk.directory.working_calendar import Holidays
from hotline_server.desk.rule_books.policies import Policies
from hotline_server.domain.directory import Directory
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.rulebook.book import RuleBook
from hotline_server.rulebook.policy_search import PolicyMatch
from hotline_server.security.identity import current_identity

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
class DirectoryServicer(directory_service_pb2_grpc.DirectoryServiceServicer):
    """Servicer for DirectoryService."""

    directory: Directory
    book: Callable[[], RuleBook]
    holidays: Holidays

    def ListDepartments(
        self, request: directory_service_pb2.ListDepartmentsRequest, context: Context
    ) -> directory_service_pb2.ListDepartmentsResponse:
        district = self.directory.districts.get(request.district, "")
        if request.district and not district:
            raise InvalidFieldsError([FieldViolation("district", "目录里没有这个区县")])
        duties = self.book().matters_by_lead(self.directory.district_names)
        return directory_service_pb2.ListDepartmentsResponse(
            departments=[
                directory_service_pb2.Department(
                    name=name,
                    district=self.directory.district_of(name),
                    phone=phone,
                    duties=duties.get(name, ()),
                )
                for name, phone in self.directory.phones.items()
                if not district or self.directory.district_of(name) == district
            ]
        )

    def ListDistricts(
        self, request: directory_service_pb2.ListDistrictsRequest, context: Context
    ) -> directory_service_pb2.ListDistrictsResponse:
        return directory_service_pb2.ListDistrictsResponse(
            districts=[
                directory_service_pb2.District(
                    name=name,
                    codes=[code for code, other in self.directory.districts.items() if other == name != code],
                )
                for name in self.directory.district_names
            ]
        )

    def ListHolidays(
        self, request: directory_service_pb2.ListHolidaysRequest, context: Context
    ) -> directory_service_pb2.ListHolidaysResponse:
        return directory_service_pb2.ListHolidaysResponse(
            holidays=[
                directory_service_pb2.Holiday(day=day.isoformat(), working=working, name=name)
                for day, (working, name) in self.holidays.list().items()
            ]
        )

    def SetHoliday(
        self, request: directory_service_pb2.SetHolidayRequest, context: Context
    ) -> directory_service_pb2.SetHolidayResponse:
        holiday = request.holiday
        actor = current_identity().actor_name(request.actor, "actor")
        moved = self.holidays.set(holiday.day, holiday.name, actor, working=holiday.working)
        return directory_service_pb2.SetHolidayResponse(moved_case_count=moved)


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
        score=item.score,
    )
