"""A thin client: one line to connect, typed calls, safe retries."""

import uuid
from collections.abc import Iterable, Iterator
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
    case_pb2,
    case_service_pb2,
    case_service_pb2_grpc,
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
    policy_service_pb2_grpc,
    report_service_pb2_grpc,
    rule_service_pb2_grpc,
)

from hotline_client.connecting import Peer, Tls, Token, channel_to, tls_in, token_in
from hotline_client.errors import HotlineError
from hotline_client.retrying import PATIENCE_SECONDS, TIMEOUT_SECONDS, Trying
from hotline_client.sending import Sending
from hotline_client.waiting import Tell, log_waiting
from hotline_client.watching import ONLY_NEW, Watch, assignments_watch, case_watch, desk_watch


def connect(address: str, token: Token = "", tls: Tls | None = None, *, waiting: Tell = log_waiting) -> "Hotline":
    """Connect to the service.

    Args:
        address: ``host:port``; the calls go to all servers that a host name stands for. Or several
            ``ip:port`` with commas between. A server that does not answer is left out until it does.
        token: who you are; or a function that gives the present token, for tokens that are renewed.
        tls: what secures the connection; without it only loopback is connected to, in plain text.
        waiting: is told once an answer has been waited for a second, and every ten seconds from then on;
            by default such waits are logged.

    Raises:
        AddressError: the address is not written as it must be.
        ValueError: neither tls nor loopback.
    """
    peer = Peer(address, tls, waiting)
    return Hotline(channel_to(peer, token), peer)


def connect_with_files(
    address: str,
    token_file: Path | None = None,
    authority: Path | None = None,
    certificate: Path | None = None,
    private_key: Path | None = None,
    *,
    waiting: Tell = log_waiting,
) -> "Hotline":
    """Connect as whoever the files say, for programs that are set up with paths.

    Args:
        address: as for ``connect``.
        token_file: has the token; read anew with every rpc, so it may be renewed.
        authority: certificates of whoever vouches for the server, PEM.
        certificate: the client's own, PEM, for systems that are known by one.
        private_key: key of the certificate, PEM.
        waiting: as for ``connect``.

    Raises:
        OSError: a file cannot be read.
        AddressError: the address is not written as it must be.
        ValueError: neither tls nor loopback.
    """
    return connect(address, token_in(token_file), tls_in(authority, certificate, private_key), waiting=waiting)


