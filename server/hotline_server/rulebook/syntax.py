"""Mistakes in the writing of a YAML file, each found at its line and told in Chinese with how to mend it.

A YAML parser stops at the first mistake, often lines after it, and words it for programmers. Here every entry of the
file is parsed by itself, and the lines before a parser's complaint are searched for what people really do: full-width
signs, missing spaces, tabs, cells pasted from a table.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import yaml

_KEY = r"[\w（）()·/\-]{1,20}"
_LEAD = r"^[ ]*(?:- +)*"
_MEMBER = re.compile(rf"{_KEY}[:：]")
_CODINGS = (("utf-16", "UTF-16（记事本里的“Unicode”）"), ("gb18030", "GBK（记事本里的“ANSI”）"))
_LINE_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
# What YAML allows no file to contain.
_UNPRINTABLE = re.compile("[^\t\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NO_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Mistake:
    """Mistake at a 1-based line and column."""

    line: int
    column: int
    message: str


@dataclass(frozen=True, slots=True)
class _Sign:
    """Sign of a mistake in a line.

    Attributes:
        pattern: finds it; the mistake is at the group ``at``.
        message: in which ``{at}`` stands for what the group ``at`` found and ``{key}`` for the key, if there is one.
    """

    pattern: re.Pattern[str]
    message: str

    def find(self, line: str) -> tuple[int, str] | None:
        """Return the 1-based column of the mistake in a line, and the message; ``None`` if it is not there."""
        found = None if line.lstrip().startswith("#") else self.pattern.search(line)
        if found is None:
            return None
        return found.start("at") + 1, self.message.format(
            **{name: text or "" for name, text in found.groupdict().items()}
        )


_QUOTED = r"(?:[^\"']|\"[^\"]*\"|'[^']*')*?"
# Behind a colon without a space, but in times and proportions, of which the key would end with a digit too.
_NO_SPACE = r"(?P<at>:)(?:[^\s:/\\0-9,\]}]|(?<=\D:)\d)"
_FULL_WIDTH_COLON = _Sign(
    re.compile(rf"(?:{_LEAD}|^{_QUOTED}[{{,，] *)(?P<key>{_KEY})(?P<at>：)"),
    "“{key}”后面用了全角冒号，要写成半角冒号加一个空格：“{key}: …”",
)
_FULL_WIDTH_COLON_OF_A_KEY = _Sign(re.compile(rf"^ *(?P<key>{_KEY})(?P<at>：)"), _FULL_WIDTH_COLON.message)
_INDENTING = "\t\u3000\u00a0\u2000-\u200b\ufeff"
_INDENTED = _Sign(re.compile(rf"^ *(?P<at>[{_INDENTING}])"), "行首缩进用了制表符（Tab）或全角空格，只能用半角空格")
_FULL_WIDTH_BRACKET = _Sign(
    re.compile(rf"(?:^ *- *|{_LEAD}{_KEY}: *)(?P<at>[｛［])"), "括号“{at}”是全角的，要用半角括号 {{ }}、[ ]"
)
_WIDE_BLANK = _Sign(re.compile(rf"{_KEY}:(?P<at>[\u3000\u00a0])"), "冒号后面要空一个半角空格，这里是全角空格")
_COMPARED = _Sign(
    re.compile(r"[{,: ](?P<at>[<>]=?)(?: *:| *\d+ *(?:[,}]|$))"),
    "比大小不用“{at}”，要写成“不少于”“多于”等，如 {{不少于: 70}}",
)
_SPACELESS = "“{key}”的冒号后面要空一格：“{key}: …”"
_PASTED = "像是从表格粘贴来的一行，要改写成“名称: 内容”"
_CONFLICT = _Sign(
    re.compile(r"^(?P<at><{7}|={7}|>{7}|\|{7})(?: |$)"),
    "文件里有没有解决完的合并标记“{at}”：两份内容留下一份，删去这些标记",
)
_SIGNS = (
    _Sign(re.compile(r"^(?P<at>\.\.\.|---)\s*$"), "一个文件只能有一份内容，不能用“{at}”分成几份"),
    _INDENTED,
    _FULL_WIDTH_BRACKET,
    _WIDE_BLANK,
    _COMPARED,
    _Sign(re.compile(r"^ *(?P<at>\{)[^{}]*\} *$"), "这一项前面少了减号和空格“- ”"),
    _Sign(re.compile(r"^ *(?P<at>\|).*\| *$"), _PASTED),
    _Sign(re.compile(r"^(?P<at>[^\s#\"':：\-\[{][^\t\"':：#]*,)[^:：]*$"), _PASTED),
    _Sign(re.compile(r"^(?P<at>[^\s#\"':\-][^\t\"'#:]*)\t"), _PASTED),
    _Sign(re.compile(r"[:\-] +[^\t\"'|>#]*(?P<at>\t)\S"), "中间有制表符（Tab），像是从表格粘贴来的，请分开写"),
    _Sign(re.compile(r"^ *(?P<at>[－—–•·])"), "列表每一项开头要用半角减号和一个空格“- ”，这里是“{at}”"),
    _FULL_WIDTH_COLON,
    _Sign(re.compile(r"^ *(?P<at>-)[^\s\-]"), "减号后面要空一格：“- …”"),
    _Sign(re.compile(rf"{_LEAD}(?P<key>{_KEY}){_NO_SPACE}"), _SPACELESS),
    _Sign(
        re.compile(rf"{_LEAD}{_KEY}: +(?P<at>[@`%&*!])"),
        "以“{at}”开头的内容要用半角引号括起来",
    ),
    _Sign(
        re.compile(rf"{_LEAD}{_KEY}: +(?P<at>[>|])(?:[^\s\d+\-]|\d\S)"),
        "以“>”或“|”开头的内容要用半角引号括起来",
    ),
    _Sign(
        re.compile(rf"{_LEAD}{_KEY}: +(?P<at>\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*') *[^\s#,}}\]]"),
        "引号后面还有字：整个内容用一对引号括起来，里面的引号改用“”",
    ),
    _Sign(
        re.compile(rf"{_LEAD}{_KEY}: +(?P<at>[^\s\"'\[{{|>#&*!][^#]*: )"),
        "内容里又有冒号和空格：要用半角引号括起来，或把里面的冒号改成全角",
    ),
)
_IN_BRACKETS = (
    _Sign(
        re.compile(r"(?P<at>，)"),
        "括号里的各项要用半角逗号隔开，这里是全角逗号；内容里有逗号的，要用半角引号括起来",
    ),
    _FULL_WIDTH_COLON,
    _WIDE_BLANK,
    _COMPARED,
    _Sign(re.compile(r"[:,\[{] *(?P<at>“)"), "中文引号“”不能把内容括起来，要用半角引号"),
    _Sign(re.compile(r"(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')(?P<at> +)[\"']"), "两项之间缺半角逗号"),
    _Sign(
        re.compile(r"(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*') *(?P<at>[^\s,:\]}])"),
        "引号后面还有字：整个内容用一对引号括起来，里面的引号改用“”",
    ),
    _Sign(re.compile(rf"^(?:{_QUOTED}[\[{{,])? *(?P<key>{_KEY}){_NO_SPACE}"), _SPACELESS),
)
_WORDINGS = {
    "did not find expected ',' or": "括号没有成对，或各项之间缺逗号",
    "did not find expected node content": "括号没有成对，或各项之间缺逗号",
    "exceeded maximum nesting": "嵌套得太深",
    "unexpected end of stream": "半角引号没有成对",
    "did not find expected '-' indicator": "缩进和上面的各项对不齐",
    "did not find expected key": "缩进和上面对不齐，或这里多了括号、引号",
    "mapping values are not allowed": "缩进和上面对不齐，或内容里有冒号和空格而没有用引号括起来",
    "could not find expected ':'": "这一行没有写成“名称: 内容”",
    "cannot start any token": "以“{at}”开头的内容要用半角引号括起来",
    "alphabetic or numeric character": "以“{at}”开头的内容要用半角引号括起来",
    "unknown escape character": "双引号里的“\\”有特别的意思，请改用单引号",
    "<document start>": "缩进和上面的各项对不齐",
    "tab character": "缩进用了制表符（Tab），只能用半角空格",
}
# Whoever writes a comment behind a value sets it off, which texts such as “按 # 键” or “ #1 楼” do not.
_NO_COMMENT = re.compile(r"[ \t]+(?P<at>(?<!  )(?<!\t)#.*|#(?!\s|$).*)")
_SHOWN = 20
CLOSING = {"[": "]", "{": "}"}
"""Closing bracket for each opening one."""
BEFORE_KEY = re.compile("( *)(?:- +)*")
"""Matches what is before a key: its indentation, and dashes."""
_BRACKETS = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[\[\]{}]")
# Key behind a value without a comma between.
_RUN_ON = re.compile(rf"[^\s,{{\[] +(?P<at>{_KEY})$")
# Key without a colon, alone or before its value, and what a parser says of the line below it.
_COLONLESS = re.compile(rf"^ *(?:- +)?(?P<at>{_KEY})(?: +[^\s:：#][^:：]*)?$")
_NO_CONTENT = re.compile(" *(?:#|$)")
_NOT_ALIGNED = re.compile("mapping values are not allowed|<document start>")
# What is being read where a parser's complaint is about the beginning.
_AT_BEGINNING = ("anchor", "alias", "simple key")
_UNCLEAR = "这里的写法不对，请对照上面一项检查缩进、冒号和引号"


def decode(content: bytes) -> str | Mistake:
    """Return the text of a file, or the mistake that it is none, or not UTF-8."""
    if content.startswith(_NO_TEXT):
        return Mistake(1, 1, "这是 Word、Excel 文件或者压缩包，不是文本文件，请移到草稿的文件夹外面")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Mistake(line, 1, f"文件不是 UTF-8 编码{_looks_like(content)}，请另存为 UTF-8")


def decode_otherwise(content: bytes) -> str | None:
    """Return the text of a file that is not UTF-8; ``None`` if it is in none of the other codings that people use."""
    coding = _coding(content)
    return None if coding is None or content.startswith(_NO_TEXT) else content.decode(coding[0])


def split_lines(text: str) -> list[str]:
    """Return the lines of a text as a YAML parser counts them."""
    return _LINE_BREAK.split(text)


def misread(lines: Sequence[str], first: int, last: int) -> Mistake | None:
    """Return the mistake by which a text without quotes is part indentation, or swallowed the entries after it.

    Args:
        lines: of the file.
        first: 0-based line on which the text begins.
        last: 0-based line on which it ends.
    """
    for number in range(first, min(last, len(lines) - 1) + 1):
        for sign in (_FULL_WIDTH_COLON,) if number > first else (_INDENTED, _FULL_WIDTH_COLON_OF_A_KEY):
            found = sign.find(lines[number])
            if found:
                return Mistake(number + 1, *found)
    return None


def cut_off(lines: Sequence[str], line: int, column: int) -> Mistake | None:
    """Return the mistake that a text without quotes, ending at a 0-based place, goes on behind a #."""
    found = _NO_COMMENT.match(lines[line], column) if line < len(lines) else None
    if found is None:
        return None
    rest = found["at"] if len(found["at"]) <= _SHOWN else f"{found['at'][:_SHOWN]}……"
    return Mistake(
        line + 1,
        found.start("at") + 1,
        f"“{rest}”会当作批注略去：是内容的，要把整个内容用半角引号括起来；是批注的，“#”前面空两格，后面空一格",
    )


