"""Names and numbers of people who are known, however they are written."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import phonenumbers

from hotline_server.domain.personal_data.chains import Group, chains
from hotline_server.domain.personal_data.folding import HAN, Folded, Span, fold
from hotline_server.domain.personal_data.numbers import begin_with_sign, dashed_end, extension_end
from hotline_server.domain.personal_data.own_names import sounded_in_letters, ways_to_call
from hotline_server.domain.personal_data.riddles import signs_of_parts
from hotline_server.text.sound import fold as fold_sound

# Numbers of fewer digits are not searched for, since any text may contain them by chance.
_MIN_DIGITS = 6
# No letter, digit or Chinese character; written so that patterns stay small.
_GAP = r"[\W_\u00a1-\u33ff]{0,4}"
_PARTS = re.compile(rf"[^0-9a-z{HAN}]+")
# Two syllables stand in any text by chance.
_FEWEST_SYLLABLES = 3
_HAN = re.compile(f"[{HAN}]+")
# A number that a line showed and nobody can call back stands in the text instead.
_SHOWN = re.compile(r"\(来电号码:\s*([^\n()]{1,100})\)")
_EXTENSION = ";ext="
_BEFORE_EXTENSION = re.compile(r"[^0-9a-z\u3400-\u9fff\n。！？;；]{1,4}")
_LANDLINE = re.compile(r"\+86(?!1[3-9])")
_NO_MATCH = re.compile(r"(?!)")


class _Known(NamedTuple):
    """Name as it is sought.

    Attributes:
        pattern: ways to write it.
        signs: characters of which one must be there.
        sounded: name if other characters that sound alike are it too.
    """

    pattern: re.Pattern[str]
    signs: frozenset[str]
    sounded: str


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
            if known.sounded:
                yield from _find_sounded(text.words, known.sounded)
    for phone in phones:
        yield from _find_phone(text, phone)
    yield from (found.span(1) for found in _SHOWN.finditer(text.words))


# Of some 25 kB each: 13 MB at most.
@lru_cache(maxsize=512)
def _known(name: str) -> _Known:
    words = fold(name).words.strip()
    parts = [part for part in _PARTS.split(words) if part]
    whole = "".join(parts)
    patterns = [_spaced(whole)] if len(whole) > 1 else []
    # A part of a name is enough to tell who it was; of a name of one letter, or one syllable, it is not.
    patterns += [_bounded(part) for part in parts if len(parts) > 1 and len(part) > (2 if part.isascii() else 1)]
    of_person = ways_to_call(whole)
    if len(parts) > 1 and not of_person:
        of_person = [
            sounded_in_letters(part) for part in parts if len(part) >= _FEWEST_SYLLABLES and _HAN.fullmatch(part)
        ]
    patterns += of_person
    if not patterns:
        return _Known(_NO_MATCH, frozenset(), "")
    besides = frozenset("abcdefghijklmnopqrstuvwxyz") | signs_of_parts(whole[:1]) if of_person else frozenset()
    sounded = whole if of_person and len(parts) == 1 and len(whole) >= _FEWEST_SYLLABLES else ""
    return _Known(re.compile("|".join(patterns)), frozenset(whole) | besides, sounded)


def _find_sounded(words: str, name: str) -> Iterator[Span]:
    """Yield where a name stands in other characters that sound alike, one of its own among them."""
    sounds, sought = fold_sound(words), fold_sound(name)
    begin = sounds.find(sought)
    while begin >= 0:
        end = begin + len(name)
        if any(one == other for one, other in zip(words[begin:end], name, strict=True)):
            yield begin, end
        begin = sounds.find(sought, begin + 1)


def _spaced(name: str) -> str:
    return _bounded(name) if name.isascii() else _GAP.join(map(re.escape, name))


def _bounded(part: str) -> str:
    """Return a pattern for a part of a name; letters and digits must not go on."""
    if not part.isascii():
        return _GAP.join(map(re.escape, part))
    return rf"(?<![a-z0-9]){_GAP.join(map(re.escape, part))}(?![a-z0-9])"


def _find_phone(text: Folded, phone: str) -> Iterator[Span]:
    wholes = _ways(phone)
    if not wholes:
        return
    shortest = wholes[-1]
    for chain in chains(text.digits):
        digits = "".join(group.digits for group in chain)
        places = [_place(group, at) for group in chain for at in range(len(group.digits))]
        found = digits.find(shortest)
        while found >= 0:
            begin, end = _widest(digits, found, wholes)
            last = places[end - 1][1]
            yield (
                begin_with_sign(text.digits, places[begin][0]),
                extension_end(text.digits, last) or _own_extension_end(text.digits, last, phone),
            )
            found = digits.find(shortest, end)


def _own_extension_end(digits: str, end: int, phone: str) -> int:
    """Return where the extension of a known number ends that stands behind it without a word: 84510012-801."""
    _, _, extension = phone.partition(_EXTENSION)
    behind = _BEFORE_EXTENSION.match(digits, end)
    if extension and behind and digits.startswith(extension, behind.end()):
        last = behind.end() + len(extension)
        if not digits[last : last + 1].isdigit():
            return last
    return (dashed_end(digits, end) if _LANDLINE.match(phone) else None) or end


def _place(group: Group, at: int) -> Span:
    """Return where a digit of a group is; one of 三个零 is where all are."""
    told = len(group.digits) != group.end - group.begin or not group.digits
    return (group.begin, group.end) if told else (group.begin + at, group.begin + at + 1)


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
