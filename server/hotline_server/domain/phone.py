"""Normalisation of phone numbers, so that a caller is found however the number was typed or shown on the line."""

import re

import phonenumbers

from hotline_server.domain.personal_data.folding import fold

_MOBILE = re.compile(r"(?:17951|17911|17909|17931|12593)?(?:86|0)?(1[3-9]\d{9})")
_LOCAL = re.compile(r"[2-8]\d{6,7}")
# Numbers without an area code that callers' lines show: of businesses, banks and public services.
_AREA = r"0(?:10|2\d|[3-9]\d{2})"
_SERVICE = re.compile(rf"(?:{_AREA})?([48]00\d{{7}}|9[56]\d{{3,4}}|950\d{{8,12}})")
# A landline with its extension run on.
_RUN_ON = (re.compile(rf"({_AREA}[2-8]\d{{7}})(\d{{3,5}})"), re.compile(rf"({_AREA}[2-8]\d{{6}})(\d{{3,5}})"))
# A mobile number of Taiwan as dialled there.
_TAIWAN_MOBILE = re.compile(r"0(9\d{8})")
# Numbers of Hong Kong, Macao and Taiwan, as lines show them without the plus sign.
_NEIGHBOURS = re.compile(r"(?:852[2-9]\d{7}|853[268]\d{7}|886[2-9]\d{7,8})")
_EXTENSION = re.compile(r"(?:转分机|转接|转|分机号?|ext(?:ension)?\.?|#|x)[\s:.-]{0,3}(\d{1,6})\s?\)?$")
# A third group behind a landline: 0731-84510012-801, 84510012/801; but 84510012/13 is two numbers.
_DASHED = re.compile(r"^(.*\d{7,8})\s?(?:-|/(?=\s?\d{3}))\s?(\d{1,5})$")
# In brackets, whose number must be whole without: 84510012(801).
_BRACKETED = re.compile(r"^((?:\D*\d){7,}\D*)\(\s?(\d{1,6})\s?\)$")
# As dialled with a pause: 84510012,801.
_PAUSED = re.compile(r"^((?:[^,*\d]*\d){7,}[^,*\d]*)[,*]+\s*(\d{1,6})$")
_ADDRESS = re.compile(r"(?:^|<)\s*(?:sips?|tel)\s*:\s*([^@>]*)")
# An address without its scheme: anonymous@anonymous.invalid.
_AT_HOST = re.compile(r"([^@\s]+)@[a-z0-9.-]+")
# Of a URI, in any order: ;ext=801;phone-context=+86731.
_PARAMETER = re.compile(r";\s*([a-z-]+)\s*=\s*([^;]*)")
_LONGEST_EXTENSION = 6
_WITHHELD_WORDS = """
anonymous unknown unavailable restricted private withheld blocked noid nocallerid asserted null none
匿名 未知 未知号码 隐藏 隐藏号码 未显示 不显示 无号码 无 号码未显示 保密 私人号码 266696687
"""
# What a line shows and nobody can call back, such as the police's number or that of an extension.
_SHOWN = re.compile(r"\d{1,6}|0+")
# What switches show for no number at all.
_NO_NUMBERS = frozenset(("", "-1"))
_WITHHELD = frozenset(_WITHHELD_WORDS.split())


