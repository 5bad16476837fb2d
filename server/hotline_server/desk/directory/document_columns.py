"""Columns of directory documents: conversion between units, values as YAML has them, and the text of cells.

In a cell the items of a list are separated by 、, people and successors by ；, and their parts by ，. A text that
contains such a sign has a backslash before it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, TypeAlias

from hotline_server.domain.directory.tree import Directory
from hotline_server.domain.directory.units import Contacts, Duty, FormerName, Successor, Unit, UnitKind

Value: TypeAlias = "str | list[Value] | dict[str, Value]"
# In place of a list that is empty, which differs from one that is not given.
NOTHING = "无"
_SIGNS = r"\\、,，；;"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class UnreadableValueError(Exception):
    """Values of a document that cannot be read.

    Attributes:
        problems: what is wrong and what is allowed, in Chinese.
    """

    def __init__(self, *problems: str) -> None:
        super().__init__("；".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Row:
    """Row of a document.

    Attributes:
        line: line of the document, or row of the sheet.
        value: what it says.
        problems: what in it cannot be read, with the line, in Chinese.
    """

    line: int
    value: Value
    problems: Sequence[str] = ()


def read_unit(row: Mapping[str, Value]) -> Unit:
    """Convert a row to a unit that denotes others by name or code. Empty texts count as not given.

    Raises:
        UnreadableValueError: with every column that is unknown, missing, or has a value of another form.
    """
    unknown = [name for name in row if name not in COLUMNS]
    problems = [f"没有“{'、'.join(unknown)}”这一栏，可用：{'、'.join(COLUMNS)}"] if unknown else []
    given = {name: value for name, value in row.items() if value != "" and name in COLUMNS}
    read: dict[str, Any] = {}
    for name, value in given.items():
        try:
            read[name] = COLUMNS[name].read(name, value)
        except UnreadableValueError as error:
            problems += error.problems
    missing = (needed for needed in ("名称", "类别") if not read.get(needed, needed in given))
    problems += [f"缺少“{needed}”" for needed in missing]
    if problems:
        raise UnreadableValueError(*problems)
    values: dict[str, Any] = {COLUMNS[name].field: value for name, value in read.items()}
    contacts = {one.name: values.pop(one.name) for one in fields(Contacts) if one.name in values}
    return Unit(code=values.pop("code", ""), contacts=Contacts(**contacts), **values)


def write_unit(unit: Unit, directory: Directory) -> dict[str, Value]:
    """Convert a unit to a row without the columns that it leaves empty."""

    def word(code: str) -> str:
        other = directory.units.get(code)
        return other.name if other and directory.named(other.name) is other else code

    contacts = unit.contacts
    row: dict[str, Value | None] = {
        "代码": unit.code,
        "名称": unit.name,
        "类别": unit.kind.value,
        "隶属": word(unit.parent) if unit.parent else None,
        "区县": word(unit.district) if unit.district else None,
        "简称": list(unit.aliases) or None,
        "曾用名": [{"名称": former.name, "至": former.until.isoformat()} for former in unit.former_names] or None,
        "行政区划": unit.division_code,
        "机构代码": unit.organisation_code,
        "电话": contacts.phone,
        "值班电话": contacts.duty_phone,
        "办公时间": contacts.hours,
        "分管领导": contacts.leader,
        "值班人员": [_duty(duty) for duty in contacts.on_duty] or None,
        "直派": None if unit.matters is None else list(unit.matters),
        "街镇直派": None if unit.town_matters is None else list(unit.town_matters),
        "兜底": [word(code) for code in unit.backs] or None,
        "成立": unit.since.isoformat() if unit.since else None,
        "撤销": unit.until.isoformat() if unit.until else None,
        "承接": [_successor(heir, word) for heir in unit.successors] or None,
    }
    return {name: value for name, value in row.items() if value is not None and value != ""}


def _duty(duty: Duty) -> dict[str, Value]:
    whole = {
        "姓名": duty.name,
        "岗位": duty.post,
        "电话": duty.phone,
        "自": duty.begins.isoformat() if duty.begins else "",
        "至": duty.ends.isoformat() if duty.ends else "",
    }
    return {key: value for key, value in whole.items() if value}


def _successor(heir: Successor, word: Callable[[str], str]) -> dict[str, Value]:
    unit: dict[str, Value] = {"单位": word(heir.code)}
    return unit | {"事项": list(heir.matters)} if heir.matters else unit


# --- values ---------------------------------------------------------------------------------------


def _text(name: str, value: Value) -> str:
    if not isinstance(value, str):
        raise UnreadableValueError(f"“{name}”要是文字，不能是列表；含有逗号或冒号的加引号")
    return value.strip()


def _texts(name: str, value: Value) -> tuple[str, ...]:
    items = value if isinstance(value, list) else [value]
    return tuple(text for item in items if (text := _text(name, item)))


def _matters(name: str, value: Value) -> tuple[str, ...]:
    return () if value == NOTHING else _texts(name, value)


def _kind(name: str, value: Value) -> UnitKind:
    text = _text(name, value)
    try:
        return UnitKind(text)
    except ValueError:
        allowed = "、".join(kind.value for kind in UnitKind)
        raise UnreadableValueError(f"没有“{text}”这种类别，可用：{allowed}") from None


def _day(name: str, value: Value) -> date:
    text = _text(name, value)
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise UnreadableValueError(f"“{name}”要是日期，如 2027-01-01")


def _optional_day(name: str, value: Value) -> date | None:
    return _day(name, value) if value else None


def _parts(name: str, value: Value, keys: Sequence[str]) -> list[dict[str, Value]]:
    """Return the mappings of a list of mappings with no other than the given keys, the first of which is required."""
    items = value if isinstance(value, list) else [value]
    parts = [item for item in items if isinstance(item, dict)]
    if len(parts) != len(items) or any(not part.get(keys[0]) or set(part) - set(keys) for part in parts):
        in_yaml, in_cell = "，".join(f"{key}: …" for key in keys), "，".join(f"{key}=…" for key in keys)
        raise UnreadableValueError(f"“{name}”要写成 [{{{in_yaml}}}]；在工作簿里写成 {in_cell}，各项之间用“；”隔开")
    return parts


def _former_names(name: str, value: Value) -> tuple[FormerName, ...]:
    parts = _parts(name, value, ("名称", "至"))
    return tuple(FormerName(_text("名称", part["名称"]), _day("至", part.get("至", ""))) for part in parts)


def _duties(name: str, value: Value) -> tuple[Duty, ...]:
    return tuple(
        Duty(
            _text("姓名", part["姓名"]),
            _text("电话", part.get("电话", "")),
            _optional_day("自", part.get("自", "")),
            _optional_day("至", part.get("至", "")),
            _text("岗位", part.get("岗位", "")),
        )
        for part in _parts(name, value, ("姓名", "岗位", "电话", "自", "至"))
    )


def _successors(name: str, value: Value) -> tuple[Successor, ...]:
    parts = _parts(name, value, ("单位", "事项"))
    return tuple(Successor(_text("单位", part["单位"]), _texts("事项", part.get("事项", []))) for part in parts)


# --- cells ----------------------------------------------------------------------------------------


def _escape(text: str) -> str:
    return re.sub(f"[{_SIGNS}]", r"\\\g<0>", text)


def _unescape(text: str) -> str:
    return re.sub(rf"\\([{_SIGNS}])", r"\1", text).strip()


def _parts_at(text: str, signs: str) -> list[str]:
    """Split a text at signs that have no backslash before them; keep the backslashes."""
    parts: list[str] = re.findall(rf"(?:\\[{_SIGNS}]|[^{signs}])+", text)
    return [part for part in parts if part.strip()]


def _plain_to_cell(value: Value) -> str:
    return str(value)


def _plain_from_cell(text: str) -> Value:
    return text


def _list_to_cell(value: Value) -> str:
    return "、".join(_escape(str(item)) for item in value)


def _list_from_cell(text: str) -> Value:
    return [_unescape(part) for part in _parts_at(text, "、,，")]


def _matters_to_cell(value: Value) -> str:
    # A closing separator tells a list of the one matter 无 from an empty list.
    return f"{NOTHING}、" if value == [NOTHING] else _list_to_cell(value) or NOTHING


def _matters_from_cell(text: str) -> Value:
    return NOTHING if text == NOTHING else _list_from_cell(text)


def _parts_to_cell(value: Value) -> str:
    items = [item for item in value if isinstance(item, dict)]
    return "；".join("，".join(_pair(key, part) for key, part in item.items()) for item in items)


def _pair(key: str, value: Value) -> str:
    return f"{key}={_list_to_cell(value) if isinstance(value, list) else _escape(str(value))}"


def _parts_from_cell(*lists: str) -> Callable[[str], Value]:
    """Return a reader of mappings in which the values of some keys are lists."""

    def read(text: str) -> Value:
        return [dict(map(pair, _parts_at(item, "，,"))) for item in _parts_at(text, "；;")]

    def pair(text: str) -> tuple[str, Value]:
        key, _, value = text.partition("=")
        return key.strip(), [_unescape(part) for part in _parts_at(value, "、")] if key in lists else _unescape(value)

    return read


@dataclass(frozen=True, slots=True)
class Column:
    """Column of a document.

    Attributes:
        field: field of ``Unit`` or ``Contacts``.
        read: converts the value under the column's name; raises ``UnreadableValueError``.
        to_cell, from_cell: convert the value to the text of a cell and back.
    """

    field: str
    read: Callable[[str, Value], object]
    to_cell: Callable[[Value], str] = _plain_to_cell
    from_cell: Callable[[str], Value] = _plain_from_cell


COLUMNS: Mapping[str, Column] = {
    "代码": Column("code", _text),
    "名称": Column("name", _text),
    "类别": Column("kind", _kind),
    "隶属": Column("parent", _text),
    "区县": Column("district", _text),
    "简称": Column("aliases", _texts, _list_to_cell, _list_from_cell),
    "曾用名": Column("former_names", _former_names, _parts_to_cell, _parts_from_cell()),
    "行政区划": Column("division_code", _text),
    "机构代码": Column("organisation_code", _text),
    "电话": Column("phone", _text),
    "值班电话": Column("duty_phone", _text),
    "办公时间": Column("hours", _text),
    "分管领导": Column("leader", _text),
    "值班人员": Column("on_duty", _duties, _parts_to_cell, _parts_from_cell()),
    "直派": Column("matters", _matters, _matters_to_cell, _matters_from_cell),
    "街镇直派": Column("town_matters", _matters, _matters_to_cell, _matters_from_cell),
    "兜底": Column("backs", _texts, _list_to_cell, _list_from_cell),
    "成立": Column("since", _optional_day),
    "撤销": Column("until", _optional_day),
    "承接": Column("successors", _successors, _parts_to_cell, _parts_from_cell("事项")),
}
