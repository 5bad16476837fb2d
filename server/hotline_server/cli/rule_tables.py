"""Tables of rule books in workbooks: exported, edited in Excel or WPS, and imported into a draft."""

from collections.abc import Mapping
from pathlib import Path

from hotline_client.system_errors import reason_of

from hotline_server.cli.console import console as open_console
from hotline_server.cli.drafts import problems_by
from hotline_server.cli.output import write
from hotline_server.cli.rule_drafts import give_up
from hotline_server.cli.rule_sheets import REMARKS, ReadFile, read_sheets, write_rest, write_sheets
from hotline_server.ground.workbooks import WorkbookError
from hotline_server.rulebook.editions import version_of
from hotline_server.rulebook.errors import RuleBookError
from hotline_server.rulebook.files import read_files, write_together
from hotline_server.rulebook.table_import import import_sheets

console = open_console()


def export_tables(files: Mapping[str, bytes], target: Path) -> None:
    """Write the tables of a rule book into a workbook; exit with status 1 if that is not possible."""
    version = version_of(files)
    if target.exists():
        give_up(f"{target} 已经有了，没有导出；请另写一个文件名")
    try:
        sheets = write_sheets(files, version)
    except (WorkbookError, RuleBookError) as error:
        give_up(str(error))
    write(target, sheets)
    console.print(f"已导出 {version} 的派单目录、政策、词语，存于 {target}")


def read_tables(file: Path) -> ReadFile:
    """Read sheets from a file; exit with status 1 if there are none."""
    try:
        return read_sheets(file)
    except WorkbookError as error:
        give_up(f"{file}：{error}")
    except OSError as error:
        give_up(f"无法读取 {file}：{reason_of(error)}")


def import_tables(read: ReadFile, folder: Path, directory: bytes, rest: Path) -> bool:
    """Import the rows of sheets into a draft; return whether some are left, which go into a file of their own.

    Exit with status 1, having changed nothing, if the sheets were exported from another draft.

    Args:
        read: the sheets.
        folder: of the draft.
        directory: document of the directory that the draft is checked with.
        rest: file for the rows that are left.
    """
    files = read_files(folder)
    if read.version and read.version != version_of(files):
        give_up(
            f"工作簿是从 {read.version} 导出的，草稿已经有别的改动，没有导入；可以导入一个尚不存在的文件夹，"
            f"再用 hotline rules rebase 并入在用的版本"
        )
    try:
        imported = import_sheets([(one.table, one.rows) for one in read.sheets], files, problems_by(directory))
    except RuleBookError as error:
        give_up(f"草稿有错误，没有导入：\n{error}")
    left = [(sheet, outcome.findings) for sheet, outcome in zip(read.sheets, imported.outcomes, strict=True)]
    some_left = any(findings for _, findings in left)
    # First the rows that would stand nowhere else.
    if some_left:
        write(rest, write_rest(left, version_of(imported.files)), "没有导入")
    try:
        write_together(folder, {name: content for name, content in imported.files.items() if content != files[name]})
    except OSError as error:
        give_up(f"无法写入 {folder}，没有导入：{reason_of(error)}")
    for sheet, outcome in zip(read.sheets, imported.outcomes, strict=True):
        table = sheet.table.name
        for unknown in (one for one in sheet.unknown if one not in REMARKS):
            console.print(f"{table}：没有“{unknown}”这一栏，没有读取", markup=False)
        for number, findings in sorted(outcome.findings.items()):
            console.print(f"{table}第 {number} 行没有导入：{'；'.join(findings)}", soft_wrap=True, markup=False)
        for number, summary in sorted(outcome.accepted.items()):
            console.print(f"{table}第 {number} 行：{summary}", soft_wrap=True, markup=False)
        counts = f"改动 {len(outcome.accepted)} 行，没有变化 {outcome.unchanged} 行"
        absent = f"，没有列出的 {outcome.absent} 条保持不变" if outcome.absent else ""
        console.print(f"{table}：{counts}{absent}")
    if some_left:
        console.print(f"没有导入的行和问题存于 {rest}，改好以后再导入")
    return some_left
