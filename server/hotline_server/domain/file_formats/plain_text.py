"""Detection of plain text and its encoding."""

import codecs
import re

from hotline_server.domain.file_formats import formats
from hotline_server.domain.file_formats.formats import Format
from hotline_server.domain.file_formats.signatures import HEAD_BYTES

# No text has these; a file of another kind soon does.
_CONTROLS = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
# The end-of-file mark of DOS, which editors of that time left behind.
_DOS_END = "\x1a"


def detect(head: bytes) -> Format | None:
    """Return the encoding of text by a file's leading bytes, as a format; None for what is no text."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return formats.TEXT_UTF16 if _reads(head, "utf-16") else None
    if _reads(head, "utf-8-sig"):
        return formats.TEXT_UTF8
    return formats.TEXT_GB18030 if _reads(head, "gb18030") else None


def _reads(head: bytes, encoding: str) -> bool:
    try:
        # The excerpt of a longer file may end in the middle of a character.
        text = codecs.getincrementaldecoder(encoding)().decode(head, final=len(head) < HEAD_BYTES)
    except UnicodeDecodeError:
        return False
    return not _CONTROLS.search(text.rstrip(_DOS_END))
