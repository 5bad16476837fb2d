"""Connecting: in plain text on loopback, with TLS elsewhere, as somebody."""

import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import grpc

_SERVICE = {
    "loadBalancingConfig": [{"round_robin": {}}],
    "healthCheckConfig": {"serviceName": ""},
}
_OPTIONS = (
    ("grpc.service_config", json.dumps(_SERVICE)),
    # A server that was restarted is found again within seconds, one that vanished is noticed.
    ("grpc.initial_reconnect_backoff_ms", 100),
    ("grpc.max_reconnect_backoff_ms", 3000),
    ("grpc.keepalive_time_ms", 30_000),
    ("grpc.keepalive_timeout_ms", 10_000),
)
_LOOPBACK = ("127.", "localhost:", "[::1]:", "unix:")

Token = str | Callable[[], str]
"""A token, or what gives the present one, for tokens that are renewed."""


class Tls(NamedTuple):
    """What secures a connection; PEM.

    Attributes:
        authority: certificates of whoever vouches for the server; those of the system if none are given.
        certificate, key: the client's own, for systems that are known by them.
    """

    authority: bytes | None = None
    certificate: bytes | None = None
    key: bytes | None = None


def open_channel(address: str, token: Token = "", tls: Tls | None = None) -> grpc.Channel:
    """A channel for generated stubs, with all that ``connect`` says.

    Raises:
        ValueError: a token would go over a network in plain text.
    """
    target = target_of(address, tls)
    if tls:
        credentials = grpc.ssl_channel_credentials(tls.authority, tls.key, tls.certificate)
        channel = grpc.secure_channel(target, credentials, options=_OPTIONS)
    else:
        channel = grpc.insecure_channel(target, options=_OPTIONS)
    return grpc.intercept_channel(channel, _Bearer(token)) if token else channel


def target_of(address: str, tls: Tls | None) -> str:
    """What grpc connects to.

    Raises:
        ValueError: a token would go over a network in plain text.
    """
    if tls is None and not all(place.startswith(_LOOPBACK) for place in address.split(",")):
        raise ValueError(f"{address} is not on loopback: connect with tls, plain text shows calls and tokens")
    return f"ipv4:{address}" if "," in address else address


def options() -> tuple[tuple[str, str | int], ...]:
    """How channels balance, look after their servers, and come back."""
    return _OPTIONS


def present(token: Token) -> str:
    """The token to send now."""
    return token if isinstance(token, str) else token()


class _Details(NamedTuple):
    """What grpc passes interceptors of an rpc."""

    method: str
    timeout: float | None
    metadata: Any
    credentials: grpc.CallCredentials | None
    wait_for_ready: bool | None
    compression: grpc.Compression | None


class _Bearer(
    grpc.UnaryUnaryClientInterceptor,  # type: ignore[misc, unused-ignore]
    grpc.UnaryStreamClientInterceptor,  # type: ignore[misc, unused-ignore]
    grpc.StreamUnaryClientInterceptor,  # type: ignore[misc, unused-ignore]
    grpc.StreamStreamClientInterceptor,  # type: ignore[misc, unused-ignore]
):
    """Sends a token with every rpc."""

    def __init__(self, token: Token) -> None:
        self._token = token

    def intercept_unary_unary(self, continuation: Any, client_call_details: Any, request: Any) -> Any:
        return continuation(self._with_token(client_call_details), request)

    def intercept_unary_stream(self, continuation: Any, client_call_details: Any, request: Any) -> Any:
        return continuation(self._with_token(client_call_details), request)

    def intercept_stream_unary(
        self, continuation: Any, client_call_details: Any, request_iterator: Iterator[Any]
    ) -> Any:
        return continuation(self._with_token(client_call_details), request_iterator)

    def intercept_stream_stream(
        self, continuation: Any, client_call_details: Any, request_iterator: Iterator[Any]
    ) -> Any:
        return continuation(self._with_token(client_call_details), request_iterator)

    def _with_token(self, details: Any) -> _Details:
        metadata = [*(details.metadata or ()), ("authorization", f"Bearer {present(self._token)}")]
        return _Details(
            details.method,
            details.timeout,
            metadata,
            details.credentials,
            details.wait_for_ready,
            details.compression,
        )
