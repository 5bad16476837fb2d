"""Recusal in a case: whom any of its callers accuses (R8.3)."""

from hotline_server.domain.case import Case
from hotline_server.rulebook.names import KnownNames
from hotline_server.rulebook.recusal import Recusal


def recusal_in(case: Case, names: KnownNames) -> Recusal:
    """Return whom the protected callers of a case accuse, those of the cases merged into it included.

    What was lifted in the case counts for all its callers.
    """
    own, *others = (
        Recusal.of(names, one.decision.facts, is_protected=one.is_protected) for one in (case, *case.joined)
    )
    return own.joined_with(others).without(case.lifted)
