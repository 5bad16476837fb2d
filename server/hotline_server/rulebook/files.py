"""Files of a rule book in a folder."""

from pathlib import Path

from hotline_server.text.reader import Reader

# Folder of the tests in that of the rule book.
TESTS = "tests"
SHIPPED_READER = "shipped.reader"


def read_files(directory: Path) -> dict[str, bytes]:
    """Read the YAML files of the rule book in ``directory``, except its tests, by relative path."""
    paths = sorted(directory.rglob("*.yaml"))
    inside = ((path.relative_to(directory), path) for path in paths)
    return {name.as_posix(): path.read_bytes() for name, path in inside if name.parts[0] != TESTS}


def read_test_files(directory: Path) -> dict[str, bytes]:
    """Read the test files of the rule book in ``directory``, by name."""
    return {path.name: path.read_bytes() for path in sorted((directory / TESTS).glob("*.yaml"))}


def read_shipped_reader(directory: Path) -> Reader:
    """Load the learned reader that lies beside the rule book in ``directory``.

    Raises:
        OSError: if it is not there.
        ReaderFileError: if it is damaged.
    """
    return Reader((directory / SHIPPED_READER).read_bytes())
