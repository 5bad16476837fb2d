"""Removal of people's numbers from what is read: they say nothing of a matter, and only sway whoever reads."""

import re
from itertools import pairwise

_DIGIT = "[0-9０-９零〇一二三四五六七八九幺]"
_LATIN = "A-Za-z0-9Ａ-Ｚａ-ｚ０-９"
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_WHOSE = "(?:[我他她]的?|本人的?)?(?:联系)?"
_IS = r"(?:号码?|地址|账号)?[是为]?\s?[:：]?\s?"
_SERVICE = "(?:微信|[vVＶ]信|QQ|qq)"
_NUMBERED = "(?:电话|手机|座机|号码|身份证|车牌|车号|邮箱|邮件|电邮|护照|银行卡)"
_NUMBER = rf"[+＋]?{_DIGIT}(?:[\s\-－—.·()（）]?{_DIGIT}){{6,}}+[xXＸ]?"
_OTHERS = "|".join(
    (
        rf"[{_LATIN}._%+-]{{1,64}}[@＠][{_LATIN}-]{{1,63}}(?:[.．][{_LATIN}-]{{1,63}}){{1,4}}",
        rf"[{_PROVINCES}][A-Za-zＡ-Ｚ][·•\s]?[{_LATIN}]{{5,6}}(?![{_LATIN}])",
        # Passports, and accounts with digits in them.
        rf"(?<![{_LATIN}_-])(?=[A-Za-z_-]{{1,31}}[0-9]{{3}})[A-Za-z][A-Za-z0-9_-]{{5,31}}(?![{_LATIN}])",
    )
)
_PERSONAL = re.compile(
    rf"{_WHOSE}{_SERVICE}{_IS}[A-Za-z][A-Za-z0-9_-]{{4,31}}"
    rf"|(?:{_WHOSE}(?:{_SERVICE}|{_NUMBERED}){_IS})?(?:(?P<number>{_NUMBER})(?!\s?[元块万亿])|{_OTHERS})"
)
# Days, which are no numbers of people: 2026-11-26, also with a time.
_DAY = re.compile(r"(?:19|20)[0-9]{2}[-./]?(?:0?[1-9]|1[0-2])[-./]?(?:0?[1-9]|[12][0-9]|3[01])(?![0-9]{3})")
# What joins a number to the text before it, and ends it.
_JOINTS, _ENDS = " \t\n,，、;；(（", " \t\n)）"


def impersonal(text: str) -> str:
    """Return a text without phone numbers, identity documents, plates, addresses and accounts."""
    found = [one.span() for one in _PERSONAL.finditer(text) if not _DAY.match(one["number"] or "")]
    if not found:
        return text
    left = "".join(text[end:begin] for (_, end), (begin, _) in pairwise([(0, 0), *found, (len(text), 0)]))
    # What was only appended leaves nothing behind.
    is_appended = not text[found[-1][1] :].strip(_ENDS)
    return left.rstrip(_ENDS).rstrip(_JOINTS) if is_appended else left
