"""Publications of rule books, and drafts that run in the shadow of the published one."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Publication:
    """A rule book put in force: ``kind`` is 发布 or 回退."""

    id: int
    version: str
    kind: str
    at: datetime
    actor: str
    reason: str
    consented_by: str


@dataclass(frozen=True, slots=True)
class Shadow:
    """A draft beside the published book, and how its decisions compare."""

    id: int
    version: str
    started_at: datetime
    actor: str
    active: bool
    compared: int
    differing: int
    examples: tuple[tuple[str, str, str], ...]
