"""Transport security: TLS with certificates that are read again as they change, without a restart."""

import threading
from dataclasses import dataclass
from pathlib import Path

import grpc
import structlog
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

_log = structlog.get_logger()


class CertificateError(Exception):
    """Files that do not make a certificate; the message says which and why."""


@dataclass(frozen=True, slots=True)
class CertificateFiles:
    """Where the server's certificates are, PEM.

    Attributes:
        certificate: the server's, with those between it and its authority.
        key: of the certificate.
        authority: of the clients' certificates; ``None`` where clients show none.
    """

    certificate: Path
    key: Path
    authority: Path | None = None


class ServerCertificate:
    """The certificate of an address."""

    def __init__(self, files: CertificateFiles) -> None:
        """Read the files.

        Raises:
            CertificateError: they cannot be used.
        """
        self._files = files
        self._lock = threading.Lock()
        self._changed_at = self._times()
        self._present = self._read()

    def credentials(self) -> grpc.ServerCredentials:
        """For grpc, which asks at each handshake whether the certificate has changed."""
        return grpc.dynamic_ssl_server_credentials(
            self._present,
            self._renewed,  # type: ignore[arg-type] # its stub forgets that None means no change
            require_client_authentication=self._files.authority is not None,
        )

    def _renewed(self) -> grpc.ServerCertificateConfiguration | None:
        with self._lock:
            try:
                times = self._times()
                if times == self._changed_at:
                    return None
                self._present = self._read()
            except CertificateError as error:
                # Half of a renewal, or a mistake: the certificate in use stays, and somebody must hear of it.
                _log.error("certificate could not be renewed", reason=str(error))
                return None
            self._changed_at = times
            _log.info("certificate renewed", certificate=str(self._files.certificate))
            return self._present

    def _times(self) -> list[int]:
        files = self._files
        try:
            return [path.stat().st_mtime_ns for path in (files.certificate, files.key, files.authority) if path]
        except OSError as error:
            raise CertificateError(f"证书文件读不了:{error}") from None

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
            raise CertificateError(f"证书 {files.certificate} 用不了:{error}") from None
        form = (Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        if certificate.public_key().public_bytes(*form) != private.public_key().public_bytes(*form):
            raise CertificateError(f"证书 {files.certificate} 和私钥 {files.key} 不是一对")
        return grpc.ssl_server_certificate_configuration([(key, chain)], authority)
