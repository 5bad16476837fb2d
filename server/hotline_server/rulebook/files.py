"""Files of a rule book in a folder."""

from pathlib import Path

from hotline_server.text.reader import Reader

# Folder of the tests in that of the rule book.
TESTS = "tests"
SHIPPED_READER = "shipped.reader"
# What lies in the folder of a rule book without being read as such.
_BESIDE = frozenset({"README.md", "schema.json", SHIPPED_READER})


def read_files(directory: Path) -> dict[str, bytes]:
    """Read the YAML files of the rule book in ``directory``, except its tests, by relative path."""
    paths = sorted(directory.rglob("*.yaml"))
    inside = ((path.relative_to(directory), path) for path in paths)
    return {name.as_posix(): path.read_bytes() for name, path in inside if name.parts[0] != TESTS}


def unread_files(directory: Path) -> list[str]:
    """Return the relative paths of the files in the folder of a rule book that are no part of it."""
    read = {*read_files(directory), *(f"{TESTS}/{name}" for name in read_test_files(directory)), *_BESIDE}
    paths = (path.relative_to(directory).as_posix() for path in directory.rglob("*") if path.is_file())
    return sorted(path for path in paths if path not in read)


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
