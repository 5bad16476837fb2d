"""Terminal encoding: characters that a terminal cannot show are escaped, and end no command."""

import codecs
import io
import os
import sys


def tolerate_any_encoding() -> None:
    """Write what the terminal's encoding lacks as escapes, and read UTF-8 arguments in any locale.

    ASCII is taken for UTF-8, as click does: it is what Python assumes where nobody set an encoding.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=_wider(stream.encoding), errors="backslashreplace")
    sys.argv = [_as_typed(argument) for argument in sys.argv]


def _wider(encoding: str) -> str:
    return "utf-8" if codecs.lookup(encoding).name == "ascii" else encoding


def _as_typed(argument: str) -> str:
    try:
        return os.fsencode(argument).decode("utf-8")
    except UnicodeError:
        # It was in the locale's own encoding, or is no text at all.
        return argument.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
