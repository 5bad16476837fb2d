"""Office files that are OLE compound files: DOC, XLS, PPT, their WPS counterparts, and encrypted OOXML."""

import re
import struct
from collections.abc import Iterator
from typing import IO

import olefile

from hotline_server.domain.attachment import Mark
from hotline_server.domain.file_formats import formats
from hotline_server.domain.file_formats.formats import Format

# Streams of which each holds the content of one format.
_CONTENTS = {
    "WordDocument": formats.DOC,
    "Workbook": formats.XLS,
    "Book": formats.XLS,
    "PowerPoint Document": formats.PPT,
    "EncryptedPackage": formats.SEALED_OFFICE,
}
_MACRO_STORAGES = {"macros", "vba", "_vba_project_cur", "_vba_project"}
# Storages of objects of other programs, in documents and in workbooks (MS-DOC 2.1.3, MS-XLS 2.1.7.2).
_OBJECT = re.compile(r"objectpool$|mbd[0-9a-f]{8}$|lnk[0-9a-f]{8}$", re.IGNORECASE)
# Flags of a Word document at offset 10: encrypted (MS-DOC 2.5.2).
_WORD_FLAGS_AT, _WORD_ENCRYPTED = 10, 0x0100
# Records of a workbook (MS-XLS): password, sheet, end of the part that describes the workbook.
_FILE_PASS, _BOUND_SHEET, _END = 0x2F, 0x85, 0x0A
_MACRO_SHEET = 1
_MOST_GLOBALS_BYTES = 8 * 1024 * 1024
# A presentation's record that says whether it has macros (MS-PPT 2.4.10): header, then id, then yes or no.
_VBA_INFO = bytes.fromhex("020000040c000000")
_MOST_PRESENTATION_BYTES = 100 * 1024 * 1024
_ERRORS = (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, RecursionError, struct.error)

# The header (MS-CFB 2.2): power of two of the size of sectors, and number of sectors of the table of allocation.
_SECTOR_SHIFT_AT, _TABLE_SECTORS_AT = 30, 44
_LARGEST_SECTOR_SHIFT, _UNKNOWN_SIZE = 12, olefile.olefile.UNKNOWN_SIZE
_HEADER_BYTES, _ENTRY_BYTES, _TABLE_SECTORS_IN_HEADER = 512, 4, 109


class _BoundedFile(olefile.OleFileIO):  # type: ignore[misc]
    """Compound file that takes no more time and memory than its size warrants, whatever it says of itself."""

    def _open(self, start: int, size: int = _UNKNOWN_SIZE, **options: bool) -> IO[bytes]:
        if self._filesize < size != _UNKNOWN_SIZE:
            raise OSError
        return super()._open(start, size, **options)  # type: ignore[no-any-return]

    def _check_duplicate_stream(self, *_: object) -> None:
        """Accept two streams at one place, as olefile does too, but after comparing each with all before."""


def inspect(file: IO[bytes]) -> tuple[Format, frozenset[Mark]] | None:
    """Look into a compound file.

    Returns:
        The office format and what is to be known about it; marked as damaged if the file cannot be read. None for
        compound files of other programs, such as installers.
    """
    try:
        _check_table(file)
        with _BoundedFile(file) as ole:
            return _inspect(ole)
    except _ERRORS:
        return formats.SEALED_OFFICE, frozenset((Mark.DAMAGED,))


def _check_table(file: IO[bytes]) -> None:
    """Refuse a table of allocation of more than twice the sectors of the file, which olefile would build in memory."""
    size = file.seek(0, 2)
    file.seek(0)
    header = file.read(_HEADER_BYTES)
    (shift,) = struct.unpack_from("<H", header, _SECTOR_SHIFT_AT)
    (count,) = struct.unpack_from("<I", header, _TABLE_SECTORS_AT)
    file.seek(0)
    sector = 1 << min(shift, _LARGEST_SECTOR_SHIFT)
    if count > _TABLE_SECTORS_IN_HEADER + 2 * size * _ENTRY_BYTES // sector**2:
        raise ValueError


def _inspect(ole: olefile.OleFileIO) -> tuple[Format, frozenset[Mark]] | None:
    paths = ole.listdir(streams=True, storages=True)
    top = {path[0] for path in paths if len(path) == 1}
    found = next((found for name, found in _CONTENTS.items() if name in top), None)
    if found is None:
        return None
    marks = set()
    if _is_encrypted(ole, top):
        marks.add(Mark.ENCRYPTED)
    if any(part.lower() in _MACRO_STORAGES for path in paths for part in path) or _has_other_macros(ole, top):
        marks.add(Mark.MACROS)
    if any(_OBJECT.match(part) for path in paths for part in path[:-1]):
        marks.add(Mark.ACTIVE)
    return found, frozenset(marks)


def _is_encrypted(ole: olefile.OleFileIO, top: set[str]) -> bool:
    if top & {"EncryptedPackage", "EncryptedSummary"}:
        return True
    if "WordDocument" in top:
        flags = ole.openstream("WordDocument").read(_WORD_FLAGS_AT + 2)[_WORD_FLAGS_AT:]
        return bool(int.from_bytes(flags, "little") & _WORD_ENCRYPTED)
    return any(kind == _FILE_PASS for kind, _ in _workbook_records(ole, top))


def _has_other_macros(ole: olefile.OleFileIO, top: set[str]) -> bool:
    """Look for macro sheets of workbooks, and for macros of presentations, which lie within their only stream."""
    if any(kind == _BOUND_SHEET and data[5:6] == bytes([_MACRO_SHEET]) for kind, data in _workbook_records(ole, top)):
        return True
    if "PowerPoint Document" not in top:
        return False
    content = ole.openstream("PowerPoint Document").read(_MOST_PRESENTATION_BYTES)
    place = content.find(_VBA_INFO)
    return place >= 0 and any(content[place + 12 : place + 16])


def _workbook_records(ole: olefile.OleFileIO, top: set[str]) -> Iterator[tuple[int, bytes]]:
    """Yield the type and the data of the records that describe a workbook."""
    name = next((name for name in ("Workbook", "Book") if name in top), None)
    if name is None:
        return
    content = ole.openstream(name).read(_MOST_GLOBALS_BYTES)
    place = 0
    while place + 4 <= len(content):
        kind, length = struct.unpack_from("<HH", content, place)
        yield kind, content[place + 4 : place + 4 + length]
        if kind == _END:
            return
        place += 4 + length
