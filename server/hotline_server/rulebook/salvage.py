"""Reading of what can be read of files with mistakes, so that one mistake hides no other."""

import re
from collections.abc import Collection, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from hotline_server.rulebook.errors import Problem, RuleBookError
from hotline_server.rulebook.source import Source, ValuePath, parse_yaml
from hotline_server.rulebook.syntax import (
    BEFORE_KEY,
    CLOSING,
    Mistake,
    decode,
    decode_otherwise,
    entries,
    key_column,
    split_lines,
    value_column,
)

ROUNDS_LIMIT = 20
"""Readings of a file, each without what the one before could not read."""
_MENDING_ROUNDS = 10
_ENDS = ("---", "...")
# Colon that is full-width, or has no space behind it.
_COLON = re.compile(r"：|:(?=\S)")
# Full-width comma before another key.
_COMMA = re.compile(r"，(?= *[^\s{}\[\]\"',，:：]+[:：])")
_PARTS = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'|[^\[\]{}\"']+|.")
# Key in brackets behind a value without a comma between.
_RUN_ON, _VALUE = re.compile(r"[^\s{}\[\]\"',:]+: "), re.compile(r"[{,].*[^\s{\[,:] +$")
_IN_LIST = re.compile(r"\[[^\[\]{}\"']*$")
# Key of a whole list, alone on its line.
_TITLE = re.compile(r"[^\s{}\[\]\"',:：|>#-]+ *")
_DASHES = tuple("－—–•·")
_SEVERAL = re.compile(r"[,:] ")
_WIDE_BRACKETS = str.maketrans("｛｝［］", "{}[]")
_BLANKS = re.compile("[ \t\u3000\xa0]+")
# Spaces that a tab and a full-width blank may stand for, the likeliest first.
_WIDTHS = tuple(str.maketrans({"\t": " " * tab, "\u3000": " " * wide}) for tab, wide in ((2, 1), (4, 2)))
# Value in quotes or brackets, behind a key or a dash.
_ENCLOSED = re.compile(r" *(?:- +)*(?:[^\s:：]+: +)?([\"'\[{])")
_KEY, _ITEM = re.compile(r" *[^\s\"':：]+: "), re.compile(" *- ")
# Lines over which such a value is followed.
_LONGEST = 50


@dataclass(frozen=True, slots=True)
class Salvage:
    """Part of a file that could be read.

    Attributes:
        source: of what could be read; ``None`` if nothing could.
        problems: that kept the rest from being read.
        lost: text of the rest.
    """

    source: Source | None
    problems: tuple[Problem, ...] = ()
    lost: str = ""


def salvage(name: str, content: bytes) -> Salvage:
    """Read a YAML file, or of one with mistakes the entries that have none or wrong signs alone, with their positions.

    Args:
        name: of the file, relative to the rule book.
        content: its bytes.
    """
    try:
        return Salvage(parse_yaml(name, content))
    except RuleBookError as error:
        latest = {*error.problems}
    found = {*latest}
    text = decode(content)
    if isinstance(text, Mistake):
        guessed = decode_otherwise(content)
        if guessed is None:
            return Salvage(None, tuple(found))
        other = salvage(name, guessed.encode())
        return replace(other, problems=(*found, *other.problems))
    lines, lost = split_lines(text), ""
    for number in range(ROUNDS_LIMIT):
        if number >= _MENDING_ROUNDS or not _mend_signs(lines, latest):
            left_out = _leave_out(lines, {problem.line - 1 for problem in latest})
            if not left_out:
                break
            lost += left_out
        try:
            return Salvage(parse_yaml(name, "\n".join(lines).encode()), tuple(found), lost)
        except RuleBookError as error:
            latest = {*error.problems}
            found |= latest
    return Salvage(None, tuple(found), text)


def _mend_signs(lines: list[str], problems: Iterable[Problem]) -> bool:
    """Write the signs at which problems are as they were meant; return whether there was one."""
    mended = False
    for problem in problems:
        number, place = problem.line - 1, problem.column - 1
        line = lines[number] if number < len(lines) else ""
        blanks = _BLANKS.match(line)
        if blanks and blanks.start() <= place < blanks.end():
            rest = line[blanks.end() :]
            as_meant = " " * _indentation(blanks[0], rest, lines[:number]) + rest
        elif line[place : place + 1] in CLOSING and not _goes_on(lines, number):
            begin = next(number for number, sign in enumerate(line) if sign in CLOSING)
            as_meant = line[:begin] + _closed(line[begin:])
        elif not place and _TITLE.fullmatch(line):
            as_meant = f"{line.rstrip()}:"
        elif line[place : place + 1] == "，" and _IN_LIST.search(line[:place]):
            as_meant = f"{line[:place]}, {line[place + 1 :]}"
        elif _RUN_ON.match(line[place:]) and _VALUE.search(line[:place]):
            as_meant = f"{line[:place].rstrip()}, {line[place:]}"
        else:
            as_meant = line[:place] + _mended(line[place:])
        if as_meant != line:
            lines[number] = as_meant
            mended = True
    return mended


def _indentation(blanks: str, rest: str, above: Iterable[str]) -> int:
    """Return how many spaces the blanks before the rest of a line stand for, by the indentation of the lines above."""
    widths = [len(blanks.translate(spaces)) for spaces in _WIDTHS]
    written = [line.translate(_WIDTHS[0]) for line in above if line.strip()]
    found = [found for line in written if (found := BEFORE_KEY.match(line))]
    if written and written[-1].rstrip().endswith(":"):
        return next((width for width in widths if width > found[-1].end()), widths[0])
    is_item = rest.startswith("-")
    columns = (one.end(1) if is_item else one.end() for one in reversed(found) if not is_item or one.end() > one.end(1))
    return next((column for column in columns if column in widths), widths[0])


