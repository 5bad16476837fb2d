"""Workbook of all decisions that a draft changes, and of what it does not use."""

from collections.abc import Iterable
from pathlib import Path

from openpyxl import Workbook

from hotline_server.cli.output import write
from hotline_server.ground.workbooks import saved, text_cell
from hotline_server.rulebook.simulated import Simulated

_HEADS = ("来电", "原来的处理方式", "现在的处理方式", "原来", "现在")
_SAID = "内容"


def write_changes(path: Path, simulated: Simulated, unused: Iterable[str]) -> None:
    """Write the changes of a simulation, emergencies first, and the ids of unused rules and rows, each in a row."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("变化")
    # What callers of stored calls said stays with the service.
    has_texts = any(change.call.content for change in simulated.changes)
    sheet.append([*_HEADS, _SAID] if has_texts else _HEADS)
    for (before, after), changes in simulated.kinds.items():
        for change in changes:
            said = " ".join(filter(None, (change.call.subject, change.call.content)))
            texts = (change.call.id, before, after, change.before, change.after, *([said] if has_texts else []))
            sheet.append([text_cell(sheet, text) for text in texts])
    rest = workbook.create_sheet("没有用上")
    rest.append(["规则、目录行"])
    for name in unused:
        rest.append([text_cell(rest, name)])
    write(path, saved(workbook))
