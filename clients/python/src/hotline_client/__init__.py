"""Talk to the 12345 hotline service."""

from hotline_client.client import Hotline, connect, connect_with_files
from hotline_client.connecting import Tls, open_channel
from hotline_client.errors import HotlineError

__all__ = ["Hotline", "HotlineError", "Tls", "connect", "connect_with_files", "open_channel"]