def _mended(text: str) -> str:
    """Return the rest of a line with the sign that it begins with as it was meant: a colon, comma, bracket or blank."""
    if _COLON.match(text):
        return f": {text[1:]}"
    if _COMMA.match(text):
        return f", {text[1:]}"
    if text[:1] in _DASHES:
        return f"-{text[1:]}"
    if text[:1].translate(_WIDE_BRACKETS) in ("{", "["):
        return text.translate(_WIDE_BRACKETS)
    return _BLANKS.sub(" ", text, count=1) if _BLANKS.match(text) else text


def _goes_on(lines: list[str], number: int) -> bool:
    """Return True if the value on a line, counted from 0, goes on below it."""
    below = next((line for line in lines[number + 1 :] if line.strip()), "")
    is_indented = len(below) - len(below.lstrip(" ")) > value_column(lines[number])
    return is_indented or _end_of_value(lines, number, len(lines)) > number


def _end_of_value(lines: list[str], number: int, end: int) -> int:
    """Return the line, from 0, on which a value in quotes or brackets that begins on another one ends.

    It is the same line if no value begins there that is closed below it, before the line ``end``.
    """
    found = _ENCLOSED.match(lines[number])
    opening = found[1] if found else ""
    depth = 0
    for at in range(number, min(end, number + _LONGEST) if opening else number):
        if at > number and (_ITEM if opening in CLOSING else _KEY).match(lines[at]):
            break
        if opening in CLOSING:
            depth += sum(map(lines[at].count, CLOSING)) - sum(map(lines[at].count, CLOSING.values()))
        else:
            depth = (depth + lines[at].count(opening)) % 2
        if depth <= 0:
            return at
    return number


def _closed(text: str) -> str:
    """Return the rest of a line with brackets in pairs, if they are then all that it takes; otherwise as it is.

    One around a single text may be there by mistake.
    """
    content, comment = (text + " #").split(" #", 1)
    if not _SEVERAL.search(content):
        return text
    found, due = "", ""
    for part in _PARTS.findall(content):
        if part in CLOSING:
            due = CLOSING[part] + due
        elif part in CLOSING.values():
            # The brackets inside end with the one around them, and a wrong sign stands for the one that is due.
            closing = due[: due.index(part) + 1] if part in due else due[:1]
            found, due = found + closing, due[len(closing) :]
            continue
        found += part
    found += due
    try:
        parse_yaml("", found.encode())
    except RuleBookError:
        return text
    return f"{found} #{comment}" if comment else found


def _leave_out(lines: list[str], wrong: AbstractSet[int]) -> str:
    """Empty the keys or entries with mistakes on these lines, counted from 0, and return their text, empty for none."""
    lost: list[str] = []
    for first, last in list(entries(lines)):
        found = wrong & {*range(first, last)}
        if not found:
            continue
        # What comes after the end of a content is another.
        end = len(lines) if lines[first].startswith(_ENDS) else last
        begin, stop = _key_lines(lines, first, end, min(found))
        left = lines[first][: key_column(lines[first])] if begin == first else ""
        if stop - begin == end - first or lines[begin] in ("", left):
            # All that there is, or what is wrong remains without the key.
            begin, stop, left = first, end, ""
        lost += lines[begin:stop]
        lines[begin:stop] = [left, *[""] * (stop - begin - 1)]
    return "".join(f"{line}\n" for line in lost)


def _key_lines(lines: list[str], first: int, end: int, at: int) -> tuple[int, int]:
    """Return the first line of the key to which a line belongs, and the line after its last, or those of the entry.

    Args:
        lines: of the file.
        first: first line of the entry.
        end: line after its last.
        at: the line.
    """
    if not lines[first].lstrip(" ").startswith("- "):
        return first, end
    column = value_column(lines[first])
    keys: list[int] = []
    number = first
    while (number := _end_of_value(lines, number, end) + 1) < end:
        if lines[number][: column + 1].strip():
            keys.append(number)
    begin = max((number for number in keys if number <= at), default=first)
    if begin > first and lines[begin][:column].strip():
        # Further left than the keys, it begins something else, with all that follows.
        return begin, end
    return begin, min((number for number in keys if number > at), default=end)


def without(source: Source, paths: Collection[ValuePath]) -> Source:
    """Return a file without some of its top-level values, or of the members of these, with the positions of the rest.

    Args:
        source: whose content is a mapping.
        paths: of one step or two.
    """
    data: dict[str, object] = {}
    places: dict[ValuePath, ValuePath] = {}
    for key, value in (source.data if isinstance(source.data, dict) else {}).items():
        if (key,) in paths:
            continue
        if isinstance(value, list):
            kept = [number for number in range(len(value)) if (key, number) not in paths]
            data[key] = [value[number] for number in kept]
            places |= {(key, number): (key, place) for place, number in enumerate(kept)}
        elif isinstance(value, dict):
            data[key] = {name: one for name, one in value.items() if (key, name) not in paths}
            places |= {(key, name): (key, name) for name in value if (key, name) not in paths}
        else:
            data[key] = value
        places[(key,)] = (key,)
    positions = {
        (*places[path[:2]], *path[2:]): position for path, position in source.positions.items() if path[:2] in places
    }
    return replace(source, data=data, positions={**positions, (): source.positions.get((), (1, 1))})


def texts_in(value: object) -> Iterator[str]:
    """Yield all texts and keys in a value of a file."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield str(key)
            yield from texts_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts_in(one)
    else:
        yield str(value)
