"""Small OLE compound files (MS-CFB), written for tests; no library writes them."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
NONE = 0xFFFFFFFF
STORAGE, STREAM, ROOT = 1, 2, 5
# Sectors that a sector of the table of allocation tells of, and sectors of that table that the header names.
ENTRIES, TABLES = SECTOR // 4, 109
# Streams below this size would have to lie in the ministream.
SMALLEST = 4096


@dataclass
class Entry:
    name: str
    kind: int
    content: bytes = b""
    child: int = NONE
    right: int = NONE
    start: int = END


def compound_file(content: Mapping[str, Any]) -> bytes:
    """Write a compound file.

    Args:
        content: streams as bytes and storages as mappings, by name.
    """
    entries = [Entry("Root Entry", ROOT)]
    _add(entries, 0, content)
    directory_sectors = -(-len(entries) // 4)
    sectors = directory_sectors + sum(len(entry.content) // SECTOR for entry in entries)
    tables = -(-sectors // (ENTRIES - 1))
    assert tables <= TABLES
    fat = [FAT] * tables
    fat += [*range(tables + 1, tables + directory_sectors), END]
    data = b""
    for entry in entries:
        if entry.kind == STREAM:
            entry.start = len(fat)
            count = len(entry.content) // SECTOR
            fat += [*range(len(fat) + 1, len(fat) + count), END]
            data += entry.content
    fat += [FREE] * (ENTRIES * tables - len(fat))
    header = struct.pack(
        "<8s16s5H6x9I", bytes.fromhex("d0cf11e0a1b11ae1"), bytes(16), 0x3E, 3, 0xFFFE, 9, 6, 0, tables, tables, 0,
        SMALLEST, END, 0, END, 0,
    )  # fmt: skip
    header += struct.pack(f"<{TABLES}I", *range(tables), *[FREE] * (TABLES - tables))
    directory = b"".join(map(_packed, entries)).ljust(directory_sectors * SECTOR, b"\0")
    return header + struct.pack(f"<{len(fat)}I", *fat) + directory + data


def _add(entries: list[Entry], parent: int, content: Mapping[str, Any]) -> None:
    before = NONE
    for name, inner in sorted(content.items(), key=lambda item: (len(item[0]), item[0].upper())):
        place = len(entries)
        if isinstance(inner, bytes):
            entries.append(Entry(name, STREAM, inner.ljust(SMALLEST, b"\0").ljust(-(-len(inner) // SECTOR) * SECTOR)))
        else:
            entries.append(Entry(name, STORAGE))
            _add(entries, place, inner)
        if before == NONE:
            entries[parent].child = place
        else:
            entries[before].right = place
        before = place


def _packed(entry: Entry) -> bytes:
    name = entry.name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16sI16sIQ", name, len(name) + 2, entry.kind, 1, NONE, entry.right, entry.child, bytes(16), 0,
        bytes(16), entry.start, len(entry.content),
    )  # fmt: skip
