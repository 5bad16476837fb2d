"""Overlays: rules of a city laid onto a whole rule book, such as the examples beside the shipped one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml
from yaml import CollectionNode, MappingNode, Node, ScalarNode

from hotline_server.rulebook.files import FOLDERS, is_test
from hotline_server.rulebook.schema.files import FORMS
from hotline_server.rulebook.source import parse_yaml
from hotline_server.rulebook.written_tests import PURPOSE


def lay_onto(base: Mapping[str, bytes], overlay: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return a rule book with the files of an overlay; of a file that both have, what the overlay names is replaced.

    Args:
        base: files of the rule book, by relative path.
        overlay: files of the overlay, likewise.

    Raises:
        RuleBookError: if a file that both have is not plain YAML.
    """
    both = {name: _merged(name, base[name], content) for name, content in overlay.items() if name in base}
    return {**base, **overlay, **both}


def rule_ids(files: Mapping[str, bytes]) -> frozenset[str]:
    """Return the ids of the rules in files.

    Raises:
        RuleBookError: if a file is not plain YAML.
    """
    contents = (parse_yaml(name, content).data for name, content in files.items())
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


@dataclass(frozen=True, slots=True)
class _Edit:
    """Replacement of part of a text."""

    start: int
    end: int
    text: str


def _merged(name: str, base: bytes, overlay: bytes) -> bytes:
    """Return a file with the values of another, which keeps its comments and the order of its lines."""
    for content in (base, overlay):
        parse_yaml(name, content)
    text, other = base.decode("utf-8-sig"), overlay.decode("utf-8-sig")
    before, after = (yaml.compose(one, Loader=yaml.SafeLoader) for one in (text, other))
    if not isinstance(before, MappingNode) or not isinstance(after, MappingNode):
        return overlay
    for edit in sorted(_edits(before, after, other), key=lambda one: one.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text.encode()


def _edits(base: MappingNode, overlay: MappingNode, written: str) -> Iterator[_Edit]:
    """Yield what makes a mapping like another, whose text is ``written``."""
    known = {key.value: value for key, value in base.value}
    for key, value in overlay.value:
        present = known.get(key.value)
        if isinstance(present, MappingNode) and isinstance(value, MappingNode):
            yield from _edits(present, value, written)
        elif present:
            yield _Edit(present.start_mark.index, _end(present), _in_flow(value, written))
        elif base.flow_style:
            start = base.start_mark.index + 1
            yield _Edit(start, start, f"{key.value}: {_in_flow(value, written)}, ")
        else:
            start, indent = base.start_mark.index, " " * base.start_mark.column
            yield _Edit(start, start, f"{key.value}: {_in_flow(value, written)}\n{indent}")


def _end(node: Node) -> int:
    """Return where the text of a value ends; that of a block ends with its last member, not where the next begins."""
    if not isinstance(node, CollectionNode) or node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return _end(last[1] if isinstance(node, MappingNode) else last)


def _in_flow(node: Node, written: str) -> str:
    """Return a value on one line."""
    if isinstance(node, ScalarNode):
        return written[node.start_mark.index : node.end_mark.index]
    if isinstance(node, MappingNode):
        return f"{{{', '.join(f'{key.value}: {_in_flow(value, written)}' for key, value in node.value)}}}"
    return f"[{', '.join(_in_flow(member, written) for member in node.value)}]"
