"""Entries of rule books by the names that people and decisions give them: rules, rows and policies."""

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from typing import Any

import yaml

from hotline_server.rulebook.merging import Conflict, entry_texts
from hotline_server.rulebook.routing import ANY, ROW_ID, WHOLE_CITY

ROUTING = "routing.yaml"


def find_entry(files: Mapping[str, bytes], entry: str) -> tuple[str, str] | None:
    """Return the file and the text of an entry in a rule book, if it has one.

    Args:
        files: of the rule book, by relative path.
        entry: id of a rule or policy, or a row as in decisions or as its matter and place are written; behind its
            file's name and a # where several files have one of that name.
    """
    wanted, _, name = entry.rpartition("#")
    wanted = ROUTING if name.startswith(ROW_ID) else wanted
    # Rows first: matters have rows and words under the same name.
    ordered = [file for file in sorted(files, key=lambda file: file != ROUTING) if wanted in ("", file)]
    for written in written_names(name):
        key = written.rpartition("/")[2].encode()
        found = next(entry_texts({file: files[file] for file in ordered if key in files[file]}, written), None)
        if found:
            return found
    return None


def named_entries(names: Collection[str], conflicts: Collection[Conflict]) -> tuple[set[tuple[str, str]], list[int]]:
    """Return the entries in dispute that names denote, and the places of names that do not denote exactly one.

    Args:
        names: each as ``Conflict.name``, or as the entry alone if no other file has one of that name in dispute; rows
            as other commands call them too.
        conflicts: entries in dispute.
    """
    found: set[tuple[str, str]] = set()
    unclear: list[int] = []
    for place, name in enumerate(names):
        file, _, entry = name.rpartition("#")
        forms = {*written_names(entry)}
        denoted = [one for one in conflicts if one.entry in forms and file in ("", one.file)]
        if len(denoted) == 1:
            found.add((denoted[0].file, denoted[0].entry))
        else:
            unclear.append(place)
    return found, unclear


def written_names(entry: str) -> Iterator[str]:
    """Yield the names that an entry may have in its file: as written, and without the default of its place."""
    yield entry
    described = re.sub(r"^(.+)的“(.+)”$", r"\2/\1", entry.removeprefix(ROW_ID))
    name = re.sub(r"（(.+)起）$", r"/\1", described)
    for default in (f"/{WHOLE_CITY}", f"/{ANY}"):
        yield from (one for one in (name, name.replace(default, "", 1)) if one != entry)


def ids_in_decisions(entry: str, text: str) -> list[str]:
    """Return the ids by which decisions name an entry with this text: of a place, those of all its rows."""
    items: Any = None
    with suppress(yaml.YAMLError):
        items = yaml.load(text, Loader=yaml.CSafeLoader)
    rows = [row for row in items if isinstance(row, Mapping) and "事项" in row] if isinstance(items, list) else []
    return [row_id(row) for row in rows] or [entry.rpartition("#")[2]]


def row_id(row: Mapping[str, Any]) -> str:
    """Return the id by which decisions name a row as it is written."""
    town = row.get("街道", "")
    district = row.get("区县") or (ANY if town else WHOLE_CITY)
    since = f"（{row['生效']}起）" if row.get("生效") else ""
    return f"{ROW_ID}{'/'.join(str(one) for one in (row.get('事项', ''), district, town) if one)}{since}"