def normalise(written: str, area_code: str = "") -> str | None:
    """Return a phone number in E.164 (``+8613800138000``), with its extension behind ``;ext=``.

    Numbers without a country code are taken as Chinese, those without an area code as the city's.

    Args:
        written: as typed by people or shown on a line, which may be a SIP or tel URI.
        area_code: of the city, as ``0731``; empty if local numbers cannot be dialled.

    Returns:
        the number; empty if the caller withheld it, ``None`` if it is not a valid number.
    """
    text = _bare(written)
    if text in _NO_NUMBERS or re.sub(r"[\s+_-]", "", text.partition(";")[0]) in _WITHHELD:
        return ""
    parameters = {name: _digits(value.strip()).lstrip("+") for name, value in _PARAMETER.findall(text)}
    context = parameters.get("phone-context", "")
    # As it is dialled from abroad (0086731) and within the country (0731).
    context = context.removeprefix("00") if context.startswith("00") else re.sub("^0", "86", context)
    whole = _PARAMETER.sub("", text)
    text, extension = _part(whole)
    number = _national(_digits(text.partition(";")[0]), context, area_code)
    # The end of a number may be set off as well: 021-6543(2100).
    if number is None and extension and (number := _national(_digits(whole.partition(";")[0]), context, area_code)):
        extension = ""
    if 0 < len(parameters.get("ext", "")) <= _LONGEST_EXTENSION:
        extension = parameters["ext"]
    if number is None and not extension:
        number, extension = _run_on(_digits(text.partition(";")[0]))
    return f"{number};ext={extension}" if number and extension else number


def as_shown(written: str) -> str | None:
    """Return the digits of a number that a line shows and nobody can call back: 110, 0; ``None`` for any other."""
    digits = _digits(_bare(written).partition(";")[0])
    return digits if _SHOWN.fullmatch(digits) else None


def subscriber(phone: str) -> str:
    """Return a caller's number without its extension, by which the caller is found; empty if it is nobody's own."""
    return phone.partition(";")[0] if phone.startswith("+") else ""


def _bare(written: str) -> str:
    """Return a number with plain digits, without what surrounds it in an address."""
    text = fold(written).digits.strip()
    address = _ADDRESS.search(text)
    if address:
        return address[1]
    bare = text.strip("<>\"'“”‘’ ")
    at_host = _AT_HOST.fullmatch(bare)
    return at_host[1] if at_host else bare


def _part(text: str) -> tuple[str, str]:
    """Return a number and its extension, which may be empty."""
    found = _EXTENSION.search(text)
    if found:
        return text[: found.start()], found[1]
    dashed = _DASHED.match(text) or _PAUSED.match(text) or _BRACKETED.match(text)
    # The last four digits of a mobile number may be set off by a dash as well.
    if dashed and not _MOBILE.fullmatch(_digits(text)):
        return dashed[1], dashed[2]
    return text, ""


def _digits(text: str) -> str:
    """Return the digits of a number, with a plus sign before them if there was one; empty if it has letters."""
    if any(sign.isalpha() for sign in text):
        return ""
    digits = "".join(filter(str.isdigit, text))
    return f"+{digits}" if digits and text.lstrip(" (").startswith("+") else digits


def _national(number: str, context: str, area_code: str) -> str | None:
    if number.startswith("00"):
        number = f"+{number[2:]}"
    if number.startswith("+") and not number.startswith("+86"):
        return _foreign(number)
    if mobile := _MOBILE.fullmatch(number.removeprefix("+")):
        return f"+86{mobile[1]}"
    if _LOCAL.fullmatch(number) and (context or area_code):
        return _valid(f"+{context}{number}" if context else f"{area_code}{number}")
    if service := _SERVICE.fullmatch(number.removeprefix("+86")):
        return f"+86{service[1]}"
    if _NEIGHBOURS.fullmatch(number):
        return _valid(f"+{number}")
    if taiwan := _TAIWAN_MOBILE.fullmatch(number):
        return _valid(number) or _valid(f"+886{taiwan[1]}")
    return _valid(number)


def _run_on(digits: str) -> tuple[str | None, str]:
    """Return a landline and the extension that follows it without a sign, if the digits are such."""
    for pattern in _RUN_ON:
        found = pattern.fullmatch(digits)
        number = _valid(found[1]) if found else None
        if found and number:
            return number, found[2]
    return None, ""


def _foreign(number: str) -> str | None:
    """Return a number with another country's code; foreign plans of numbers change, so it need but be possible."""
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(parsed):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def _valid(number: str) -> str | None:
    try:
        parsed = phonenumbers.parse(number, "CN")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(parsed) or not phonenumbers.is_valid_number(parsed):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
