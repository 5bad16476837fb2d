"""Texts and times that people write into requests."""

from datetime import datetime

from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.ground.characters import is_blank

TEXT_LIMIT = 10_000
ASSIGNED_BECAUSE, REFERRED_BECAUSE = "研判", "归口办理"
"""Reasons for which a case is assigned or referred where nobody writes another."""


def check_text(text: str, field: str) -> None:
    """Reject a text that is blank or too long.

    Args:
        text: what was written.
        field: its path in the request.

    Raises:
        InvalidFieldsError: if it is blank, or longer than ``TEXT_LIMIT`` characters.
    """
    if is_blank(text):
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


def check_past(at: datetime | None, since: datetime, now: datetime, field: str) -> None:
    """Reject a time that lies in the future, or before the call.

    Args:
        at: when something is said to have happened, UTC; ``None`` for now.
        since: when the call came, UTC.
        now: current time, UTC.
        field: path of the time in the request.

    Raises:
        InvalidFieldsError: if it does.
    """
    if at is None or since <= at <= now:
        return
    wrong = "晚于现在" if at > now else "早于来电"
    raise InvalidFieldsError([FieldViolation(field, f"时间{wrong}；可留空表示现在")])
