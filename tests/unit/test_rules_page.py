"""What maintainers are told of proposals and simulations at a terminal (P3)."""

from hotline.v1 import rule_service_pb2 as pb
from hotline_server.cli.rules_page import print_proposal, print_simulated
from hotline_server.rulebook.simulated import Simulated
from rich.console import Console


def test_a_withdrawn_proposal_is_not_said_to_be_declined() -> None:
    console = Console(record=True, width=200)
    for ended_by in ("陈规则", "赵处长"):
        proposal = pb.DraftProposal(
            state=pb.DRAFT_PROPOSAL_STATE_DECLINED,
            kind=pb.PUBLICATION_KIND_ROLLED_BACK,
            version="9515e06c8002",
            proposed_by="陈规则",
            ended_by=ended_by,
            ended_because="写错了",
        )
        print_proposal(console, proposal)
    withdrawn, declined = console.export_text().splitlines()
    assert "陈规则 提请回退 9515e06c8002" in withdrawn
    assert withdrawn.endswith("已撤回（陈规则：写错了）")
    assert declined.endswith("不同意（赵处长：写错了）")


def test_a_simulation_without_changes_is_told_in_two_lines() -> None:
    console = Console(record=True, width=200)
    print_simulated(console, Simulated(2, ()))
    assert console.export_text().splitlines() == [
        "不再按重大突发处置的 0 个，新按重大突发处置的 0 个",
        "共模拟 2 个，有变化的 0 个",
    ]
