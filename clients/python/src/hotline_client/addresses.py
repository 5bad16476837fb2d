"""Addresses of servers: ``host:port``, or several ``ip:port`` with commas between."""

from ipaddress import ip_address

_LONGEST_PORT = 65_535
_UNIX = "unix:"


class AddressError(ValueError):
    """An address that cannot be connected to as it is written."""


def target_of(address: str) -> str:
    """Return the target that grpc connects to.

    Raises:
        AddressError: not of the form ``host:port``, or several that are not all IPv4 or all IPv6.
    """
    if address.startswith(_UNIX):
        return address
    places = places_of(address)
    if len(places) == 1:
        return address.strip()
    try:
        versions = {ip_address(host).version for host, _ in places}
    except ValueError:
        raise AddressError(f"{address}: several servers are written as ip:port, without host names") from None
    if len(versions) > 1:
        raise AddressError(f"{address}: several servers are all IPv4 or all IPv6")
    return f"ipv{versions.pop()}:{address.replace(' ', '')}"


def places_of(address: str) -> list[tuple[str, int]]:
    """Return the hosts and ports of an address; none for a socket in the file system.

    Raises:
        AddressError: not of the form ``host:port``.
    """
    return [] if address.startswith(_UNIX) else [_place(place.strip()) for place in address.split(",")]


def is_loopback(address: str) -> bool:
    """Return whether nobody outside this host is connected to.

    Raises:
        AddressError: not of the form ``host:port``.
    """
    return all(_is_loopback(host) for host, _ in places_of(address))


def _place(place: str) -> tuple[str, int]:
    host, _, port = place.rpartition(":")
    inside = host.removeprefix("[").removesuffix("]")
    if not inside or not port.isdecimal() or int(port) > _LONGEST_PORT or (":" in inside) == (inside == host):
        raise AddressError(f"{place!r}: an address is written host:port, one of IPv6 [address]:port")
    return inside, int(port)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
