"""``hotline learn``: learning, comparing and publishing readers through the service."""

import time
from typing import Annotated

import typer
from hotline.v1 import learn_service_pb2 as pb
from hotline_client import Hotline

from hotline_server.cli.connecting import LOCAL, Authority, Server, TokenFile, reached
from hotline_server.cli.console import console as open_console
from hotline_server.cli.group import group
from hotline_server.cli.learning_page import (
    RunProgress,
    measures_tables,
    proposal_lines,
    proposals_table,
    readers_table,
    run_line,
    runs_table,
)
from hotline_server.cli.rules_page import examples_table, moves_table, publications_table, simulated_of
from hotline_server.security.identity import AccessRole

app = group("判读模型：学习、测量、比较、试运行、发布、回退")
SIMULATED_LIMIT = 2000
POLL_SECONDS = 1.0
Why = Annotated[str, typer.Option("--why", help="为什么")]
As = Annotated[str, typer.Option("--as", help="用系统的令牌时，替谁办")]
Version = Annotated[str, typer.Argument(help="判读模型的版本")]
_OVER = (pb.LEARNING_STATE_SUCCEEDED, pb.LEARNING_STATE_FAILED, pb.LEARNING_STATE_CANCELLED)
console = open_console()


@app.command()
def start(
    why: Why,
    shipped_only: Annotated[bool, typer.Option("--shipped-only", help="只用随软件发行的来电，不用本市的工单")] = False,
    wait: Annotated[bool, typer.Option("--wait/--no-wait", help="等学完，显示进度和测量结果")] = True,
    acting: As = "",
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """学一个新的判读模型并测量它。在服务上进行，关掉这里不影响；学完不会自己用上。"""
    source = pb.LEARNING_SOURCE_SHIPPED_CALLS if shipped_only else pb.LEARNING_SOURCE_CASES
    request = pb.StartLearningRequest(source=source, actor=acting, reason=why)
    with reached(server, token_file, authority, AccessRole.RULE_MAINTAINER) as hotline:
        run = hotline.learning.StartLearning(request).run
        _report(hotline, run.id, wait=wait)


@app.command()
def status(
    number: Annotated[int, typer.Argument(help="第几次学习；不写就是最近一次", min=0)] = 0,
    wait: Annotated[bool, typer.Option("--wait/--no-wait", help="等学完")] = False,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """看学到哪里了；学完了就显示测量结果，没学成就说为什么。"""
    with reached(server, token_file, authority, AccessRole.RULE_MAINTAINER) as hotline:
        _report(hotline, number, wait=wait)


@app.command()
def cancel(
    number: Annotated[int, typer.Argument(help="第几次学习；不写就是最近一次", min=0)] = 0,
    acting: As = "",
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """取消在等或正在进行的学习。"""
    with reached(server, token_file, authority, AccessRole.RULE_MAINTAINER) as hotline:
        run = hotline.learning.CancelLearning(pb.CancelLearningRequest(id=number, actor=acting)).run
    console.print(run_line(run))


@app.command()
def runs(server: Server = LOCAL, token_file: TokenFile = None, authority: Authority = None) -> None:
    """列出历次学习：谁、为什么、学成了没有。"""
    with reached(server, token_file, authority, AccessRole.RULE_MAINTAINER) as hotline:
        found = hotline.learning.ListLearnings(pb.ListLearningsRequest()).runs
    console.print(runs_table(found))


@app.command("list")
def list_(server: Server = LOCAL, token_file: TokenFile = None, authority: Authority = None) -> None:
    """列出判读模型，最新的在前，在用的有标记。"""
    with reached(server, token_file, authority, AccessRole.RULE_MAINTAINER) as hotline:
        readers = hotline.learning.ListReaders(pb.ListReadersRequest()).readers
    console.print(readers_table(readers))


@app.command()
def show(
    version: Annotated[str, typer.Argument(help="判读模型的版本；不写就是在用的")] = "",
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """显示一个判读模型的测量结果：险情、险情种类、事项、诉求类型、承办单位、政策，都带 95% 区间。"""
    with reached(server, token_file, authority, AccessRole.RULE_MAINTAINER) as hotline:
        _print_reader(hotline, version)


@app.command()
def compare(
    version: Version,
    calls: Annotated[int, typer.Option(help="用过去多少个来电", min=1, max=SIMULATED_LIMIT)] = 1000,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """拿过去的来电试一个判读模型：哪些决定会变。"""
    request = pb.CompareReaderRequest(version=version, call_limit=calls)
    with reached(server, token_file, authority, AccessRole.RULE_MAINTAINER) as hotline:
        compared = hotline.learning.CompareReader(request)
    if not compared.call_count:
        typer.echo("没有可试的来电", err=True)
        raise typer.Exit(1)
    simulated = simulated_of(compared.call_count, compared.changes)
    console.print(moves_table(simulated))
    console.print(examples_table(simulated))
    console.print(f"试了 {simulated.calls} 个，决定会变的 {len(simulated.changes)} 个")


@app.command()
def shadow(
    version: Annotated[str, typer.Argument(help="要试运行的判读模型；不写就看试运行的结果")] = "",
    stop: Annotated[bool, typer.Option("--stop", help="结束试运行")] = False,
    acting: As = "",
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """让一个判读模型在真实来电旁边试运行，只记录、不办理；或者看记录了什么。"""
    if version and stop:
        raise typer.BadParameter("写了版本是开始试运行，不能同时结束试运行", param_hint="--stop")
    with reached(server, token_file, authority, AccessRole.RULE_MAINTAINER) as hotline:
        if version:
            hotline.learning.StartReaderShadow(pb.StartReaderShadowRequest(version=version, actor=acting))
        if stop:
            hotline.learning.StopReaderShadow(pb.StopReaderShadowRequest())
        found = hotline.learning.GetReaderShadow(pb.GetReaderShadowRequest())
    state = "试运行中" if found.active else "试运行已结束"
    console.print(f"判读模型 {found.version} {state}：比较了 {found.compared_call_count} 个来电，"
                  f"决定不同的 {found.differing_call_count} 个")  # fmt: skip
    if found.examples:
        console.print(examples_table(simulated_of(found.compared_call_count, found.examples)))


@app.command()
def publish(
    version: Version,
    why: Why,
    acting: As = "",
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """发布一个判读模型，正在运行的服务两秒内换上。会漏掉现在能判出的险情时，要等第二个人同意（approve）。"""
    request = pb.PublishReaderRequest(version=version, actor=acting, reason=why)
    with reached(server, token_file, authority, AccessRole.RULE_MAINTAINER) as hotline:
        response = hotline.learning.PublishReader(request)
    if response.HasField("publication"):
        console.print(f"已发布 {response.publication.version}（{response.publication.actor}）")
        return
    for line in proposal_lines(response.proposal):
        console.print(line, soft_wrap=True)


@app.command()
def approve(
    number: Annotated[int, typer.Argument(help="第几号提请", min=1)],
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """同意发布会漏掉险情的判读模型：要由提请人以外的一位规则审批人，用自己的令牌。"""
    with reached(server, token_file, authority, AccessRole.RULE_APPROVER) as hotline:
        publication = hotline.learning.ApproveReader(pb.ApproveReaderRequest(id=number)).publication
    console.print(f"已发布 {publication.version}（{publication.actor}，{publication.consented_by} 同意）")


@app.command()
def decline(
    number: Annotated[int, typer.Argument(help="第几号提请", min=1)],
    why: Why,
    acting: As = "",
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """不同意或撤回提请。"""
    request = pb.DeclineReaderRequest(id=number, actor=acting, reason=why)
    with reached(server, token_file, authority, AccessRole.RULE_MAINTAINER) as hotline:
        declined = hotline.learning.DeclineReader(request).proposal
    console.print(f"{declined.ended_by}没有同意第 {declined.id} 号提请，在用的判读模型不变")


@app.command()
def rollback(
    why: Why,
    version: Annotated[str, typer.Argument(help="版本；不写就是上一个")] = "",
    acting: As = "",
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """退回以前发布过的判读模型。"""
    request = pb.RollBackReaderRequest(version=version, actor=acting, reason=why)
    with reached(server, token_file, authority, AccessRole.RULE_MAINTAINER) as hotline:
        publication = hotline.learning.RollBackReader(request).publication
    console.print(f"已退回 {publication.version}（{publication.actor}）")


@app.command()
def history(server: Server = LOCAL, token_file: TokenFile = None, authority: Authority = None) -> None:
    """列出发布、回退的经过，和要第二个人同意的提请。"""
    with reached(server, token_file, authority, AccessRole.RULE_MAINTAINER) as hotline:
        found = hotline.learning.ListReaderPublications(pb.ListReaderPublicationsRequest())
    console.print(publications_table(found.publications))
    if found.proposals:
        console.print(proposals_table(found.proposals))


def _report(hotline: Hotline, number: int, *, wait: bool) -> None:
    """Print how far learning is and, when it has ended, what came of it; exit with status 1 if it failed."""
    request = pb.GetLearningRequest(id=number)
    run = hotline.learning.GetLearning(request).run
    if wait:
        with RunProgress(console) as progress:
            while run.state not in _OVER:
                progress.show(run)
                time.sleep(POLL_SECONDS)
                run = hotline.learning.GetLearning(pb.GetLearningRequest(id=run.id)).run
    console.print(run_line(run), soft_wrap=True)
    if run.state == pb.LEARNING_STATE_SUCCEEDED:
        _print_reader(hotline, run.reader_version)
    elif run.state in _OVER:
        raise typer.Exit(1)


def _print_reader(hotline: Hotline, version: str) -> None:
    reader = hotline.learning.GetReader(pb.GetReaderRequest(version=version)).reader
    console.print(readers_table([reader]))
    for table in measures_tables(reader.measures):
        console.print(table)
