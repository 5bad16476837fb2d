"""Addresses of other people's services, checked before they are used."""

import re
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

_PORTS = range(1, 65536)
_WRITTEN = re.compile(r"[!-~]+")
_HOST = re.compile(r"(?=.{1,253}$)\w[\w-]{0,62}(\.\w[\w-]{0,62})*", re.ASCII)


def check_host(host: str) -> str:
    """Return the name or address of a host.

    Raises:
        ValueError: if it is none, with what is allowed.
    """
    if not (_HOST.fullmatch(host) or _is_address(host)):
        raise ValueError("主机要写域名或者 IP 地址，不能有汉字和空格，点之间的每一段不超过 63 个字")
    return host


def check_address(url: str) -> str:
    """Return the address of something that is posted to: https, or http on loopback.

    Raises:
        ValueError: if it is none, with what is allowed; the message quotes none of it, since addresses may hold keys.
    """
    address = split_address(url)
    if address.scheme != "https" and not (address.scheme == "http" and is_loopback(address.hostname or "")):
        raise ValueError("网址要以 https:// 开头，本机的可以用 http://")
    if address.username is not None or address.password is not None:
        raise ValueError("网址里不能写用户和密码")
    check_host(address.hostname or "")
    return url


def is_loopback(host: str) -> bool:
    """Return whether a host is this machine."""
    return ip_address(host).is_loopback if _is_address(host) else host == "localhost"


def split_address(url: str) -> SplitResult:
    """Return the parts of a URL.

    Raises:
        ValueError: if it has letters or a port that no URL has.
    """
    if not _WRITTEN.fullmatch(url):
        raise ValueError("网址里不能有汉字、空格")
    try:
        address = urlsplit(url)
        known = address.port is None or address.port in _PORTS
    except ValueError:
        known = False
    if not known:
        raise ValueError("网址里的主机或者端口不对，端口是 1 到 65535")
    return address


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
