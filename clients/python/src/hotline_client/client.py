"""A thin client: one line to connect, typed calls, safe retries."""

import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import grpc
from hotline.v1 import (
    announcement_service_pb2_grpc,
    archive_service_pb2_grpc,
    audit_service_pb2_grpc,
    case_pb2,
    case_service_pb2,
    case_service_pb2_grpc,
    department_service_pb2_grpc,
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

from hotline_client.connecting import Tls, Token, open_channel
from hotline_client.errors import HotlineError
from hotline_client.retrying import PATIENCE_SECONDS, TIMEOUT_SECONDS, Trying
from hotline_client.sending import Sending


def connect(address: str, token: Token = "", tls: Tls | None = None) -> "Hotline":
    """Connect to the service.

    Args:
        address: ``host:port``; the calls go to all servers that a host name stands for. Or several
            ``ip:port`` with commas between. A server that does not answer is left out until it does.
        token: who you are; or a function that gives the present token, for tokens that are renewed.
        tls: what secures the connection; without it only loopback is connected to, in plain text.

    Raises:
        ValueError: neither tls nor loopback.
    """
    return Hotline(open_channel(address, token, tls))


def connect_with_files(
    address: str,
    token_file: Path | None = None,
    authority: Path | None = None,
    certificate: Path | None = None,
    private_key: Path | None = None,
) -> "Hotline":
    """Connect as whoever the files say, for programs that are set up with paths.

    Args:
        address: as for ``connect``.
        token_file: has the token; read anew with every rpc, so it may be renewed.
        authority: certificates of whoever vouches for the server, PEM.
        certificate: the client's own, PEM, for systems that are known by one.
        private_key: key of the certificate, PEM.

    Raises:
        OSError: a file cannot be read.
        ValueError: neither tls nor loopback.
    """
    tls = None
    if authority or certificate:
        tls = Tls(*(path.read_bytes() if path else None for path in (authority, certificate, private_key)))
    if token_file is None:
        return connect(address, tls=tls)
    token_file.read_text("ascii")
    return connect(address, lambda: token_file.read_text("ascii").strip(), tls)


class Hotline:
    """The service, seen from outside. A context manager; safe to share between threads.

    Attributes:
        desk, departments, leaders, inquiry, directory, policies, rules, audit, reports, hotspots, archive,
            announcements: the generated stubs of the other services; they raise ``grpc.RpcError``, which
            ``HotlineError.from_rpc`` makes readable.
    """

    def __init__(self, channel: grpc.Channel) -> None:
        """Talk over ``channel``, as ``open_channel`` opens it."""
        self._channel = channel
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
        trying = Trying(patience)
        while True:
            try:
                return self._intake.RegisterCall(request, timeout=TIMEOUT_SECONDS).case
            except grpc.RpcError as error:
                trying.pause_after(error)

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
        trying = Trying(patience)
        while True:
            try:
                for response in self._intake.RegisterCalls(sending.messages()):
                    trying = Trying(patience)
                    yield from (result for result in response.results if sending.settle(result.request_id))
            except grpc.RpcError as error:
                trying.pause_after(error)
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
            raise HotlineError.from_rpc(error) from error

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
            raise HotlineError.from_rpc(error) from error

    def cases(self, filter_: case_service_pb2.CaseFilter | None = None) -> Iterator[case_pb2.Case]:
        """Every case that matches, newest first, page by page as it is asked for."""
        request = case_service_pb2.ListCasesRequest(filter=filter_)
        while True:
            try:
                page = self._cases.ListCases(request, timeout=TIMEOUT_SECONDS)
            except grpc.RpcError as error:
                raise HotlineError.from_rpc(error) from error
            yield from page.cases
            if not page.next_page_token:
                return
            request.page_token = page.next_page_token

    def watch(self, number: str, after: int = 0) -> Iterator[case_service_pb2.WatchCaseResponse]:
        """What happens to a case after the ``after``-th entry of its log, as it happens.

        A broken stream is opened again from where it broke; nothing is skipped or repeated.
        """
        trying = Trying(float("inf"))
        while True:
            request = case_service_pb2.WatchCaseRequest(number=number, after_sequence=after)
            try:
                for news in self._cases.WatchCase(request):
                    after = news.entry.sequence
                    trying = Trying(float("inf"))
                    yield news
            except grpc.RpcError as error:
                if error.code() is not grpc.StatusCode.UNAVAILABLE:
                    raise HotlineError.from_rpc(error) from error
                trying.pause_after(error)
            else:
                return

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
