"""``hotline rules``: evaluation of drafts in files, and with what the service has."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from hotline.v1 import rule_service_pb2 as pb
from hotline.v1.directory_service_pb2 import DIRECTORY_FORMAT_YAML, ExportDirectoryRequest
from hotline_client import Hotline
from rich.progress import Progress

from hotline_server.cli import rule_publishing, rule_quality
from hotline_server.cli.connecting import LOCAL, Authority, Server, TokenFile, reached
from hotline_server.cli.console import Json, one_line
from hotline_server.cli.console import console as open_console
from hotline_server.cli.csv_text import csv_text
from hotline_server.cli.explanation_page import print_explanation
from hotline_server.cli.output import check_target, write
from hotline_server.cli.rule_drafts import (
    BUNDLED_RULES,
    SAMPLE_DIRECTORY,
    Base,
    DirectoryFile,
    Folder,
    Onto,
    app,
    draft_in,
    give_up,
    save_draft,
)
from hotline_server.cli.rules_page import (
    SIMULATING,
    print_conflicts,
    print_simulated,
    simulated_of,
)
from hotline_server.domain.numbering import is_number, restore_number
from hotline_server.rulebook.facts import REQUEST_TYPE
from hotline_server.rulebook.files import (
    read_draft,
    read_files,
    unread_files,
    without_tests,
)
from hotline_server.rulebook.simulated import PastCall, Simulated
from hotline_server.security.identity import AccessRole

SIMULATED_LIMIT = 1_000_000
# Calls that the service simulates at a time, so that one can stop and go on.
_AT_ONCE = 20_000
# Ids of unused rules and rows that are printed; the workbook lists all of them.
_SHOWN = 10
_COLUMNS = ("subject", "标题", "主题"), ("content", "内容", "来电内容", "诉求内容")
__all__ = ["app", "rule_publishing", "rule_quality"]
console = open_console()


@app.command()
def check(
    rules: Folder = BUNDLED_RULES,
    onto: Onto = None,
    directory: DirectoryFile = SAMPLE_DIRECTORY,
    unused: Annotated[
        bool, typer.Option("--unused", help="由服务看近一年的来电，也提醒一件都没有用上的规则、目录行和政策")
    ] = False,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """检查草稿：指出错误所在的文件、行、列，以及矛盾、空缺、不会生效和没有用例的规则。用例不通过的以状态码 1 退出。"""
    from hotline_server.cli.draft_page import print_findings, print_unread
    from hotline_server.cli.drafts import check_files

    unread = unread_files(rules)
    print_unread(console, unread)
    draft = check_files(rules, directory, onto)
    print_findings(console, draft, len(unread))
    if unused and draft.book:
        book = draft.book
        others = {"派单目录行": {row.id for row in book.rows}, "政策": book.policies}
        rule_quality.print_unused(book.rules, others, server, token_file, authority)
    elif unused:
        console.print("草稿有错误，没有看哪些没有用上")
    else:
        console.print("近一年没有用上的规则、目录行没有列出；要列出的加 --unused，由服务来看")
    if draft.problems or draft.report.failures:
        raise typer.Exit(1)


@app.command("test")
def test_(rules: Folder = BUNDLED_RULES, onto: Onto = None, directory: DirectoryFile = SAMPLE_DIRECTORY) -> None:
    """运行草稿的用例，列出用例没有覆盖的规则和目录行。用例不通过的以状态码 1 退出。"""
    from hotline_server.cli.draft_page import print_report
    from hotline_server.cli.drafts import check_files

    draft = check_files(rules, directory, onto)
    if draft.problems:
        give_up("\n".join(map(str, draft.problems)))
    print_report(console, draft)
    if draft.report.failures:
        raise typer.Exit(1)


@app.command()
def explain(
    what: Annotated[str, typer.Argument(help="工单号，或一段来电内容")],
    rules: Annotated[
        Path | None, typer.Option(help="按该文件夹里的草稿解释；不填则按服务在用的规则库", exists=True, file_okay=False)
    ] = None,
    version: Annotated[str, typer.Option(help="按该版本解释，也可以是提请或定时发布的版本")] = "",
    district: Annotated[str, typer.Option(help="假定的区县")] = "",
    town: Annotated[str, typer.Option(help="假定的街道")] = "",
    request_type: Annotated[str, typer.Option("--type", help="假定的诉求类型，如 投诉")] = "",
    channel: Annotated[str, typer.Option(help="假定的渠道，如 电话")] = "",
    fact: Annotated[list[str] | None, typer.Option(help="假定的其他事实，如 同号码七日来电数=3，可多次填写")] = None,
    directory: DirectoryFile = SAMPLE_DIRECTORY,
    as_json: Json = False,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """解释工单的处理方式，或一段内容将如何处理：期限、单位、追问，成立和差一点成立的规则，看到的词语，可能的政策。"""
    supposed = {"区县": district, "街道": town, REQUEST_TYPE: request_type, "渠道": channel, **_named_facts(fact or ())}
    facts = {name: value for name, value in supposed.items() if value}
    number = restore_number(what)
    if rules and not is_number(number):
        from hotline_server.cli.drafts import explain_by_files

        explained = explain_by_files(rules, directory, what, facts)
    else:
        request = pb.ExplainDecisionRequest(facts=facts)
        if is_number(number):
            request.number = number
        else:
            request.text = what
        if rules:
            request.draft.CopyFrom(draft_in(rules))
        elif version:
            request.version = version
        with reached(server, token_file, authority, AccessRole.RULE_MAINTAINER) as hotline:
            explained = hotline.rules.ExplainDecision(request)
    if as_json:
        typer.echo(one_line(explained))
    else:
        print_explanation(console, explained)


def _named_facts(written: Sequence[str]) -> dict[str, str]:
    parted = [one.partition("=") for one in written]
    wrong = next((name for name, sign, _ in parted if not sign), "")
    if wrong:
        raise typer.BadParameter(f"{wrong} 要写成 事实=值")
    return {name.strip(): value.strip() for name, _, value in parted}


@app.command()
def diff(
    one: Annotated[str, typer.Argument(help="草稿所在文件夹，或版本")] = str(BUNDLED_RULES),
    other: Annotated[str, typer.Argument(help="后一个文件夹或版本；不填则把前一个与在用的版本比较")] = "",
    directory: DirectoryFile = SAMPLE_DIRECTORY,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """与在用的或另一个规则库比较，逐条说明差异。"""
    from hotline_server.cli.drafts import diff_books

    sides = [one, other] if other else ["", one]
    if all(_is_folder(side) for side in sides):
        before, after = (read_draft(Path(side)) for side in sides)
    else:
        with reached(server, token_file, authority, AccessRole.RULE_MAINTAINER) as hotline:
            before, after = (read_draft(Path(side)) if _is_folder(side) else _fetch(hotline, side) for side in sides)
    found = diff_books(before, after, directory)
    for difference in found:
        console.print(f"· {difference}", soft_wrap=True)
    console.print(f"{len(found)} 处不同" if found else "没有不同")


@app.command("simulate")
def simulate_(
    rules: Folder = BUNDLED_RULES,
    messages: Annotated[
        Path | None,
        typer.Option(help="留言文件（CSV，含 subject、content 两列）；不填则用以往来电", exists=True, dir_okay=False),
    ] = None,
    calls: Annotated[int, typer.Option(help="以往来电的个数", min=1, max=SIMULATED_LIMIT)] = 1000,
    before: Annotated[str, typer.Option(help="从该工单以前的来电接着模拟")] = "",
    workbook: Annotated[Path | None, typer.Option("--xlsx", help="全部变化的输出文件，XLSX 格式")] = None,
    picture: Annotated[Path | None, typer.Option(help="结果图的输出文件，SVG 格式")] = None,
    directory: DirectoryFile = SAMPLE_DIRECTORY,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """用以往的来电或一批留言模拟草稿：列出处理方式有变化的。"""
    for target in filter(None, (workbook, picture)):
        check_target(target)
    with reached(server, token_file, authority, AccessRole.RULE_MAINTAINER) as hotline:
        if messages:
            from hotline_server.cli.drafts import simulate_on_messages

            in_force = without_tests(_fetch(hotline, ""))
            simulated = simulate_on_messages(in_force, rules, _read_messages(messages), directory, console)
            unused: list[str] = []
        else:
            simulated, unused = simulate_on_calls(hotline, rules, calls, before)
    if not simulated.calls:
        give_up("没有可供模拟的来电")
    print_simulated(console, simulated)
    if unused:
        more = "等" if len(unused) > _SHOWN else ""
        said = f"这些来电一个也没有用上的规则、目录行 {len(unused)} 条：{'、'.join(unused[:_SHOWN])}{more}"
        console.print(said, soft_wrap=True)
    if picture:
        # Imported on demand, as matplotlib needs much memory.
        from hotline_server.cli.charts import moves_chart

        write(picture, moves_chart(simulated).encode())
    if workbook:
        from hotline_server.cli.changes_workbook import write_changes

        write_changes(workbook, simulated, unused)
        console.print(f"全部变化存于 {workbook}")


@app.command()
def export(
    target: Annotated[Path, typer.Argument(help="输出文件夹，应为空文件夹或尚不存在；以 .xlsx 结尾的为工作簿")],
    version: Annotated[str, typer.Option(help="版本；不填则为在用的版本")] = "",
    rules: Annotated[
        Path | None, typer.Option(help="把该文件夹里的草稿导出为工作簿，不用服务", exists=True, file_okay=False)
    ] = None,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """导出一个版本作为草稿，并记录草稿以该版本为基础；或把派单目录、政策、词语导出为工作簿，改好再导入草稿。"""
    is_workbook = target.suffix.lower() == ".xlsx"
    if rules and not is_workbook:
        raise typer.BadParameter("草稿只能导出为工作簿，文件名要以 .xlsx 结尾", param_hint="--rules")
    if target.is_dir() and any(target.iterdir()):
        give_up(f"文件夹 {target} 里已有内容，没有导出")
    if target.is_file() and not is_workbook:
        give_up(f"{target} 是文件，没有导出；请另写一个文件夹，要工作簿的，文件名以 .xlsx 结尾")
    if rules:
        from hotline_server.cli.rule_tables import export_tables

        export_tables(read_files(rules), target)
        return
    with reached(server, token_file, authority, AccessRole.RULE_MAINTAINER) as hotline:
        book = hotline.rules.GetRuleBook(pb.GetRuleBookRequest(version=version))
    files = {name: text.encode() for name, text in book.files.items()}
    if is_workbook:
        from hotline_server.cli.rule_tables import export_tables

        export_tables(without_tests(files), target)
    else:
        save_draft(target, files, book.edition)
        console.print(f"已导出 {book.edition}，{len(files)} 个文件，存于 {target}")


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="导出后改好的工作簿，或一张表的 CSV 文件", exists=True, dir_okay=False)],
    rules: Annotated[Path, typer.Argument(help="草稿所在文件夹；尚不存在的，先导出工作簿所据的版本", file_okay=False)],
    rest: Annotated[
        Path | None, typer.Option(help="没有导入的行的输出文件；不填则为“原文件名-余下.xlsx”", dir_okay=False)
    ] = None,
    directory: DirectoryFile = SAMPLE_DIRECTORY,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """把工作簿里改过的行导入草稿：有问题的行不导入，连同问题另存，以状态码 1 退出；其余的照改，注释和格式不变。"""
    from hotline_server.cli.rule_tables import import_tables, read_tables

    read = read_tables(file)
    if rules.is_dir() and any(rules.iterdir()):
        document = directory.read_bytes()
    else:
        with reached(server, token_file, authority, AccessRole.RULE_MAINTAINER) as hotline:
            book = hotline.rules.GetRuleBook(pb.GetRuleBookRequest(version=read.version))
            document = hotline.directory.ExportDirectory(ExportDirectoryRequest(format=DIRECTORY_FORMAT_YAML)).document
        save_draft(rules, {name: text.encode() for name, text in book.files.items()}, book.edition)
        console.print(f"已导出 {book.edition} 作为草稿，存于 {rules}")
    if import_tables(read, rules, document, rest or file.with_name(f"{file.stem}-余下.xlsx")):
        raise typer.Exit(1)


@app.command()
def adopt(
    overlay: Annotated[Path, typer.Argument(help="示例或其他只含一部分规则的文件夹", exists=True, file_okay=False)],
    rules: Folder,
) -> None:
    """把一个只含一部分规则的文件夹并入草稿：草稿没有的文件照抄，都有的文件只换它写了的各项。"""
    from hotline_server.cli.drafts import adopt_overlay

    adopted = adopt_overlay(overlay, rules)
    console.print(f"已并入 {len(adopted)} 个文件：{'、'.join(adopted)}；请对照原文修改以后再检查", soft_wrap=True)


@app.command()
def rebase(
    rules: Folder,
    keep: Annotated[
        list[str] | None, typer.Option(help="双方都有改动、以草稿为准的条目，格式为“文件#条目”，可多次填写")
    ] = None,
    base: Base = "",
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """把草稿开始修改后他人发布的改动并入草稿；双方都有改动的逐条列出，由人决定，草稿不变，以状态码 1 退出。"""
    request = pb.RebaseDraftRequest(draft=draft_in(rules, base), kept_entries=keep or ())
    with reached(server, token_file, authority, AccessRole.RULE_MAINTAINER) as hotline:
        rebased = hotline.rules.RebaseDraft(request)
    if rebased.conflicts:
        print_conflicts(console, rebased.conflicts)
        give_up("草稿没有改动。以草稿为准的用 --keep 文件#条目 写明；以在用的为准的，请先把草稿改为一致")
    save_draft(rules, {name: text.encode() for name, text in rebased.draft.files.items()}, rebased.draft.base_version)
    console.print(f"已并入 {rebased.draft.base_version}，请重新检查")


@app.command()
def schema() -> None:
    """输出规则文件的 JSON Schema，供编辑器补全和检查。"""
    from hotline_server.rulebook.schema.files import json_schema

    typer.echo(json_schema())


def _is_folder(named: str) -> bool:
    return bool(named) and Path(named).is_dir()


def _fetch(hotline: Hotline, version: str) -> dict[str, bytes]:
    """Fetch the files of a published rule book with its tests; the one in force if ``version`` is empty."""
    files = hotline.rules.GetRuleBook(pb.GetRuleBookRequest(version=version)).files
    return {name: text.encode() for name, text in files.items()}


def simulate_on_calls(hotline: Hotline, rules: Path, calls: int, before: str) -> tuple[Simulated, list[str]]:
    """Simulate a draft on past calls, which only the service may read, some thousands at a time.

    Return the ids of the rules and rows that none of the calls used as well.
    """
    draft = draft_in(rules)
    changes: list[pb.ChangedDecision] = []
    unused: list[str] = []
    uncounted: set[str] = set()
    done = 0
    with Progress(*SIMULATING, console=console, transient=True) as progress:
        task = progress.add_task("", total=calls)
        while done < calls:
            request = pb.SimulateDraftRequest(draft=draft, call_limit=min(_AT_ONCE, calls - done), before_number=before)
            try:
                part = hotline.rules.SimulateDraft(request)
            except KeyboardInterrupt:
                if not done:
                    give_up("已停下，还没有模拟出结果")
                break
            unused = [name for name in part.unused_ids if name in unused or not done]
            changes += part.changes
            uncounted.update(part.uncounted_facts)
            done, before = done + part.call_count, part.next_before_number
            progress.update(task, completed=done)
            if not before:
                break
    if before:
        console.print(f"更早的来电还没有模拟；接着模拟用 --before {before}")
    return simulated_of(done, changes, uncounted), unused


def _read_messages(path: Path) -> list[PastCall]:
    """Read messages from a CSV file in UTF-8 or GBK, with the columns subject and content, or 标题 and 内容."""
    rows = csv.DictReader(io.StringIO(csv_text(path.read_bytes()), newline=""))
    columns = [next((name for name in names if name in (rows.fieldnames or ())), "") for names in _COLUMNS]
    if not columns[1]:
        give_up(f"{path} 的第一行里没有“内容”（或 content）这一列")
    return [
        PastCall(str(number), row.get(columns[0]) or "", row[columns[1]] or "", "", {})
        for number, row in enumerate(rows, 1)
    ]
