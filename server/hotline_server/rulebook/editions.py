"""Editions of a rule book: its version, which its rules alone tell, with that of the tests published with them."""

import codecs
import hashlib
from collections.abc import Mapping

_SIGN = "+"


def version_of(files: Mapping[str, bytes]) -> str:
    """Return the version of a rule book with these files, which its content alone tells."""
    digest = hashlib.sha256()
    for name, content in sorted(files.items()):
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:12]


def version_of_tests(tests: Mapping[str, bytes]) -> str:
    """Return the version of tests by name; what marks a file as UTF-8 does not count, as it is not kept."""
    return version_of({name: content.removeprefix(codecs.BOM_UTF8) for name, content in tests.items()})


def edition_of(version: str, tests_version: str) -> str:
    """Return the edition of a rule book; its version alone if that of its tests is empty."""
    return f"{version}{_SIGN}{tests_version}" if tests_version else version


def parted(edition: str) -> tuple[str, str]:
    """Return the version of the rule book in an edition, and that of its tests; the latter empty in a version alone."""
    version, _, tests_version = edition.partition(_SIGN)
    return version, tests_version
