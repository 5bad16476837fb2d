"""Normalisation of phone numbers, so that a caller is found however the number was typed."""

import re
import unicodedata

import phonenumbers

_MOBILE = re.compile(r"1[3-9]\d{9}")
_SEPARATORS = str.maketrans("", "", " -()()\u3000")


def normalise(written: str) -> str | None:
    """Return a phone number in E.164 (``+8613800138000``), or ``None`` if it is not a valid number.

    Numbers without a country code are taken as Chinese.
    """
    compact = written.translate(_SEPARATORS)
    compact = "".join(str(unicodedata.decimal(sign, sign)) for sign in compact)
    if _MOBILE.fullmatch(compact):
        return f"+86{compact}"
    try:
        number = phonenumbers.parse(compact, "CN")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number) or not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
