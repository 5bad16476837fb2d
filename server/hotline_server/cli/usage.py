"""Chinese wording of what is wrong with a command line."""

import re
from typing import Any

import typer

_SENTENCES = (
    (r"No such command (?P<what>.*)\.", "没有命令 {what}"),
    (r"Missing command\.", "没有写命令"),
    (r"Got unexpected extra arguments?(?:\(s\))? \((?P<what>.*)\)", "多写了 {what}"),
    (r"(?P<what>.*) is not a valid (?:int|integer|float)(?: range)?\.", "{what} 不是数"),
    (r"(?P<what>.*) is not in the range (?P<range>.*)\.", "{what} 不在 {range} 以内"),
    (r"(?P<what>.*) is not a valid boolean\..*", "{what} 要写 true 或 false"),
    (r"(?P<what>.*) does not match the formats? (?P<forms>.*)\.", "{what} 不是这样的时间：{forms}"),
    (r"(?P<what>.*) is not one of (?P<choices>.*)\.", "{what} 不在可用的里面：{choices}"),
    (r"\w+ '(?P<what>.*)' does not exist\.", "没有 {what}"),
)
"""Sentences of Typer that it gives no other sign of, and what they say."""


def usage_error(error: typer.TyperException) -> str:
    """Say what is wrong with a command line, and where its help is.

    Args:
        error: what Typer raised while it read the command line.
    """
    if type(error).__name__ == "NoArgsIsHelpError":
        return str(error)
    context = getattr(error, "ctx", None)
    return f"{_fault(error)}{f'；用法见 {context.command_path} --help' if context else ''}"


def _fault(error: Any) -> str:
    kind = type(error).__name__
    if kind == "MissingParameter":
        return f"缺少 {_name(error)}"
    if kind == "NoSuchOption":
        near = f"，是不是 {'、'.join(sorted(error.possibilities))}" if error.possibilities else ""
        return f"没有选项 {error.option_name}{near}"
    if kind == "BadOptionUsage":
        return f"选项 {error.option_name} 要带值，不带值的选项后面不能写值"
    if isinstance(error, typer.BadParameter):
        return f"{_name(error)} 填写有误：{_in_chinese(error.message)}"
    return _in_chinese(str(error))


def _in_chinese(sentence: str) -> str:
    for pattern, chinese in _SENTENCES:
        if found := re.fullmatch(pattern, sentence):
            return chinese.format(**found.groupdict())
    return sentence


def _name(error: Any) -> str:
    """Return how the command line writes the option or argument that an error is about."""
    if error.param_hint:
        return error.param_hint if isinstance(error.param_hint, str) else "、".join(error.param_hint)
    if error.param is None:
        return "所写的"
    if error.param.param_type_name == "option":
        return "、".join(error.param.opts)
    about = f"（{error.param.help}）" if error.param.help else ""
    return f"{error.param.human_readable_name}{about}"
