"""Differences between the files of two rule books, tests included: every field, as it is written."""

from collections.abc import Iterator, Mapping, Sequence

from hotline_server.rulebook.merging import entry_name
from hotline_server.rulebook.source import parse_yaml

Files = Mapping[str, bytes]
# Fields of the entries under a key that ``differences`` words from what they mean: rows wholly, rules that stay.
_OF_ROWS = {"派单目录": frozenset({"事项", "区县", "街道", "牵头", "协办", "协办必到", "期限", "生效", "失效"})}
_WORDED = {**_OF_ROWS, "规则": frozenset({"条件"})}
# Lists whose order decides nothing.
_UNORDERED = frozenset({"派单目录", "政策", "用例", "词语", "必报", "不算", "常见问法"})
# Entries named of those that stand in another order.
_MOVED = 30
_Path = tuple[str, ...]


def written_differences(old: Files, new: Files) -> Iterator[str]:
    """Describe each field that files have differently, a sentence each, except those that are worded by meaning.

    Args:
        old: files with tests, by relative path.
        new: the others.

    Raises:
        RuleBookError: if a file that differs cannot be parsed.
    """
    for name in sorted({*old, *new}):
        if old.get(name) == new.get(name):
            continue
        before, after = (parse_yaml(name, files.get(name, b"")).data for files in (old, new))
        if name not in new:
            yield f"{name}：整个文件删去"
        for sentence in _changes(before, after, ()):
            yield f"{name}：{sentence}"
        if before == after:
            yield f"{name}：只改了注释或写法"


def _changes(old: object, new: object, path: _Path) -> Iterator[str]:
    if old == new:
        return
    if _both(dict, old, new):
        yield from _changed_fields(_mapping(old), _mapping(new), path)
    elif _both(list, old, new):
        yield from _changed_items(_items(old), _items(new), path)
    else:
        yield f"{_place(path)}由“{_written(old)}”改为“{_written(new)}”"


def _both(kind: type, old: object, new: object) -> bool:
    """Return True if both are of a kind, or one is and the other is not there."""
    return all(one is None or isinstance(one, kind) for one in (old, new))


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _items(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else []


def _changed_fields(old: Mapping[str, object], new: Mapping[str, object], path: _Path) -> Iterator[str]:
    for key in {**old, **new}:
        yield from _changes(old.get(key), new.get(key), (*path, key))


def _changed_items(old: Sequence[object], new: Sequence[object], path: _Path) -> Iterator[str]:
    before, after = _by_name(old), _by_name(new)
    heading = path[-1] if len(path) == 1 else ""
    worded, of_rows = (found.get(heading, frozenset()) for found in (_WORDED, _OF_ROWS))
    both = (before, after), (after, before)
    lost, gained = ([name for name in one if name not in other] for one, other in both)
    for verb, names, entries in (("减少", lost, before), ("增加", gained, after)):
        told = [_written(_without(entries[name], of_rows)) for name in names]
        sign = "；" if any(isinstance(one, Mapping) for one in entries.values()) else "、"
        if any(told):
            yield f"{_place(path)}{verb}：{sign.join(filter(None, told))}"
    for name, entry in after.items():
        if name in before:
            yield from _changes(_without(before[name], worded), _without(entry, worded), (*path, name))
    stayed, stays = ([name for name in one if name in other] for one, other in both)
    yield from _changed_order(stayed, stays, path)


def _changed_order(old: Sequence[str], new: Sequence[str], path: _Path) -> Iterator[str]:
    if old != new and path and path[-1] in _UNORDERED:
        yield f"{_place(path)}换了次序，办理不变"
    elif old != new:
        moved = [name for name, before in zip(new, old, strict=True) if name != before]
        yield f"{_place(path)}的次序改了，现在是：{'、'.join(moved[:_MOVED])}{'等' if len(moved) > _MOVED else ''}"


def _by_name(items: Sequence[object]) -> dict[str, object]:
    """Return the items of a list by their ids, names or places, or by what they say."""
    found: dict[str, object] = {}
    for item in items:
        name = (entry_name(item) if isinstance(item, Mapping) else "") or _written(item)
        while name in found:
            name += "′"
        found[name] = item
    return found


def _without(item: object, keys: frozenset[str]) -> object:
    return {key: value for key, value in item.items() if key not in keys} if isinstance(item, Mapping) else item


def _place(path: _Path) -> str:
    return "的".join(f"“{step}”" for step in path)


def _written(value: object) -> str:
    if isinstance(value, Mapping):
        return "，".join(f"{key} {_written(one)}" for key, one in value.items())
    if isinstance(value, list):
        return "、".join(map(_written, value))
    if value is None:
        return "无"
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)
