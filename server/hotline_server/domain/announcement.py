"""Announcements 公布 (R6.2): published outcomes, free of personal data."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from html import unescape

from hotline_server.domain.announcement_state import AnnouncementState
from hotline_server.domain.errors import FieldViolation
from hotline_server.domain.personal_data import anonymise, find_suspicious_words, has_personal_data, redact_known

_ENTITY = re.compile(r"&(amp|lt|gt|quot|apos|nbsp|#\d{1,6}|#x[0-9a-f]{1,5})[;；]", re.IGNORECASE)
LIMITS = {"title": 100, "question": 2000, "result": 5000}


@dataclass(frozen=True, slots=True)
class Announcement:
    """One announcement.

    Attributes:
        number: number of the hotspot or case it is about.
        version: revision counter, used as the etag.
        department: department that handled the matter.
        updated_at, released_at: UTC.
    """

    id: int
    version: int
    number: str
    state: AnnouncementState
    title: str
    question: str
    result: str
    department: str
    drafted_by: str
    updated_at: datetime
    released_by: str = ""
    released_at: datetime | None = None
    withdrawn_because: str = ""

    @property
    def suspicious_words(self) -> tuple[str, ...]:
        """What in it may be a person, a room or a number; whoever releases it says of each that it may be published."""
        texts = (self.title, self.question, self.result)
        return tuple(dict.fromkeys(word for text in texts for word in find_suspicious_words(text)))


def redact_for_publication(text: str, names: Iterable[str], phones: Iterable[str]) -> str:
    """Return ``text`` on one line with personal data and flat numbers redacted.

    Args:
        text: text to publish.
        names: names of the people who called about the matter.
        phones: their phone numbers, E.164.
    """
    return anonymise(_plain(text), names, phones)


def _plain(text: str) -> str:
    """Return a text with the signs that web pages left in it as ``&amp;``, even twice or with a Chinese semicolon."""
    while (plain := _ENTITY.sub(lambda found: unescape(f"&{found[1].lower()};"), text)) != text:
        text = plain
    return text


def find_violations(texts: dict[str, str], names: Iterable[str], phones: Iterable[str]) -> list[FieldViolation]:
    """Validate the texts of an announcement and return the violations.

    Args:
        texts: text by field name.
        names: names of the people who called about the matter.
        phones: their phone numbers, E.164.
    """
    names, phones = list(names), list(phones)
    found = []
    for field, text in texts.items():
        if not text.strip() or len(text) > LIMITS[field]:
            found.append(FieldViolation(field, f"要有 1 到 {LIMITS[field]} 个字"))
        elif redact_known(text, names, phones) != text:
            found.append(FieldViolation(field, "含有来电人的姓名或号码，公布的内容不能有个人信息"))
        elif has_personal_data(text):
            found.append(FieldViolation(field, "像是含有个人信息（姓名、号码、证件、车牌、门牌等），公布的内容不能有"))
    return found
