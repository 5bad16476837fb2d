"""Reasons for which a matter ends without being handled 分类处理 (R8.1)."""

from collections.abc import Iterable
from dataclasses import dataclass

from hotline_server.rulebook.decision import Outcome


@dataclass(frozen=True, slots=True)
class EndReason:
    """Reason for which a matter ends without being handled.

    Attributes:
        code: by which acts and figures name it.
        outcome: how it ends: ``ROUTE_TOLD``, ``EXPLAINED`` or ``HANDED_OVER``.
        title: the reason in words.
        route: legal route to tell the caller; empty but for ``ROUTE_TOLD``.
        line: name of the line that takes such matters; empty but for ``HANDED_OVER``.
    """

    code: str
    outcome: Outcome
    title: str
    route: str = ""
    line: str = ""


def choice(reasons: Iterable[EndReason]) -> str:
    """Return the reasons among which one is to be chosen, in words for whoever named another."""
    return "、".join(f"{one.code} {one.title}" for one in reasons)
