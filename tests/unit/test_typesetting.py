"""Chinese that staff read is set with full-width punctuation."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hotline_server.ground.folders import PROJECT

SERVER = PROJECT / "server" / "hotline_server"
# Their strings are patterns of what callers write.
OF_PATTERNS = (SERVER / "text", SERVER / "domain" / "personal_data")
# Addresses, the ids of rows, and lists in YAML are written so.
SYNTAX = re.compile(r"主机:端口|派单目录:|\[甲, 乙\]")
CHINESE = re.compile("[\u4e00-\u9fff]")
HALF_WIDTH = re.compile(
    "[\u4e00-\u9fff”）》][,;:!?](?=[\u4e00-\u9fff“（《\0]|$)"  # 字,字
    "|[\u4e00-\u9fff”）》][,;!?] +[\u4e00-\u9fff“（《\0]"  # 字, 字
    "|[\0a-z0-9][,;][\u4e00-\u9fff“（《]"
    "|[\u4e00-\u9fff”）》\0][(][\u4e00-\u9fff“（《\0]"  # 字(字
    "|[(][\u4e00-\u9fff]+[)]"
)
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef)

MODULES = [
    path
    for folder in (SERVER, *(PROJECT / "clients").glob("*/src"), PROJECT / "demo", PROJECT / "evaluation")
    for path in sorted(folder.rglob("*.py"))
    if not path.name.endswith(("_pb2.py", "_pb2_grpc.py")) and not any(map(path.is_relative_to, OF_PATTERNS))
]
RULES = sorted((PROJECT / "rules").rglob("*.yaml"))


class _Said(ast.NodeTransformer):
    """Parser that leaves out what is compiled as a pattern."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        return ast.Constant(None) if ast.unparse(node.func) == "re.compile" else self.generic_visit(node)


def said_by_code(source: str) -> Iterator[str]:
    """Yield the strings of a module but patterns, with ``\\0`` for what is put in; of docstrings, those in Chinese."""
    tree = _Said().visit(ast.parse(source))
    formatted = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    parts = {part for node in formatted for part in node.values}
    for text in formatted:
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "\0" for part in text.values)
    docstrings = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, DOCUMENTED)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in parts:
            if node.value not in docstrings or re.match("[\u4e00-\u9fff]", node.value):
                yield node.value


def said_in_rules(source: str) -> Iterator[str]:
    """Yield the comments of a file of the rule book, and what it has people told."""
    for line in source.splitlines():
        yield from re.findall(r"(?:^|\s)#\s*(.*)", line)
        yield from re.findall(r"^\s*(?:- )?(?:理由|答复|标题|文件): (.*)", line)


def half_width(texts: Iterator[str]) -> list[str]:
    return [text for text in texts if CHINESE.search(text) and HALF_WIDTH.search(SYNTAX.sub("", text))]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PROJECT)))
def test_code_speaks_to_staff_in_full_width(path: Path) -> None:
    assert half_width(said_by_code(path.read_text("utf-8"))) == []


@pytest.mark.parametrize("path", RULES, ids=lambda path: str(path.relative_to(PROJECT)))
def test_rules_speak_in_full_width(path: Path) -> None:
    assert half_width(said_in_rules(path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    ("text", "is_wrong"),
    [
        ("没有列入协办:\0", True),
        ("检查了 \0 卷,\0", True),
        ("火灾, 溺水", True),
        ("没有同意(\0)", True),
        ("事实：\0", False),
        ("要写成 {名称: …, 类别: …}", False),
        ("IPv6 写成 [地址]:端口", False),
    ],
)
def test_half_width_punctuation_is_found(text: str, *, is_wrong: bool) -> None:
    assert bool(half_width(iter([text]))) is is_wrong
