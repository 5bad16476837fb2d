"""Environment variables named ``HOTLINE_…``, which may also be set in a ``.env`` file in the working directory.

Client commands and the parent of several server processes read the few they need here, without loading and
validating all settings of a server.
"""

import os
from pathlib import Path

PREFIX = "HOTLINE_"
# Default of HOTLINE_LISTEN, and the address that clients connect to by default.
LISTEN = "127.0.0.1:50051"
FILE = Path(".env")


def variable(name: str, default: str) -> str:
    """Return the value of ``HOTLINE_{name}``; the environment takes precedence over ``.env``."""
    return os.environ.get(PREFIX + name) or read_file().get(PREFIX + name) or default


def read_file() -> dict[str, str]:
    """Return the variables in ``.env`` by full name; none if there is no such file."""
    if not FILE.is_file():
        return {}
    from dotenv import dotenv_values  # noqa: PLC0415 - rarely needed

    return {name: value for name, value in dotenv_values(FILE).items() if name.startswith(PREFIX) and value is not None}
