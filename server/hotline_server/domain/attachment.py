"""Files that belong to a case (R7.1): what they are, and which are taken."""

import codecs
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

import filetype

SIZE_LIMIT = 100 * 1024 * 1024
NAME_LIMIT = 100
# Of a file's begin, enough to tell its type.
TELLING = 8192
# By suffix: the suffixes that the content may look like. What programs run is not among them.
_LOOKS: dict[str, tuple[str, ...]] = {
    "pdf": ("pdf",),
    "jpg": ("jpg",),
    "jpeg": ("jpg",),
    "png": ("png",),
    "webp": ("webp",),
    "tif": ("tif",),
    "docx": ("docx", "zip"),
    "xlsx": ("xlsx", "zip"),
    "pptx": ("pptx", "zip"),
    "doc": ("doc",),
    "xls": ("xls", "doc"),
    "ppt": ("ppt", "doc"),
    "wav": ("wav",),
    "mp3": ("mp3",),
    "amr": ("amr",),
    "m4a": ("m4a", "mp4"),
    "ogg": ("ogg",),
    "mp4": ("mp4",),
}
_TEXT = ("txt", "csv", "md")
SUFFIXES = (*_LOOKS, *_TEXT)


class AttachmentKind(Enum):
    """What an attachment is; the value is the word that staff read."""

    RECORDING = "录音"
    MEETING = "会议材料"
    INSTRUCTION = "领导批示"
    HANDLING = "办理材料"
    OTHER = "其他"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that belongs to a case.

    Attributes:
        position: its place among those of the case, from 1.
        added_at: UTC.
        department: the department for which it was added; empty for the desk.
    """

    position: int
    name: str
    kind: AttachmentKind
    media_type: str
    size: int
    sha256: str
    added_at: datetime
    actor: str
    department: str


def media_type_of(name: str, begin: bytes) -> str | None:
    """The media type of a file by its suffix and its first bytes; ``None`` where they do not agree."""
    suffix = name.rpartition(".")[2].lower()
    if suffix in _TEXT:
        return "text/plain; charset=utf-8" if _is_text(begin) else None
    kind = filetype.guess(begin)
    if kind is None or kind.extension not in _LOOKS.get(suffix, ()):
        return None
    return str(kind.mime)


def _is_text(begin: bytes) -> bool:
    try:
        # The begin of a longer file may end within a character.
        codecs.getincrementaldecoder("utf-8")().decode(begin, final=len(begin) < TELLING)
    except UnicodeDecodeError:
        return False
    return b"\0" not in begin
