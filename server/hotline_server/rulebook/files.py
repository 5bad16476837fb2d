"""Files of a rule book in a folder."""

from pathlib import Path

# Folder of the tests in that of the rule book.
TESTS = "tests"


def read_files(directory: Path) -> dict[str, bytes]:
    """Read the YAML files of the rule book in ``directory``, except its tests, by relative path."""
    paths = sorted(directory.rglob("*.yaml"))
    inside = ((path.relative_to(directory), path) for path in paths)
    return {name.as_posix(): path.read_bytes() for name, path in inside if name.parts[0] != TESTS}


def read_test_files(directory: Path) -> dict[str, bytes]:
    """Read the test files of the rule book in ``directory``, by name."""
    return {path.name: path.read_bytes() for path in sorted((directory / TESTS).glob("*.yaml"))}
