"""Connecting: in plain text on loopback, with TLS elsewhere, as somebody."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import grpc

from hotline_client.addresses import is_loopback, target_of
from hotline_client.errors import HotlineError
from hotline_client.faults import ConnectionFault, fault_behind_closing
from hotline_client.waiting import Alarms, Tell, log_waiting

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


def token_in(path: Path | None) -> Token:
    """Return what reads the token in a file anew each time, so that it may be renewed; no token without a file.

    Raises:
        OSError: the file cannot be read.
    """
    if path is None:
        return ""
    path.read_text("ascii")
    return lambda: path.read_text("ascii").strip()


def tls_in(authority: Path | None, certificate: Path | None, key: Path | None) -> Tls | None:
    """Return what secures a connection, from files in PEM; nothing without any.

    Raises:
        OSError: a file cannot be read.
    """
    if not (authority or certificate):
        return None
    return Tls(*(path.read_bytes() if path else None for path in (authority, certificate, key)))


class Peer:
    """The other end of a connection: where it is, how it is spoken to, and who is told of waits for it."""

    def __init__(self, address: str, tls: Tls | None, tell: Tell) -> None:
        """Speak to ``address``, in plain text without ``tls``, and tell ``tell`` of waits."""
        self.address = address
        self.tls = tls
        self.tell = tell
        self.alarms = Alarms(address, tell)

    def refusal(self, error: grpc.RpcError) -> HotlineError:
        """Return the exception for what grpc raised; connections closed without a word are looked into."""
        refused = HotlineError.from_rpc(error)
        fault = self.look_into(refused)
        return refused.with_fault(fault) if fault else refused

    def look_into(self, refused: HotlineError) -> ConnectionFault | None:
        """Return the fault behind a connection that was closed without a word; blocks for some seconds at most."""
        if refused.fault is not ConnectionFault.CLOSED:
            return None
        certified = self.tls is not None and self.tls.certificate is not None
        return fault_behind_closing(self.address, secured=self.tls is not None, certified=certified)


def open_channel(
    address: str, token: Token = "", tls: Tls | None = None, *, waiting: Tell = log_waiting
) -> grpc.Channel:
    """Open a channel for generated stubs, with all that ``connect`` says.

    Raises:
        AddressError: the address is not written as it must be.
        ValueError: a token would go over a network in plain text.
    """
    return channel_to(Peer(address, tls, waiting), token)


def channel_to(peer: Peer, token: Token) -> grpc.Channel:
    """Open a channel to a peer.

    Raises:
        AddressError: its address is not written as it must be.
        ValueError: a token would go over a network in plain text.
    """
    target, tls = secured_target(peer.address, peer.tls), peer.tls
    if tls:
        credentials = grpc.ssl_channel_credentials(tls.authority, tls.key, tls.certificate)
        channel = grpc.secure_channel(target, credentials, options=_OPTIONS)
    else:
        channel = grpc.insecure_channel(target, options=_OPTIONS)
    channel = grpc.intercept_channel(channel, _Patient(peer.alarms))
    return grpc.intercept_channel(channel, _Bearer(token)) if token else channel


def secured_target(address: str, tls: Tls | None) -> str:
    """Return the target that grpc connects to.

    Raises:
        AddressError: the address is not written as it must be.
        ValueError: a token would go over a network in plain text.
    """
    if tls is None and not is_loopback(address):
        raise ValueError(f"{address} is not on loopback: connect with tls, plain text shows calls and tokens")
    return target_of(address)


def options() -> tuple[tuple[str, str | int], ...]:
    """How channels balance, look after their servers, and come back."""
    return _OPTIONS


def rpc_name(method: str | bytes) -> str:
    """Return the name of an rpc without that of its service."""
    return (method if isinstance(method, str) else method.decode()).rpartition("/")[2]


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


class _Patient(grpc.UnaryUnaryClientInterceptor):  # type: ignore[misc, unused-ignore]
    """Tells of rpcs that get no answer."""

    def __init__(self, alarms: Alarms) -> None:
        self._alarms = alarms

    def intercept_unary_unary(self, continuation: Any, client_call_details: Any, request: Any) -> Any:
        with self._alarms.set(rpc_name(client_call_details.method)):
            return continuation(client_call_details, request)


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
