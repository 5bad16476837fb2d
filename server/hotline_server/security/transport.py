"""Transport security: TLS certificates that are reloaded when they change."""

import threading
from dataclasses import dataclass
from pathlib import Path

import grpc
import structlog
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key
from hotline_client.system_errors import reason_of

_log = structlog.get_logger()


class CertificateError(Exception):
    """Unusable certificate files; the message, in Chinese, names the file and the reason."""


@dataclass(frozen=True, slots=True)
class CertificateFiles:
    """Paths of the server's certificates, in PEM.

    Attributes:
        certificate: of the server, followed by intermediate certificates.
        key: private key of the certificate.
        authority: CA certificates for verifying clients; ``None`` if clients need no certificate.
    """

    certificate: Path
    key: Path
    authority: Path | None = None


class ServerCertificate:
    """Certificate of a listening address. Thread-safe."""

    def __init__(self, files: CertificateFiles) -> None:
        """Read the files.

        Raises:
            CertificateError: if a file is unreadable or invalid, or the key does not match the certificate.
        """
        self._files = files
        self._lock = threading.Lock()
        self._modified_at = self._modification_times()
        self._current = self._read()

    def credentials(self) -> grpc.ServerCredentials:
        """Return server credentials that check for a changed certificate at each handshake."""
        return grpc.dynamic_ssl_server_credentials(
            self._current,
            self._reload_if_changed,  # type: ignore[arg-type] # its stub forgets that None means no change
            require_client_authentication=self._files.authority is not None,
        )

    def _reload_if_changed(self) -> grpc.ServerCertificateConfiguration | None:
        with self._lock:
            try:
                times = self._modification_times()
                if times == self._modified_at:
                    return None
                self._current = self._read()
            except CertificateError as error:
                # The files may be half replaced or invalid; continue with the current certificate.
                _log.error("certificate could not be renewed", reason=str(error))
                return None
            self._modified_at = times
            _log.info("certificate renewed", certificate=str(self._files.certificate))
            return self._current

    def _modification_times(self) -> list[int]:
        files = self._files
        try:
            return [path.stat().st_mtime_ns for path in (files.certificate, files.key, files.authority) if path]
        except OSError as error:
            raise CertificateError(f"无法读取证书文件 {error.filename}：{reason_of(error)}") from None

    def _read(self) -> grpc.ServerCertificateConfiguration:
        files = self._files
        try:
            chain, key = files.certificate.read_bytes(), files.key.read_bytes()
            authority = files.authority.read_bytes() if files.authority else None
            certificate = x509.load_pem_x509_certificates(chain)[0]
            private = load_pem_private_key(key, None)
            if authority:
                x509.load_pem_x509_certificates(authority)
        except (OSError, ValueError, TypeError) as error:
            raise CertificateError(f"证书 {files.certificate} 无法使用：{error}") from None
        form = (Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        if certificate.public_key().public_bytes(*form) != private.public_key().public_bytes(*form):
            raise CertificateError(f"证书 {files.certificate} 与私钥 {files.key} 不匹配")
        return grpc.ssl_server_certificate_configuration([(key, chain)], authority)
