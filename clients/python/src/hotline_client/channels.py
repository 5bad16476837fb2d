"""gRPC channels: in plain text on loopback, with TLS elsewhere, with credentials."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import grpc

from hotline_client.addresses import grpc_target, is_loopback
from hotline_client.errors import HotlineError
from hotline_client.faults import ConnectionFault, probe_closed_connection
from hotline_client.system_errors import reason_of
from hotline_client.waits import Alarms, WaitCallback, log_wait

_SERVICE_CONFIG = {
    "loadBalancingConfig": [{"round_robin": {}}],
    "healthCheckConfig": {"serviceName": ""},
}
CHANNEL_OPTIONS = (
    ("grpc.service_config", json.dumps(_SERVICE_CONFIG)),
    # Reconnects to a restarted server within seconds and notices one that vanished.
    ("grpc.initial_reconnect_backoff_ms", 100),
    ("grpc.max_reconnect_backoff_ms", 3000),
    ("grpc.keepalive_time_ms", 30_000),
    ("grpc.keepalive_timeout_ms", 10_000),
)

Token = str | Callable[[], str]
"""A bearer token, or a function that returns the current one."""


class Tls(NamedTuple):
    """TLS settings; all in PEM.

    Attributes:
        authority: CA certificates to trust; None for the system's.
        certificate, key: client certificate and private key, for mutual TLS.
    """

    authority: bytes | None = None
    certificate: bytes | None = None
    key: bytes | None = None


class PlainTextError(ValueError):
    """Address beyond this host, which is not reached in plain text."""


def token_reader(path: Path | None) -> Token:
    """Return a function that rereads a token file on every call, so tokens can be rotated; "" without a file.

    Raises:
        OSError: the file cannot be read.
    """
    if path is None:
        return ""
    path.read_text("ascii")
    return lambda: _read_token(path)


def _read_token(path: Path) -> str:
    """Read a token anew; a file that is unusable for now is refused as the service refuses a token."""
    try:
        return path.read_text("ascii").strip()
    except OSError as error:
        reason = f"读不了令牌 {path}：{reason_of(error)}"
    except UnicodeDecodeError:
        reason = f"{path} 里不是令牌"
    raise HotlineError(grpc.StatusCode.UNAUTHENTICATED, reason, {})


def load_tls(authority: Path | None, certificate: Path | None, key: Path | None) -> Tls | None:
    """Load TLS settings from PEM files; None without any.

    Raises:
        OSError: a file cannot be read.
    """
    if not (authority or certificate):
        return None
    return Tls(*(path.read_bytes() if path else None for path in (authority, certificate, key)))


class Peer:
    """Server side of a connection: its address, its TLS settings, and the callback for long waits."""

    def __init__(self, address: str, tls: Tls | None, on_wait: WaitCallback) -> None:
        """Describe the server at ``address``, reached in plain text if ``tls`` is None."""
        self.address = address
        self.tls = tls
        self.on_wait = on_wait
        self.alarms = Alarms(address, on_wait)

    def refusal(self, error: grpc.RpcError) -> HotlineError:
        """Convert an exception raised by grpc, diagnosing connections that were closed without a reason."""
        failure = HotlineError.from_rpc(error)
        fault = self.diagnose(failure)
        return failure.with_fault(fault) if fault else failure

    def diagnose(self, error: HotlineError) -> ConnectionFault | None:
        """Return the fault behind a connection closed without a reason, if any; may block for a few seconds."""
        if error.fault is not ConnectionFault.CLOSED:
            return None
        has_certificate = self.tls is not None and self.tls.certificate is not None
        return probe_closed_connection(self.address, uses_tls=self.tls is not None, has_certificate=has_certificate)


def open_channel(
    address: str, token: Token = "", tls: Tls | None = None, *, on_wait: WaitCallback = log_wait
) -> grpc.Channel:
    """Open a channel for generated stubs; takes the arguments of ``connect``.

    Raises:
        AddressError: the address is malformed.
        ValueError: the address is not loopback and ``tls`` is missing.
    """
    return create_channel(Peer(address, tls, on_wait), token)


def create_channel(peer: Peer, token: Token) -> grpc.Channel:
    """Open a channel to a peer.

    Raises:
        AddressError: its address is malformed.
        ValueError: its address is not loopback and it has no TLS settings.
    """
    target, tls = target_for(peer.address, peer.tls), peer.tls
    if tls:
        credentials = grpc.ssl_channel_credentials(tls.authority, tls.key, tls.certificate)
        channel = grpc.secure_channel(target, credentials, options=CHANNEL_OPTIONS)
    else:
        channel = grpc.insecure_channel(target, options=CHANNEL_OPTIONS)
    channel = grpc.intercept_channel(channel, _WaitNotifier(peer.alarms))
    return grpc.intercept_channel(channel, _Bearer(token)) if token else channel


def target_for(address: str, tls: Tls | None) -> str:
    """Return the gRPC target for an address, refusing plain text beyond loopback.

    Raises:
        AddressError: the address is malformed.
        ValueError: the address is not loopback and ``tls`` is missing.
    """
    if tls is None and not is_loopback(address):
        raise PlainTextError(f"{address} is not a loopback address: use tls, plain text would expose calls and tokens")
    return grpc_target(address)


def rpc_name(method: str | bytes) -> str:
    """Return the name of an rpc without its service."""
    return (method if isinstance(method, str) else method.decode()).rpartition("/")[2]


def resolve_token(token: Token) -> str:
    """Return the current token."""
    return token if isinstance(token, str) else token()


class _Details(NamedTuple):
    """Call details, as grpc passes them to interceptors."""

    method: str
    timeout: float | None
    metadata: Any
    credentials: grpc.CallCredentials | None
    wait_for_ready: bool | None
    compression: grpc.Compression | None


class _WaitNotifier(grpc.UnaryUnaryClientInterceptor):  # type: ignore[misc, unused-ignore]
    """Notifies about unanswered rpcs."""

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
        metadata = [*(details.metadata or ()), ("authorization", f"Bearer {resolve_token(self._token)}")]
        return _Details(
            details.method,
            details.timeout,
            metadata,
            details.credentials,
            details.wait_for_ready,
            details.compression,
        )
