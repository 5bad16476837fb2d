"""Texts and times that people write into requests."""

import re
from datetime import datetime

from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.ground.characters import is_one_line

TEXT_LIMIT = 10_000
_BY_NUMBER = re.compile("(?<!来)电话|短信|彩信")
"""Words for means that reach only a caller who left a number; a caller who calls again 来电话 needs none."""
ASSIGNED_BECAUSE, REFERRED_BECAUSE = "研判", "归口办理"
"""Reasons for which a case is assigned or referred where nobody writes another."""
MEANS_LIMIT = 100
"""Characters of the means by which somebody was told."""


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


def means_violations(means: str, field: str, *, needed: bool) -> list[FieldViolation]:
    """Return what is wrong with the means by which somebody was told.

    Args:
        means: 电话, 短信 and so on.
        field: its path in the request.
        needed: true if somebody was told, so that it must be said how.
    """
    if needed and not means.strip():
        return [FieldViolation(field, "要说明用什么方式，如电话、短信")]
    if len(means) > MEANS_LIMIT or not is_one_line(means):
        return [FieldViolation(field, f"上限是 {MEANS_LIMIT} 个字，不能换行")]
    return []


def check_number(means: str, field: str, *, has_phone: bool) -> None:
    """Reject means of telling a caller that need a number, if the caller left none.

    Raises:
        InvalidFieldsError: naming the field.
    """
    if not has_phone and _BY_NUMBER.search(means):
        wanted = (
            f"这个来电人没有号码，不能用{means.strip()}；请写明实际方式，如来信、网站公布、当面，本人打来的写“来电”"
        )
        raise InvalidFieldsError([FieldViolation(field, wanted)])


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
