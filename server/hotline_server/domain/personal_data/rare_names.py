"""Names with a character that stands in names mostly: 王䶮, 李赟."""

import re
from collections.abc import Iterator

from hotline_server.domain.personal_data.folding import HAN, Span
from hotline_server.domain.personal_data.given_names import is_unusual
from hotline_server.domain.personal_data.surnames import COMMON, COMPOUND, DISTINCT

# Every place where a name can begin, also within another.
_ANY = re.compile(rf"(?=((?:{COMPOUND}|[{COMMON}{DISTINCT}])[{HAN}]{{1,2}}))")


def may_be_rare(words: str) -> Iterator[Span]:
    """Yield what begins with a surname and ends with a character that no common word has."""
    for found in _ANY.finditer(words):
        begin, end = found.span(1)
        while end > begin + 1 and not is_unusual(words[end - 1]):
            end -= 1
        if end > begin + 1:
            yield begin, end
