"""Where commands print: as wide as the terminal, or wide enough for tables when piped."""

import os

from rich.console import Console

PIPED_WIDTH = 160


def console() -> Console:
    """A console for standard output."""
    return Console(width=None if os.isatty(1) else PIPED_WIDTH)
