"""Chinese frame of the help that Typer prints: its headings and remarks, which it has in English alone."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import typer

_WORDS: Mapping[str, str] = {
    "[OPTIONS]": "[选项]",
    "COMMAND [ARGS]...": "命令 [参数]…",
    "Arguments": "参数",
    "Options": "选项",
    "Commands": "命令",
    "required]": "必填]",
    "default: ": "默认：",
    "env var: ": "环境变量：",
    "Show this message and exit.": "显示本说明",
    "Install completion for the current shell.": "为当前终端安装命令补全",
    "Show completion for the current shell, to copy it or customize the installation.": "显示命令补全脚本，供自行安装",
}
_ENGLISH = re.compile("|".join(map(re.escape, _WORDS)))
_Formatter: Any = typer.Context.formatter_class


class _ChineseFormatter(_Formatter):  # type: ignore[misc] # Typer exports no name of its formatter
    """Formatter of help with its fixed words in Chinese."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, _in_chinese(args), prefix or "用法：")

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{_in_chinese(heading)}：\n")

    def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(name, _in_chinese(about)) for name, about in rows], col_max, col_spacing)


class ChineseContext(typer.Context):
    """Context of a command whose help is wholly in Chinese."""

    formatter_class = _ChineseFormatter


def _in_chinese(text: str) -> str:
    return _ENGLISH.sub(lambda found: _WORDS[found[0]], text)
