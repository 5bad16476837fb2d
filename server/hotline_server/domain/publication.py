"""Published rule books, and shadow runs of drafts."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Publication:
    """Activation of a rule book.

    Attributes:
        kind: 发布 (published) or 回退 (rolled back).
        at: time of activation, UTC.
        consented_by: second person who approved it.
    """

    id: int
    version: str
    kind: str
    at: datetime
    actor: str
    reason: str
    consented_by: str


@dataclass(frozen=True, slots=True)
class Shadow:
    """Shadow run of a draft against the published rule book.

    Attributes:
        compared: calls decided by both.
        differing: calls decided differently.
        examples: latest differences: case number, published decision, draft decision.
    """

    id: int
    version: str
    started_at: datetime
    actor: str
    active: bool
    compared: int
    differing: int
    examples: tuple[tuple[str, str, str], ...]
