"""Texts that people write into requests, and how long they may be."""

from hotline_server.domain.errors import FieldViolation, InvalidFieldsError

TEXT_LIMIT = 10_000


def check_text(text: str, field: str) -> None:
    """Reject a text that is blank or too long.

    Args:
        text: what was written.
        field: its path in the request.

    Raises:
        InvalidFieldsError: if it is blank, or longer than ``TEXT_LIMIT`` characters.
    """
    if not text.strip():
        raise InvalidFieldsError([FieldViolation(field, f"要有 1 到 {TEXT_LIMIT} 个字")])
    check_remark(text, field)


def check_remark(text: str, field: str) -> None:
    """Reject a text that is too long; a blank one is none.

    Args:
        text: what was written.
        field: its path in the request.

    Raises:
        InvalidFieldsError: if it is longer than ``TEXT_LIMIT`` characters.
    """
    if len(text) > TEXT_LIMIT:
        raise InvalidFieldsError([FieldViolation(field, f"有 {len(text)} 个字，上限是 {TEXT_LIMIT} 个字")])
