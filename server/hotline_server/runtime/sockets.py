"""Addresses of a server and their transport security."""

from dataclasses import dataclass, replace

import grpc

from hotline_server.ground.config import Settings
from hotline_server.runtime.identification import ExposedError
from hotline_server.security.loopback import is_loopback
from hotline_server.security.transport import CertificateFiles, ServerCertificate


class PortTakenError(Exception):
    """Address that is already in use."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Addresses of a server as ``host:port``; ``systems`` is empty if there is none for systems."""

    clients: str
    systems: str = ""


def listen(server: grpc.Server, settings: Settings) -> Addresses:
    """Bind a server to the configured addresses and return them with the ports assigned.

    Raises:
        CertificateError: if a certificate cannot be used.
        ExposedError: if an address that is not loopback has no transport security.
        PortTakenError: if something else listens there.
    """
    files = _files(settings)
    if files:
        port = _open_port(server, settings.listen, ServerCertificate(files).credentials())
    elif is_loopback(settings.listen):
        port = _open_port(server, settings.listen, None)
    else:
        raise ExposedError("不只在本机回环地址上服务时，要用 HOTLINE_CERTIFICATE 和 HOTLINE_PRIVATE_KEY 启用 TLS")
    if settings.supervised:
        _open_port(server, settings.supervised, None)
    if not settings.listen_systems:
        return Addresses(_with_port(settings.listen, port))
    if files is None or settings.client_authority is None or settings.systems is None:
        raise ExposedError(
            "HOTLINE_LISTEN_SYSTEMS 要和 HOTLINE_CERTIFICATE、HOTLINE_PRIVATE_KEY、HOTLINE_CLIENT_AUTHORITY、"
            "HOTLINE_SYSTEMS 一起设置"
        )
    mutual = ServerCertificate(replace(files, authority=settings.client_authority))
    systems_port = _open_port(server, settings.listen_systems, mutual.credentials())
    return Addresses(_with_port(settings.listen, port), _with_port(settings.listen_systems, systems_port))


def _with_port(address: str, port: int) -> str:
    return f"{address.rpartition(':')[0]}:{port}"


def _files(settings: Settings) -> CertificateFiles | None:
    if settings.certificate is None and settings.private_key is None:
        return None
    if settings.certificate is None or settings.private_key is None:
        raise ExposedError("HOTLINE_CERTIFICATE 和 HOTLINE_PRIVATE_KEY 要一起设置")
    return CertificateFiles(settings.certificate, settings.private_key)


def _open_port(server: grpc.Server, address: str, credentials: grpc.ServerCredentials | None) -> int:
    try:
        if credentials is None:
            return server.add_insecure_port(address)
        return server.add_secure_port(address, credentials)
    except RuntimeError as error:
        raise PortTakenError(f"{address} 不能监听：{error}") from None
