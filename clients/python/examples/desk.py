"""Operator's system: takes a question, shows the proposed answers, and records which one the caller was told.

python desk.py 127.0.0.1:50051 TOKEN_FILE 请问租房怎么提取公积金
"""

import sys
from pathlib import Path

from hotline.v1.case_pb2 import Answer, Call
from hotline.v1.desk_service_pb2 import PROPOSAL_DECLINE_REASON_NOT_ASKED
from hotline_client import connect


def main(address: str, token_file: str, question: str) -> None:
    """Register a question, and answer it by the proposal whose number is entered; 0 declines them all."""
    token = Path(token_file).read_text("ascii").strip()
    with connect(address, token) as hotline:
        case = hotline.register(Call(content=question, operator="0712"))
        proposals = case.decision.proposals
        for place, proposal in enumerate(proposals, 1):
            print(f"{place} {proposal.policy.title}：{proposal.policy.answer}")
        if not proposals:
            return
        chosen = int(input())
        # The token is the operator's own; a system would name the operator as the actor.
        if not chosen:
            hotline.decline_proposals(case, PROPOSAL_DECLINE_REASON_NOT_ASKED)
            print(f"工单 {case.number} 由值班室研判")
            return
        policy = proposals[chosen - 1].policy
        hotline.answer_directly(case, Answer(policy_id=policy.id, content=policy.answer))
        print(f"工单 {case.number} 已答复")


if __name__ == "__main__":
    main(*sys.argv[1:])
