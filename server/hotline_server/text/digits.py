"""Chinese digits: as they are written, on cheques too, and as they are said, one by one."""

_SIGNS = (
    "零〇○洞",
    "一壹幺弌㊀㈠",
    "二贰两弍㊁㈡",
    "三叁参弎㊂㈢",
    "四肆㊃㈣",
    "五伍㊄㈤",
    "六陆㊅㈥",
    "七柒拐㊆㈦",
    "八捌㊇㈧",
    "九玖勾㊈㈨",
)
CHINESE_DIGITS = {ord(sign): str(digit) for digit, signs in enumerate(_SIGNS) for sign in signs}
"""Table for ``str.translate`` from each to the ASCII digit."""
