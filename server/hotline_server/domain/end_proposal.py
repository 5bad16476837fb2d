"""Proposal of a department that a matter end without being handled 提请终止办理 (R8.1)."""

from dataclasses import dataclass
from datetime import datetime

from hotline_server.rulebook.ends import EndReason


@dataclass(frozen=True, slots=True)
class EndProposal:
    """End that a department proposes, and that the desk has to decide on.

    Attributes:
        department: who proposes it.
        code: code of the reason in the rule book.
        grounds: facts and law on which it rests, and what to tell the caller.
        proposed_at: when, UTC.
        due_at: when the desk is to have decided, UTC.
        line: other line that the case is to be handed over to; empty if it is to end here.
    """

    department: str
    code: str
    grounds: str
    proposed_at: datetime
    due_at: datetime
    line: str = ""


def end_details(reason: EndReason) -> dict[str, str]:
    """Return the reason of an end as the log has it."""
    details = {"outcome": reason.outcome.value, "code": reason.code, "reason": reason.title}
    named = {"route": reason.route, "line": reason.line}
    return details | {name: value for name, value in named.items() if value}
