"""Quotations from callers and departments, without personal data."""

from hotline_server.domain.case import Case
from hotline_server.domain.personal_data import anonymise

TITLE = 30


def short_title(case: Case, told: str = "") -> str:
    """Return a short title for a case, from what was told later if it counts for more, or its subject or content."""
    return excerpt(case, told or case.call.subject or case.call.content, TITLE)


def place_of(case: Case) -> str:
    """Say where a case is; of a protected caller only the district and the town. Empty if that is not known."""
    place = "" if case.is_protected else case.location.place or excerpt(case, case.call.address, TITLE)
    return "".join(part for part in (case.district, case.location.town) if part not in place) + place


def subject_of(case: Case) -> str:
    """Name what a case is about and where in an official's words; in the caller's only if no matter was found."""
    return f"{case.district}{case.location.town}{case.matter}问题" if case.matter else f"“{short_title(case)}”问题"


def excerpt(case: Case, text: str, limit: int) -> str:
    """Quote the beginning of a text on one line, without personal data.

    Args:
        case: whose callers are removed from the text.
        text: of a caller or department.
        limit: maximum length in characters; longer texts end in an ellipsis.
    """
    return shortened(anonymise(text, *case.caller_identities), limit)


def shortened(text: str, limit: int) -> str:
    """Return the beginning of a text, which ends in an ellipsis if it is longer than ``limit`` characters."""
    return text if len(text) <= limit else f"{text[:limit]}……"
