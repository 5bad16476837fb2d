"""Closing up of what was written apart, so that 交 通-局 is read as 交通局."""

import re

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Zero-width and formatting characters, variation selectors and combining marks.
_UNSEEN = (
    "\u00ad\u0300-\u036f\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u20d0-\u20ff\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
_UNSEEN_RUN = re.compile(f"[{_UNSEEN}]+")
# Three characters or more with the same sign between each two: 水、利、局.
_SPELT = re.compile(rf"[{_HAN}](?P<sign>\W{{1,3}})[{_HAN}](?:(?P=sign)[{_HAN}])+")
# What divides neither clauses nor sentences.
_BETWEEN = re.compile(
    rf"(?<=[{_HAN}])[^\w\n,，。；;、:：!！?？…—～~（(）)《》<>]{{1,3}}(?=[{_HAN}])|(?<=[{_HAN}])[-‐-―~～*_](?=[{_HAN}])"
)
_SIGN = re.compile(rf"[^{_HAN}]+")


def close_up(text: str) -> str:
    """Return a text without what stands between the characters of its words; the same text if there is nothing."""
    if text.isascii():
        return text
    seen = _UNSEEN_RUN.sub("", text)
    spelt = _SPELT.sub(lambda found: _SIGN.sub("", found[0]), seen)
    return _BETWEEN.sub("", spelt)
