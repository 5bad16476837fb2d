"""Removal of people's numbers from what is read: they say nothing of a matter, and only sway whoever reads."""

import re
from collections.abc import Sequence
from itertools import pairwise

_DIGITS = ("[0-9０-９]", "(?:[零〇二三四五六七八九幺]|一(?![直起下个些样]))")
_LATIN = "A-Za-z0-9Ａ-Ｚａ-ｚ０-９"
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_WHOSE = "(?:[我他她]的?|本人的?)?(?:联系)?"
_IS = r"(?:号码?|地址|账号)?[是为]?\s?[:：]?\s?"
_SERVICE = "(?:微信|[vVＶ]信|QQ|qq)"
_NUMBERED = "(?:电话|手机|座机|号码|身份证|车牌|车号|邮箱|邮件|电邮|护照|银行卡)"
# In one kind of digits, and without 一 of 一直.
_NUMBER = "(?:{})[xXＸ]?".format("|".join(rf"[+＋]?{digit}(?:[\s\-－—.·()（）]?{digit}){{6,}}+" for digit in _DIGITS))
_OTHERS = "|".join(
    (
        rf"[{_LATIN}._%+-]{{1,64}}[@＠][{_LATIN}-]{{1,63}}(?:[.．][{_LATIN}-]{{1,63}}){{1,4}}",
        rf"[{_PROVINCES}][A-Za-zＡ-Ｚ][·•\s]?[{_LATIN}]{{5,6}}(?![{_LATIN}])",
        # Passports, and accounts with digits in them.
        rf"(?<![{_LATIN}_-])(?=[A-Za-z_-]{{1,31}}[0-9]{{3}})[A-Za-z][A-Za-z0-9_-]{{5,31}}(?![{_LATIN}])",
    )
)
_PERSONAL = re.compile(
    # Of technical standards, which everybody has.
    rf"(?P<standard>(?<![{_LATIN}])(?:GB|DB|JGJ|CJJ|ISO)[/A-Z]{{0,3}}\s?[0-9][0-9./-]*)"
    rf"|(?P<service>{_WHOSE}{_SERVICE}{_IS})[A-Za-z][A-Za-z0-9_-]{{4,31}}"
    rf"|(?P<noun>{_WHOSE}(?:{_SERVICE}|{_NUMBERED}){_IS})?"
    rf"(?:(?P<number>{_NUMBER})(?!\s?[元块万亿]|(?<=[一二三四五六七八九])[楼层栋])|{_OTHERS})"
)
# Without any of this there is nothing of the kind, which most texts are soon known by.
_POSSIBLE = re.compile(rf"[{_LATIN}@＠]|(?:[零〇一二三四五六七八九幺][\s\-－—.·()（）]?){{7}}")
# Days, which are no numbers of people: 2026-11-26, also with a time.
_DAY = re.compile(r"(?:19|20)[0-9]{2}[-./]?(?:0?[1-9]|1[0-2])[-./]?(?:0?[1-9]|[12][0-9]|3[01])(?![0-9]{3})")
# What joins a number to the text before it, what ends it, and ends a sentence.
_JOINTS, _ENDS, _STOPS = " \t\n,，、;；(（", " \t\n)）", "。！？!?)）\n"


def impersonal(text: str) -> str:
    """Return a text without phone numbers, identity documents, plates, addresses and accounts.

    What introduces a number that is only appended goes with it; within a sentence it tells what was done to whom.
    """
    if not _POSSIBLE.search(text):
        return text
    found = [one for one in _PERSONAL.finditer(text) if not (one["standard"] or _DAY.match(one["number"] or ""))]
    if not found:
        return text
    spans = _spans(text, found)
    left = "".join(text[end:begin] for (_, end), (begin, _) in pairwise([(0, 0), *spans, (len(text), 0)]))
    # What was only appended leaves nothing behind.
    is_appended = not text[spans[-1][1] :].strip(_ENDS)
    return left.rstrip(_ENDS).rstrip(_JOINTS) if is_appended else left


def _spans(text: str, found: Sequence[re.Match[str]]) -> list[tuple[int, int]]:
    """Return where in a text is what is to be left out: numbers, and nouns before those that end a sentence."""
    spans = list[tuple[int, int]]()
    following, ends = len(text), True
    for one in reversed(found):
        rest = text[one.end() : following]
        if rest.strip(_JOINTS + _ENDS):
            ends = rest[0] in _STOPS
        begin = one.start() if ends else max(one.end("noun"), one.end("service"), one.start())
        spans.append((begin, one.end()))
        following = one.start()
    return spans[::-1]
