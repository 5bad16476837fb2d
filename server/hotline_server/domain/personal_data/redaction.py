"""Redaction and masking: what is written instead of personal data."""

import re
from collections.abc import Iterable

from hotline_server.domain.personal_data.folding import Span

HIDDEN = "〔已隐去〕"
# Halves of different width are a pair as well.
_CLOSING = {
    "(": ")）", "（": ")）", "[": "]］", "［": "]］", "【": "】", "〔": "〕",
    "“": "”", "《": "》", "「": "」", "『": "』",
}  # fmt: skip
# Numbers of up to _FULLY_MASKED_DIGITS digits are masked entirely, since four digits would give them away.
_FULLY_MASKED_DIGITS = 8
# Numbers of China before which no 0 is dialled: mobile ones, services, and what is too short for an area code.
_WITHOUT_ZERO = re.compile(r"1[3-9]\d{9}$|[48]00|\d{0,8}$")


def redact_spans(text: str, spans: Iterable[Span]) -> str:
    """Return ``text`` with each span, or spans that overlap, replaced by ``HIDDEN``."""
    parts, last = [], 0
    for begin, end in sorted(_within_brackets(text, *span) for span in spans):
        if begin >= last:
            parts += [text[last:begin], HIDDEN]
        last = max(last, end)
    return "".join([*parts, text[last:]]) if parts else text


def _within_brackets(text: str, begin: int, end: int) -> Span:
    """Return a span without an opening bracket at its ends whose other half is outside, which would be left alone."""
    closing = _CLOSING.get(text[begin : begin + 1])
    if closing and set(closing).isdisjoint(text[begin:end]):
        begin += 1
    if text[end - 1 : end] in _CLOSING:
        end -= 1
    return begin, end


def mask_phone(phone: str) -> str:
    """Mask a phone number as people write it, leaving its last four digits and any digits before the last eight."""
    digits, _, extension = phone.removeprefix("+").partition(";ext=")
    national = digits.removeprefix("86") if phone.startswith("+86") else digits
    if phone.startswith("+86") and not _WITHOUT_ZERO.match(national):
        national = f"0{national}"
    masked = f"{national[:-8]}****{national[-4:]}" if len(national) > _FULLY_MASKED_DIGITS else "*" * len(national)
    return f"{masked}转{'*' * len(extension)}" if extension else masked


def mask_name(name: str) -> str:
    """Mask a name, leaving its first character."""
    return f"{name[:1]}{'*' * (len(name) - 1)}" if len(name) > 1 else "*" * len(name)
