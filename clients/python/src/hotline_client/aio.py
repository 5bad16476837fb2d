"""Client for asyncio, with the same features as the synchronous one."""

import asyncio
import uuid
from collections.abc import AsyncIterable, AsyncIterator, Coroutine, Iterable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import grpc
from hotline.v1 import (
    act_pb2,
    announcement_service_pb2_grpc,
    archive_service_pb2_grpc,
    attachment_service_pb2_grpc,
    audit_service_pb2_grpc,
    caller_service_pb2_grpc,
    case_pb2,
    case_service_pb2,
    case_service_pb2_grpc,
    delegation_service_pb2_grpc,
    department_service_pb2,
    department_service_pb2_grpc,
    desk_service_pb2,
    desk_service_pb2_grpc,
    directory_service_pb2_grpc,
    hotspot_service_pb2_grpc,
    inquiry_service_pb2_grpc,
    intake_service_pb2,
    intake_service_pb2_grpc,
    leader_service_pb2_grpc,
    learn_service_pb2_grpc,
    line_service_pb2,
    line_service_pb2_grpc,
    message_service_pb2_grpc,
    operations_service_pb2_grpc,
    place_service_pb2_grpc,
    policy_service_pb2_grpc,
    public_service_pb2_grpc,
    report_service_pb2_grpc,
    rule_service_pb2_grpc,
    slip_service_pb2_grpc,
)

from hotline_client.acts import ActRequest, Target, amendment, on_case, rpc_of
from hotline_client.aio_channels import Alarm, create_channel, open_channel
from hotline_client.channels import Peer, Tls, Token, load_tls, token_reader
from hotline_client.connections import connection_record
from hotline_client.delegation import Delegation
from hotline_client.errors import HotlineError
from hotline_client.line_acts import LineActs, hand_in_request, line_case_request
from hotline_client.nearby import nearby_request
from hotline_client.outbox import AsyncOutbox
from hotline_client.proposals import declined_proposals, direct_answer
from hotline_client.questions import question_reply
from hotline_client.retries import RETRY_TIMEOUT_SECONDS, TIMEOUT_SECONDS, Backoff
from hotline_client.waits import WaitCallback, log_wait
from hotline_client.watches import ONLY_NEW, Watch, assignments_watch, case_watch, desk_watch, line_watch

__all__ = ["Hotline", "connect", "connect_with_files", "open_channel"]

_Done = Coroutine[Any, Any, case_pb2.Case]


def connect(address: str, token: Token = "", tls: Tls | None = None, *, on_wait: WaitCallback = log_wait) -> "Hotline":
    """Connect to the service, like ``hotline_client.connect``, inside a running event loop.

    Raises:
        AddressError: the address is malformed.
        ValueError: the address is not loopback and ``tls`` is missing.
    """
    peer = Peer(address, tls, on_wait)
    return Hotline(create_channel(peer, token), peer)


def connect_with_files(
    address: str,
    token_file: Path | None = None,
    authority: Path | None = None,
    certificate: Path | None = None,
    private_key: Path | None = None,
    *,
    on_wait: WaitCallback = log_wait,
) -> "Hotline":
    """Connect with credentials from files, like ``hotline_client.connect_with_files``.

    Raises:
        OSError: a file cannot be read.
        AddressError: the address is malformed.
        ValueError: the address is not loopback and no certificate is given.
    """
    return connect(address, token_reader(token_file), load_tls(authority, certificate, private_key), on_wait=on_wait)


