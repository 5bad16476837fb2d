"""Chinese wording of what is wrong with a command line."""

import re
from typing import Any

import typer

_SENTENCES = (
    (r"No such command (?P<what>.*)\.", "没有命令 {what}"),
    (r"Missing command\.", "缺少命令"),
    (r"Got unexpected extra arguments?(?:\(s\))? \((?P<what>.*)\)", "多余的内容：{what}"),
    (r"(?P<what>.*) is not a valid (?:int|integer|float)(?: range)?\.", "{what} 不是数字"),
    (r"(?P<what>.*) is not in the range (?P<range>.*)\.", "{what} 超出范围 {range}"),
    (r"(?P<what>.*) is not a valid boolean\..*", "{what} 应为 true 或 false"),
    (r"(?P<what>.*) does not match the formats? (?P<forms>.*)\.", "{what} 的时间格式有误，应为 {forms}"),
    (r"(?P<what>.*) is not one of (?P<choices>.*)\.", "没有 {what}，可用：{choices}"),
    (r"\w+ '(?P<what>.*)' does not exist\.", "没有 {what}"),
    (r"File '(?P<what>.*)' is a directory\.", "{what} 是文件夹，应为文件"),
    (r"Directory '(?P<what>.*)' is a file\.", "{what} 是文件，应为文件夹"),
    (r"\w+ '(?P<what>.*)' is not readable\.", "没有权限读取 {what}"),
)
"""Sentences of Typer that it gives no other sign of, and what they say."""

_EXAMPLE = {"%Y": "2026", "%m": "11", "%d": "25", "%H": "08", "%M": "30", "%S": "00"}


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
        return f"缺少{_missing(error.param)}"
    if kind == "NoSuchOption":
        near = f"，是不是 {'、'.join(sorted(error.possibilities))}" if error.possibilities else ""
        return f"没有选项 {error.option_name}{near}"
    if kind == "BadOptionUsage":
        return f"选项 {error.option_name} 的值有误：须带值的不能省略，不带值的不能填写"
    if isinstance(error, typer.BadParameter):
        return f"{_name(error)} 填写有误：{_in_chinese(error.message)}"
    return _in_chinese(str(error))


def _in_chinese(sentence: str) -> str:
    for pattern, chinese in _SENTENCES:
        if found := re.fullmatch(pattern, sentence):
            return _as_written(chinese.format(**found.groupdict()))
    return sentence


def _as_written(formats: str) -> str:
    """Return formats of times as an example of each writes them."""
    return re.sub(r"%[YmdHMS]", lambda part: _EXAMPLE[part[0]], formats)


def _name(error: Any) -> str:
    """Return how the command line writes the option or argument that an error is about."""
    if error.param_hint:
        return error.param_hint if isinstance(error.param_hint, str) else "、".join(error.param_hint)
    if error.param is None:
        return "所填内容"
    if error.param.param_type_name == "option":
        return "、".join(error.param.opts)
    return str(error.param.help or error.param.human_readable_name)


def _missing(param: Any) -> str:
    """Return what a required option or argument is for, as there is no value to tell it by."""
    if param.param_type_name == "argument":
        return str(param.help or param.human_readable_name)
    return f" {'、'.join(param.opts)}{f'（{param.help}）' if param.help else ''}"
