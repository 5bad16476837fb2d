"""Files of a rule book in a folder."""

from collections.abc import Mapping
from pathlib import Path

# Folders of the tests in that of the rule book, and of overlays that show what rules cities have.
TESTS = "tests"
EXAMPLES = "examples"
# Folders in that of a rule book, or of an overlay.
FOLDERS = frozenset({"rules", "lexicons", TESTS})
SHIPPED_READER = "shipped.reader"
_BASE = "base-version"
# Beginnings of the names of files that editors and office programs leave beside those they open.
_LEFTOVERS = (".", "~", "#")
# What lies in the folder of a rule book without being read as such.
_BESIDE = frozenset({"README.md", "schema.json", SHIPPED_READER, _BASE})


def read_files(directory: Path) -> dict[str, bytes]:
    """Read the YAML files of the rule book in ``directory``, except its tests and examples, by relative path."""
    inside = ((path.relative_to(directory), path) for path in _listed(directory))
    return {name.as_posix(): path.read_bytes() for name, path in inside if name.parts[0] not in (TESTS, EXAMPLES)}


def _listed(directory: Path) -> list[Path]:
    return sorted(path for path in directory.rglob("*.yaml") if not path.name.startswith(_LEFTOVERS))


def unread_files(directory: Path) -> list[str]:
    """Return the relative paths of the files in the folder of a rule book that are no part of it."""
    read = {*read_draft(directory), *_BESIDE}
    paths = (path.relative_to(directory) for path in directory.rglob("*") if path.is_file())
    return sorted(path.as_posix() for path in paths if path.as_posix() not in read and path.parts[0] != EXAMPLES)


def is_test(name: str) -> bool:
    """Return whether a file of a draft, by its relative path, holds tests."""
    return name.startswith(f"{TESTS}/")


def without_tests(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of a draft that hold no tests."""
    return {name: content for name, content in files.items() if not is_test(name)}


def read_test_files(directory: Path) -> dict[str, bytes]:
    """Read the test files of the rule book in ``directory``, by name."""
    return {path.name: path.read_bytes() for path in _listed(directory / TESTS)}


def read_draft(directory: Path) -> dict[str, bytes]:
    """Read the rule book in ``directory`` with its tests, by relative path."""
    tests = {f"{TESTS}/{name}": content for name, content in read_test_files(directory).items()}
    return read_files(directory) | tests


def read_base(directory: Path) -> str:
    """Return the version that the draft in ``directory`` began from; empty if it does not say."""
    path = directory / _BASE
    return path.read_text("utf-8").strip() if path.is_file() else ""


def write_base(directory: Path, version: str) -> None:
    """Note the version that the draft in ``directory`` begins from."""
    (directory / _BASE).write_text(f"{version}\n", "utf-8")


def write_draft(directory: Path, files: Mapping[str, bytes], base: str) -> None:
    """Write a draft in place of the one in ``directory``.

    Args:
        directory: folder, which is made if need be.
        files: contents of the rule book and its tests, by relative path.
        base: version that it begins from.

    Raises:
        ValueError: if a path leads out of the folder.
        OSError: if a file cannot be written.
    """
    if not all((directory / name).resolve().is_relative_to(directory.resolve()) for name in files):
        raise ValueError("a path leads out of the folder")
    write_together(directory, files)
    for name in read_draft(directory):
        if name not in files:
            (directory / name).unlink()
    write_base(directory, base)


def write_together(directory: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder by their relative paths: all, or none if one cannot be written.

    Raises:
        OSError: if one cannot.
    """
    written: dict[Path, Path] = {}
    try:
        for name, content in files.items():
            path = directory / name
            path.parent.mkdir(parents=True, exist_ok=True)
            written[path] = path.with_name(f".{path.name}.part")
            written[path].write_bytes(content)
    except OSError:
        for partial in written.values():
            partial.unlink(missing_ok=True)
        raise
    for path, partial in written.items():
        partial.replace(path)
