"""Quoting what callers and departments said, without whoever called."""

from hotline_server.domain.case import Case
from hotline_server.domain.personal_data import anonymous

TITLE = 30


def title_of(case: Case) -> str:
    """What a case is about, in a few words."""
    return excerpt(case, case.call.subject or case.call.content, TITLE)


def excerpt(case: Case, text: str, most: int) -> str:
    """The begin of a text about a case, on one line, without personal data."""
    clean = anonymous(text, *case.callers_known)
    return clean if len(clean) <= most else f"{clean[:most]}……"
