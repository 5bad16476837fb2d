"""Memory of a process that serves for months."""

import ctypes
from contextlib import suppress

# M_ARENA_MAX in glibc's malloc.h.
_ARENA_MAX = -8
_ARENAS = 2


def share_heaps() -> None:
    """Let threads share two heaps of the C library, before they start.

    Each thread would fill one of its own, which keeps the most it ever held. Other libraries than glibc have no such
    heaps, and are left alone.
    """
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(_ARENA_MAX, _ARENAS)
