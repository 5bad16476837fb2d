"""Text that people search for."""

from hotline_server.domain.errors import FieldViolation
from hotline_server.text.search_words import QUERY_LIMIT, WORDS_LIMIT, query_words


def text_violations(text: str, field: str) -> list[FieldViolation]:
    """Validate the words to search for; no text is no search."""
    if not text:
        return []
    words = query_words(text)
    if not words:
        return [FieldViolation(field, "要写要查的字词、字母或数字")]
    if len(words) > WORDS_LIMIT or len(text) > QUERY_LIMIT:
        return [FieldViolation(field, f"最多 {WORDS_LIMIT} 个词、{QUERY_LIMIT} 个字")]
    return []
