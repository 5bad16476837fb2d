"""Certificate authority for development."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from hotline_server.security.files import create_once, replace_atomically

_LIFETIME = timedelta(days=365)
_BACKDATING = timedelta(days=1)


class CertificateAuthority:
    """Certificate authority whose key and certificates are stored in a folder."""

    def __init__(self, folder: Path, now: datetime) -> None:
        """Load the authority from ``folder``, or create it with a lifetime of ten years from ``now``, UTC."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._folder = folder
        self._now = now
        pem = create_once(folder / "authority.key", lambda: _to_pem(generate_private_key(SECP256R1())))
        key = load_pem_private_key(pem, None)
        if not isinstance(key, EllipticCurvePrivateKey):
            raise TypeError(f"{folder / 'authority.key'} 不是开发用的机构密钥")
        self._key = key
        self.certificate = folder / "authority.pem"
        create_once(self.certificate, self._create_root)

    def issue(self, name: str, hosts: Iterable[str], lifetime: timedelta = _LIFETIME) -> tuple[Path, Path]:
        """Issue a certificate for servers and clients.

        Args:
            name: common name, and name of the files.
            hosts: DNS names and IP addresses.
            lifetime: from now.

        Returns:
            Paths of the certificate and its key, PEM.
        """
        key = generate_private_key(SECP256R1())
        alternatives = x509.SubjectAlternativeName([_alternative_name(host) for host in hosts])
        certificate = (
            self._build_certificate(name, self._now - _BACKDATING, self._now + lifetime)
            .public_key(key.public_key())
            .add_extension(alternatives, critical=False)
            .add_extension(
                x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]),
                critical=False,
            )
            .sign(self._key, SHA256())
        )
        paths = self._folder / f"{name}.pem", self._folder / f"{name}.key"
        replace_atomically(paths[1], _to_pem(key))
        replace_atomically(paths[0], certificate.public_bytes(Encoding.PEM))
        return paths

    def _create_root(self) -> bytes:
        certificate = (
            self._build_certificate(_AUTHORITY, self._now - _BACKDATING, self._now + 10 * _LIFETIME)
            .public_key(self._key.public_key())
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .sign(self._key, SHA256())
        )
        return certificate.public_bytes(Encoding.PEM)

    def _build_certificate(self, name: str, valid_from: datetime, valid_until: datetime) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(_common_name(name))
            .issuer_name(_common_name(_AUTHORITY))
            .serial_number(x509.random_serial_number())
            .not_valid_before(valid_from)
            .not_valid_after(valid_until)
        )


_AUTHORITY = "12345 development authority"


def _common_name(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _alternative_name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _to_pem(key: EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
