"""Office files that are ZIP archives: OOXML, OpenDocument and OFD."""

import re
import zipfile
import zlib
from collections.abc import Sequence
from typing import IO

from hotline_server.domain.attachment import Mark
from hotline_server.domain.file_formats import formats
from hotline_server.domain.file_formats.formats import Format

# Beyond these a directory is no office file's, and reading it takes memory.
_MOST_DIRECTORY_BYTES = 4 * 1024 * 1024
_MOST_MANIFEST_BYTES = 1024 * 1024
_END_RECORD, _ZIP64_LOCATOR = b"PK\x05\x06", b"PK\x06\x07"
_END_RECORD_BYTES, _COMMENT_BYTES, _LOCATOR_BYTES = 22, 65535, 20
_ENCRYPTED_FLAG = 1
_OPEN_XML = {"word/": formats.DOCX, "xl/": formats.XLSX, "ppt/": formats.PPTX}
_OPEN_DOCUMENT = {found.media_type: found for found in (formats.ODT, formats.ODS, formats.ODP)}
_MACRO_PARTS = ("vbaproject.bin", "vbadata.xml")
# Folders of macros: Excel's of before VBA, and those of OpenDocument.
_MACRO_FOLDERS = ("xl/macrosheets/", "basic/", "scripts/")
# Objects of other programs, controls, and links to other workbooks.
_ACTIVE_PARTS = re.compile(
    r"/embeddings/[^/\n]*oleobject|/activex/|^xl/externallinks/|^object \d+/.*\.bin$", re.MULTILINE
)
_RELATION = re.compile(rb"<(?:\w+:)?relationship\b[^>]*>")
_OUTSIDE = re.compile(rb"targetmode\s*=\s*[\"']external")
_HYPERLINK = re.compile(rb"type\s*=\s*[\"'][^\"']*/hyperlink[\"']")
_ERRORS = (OSError, ValueError, KeyError, NotImplementedError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error)


def inspect(file: IO[bytes]) -> tuple[Format, frozenset[Mark]] | None:
    """Look into a ZIP archive.

    Returns:
        The office format and what is to be known about it; None if it is no office file or cannot be read.
    """
    try:
        if not _is_small(file):
            return None
        with zipfile.ZipFile(file) as archive:
            return _inspect(archive)
    except _ERRORS:
        return None


def _is_small(file: IO[bytes]) -> bool:
    """Check the size of the directory before it is read into memory."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _END_RECORD_BYTES - _COMMENT_BYTES - _LOCATOR_BYTES))
    tail = file.read()
    place = tail.rfind(_END_RECORD)
    if place < 0 or _ZIP64_LOCATOR in tail[max(0, place - _LOCATOR_BYTES) : place]:
        return False
    return int.from_bytes(tail[place + 12 : place + 16], "little") <= _MOST_DIRECTORY_BYTES


def _inspect(archive: zipfile.ZipFile) -> tuple[Format, frozenset[Mark]] | None:
    entries = archive.infolist()
    names = [entry.filename.lower() for entry in entries]
    found = _format(archive, names)
    if found is None:
        return None
    marks = set()
    if _has_macros(archive, names):
        marks.add(Mark.MACROS)
    if _ACTIVE_PARTS.search("\n".join(names)) or any(_is_linked(archive, name) for name in names):
        marks.add(Mark.ACTIVE)
    if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries) or _is_encrypted(archive, names):
        marks.add(Mark.ENCRYPTED)
    return found, frozenset(marks)


def _format(archive: zipfile.ZipFile, names: Sequence[str]) -> Format | None:
    if "ofd.xml" in names:
        return formats.OFD
    if "mimetype" in names:
        stated = _read(archive, "mimetype").decode("ascii", "replace").strip()
        return _OPEN_DOCUMENT.get(stated.removesuffix("-template"))
    if "[content_types].xml" not in names:
        return None
    return next((found for part, found in _OPEN_XML.items() if any(name.startswith(part) for name in names)), None)


def _has_macros(archive: zipfile.ZipFile, names: Sequence[str]) -> bool:
    if any(name.endswith(_MACRO_PARTS) or name.startswith(_MACRO_FOLDERS) for name in names):
        return True
    # A part of macros may have any name, but its type is stated.
    types = _read(archive, "[content_types].xml").lower()
    return b"vbaproject" in types or b"macroenabled" in types


def _is_linked(archive: zipfile.ZipFile, name: str) -> bool:
    """Return whether a part of relations takes in something from outside the file; hyperlinks wait for a click."""
    if not name.endswith(".rels"):
        return False
    relations = _RELATION.findall(_read(archive, name).lower())
    return any(_OUTSIDE.search(one) and not _HYPERLINK.search(one) for one in relations)


def _is_encrypted(archive: zipfile.ZipFile, names: Sequence[str]) -> bool:
    if any(name.rpartition("/")[2] == "encryptions.xml" for name in names):
        return True
    return b"encryption-data" in _read(archive, "meta-inf/manifest.xml")


def _read(archive: zipfile.ZipFile, wanted: str) -> bytes:
    """Return the begin of an entry, in whatever case its name is written; empty if there is none."""
    entry = next((one for one in archive.infolist() if one.filename.lower() == wanted), None)
    if entry is None or entry.flag_bits & _ENCRYPTED_FLAG:
        return b""
    with archive.open(entry) as file:
        return file.read(_MOST_MANIFEST_BYTES)
