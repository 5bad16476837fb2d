"""Reasons for which a matter ends without being handled 分类处理 (R8.1)."""

from dataclasses import dataclass

from hotline_server.rulebook.decision import Outcome


@dataclass(frozen=True, slots=True)
class EndReason:
    """Reason for which a matter ends without being handled.

    Attributes:
        code: by which acts and figures name it.
        outcome: how it ends, ``ROUTE_TOLD`` or ``EXPLAINED``.
        title: the reason in words.
        route: legal route to tell the caller; empty for an explanation.
    """

    code: str
    outcome: Outcome
    title: str
    route: str = ""
