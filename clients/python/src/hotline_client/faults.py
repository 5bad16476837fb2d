"""Reasons why a connection fails, and whether retrying can help."""

import socket
import ssl
from enum import Enum

import grpc

from hotline_client.addresses import parse_endpoints

PROBE_SECONDS = 2.0
# HTTP/2 connection preface: a server that requires a client certificate closes the connection only after it.
_PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x00\x04\x00\x00\x00\x00\x00"


class ConnectionFault(Enum):
    """Reason why a server cannot be reached; its value is the text shown to staff."""

    TLS_REQUIRED = "服务要求用 TLS 连接"
    NOT_TLS = "对方不是 TLS 服务"
    TLS_FAILED = "TLS 握手失败"
    CERTIFICATE_REQUIRED = "服务要求对方出示证书"
    CERTIFICATE_OUT_OF_DATE = "服务的证书不在有效期内"
    CERTIFICATE_HOST_MISMATCH = "服务的证书不是签发给这个地址的"
    CERTIFICATE_UNTRUSTED = "服务的证书不是可信的机构签发的"
    CREDENTIALS_UNUSABLE = "证书或私钥用不了"
    UNKNOWN_HOST = "找不到这个主机名"
    ADDRESS_UNUSABLE = "本机连不了这种地址"
    REFUSED = "连接被拒绝，服务可能没有启动"
    UNREACHABLE = "网络不通"
    CLOSED = "连接被对方断开"
    TIMED_OUT = "服务没有按时答复"

    @property
    def is_permanent(self) -> bool:
        """True if retrying cannot help: a setting has to be changed."""
        return self not in _TRANSIENT


_TRANSIENT = (ConnectionFault.REFUSED, ConnectionFault.UNREACHABLE, ConnectionFault.CLOSED, ConnectionFault.TIMED_OUT)
# Messages of gRPC, BoringSSL and the operating system, the most specific first.
_PATTERNS = (
    ("WRONG_VERSION_NUMBER", ConnectionFault.NOT_TLS),
    ("certificate has expired", ConnectionFault.CERTIFICATE_OUT_OF_DATE),
    ("certificate is not yet valid", ConnectionFault.CERTIFICATE_OUT_OF_DATE),
    ("Hostname Verification Check failed", ConnectionFault.CERTIFICATE_HOST_MISMATCH),
    ("is not in peer certificate", ConnectionFault.CERTIFICATE_HOST_MISMATCH),
    ("CERTIFICATE_REQUIRED", ConnectionFault.CERTIFICATE_REQUIRED),
    ("CERTIFICATE_VERIFY_FAILED", ConnectionFault.CERTIFICATE_UNTRUSTED),
    ("certificate signature failure", ConnectionFault.CERTIFICATE_UNTRUSTED),
    ("SSL_ERROR_SSL", ConnectionFault.TLS_FAILED),
    ("Failed to create security handshaker", ConnectionFault.CREDENTIALS_UNUSABLE),
    ("Domain name not found", ConnectionFault.UNKNOWN_HOST),
    ("answer with no data", ConnectionFault.UNKNOWN_HOST),
    ("Name or service not known", ConnectionFault.UNKNOWN_HOST),
    ("Address family not supported", ConnectionFault.ADDRESS_UNUSABLE),
    ("Cannot assign requested address", ConnectionFault.ADDRESS_UNUSABLE),
    ("Connection refused", ConnectionFault.REFUSED),
    ("No route to host", ConnectionFault.UNREACHABLE),
    ("Network is unreachable", ConnectionFault.UNREACHABLE),
    ("timed out", ConnectionFault.UNREACHABLE),
    ("lookup failed", ConnectionFault.UNREACHABLE),
    ("DNS resolution failed", ConnectionFault.UNREACHABLE),
    ("Socket closed", ConnectionFault.CLOSED),
    ("reset by peer", ConnectionFault.CLOSED),
)


def classify_fault(code: grpc.StatusCode, details: str) -> ConnectionFault | None:
    """Return the fault that made an rpc fail; None if the server answered."""
    if code is grpc.StatusCode.DEADLINE_EXCEEDED:
        return ConnectionFault.TIMED_OUT
    if code is not grpc.StatusCode.UNAVAILABLE:
        return None
    return next((fault for pattern, fault in _PATTERNS if pattern in details), None)


def probe_closed_connection(address: str, *, uses_tls: bool, has_certificate: bool) -> ConnectionFault | None:
    """Probe servers that close connections without a reason for whether they require TLS or a certificate.

    Args:
        address: the client's address for the servers.
        uses_tls: whether the client uses TLS.
        has_certificate: whether it has a client certificate.

    Returns:
        The fault; None if the connection was closed for another reason, such as a restart.
    """
    if uses_tls and has_certificate:
        return None
    fault = ConnectionFault.CERTIFICATE_REQUIRED if uses_tls else ConnectionFault.TLS_REQUIRED
    endpoints = parse_endpoints(address)
    return next((fault for host, port in endpoints if _always_refuses(host, port, uses_tls=uses_tls)), None)


def _always_refuses(host: str, port: int, *, uses_tls: bool) -> bool:
    # Probed twice: a stopping server also closes a connection, but does not accept another.
    return all(_refuses(host, port, uses_tls=uses_tls) for _ in range(2))


def _refuses(host: str, port: int, *, uses_tls: bool) -> bool:
    """Return whether a server speaks TLS and, if the client does too, still closes the connection."""
    try:
        with _connected(host, port) as stream:
            stream.do_handshake()
            if not uses_tls:
                return True
            stream.sendall(_PREFACE)
            return not stream.recv(1)
    except ssl.SSLEOFError:
        return uses_tls
    except ssl.SSLError as error:
        return uses_tls and "CERTIFICATE_REQUIRED" in str(error.reason)
    except OSError:
        return False


def _connected(host: str, port: int) -> ssl.SSLSocket:
    """Connect to the first address of a server that answers, without a handshake.

    Raises:
        OSError: no address answers.
    """
    # Verification is off: the probe only observes the server's requirements and sends no data.
    context = ssl._create_unverified_context()  # noqa: S323, SLF001
    context.set_alpn_protocols(["h2"])
    refused: OSError | None = None
    for family, kind, protocol, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        # Wrapped before it connects: wrapping a connection that a killed server has just reset leaves it open.
        stream = context.wrap_socket(
            socket.socket(family, kind, protocol), server_hostname=host, do_handshake_on_connect=False
        )
        stream.settimeout(PROBE_SECONDS)
        try:
            stream.connect(address)
        except OSError as error:
            stream.close()
            refused = error
        else:
            return stream
    raise refused or OSError(f"{host} has no address")
