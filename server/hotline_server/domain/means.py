"""Means by which callers are told something: what they need, and whether they leave something in writing."""

import re
from collections.abc import Collection

from hotline_server.domain.errors import FieldViolation, InvalidFieldsError
from hotline_server.ground.characters import is_one_line

_LIMIT = 100
"""Characters of the means by which somebody was told."""
# A caller who calls again 来电话 needs no number.
_BY_NUMBER = re.compile("(?<!来)电话|致电|短信|彩信")
_SMS = "短信"
_SPOKEN = {
    "电话": re.compile("电话|来电|致电"),
    "当面": re.compile("当面|面对面|面谈|来访|上门|入户"),
}
_WRITTEN = {
    _SMS: re.compile("短信|彩信"),
    "微信": re.compile("微信"),
    "来信": re.compile("来信|寄信|去信|回信|复信|信函|信件|挂号|书面|书$|邮寄|传真"),
    "电子邮件": re.compile("邮件|邮箱"),
    "网站": re.compile("网站|网页|网上|官网|公示|公告|公布|(?<!电话)(?<!语音)留言|客户端|小程序|[Aa][Pp][Pp]"),
}
# Somebody else sends it, or it was sent.
_SENT = re.compile("重发|已|单位|彩信")
_KINDS = "电话、来电、当面、上门、短信、微信、来信、书面、电子邮件、网站公布"


def kinds_of(means: str) -> frozenset[str]:
    """Return the kinds of means that an office's own words name, each by the word that lists have for it."""
    said = means.strip()
    return frozenset(kind for kind, words in (_SPOKEN | _WRITTEN).items() if words.search(said))


def is_among(means: str, listed: Collection[str]) -> bool:
    """Return whether a list of means names them, or all the kinds of which they are."""
    named, kinds = frozenset().union(*map(kinds_of, listed)), kinds_of(means)
    return means.strip() in listed or bool(kinds and kinds <= named)


def is_written(means: str) -> bool:
    """Return whether means leave something in writing with whoever is told by them."""
    return not kinds_of(means).isdisjoint(_WRITTEN)


def is_sms(means: str) -> bool:
    """Return whether a caller is told by SMS, and by nothing else."""
    return kinds_of(means) == {_SMS}


def is_sent_here(means: str) -> bool:
    """Return whether the service itself sends what a caller is told by some means, which nobody has sent already."""
    return is_sms(means) and not _SENT.search(means)


def means_violations(means: str, field: str, *, needed: bool) -> list[FieldViolation]:
    """Return what is wrong with the means by which somebody was told.

    Args:
        means: in the office's own words, among them the kind: 电话, 短信 and so on.
        field: its path in the request.
        needed: true if somebody was told, so that it must be said how.
    """
    if not means.strip():
        return [FieldViolation(field, "要说明用什么方式，如电话、短信")] if needed else []
    if len(means) > _LIMIT or not is_one_line(means):
        return [FieldViolation(field, f"上限是 {_LIMIT} 个字，不能换行")]
    if not kinds_of(means):
        return [FieldViolation(field, f"“{means.strip()}”看不出怎样告知来电人，要写明是哪种方式，如{_KINDS}")]
    return []


def check_means(means: str, field: str) -> None:
    """Reject means by which somebody was told that are missing, too long or do not say how.

    Raises:
        InvalidFieldsError: naming the field.
    """
    if violations := means_violations(means, field, needed=True):
        raise InvalidFieldsError(violations)


def check_written(means: str, field: str) -> None:
    """Reject means of leaving an answer in writing that are invalid or leave nothing in writing.

    Raises:
        InvalidFieldsError: naming the field.
    """
    check_means(means, field)
    if not is_written(means):
        raise InvalidFieldsError([FieldViolation(field, "要用留得下文字的方式，如短信、来信")])


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
