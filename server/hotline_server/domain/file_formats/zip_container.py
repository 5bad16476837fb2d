"""Office files that are ZIP archives: OOXML, OpenDocument and OFD."""

import re
import zipfile
import zlib
from collections.abc import Collection, Iterable, Mapping
from typing import IO

from hotline_server.domain.attachment import Mark
from hotline_server.domain.file_formats import formats
from hotline_server.domain.file_formats.formats import Format

# Beyond these a directory is no office file's, and reading it takes memory.
_MOST_DIRECTORY_BYTES = 4 * 1024 * 1024
_MOST_TYPE_BYTES = 1024
# Beyond these, relations, lists of parts and documents of an OFD are not looked through.
_MOST_RELATIONS, _MOST_MARKUP_BYTES = 5_000, 16 * 1024 * 1024
_END_RECORD, _ZIP64_LOCATOR = b"PK\x05\x06", b"PK\x06\x07"
_END_RECORD_BYTES, _COMMENT_BYTES, _LOCATOR_BYTES = 22, 65535, 20
_ENCRYPTED_FLAG = 1
_OPEN_XML = {"word/": formats.DOCX, "xl/": formats.XLSX, "ppt/": formats.PPTX}
_OPEN_DOCUMENT = {found.media_type: found for found in (formats.ODT, formats.ODS, formats.ODP)}
_CONTENT_TYPES = "[content_types].xml"
_MACRO_PARTS = ("vbaproject.bin", "vbadata.xml")
# Folders of macros: Excel's of before VBA, and those of OpenDocument.
_MACRO_FOLDERS = ("xl/macrosheets/", "basic/", "scripts/")
# Other files and objects of other programs, controls, and links to other workbooks.
_ACTIVE_PARTS = re.compile(
    r"/embeddings/[^/\n]+(?<!\.xlsx)$|/activex/|^xl/externallinks/|^object \d+/.*\.bin$", re.MULTILINE
)
# Charts bring their numbers in a workbook.
_BOOK, _CHART = re.compile(r"/embeddings/[^/]+\.xlsx$"), re.compile(r"/charts/chart(?:ex)?\d*\.xml$")
# To the next element: no attribute holds <, and any may hold >.
_RELATION = re.compile(rb"<(?:[^<>\s:]+:)?relationship\b[^<]*")
_OUTSIDE = re.compile(rb"targetmode\s*=\s*[\"'](?!internal[\"'])")
_HYPERLINK = re.compile(rb"type\s*=\s*[\"'][^\"']*/hyperlink[\"']")
# Objects of other programs, controls and documents to be merged in, whatever their parts are called.
_EMBEDDED = re.compile(rb"type\s*=\s*[\"'][^\"']*/(?:oleobject|control|afchunk)[\"']")
# Packages are documents inside; charts bring their numbers in a workbook.
_PACKAGE = re.compile(rb"type\s*=\s*[\"'][^\"']*/package[\"']")
_OF_BOOK = re.compile(rb"target\s*=\s*[\"'](?:[^\"']*/)?embeddings/[^\"'/]*\.xlsx[\"']")
# List of the files attached to an OFD (GB/T 33190, 20), which its document names.
_DOCUMENT, _ATTACHED = re.compile(r"(?:^|/)document\.xml$"), re.compile(rb"<(?:[^<>\s:]+:)?attachments\s*>")
# Others unpack more at a time than was asked for, and no office program packs with them.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
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
    parts = {entry.filename.lower(): entry for entry in entries}
    found = _format(archive, parts)
    if found is None:
        return None
    marks = set()
    if _has_macros(archive, parts):
        marks.add(Mark.MACROS)
    if _ACTIVE_PARTS.search("\n".join(parts)) or _holds_workbooks(parts) or _brings_more(archive, entries, found):
        marks.add(Mark.ACTIVE)
    if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries) or _is_encrypted(archive, parts):
        marks.add(Mark.ENCRYPTED)
    return found, frozenset(marks)


def _format(archive: zipfile.ZipFile, parts: Mapping[str, zipfile.ZipInfo]) -> Format | None:
    if "ofd.xml" in parts:
        return formats.OFD
    if "mimetype" in parts:
        stated = _read(archive, parts["mimetype"], _MOST_TYPE_BYTES).decode("ascii", "replace").strip()
        return _OPEN_DOCUMENT.get(stated.removesuffix("-template"))
    if _CONTENT_TYPES not in parts:
        return None
    return next((found for part, found in _OPEN_XML.items() if any(name.startswith(part) for name in parts)), None)


def _has_macros(archive: zipfile.ZipFile, parts: Mapping[str, zipfile.ZipInfo]) -> bool:
    if any(name.endswith(_MACRO_PARTS) or name.startswith(_MACRO_FOLDERS) for name in parts):
        return True
    # A part of macros may have any name, but its type is stated.
    types = _read(archive, parts.get(_CONTENT_TYPES))
    if len(types) >= _MOST_MARKUP_BYTES:
        return True
    plain = _plain(types)
    return b"vbaproject" in plain or b"macroenabled" in plain


def _holds_workbooks(parts: Collection[str]) -> bool:
    """Return whether there are more workbooks inside than charts."""
    books, charts = (sum(pattern.search(name) is not None for name in parts) for pattern in (_BOOK, _CHART))
    return books > charts


def _brings_more(archive: zipfile.ZipFile, entries: Iterable[zipfile.ZipInfo], found: Format) -> bool:
    """Return whether relations bring in objects, or what is outside the file, or an OFD has files attached.

    Returns:
        True also if there is more than is looked through.
    """
    is_ofd = found is formats.OFD
    told = [entry for entry in entries if _tells_of_more(entry.filename.lower(), is_ofd=is_ofd)]
    left = _MOST_MARKUP_BYTES
    for entry in told[:_MOST_RELATIONS]:
        content = _read(archive, entry, left)
        left -= len(content)
        if left <= 0:
            return True
        plain = _plain(content)
        if _ATTACHED.search(plain) if is_ofd else any(_is_active(one[0]) for one in _RELATION.finditer(plain)):
            return True
    return len(told) > _MOST_RELATIONS


def _tells_of_more(name: str, *, is_ofd: bool) -> bool:
    return _DOCUMENT.search(name) is not None if is_ofd else name.endswith(".rels")


def _is_active(relation: bytes) -> bool:
    """Return whether a relation takes in something from outside the file, or an object; hyperlinks wait for a click."""
    if _OUTSIDE.search(relation) and not _HYPERLINK.search(relation):
        return True
    return bool(_EMBEDDED.search(relation) or (_PACKAGE.search(relation) and not _OF_BOOK.search(relation)))


def _is_encrypted(archive: zipfile.ZipFile, parts: Mapping[str, zipfile.ZipInfo]) -> bool:
    if any(name.rpartition("/")[2] == "encryptions.xml" for name in parts):
        return True
    manifest = _read(archive, parts.get("meta-inf/manifest.xml"))
    return len(manifest) >= _MOST_MARKUP_BYTES or b"encryption-data" in _plain(manifest)


def _plain(markup: bytes) -> bytes:
    """Return XML in small letters, its names the same whether it is UTF-8 or UTF-16."""
    return markup.replace(b"\0", b"").lower()


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo | None, most: int = _MOST_MARKUP_BYTES) -> bytes:
    """Return the begin of an entry; empty if there is none, or it is encrypted."""
    if entry is None or entry.flag_bits & _ENCRYPTED_FLAG:
        return b""
    if entry.compress_type not in _METHODS:
        raise NotImplementedError(entry.compress_type)
    with archive.open(entry) as file:
        return file.read(most)
