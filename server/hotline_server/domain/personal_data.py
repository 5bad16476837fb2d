"""Detection, masking and redaction of personal data (R6.2; Personal Information Protection Law).

Numbers are matched however they are written: full-width or Chinese digits, with spaces or dashes.
Names are matched only in an introduction or a form of address, or if they are known.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

HIDDEN = "〔已隐去〕"
# Numbers of up to _FULLY_MASKED_DIGITS digits are masked entirely, since four digits would give them away;
# numbers of fewer than _MIN_DIGITS are not searched for, since any text may contain them by chance.
_FULLY_MASKED_DIGITS, _MIN_DIGITS = 8, 6
_CHINESE = ("零〇○", "一壹幺", "二贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
_CHINESE_DIGITS = {ord(sign): str(digit) for digit, signs in enumerate(_CHINESE) for sign in signs}


class _Digits(dict[int, str]):
    """Table for ``str.translate`` that maps every character with a decimal value to its ASCII digit.

    Filled lazily, since most of Unicode's characters never occur.
    """

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        self[code] = str(unicodedata.decimal(sign)) if sign.isdecimal() else sign
        return self[code]


# Maps one character to one character, so that offsets are preserved.
_TO_DIGITS = _Digits(_CHINESE_DIGITS)
# Full-width characters are escaped, since they are hard to tell from ASCII ones.
_GAP = r"[\s\-\u2010-\u2015\uff0d_\u00b7()\uff08\uff09]{0,3}"
_COLON = r"[是为叫:\uff1a\s]{0,3}"
_SURNAMES = (
    "欧阳|上官|司马|诸葛|司徒|夏侯|皇甫|尉迟|公孙|慕容|令狐|"
    "[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞"
    "任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏"
    "成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘"
    "缪干解应宗丁宣邓郁单杭洪包左石崔吉钮龚程嵇邢裴陆荣翁荀羊惠甄曲家封芮储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全"
    "郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟"
    "谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满"
    "弘匡国文寇广禄阙东殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖闫]"
)
# Words that begin with a surname but are not names.
_NOT_A_NAME = (
    "(?!什么|一个|一名|一位|这里|你们|他们|我们|"
    "业主|居民|市民|群众|村民|学生|家长|农民|家里|家人|成绩|费用|查询|居住|于今)"
)
# Matched after digit normalisation.
_NUMBERS = re.compile(
    "|".join(
        (
            # Identity card: 17 digits and a digit or X; precedes phone numbers, which it may contain.
            rf"(?<!\d)\d(?:{_GAP}\d){{16}}{_GAP}[\dxX\uff38\uff58](?!\d)",
            # Bank card.
            rf"(?<!\d)\d(?:{_GAP}\d){{15,18}}(?!\d)",
            # Mobile number, with or without country code.
            rf"(?<!\d)(?:[+\uff0b]?8{_GAP}6{_GAP})?1{_GAP}[3-9](?:{_GAP}\d){{9}}(?!\d)",
            # Landline with area code.
            r"(?<!\d)0\d{2,3}[-\uff0d ]?\d{7,8}(?!\d)",
            # Landline without area code, only after the word for telephone.
            rf"(?<=电话){_COLON}\d{{7,8}}(?!\d)",
        )
    )
)
_WORDS = re.compile(
    "|".join(
        (
            r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",
            rf"(?:微信|QQ|qq|扣扣)(?:号码?)?{_COLON}[A-Za-z0-9_-]{{5,20}}",
            # Vehicle registration plate.
            r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·•\s]?[A-Z0-9]{5,6}",
            # Self-introduction.
            rf"(?<=我叫){_NOT_A_NAME}(?:{_SURNAMES})[一-鿿]{{1,2}}",
            (
                rf"(?:(?<=我是)|(?<=本人)|(?<=姓名)|(?<=联系人)|(?<=投诉人)|(?<=举报人)|(?<=名叫)){_COLON}{_NOT_A_NAME}"
                rf"(?:{_SURNAMES})[一-鿿]{{1,2}}(?=[,\uff0c.。;\uff1b、\s(\uff08]|$|的|住|电|手|身|家)"
            ),
            # Form of address.
            rf"(?:{_SURNAMES})[一-鿿]{{0,2}}(?=先生|女士|小姐|大爷|大妈|阿姨)",
        )
    )
)

_COUNT = r"(?:\d{1,5}|[A-Za-z]|[\d十百两]{1,5})"
# Matched after digit normalisation, so that 三 is 3. A day (3号) and a count (两栋楼房) are no address.
_DWELLING = re.compile(
    "|".join(
        (
            # Building, staircase and flat: 3栋, 12号楼2单元, A座1203室, 3栋2单元502.
            (
                rf"第?(?:{_COUNT}(?:号院|号楼|栋(?!楼房)|幢|单元)|{_COUNT}座(?=\d)|[A-Za-z]座)"
                rf"(?:第?{_COUNT}(?:号楼|栋|幢|座|单元|[楼层])){{0,3}}(?:[-\uff0d—]?\d{{2,5}}(?:室|房|号|户)?)?"
            ),
            # Number of a house in a street.
            r"(?<=[路街巷弄道村])\s?\d{1,5}\s?(?:号(?!线)|弄)(?:附\d{1,3}号)?",
            # Group or row of houses in a village: 柳塘村3组, 五排.
            r"(?<=[村屯寨队])第?\d{1,3}(?:组|队|排)(?:\d{1,4}(?:号|户))?",
            # Door, floor or household by its number: 1门301, 第2户.
            r"(?<!\d)(?:\d{1,3}门(?=\d{2,4}(?!\d))\d{2,4}(?:室|号|户)?|第\d{1,4}户)",
            # Flat, alone or in short: 502室, 3-502, 3-2-502.
            r"(?<!\d)\d{3,5}(?:室|号房)",
            r"(?<![\d\-\uff0d—])\d{1,3}[-\uff0d—](?:\d{1,3}[-\uff0d—])?\d{3,5}(?![\d\-\uff0d—年月日元块个人次天度平米])",
        )
    )
)


def mask_phone(phone: str) -> str:
    """Mask a phone number, leaving its last four digits and any digits before the last eight."""
    national = _strip_country_code(phone)
    return f"{national[:-8]}****{national[-4:]}" if len(national) > _FULLY_MASKED_DIGITS else "*" * len(national)


def mask_name(name: str) -> str:
    """Mask a name, leaving its first character."""
    return f"{name[:1]}{'*' * (len(name) - 1)}" if len(name) > 1 else "*" * len(name)


def redact_personal_data(text: str) -> str:
    """Redact everything in ``text`` that looks like personal data."""
    return _redact_spans(text, _find_spans(text))


def redact_dwellings(text: str) -> str:
    """Redact the numbers of houses, buildings and flats in ``text``, however their digits are written."""
    return _redact_spans(text, _match_spans(_DWELLING, text.translate(_TO_DIGITS)))


def has_personal_data(text: str) -> bool:
    """Return whether ``text`` contains anything that looks like personal data."""
    return next(_find_spans(text), None) is not None


def anonymise(text: str, names: Iterable[str], phones: Iterable[str]) -> str:
    """Return ``text`` on one line, with the given people and anything like personal data redacted."""
    return " ".join(redact_personal_data(redact_known(text, names, phones)).split())


def redact_known(text: str, names: Iterable[str], phones: Iterable[str]) -> str:
    """Redact the given names and phone numbers, however they are written.

    Args:
        text: text to redact.
        names: names as registered; single characters are ignored.
        phones: phone numbers, E.164.
    """
    for name in names:
        if len(name) > 1 and name[0] in text:
            text = _redact_spans(text, _match_spans(_name_pattern(name), text))
    digits = ""
    for phone in phones:
        national = _strip_country_code(phone)
        digits = digits or "".join(filter(str.isdigit, text.translate(_TO_DIGITS)))
        if len(national) >= _MIN_DIGITS and national in digits:
            text = _redact_spans(text, _match_spans(_number_pattern(national), text.translate(_TO_DIGITS)))
    return text


Span = tuple[int, int]


def _find_spans(text: str) -> Iterator[Span]:
    yield from _match_spans(_NUMBERS, text.translate(_TO_DIGITS))
    yield from _match_spans(_WORDS, text)


def _match_spans(pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    for found in pattern.finditer(text):
        yield found.span()


def _redact_spans(text: str, spans: Iterable[Span]) -> str:
    parts, last = [], 0
    for begin, end in sorted(spans):
        if begin >= last:
            parts += [text[last:begin], HIDDEN]
        last = max(last, end)
    return "".join([*parts, text[last:]]) if parts else text


def _strip_country_code(phone: str) -> str:
    return phone.removeprefix("+86").removeprefix("+")


@lru_cache(maxsize=1024)
def _name_pattern(name: str) -> re.Pattern[str]:
    return re.compile(r"\s*".join(re.escape(sign) for sign in name if not sign.isspace()))


@lru_cache(maxsize=1024)
def _number_pattern(digits: str) -> re.Pattern[str]:
    return re.compile(_GAP.join(digits))
