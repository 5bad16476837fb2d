"""``hotline rules``: publication, by one person or two, at once or at a set time, and taking back."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from google.protobuf.timestamp_pb2 import Timestamp
from hotline.v1 import rule_service_pb2 as pb
from hotline_client import Hotline

from hotline_server.cli.connecting import LOCAL, Authority, Server, TokenFile, reached, told_whose
from hotline_server.cli.console import console as open_console
from hotline_server.cli.rule_drafts import BUNDLED_RULES, Base, Folder, Why, app, draft_in, save_draft
from hotline_server.cli.rules_page import (
    print_check,
    print_proposal,
    print_publication,
    print_scheduled,
    print_shadow,
    print_simulated,
    publications_table,
    simulated_of,
)
from hotline_server.ground.clock import CITY
from hotline_server.rulebook.files import read_base, write_base
from hotline_server.security.identity import AccessRole

SIMULATED = 1000
Number = Annotated[int, typer.Argument(help="提请的编号，见 rules versions", min=1)]
At = Annotated[
    datetime | None,
    typer.Option(
        "--at",
        help="生效时间，如 2026-12-01T08:00，须晚于现在；不填则立即生效",
        formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d"],
    ),
]
console = open_console()


@app.command()
def publish(
    why: Why,
    rules: Folder = BUNDLED_RULES,
    base: Base = "",
    at: At = None,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """发布草稿，须检查无误、用例通过；立即或在指定时间生效。会漏掉险情的，须经第二人同意（rules approve）。"""
    request = pb.PublishDraftRequest(draft=draft_in(rules, base), reason=why, takes_effect_at=_moment(at))
    instead = "；规则维护员请用 hotline rules propose 提请发布"
    with reached(server, token_file, authority, AccessRole.RULE_APPROVER) as hotline, told_whose(request, instead):
        response = hotline.rules.PublishDraft(request)
    if response.HasField("proposal"):
        print_proposal(console, response.proposal)
    elif response.HasField("scheduled"):
        print_scheduled(console, response.scheduled)
    else:
        if read_base(rules):
            write_base(rules, response.publication.edition)
        print_publication(console, response.publication)


@app.command()
def propose(
    why: Why,
    rules: Folder = BUNDLED_RULES,
    base: Base = "",
    at: At = None,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """提请规则审批人发布草稿，须检查无误、用例通过；审批人同意（rules approve）以后，立即或在指定时间生效。"""
    request = pb.ProposeDraftRequest(draft=draft_in(rules, base), reason=why, takes_effect_at=_moment(at))
    with reached(server, token_file, authority, AccessRole.RULE_MAINTAINER) as hotline:
        print_proposal(console, hotline.rules.ProposeDraft(request).proposal)


@app.command()
def proposal(
    number: Number,
    simulate: Annotated[bool, typer.Option("--simulate", help=f"用最近的 {SIMULATED} 个来电模拟")] = False,
    out: Annotated[Path | None, typer.Option(help="把提请的草稿存到这个文件夹", file_okay=False)] = None,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """查看一个提请：会漏掉的险情、改动内容、用例是否通过，需要的再用以往来电模拟。"""
    with reached(server, token_file, authority, AccessRole.RULE_MAINTAINER) as hotline:
        found = hotline.rules.GetDraftProposal(pb.GetDraftProposalRequest(id=number))
        print_proposal(console, found.proposal)
        for difference in found.differences:
            console.print(f"· {difference}", soft_wrap=True)
        # What was in force comes back as it is, checked or not.
        if found.proposal.kind == pb.PUBLICATION_KIND_PUBLISHED:
            print_check(console, hotline.rules.CheckDraft(pb.CheckDraftRequest(draft=found.draft)))
        if simulate:
            _simulate(hotline, found.draft)
    if out:
        files = {name: text.encode() for name, text in found.draft.files.items()}
        save_draft(out, files, found.draft.base_version)
        console.print(f"草稿已存于 {out}")


@app.command()
def approve(
    number: Number,
    comment: Annotated[str, typer.Option(help="意见")] = "",
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """同意一个提请，须由提请人以外的规则审批人用本人令牌办理。"""
    request = pb.ApproveDraftRequest(id=number, comment=comment)
    with reached(server, token_file, authority, AccessRole.RULE_APPROVER) as hotline, told_whose(request):
        response = hotline.rules.ApproveDraft(request)
    if response.HasField("scheduled"):
        print_scheduled(console, response.scheduled)
    else:
        print_publication(console, response.publication)


@app.command()
def decline(
    number: Number,
    why: Why,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """不同意一个提请，须由规则审批人办理；或撤回本人的提请。"""
    request = pb.DeclineDraftRequest(id=number, reason=why)
    with reached(server, token_file, authority, AccessRole.RULE_MAINTAINER) as hotline:
        declined = hotline.rules.DeclineDraft(request).proposal
    done = "撤回了" if declined.ended_by == declined.proposed_by else "没有同意"
    console.print(f"{declined.ended_by}{done}第 {declined.id} 号提请，在用的规则库不变")


@app.command()
def rollback(
    why: Why,
    version: Annotated[str, typer.Argument(help="版本；不填则为上一版本")] = "",
    forward: Annotated[bool, typer.Option("--forward", help="退回后再前进一步")] = False,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """退回以往的规则库；不填版本的退回一步，可连续退回，用 --forward 再前进。会漏掉险情的，须经第二人同意。"""
    request = pb.RollBackRuleBookRequest(version=version, reason=why, forward=forward)
    with reached(server, token_file, authority, AccessRole.RULE_APPROVER) as hotline, told_whose(request):
        response = hotline.rules.RollBackRuleBook(request)
    if response.HasField("proposal"):
        print_proposal(console, response.proposal)
    else:
        print_publication(console, response.publication)


@app.command()
def cancel(
    number: Annotated[int, typer.Argument(help="定时发布的编号，见 rules versions", min=1)],
    why: Why,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """取消还没有到时间的定时发布；不是本人排定的，须由规则审批人办理。"""
    request = pb.CancelScheduledDraftRequest(id=number, reason=why)
    with reached(server, token_file, authority, AccessRole.RULE_MAINTAINER) as hotline:
        print_scheduled(console, hotline.rules.CancelScheduledDraft(request).scheduled)


@app.command()
def shadow(
    rules: Annotated[
        Path | None, typer.Argument(help="试运行的草稿所在文件夹；不填则查看试运行结果", exists=True, file_okay=False)
    ] = None,
    stop: Annotated[bool, typer.Option("--stop", help="结束试运行")] = False,
    server: Server = LOCAL,
    token_file: TokenFile = None,
    authority: Authority = None,
) -> None:
    """让草稿随实际来电试运行，只记录、不影响办理；或查看试运行结果，每天一条，险情的增减在前。"""
    if rules and stop:
        raise typer.BadParameter("填写草稿为开始试运行，不能同时结束试运行", param_hint="--stop")
    with reached(server, token_file, authority, AccessRole.RULE_MAINTAINER) as hotline:
        if rules:
            hotline.rules.StartShadow(pb.StartShadowRequest(draft=draft_in(rules)))
        if stop:
            hotline.rules.StopShadow(pb.StopShadowRequest())
        print_shadow(console, hotline.rules.GetShadow(pb.GetShadowRequest()))


@app.command()
def versions(server: Server = LOCAL, token_file: TokenFile = None, authority: Authority = None) -> None:
    """列出待生效的版本、发布和回退的经过，以及提请。"""
    with reached(server, token_file, authority, AccessRole.RULE_MAINTAINER) as hotline:
        found = hotline.rules.ListPublications(pb.ListPublicationsRequest())
    for scheduled in found.scheduled:
        print_scheduled(console, scheduled)
    console.print(publications_table(found.publications))
    for one in found.proposals:
        print_proposal(console, one)


def _moment(at: datetime | None) -> Timestamp | None:
    """Convert a time in the city."""
    return Timestamp(seconds=int(at.replace(tzinfo=CITY).timestamp())) if at else None


def _simulate(hotline: Hotline, draft: pb.Draft) -> None:
    response = hotline.rules.SimulateDraft(pb.SimulateDraftRequest(draft=draft, call_limit=SIMULATED))
    print_simulated(console, simulated_of(response.call_count, response.changes, response.uncounted_facts))