class Hotline:
    """Asyncio client of the service; an asynchronous context manager.

    Attributes:
        desk, callers, departments, delegation, lines, leaders, inquiry, directory, policies, rules, learning, audit,
            operations, messages, slips, reports, hotspots, attachments, archive, announcements, places: the generated
            stubs of the other services; they raise ``grpc.RpcError``, which ``HotlineError.from_rpc`` makes readable.
    """

    def __init__(self, channel: grpc.aio.Channel, peer: Peer) -> None:
        """Use ``channel``, which is connected to ``peer``."""
        self._channel = channel
        self._peer = peer
        # The generated stubs accept both kinds of channel; their annotations name only one.
        stub: Any = channel
        self._intake: Any = intake_service_pb2_grpc.IntakeServiceStub(stub)
        self._cases: Any = case_service_pb2_grpc.CaseServiceStub(stub)
        self.desk: Any = desk_service_pb2_grpc.DeskServiceStub(stub)
        self.callers: Any = caller_service_pb2_grpc.CallerServiceStub(stub)
        self.departments: Any = department_service_pb2_grpc.DepartmentServiceStub(stub)
        self.delegation: Any = delegation_service_pb2_grpc.DelegationServiceStub(stub)
        self.lines: Any = line_service_pb2_grpc.LineServiceStub(stub)
        self.leaders: Any = leader_service_pb2_grpc.LeaderServiceStub(stub)
        self.inquiry: Any = inquiry_service_pb2_grpc.InquiryServiceStub(stub)
        self.directory: Any = directory_service_pb2_grpc.DirectoryServiceStub(stub)
        self.policies: Any = policy_service_pb2_grpc.PolicyServiceStub(stub)
        self.public: Any = public_service_pb2_grpc.PublicServiceStub(stub)
        self.audit: Any = audit_service_pb2_grpc.AuditServiceStub(stub)
        self.operations: Any = operations_service_pb2_grpc.OperationsServiceStub(stub)
        self.messages: Any = message_service_pb2_grpc.MessageServiceStub(stub)
        self.slips: Any = slip_service_pb2_grpc.SlipServiceStub(stub)
        self.reports: Any = report_service_pb2_grpc.ReportServiceStub(stub)
        self.hotspots: Any = hotspot_service_pb2_grpc.HotspotServiceStub(stub)
        self.attachments: Any = attachment_service_pb2_grpc.AttachmentServiceStub(stub)
        self.archive: Any = archive_service_pb2_grpc.ArchiveServiceStub(stub)
        self.announcements: Any = announcement_service_pb2_grpc.AnnouncementServiceStub(stub)
        self.places: Any = place_service_pb2_grpc.PlaceServiceStub(stub)
        self.rules: Any = rule_service_pb2_grpc.RuleServiceStub(stub)
        self.learning: Any = learn_service_pb2_grpc.LearnServiceStub(stub)

    async def register(
        self, call: case_pb2.Call, request_id: str = "", retry_timeout: float = RETRY_TIMEOUT_SECONDS
    ) -> case_pb2.Case:
        """Register a call and return its case, like ``hotline_client.Hotline.register``.

        Raises:
            HotlineError: the service refused the call or is unreachable.
        """
        request = intake_service_pb2.RegisterCallRequest(request_id=request_id or str(uuid.uuid4()), call=call)
        return await self._retry(self._intake.RegisterCall, "RegisterCall", request, retry_timeout)

    async def register_many(
        self,
        calls: AsyncIterable[intake_service_pb2.RegisterCallRequest] | Iterable[intake_service_pb2.RegisterCallRequest],
        batch_size: int = 1,
        retry_timeout: float = RETRY_TIMEOUT_SECONDS,
    ) -> AsyncIterator[intake_service_pb2.RegisterCallResult]:
        """Register many calls over a stream and yield each result once the call is durable.

        If the stream breaks, unacknowledged calls are resent on a new one; each call is registered once and has
        one result.

        Args:
            calls: the calls, each with a unique request id; the iterable may be slow.
            batch_size: calls per message; larger batches are faster, but wait until they are full.
            retry_timeout: seconds to keep retrying while the service does not respond.

        Raises:
            HotlineError: the service is unreachable.
        """
        outbox = AsyncOutbox(calls, batch_size)
        backoff = Backoff(self._peer, "RegisterCalls", retry_timeout)
        try:
            while True:
                stream = self._intake.RegisterCalls(outbox.messages())
                try:
                    async for response in stream:
                        backoff.reset()
                        for result in response.results:
                            if outbox.acknowledge(result.request_id):
                                yield result
                except grpc.RpcError as error:
                    await asyncio.sleep(backoff.next_delay(await self.refusal(error)))
                else:
                    return
                finally:
                    stream.cancel()
        finally:
            outbox.close()

    async def answer_question(
        self,
        case: case_pb2.Case | intake_service_pb2.RegisteredCase,
        answer: intake_service_pb2.DangerAnswer.ValueType,
        words: str = "",
        kind: str = "",
        actor: str = "",
        retry_timeout: float = RETRY_TIMEOUT_SECONDS,
    ) -> case_pb2.Case:
        """Answer the open question of a case, like ``hotline_client.Hotline.answer_question``.

        Raises:
            HotlineError: ABORTED if it has been answered since; otherwise the service refused it or is unreachable.
        """
        request = question_reply(case, answer, words, kind, actor)
        return await self._retry(self._intake.AnswerQuestion, "AnswerQuestion", request, retry_timeout)

    async def record_connection(
        self,
        case: case_pb2.Case | intake_service_pb2.RegisteredCase,
        department: str,
        result: intake_service_pb2.ConnectionResult.ValueType,
        remark: str = "",
        actor: str = "",
        connected_at: datetime | None = None,
        request_id: str = "",
        phone: str = "",
        retry_timeout: float = RETRY_TIMEOUT_SECONDS,
    ) -> case_pb2.Case:
        """Record a connection by telephone, like ``hotline_client.Hotline.record_connection``.

        Raises:
            HotlineError: ABORTED if the case changed since; otherwise the service refused it or is unreachable.
        """
        request = connection_record(case, department, result, remark, actor, connected_at, request_id, phone)
        return await self._retry(self._intake.RecordConnection, "RecordConnection", request, retry_timeout)

    async def answer_directly(
        self,
        case: case_pb2.Case | intake_service_pb2.RegisteredCase,
        answer: case_pb2.Answer,
        reason: str = "",
        answered_at: datetime | None = None,
        actor: str = "",
        retry_timeout: float = RETRY_TIMEOUT_SECONDS,
    ) -> case_pb2.Case:
        """Record a direct answer, like ``hotline_client.Hotline.answer_directly``.

        Raises:
            HotlineError: ABORTED if the case changed since; otherwise the service refused it or is unreachable.
        """
        request = direct_answer(case, answer, reason, answered_at, actor)
        return await self._retry(self.desk.AnswerDirectly, "AnswerDirectly", request, retry_timeout)

    async def decline_proposals(
        self,
        case: case_pb2.Case | intake_service_pb2.RegisteredCase,
        reason: desk_service_pb2.ProposalDeclineReason.ValueType,
        remark: str = "",
        actor: str = "",
        retry_timeout: float = RETRY_TIMEOUT_SECONDS,
    ) -> case_pb2.Case:
        """Decline every proposed policy, like ``hotline_client.Hotline.decline_proposals``.

        Raises:
            HotlineError: ABORTED if the case changed since; otherwise the service refused it or is unreachable.
        """
        request = declined_proposals(case, reason, remark, actor)
        return await self._retry(self.desk.DeclineProposals, "DeclineProposals", request, retry_timeout)

    async def amend_registration(
        self,
        case: Target,
        call: case_pb2.Call,
        fields: Iterable[str],
        reason: str = "",
        request_id: str = "",
        actor: str = "",
        retry_timeout: float = RETRY_TIMEOUT_SECONDS,
        *,
        attended: bool = False,
    ) -> case_pb2.Case:
        """Amend the registration of a call, like ``hotline_client.Hotline.amend_registration``.

        Raises:
            HotlineError: ABORTED if the case changed since; otherwise the service refused it or is unreachable.
        """
        request = amendment(case, call, fields, reason, request_id, actor, attended=attended)
        return await self._retry(self._intake.AmendRegistration, "AmendRegistration", request, retry_timeout)

    async def act(
        self,
        method: Any,
        request: ActRequest,
        case: Target,
        actor: str = "",
        retry_timeout: float = RETRY_TIMEOUT_SECONDS,
    ) -> case_pb2.Case:
        """Do an act on a case by any rpc that has a context, like ``hotline_client.Hotline.act``.

        Raises:
            HotlineError: ABORTED if the case changed since; otherwise the service refused it or is unreachable.
        """
        return await self._retry(method, rpc_of(request), on_case(request, case, actor), retry_timeout)

    def as_line(self, line: str, retry_timeout: float = RETRY_TIMEOUT_SECONDS) -> LineActs[_Done]:
        """Return the acts of another line, like ``hotline_client.Hotline.as_line``; each is to be awaited."""
        return LineActs(line, self.lines, self.act, retry_timeout)

    def as_delegator(self, department: str, retry_timeout: float = RETRY_TIMEOUT_SECONDS) -> Delegation[_Done]:
        """Return the acts over units below, like ``hotline_client.Hotline.as_delegator``; each is to be awaited."""
        return Delegation(department, self.delegation, self.act, retry_timeout)

    async def hand_in(
        self, line: str, record_number: str, call: case_pb2.Call, retry_timeout: float = RETRY_TIMEOUT_SECONDS
    ) -> case_pb2.Case:
        """Hand a case of another line to the hotline, like ``hotline_client.Hotline.hand_in``.

        Raises:
            HotlineError: ALREADY_EXISTS if the number came with other content before; otherwise the service refused
                it or is unreachable.
        """
        request = hand_in_request(line, record_number, call)
        return await self._retry(self.lines.HandInCase, "HandInCase", request, retry_timeout)

    async def line_case(self, line: str, number: str = "", record_number: str = "") -> case_pb2.Case:
        """Return a case of another line with its log, like ``hotline_client.Hotline.line_case``.

        Raises:
            HotlineError: NOT_FOUND if it is none of the line's.
            ValueError: neither number is given, or both are.
        """
        request = line_case_request(line, number, record_number)
        answer: line_service_pb2.GetLineCaseResponse = await self._call(self.lines.GetLineCase, request)
        return answer.case

    async def line_cases(
        self,
        line: str,
        direction: line_service_pb2.LineDirection.ValueType = line_service_pb2.LINE_DIRECTION_UNSPECIFIED,
        *,
        open_only: bool = False,
    ) -> AsyncIterator[case_pb2.Case]:
        """Yield the cases of another line, like ``hotline_client.Hotline.line_cases``.

        Raises:
            HotlineError: the service refused the request or is unreachable.
        """
        request = line_service_pb2.ListLineCasesRequest(line=line, direction=direction, open_only=open_only)
        while True:
            page: line_service_pb2.ListLineCasesResponse = await self._call(self.lines.ListLineCases, request)
            for case in page.cases:
                yield case
            if not page.next_page_token:
                return
            request.page_token = page.next_page_token

    async def line_caller(self, line: str, number: str, reason: str) -> case_pb2.Call:
        """Return the call of a case that a line has in hand, like ``hotline_client.Hotline.line_caller``.

        Raises:
            HotlineError: PERMISSION_DENIED or FAILED_PRECONDITION if access is not allowed.
        """
        request = line_service_pb2.RevealLineCallerRequest(line=line, number=number, reason=reason)
        answer: line_service_pb2.RevealLineCallerResponse = await self._call(self.lines.RevealLineCaller, request)
        return answer.call

    async def case(self, number: str, *, log: bool = False) -> case_pb2.Case:
        """Return a case by number, on request with its log.

        Raises:
            HotlineError: NOT_FOUND if it does not exist.
        """
        request = case_service_pb2.GetCaseRequest(number=number, include_log=log)
        answer: case_service_pb2.GetCaseResponse = await self._call(self._cases.GetCase, request)
        return answer.case

    async def caller(self, number: str, reason: str, call_id: int = 0) -> case_pb2.Call:
        """Return a call of a case with the caller's unmasked personal data; each access is logged.

        Raises:
            HotlineError: PERMISSION_DENIED or FAILED_PRECONDITION if access is not allowed.
        """
        request = case_service_pb2.RevealCallerRequest(number=number, call_id=call_id, reason=reason)
        answer: case_service_pb2.RevealCallerResponse = await self._call(self._cases.RevealCaller, request)
        return answer.call

    async def view_as_department(self, number: str, department: str) -> case_pb2.Case:
        """Return a case as a department reads it, or would if it were sent to it: what protects callers is held back.

        Raises:
            HotlineError: there is no such case or department.
        """
        request = desk_service_pb2.ViewAsDepartmentRequest(number=number, department=department)
        answer: desk_service_pb2.ViewAsDepartmentResponse = await self._call(self.desk.ViewAsDepartment, request)
        return answer.case

    async def cases(self, filter_: case_service_pb2.CaseFilter | None = None) -> AsyncIterator[case_pb2.Case]:
        """Yield matching cases, newest first; pages are fetched as needed."""
        request = case_service_pb2.ListCasesRequest(filter=filter_)
        while True:
            page: case_service_pb2.ListCasesResponse = await self._call(self._cases.ListCases, request)
            for case in page.cases:
                yield case
            if not page.next_page_token:
                return
            request.page_token = page.next_page_token

    async def nearby(
        self, origin: str | tuple[float, float], radius_meters: int = 0, matter: str = ""
    ) -> list[case_service_pb2.NearbyCase]:
        """Return the open cases near a case or a point, like ``hotline_client.Hotline.nearby``.

        Raises:
            HotlineError: NOT_FOUND if there is no such case, FAILED_PRECONDITION if it has no coordinates.
        """
        request = nearby_request(origin, radius_meters, matter)
        answer: case_service_pb2.ListNearbyCasesResponse = await self._call(self._cases.ListNearbyCases, request)
        return list(answer.cases)

    def watch(self, number: str, after: int = 0) -> AsyncIterator[case_service_pb2.WatchCaseResponse]:
        """Yield the log entries of a case as they are written, after the entry with sequence number ``after``.

        A broken stream is resumed; nothing is skipped or repeated.

        Raises:
            HotlineError: the service refused the request.
        """
        return self._resume(self._cases.WatchCase, case_watch(number, after))

    def watch_desk(
        self, after: int = ONLY_NEW, acts: Iterable[act_pb2.Act.ValueType] = ()
    ) -> AsyncIterator[desk_service_pb2.WatchDeskResponse]:
        """Yield the log entries of all cases as they are written; resumes like ``watch``.

        Args:
            after: ``entry.position`` of the last entry seen; 0 for all entries, ``ONLY_NEW`` for new ones.
            acts: acts to include; empty for all.

        Raises:
            HotlineError: the service refused the request.
        """
        return self._resume(self.desk.WatchDesk, desk_watch(after, acts))

    def watch_assignments(
        self, department: str, after: int = ONLY_NEW
    ) -> AsyncIterator[department_service_pb2.WatchAssignmentsResponse]:
        """Yield the log entries of a department's cases as they are written; resumes like ``watch``.

        Args:
            department: name of the department.
            after: ``entry.position`` of the last entry seen; 0 for all entries, ``ONLY_NEW`` for new ones.

        Raises:
            HotlineError: the service refused the request.
        """
        return self._resume(self.departments.WatchAssignments, assignments_watch(department, after))

    def watch_line_cases(
        self, line: str, after: int = ONLY_NEW
    ) -> AsyncIterator[line_service_pb2.WatchLineCasesResponse]:
        """Yield the log entries of the cases of another line as they are written; resumes like ``watch``.

        Args:
            line: name of the line.
            after: ``entry.position`` of the last entry seen; 0 for all entries, ``ONLY_NEW`` for new ones.

        Raises:
            HotlineError: the service refused the request.
        """
        return self._resume(self.lines.WatchLineCases, line_watch(line, after))

    async def refusal(self, error: grpc.RpcError) -> HotlineError:
        """Convert an exception raised by a generated stub."""
        failure = HotlineError.from_rpc(error)
        fault = await asyncio.to_thread(self._peer.diagnose, failure)
        return failure.with_fault(fault) if fault else failure

    async def _resume(self, method: Any, watch: Watch) -> AsyncIterator[Any]:
        backoff = Backoff(self._peer, watch.rpc, float("inf"))
        while True:
            stream = method(watch.request())
            alarm = Alarm(self._peer, watch.rpc)
            try:
                try:
                    watch.started(await stream.initial_metadata())
                finally:
                    alarm.cancel()
                async for event in stream:
                    watch.advance(event)
                    backoff.reset()
                    yield event
            except grpc.RpcError as error:
                failure = await self.refusal(error)
                watch.check(failure)
                watch.ended(await stream.trailing_metadata())
                await asyncio.sleep(backoff.next_delay(failure))
            else:
                return
            finally:
                stream.cancel()

    async def _retry(self, method: Any, rpc: str, request: Any, retry_timeout: float) -> case_pb2.Case:
        """Call an rpc until the service responds, and return the case in its answer."""
        backoff = Backoff(self._peer, rpc, retry_timeout)
        while True:
            try:
                answer = await method(request, timeout=TIMEOUT_SECONDS)
            except grpc.RpcError as error:
                await asyncio.sleep(backoff.next_delay(await self.refusal(error)))
            else:
                case: case_pb2.Case = answer.case
                return case

    async def _call(self, method: Any, request: Any) -> Any:
        try:
            return await method(request, timeout=TIMEOUT_SECONDS)
        except grpc.RpcError as error:
            raise await self.refusal(error) from error

    async def close(self) -> None:
        """Close the connection."""
        await self._channel.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()
