"""Attachments of a case (R7.1)."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

SIZE_LIMIT = 100 * 1024 * 1024
NAME_LIMIT = 100


class AttachmentKind(Enum):
    """Category of an attachment; the value is its label in the user interface."""

    RECORDING = "录音"
    MEETING = "会议材料"
    INSTRUCTION = "领导批示"
    HANDLING = "办理材料"
    OTHER = "其他"


class Mark(Enum):
    """Something to know before opening an attachment; the value is its label in the user interface."""

    MACROS = "含宏"
    ACTIVE = "含脚本或外部对象"
    ENCRYPTED = "已加密"
    DAMAGED = "可能已损坏"


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file attached to a case.

    Attributes:
        position: position among the case's attachments, from 1.
        size: size in bytes.
        added_at: UTC.
        department: department that added it; empty for the desk.
        marks: what its content showed when it was added.
        scanned: whether a virus scanner found it clean when it was added.
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
    marks: tuple[Mark, ...] = ()
    scanned: bool = False
