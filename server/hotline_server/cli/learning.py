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
Why = Annotated[str, typer.Option("--why", help="理由")]
As = Annotated[str, typer.Option("--as", help="代何人办理；用系统令牌的须填写，用个人令牌的不填")]
Version = Annotated[str, typer.Argument(help="判读模型的版本")]
_OVER = (pb.LEARNING_STATE_SUCCEEDED, pb.LEARNING_STATE_FAILED, pb.LEARNING_STATE_CANCELLED)
console = open_console()


@app.command()
def start(
    why: Why,
    shipped_only: Annotated[bool, typer.Option("--shipped-only", help="只用随软件发行的来电，不用本市工单")] = False,
    wait: Annotated[bool, typer.Option("--wait/--no-wait", help="等待学习完成，显示进度和测量结果")] = True,
    acting: As = "",
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """学习一个新的判读模型并进行测量。在服务上进行，退出本命令不受影响；学习完成后不会自动启用。"""
    source = pb.LEARNING_SOURCE_SHIPPED_CALLS if shipped_only else pb.LEARNING_SOURCE_CASES
    request = pb.StartLearningRequest(source=source, actor=acting, reason=why)
    with reached(server, token_file, authority, AccessRole.RULE_MAINTAINER) as hotline:
        run = hotline.learning.StartLearning(request).run
        _report(hotline, run.id, wait=wait)


@app.command()
def status(
    number: Annotated[int, typer.Argument(help="学习编号；不填则为最近一次", min=0)] = 0,
    wait: Annotated[bool, typer.Option("--wait/--no-wait", help="等待学习完成")] = False,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """查看学习进度；已完成的显示测量结果，失败的显示原因。"""
    with reached(server, token_file, authority, AccessRole.RULE_MAINTAINER) as hotline:
        _report(hotline, number, wait=wait)


@app.command()
def cancel(
    number: Annotated[int, typer.Argument(help="学习编号；不填则为最近一次", min=0)] = 0,
    acting: As = "",
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """取消等待中或进行中的学习。"""
    with reached(server, token_file, authority, AccessRole.RULE_MAINTAINER) as hotline:
        run = hotline.learning.CancelLearning(pb.CancelLearningRequest(id=number, actor=acting)).run
    console.print(run_line(run))


@app.command()
def runs(server: Server = LOCAL, token_file: TokenFile = None, authority: Authority = None) -> None:
    """列出历次学习：发起人、理由和结果。"""
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
    version: Annotated[str, typer.Argument(help="判读模型的版本；不填则为在用的")] = "",
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """显示一个判读模型的测量结果：险情、险情种类、事项、诉求类型、承办单位、政策，均附 95% 置信区间。"""
    with reached(server, token_file, authority, AccessRole.RULE_MAINTAINER) as hotline:
        _print_reader(hotline, version)


@app.command()
def compare(
    version: Version,
    calls: Annotated[int, typer.Option(help="以往来电的个数", min=1, max=SIMULATED_LIMIT)] = 1000,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """用以往的来电模拟一个判读模型：列出处理方式有变化的。"""
    request = pb.CompareReaderRequest(version=version, call_limit=calls)
    with reached(server, token_file, authority, AccessRole.RULE_MAINTAINER) as hotline:
        compared = hotline.learning.CompareReader(request)
    if not compared.call_count:
        typer.echo("没有可供模拟的来电", err=True)
        raise typer.Exit(1)
    simulated = simulated_of(compared.call_count, compared.changes)
    console.print(moves_table(simulated))
    console.print(examples_table(simulated))
    console.print(f"共模拟 {simulated.calls} 个，有变化的 {len(simulated.changes)} 个")


@app.command()
def shadow(
    version: Annotated[str, typer.Argument(help="试运行的判读模型；不填则查看试运行结果")] = "",
    stop: Annotated[bool, typer.Option("--stop", help="结束试运行")] = False,
    acting: As = "",
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """让一个判读模型随实际来电试运行，只记录、不影响办理；或查看试运行结果。"""
    if version and stop:
        raise typer.BadParameter("填写版本为开始试运行，不能同时结束试运行", param_hint="--stop")
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
    """发布一个判读模型，正在运行的服务两秒内启用。会漏掉现有险情的，须经第二人同意（hotline learn approve）。"""
    request = pb.PublishReaderRequest(version=version, actor=acting, reason=why)
    with reached(server, token_file, authority, AccessRole.RULE_MAINTAINER) as hotline:
        response = hotline.learning.PublishReader(request)
    _print_change("发布", response)


@app.command()
def approve(
    number: Annotated[int, typer.Argument(help="提请编号", min=1)],
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """同意发布会漏掉险情的判读模型，须由提请人以外的规则审批人用本人令牌办理。"""
    with reached(server, token_file, authority, AccessRole.RULE_APPROVER) as hotline:
        publication = hotline.learning.ApproveReader(pb.ApproveReaderRequest(id=number)).publication
    console.print(f"已发布 {publication.version}（{publication.actor}，{publication.consented_by} 同意）")


@app.command()
def decline(
    number: Annotated[int, typer.Argument(help="提请编号", min=1)],
    why: Why,
    acting: As = "",
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """不同意一个提请，须由规则审批人办理；或撤回本人的提请。"""
    request = pb.DeclineReaderRequest(id=number, actor=acting, reason=why)
    with reached(server, token_file, authority, AccessRole.RULE_MAINTAINER) as hotline:
        declined = hotline.learning.DeclineReader(request).proposal
    done = "撤回了" if declined.ended_by == declined.proposed_by else "没有同意"
    console.print(f"{declined.ended_by}{done}第 {declined.id} 号提请，在用的判读模型不变")


@app.command()
def rollback(
    why: Why,
    version: Annotated[str, typer.Argument(help="版本；不填则为上一版本")] = "",
    acting: As = "",
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """退回以往发布过的判读模型。会漏掉现有险情的，须经第二人同意（hotline learn approve）。"""
    request = pb.RollBackReaderRequest(version=version, actor=acting, reason=why)
    with reached(server, token_file, authority, AccessRole.RULE_MAINTAINER) as hotline:
        response = hotline.learning.RollBackReader(request)
    _print_change("退回", response)


@app.command()
def history(server: Server = LOCAL, token_file: TokenFile = None, authority: Authority = None) -> None:
    """列出发布、回退的经过和须经第二人同意的提请。"""
    with reached(server, token_file, authority, AccessRole.RULE_MAINTAINER) as hotline:
        found = hotline.learning.ListReaderPublications(pb.ListReaderPublicationsRequest())
    console.print(publications_table(found.publications))
    if found.proposals:
        console.print(proposals_table(found.proposals))


def _print_change(did: str, response: pb.PublishReaderResponse | pb.RollBackReaderResponse) -> None:
    """Print what was done, or what waits for a second person."""
    if response.HasField("publication"):
        console.print(f"已{did} {response.publication.version}（{response.publication.actor}）")
        return
    for line in proposal_lines(response.proposal):
        console.print(line, soft_wrap=True)


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