def mistakes(text: str, error: yaml.YAMLError, parse: Callable[[str], object]) -> list[Mistake]:
    """Return the mistakes in a text that does not parse, at least one.

    Args:
        text: of the file.
        error: of the parser on the whole text.
        parse: parses a part of it, raising the parser's error.
    """
    lines = split_lines(text)
    marks = (Mistake(number, *sign) for number, line in enumerate(lines, 1) if (sign := _CONFLICT.find(line)))
    if mark := next(marks, None):
        return [mark]
    found: list[Mistake] = []
    for first, last in entries(lines):
        entry = lines[first:last]
        try:
            parse("\n" * first + "\n".join(entry) + "\n")
        except yaml.YAMLError as failed:
            found.append(_explain(lines, failed, first))
            continue
        if not entry[0].startswith((" ", "-", "#")):
            sign = _FULL_WIDTH_COLON.find(entry[0])
            if sign:
                found.append(Mistake(first + 1, *sign))
    return found or [_explain(lines, error, 0)]


def key_column(line: str) -> int:
    """Return the 0-based column at which the key, or the value, on a line begins."""
    before = BEFORE_KEY.match(line)
    return before.end() if before else 0


def value_column(line: str) -> int:
    """Return the 0-based column right of which a value that begins on a line goes on below it.

    It is that of the key, or, of a value in brackets right behind a dash, that of the dash.
    """
    column = key_column(line)
    return len(line) - len(line.lstrip(" ")) if line[column : column + 1] in CLOSING else column


