"""The same client for asyncio."""

import asyncio
import uuid
from collections.abc import AsyncIterable, AsyncIterator, Iterable
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

from hotline_client.connecting import Peer, Tls, Token, options, present, rpc_name, secured_target, tls_in, token_in
from hotline_client.errors import HotlineError
from hotline_client.retrying import PATIENCE_SECONDS, TIMEOUT_SECONDS, Trying
from hotline_client.sending import AsyncSending
from hotline_client.waiting import TOLD_AFTER_SECONDS, TOLD_AGAIN_SECONDS, Tell, Waiting, log_waiting
from hotline_client.watching import ONLY_NEW, Watch, assignments_watch, case_watch, desk_watch


def connect(address: str, token: Token = "", tls: Tls | None = None, *, waiting: Tell = log_waiting) -> "Hotline":
    """Connect to the service; as ``hotline_client.connect``, inside a running event loop.

    Raises:
        AddressError: the address is not written as it must be.
        ValueError: neither tls nor loopback.
    """
    peer = Peer(address, tls, waiting)
    return Hotline(_channel_to(peer, token), peer)


def connect_with_files(
    address: str,
    token_file: Path | None = None,
    authority: Path | None = None,
    certificate: Path | None = None,
    private_key: Path | None = None,
    *,
    waiting: Tell = log_waiting,
) -> "Hotline":
    """Connect as whoever the files say; as ``hotline_client.connect_with_files``.

    Raises:
        OSError: a file cannot be read.
        AddressError: the address is not written as it must be.
        ValueError: neither tls nor loopback.
    """
    return connect(address, token_in(token_file), tls_in(authority, certificate, private_key), waiting=waiting)


def open_channel(
    address: str, token: Token = "", tls: Tls | None = None, *, waiting: Tell = log_waiting
) -> grpc.aio.Channel:
    """Open a channel for generated stubs; as ``hotline_client.open_channel``.

    Raises:
        AddressError: the address is not written as it must be.
        ValueError: a token would go over a network in plain text.
    """
    return _channel_to(Peer(address, tls, waiting), token)


def _channel_to(peer: Peer, token: Token) -> grpc.aio.Channel:
    target, tls = secured_target(peer.address, peer.tls), peer.tls
    interceptors = [_Patient(peer), *(_bearers(token) if token else ())]
    if tls is None:
        return grpc.aio.insecure_channel(target, options=options(), interceptors=interceptors)
    credentials = grpc.ssl_channel_credentials(tls.authority, tls.key, tls.certificate)
    return grpc.aio.secure_channel(target, credentials, options=options(), interceptors=interceptors)


