"""Characters that texts may hold, wherever they come from and whatever document is made of them.

One rule for all text. Every way to end a line becomes a newline: pasted from Word, a line broken by hand is U+000B.
Canonically equal texts become one (NFC). Controls other than the tab and the newline, non-characters and surrogates
stand for nothing, and neither XML nor PostgreSQL holds all of them: text with one is refused where it comes in, and
written with U+FFFD in its place where it was stored before it was refused.
"""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_PLANE_ENDS = "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
_UNFIT = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_PLANE_ENDS}]")
# Line ends and tabs, and what turns the direction of writing, so that a name looks like another.
_NOT_IN_A_LINE = re.compile("[\t\n\u202a-\u202e\u2066-\u2069]")
_REPLACEMENT = "\ufffd"
# What Unicode tells programs to show as nothing (Default_Ignorable_Code_Point), the marks around annotations and the
# braille pattern without dots, but for what chooses the form of the character before it.
_UNSEEN = (
    "\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
_FORMS = "\u034f\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
_NOT_BLANK = re.compile(rf"[^\s{_UNSEEN}]")
_SEEN = re.compile(rf"[^\s{_UNSEEN}{_FORMS}]")


def normalise(text: str) -> str:
    """Return a text with newlines for every end of a line, in NFC."""
    # No line end is printable, and most texts are one line.
    if not text.isprintable():
        text = _LINE_ENDS.sub("\n", text)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def find_unfit(text: str) -> str | None:
    """Return the first character that no normalised text may hold."""
    if text.isprintable():
        return None
    found = _UNFIT.search(text)
    return found[0] if found else None


def find_fault(text: str) -> str:
    """Return what is wrong with a text that holds what no normalised text may; empty if nothing is."""
    unfit = find_unfit(text)
    return f"含有 U+{ord(unfit):04X}，不是文字" if unfit else ""


def replace_unfit(text: str) -> str:
    """Return a text that every document can hold: normalised, with U+FFFD for what no text may hold."""
    text = normalise(text)
    return text if text.isprintable() else _UNFIT.sub(_REPLACEMENT, text)


def is_one_line(text: str) -> bool:
    """Return whether a normalised text is one line that looks as it is; characters newer than Python's are welcome."""
    return text.isprintable() or not (_UNFIT.search(text) or _NOT_IN_A_LINE.search(text))


def is_blank(text: str) -> bool:
    """Return whether nobody sees anything in a text: it is empty, spaces, or characters that show as nothing."""
    return not _SEEN.search(text)


def trimmed(text: str) -> str:
    """Return a text without the spaces at its ends and without what nobody sees there, such as a byte order mark."""
    begin = _SEEN.search(text)
    if begin is None:
        return ""
    end = len(text)
    while not _NOT_BLANK.match(text, end - 1):
        end -= 1
    return text[begin.start() : end]
