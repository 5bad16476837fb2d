"""Overlays: rules of a city laid onto a whole rule book, such as the examples beside the shipped one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hotline_server.rulebook.editing import Edit, EditError, edited
from hotline_server.rulebook.errors import Problem, RuleBookError
from hotline_server.rulebook.files import FOLDERS, is_test
from hotline_server.rulebook.salvage import Salvage, salvage
from hotline_server.rulebook.schema.files import FORMS
from hotline_server.rulebook.source import ValuePath, parse_yaml
from hotline_server.rulebook.written_tests import PURPOSE


@dataclass(frozen=True, slots=True)
class Laid:
    """Rule book with an overlay laid onto it.

    Attributes:
        files: of both, by relative path.
        unread: results of reading files of the overlay with mistakes, of which only the readable parts were laid on.
    """

    files: dict[str, bytes]
    unread: tuple[Salvage, ...]


def lay_onto(base: Mapping[str, bytes], overlay: Mapping[str, bytes]) -> Laid:
    """Lay an overlay onto a rule book; of a file that both have, what the overlay names is replaced.

    Args:
        base: files of the rule book, by relative path.
        overlay: files of the overlay, likewise.

    Raises:
        RuleBookError: if a file of the rule book is not plain YAML, or not written so that it can be edited.
    """
    read = {name: salvage(name, content) for name, content in overlay.items() if name in base}
    both = {name: _merged(name, base[name], overlay[name], one) for name, one in read.items()}
    return Laid({**base, **overlay, **both}, tuple(one for one in read.values() if one.problems))


def rule_ids(files: Mapping[str, bytes]) -> frozenset[str]:
    """Return the ids of the rules in files, as far as they can be read."""
    sources = (salvage(name, content).source for name, content in files.items())
    contents = (source.data for source in sources if source)
    listed = (content.get("规则") for content in contents if isinstance(content, dict))
    rules = (rule for found in listed if isinstance(found, list) for rule in found if isinstance(rule, dict))
    return frozenset(str(rule.get("编号")) for rule in rules)


def foreign_files(files: Mapping[str, bytes]) -> list[str]:
    """Return the names of the files that belong to no rule book, by their folder or by what they hold.

    Raises:
        RuleBookError: if a file is not plain YAML.
    """
    return [name for name, content in files.items() if not _belongs(name, content)]


def _belongs(name: str, content: bytes) -> bool:
    folder, inside, _ = name.partition("/")
    if inside and folder not in FOLDERS:
        return False
    data = parse_yaml(name, content).data
    return isinstance(data, dict) and bool({PURPOSE} & {*data} if is_test(name) else FORMS.keys() & {*data})


def _merged(name: str, base: bytes, overlay: bytes, read: Salvage) -> bytes:
    """Return a file with the values that were read of another, which keeps its comments and the order of its lines."""
    before, after = parse_yaml(name, base).data, read.source.data if read.source else {}
    if not isinstance(before, dict) or not isinstance(after, dict):
        return overlay
    try:
        return edited(base, list(_edits((), before, after)))
    except EditError:
        raise RuleBookError([Problem(name, 1, 1, "原来的写法不能自动并入，请直接修改规则文件")]) from None


def _edits(path: ValuePath, base: Mapping[str, Any], overlay: Mapping[str, Any]) -> Iterator[Edit]:
    """Yield what makes a mapping say what another says; what that leaves empty, or could not be read, stays."""
    for key, value in overlay.items():
        present = base.get(key)
        if present and isinstance(present, dict) and isinstance(value, dict):
            yield from _edits((*path, key), present, value)
        elif value is not None and value != present:
            yield Edit((*path, key), value)
