"""Contents of certificates: the hosts they were issued for, and where their issuer's certificate lies."""

from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature


def hosts_of(certificate: Path) -> list[str]:
    """Return the host names and addresses that a certificate was issued for; none where it has wildcards alone.

    Raises:
        OSError, ValueError: if the file is unreadable or no certificate.
    """
    first = x509.load_pem_x509_certificates(certificate.read_bytes())[0]
    try:
        names = first.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return []
    hosts = [*names.get_values_for_type(x509.DNSName), *map(str, names.get_values_for_type(x509.IPAddress))]
    return [host for host in hosts if "*" not in host]


def issuer_beside(certificate: Path) -> Path | None:
    """Return the file beside a certificate that holds its issuer's; none where nobody put it there.

    Raises:
        OSError, ValueError: if the certificate is unreadable or none.
    """
    first = x509.load_pem_x509_certificates(certificate.read_bytes())[0]
    for path in sorted(certificate.parent.glob("*.pem")):
        if any(_issued(first, issuer) for issuer in _certificates_in(path)):
            return path
    return None


def _certificates_in(path: Path) -> list[x509.Certificate]:
    try:
        return x509.load_pem_x509_certificates(path.read_bytes())
    except (OSError, ValueError):
        return []


def _issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True
