"""Detection of plain text and its encoding."""

import codecs
import re

from hotline_server.domain.file_formats import formats
from hotline_server.domain.file_formats.formats import Format
from hotline_server.domain.file_formats.signatures import HEAD_BYTES

# No text has these; a file of another kind soon does.
_CONTROLS = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_ANYTHING = re.compile(".*", re.DOTALL)
# Latin letters and signs, Chinese characters, also rare ones, their punctuation, and pictures.
_WRITTEN_HERE = re.compile(
    "[\t\n\r\x1a -~\xa0-\xff\u2000-\u2bff\u3000-\u30ff\u3400-\u9fff\uff00-\uffef"
    "\U0001f300-\U0001faff\U00020000-\U0003ffff]+"
)
# The end-of-file mark of DOS, which editors of that time left behind.
_DOS_END = "\x1a"


def detect(head: bytes) -> Format | None:
    """Return the encoding of text by a file's leading bytes, as a format; None for what is no text."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return formats.TEXT_UTF16 if _reads(head, "utf-16") else None
    if _reads(head, "utf-8-sig"):
        return formats.TEXT_UTF8
    if _reads(head, "gb18030"):
        return formats.TEXT_GB18030
    # Without a mark the order of bytes shows in what comes out: one is text, the other characters of all the world.
    unmarked = (("utf-16-le", formats.TEXT_UTF16_LE), ("utf-16-be", formats.TEXT_UTF16_BE))
    return next((found for encoding, found in unmarked if _reads(head, encoding, _WRITTEN_HERE)), None)


def _reads(head: bytes, encoding: str, signs: re.Pattern[str] = _ANYTHING) -> bool:
    """Return whether a file's leading bytes are text in an encoding, of some characters."""
    try:
        # The excerpt of a longer file may end in the middle of a character.
        text = codecs.getincrementaldecoder(encoding)().decode(head, final=len(head) < HEAD_BYTES)
    except UnicodeDecodeError:
        return False
    return not _CONTROLS.search(text.rstrip(_DOS_END)) and signs.fullmatch(text) is not None
