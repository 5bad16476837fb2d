"""Attachments of a case (R7.1): accepted file types and size limits."""

import codecs
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

SIZE_LIMIT = 100 * 1024 * 1024
NAME_LIMIT = 100
# Leading bytes needed to detect a file's type.
SNIFF_BYTES = 8192
# Types that the content of a file with each suffix may be detected as. Executable formats are excluded.
_DETECTED_SUFFIXES: dict[str, tuple[str, ...]] = {
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
SUFFIXES = (*_DETECTED_SUFFIXES, *_TEXT)


class AttachmentKind(Enum):
    """Category of an attachment; the value is its label in the user interface."""

    RECORDING = "录音"
    MEETING = "会议材料"
    INSTRUCTION = "领导批示"
    HANDLING = "办理材料"
    OTHER = "其他"


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file attached to a case.

    Attributes:
        position: position among the case's attachments, from 1.
        size: size in bytes.
        added_at: UTC.
        department: department that added it; empty for the desk.
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


def detect_media_type(name: str, head: bytes) -> str | None:
    """Return the media type of a file, or ``None`` if its content does not match its suffix.

    Args:
        name: file name.
        head: leading bytes of the content.
    """
    suffix = name.rpartition(".")[2].lower()
    if suffix in _TEXT:
        return "text/plain; charset=utf-8" if _is_text(head) else None
    # Clients that only read the kinds of attachments need no file signatures.
    import filetype  # noqa: PLC0415

    kind = filetype.guess(head)
    if kind is None or kind.extension not in _DETECTED_SUFFIXES.get(suffix, ()):
        return None
    return str(kind.mime)


def _is_text(head: bytes) -> bool:
    try:
        # The excerpt of a longer file may end in the middle of a character.
        codecs.getincrementaldecoder("utf-8")().decode(head, final=len(head) < SNIFF_BYTES)
    except UnicodeDecodeError:
        return False
    return b"\0" not in head
