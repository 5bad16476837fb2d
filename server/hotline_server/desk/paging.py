"""Page tokens: where a list goes on, good only for the query they were made for."""

import base64
import binascii
import hashlib
import json

from hotline_server.domain.errors import FieldViolation, InvalidFieldsError

PAGE_SIZE = 50
PAGE_LIMIT = 200


def page_violations(page_size: int) -> list[FieldViolation]:
    """What is wrong with a page size."""
    return [] if 0 <= page_size <= PAGE_LIMIT else [FieldViolation("page_size", f"要在 0 到 {PAGE_LIMIT} 之间")]


def token_at(position: int, query: object) -> str:
    """The token of the page of ``query`` that begins after ``position``."""
    return base64.urlsafe_b64encode(json.dumps([position, _digest(query)]).encode()).decode()


def position_in(token: str, query: object) -> int | None:
    """The position in a token; ``None`` in an empty one.

    Raises:
        InvalidFieldsError: it was not made for ``query``.
    """
    if not token:
        return None
    wrong = InvalidFieldsError(
        [FieldViolation("page_token", "不是这个筛选条件下上一页给出的翻页标记;从第一页重新开始可留空")]
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
