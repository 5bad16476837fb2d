"""Detection, masking and redaction of personal data (R6.2; Personal Information Protection Law).

Texts are searched in a folded copy, whose positions lead back to the original (``folding``). Each kind of data has
a module that finds it there: ``numbers``, ``documents``, ``accounts``, ``names``, ``dwellings``; ``known`` finds the
people who are known however they are written.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from hotline_server.domain.personal_data.accounts import find_accounts
from hotline_server.domain.personal_data.common_form import find_of_common_form
from hotline_server.domain.personal_data.documents import find_documents, find_plates
from hotline_server.domain.personal_data.dwellings import find_dwellings, find_rooms
from hotline_server.domain.personal_data.folding import Folded, Span, fold
from hotline_server.domain.personal_data.known import find_known
from hotline_server.domain.personal_data.names import find_names
from hotline_server.domain.personal_data.numbers import find_numbers
from hotline_server.domain.personal_data.own_circumstances import find_own_circumstances
from hotline_server.domain.personal_data.positions import find_positions
from hotline_server.domain.personal_data.redaction import HIDDEN, mask_name, mask_phone, redact_spans
from hotline_server.domain.personal_data.suspects import find_suspects

__all__ = [
    "HIDDEN",
    "Finding",
    "Kind",
    "anonymise",
    "find_personal_data",
    "find_suspicious_words",
    "has_personal_data",
    "mask_name",
    "mask_phone",
    "redact_circumstances",
    "redact_dwellings",
    "redact_known",
    "redact_personal_data",
]


class Kind(Enum):
    """Kind of personal data; the value is its label in the user interface."""

    NUMBER = "号码"
    DOCUMENT = "证件"
    PLATE = "车牌"
    ACCOUNT = "账号"
    NAME = "姓名"
    LIKELY_NAME = "疑似姓名"
    ROOM = "门牌"


@dataclass(frozen=True, slots=True)
class Finding:
    """Personal data in a text.

    Attributes:
        kind: what it looks like.
        span: where it is in the text.
    """

    kind: Kind
    span: Span


_FINDERS: Sequence[tuple[Kind, Callable[[Folded], Iterator[Span]]]] = (
    (Kind.NUMBER, find_numbers),
    (Kind.DOCUMENT, find_documents),
    (Kind.PLATE, find_plates),
    (Kind.ACCOUNT, find_accounts),
    (Kind.NAME, find_names),
    (Kind.LIKELY_NAME, lambda folded: find_of_common_form(folded.words)),
    (Kind.ROOM, find_rooms),
)


def find_personal_data(text: str) -> Iterator[Finding]:
    """Yield everything in ``text`` that looks like personal data, by kind."""
    folded = fold(text)
    for kind, find in _FINDERS:
        for span in find(folded):
            yield Finding(kind, folded.original(span))


def find_suspicious_words(text: str) -> tuple[str, ...]:
    """Return what may be a person, a room or a number although nothing says so, in order and each once."""
    folded = fold(text)
    spans = map(folded.original, find_suspects(folded))
    return tuple(dict.fromkeys(text[begin:end] for begin, end in spans if text[begin:end] not in HIDDEN))


def redact_personal_data(text: str, spared: Collection[Kind] = ()) -> str:
    """Redact everything in ``text`` that looks like personal data, but for the kinds that are spared."""
    return redact_spans(text, (found.span for found in find_personal_data(text) if found.kind not in spared))


def redact_dwellings(text: str) -> str:
    """Redact the numbers of houses, buildings and flats in ``text``, however their digits are written."""
    folded = fold(text)
    return redact_spans(text, map(folded.original, find_dwellings(folded)))


def redact_circumstances(text: str) -> str:
    """Redact what tells who callers are: where they live or stand, and what they say of themselves and their kin."""
    folded = fold(text)
    spans = (*find_dwellings(folded), *find_positions(folded), *find_own_circumstances(folded))
    return redact_spans(text, map(folded.original, spans))


def has_personal_data(text: str) -> bool:
    """Return whether ``text`` contains anything that looks like personal data; a likely name somebody may confirm."""
    return any(found.kind is not Kind.LIKELY_NAME for found in find_personal_data(text))


def anonymise(text: str, names: Iterable[str], phones: Iterable[str]) -> str:
    """Return ``text`` on one line, with the given people and anything like personal data redacted."""
    return " ".join(redact_personal_data(redact_known(text, names, phones)).split())


def redact_known(text: str, names: Iterable[str], phones: Iterable[str]) -> str:
    """Redact the given names and phone numbers, however they are written.

    Args:
        text: text to redact.
        names: of people and organisations, as registered.
        phones: phone numbers, E.164.
    """
    # Most texts of a case are empty.
    if not text:
        return text
    folded = fold(text)
    return redact_spans(text, map(folded.original, find_known(folded, names, phones)))
