"""Problems in a rule book, each with its position in the file."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

DOUBLES_TOLD = 5
"""Doubles of one file in another that are told one by one; a file with more is told to be a copy."""
_COPY = re.compile(r"副本|复制|拷贝|备份|[（(]\d+[)）]|~\$|(?<![a-z])(?:copy|backup|bak|old)(?![a-z])", re.IGNORECASE)
NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""Full-width signs, digits and letters by their usual ones, to translate texts by."""
SEPARATORS = re.compile("[，、；,;]")
"""Signs that people put between names."""
_QUOTES = "“”‘’「」『』 \u3000"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Problem at a 1-based line and column of a file.

    Attributes:
        file, line, column, message: where and what it is.
        doubles: file that has the same already; empty if that is not the problem.
    """

    file: str
    line: int
    column: int
    message: str
    doubles: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class RuleBookError(Exception):
    """Invalid rule book, with every problem found in it; a file that doubles another is told once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted({*_copies_told_once(problems)})
        super().__init__("\n".join(str(problem) for problem in self.problems))


def doubled(here: Problem, first: Problem, message: str) -> Problem:
    """Return the problem that something stands in two places.

    Args:
        here: the second place.
        first: the first place.
        message: that says what stands there.
    """
    return replace(here, message=f"{message}，{first.file} 第 {first.line} 行已有", doubles=first.file)


def looks_like_a_copy(file: str) -> bool:
    """Return True if a file is named as programs and people name copies."""
    return bool(_COPY.search(file))


def _copies_told_once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield problems; one in place of all that say that a file has what another has."""
    alike: defaultdict[tuple[str, str], list[Problem]] = defaultdict(list)
    for problem in problems:
        if problem.doubles and problem.doubles != problem.file:
            alike[problem.file, problem.doubles].append(problem)
        else:
            yield problem
    for (file, other), found in alike.items():
        copy, original = (other, file) if looks_like_a_copy(other) and not looks_like_a_copy(file) else (file, other)
        if len(found) > DOUBLES_TOLD or looks_like_a_copy(copy):
            message = f"像是 {original} 的副本，有 {len(found)} 处和它重复：只能留一个，另一个请移到草稿的文件夹外面"
            yield Problem(copy, 1, 1, message)
        else:
            yield from found


def unseen_sign(text: str) -> str:
    """Return that a text has a character that nobody sees; empty if it has none."""
    unseen = next((sign for sign in text if unicodedata.category(sign) in ("Cf", "Zs")), "")
    what = "空格" if unseen.isspace() else "看不见的字符"
    return f"里面有{what}（U+{ord(unseen):04X}），请删去重写" if unseen else ""


def torn_off(before: Sequence[str]) -> str:
    """Describe a key without a value, which a comma has torn off the text before it.

    Args:
        before: keys before it.
    """
    last = before[-1] if before else ""
    if last == "牵头":
        return "“牵头”只写一个单位，别的写进“协办”"
    where = f"“{last}”的内容" if last else "前面的内容"
    return f"{where}里有半角逗号的，整个内容要用半角引号括起来，或者改用全角逗号；几项的要用方括号：[甲, 乙]"


def chinese_number(text: str) -> int:
    """Return the number below a hundred that Chinese numerals write; 0 if they write none."""
    tens, ten, ones = text.rpartition("十")
    digits = {sign: place for place, sign in enumerate("零一二三四五六七八九")} | {"两": 2}
    if not all(part in digits or not part for part in (tens, ones)):
        return 0
    return (digits.get(tens, 1) * 10 if ten else 0) + digits.get(ones, 0)


def bare(name: str) -> str:
    """Return a name without the Chinese quotation marks and blanks around it."""
    return name.strip(_QUOTES)


def only(name: str) -> str:
    """Ask for a name without what is around it."""
    return f"只写 {name}：外面的中文引号、空格会算作名称的一部分，请去掉，或者改用半角引号"


def unknown_name(name: str, known: Collection[str], what: str) -> str:
    """Describe a name that is not among those known, with the closest of them."""
    parts = SEPARATORS.split(name)
    if len(parts) > 1 and all(part in known for part in parts):
        return f"“{name}”要分开写成几项，用半角逗号隔开：[{', '.join(parts)}]"
    if bare(name) in known:
        return only(bare(name))
    if unseen := unseen_sign(name):
        return f"没有叫“{name}”的{what}：{unseen}"
    close = get_close_matches(name, list(known), n=1, cutoff=0.4)
    hint = f"，是不是“{close[0]}”？" if close else ""
    return f"没有叫“{name}”的{what}{hint}"
