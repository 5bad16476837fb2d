"""Edits of rule book files as text: only what is meant changes; comments, layout and the rest stay as they are."""

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

import yaml

from hotline_server.rulebook.errors import RuleBookError
from hotline_server.rulebook.source import ValuePath, parse_scalar, parse_yaml

_PLAIN = re.compile(r"[\w（《(“…][\w（）()《》·/“”，、。；？！…—〔〕\-]*")
_FLAGS = {True: "是", False: "否"}
_WIDEST = 1 << 30


class EditError(Exception):
    """Edit that a file is not written for: it would change more than is meant."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Edit of one value.

    Attributes:
        path: of the value in the file as it was; of the list or mapping, for an item or a key that it lacks.
        value: new value; ``None`` deletes it.
        is_new: True if the value is a further item of the list at the path.
    """

    path: ValuePath
    value: Any
    is_new: bool = False


def edited(content: bytes, edits: Sequence[Edit]) -> bytes:
    """Return a file with edits, each of another value.

    Raises:
        EditError: if it would say anything but what it said with these edits.
        RuleBookError: if it is no file of a rule book as it is.
    """
    wanted = _expected(parse_yaml("", content).data, edits)
    text = content.decode("utf-8-sig")
    try:
        changed = _Text(text).edited(edits).encode()
        said = parse_yaml("", changed).data
    except (RuleBookError, yaml.YAMLError):
        raise EditError from None
    if said != wanted:
        raise EditError
    return content[: len(content) - len(text.encode())] + changed


def _expected(data: Any, edits: Sequence[Edit]) -> Any:
    """Return what a file says after edits."""
    data = deepcopy(data)
    for edit in edits:
        if edit.is_new:
            _at(data, edit.path).append(edit.value)
        elif edit.value is not None:
            _at(data, edit.path[:-1])[edit.path[-1]] = edit.value
    deleted = [edit.path for edit in edits if edit.value is None]
    # From the last item of a list to the first, which keep their places meanwhile.
    for path in sorted(deleted, key=lambda path: [(isinstance(step, str), step) for step in path], reverse=True):
        del _at(data, path[:-1])[path[-1]]
    return data


def _at(data: Any, path: ValuePath) -> Any:
    for step in path:
        data = data[step]
    return data


@dataclass(slots=True)
class _Container:
    """Edits of one list or mapping: of its parts by their places, and new ones behind the part before them."""

    node: yaml.CollectionNode
    removed: set[int] = field(default_factory=set)
    added: dict[int, list[str]] = field(default_factory=dict)