class Hotline:
    """The service, seen from outside. An asynchronous context manager.

    Attributes:
        desk, departments, leaders, inquiry, directory, policies, rules, audit, reports, hotspots, attachments,
            archive, announcements: the generated stubs of the other services; they raise ``grpc.RpcError``, which
            ``HotlineError.from_rpc`` makes readable.
    """

    def __init__(self, channel: grpc.aio.Channel, peer: Peer) -> None:
        """Talk over ``channel`` to ``peer``."""
        self._channel = channel
        self._peer = peer
        # The generated stubs serve both kinds of channel, their types tell of one.
        stub: Any = channel
        self._intake: Any = intake_service_pb2_grpc.IntakeServiceStub(stub)
        self._cases: Any = case_service_pb2_grpc.CaseServiceStub(stub)
        self.desk: Any = desk_service_pb2_grpc.DeskServiceStub(stub)
        self.departments: Any = department_service_pb2_grpc.DepartmentServiceStub(stub)
        self.leaders: Any = leader_service_pb2_grpc.LeaderServiceStub(stub)
        self.inquiry: Any = inquiry_service_pb2_grpc.InquiryServiceStub(stub)
        self.directory: Any = directory_service_pb2_grpc.DirectoryServiceStub(stub)
        self.policies: Any = policy_service_pb2_grpc.PolicyServiceStub(stub)
        self.audit: Any = audit_service_pb2_grpc.AuditServiceStub(stub)
        self.reports: Any = report_service_pb2_grpc.ReportServiceStub(stub)
        self.hotspots: Any = hotspot_service_pb2_grpc.HotspotServiceStub(stub)
        self.attachments: Any = attachment_service_pb2_grpc.AttachmentServiceStub(stub)
        self.archive: Any = archive_service_pb2_grpc.ArchiveServiceStub(stub)
        self.announcements: Any = announcement_service_pb2_grpc.AnnouncementServiceStub(stub)
        self.rules: Any = rule_service_pb2_grpc.RuleServiceStub(stub)

    async def register(
        self, call: case_pb2.Call, request_id: str = "", patience: float = PATIENCE_SECONDS
    ) -> case_pb2.Case:
        """Register a call and return its case; retried as the other client does.

        Raises:
            HotlineError: the service refused it, or could not be reached.
        """
        request = intake_service_pb2.RegisterCallRequest(request_id=request_id or str(uuid.uuid4()), call=call)
        trying = Trying(self._peer, "RegisterCall", patience)
        while True:
            try:
                answer: intake_service_pb2.RegisterCallResponse = await self._intake.RegisterCall(
                    request, timeout=TIMEOUT_SECONDS
                )
            except grpc.RpcError as error:
                await asyncio.sleep(trying.pause_for(await self.refusal(error)))
            else:
                return answer.case

    async def register_many(
        self,
        calls: AsyncIterable[intake_service_pb2.RegisterCallRequest] | Iterable[intake_service_pb2.RegisterCallRequest],
        a_message: int = 1,
        patience: float = PATIENCE_SECONDS,
    ) -> AsyncIterator[intake_service_pb2.RegisterCallResult]:
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
        sending = AsyncSending(calls, a_message)
        trying = Trying(self._peer, "RegisterCalls", patience)
        try:
            while True:
                stream = self._intake.RegisterCalls(sending.messages())
                try:
                    async for response in stream:
                        trying.succeeded()
                        for result in response.results:
                            if sending.settle(result.request_id):
                                yield result
                except grpc.RpcError as error:
                    await asyncio.sleep(trying.pause_for(await self.refusal(error)))
                else:
                    return
                finally:
                    stream.cancel()
        finally:
            sending.close()

    async def case(self, number: str, *, log: bool = False) -> case_pb2.Case:
        """The case of that number, with its log if asked for.

        Raises:
            HotlineError: NOT_FOUND if there is none.
        """
        request = case_service_pb2.GetCaseRequest(number=number, include_log=log)
        answer: case_service_pb2.GetCaseResponse = await self._asked(self._cases.GetCase, request)
        return answer.case

    async def caller(self, number: str, reason: str, call_id: int = 0) -> case_pb2.Call:
        """A call of a case with who made it, unmasked, for those who have to reach them; it is logged.

        Raises:
            HotlineError: PERMISSION_DENIED or FAILED_PRECONDITION where it may not be shown.
        """
        request = case_service_pb2.RevealCallerRequest(number=number, call_id=call_id, reason=reason)
        answer: case_service_pb2.RevealCallerResponse = await self._asked(self._cases.RevealCaller, request)
        return answer.call

    async def cases(self, filter_: case_service_pb2.CaseFilter | None = None) -> AsyncIterator[case_pb2.Case]:
        """Every case that matches, newest first, page by page as it is asked for."""
        request = case_service_pb2.ListCasesRequest(filter=filter_)
        while True:
            page: case_service_pb2.ListCasesResponse = await self._asked(self._cases.ListCases, request)
            for case in page.cases:
                yield case
            if not page.next_page_token:
                return
            request.page_token = page.next_page_token

    def watch(self, number: str, after: int = 0) -> AsyncIterator[case_service_pb2.WatchCaseResponse]:
        """Yield what happens to a case after the ``after``-th entry of its log, as it happens.

        A broken stream is opened again from where it broke; nothing is skipped or repeated.

        Raises:
            HotlineError: the service refused it.
        """
        return self._watched(self._cases.WatchCase, case_watch(number, after))

    def watch_desk(
        self, after: int = ONLY_NEW, acts: Iterable[act_pb2.Act.ValueType] = ()
    ) -> AsyncIterator[desk_service_pb2.WatchDeskResponse]:
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
    ) -> AsyncIterator[department_service_pb2.WatchAssignmentsResponse]:
        """Yield what happens to the cases of a department after a position; resumed like ``watch``.

        Args:
            department: the department.
            after: ``entry.position`` of the last act seen; 0 for all there ever were, ``ONLY_NEW`` for what is new.

        Raises:
            HotlineError: the service refused it.
        """
        return self._watched(self.departments.WatchAssignments, assignments_watch(department, after))

    async def refusal(self, error: grpc.RpcError) -> HotlineError:
        """Return the readable exception for what an rpc of a generated stub raised."""
        refused = HotlineError.from_rpc(error)
        fault = await asyncio.to_thread(self._peer.look_into, refused)
        return refused.with_fault(fault) if fault else refused

    async def _watched(self, method: Any, watch: Watch) -> AsyncIterator[Any]:
        trying = Trying(self._peer, watch.rpc, float("inf"))
        while True:
            stream = method(watch.request())
            alarm = _Alarm(self._peer, watch.rpc)
            try:
                try:
                    watch.opened(await stream.initial_metadata())
                finally:
                    alarm.cancel()
                async for news in stream:
                    watch.saw(news)
                    trying.succeeded()
                    yield news
            except grpc.RpcError as error:
                refused = await self.refusal(error)
                watch.check(refused)
                await asyncio.sleep(trying.pause_for(refused))
            else:
                return
            finally:
                stream.cancel()

    async def _asked(self, method: Any, request: Any) -> Any:
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


