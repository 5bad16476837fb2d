"""Connections that cannot be made: why, and whether waiting can mend it."""

import socket
import ssl
from enum import Enum

import grpc

from hotline_client.addresses import places_of

PROBE_SECONDS = 2.0
# An HTTP/2 client's first words; a server that wants a certificate refuses it only after them.
_PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x00\x04\x00\x00\x00\x00\x00"


class ConnectionFault(Enum):
    """A reason why a server cannot be reached; its value tells staff."""

    TLS_EXPECTED = "服务要求用 TLS 连接"
    TLS_NOT_SPOKEN = "对方不是 TLS 服务"
    TLS_FAILED = "TLS 握手失败"
    CERTIFICATE_EXPECTED = "服务要求对方出示证书"
    CERTIFICATE_OUT_OF_DATE = "服务的证书不在有效期内"
    CERTIFICATE_FOR_OTHERS = "服务的证书不是签发给这个地址的"
    CERTIFICATE_UNTRUSTED = "服务的证书不是可信的机构签发的"
    CREDENTIALS_UNUSABLE = "证书或私钥用不了"
    NAME_UNKNOWN = "找不到这个主机名"
    ADDRESS_UNUSABLE = "本机连不了这种地址"
    REFUSED = "连接被拒绝，服务可能没有启动"
    UNREACHABLE = "网络不通"
    CLOSED = "连接被对方断开"
    NO_ANSWER = "服务没有按时答复"

    @property
    def is_permanent(self) -> bool:
        """Whether waiting cannot mend it: somebody has to change a setting."""
        return self not in _PASSING


_PASSING = (ConnectionFault.REFUSED, ConnectionFault.UNREACHABLE, ConnectionFault.CLOSED, ConnectionFault.NO_ANSWER)
# Words of gRPC, of BoringSSL and of the operating system, the telling ones first.
_WORDS = (
    ("WRONG_VERSION_NUMBER", ConnectionFault.TLS_NOT_SPOKEN),
    ("certificate has expired", ConnectionFault.CERTIFICATE_OUT_OF_DATE),
    ("certificate is not yet valid", ConnectionFault.CERTIFICATE_OUT_OF_DATE),
    ("Hostname Verification Check failed", ConnectionFault.CERTIFICATE_FOR_OTHERS),
    ("is not in peer certificate", ConnectionFault.CERTIFICATE_FOR_OTHERS),
    ("CERTIFICATE_REQUIRED", ConnectionFault.CERTIFICATE_EXPECTED),
    ("CERTIFICATE_VERIFY_FAILED", ConnectionFault.CERTIFICATE_UNTRUSTED),
    ("certificate signature failure", ConnectionFault.CERTIFICATE_UNTRUSTED),
    ("SSL_ERROR_SSL", ConnectionFault.TLS_FAILED),
    ("Failed to create security handshaker", ConnectionFault.CREDENTIALS_UNUSABLE),
    ("Domain name not found", ConnectionFault.NAME_UNKNOWN),
    ("answer with no data", ConnectionFault.NAME_UNKNOWN),
    ("Name or service not known", ConnectionFault.NAME_UNKNOWN),
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


def fault_of(code: grpc.StatusCode, details: str) -> ConnectionFault | None:
    """Return the fault that a failed rpc tells of; none where a server answered."""
    if code is grpc.StatusCode.DEADLINE_EXCEEDED:
        return ConnectionFault.NO_ANSWER
    if code is not grpc.StatusCode.UNAVAILABLE:
        return None
    return next((fault for words, fault in _WORDS if words in details), None)


def fault_behind_closing(address: str, *, secured: bool, certified: bool) -> ConnectionFault | None:
    """Ask servers that close connections without a word whether they want TLS or a certificate.

    Args:
        address: what the client connects to.
        secured: whether the client speaks TLS.
        certified: whether it shows a certificate.

    Returns:
        The fault; none where the closing has other reasons, such as a server that is being restarted.
    """
    if secured and certified:
        return None
    wanted = ConnectionFault.CERTIFICATE_EXPECTED if secured else ConnectionFault.TLS_EXPECTED
    return next((wanted for host, port in places_of(address) if _asks_for_more(host, port, secured=secured)), None)


def _asks_for_more(host: str, port: int, *, secured: bool) -> bool:
    # Twice: a server that is just being stopped also ends a connection, but takes no further one.
    return all(_refuses(host, port, secured=secured) for _ in range(2))


def _refuses(host: str, port: int, *, secured: bool) -> bool:
    """Return whether a server speaks TLS and, where the client does too, ends the connection all the same."""
    # Only what the server demands is asked here; nothing of ours is sent.
    context = ssl._create_unverified_context()  # noqa: S323, SLF001
    context.set_alpn_protocols(["h2"])
    try:
        with (
            socket.create_connection((host, port), PROBE_SECONDS) as plain,
            context.wrap_socket(plain, server_hostname=host) as stream,
        ):
            if not secured:
                return True
            stream.sendall(_PREFACE)
            return not stream.recv(1)
    except ssl.SSLEOFError:
        return secured
    except ssl.SSLError as error:
        return secured and "CERTIFICATE_REQUIRED" in str(error.reason)
    except OSError:
        return False
