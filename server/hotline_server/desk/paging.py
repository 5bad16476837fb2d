"""Page tokens, valid only for the query they were issued for."""

import base64
import binascii
import hashlib
import json

from hotline_server.domain.errors import FieldViolation, InvalidFieldsError

PAGE_SIZE = 50
PAGE_LIMIT = 200


def page_violations(page_size: int) -> list[FieldViolation]:
    """Validate a page size."""
    return [] if 0 <= page_size <= PAGE_LIMIT else [FieldViolation("page_size", f"要在 0 到 {PAGE_LIMIT} 之间")]


def token_at(position: int, query: object) -> str:
    """Return the token of the page of ``query`` that starts after ``position``."""
    return base64.urlsafe_b64encode(json.dumps([position, _digest(query)]).encode()).decode()


def position_in(token: str, query: object, field: str = "page_token") -> int | None:
    """Return the position in a token, which came in a field of a request; ``None`` if it is empty.

    Raises:
        InvalidFieldsError: if the token was issued for another query.
    """
    if not token:
        return None
    wrong = InvalidFieldsError(
        [FieldViolation(field, "不是这个筛选条件下上一页给出的翻页标记；从第一页重新开始可留空")]
    )
    try:
        position, made_for = json.loads(base64.urlsafe_b64decode(token.encode()))
    except (ValueError, TypeError, binascii.Error):
        raise wrong from None
    if made_for != _digest(query) or not isinstance(position, int):
        raise wrong
    return position


def _digest(query: object) -> str:
    return hashlib.sha256(repr(query).encode()).hexdigest()[:16]