class _Alarm:
    """Tells of one rpc that gets no answer, until it is cancelled."""

    def __init__(self, peer: Peer, rpc: str) -> None:
        self._peer = peer
        self._rpc = rpc
        self._loop = asyncio.get_running_loop()
        self._begun = self._loop.time()
        self._timer = self._loop.call_later(TOLD_AFTER_SECONDS, self._ring)

    def _ring(self) -> None:
        self._timer = self._loop.call_later(TOLD_AGAIN_SECONDS, self._ring)
        self._peer.tell(Waiting(self._peer.address, self._rpc, self._loop.time() - self._begun))

    def cancel(self, _: object = None) -> None:
        """Tell no more."""
        self._timer.cancel()


class _Patient(grpc.aio.UnaryUnaryClientInterceptor):  # type: ignore[misc, unused-ignore]
    """Tells of rpcs that get no answer."""

    def __init__(self, peer: Peer) -> None:
        self._peer = peer

    async def intercept_unary_unary(self, continuation: Any, client_call_details: Any, request: Any) -> Any:
        alarm = _Alarm(self._peer, rpc_name(client_call_details.method))
        call = await continuation(client_call_details, request)
        call.add_done_callback(alarm.cancel)
        return call


def _bearers(token: Token) -> list[Any]:
    """Send a token with every rpc; grpc.aio takes one interceptor for each kind."""

    def with_token(details: Any) -> Any:
        metadata = grpc.aio.Metadata(*(details.metadata or ()), ("authorization", f"Bearer {present(token)}"))
        return details._replace(metadata=metadata)

    class Unary(grpc.aio.UnaryUnaryClientInterceptor):  # type: ignore[misc, unused-ignore]
        async def intercept_unary_unary(self, continuation: Any, client_call_details: Any, request: Any) -> Any:
            return await continuation(with_token(client_call_details), request)

    class Streaming(grpc.aio.UnaryStreamClientInterceptor):  # type: ignore[misc, unused-ignore]
        async def intercept_unary_stream(self, continuation: Any, client_call_details: Any, request: Any) -> Any:
            return await continuation(with_token(client_call_details), request)

    class Uploading(grpc.aio.StreamUnaryClientInterceptor):  # type: ignore[misc, unused-ignore]
        async def intercept_stream_unary(
            self, continuation: Any, client_call_details: Any, request_iterator: Any
        ) -> Any:
            return await continuation(with_token(client_call_details), request_iterator)

    class Both(grpc.aio.StreamStreamClientInterceptor):  # type: ignore[misc, unused-ignore]
        async def intercept_stream_stream(
            self, continuation: Any, client_call_details: Any, request_iterator: Any
        ) -> Any:
            return await continuation(with_token(client_call_details), request_iterator)

    return [Unary(), Streaming(), Uploading(), Both()]
