"""Personal data in texts that a city sends to everybody: people, and their numbers, but not those of offices."""

import re

from hotline_server.domain.personal_data import Kind, find_personal_data
from hotline_server.domain.personal_data.folding import fold

_PERSONAL = frozenset({Kind.NAME, Kind.DOCUMENT, Kind.PLATE})
_OF_A_PERSON = re.compile(r"(?:86|0)?1[3-9]\d{9}|\d{15,}x?")
_NO_DIGIT = re.compile(r"[^0-9x]")


def personal_words(text: str) -> tuple[str, ...]:
    """Return what in a text looks like a person, a plate or a number of a person, in order and each once."""
    found = sorted(find_personal_data(text), key=lambda one: one.span)
    words = ((text[slice(*one.span)], one.kind) for one in found)
    personal = (word for word, kind in words if kind in _PERSONAL or (kind is Kind.NUMBER and _is_of_a_person(word)))
    return tuple(dict.fromkeys(personal))


def _is_of_a_person(number: str) -> bool:
    """Return whether a number is that of a mobile phone, an identity card or an account."""
    return bool(_OF_A_PERSON.fullmatch(_NO_DIGIT.sub("", fold(number).digits)))
