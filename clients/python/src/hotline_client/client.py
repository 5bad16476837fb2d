"""Thin synchronous client: one line to connect, typed calls, safe retries."""

import uuid
from collections.abc import Iterable, Iterator
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
from hotline_client.channels import Peer, Tls, Token, create_channel, load_tls, token_reader
from hotline_client.connections import connection_record
from hotline_client.delegation import Delegation
from hotline_client.errors import HotlineError
from hotline_client.line_acts import LineActs, hand_in_request, line_case_request
from hotline_client.nearby import nearby_request
from hotline_client.outbox import Outbox
from hotline_client.proposals import declined_proposals, direct_answer
from hotline_client.questions import question_reply
from hotline_client.retries import RETRY_TIMEOUT_SECONDS, TIMEOUT_SECONDS, Backoff
from hotline_client.waits import WaitCallback, log_wait
from hotline_client.watches import ONLY_NEW, Watch, assignments_watch, case_watch, desk_watch, line_watch


def connect(address: str, token: Token = "", tls: Tls | None = None, *, on_wait: WaitCallback = log_wait) -> "Hotline":
    """Connect to the service.

    Args:
        address: ``host:port``, or a comma-separated list of ``ip:port``. Calls are balanced over all servers that
            a host name resolves to; unhealthy servers are skipped.
        token: the bearer token, or a function that returns the current one.
        tls: TLS settings; None for plain text, which is limited to loopback.
        on_wait: called after waiting one second for an answer, and every ten seconds from then on; by default
            such waits are logged.

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
    """Connect with credentials from files.

    Args:
        address: as for ``connect``.
        token_file: file holding the token; reread for every rpc, so it can be rotated.
        authority: CA certificates to trust, PEM.
        certificate: client certificate for mutual TLS, PEM.
        private_key: private key of the client certificate, PEM.
        on_wait: as for ``connect``.

    Raises:
        OSError: a file cannot be read.
        AddressError: the address is malformed.
        ValueError: the address is not loopback and no certificate is given.
    """
    return connect(address, token_reader(token_file), load_tls(authority, certificate, private_key), on_wait=on_wait)


class Hotline:
    """Client of the service; a context manager, safe to share between threads.

    Attributes:
        desk, callers, departments, delegation, lines, leaders, inquiry, directory, policies, rules, learning, audit,
            operations, messages, slips, reports, hotspots, attachments, archive, announcements, places: the generated
            stubs of the other services; they raise ``grpc.RpcError``, which ``HotlineError.from_rpc`` makes readable.
    """

    def __init__(self, channel: grpc.Channel, peer: Peer) -> None:
        """Use ``channel``, which is connected to ``peer``."""
        self._channel = channel
        self._peer = peer
        self._intake = intake_service_pb2_grpc.IntakeServiceStub(channel)
        self._cases = case_service_pb2_grpc.CaseServiceStub(channel)
        self.desk = desk_service_pb2_grpc.DeskServiceStub(channel)
        self.callers = caller_service_pb2_grpc.CallerServiceStub(channel)
        self.departments = department_service_pb2_grpc.DepartmentServiceStub(channel)
        self.delegation = delegation_service_pb2_grpc.DelegationServiceStub(channel)
        self.lines = line_service_pb2_grpc.LineServiceStub(channel)
        self.leaders = leader_service_pb2_grpc.LeaderServiceStub(channel)
        self.inquiry = inquiry_service_pb2_grpc.InquiryServiceStub(channel)
        self.directory = directory_service_pb2_grpc.DirectoryServiceStub(channel)
        self.policies = policy_service_pb2_grpc.PolicyServiceStub(channel)
        self.public = public_service_pb2_grpc.PublicServiceStub(channel)
        self.audit = audit_service_pb2_grpc.AuditServiceStub(channel)
        self.operations = operations_service_pb2_grpc.OperationsServiceStub(channel)
        self.messages = message_service_pb2_grpc.MessageServiceStub(channel)
        self.slips = slip_service_pb2_grpc.SlipServiceStub(channel)
        self.reports = report_service_pb2_grpc.ReportServiceStub(channel)
        self.hotspots = hotspot_service_pb2_grpc.HotspotServiceStub(channel)
        self.attachments = attachment_service_pb2_grpc.AttachmentServiceStub(channel)
        self.archive = archive_service_pb2_grpc.ArchiveServiceStub(channel)
        self.announcements = announcement_service_pb2_grpc.AnnouncementServiceStub(channel)
        self.places = place_service_pb2_grpc.PlaceServiceStub(channel)
        self.rules = rule_service_pb2_grpc.RuleServiceStub(channel)
        self.learning = learn_service_pb2_grpc.LearnServiceStub(channel)

    def register(
        self, call: case_pb2.Call, request_id: str = "", retry_timeout: float = RETRY_TIMEOUT_SECONDS
    ) -> case_pb2.Case:
        """Register a call and return its case.

        While the service does not respond or is overloaded, the request is retried under the same request id, so
        the call is registered once however often it is sent.

        Args:
            call: the call.
            request_id: unique id of the request; generated if empty.
            retry_timeout: seconds to keep retrying; 0 for a single attempt.

        Raises:
            HotlineError: the service refused the call or is unreachable.
        """
        request = intake_service_pb2.RegisterCallRequest(request_id=request_id or str(uuid.uuid4()), call=call)
        return self._retry(self._intake.RegisterCall, "RegisterCall", request, retry_timeout)

    def register_many(
        self,
        calls: Iterable[intake_service_pb2.RegisterCallRequest],
        batch_size: int = 1,
        retry_timeout: float = RETRY_TIMEOUT_SECONDS,
    ) -> Iterator[intake_service_pb2.RegisterCallResult]:
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
        outbox = Outbox(calls, batch_size)
        backoff = Backoff(self._peer, "RegisterCalls", retry_timeout)
        while True:
            try:
                for response in self._intake.RegisterCalls(outbox.messages()):
                    backoff.reset()
                    yield from (result for result in response.results if outbox.acknowledge(result.request_id))
            except grpc.RpcError as error:
                backoff.wait(self.refusal(error))
            else:
                return

    def answer_question(
        self,
        case: case_pb2.Case | intake_service_pb2.RegisteredCase,
        answer: intake_service_pb2.DangerAnswer.ValueType,
        words: str = "",
        kind: str = "",
        actor: str = "",
        retry_timeout: float = RETRY_TIMEOUT_SECONDS,
    ) -> case_pb2.Case:
        """Answer the open question of a case: whether the suspected danger is real; return the case as it is then.

        While the service does not respond, the answer is sent again; it is recorded once.

        Args:
            case: the case as it was read or registered.
            answer: what the caller says.
            words: the caller's own words, for the log.
            kind: kind of danger, if there is one; empty for the gravest suspected.
            actor: the person for whom a system asks.
            retry_timeout: seconds to keep retrying; 0 for a single attempt.

        Raises:
            HotlineError: ABORTED if it has been answered since; otherwise the service refused it or is unreachable.
        """
        request = question_reply(case, answer, words, kind, actor)
        return self._retry(self._intake.AnswerQuestion, "AnswerQuestion", request, retry_timeout)

    def record_connection(
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
        """Record that a caller was connected to a department by telephone, or was to be; return the case as it is then.

        While the service does not respond, the act is sent again; it is recorded once.

        Args:
            case: the case as it was read or registered.
            department: the department, by its name in the directory.
            result: what came of it.
            remark: what else there is to say.
            actor: the person for whom a system asks.
            connected_at: when; now by default.
            request_id: id under which it is recorded once, even if the case has changed since it was read.
            phone: the number that was called or told.
            retry_timeout: seconds to keep retrying; 0 for a single attempt.

        Raises:
            HotlineError: ABORTED if the case changed since; otherwise the service refused it or is unreachable.
        """
        request = connection_record(case, department, result, remark, actor, connected_at, request_id, phone)
        return self._retry(self._intake.RecordConnection, "RecordConnection", request, retry_timeout)

    def answer_directly(
        self,
        case: case_pb2.Case | intake_service_pb2.RegisteredCase,
        answer: case_pb2.Answer,
        reason: str = "",
        answered_at: datetime | None = None,
        actor: str = "",
        retry_timeout: float = RETRY_TIMEOUT_SECONDS,
    ) -> case_pb2.Case:
        """Record that a person answered the callers of a case directly, by a proposed policy or otherwise (R2.1, P2).

        While the service does not respond, the act is sent again; it is recorded once.

        Args:
            case: the case as it was read or registered.
            answer: what the callers were told; ``policy_id`` is that of a proposal, of another policy, or empty.
            reason: why it can be answered directly; may be empty if a proposed policy was used.
            answered_at: when they were told, with a time zone; None for now.
            actor: the person for whom a system asks.
            retry_timeout: seconds to keep retrying; 0 for a single attempt.

        Raises:
            HotlineError: ABORTED if the case changed since; otherwise the service refused it or is unreachable.
        """
        request = direct_answer(case, answer, reason, answered_at, actor)
        return self._retry(self.desk.AnswerDirectly, "AnswerDirectly", request, retry_timeout)

    def decline_proposals(
        self,
        case: case_pb2.Case | intake_service_pb2.RegisteredCase,
        reason: desk_service_pb2.ProposalDeclineReason.ValueType,
        remark: str = "",
        actor: str = "",
        retry_timeout: float = RETRY_TIMEOUT_SECONDS,
    ) -> case_pb2.Case:
        """Decline every policy proposed for a case, which the desk then decides; return the case as it is then.

        While the service does not respond, the act is sent again; it is recorded once.

        Args:
            case: the case as it was read or registered.
            reason: why none is used.
            remark: what else there is to say; required for ``PROPOSAL_DECLINE_REASON_OTHER``.
            actor: the person for whom a system asks.
            retry_timeout: seconds to keep retrying; 0 for a single attempt.

        Raises:
            HotlineError: ABORTED if the case changed since; otherwise the service refused it or is unreachable.
        """
        request = declined_proposals(case, reason, remark, actor)
        return self._retry(self.desk.DeclineProposals, "DeclineProposals", request, retry_timeout)

    def amend_registration(
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
        """Amend what was registered of the call that opened a case (R1.1); return the case as it is then.

        While the service does not respond, the amendment is sent again; it is made once.

        Args:
            case: the case as it was read or registered.
            call: the new values.
            fields: paths of the fields to amend, such as ``caller.name`` and ``content``.
            reason: why; whoever gives none amends their own registration.
            request_id: id under which it is made once, even if the case has changed since it was read.
            actor: the person for whom a system asks.
            retry_timeout: seconds to keep retrying; 0 for a single attempt.
            attended: true while an operator is on the phone with the caller.

        Raises:
            HotlineError: ABORTED if the case changed since; otherwise the service refused it or is unreachable.
        """
        request = amendment(case, call, fields, reason, request_id, actor, attended=attended)
        return self._retry(self._intake.AmendRegistration, "AmendRegistration", request, retry_timeout)

    def act(
        self,
        method: Any,
        request: ActRequest,
        case: Target,
        actor: str = "",
        retry_timeout: float = RETRY_TIMEOUT_SECONDS,
    ) -> case_pb2.Case:
        """Do an act on a case by any rpc of the stubs that has a context; return the case as it is then.

        While the service does not respond, the act is sent again; it is done once. For example
        ``hotline.act(hotline.desk.RerouteCase, RerouteCaseRequest(designation=…, reason=…), case)``.

        Args:
            method: method of a stub.
            request: its request; the context is filled in.
            case: the case as it was read or registered.
            actor: the person for whom a system asks.
            retry_timeout: seconds to keep retrying; 0 for a single attempt.

        Raises:
            HotlineError: ABORTED if the case changed since; otherwise the service refused it or is unreachable.
        """
        return self._retry(method, rpc_of(request), on_case(request, case, actor), retry_timeout)

    def as_line(self, line: str, retry_timeout: float = RETRY_TIMEOUT_SECONDS) -> LineActs[case_pb2.Case]:
        """Return the acts of another line on what was handed to it: ``hotline.as_line("110").accept(case, …)``.

        Args:
            line: name of the line, as in its token.
            retry_timeout: seconds to keep retrying each act; 0 for a single attempt.
        """
        return LineActs(line, self.lines, self.act, retry_timeout)

    def as_delegator(self, department: str, retry_timeout: float = RETRY_TIMEOUT_SECONDS) -> Delegation[case_pb2.Case]:
        """Return the acts of a department over units below it: ``hotline.as_delegator("东湖区").recall(case, …)``.

        Args:
            department: name of the department.
            retry_timeout: seconds to keep retrying each act; 0 for a single attempt.
        """
        return Delegation(department, self.delegation, self.act, retry_timeout)

    def hand_in(
        self, line: str, record_number: str, call: case_pb2.Call, retry_timeout: float = RETRY_TIMEOUT_SECONDS
    ) -> case_pb2.Case:
        """Hand a case of another line to the hotline (R8.2); return it as the line may see it.

        While the service does not respond or is overloaded, it is sent again; the case is opened once for each number.

        Args:
            line: name of the line, as in its token.
            record_number: the number that the line has for the case.
            call: what the caller said, and who it was.
            retry_timeout: seconds to keep retrying; 0 for a single attempt.

        Raises:
            HotlineError: ALREADY_EXISTS if the number came with other content before; otherwise the service refused
                it or is unreachable.
        """
        return self._retry(
            self.lines.HandInCase, "HandInCase", hand_in_request(line, record_number, call), retry_timeout
        )

    def line_case(self, line: str, number: str = "", record_number: str = "") -> case_pb2.Case:
        """Return a case of another line with its log, by its number or by the line's own.

        Raises:
            HotlineError: NOT_FOUND if it is none of the line's.
            ValueError: neither number is given, or both are.
        """
        request = line_case_request(line, number, record_number)
        try:
            return self.lines.GetLineCase(request, timeout=TIMEOUT_SECONDS).case
        except grpc.RpcError as error:
            raise self.refusal(error) from error

    def line_cases(
        self,
        line: str,
        direction: line_service_pb2.LineDirection.ValueType = line_service_pb2.LINE_DIRECTION_UNSPECIFIED,
        *,
        open_only: bool = False,
    ) -> Iterator[case_pb2.Case]:
        """Yield the cases that another line handed in or that were handed to it, newest first.

        Args:
            line: name of the line.
            direction: only those that it handed in, or that were handed to it.
            open_only: only those that the line is to accept, or to tell the result of.

        Raises:
            HotlineError: the service refused the request or is unreachable.
        """
        request = line_service_pb2.ListLineCasesRequest(line=line, direction=direction, open_only=open_only)
        while True:
            try:
                page = self.lines.ListLineCases(request, timeout=TIMEOUT_SECONDS)
            except grpc.RpcError as error:
                raise self.refusal(error) from error
            yield from page.cases
            if not page.next_page_token:
                return
            request.page_token = page.next_page_token

    def line_caller(self, line: str, number: str, reason: str) -> case_pb2.Call:
        """Return the call of a case that a line has in hand, with the caller unmasked; each access is logged.

        Args:
            line: name of the line.
            number: the case number.
            reason: reason for the access, 1 to 200 characters.

        Raises:
            HotlineError: PERMISSION_DENIED or FAILED_PRECONDITION if access is not allowed.
        """
        request = line_service_pb2.RevealLineCallerRequest(line=line, number=number, reason=reason)
        try:
            return self.lines.RevealLineCaller(request, timeout=TIMEOUT_SECONDS).call
        except grpc.RpcError as error:
            raise self.refusal(error) from error

    def case(self, number: str, *, log: bool = False) -> case_pb2.Case:
        """Return a case by number, on request with its log.

        Raises:
            HotlineError: NOT_FOUND if it does not exist.
        """
        request = case_service_pb2.GetCaseRequest(number=number, include_log=log)
        try:
            return self._cases.GetCase(request, timeout=TIMEOUT_SECONDS).case
        except grpc.RpcError as error:
            raise self.refusal(error) from error

    def caller(self, number: str, reason: str, call_id: int = 0) -> case_pb2.Call:
        """Return a call of a case with the caller's unmasked personal data; each access is logged.

        Args:
            number: the case number.
            reason: reason for the access, 1 to 200 characters.
            call_id: id of the call; 0 for the one that opened the case.

        Raises:
            HotlineError: PERMISSION_DENIED or FAILED_PRECONDITION if access is not allowed.
        """
        request = case_service_pb2.RevealCallerRequest(number=number, call_id=call_id, reason=reason)
        try:
            return self._cases.RevealCaller(request, timeout=TIMEOUT_SECONDS).call
        except grpc.RpcError as error:
            raise self.refusal(error) from error

    def view_as_department(self, number: str, department: str) -> case_pb2.Case:
        """Return a case as a department reads it, or would if it were sent to it: what protects callers is held back.

        Raises:
            HotlineError: there is no such case or department.
        """
        request = desk_service_pb2.ViewAsDepartmentRequest(number=number, department=department)
        try:
            return self.desk.ViewAsDepartment(request, timeout=TIMEOUT_SECONDS).case
        except grpc.RpcError as error:
            raise self.refusal(error) from error

    def cases(self, filter_: case_service_pb2.CaseFilter | None = None) -> Iterator[case_pb2.Case]:
        """Yield matching cases, newest first; pages are fetched as needed."""
        request = case_service_pb2.ListCasesRequest(filter=filter_)
        while True:
            try:
                page = self._cases.ListCases(request, timeout=TIMEOUT_SECONDS)
            except grpc.RpcError as error:
                raise self.refusal(error) from error
            yield from page.cases
            if not page.next_page_token:
                return
            request.page_token = page.next_page_token

    def nearby(
        self, origin: str | tuple[float, float], radius_meters: int = 0, matter: str = ""
    ) -> list[case_service_pb2.NearbyCase]:
        """Return the open cases near a case or a point: those with the same matter first, then by distance.

        Args:
            origin: number of a case, or latitude and longitude in degrees.
            radius_meters: 1 to 5,000; 0 for 200.
            matter: matter that counts as the same; empty for that of the case.

        Raises:
            HotlineError: NOT_FOUND if there is no such case, FAILED_PRECONDITION if it has no coordinates.
        """
        request = nearby_request(origin, radius_meters, matter)
        try:
            return list(self._cases.ListNearbyCases(request, timeout=TIMEOUT_SECONDS).cases)
        except grpc.RpcError as error:
            raise self.refusal(error) from error

    def watch(self, number: str, after: int = 0) -> Iterator[case_service_pb2.WatchCaseResponse]:
        """Yield the log entries of a case as they are written, after the entry with sequence number ``after``.

        A broken stream is resumed; nothing is skipped or repeated.

        Raises:
            HotlineError: the service refused the request.
        """
        return self._resume(self._cases.WatchCase, case_watch(number, after))

    def watch_desk(
        self, after: int = ONLY_NEW, acts: Iterable[act_pb2.Act.ValueType] = ()
    ) -> Iterator[desk_service_pb2.WatchDeskResponse]:
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
    ) -> Iterator[department_service_pb2.WatchAssignmentsResponse]:
        """Yield the log entries of a department's cases as they are written; resumes like ``watch``.

        Args:
            department: name of the department.
            after: ``entry.position`` of the last entry seen; 0 for all entries, ``ONLY_NEW`` for new ones.

        Raises:
            HotlineError: the service refused the request.
        """
        return self._resume(self.departments.WatchAssignments, assignments_watch(department, after))

    def watch_line_cases(self, line: str, after: int = ONLY_NEW) -> Iterator[line_service_pb2.WatchLineCasesResponse]:
        """Yield the log entries of the cases of another line as they are written; resumes like ``watch``.

        Args:
            line: name of the line.
            after: ``entry.position`` of the last entry seen; 0 for all entries, ``ONLY_NEW`` for new ones.

        Raises:
            HotlineError: the service refused the request.
        """
        return self._resume(self.lines.WatchLineCases, line_watch(line, after))

    def refusal(self, error: grpc.RpcError) -> HotlineError:
        """Convert an exception raised by a generated stub."""
        return self._peer.refusal(error)

    def _retry(self, method: Any, rpc: str, request: Any, retry_timeout: float) -> case_pb2.Case:
        """Call an rpc until the service responds, and return the case in its answer."""
        backoff = Backoff(self._peer, rpc, retry_timeout)
        while True:
            try:
                case: case_pb2.Case = method(request, timeout=TIMEOUT_SECONDS).case
            except grpc.RpcError as error:
                backoff.wait(self.refusal(error))
            else:
                return case

    def _resume(self, method: Any, watch: Watch) -> Iterator[Any]:
        backoff = Backoff(self._peer, watch.rpc, float("inf"))
        while True:
            stream = method(watch.request())
            try:
                with self._peer.alarms.set(watch.rpc):
                    watch.started(stream.initial_metadata())
                for event in stream:
                    watch.advance(event)
                    backoff.reset()
                    yield event
            except grpc.RpcError as error:
                failure = self.refusal(error)
                watch.check(failure)
                watch.ended(stream.trailing_metadata())
                backoff.wait(failure)
            else:
                return
            finally:
                stream.cancel()

    def close(self) -> None:
        """Close the connection."""
        self._channel.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
