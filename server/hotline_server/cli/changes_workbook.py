"""Workbook of all decisions that a draft changes."""

from pathlib import Path

from openpyxl import Workbook

from hotline_server.ground.workbooks import text_cell
from hotline_server.rulebook.simulated import Simulated

_HEADS = ("来电", "内容", "原来的处理方式", "现在的处理方式", "原来", "现在")


def write_changes(path: Path, simulated: Simulated) -> None:
    """Write the changes of a simulation, emergencies first, each in a row."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("变化")
    sheet.append(_HEADS)
    for (before, after), changes in simulated.kinds.items():
        for change in changes:
            said = " ".join(filter(None, (change.call.subject, change.call.content)))
            texts = (change.call.id, said, before, after, change.before, change.after)
            sheet.append([text_cell(sheet, text) for text in texts])
    workbook.save(path)
