"""Detection of addresses reachable only from the same host."""

from ipaddress import ip_address


def is_loopback(address: str) -> bool:
    """Return True if ``address`` (``host:port`` or ``unix:path``) is reachable only from this host."""
    if address.startswith("unix:"):
        return True
    host = address.rpartition(":")[0].strip("[]")
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