class _Text:
    """Text of a file with the places of its values."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._root: Any = yaml.compose(text, Loader=yaml.CSafeLoader)
        self._containers: dict[int, _Container] = {}
        self._splices: list[tuple[int, int, str]] = []

    def edited(self, edits: Sequence[Edit]) -> str:
        """Return the text with edits.

        Raises:
            EditError: if a place is not written as these edits need it.
        """
        for edit in edits:
            self._enter(edit)
        for container in self._containers.values():
            self._splices += self._container_splices(container)
        text: list[str] = []
        place = 0
        # Of lines that are put in one place, those that stand deeper come first.
        for begin, end, new in sorted(self._splices):
            if begin < place:
                raise EditError
            text += (self._text[place:begin], new)
            place = end
        return "".join([*text, self._text[place:]])

    def _enter(self, edit: Edit) -> None:
        if edit.is_new:
            node = self._node(edit.path)
            if not isinstance(node, yaml.SequenceNode):
                raise EditError
            last = len(node.value) - 1
            self._container(node).added.setdefault(last, []).append(self._item(node, edit.value))
            return
        parent, step = self._node(edit.path[:-1]), edit.path[-1]
        place = _place(parent, step)
        if place is None:
            self._add_key(parent, str(step), edit.value)
        elif edit.value is None:
            self._container(parent).removed.add(place)
        else:
            self._replace(parent, place, edit.value)

    def _replace(self, parent: yaml.CollectionNode, place: int, value: Any) -> None:
        node = _value(parent, place)
        is_list = isinstance(node, yaml.SequenceNode) and all(isinstance(one, yaml.ScalarNode) for one in node.value)
        if is_list and isinstance(value, list):
            self._replace_items(node, value)
            return
        is_block = isinstance(node, yaml.CollectionNode) and not node.flow_style
        if is_block or (isinstance(value, (list, dict)) and not parent.flow_style):
            key = parent.value[place][0]
            indent = key.start_mark.column
            self._splices.append((key.start_mark.index, self._end(node), _pair(key.value, value, indent)))
            return
        self._splices.append((node.start_mark.index, self._end(node), _flow(value)))

    def _replace_items(self, node: yaml.SequenceNode, wanted: list[Any]) -> None:
        """Replace the items of a list by others; those that stay are not touched."""
        have = [parse_scalar(one.value, is_plain=one.style is None) for one in node.value]
        container = self._container(node)
        for _, first, last, begin, end in SequenceMatcher(None, have, wanted, autojunk=False).get_opcodes():
            old, new = node.value[first:last], wanted[begin:end]
            if have[first:last] == new:
                continue
            for one, value in zip(old, new, strict=False):
                self._splices.append((one.start_mark.index, self._end(one), _flow(value)))
            container.removed.update(range(first + len(new), last))
            if new[len(old) :]:
                further = [self._item(node, value) for value in new[len(old) :]]
                container.added.setdefault(last - 1, []).extend(further)

    def _add_key(self, parent: yaml.CollectionNode, key: str, value: Any) -> None:
        if not isinstance(parent, yaml.MappingNode) or not parent.value:
            raise EditError
        last = len(parent.value) - 1
        if parent.flow_style:
            written = f"{key}: {_flow(value)}"
        else:
            written = _pair(key, value, parent.value[0][0].start_mark.column)
        self._container(parent).added.setdefault(last, []).append(written)

    @staticmethod
    def _item(node: yaml.SequenceNode, value: Any) -> str:
        """Return a further item of a list as its neighbours are written."""
        is_flow = node.flow_style or not isinstance(value, dict) or all(one.flow_style for one in node.value)
        if is_flow:
            return _flow(value)
        indent = node.start_mark.column + 2
        return f"\n{' ' * indent}".join(_pair(key, one, indent) for key, one in value.items())

    def _container(self, node: yaml.CollectionNode) -> _Container:
        return self._containers.setdefault(id(node), _Container(node))

    def _container_splices(self, container: _Container) -> Iterator[tuple[int, int, str]]:
        if container.node.flow_style:
            yield from self._flow_splices(container)
        else:
            yield from self._block_splices(container)

    def _flow_splices(self, container: _Container) -> Iterator[tuple[int, int, str]]:
        """Yield what to put where in a list or mapping in brackets."""
        spans = [self._span(container.node, place) for place in range(len(container.node.value))]
        kept = [place for place in range(len(spans)) if place not in container.removed]
        if not kept:
            new = [one for place in sorted(container.added) for one in container.added[place]]
            yield container.node.start_mark.index + 1, container.node.end_mark.index - 1, ", ".join(new)
            return
        for place in sorted(container.removed):
            # The first of several takes all of them.
            if place == 0 or place - 1 in kept:
                following = next((one for one in kept if one > place), None)
                yield (
                    (spans[place - 1][1], spans[-1][1], "")
                    if following is None
                    else (spans[place][0], spans[following][0], "")
                )
        for place, new in container.added.items():
            before = max((one for one in kept if one <= place), default=None)
            if before is None:
                yield spans[kept[0]][0], spans[kept[0]][0], "".join(f"{one}, " for one in new)
            else:
                yield spans[before][1], spans[before][1], "".join(f", {one}" for one in new)

    def _block_splices(self, container: _Container) -> Iterator[tuple[int, int, str]]:
        """Yield what to put where in a list or mapping of lines."""
        node = container.node
        count = len(node.value)
        if container.removed and len(container.removed) == count:
            raise EditError
        dash = "- " if isinstance(node, yaml.SequenceNode) else ""
        lead = f"{' ' * node.start_mark.column}{dash}"
        for place in container.removed:
            begin, end = self._span(node, place)
            line = self._text.rfind("\n", 0, begin) + 1
            if self._text[line:begin].strip(" ") != dash.strip():
                raise EditError
            yield line, self._line_end(end) + 1, ""
        kept = [place for place in range(count) if place not in container.removed]
        for place, new in container.added.items():
            before = max((one for one in kept if one <= place), default=None)
            if before is None:
                at = self._text.rfind("\n", 0, self._span(node, kept[0])[0]) + 1
                yield at, at, "".join(f"{lead}{one}\n" for one in new)
            else:
                at = self._line_end(self._span(node, before)[1])
                yield at, at, "".join(f"\n{lead}{one}" for one in new)

    def _line_end(self, place: int) -> int:
        found = self._text.find("\n", place)
        return len(self._text) if found < 0 else found

    def _span(self, node: yaml.CollectionNode, place: int) -> tuple[int, int]:
        """Return where an item, or a key with its value, begins and ends."""
        part = node.value[place]
        first = part[0] if isinstance(node, yaml.MappingNode) else part
        return first.start_mark.index, self._end(_value(node, place))

    def _end(self, node: yaml.Node) -> int:
        """Return where a value ends; what a parser calls the end of lines is behind the comments that follow them."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            return self._end(_value(node, len(node.value) - 1))
        begin, end = node.start_mark.index, node.end_mark.index
        return begin + len(self._text[begin:end].rstrip())

    def _node(self, path: ValuePath) -> Any:
        node = self._root
        for step in path:
            place = _place(node, step)
            if place is None:
                raise EditError
            node = _value(node, place)
        return node


def _place(node: Any, step: str | int) -> int | None:
    """Return the place of an item or key in a list or mapping, if it is there."""
    if isinstance(node, yaml.SequenceNode):
        return step if isinstance(step, int) and step < len(node.value) else None
    if isinstance(node, yaml.MappingNode):
        return next((place for place, (key, _) in enumerate(node.value) if key.value == step), None)
    raise EditError


def _value(node: yaml.CollectionNode, place: int) -> Any:
    part = node.value[place]
    return part[1] if isinstance(node, yaml.MappingNode) else part


def _pair(key: str, value: Any, indent: int) -> str:
    """Return a key and its value, a list in lines of its own."""
    if isinstance(value, list) and value:
        lead = f"\n{' ' * (indent + 2)}- "
        return f"{key}:{lead}{lead.join(_flow(one) for one in value)}"
    return f"{key}: {_flow(value)}"


def _flow(value: Any) -> str:
    """Return a value as it is written within brackets."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {_flow(one)}' for key, one in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    if isinstance(value, bool):
        return _FLAGS[value]
    if not isinstance(value, str):
        return str(value)
    if _PLAIN.fullmatch(value) and parse_scalar(value, is_plain=True) == value:
        return value
    quoted: str = yaml.dump(value, default_style='"', allow_unicode=True, width=_WIDEST)
    return quoted.strip()
