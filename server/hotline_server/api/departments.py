"""DepartmentService: departments' acts on their assignments."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

import grpc
from hotline.v1 import case_pb2, department_service_pb2_grpc
from hotline.v1 import department_service_pb2 as pb

from hotline_server.api import wording
from hotline_server.api.department_acts import DepartmentActs
from hotline_server.api.feed import FeedReader, feed_start
from hotline_server.api.fields import enum_value
from hotline_server.api.messages import CaseMessages, call_message
from hotline_server.api.promises import terms_of
from hotline_server.api.requests import answer_of
from hotline_server.api.streaming import Send, non_blocking, open_watch
from hotline_server.desk.cases.acts import CaseActs
from hotline_server.desk.cases.queries import CaseQueries
from hotline_server.desk.cases.triage import Triage
from hotline_server.desk.cases.watches import News, WatchHub
from hotline_server.desk.records.revealing import Revealing
from hotline_server.desk.records.searching import Showing
from hotline_server.domain.acts import callers, departments, ends, exclusions, referrals, suspension
from hotline_server.domain.case_file import CaseFile
from hotline_server.domain.case_query import CaseQuery
from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.domain.lifecycle.state import CaseState
from hotline_server.domain.parties import Actor
from hotline_server.security.view import current_view
from hotline_server.text.search_words import query_words

Context = grpc.ServicerContext


@dataclass(frozen=True)
class DepartmentServicer(department_service_pb2_grpc.DepartmentServiceServicer):
    """Servicer for DepartmentService."""

    as_department: DepartmentActs
    acts: CaseActs
    triage: Triage
    queries: CaseQueries
    hub: WatchHub
    messages: CaseMessages
    revealing: Revealing

    def ListAssignedCases(self, request: pb.ListAssignedCasesRequest, context: Context) -> pb.ListAssignedCasesResponse:
        department = self.as_department.department(request.department)
        known, name = wording.ASSIGNMENT_STATES, case_pb2.AssignmentState.Name
        states = [enum_value("states", state, known, name) for state in request.states]
        narrowed = CaseQuery(text=request.text, matter=request.matter)
        query = replace(narrowed, department=department, assignment_states=tuple(state.name for state in states))
        if request.referred:
            if states:
                raise InvalidFieldsError([FieldViolation("referred", "只看归口的，不能再按交办的状态筛选")])
            query = replace(narrowed, lead=department, states=(CaseState.REFERRED.name,))
        # A word that is hidden from the department must not be found by it either.
        shown = Showing(self.queries.cases, self.messages.masking, current_view(), query_words(request.text))
        page = self.queries.page(query, request.page_size, request.page_token, shown)
        cases = [self.messages.listed(case) for case in page.cases]
        return pb.ListAssignedCasesResponse(cases=cases, next_page_token=page.next_token)

    def GetAssignedCase(self, request: pb.GetAssignedCaseRequest, context: Context) -> pb.GetAssignedCaseResponse:
        case = self.queries.assigned(self.as_department.department(request.department), request.number)
        return pb.GetAssignedCaseResponse(case=self.messages.case(case, self.queries.log(request.number)))

    @non_blocking
    def WatchAssignments(self, request: pb.WatchAssignmentsRequest, context: Context, send: Send) -> None:
        def prepare() -> tuple[int, Callable[[int], Sequence[News]]]:
            department = self.as_department.department(request.department)
            start = feed_start(self.queries, request.after_position)
            respond = lambda entry: pb.WatchAssignmentsResponse(entry=entry)  # noqa: E731
            feed = partial(self.queries.feed, department=department, acts=())
            reader = FeedReader(feed, self.queries.last_position, self.messages.masking, current_view(), send, respond)
            return start, reader.read

        open_watch(self.hub, context, send, prepare)

    def RevealCaller(
        self, request: pb.DepartmentServiceRevealCallerRequest, context: Context
    ) -> pb.DepartmentServiceRevealCallerResponse:
        call = self.revealing.to_department(
            self.as_department.department(request.department), request.number, request.reason
        )
        return pb.DepartmentServiceRevealCallerResponse(call=call_message(call))

    def AcceptAssignment(self, request: pb.AcceptAssignmentRequest, context: Context) -> pb.AcceptAssignmentResponse:
        case = self.as_department.act(
            request, lambda file, actor, now: departments.accept(file, actor, now, request.department)
        )
        return pb.AcceptAssignmentResponse(case=case)

    def ObjectToAssignment(
        self, request: pb.ObjectToAssignmentRequest, context: Context
    ) -> pb.ObjectToAssignmentResponse:
        case = self.as_department.act(
            request,
            lambda file, actor, now: departments.object_to_assignment(
                file, actor, now, request.department, request.reason, request.legal_basis
            ),
        )
        return pb.ObjectToAssignmentResponse(case=case)

    def RequestExclusion(self, request: pb.RequestExclusionRequest, context: Context) -> pb.RequestExclusionResponse:
        case = self.as_department.act(
            request,
            lambda file, actor, now: exclusions.request_exclusion(
                file, actor, now, request.department, request.ground, request.reason
            ),
        )
        return pb.RequestExclusionResponse(case=case)

    def AppealExclusion(self, request: pb.AppealExclusionRequest, context: Context) -> pb.AppealExclusionResponse:
        case = self.as_department.act(
            request,
            lambda file, actor, now: exclusions.appeal_exclusion(file, actor, now, request.department, request.reason),
        )
        return pb.AppealExclusionResponse(case=case)

    def SubmitProgress(self, request: pb.SubmitProgressRequest, context: Context) -> pb.SubmitProgressResponse:
        case = self.as_department.act(
            request,
            lambda file, actor, now: departments.submit_progress(
                file, actor, now, request.department, request.progress
            ),
        )
        return pb.SubmitProgressResponse(case=case)

    def Dissent(self, request: pb.DissentRequest, context: Context) -> pb.DissentResponse:
        case = self.as_department.act(
            request, lambda file, actor, now: departments.dissent(file, actor, now, request.department, request.reason)
        )
        return pb.DissentResponse(case=case)

    def ProposeEnd(self, request: pb.ProposeEndRequest, context: Context) -> pb.ProposeEndResponse:
        reason = self.triage.end_reason(request.reason_code)
        case = self.as_department.act(
            request,
            lambda file, actor, now: ends.propose_end(file, actor, now, request.department, reason, request.grounds),
        )
        return pb.ProposeEndResponse(case=case)

    def AskExtension(self, request: pb.AskExtensionRequest, context: Context) -> pb.AskExtensionResponse:
        case = self.as_department.act(
            request,
            lambda file, actor, now: departments.ask_extension(
                file, actor, now, request.department, request.working_days, request.reason
            ),
        )
        return pb.AskExtensionResponse(case=case)

    def AskSuspension(self, request: pb.AskSuspensionRequest, context: Context) -> pb.AskSuspensionResponse:
        if request.promise.owner_department:
            self.acts.check_departments([request.promise.owner_department], "promise.owner_department")
        case = self.as_department.act(
            request,
            lambda file, actor, now: suspension.ask_suspension(
                file, actor, now, request.department, terms_of(request.promise).promise(now)
            ),
        )
        return pb.AskSuspensionResponse(case=case)

    def SubmitReply(self, request: pb.SubmitReplyRequest, context: Context) -> pb.SubmitReplyResponse:
        case = self.as_department.act(
            request,
            lambda file, actor, now: departments.reply(
                file, actor, now, request.department, request.reply, request.missing_reason
            ),
        )
        return pb.SubmitReplyResponse(case=case)

    def AnswerCallerDirectly(
        self, request: pb.AnswerCallerDirectlyRequest, context: Context
    ) -> pb.AnswerCallerDirectlyResponse:
        noticed = pb.AnswerCallerDirectlyResponse()

        def answer(file: CaseFile, actor: Actor, now: datetime) -> None:
            told = answer_of(request.answer)
            self.triage.check_answer(told)
            noticed.attempt_notice = callers.answer_as_department(file, actor, now, request.department, told)

        case = self.as_department.act(request, answer)
        return pb.AnswerCallerDirectlyResponse(case=case, attempt_notice=noticed.attempt_notice)

    def ReportReferralResult(
        self, request: pb.ReportReferralResultRequest, context: Context
    ) -> pb.ReportReferralResultResponse:
        case = self.as_department.act(
            request,
            lambda file, actor, now: referrals.report_result(file, actor, now, request.department, request.result),
        )
        return pb.ReportReferralResultResponse(case=case)
