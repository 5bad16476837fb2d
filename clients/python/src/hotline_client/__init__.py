"""Client for the 12345 hotline service."""

from hotline_client.addresses import AddressError
from hotline_client.channels import Tls, open_channel
from hotline_client.client import Hotline, connect, connect_with_files
from hotline_client.errors import HotlineError
from hotline_client.faults import ConnectionFault
from hotline_client.waits import Wait
from hotline_client.watches import ONLY_NEW

__all__ = [
    "ONLY_NEW",
    "AddressError",
    "ConnectionFault",
    "Hotline",
    "HotlineError",
    "Tls",
    "Wait",
    "connect",
    "connect_with_files",
    "open_channel",
]
