"""Addresses that only programs on the same host can reach."""

from ipaddress import ip_address


def is_loopback(address: str) -> bool:
    """Whether nobody outside this host reaches ``address`` (``host:port`` or ``unix:path``)."""
    if address.startswith("unix:"):
        return True
    host = address.rpartition(":")[0].strip("[]")
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
