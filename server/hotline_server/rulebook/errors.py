"""Problems in a rule book, each with its position in the file."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import get_close_matches

_SEPARATORS = re.compile("[，、；,;]")
_QUOTES = "“”‘’「」『』 \u3000"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Problem at a 1-based line and column of a file."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class RuleBookError(Exception):
    """Invalid rule book, with every problem found in it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def unknown_name(name: str, known: Collection[str], what: str) -> str:
    """Describe a name that is not among those known, with the closest of them."""
    parts = _SEPARATORS.split(name)
    if len(parts) > 1 and all(part in known for part in parts):
        return f"“{name}”要分开写成几项，用半角逗号隔开：[{', '.join(parts)}]"
    bare = name.strip(_QUOTES)
    if bare in known:
        return f"“{bare}”不要写成{name}：中文引号会算作名称的一部分，请去掉或改用半角引号"
    close = get_close_matches(name, list(known), n=1, cutoff=0.4)
    hint = f"，是不是“{close[0]}”？" if close else ""
    return f"没有叫“{name}”的{what}{hint}"
