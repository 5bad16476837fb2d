"""Talk to the 12345 hotline service."""

from hotline_client.client import Hotline, connect
from hotline_client.errors import HotlineError

__all__ = ["Hotline", "HotlineError", "connect"]
