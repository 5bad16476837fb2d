"""Server addresses: ``host:port``, or a comma-separated list of ``ip:port``."""

from ipaddress import ip_address

_MAX_PORT = 65_535
_UNIX = "unix:"


class AddressError(ValueError):
    """Malformed server address."""


def grpc_target(address: str) -> str:
    """Return the gRPC target for an address.

    Raises:
        AddressError: malformed, or a list that is neither all IPv4 nor all IPv6.
    """
    if address.startswith(_UNIX):
        return address
    endpoints = parse_endpoints(address)
    if len(endpoints) == 1:
        return address.strip()
    try:
        versions = {ip_address(host).version for host, _ in endpoints}
    except ValueError:
        raise AddressError(f"{address}: a list of servers takes ip:port only, not host names") from None
    if len(versions) > 1:
        raise AddressError(f"{address}: a list of servers must be all IPv4 or all IPv6")
    return f"ipv{versions.pop()}:{address.replace(' ', '')}"


def parse_endpoints(address: str) -> list[tuple[str, int]]:
    """Return the hosts and ports of an address; empty for a Unix socket.

    Raises:
        AddressError: malformed.
    """
    return [] if address.startswith(_UNIX) else [_parse_endpoint(part.strip()) for part in address.split(",")]


def is_loopback(address: str) -> bool:
    """Return whether every server in an address is on this host.

    Raises:
        AddressError: malformed.
    """
    return all(_is_loopback(host) for host, _ in parse_endpoints(address))


def _parse_endpoint(text: str) -> tuple[str, int]:
    bracketed, _, port = text.rpartition(":")
    host = bracketed.removeprefix("[").removesuffix("]")
    if not host or not port.isdecimal() or int(port) > _MAX_PORT or (":" in host) == (host == bracketed):
        raise AddressError(f"{text!r}: expected host:port, or [address]:port for IPv6")
    return host, int(port)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
