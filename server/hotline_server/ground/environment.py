"""Variables named ``HOTLINE_…``, from the environment or from a ``.env`` file in the working directory.

Commands of clients and the parent of server processes need few of them and start often: they read them here,
without the machinery that validates all settings of a server.
"""

import os
from pathlib import Path

PREFIX = "HOTLINE_"
# Default of HOTLINE_LISTEN, where clients look for a server unless told otherwise.
LISTEN = "127.0.0.1:50051"
FILE = Path(".env")


def variable(name: str, default: str) -> str:
    """Return the variable ``HOTLINE_`` + ``name``, which is in upper case; that of the environment takes precedence."""
    return os.environ.get(PREFIX + name) or variables_in_file().get(PREFIX + name) or default


def variables_in_file() -> dict[str, str]:
    """Return the variables in ``.env`` by name; none if there is no such file."""
    if not FILE.is_file():
        return {}
    # Most have no such file.
    from dotenv import dotenv_values  # noqa: PLC0415

    return {name: value for name, value in dotenv_values(FILE).items() if name.startswith(PREFIX) and value is not None}