class Hotline:
    """The service, seen from outside. A context manager; safe to share between threads.

    Attributes:
        desk, departments, leaders, inquiry, directory, policies, rules, audit, reports, hotspots, attachments,
            archive, announcements: the generated stubs of the other services; they raise ``grpc.RpcError``, which
            ``HotlineError.from_rpc`` makes readable.
    """

    def __init__(self, channel: grpc.Channel, peer: Peer) -> None:
        """Talk over ``channel`` to ``peer``."""
        self._channel = channel
        self._peer = peer
        self._intake = intake_service_pb2_grpc.IntakeServiceStub(channel)
        self._cases = case_service_pb2_grpc.CaseServiceStub(channel)
        self.desk = desk_service_pb2_grpc.DeskServiceStub(channel)
        self.departments = department_service_pb2_grpc.DepartmentServiceStub(channel)
        self.leaders = leader_service_pb2_grpc.LeaderServiceStub(channel)
        self.inquiry = inquiry_service_pb2_grpc.InquiryServiceStub(channel)
        self.directory = directory_service_pb2_grpc.DirectoryServiceStub(channel)
        self.policies = policy_service_pb2_grpc.PolicyServiceStub(channel)
        self.audit = audit_service_pb2_grpc.AuditServiceStub(channel)
        self.reports = report_service_pb2_grpc.ReportServiceStub(channel)
        self.hotspots = hotspot_service_pb2_grpc.HotspotServiceStub(channel)
        self.attachments = attachment_service_pb2_grpc.AttachmentServiceStub(channel)
        self.archive = archive_service_pb2_grpc.ArchiveServiceStub(channel)
        self.announcements = announcement_service_pb2_grpc.AnnouncementServiceStub(channel)
        self.rules = rule_service_pb2_grpc.RuleServiceStub(channel)

    def register(self, call: case_pb2.Call, request_id: str = "", patience: float = PATIENCE_SECONDS) -> case_pb2.Case:
        """Register a call and return its case.

        While the service does not answer or has too much to do, it is asked again with the same
        request id, so the call is registered once however often it was sent.

        Args:
            call: the call.
            request_id: an id of your own for it; one is made if you give none.
            patience: for how many seconds to try.

        Raises:
            HotlineError: the service refused it, or could not be reached.
        """
        request = intake_service_pb2.RegisterCallRequest(request_id=request_id or str(uuid.uuid4()), call=call)
        trying = Trying(self._peer, "RegisterCall", patience)
        while True:
            try:
                return self._intake.RegisterCall(request, timeout=TIMEOUT_SECONDS).case
            except grpc.RpcError as error:
                trying.pause_after(self.refusal(error))

    def register_many(
        self,
        calls: Iterable[intake_service_pb2.RegisterCallRequest],
        a_message: int = 1,
        patience: float = PATIENCE_SECONDS,
    ) -> Iterator[intake_service_pb2.RegisterCallResult]:
        """Register many calls over a stream; yields the result of each as it becomes durable.

        When the stream breaks, what had no result yet is sent again on a new one; each call is
        registered once and has one result.

        Args:
            calls: with request ids of your own, each different; they may come as slowly as they come in.
            a_message: how many to send together; more than one is faster, and waits for as many.
            patience: for how many seconds to try while the service does not answer at all.

        Raises:
            HotlineError: the service could not be reached.
        """
        sending = Sending(calls, a_message)
        trying = Trying(self._peer, "RegisterCalls", patience)
        while True:
            try:
                for response in self._intake.RegisterCalls(sending.messages()):
                    trying.succeeded()
                    yield from (result for result in response.results if sending.settle(result.request_id))
            except grpc.RpcError as error:
                trying.pause_after(self.refusal(error))
            else:
                return

    def case(self, number: str, *, log: bool = False) -> case_pb2.Case:
        """The case of that number, with its log if asked for.

        Raises:
            HotlineError: NOT_FOUND if there is none.
        """
        request = case_service_pb2.GetCaseRequest(number=number, include_log=log)
        try:
            return self._cases.GetCase(request, timeout=TIMEOUT_SECONDS).case
        except grpc.RpcError as error:
            raise self.refusal(error) from error

    def caller(self, number: str, reason: str, call_id: int = 0) -> case_pb2.Call:
        """A call of a case with who made it, unmasked, for those who have to reach them; it is logged.

        Args:
            number: of the case.
            reason: why, 1 to 200 characters.
            call_id: of the call; 0 for the one that opened the case.

        Raises:
            HotlineError: PERMISSION_DENIED or FAILED_PRECONDITION where it may not be shown.
        """
        request = case_service_pb2.RevealCallerRequest(number=number, call_id=call_id, reason=reason)
        try:
            return self._cases.RevealCaller(request, timeout=TIMEOUT_SECONDS).call
        except grpc.RpcError as error:
            raise self.refusal(error) from error

    def cases(self, filter_: case_service_pb2.CaseFilter | None = None) -> Iterator[case_pb2.Case]:
        """Every case that matches, newest first, page by page as it is asked for."""
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

    def watch(self, number: str, after: int = 0) -> Iterator[case_service_pb2.WatchCaseResponse]:
        """Yield what happens to a case after the ``after``-th entry of its log, as it happens.

        A broken stream is opened again from where it broke; nothing is skipped or repeated.

        Raises:
            HotlineError: the service refused it.
        """
        return self._watched(self._cases.WatchCase, case_watch(number, after))

    def watch_desk(
        self, after: int = ONLY_NEW, acts: Iterable[act_pb2.Act.ValueType] = ()
    ) -> Iterator[desk_service_pb2.WatchDeskResponse]:
        """Yield what happens to all cases after a position, as it happens; resumed like ``watch``.

        Args:
            after: ``entry.position`` of the last act seen; 0 for all there ever were, ``ONLY_NEW`` for what is new.
            acts: only these; all if there are none.

        Raises:
            HotlineError: the service refused it.
        """
        return self._watched(self.desk.WatchDesk, desk_watch(after, acts))

    def watch_assignments(
        self, department: str, after: int = ONLY_NEW
    ) -> Iterator[department_service_pb2.WatchAssignmentsResponse]:
        """Yield what happens to the cases of a department after a position; resumed like ``watch``.

        Args:
            department: the department.
            after: ``entry.position`` of the last act seen; 0 for all there ever were, ``ONLY_NEW`` for what is new.

        Raises:
            HotlineError: the service refused it.
        """
        return self._watched(self.departments.WatchAssignments, assignments_watch(department, after))

    def refusal(self, error: grpc.RpcError) -> HotlineError:
        """Return the readable exception for what an rpc of a generated stub raised."""
        return self._peer.refusal(error)

    def _watched(self, method: Any, watch: Watch) -> Iterator[Any]:
        trying = Trying(self._peer, watch.rpc, float("inf"))
        while True:
            stream = method(watch.request())
            try:
                with self._peer.alarms.set(watch.rpc):
                    watch.opened(stream.initial_metadata())
                for news in stream:
                    watch.saw(news)
                    trying.succeeded()
                    yield news
            except grpc.RpcError as error:
                refused = self.refusal(error)
                watch.check(refused)
                trying.pause_after(refused)
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
