"""Names and numbers of people who are known, however they are written."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import phonenumbers

from hotline_server.domain.personal_data.folding import HAN, Folded, Span, fold
from hotline_server.domain.personal_data.numbers import chains, extension_end
from hotline_server.domain.personal_data.surnames import COMMON, COMPOUND, RARE
from hotline_server.text.sound import syllables

# Numbers of fewer digits are not searched for, since any text may contain them by chance.
_MIN_DIGITS = 6
_GAP = r"[^0-9a-z\u3400-\u9fff]{0,4}"
_PARTS = re.compile(rf"[^0-9a-z{HAN}]+")
_PERSON = re.compile(rf"(?:(?P<compound>{COMPOUND})|(?P<surname>[{COMMON}{RARE}]))[{HAN}]{{1,2}}|[{COMMON}{RARE}]")
_TITLES = (
    "先生|女士|小姐|同志|大爷|大妈|大娘|大伯|大婶|阿姨|叔叔|大叔|大哥|大姐|哥|姐|师傅|伯伯|奶奶|爷爷|老师|医生|大夫|护士|老板|总|经理|"
    "主任|局长|科长|处长|书记|村长|队长|所长|站长|院长|校长|园长|厂长|警官|律师|教授|法官|主管|会计|教练|工|某|家"
)
_ENDS = rf"(?![{HAN}])|(?=[的在是说把被和与及将对向给从到于已住电手也就都还没不要让叫打骂拒跟找问去来有又先师])"
# 小区, 小时 and 小学 are no people.
_NO_NICKNAME = frozenset("区时学年家人百")
# A number that a line showed and nobody can call back stands in the text instead.
_SHOWN = re.compile(r"\(来电号码:\s*([^\n()]{1,100})\)")
_NO_MATCH = re.compile(r"(?!)")


class _Known(NamedTuple):
    """Pattern of a name, and the characters of which one must be there."""

    pattern: re.Pattern[str]
    signs: frozenset[str]


def find_known(text: Folded, names: Iterable[str], phones: Iterable[str]) -> Iterator[Span]:
    """Yield the spans of the given names and phone numbers.

    Args:
        text: folded text.
        names: of people and organisations, as registered.
        phones: E.164, with an extension behind ``;ext=``.
    """
    signs = None
    for name in names:
        known = _known(name)
        signs = signs if signs is not None else frozenset(text.words)
        if known.signs & signs:
            yield from (found.span() for found in known.pattern.finditer(text.words))
    for phone in phones:
        yield from _find_phone(text, phone)
    yield from (found.span(1) for found in _SHOWN.finditer(text.words))


@lru_cache(maxsize=4096)
def _known(name: str) -> _Known:
    words = fold(name).words.strip()
    parts = [part for part in _PARTS.split(words) if part]
    whole = "".join(parts)
    patterns = [_spaced(whole)] if len(whole) > 1 else []
    # A part of a name is enough to tell who it was; of a name of one letter, or one syllable, it is not.
    patterns += [_bounded(part) for part in parts if len(parts) > 1 and len(part) > (2 if part.isascii() else 1)]
    person = _PERSON.fullmatch(whole)
    if person:
        patterns += _of_person(whole, person["compound"] or whole[:1])
    if not patterns:
        return _Known(_NO_MATCH, frozenset())
    latin = frozenset("abcdefghijklmnopqrstuvwxyz") if person else frozenset()
    return _Known(re.compile("|".join(patterns)), frozenset(whole) | latin)


def _of_person(name: str, surname: str) -> list[str]:
    """Return patterns for a surname with a title or as a nickname, for a given name alone, and for both in letters."""
    given = name.removeprefix(surname)
    found = [rf"(?:[老小阿])?{surname}(?={_TITLES})", rf"(?<=姓){surname}"]
    if surname not in _NO_NICKNAME:
        found.append(rf"[老小阿]{surname}(?:{_ENDS})")
    if len(given) > 1:
        found.append(rf"(?:(?<=我)|(?<=叫)|(?<=是)|(?<=本人)){re.escape(given)}(?:{_ENDS})")
    if given:
        first, last = [[re.escape(one) for one in syllables(part)] for part in (surname, given)]
        found += [_latin([*first, *last]), _latin([*last, *first])]
    return found


def _spaced(name: str) -> str:
    return _bounded(name) if name.isascii() else _GAP.join(map(re.escape, name))


def _bounded(part: str) -> str:
    """Return a pattern for a part of a name; letters and digits must not go on."""
    if not part.isascii():
        return _GAP.join(map(re.escape, part))
    return rf"(?<![a-z0-9]){_GAP.join(map(re.escape, part))}(?![a-z0-9])"


def _latin(syllables: list[str]) -> str:
    return rf"(?<![a-z]){'[^a-z0-9]{0,2}'.join(syllables)}(?![a-z])"


def _find_phone(text: Folded, phone: str) -> Iterator[Span]:
    wholes = _ways(phone)
    if not wholes:
        return
    shortest = wholes[-1]
    for chain in chains(text.digits):
        places = [place for begin, end in chain for place in range(begin, end)]
        digits = "".join(text.digits[begin:end] for begin, end in chain)
        found = digits.find(shortest)
        while found >= 0:
            begin, end = _widest(digits, found, wholes)
            last = places[end - 1] + 1
            yield places[begin], extension_end(text.digits, last) or last
            found = digits.find(shortest, end)


def _widest(digits: str, found: int, wholes: tuple[str, ...]) -> Span:
    """Return the span of a number with as much of its prefixes as is there."""
    end = found + len(wholes[-1])
    whole = next(one for one in wholes if digits.endswith(one, 0, end))
    return end - len(whole), end


@lru_cache(maxsize=4096)
def _ways(phone: str) -> tuple[str, ...]:
    """Return the digits of a number from the longest way to dial it to the shortest; none if any text may hold them."""
    number, _, _ = phone.partition(";")
    digits = "".join(filter(str.isdigit, number))
    if number.startswith("+86"):
        national = digits[2:]
        if len(national) == 11 and national.startswith("1"):  # noqa: PLR2004 - digits of a mobile number
            ways = [f"0086{national}", digits, f"0{national}", national]
        elif national[:3] in ("400", "800"):
            ways = [national]
        else:
            local = national[2:] if national[:1] in ("1", "2") else national[3:]
            ways = [f"0086{national}", digits, f"0{national}", national, local]
    elif number.startswith("+"):
        try:
            national = str(phonenumbers.parse(number).national_number)
        except phonenumbers.NumberParseException:
            national = digits
        ways = [f"00{digits}", digits, f"0{national}", national]
    else:
        ways = [digits]
    return tuple(dict.fromkeys(way for way in ways if len(way) >= _MIN_DIGITS))
