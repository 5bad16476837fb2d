"""The same client for asyncio."""

import asyncio
import uuid
from collections.abc import AsyncIterator
from types import TracebackType
from typing import Any, Self

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

from hotline_client.connecting import Tls, Token, options, present, target_of
from hotline_client.errors import HotlineError
from hotline_client.retrying import PATIENCE_SECONDS, TIMEOUT_SECONDS, Trying


def connect(address: str, token: Token = "", tls: Tls | None = None) -> "Hotline":
    """Connect to the service; as ``hotline_client.connect``, inside a running event loop.

    Raises:
        ValueError: neither tls nor loopback.
    """
    target = target_of(address, tls)
    interceptors = _bearers(token) if token else []
    if tls is None:
        return Hotline(grpc.aio.insecure_channel(target, options=options(), interceptors=interceptors))
    credentials = grpc.ssl_channel_credentials(tls.authority, tls.key, tls.certificate)
    return Hotline(grpc.aio.secure_channel(target, credentials, options=options(), interceptors=interceptors))


class Hotline:
    """The service, seen from outside. An asynchronous context manager.

    Attributes:
        desk, departments, leaders, inquiry, directory, policies, rules, audit, reports, hotspots, archive,
            announcements: the generated stubs of the other services; they raise ``grpc.RpcError``, which
            ``HotlineError.from_rpc`` makes readable.
    """

    def __init__(self, channel: grpc.aio.Channel) -> None:
        """Talk over ``channel``."""
        self._channel = channel
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
        trying = Trying(patience)
        while True:
            try:
                answer: intake_service_pb2.RegisterCallResponse = await self._intake.RegisterCall(
                    request, timeout=TIMEOUT_SECONDS
                )
            except grpc.RpcError as error:
                await asyncio.sleep(trying.pause_for(error))
            else:
                return answer.case

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

    async def watch(self, number: str, after: int = 0) -> AsyncIterator[case_service_pb2.WatchCaseResponse]:
        """What happens to a case after the ``after``-th entry of its log, as it happens.

        A broken stream is opened again from where it broke; nothing is skipped or repeated.
        """
        trying = Trying(float("inf"))
        while True:
            request = case_service_pb2.WatchCaseRequest(number=number, after_sequence=after)
            try:
                async for news in self._cases.WatchCase(request):
                    after = news.entry.sequence
                    trying = Trying(float("inf"))
                    yield news
            except grpc.RpcError as error:
                if error.code() is not grpc.StatusCode.UNAVAILABLE:
                    raise HotlineError.from_rpc(error) from error
                await asyncio.sleep(trying.pause_for(error))
            else:
                return

    async def _asked(self, method: Any, request: Any) -> Any:
        try:
            return await method(request, timeout=TIMEOUT_SECONDS)
        except grpc.RpcError as error:
            raise HotlineError.from_rpc(error) from error

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
