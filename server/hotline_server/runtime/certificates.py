"""Development certificates for the server and for each registered system."""

from collections.abc import Sequence
from pathlib import Path

from hotline_server.development.certificates import CertificateAuthority
from hotline_server.ground.clock import system_clock
from hotline_server.security.systems import Systems

SERVER = "server"


def issue_certificates(folder: Path, hosts: Sequence[str], systems: Path) -> list[str]:
    """Issue certificates from a built-in development CA and return their names.

    Args:
        folder: target of the CA and the certificates.
        hosts: host names or addresses of the server.
        systems: file of the systems, in the form of sample/systems.yaml.

    Raises:
        SystemsError: if the file of the systems cannot be used.
    """
    names = Systems(systems).certificate_names
    authority = CertificateAuthority(folder, system_clock())
    authority.issue(SERVER, hosts)
    for name in names:
        authority.issue(name, [name])
    return [SERVER, *names]
