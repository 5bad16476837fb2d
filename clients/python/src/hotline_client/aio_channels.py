"""Channels for asyncio: tokens, TLS, and notices about unanswered rpcs, as ``channels`` has them."""

import asyncio
from typing import Any

import grpc

from hotline_client.channels import CHANNEL_OPTIONS, Peer, Tls, Token, resolve_token, rpc_name, target_for
from hotline_client.waits import FIRST_NOTICE_SECONDS, NOTICE_INTERVAL_SECONDS, Wait, WaitCallback, log_wait


def open_channel(
    address: str, token: Token = "", tls: Tls | None = None, *, on_wait: WaitCallback = log_wait
) -> grpc.aio.Channel:
    """Open a channel for generated stubs, like ``hotline_client.open_channel``.

    Raises:
        AddressError: the address is malformed.
        ValueError: the address is not loopback and ``tls`` is missing.
    """
    return create_channel(Peer(address, tls, on_wait), token)


def create_channel(peer: Peer, token: Token) -> grpc.aio.Channel:
    """Open a channel to ``peer`` that sends a token with every rpc."""
    target, tls = target_for(peer.address, peer.tls), peer.tls
    interceptors = [_WaitNotifier(peer), *(_bearers(token) if token else ())]
    if tls is None:
        return grpc.aio.insecure_channel(target, options=CHANNEL_OPTIONS, interceptors=interceptors)
    credentials = grpc.ssl_channel_credentials(tls.authority, tls.key, tls.certificate)
    return grpc.aio.secure_channel(target, credentials, options=CHANNEL_OPTIONS, interceptors=interceptors)


class Alarm:
    """Notifies about an unanswered rpc until cancelled."""

    def __init__(self, peer: Peer, rpc: str) -> None:
        self._peer = peer
        self._rpc = rpc
        self._loop = asyncio.get_running_loop()
        self._started = self._loop.time()
        self._timer = self._loop.call_later(FIRST_NOTICE_SECONDS, self._ring)

    def _ring(self) -> None:
        self._timer = self._loop.call_later(NOTICE_INTERVAL_SECONDS, self._ring)
        self._peer.on_wait(Wait(self._peer.address, self._rpc, self._loop.time() - self._started))

    def cancel(self, _: object = None) -> None:
        """Stop notifying."""
        self._timer.cancel()


class _WaitNotifier(grpc.aio.UnaryUnaryClientInterceptor):  # type: ignore[misc, unused-ignore]
    """Notifies about unanswered rpcs."""

    def __init__(self, peer: Peer) -> None:
        self._peer = peer

    async def intercept_unary_unary(self, continuation: Any, client_call_details: Any, request: Any) -> Any:
        alarm = Alarm(self._peer, rpc_name(client_call_details.method))
        call = await continuation(client_call_details, request)
        call.add_done_callback(alarm.cancel)
        return call


def _bearers(token: Token) -> list[Any]:
    """Return interceptors that send a token with every rpc; grpc.aio needs one per kind of rpc."""

    def with_token(details: Any) -> Any:
        metadata = grpc.aio.Metadata(*(details.metadata or ()), ("authorization", f"Bearer {resolve_token(token)}"))
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
