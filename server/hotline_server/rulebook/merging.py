"""Merging of two changes of one rule book, entry by entry: rules, rows, policies and whatever else has a name.

Files are merged as text, so that comments and layout stay. Whoever alone changed an entry prevails; where both changed
the same one differently a person has to decide.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import yaml

ENTRY_PLACE = ("事项", "区县", "街道", "生效")
_FROM_A_DAY = re.compile(r"/\d{4}-\d{2}-\d{2}$")
_NAMES = ("编号", "名称", "岗位")


@dataclass(frozen=True, slots=True)
class Conflict:
    """Entry that both changed differently.

    Attributes:
        file: its file, relative to the rule book.
        entry: its id, name or place.
        mine, theirs: its text in either; empty where it was deleted.
    """

    file: str
    entry: str
    mine: str
    theirs: str

    @property
    def name(self) -> str:
        """Its file and its entry, as whoever decides names it."""
        return f"{self.file}#{self.entry}"


@dataclass(frozen=True, slots=True)
class Merged:
    """Result of a merge: files by relative path, with what is theirs where there are conflicts."""

    files: Mapping[str, bytes]
    conflicts: tuple[Conflict, ...]


def merge(
    base: Mapping[str, bytes],
    mine: Mapping[str, bytes],
    theirs: Mapping[str, bytes],
    keep: Collection[tuple[str, str]] = (),
) -> Merged:
    """Merge two changes of the same files.

    Args:
        base: files that both began from, UTF-8, by relative path.
        mine: one changed version.
        theirs: the other one.
        keep: entries of which mine prevails where both changed them, each by its file and its id, name or place.
    """
    files: dict[str, bytes] = {}
    conflicts: list[Conflict] = []
    for name in dict.fromkeys((*theirs, *mine)):
        was, ours, others = (_entries(some.get(name, b"").decode()) for some in (base, mine, theirs))
        kept: dict[str, str] = {}
        for entry in _order(ours, others):
            mine_text, their_text = ours.get(entry, ""), others.get(entry, "")
            text, conflict = _settled(was.get(entry, ""), mine_text, their_text, keep=(name, entry) in keep)
            if conflict:
                conflicts.append(Conflict(name, entry, mine_text, their_text))
            if text:
                kept[entry] = text
        if kept:
            files[name] = "".join(kept.values()).encode()
    return Merged(files, tuple(conflicts))


def entry_texts(files: Mapping[str, bytes], entry: str) -> Iterator[tuple[str, str]]:
    """Yield each file of a rule book with an entry of that id, name or place, and the entry's text.

    Rows of the same place that are valid from a day on belong to it.
    """
    for name, content in files.items():
        entries = _entries(content.decode())
        text = "".join(entries[one] for one in entries if _FROM_A_DAY.sub("", one, 1) == entry or one == entry)
        if text:
            yield name, text


def entry_names(files: Mapping[str, bytes]) -> list[str]:
    """Return the ids, names and places of the entries of files."""
    return [name for content in files.values() for name in _entries(content.decode())]


def entry_name(item: Mapping[str, Any]) -> str:
    """Return the id, name or place by which an entry is known; empty if it has none."""
    named = next((str(item[key]) for key in _NAMES if key in item), "")
    return named or "/".join(str(item[key]) for key in ENTRY_PLACE if key in item)


def _settled(was: str, ours: str, others: str, *, keep: bool) -> tuple[str, bool]:
    """Return the text that prevails, and whether that is in dispute."""
    if others in (ours, was):
        return ours, False
    if ours == was:
        return others, False
    return (ours, False) if keep else (others, True)


def _order(ours: Mapping[str, str], others: Mapping[str, str]) -> list[str]:
    """Return all entries in the order of the others, each of ours that they lack behind its own predecessor."""
    order = list(others)
    previous: str | None = None
    for entry in ours:
        if entry not in others:
            order.insert(order.index(previous) + 1 if previous is not None else 0, entry)
        previous = entry
    return order


def _entries(text: str) -> dict[str, str]:
    """Return the texts of the entries of a file by their ids, names or places; together they are the file."""
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    starts = list(_starts(lines))
    found: dict[str, str] = {}
    heading = ""
    for (begin, first), (end, _) in pairwise([*starts, (len(lines), 0)]):
        is_heading = not lines[first].startswith((" ", "-"))
        if is_heading:
            heading = lines[first].partition(":")[0].strip()
        name = heading if is_heading else _name("".join(lines[first:end]), heading)
        while name in found:
            name += "′"
        found[name] = "".join(lines[begin:end])
    if starts or not lines:
        return found
    return {"": "".join(lines)}


def _starts(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Yield where each entry begins, with the comments above it, and its first line itself, from 0."""
    indent: int | None = None
    begin: int | None = None
    for number, line in enumerate(lines):
        stripped = line.strip()
        depth = len(line) - len(line.lstrip(" "))
        if not stripped or stripped.startswith("#"):
            begin = number if begin is None else begin
            continue
        if depth == 0 and not stripped.startswith("-"):
            indent = None
            yield (number if begin is None else begin), number
        else:
            indent = depth if indent is None else indent
            if depth == indent:
                yield (number if begin is None else begin), number
        begin = None


def _name(text: str, heading: str) -> str:
    """Return the id, name or place of an entry."""
    data: Any = None
    with suppress(yaml.YAMLError):
        data = yaml.load(text, Loader=yaml.CSafeLoader)
    if isinstance(data, dict) and len(data) == 1:
        return f"{heading}/{next(iter(data))}"
    item = data[0] if isinstance(data, list) and data else None
    named = entry_name(item) if isinstance(item, dict) else ""
    return named or re.sub(r"\s+", " ", text).strip()
