"""Inspection of files that people attach to cases."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import IO

from hotline_server.domain.attachment import Mark
from hotline_server.domain.file_formats import (
    active_content,
    compound_file,
    formats,
    plain_text,
    signatures,
    zip_container,
)
from hotline_server.domain.file_formats.formats import FAMILIES, Family, Format, suffix_of

_UNMARKED: frozenset[Mark] = frozenset()
_LOOKS: Mapping[str, Mapping[Mark, Callable[[IO[bytes]], bool]]] = {
    formats.PDF.name: {
        Mark.ENCRYPTED: active_content.is_encrypted_pdf,
        Mark.ACTIVE: active_content.is_active_pdf,
    },
    formats.RTF.name: {Mark.ACTIVE: active_content.is_active_rtf},
}
# A tag before the sound: ten bytes of header with the length of the rest in four groups of seven bits.
_ID3, _ID3_BYTES = b"ID3", 10
_WEB_PAGE = re.compile(rb"\s*<(!doctype|html|\?xml|table|meta)", re.IGNORECASE)
_ARCHIVES = (signatures.ZIP, b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b")


@dataclass(frozen=True, slots=True)
class Inspection:
    """Findings in the content of a file.

    Attributes:
        marks: what people should know before they open it.
    """

    media_type: str
    marks: frozenset[Mark]


class UnfitContentError(Exception):
    """Content that its file's name does not fit; the message says what it looks like."""


def inspect(name: str, file: IO[bytes]) -> Inspection:
    """Detect the format of a file, and look into office files.

    A suffix is taken for its family: a photo may be called .jpg whatever its coding, as phones and messengers rename
    them.

    Args:
        name: file name, with one of the accepted suffixes.
        file: content, seekable.

    Raises:
        UnfitContentError: the content is of another family than the suffix, or of no accepted format.
    """
    family = FAMILIES[suffix_of(name)]
    file.seek(0)
    head = file.read(signatures.HEAD_BYTES)
    found = _inspect_text(head) if family is Family.TEXT else _inspect_content(head, file)
    if found is None or family not in found[0].families:
        raise UnfitContentError(_describe(head, found))
    return Inspection(found[0].media_type, found[1])


def _inspect_text(head: bytes) -> tuple[Format, frozenset[Mark]] | None:
    found = plain_text.detect(head)
    return (found, _UNMARKED) if found else None


def _inspect_content(head: bytes, file: IO[bytes]) -> tuple[Format, frozenset[Mark]] | None:
    if head.startswith(signatures.ZIP):
        return zip_container.inspect(file)
    if head.startswith(signatures.COMPOUND_FILE):
        return compound_file.inspect(file)
    if head.startswith(_ID3):
        return _after_tag(head, file), _UNMARKED
    found = signatures.detect(head)
    if found is None:
        return None
    looks = _LOOKS.get(found.name, {})
    return found, frozenset(mark for mark, shows in looks.items() if shows(file))


def _after_tag(head: bytes, file: IO[bytes]) -> Format:
    """Return the format of the sound after a tag; MP3 unless it shows another."""
    length = 0
    for byte in head[6:_ID3_BYTES]:
        length = length << 7 | byte & 0x7F
    file.seek(_ID3_BYTES + length)
    return signatures.detect(file.read(signatures.HEAD_BYTES)) or formats.MP3


def _describe(head: bytes, found: tuple[Format, frozenset[Mark]] | None) -> str:
    if found is not None:
        return f"{found[0].name} 格式的{found[0].families[0].value}"
    if head.startswith(signatures.EXECUTABLES):
        return "程序"
    if head.startswith(_ARCHIVES):
        return "压缩包，或没有传完整的文件"
    if _WEB_PAGE.match(head):
        return "网页；从系统导出的表格请用 WPS 或 Excel 打开，另存为 .xlsx"
    return "文字" if plain_text.detect(head) else "不认识的格式"
