"""Default folders."""

from pathlib import Path

PROJECT = Path(__file__).parents[3]
# Relative to where a command is started.
DEVELOPMENT = Path("var/development")
_PACKAGE = Path(__file__).parents[1]


def bundled(folder: str) -> Path:
    """Return the path of a folder in the installed package, or in the checkout if it is not there."""
    in_package = _PACKAGE / folder
    return in_package if in_package.is_dir() else PROJECT / folder