def _looks_like(content: bytes) -> str:
    coding = _coding(content)
    return f"，像是 {coding[1]}" if coding else ""


def _coding(content: bytes) -> tuple[str, str] | None:
    """Return the name of the coding of a file that is not UTF-8, and what people know it by; ``None`` for none."""
    for coding, named in _CODINGS:
        if coding == "utf-16" and not content.startswith(_BYTE_ORDER_MARKS):
            continue
        try:
            content.decode(coding)
        except UnicodeDecodeError:
            continue
        return coding, named
    return None


def entries(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the first line, from 0, of each top-level key and member of one, and the line after its last."""
    indent: int | None = None
    starts: list[int] = []
    for number, line in enumerate(lines):
        stripped = line.lstrip(" ")
        depth = len(line) - len(stripped)
        if not stripped or stripped.startswith("#"):
            continue
        if not depth and stripped[0].isspace():
            # Indented with other signs than spaces, it goes on with what is above.
            continue
        if depth == 0 and not stripped.startswith("- "):
            indent = None
            starts.append(number)
            continue
        if indent is None:
            # What follows a key is a list or a mapping, or has no members of its own.
            indent = depth if stripped.startswith("-") or _MEMBER.match(stripped) else -1
        if depth == indent and (stripped.startswith("-") or _MEMBER.match(stripped)):
            starts.append(number)
    yield from pairwise([*starts, len(lines)])


def _explain(lines: Sequence[str], error: yaml.YAMLError, first: int) -> Mistake:
    """Return the mistake behind a parser's error in the entry that begins at a line, from 0."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return _control_character(lines) or Mistake(first + 1, 1, _UNCLEAR)
    marks = [mark for mark in (error.problem_mark, error.context_mark) if mark]
    # The end of a file is behind its last line.
    at, begun = ((min(mark.line, len(lines) - 1), mark.column) for mark in (marks[0], marks[-1]))
    problem = error.problem or ""
    if (error.context or "").startswith("while parsing a flow") or "unexpected ':'" in problem:
        return _in_brackets(lines, begun, at)
    if "unexpected end of stream" in problem:
        colon = _FULL_WIDTH_COLON.find(lines[begun[0]])
        if colon:
            return Mistake(begun[0] + 1, *colon)
        return Mistake(begun[0] + 1, begun[1] + 1, _WORDINGS["unexpected end of stream"])
    for number in range(min(at[0], len(lines) - 1), first - 1, -1):
        for sign in _SIGNS:
            found = sign.find(lines[number])
            if found:
                return Mistake(number + 1, *found)
    above = next((number for number in range(at[0] - 1, -1, -1) if not _NO_CONTENT.match(lines[number])), -1)
    colonless = _COLONLESS.search(lines[above]) if above >= 0 and _NOT_ALIGNED.search(problem) else None
    if colonless:
        message = f"“{colonless['at']}”后面缺半角冒号和空格：“{colonless['at']}: …”"
        return Mistake(above + 1, colonless.start("at") + 1, message)
    place = begun if any(part in (error.context or "") for part in _AT_BEGINNING) else at
    message = next((wording for part, wording in _WORDINGS.items() if part in problem), _UNCLEAR)
    return Mistake(place[0] + 1, place[1] + 1, message.replace("{at}", _sign_at(lines, place)))


def _in_brackets(lines: Sequence[str], begun: tuple[int, int], at: tuple[int, int]) -> Mistake:
    """Return the mistake between an opening bracket and where the parser missed the closing one."""
    column = value_column(lines[begun[0]])
    for number in range(begun[0], min(at[0], len(lines) - 1) + 1):
        if number > begun[0] and lines[number][: column + 1].strip():
            # Here begins what follows.
            break
        start = begun[1] if number == begun[0] else 0
        for sign in _IN_BRACKETS:
            found = sign.find(lines[number][start:])
            if found:
                return Mistake(number + 1, start + found[0], found[1])
    if _sign_at(lines, begun) not in CLOSING:
        return Mistake(begun[0] + 1, begun[1] + 1, _WORDINGS["did not find expected ',' or"])
    line, place = lines[begun[0]], _unpaired(lines[begun[0]], begun[1])
    if place < 0:
        key = _RUN_ON.search(line[: at[1]]) if at[0] == begun[0] else None
        if key:
            return Mistake(at[0] + 1, key.start("at") + 1, f"“{key['at']}”前面缺半角逗号")
        return Mistake(begun[0] + 1, begun[1] + 1, f"“{line[begun[1]]}”里的各项之间缺半角逗号")
    message = f"这里的“{line[place]}”没有成对的“{CLOSING[line[place]]}”，或各项之间缺半角逗号"
    return Mistake(begun[0] + 1, place + 1, message)


def _unpaired(line: str, begin: int) -> int:
    """Return the place of the bracket in a line that has no closing one, from a place on; -1 if all have."""
    open_: list[int] = []
    for found in _BRACKETS.finditer(line, begin):
        sign = found[0]
        if sign in CLOSING:
            open_.append(found.start())
        elif sign in CLOSING.values():
            if not open_ or CLOSING[line[open_[-1]]] != sign:
                return open_[-1] if open_ else begin
            open_.pop()
            if not open_:
                return -1
    return open_[-1] if open_ else -1


def _sign_at(lines: Sequence[str], place: tuple[int, int]) -> str:
    """Return the character at a 0-based line and column; empty beyond the end."""
    number, column = place
    return lines[number][column : column + 1] if number < len(lines) else ""


def _control_character(lines: Sequence[str]) -> Mistake | None:
    for number, line in enumerate(lines, 1):
        found = _UNPRINTABLE.search(line)
        if found:
            message = f"有看不见的控制字符（U+{ord(found[0]):04X}），请删去"
            return Mistake(number, found.start() + 1, message)
    return None
