"""Publication of rule books and readers, and their shadow runs."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum


class PublicationKind(Enum):
    """Way in which something came into force; the value is the word that staff read and the database has."""

    PUBLISHED = "发布"
    ROLLED_BACK = "回退"


def step(history: Iterable[tuple[PublicationKind, str]], *, forward: bool) -> str:
    """Return the version one step back from the one in force, or forward again; empty if there is none.

    What was gone back from can be gone forward to until something else is published.

    Args:
        history: kind and version of each publication, oldest first.
        forward: step forward.
    """
    versions: list[str] = []
    place = -1
    for kind, version in history:
        if kind is PublicationKind.ROLLED_BACK and version in versions:
            place = versions.index(version)
        elif not versions or versions[place] != version:
            del versions[place + 1 :]
            versions.append(version)
            place = len(versions) - 1
    wanted = place + (1 if forward else -1)
    return versions[wanted] if 0 <= wanted < len(versions) else ""


@dataclass(frozen=True, slots=True)
class Activation:
    """A rule book or a reader being put in force.

    Attributes:
        at: time of activation, UTC.
        consented_by: second person who approved it; empty if none had to.
    """

    version: str
    kind: PublicationKind
    at: datetime
    actor: str
    reason: str
    consented_by: str = ""


@dataclass(frozen=True, slots=True)
class Publication(Activation):
    """Activation that is recorded."""

    id: int = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class Shadow:
    """Shadow run of a draft against the published rule book, or of a reader against the one in force.

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
