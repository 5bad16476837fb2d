"""``hotline rules``: what became of the decisions of rules, rows and policies, and their history."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from shlex import quote
from typing import Annotated

import typer
from hotline.v1 import rule_service_pb2 as pb
from rich.markup import escape
from rich.table import Table

from hotline_server.api.wording import OUTCOMES
from hotline_server.cli.connecting import LOCAL, Authority, Server, TokenFile, reached
from hotline_server.cli.console import Json, one_line
from hotline_server.cli.console import console as open_console
from hotline_server.cli.rule_drafts import app, give_up, save_draft
from hotline_server.cli.rules_page import publication_line
from hotline_server.security.identity import AccessRole

_YEAR = 365
Days = Annotated[int, typer.Option(help="最近多少天", min=1, max=400)]
console = open_console()


@app.command()
def history(
    entry: Annotated[str, typer.Argument(help="规则、政策的编号，或派单目录的一行，如 公交/东湖区")],
    as_json: Json = False,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """一条规则、一行目录、一条政策的沿革：谁在什么时候改的、为什么，改后办了多少件、被改派多少件。"""
    with reached(server, token_file, authority, AccessRole.RULE_MAINTAINER) as hotline:
        revisions = hotline.rules.GetEntryHistory(pb.GetEntryHistoryRequest(entry=entry)).revisions
    for one in revisions:
        if as_json:
            typer.echo(one_line(one))
            continue
        console.print(publication_line(one.publication), soft_wrap=True, markup=False)
        console.print(one.text.rstrip() or "（已删除）", markup=False, highlight=False)
        console.print(f"  其间办理 {one.decision_count} 件，改派、改办 {one.corrected_count} 件")


@app.command()
def quality(
    days: Days = 90,
    limit: Annotated[int, typer.Option(help="至多列出多少条", min=1)] = 20,
    as_json: Json = False,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """最近的决定被改派、改办的情况，按规则、目录行、政策和词语列出，并提出目录应当怎样改。"""
    measured = _measured(server, token_file, authority, days)
    corrected = [one for one in measured.entries if one.corrected_count][:limit]
    if as_json:
        for one in corrected:
            typer.echo(one_line(one))
        return
    if not corrected:
        console.print(f"最近 {days} 天的决定 {measured.decision_count} 件，没有改派、改办的")
        return
    table = Table(title=f"最近 {days} 天的决定 {measured.decision_count} 件", header_style="bold")
    for name in ("编号", "内容", "办理", "改办", "占比", "改成"):
        table.add_column(name, justify="right" if name in ("办理", "改办", "占比") else "left", overflow="fold")
    for one in corrected:
        share = f"{one.corrected_count / max(one.decision_count, 1):.0%}"
        chosen = "；".join(f"{OUTCOMES[to.outcome].value} {to.lead} {to.count}" for to in one.corrections)
        counts = (str(one.decision_count), str(one.corrected_count))
        table.add_row(one.id, one.description, *counts, share, chosen)
    console.print(table)
    for one in corrected:
        if one.words:
            words = "、".join(f"{word.word} {word.corrected_count}/{word.call_count}" for word in one.words)
            console.print(f"{one.id} 的词语（改办/出现）：{words}", soft_wrap=True, markup=False)
        for proposed, command in _proposals(one):
            said = f"{one.id}：{proposed}。改成草稿用：hotline rules improve {command}"
            console.print(said, soft_wrap=True, markup=False)


def _proposals(one: pb.MeasuredEntry) -> Iterator[tuple[str, str]]:
    """Yield what an entry should be by what staff corrected, each with the arguments that make a draft of it."""
    share = f"{one.corrected_count / max(one.decision_count, 1):.0%} 改派、改办"
    if one.proposed_lead:
        yield f"{share}，多数改由{one.proposed_lead}办理", f"{one.id} 文件夹"
    if one.proposed_outcome:
        yield f"{share}，多数改为{OUTCOMES[one.proposed_outcome].value}", f"{one.id} 文件夹"
    for word in one.words:
        if word.misleads:
            said = f"有“{word.word}”的 {word.call_count} 件里 {word.corrected_count} 件改派、改办，这个词语指错了事项"
            yield said, f"{one.id} 文件夹 --word {quote(word.word)}"


@app.command()
def unused(
    days: Days = _YEAR,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """列出最近的来电一件也没有用上的规则、目录行和政策。"""
    measured = _measured(server, token_file, authority, days)
    found = _unused(measured)
    for one in found:
        console.print(f"{one.id} {one.description}", soft_wrap=True, markup=False)
    console.print(f"最近 {days} 天的决定 {measured.decision_count} 件，没有用上的 {len(found)} 条")


def print_unused(
    rules: Collection[str],
    others: Mapping[str, Collection[str]],
    server: str,
    token_file: Path | None,
    authority: Path | None,
) -> None:
    """Remark which rules of a draft came of no call within a year, and how many of its other entries."""
    measured = _measured(server, token_file, authority, _YEAR)
    if not measured.decision_count:
        console.print(f"最近 {_YEAR} 天没有决定，看不出哪些没有用上")
        return
    found = [one.id for one in _unused(measured)]
    for name in filter(rules.__contains__, found):
        said = f"[yellow]提醒[/yellow] {escape(name)}：最近 {_YEAR} 天的来电一件也没有用上"
        console.print(said, highlight=False, soft_wrap=True)
    rest = "，".join(f"{what} {sum(name in names for name in found)}" for what, names in others.items())
    console.print(
        f"最近 {_YEAR} 天的决定 {measured.decision_count} 件，没有用上的{rest}；逐条用 hotline rules unused 看"
    )


def _unused(measured: pb.MeasureRuleBookResponse) -> list[pb.MeasuredEntry]:
    return [one for one in measured.entries if not one.decision_count]


@app.command()
def improve(
    entry: Annotated[str, typer.Argument(help="规则或派单目录的行，照 hotline rules quality 列出的写")],
    folder: Annotated[Path, typer.Argument(help="草稿的输出文件夹，应为空文件夹或尚不存在", file_okay=False)],
    word: Annotated[str, typer.Option(help="指错了事项的词语，从这一行的事项里删去")] = "",
    days: Days = 90,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """按最近的改派、改办提出的改一处，存为草稿：目录行、规则的牵头，规则的处理方式，或删去一个词语；检查、发布照旧。"""
    if folder.is_dir() and any(folder.iterdir()):
        give_up(f"文件夹 {folder} 里已有内容，没有写入")
    measured = _measured(server, token_file, authority, days)
    found = next((one for one in measured.entries if one.id == entry), pb.MeasuredEntry(id=entry))
    with reached(server, token_file, authority, AccessRole.RULE_MAINTAINER) as hotline:
        book = hotline.rules.GetRuleBook(pb.GetRuleBookRequest())
    from hotline_server.rulebook.editing import EditError
    from hotline_server.rulebook.improvements import Improvement, improved

    outcome = OUTCOMES[found.proposed_outcome] if found.proposed_outcome else None
    misleading = word if any(one.word == word and one.misleads for one in found.words) else ""
    proposed = Improvement(entry, misleading) if word else Improvement(entry, "", found.proposed_lead, outcome)
    try:
        changed, said = improved({name: text.encode() for name, text in book.files.items()}, proposed)
    except EditError:
        give_up(f"{entry} 的写法不能这样改，请直接修改规则文件")
    if changed is None:
        about = f"{entry} 的词语“{word}”" if word else entry
        counted = f"办了 {found.decision_count} 件，改派、改办 {found.corrected_count} 件"
        give_up(
            f"最近 {days} 天没有足够的改派、改办说明 {about} 应当怎样改，没有写草稿：{counted}；"
            "要办过至少 10 件，一半以上改派、改办，其中多数改成同一样"
        )
    save_draft(folder, changed, book.version)
    console.print(f"{said}，草稿存于 {folder}；用例里写的是原来的，请一并修改", soft_wrap=True, markup=False)


def _measured(server: str, token_file: Path | None, authority: Path | None, days: int) -> pb.MeasureRuleBookResponse:
    with reached(server, token_file, authority, AccessRole.RULE_MAINTAINER) as hotline:
        measured: pb.MeasureRuleBookResponse = hotline.rules.MeasureRuleBook(pb.MeasureRuleBookRequest(days=days))
    return measured
