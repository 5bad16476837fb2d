"""A department's system: takes what is assigned to it, accepts it, and replies.

    python department.py 127.0.0.1:50051 TOKEN_FILE 交通运输局 STATE_FILE

It goes on from where it stopped: STATE_FILE keeps the position of the last act that was dealt with.
"""

import sys
from pathlib import Path

from hotline.v1 import act_pb2, case_pb2
from hotline.v1.department_service_pb2 import (
    AcceptAssignmentRequest,
    GetAssignedCaseRequest,
    SubmitReplyRequest,
)
from hotline_client import Hotline, connect


def handle(hotline: Hotline, department: str, number: str) -> None:
    """Accept a case and reply to it, each on the case as it then is."""
    case = hotline.departments.GetAssignedCase(GetAssignedCaseRequest(department=department, number=number)).case
    mine = [one for one in case.assignments if one.department == department][-1]
    if mine.state != case_pb2.ASSIGNMENT_STATE_ASSIGNED:
        return
    context = case_pb2.ActContext(number=number, etag=case.etag)
    case = hotline.departments.AcceptAssignment(AcceptAssignmentRequest(context=context, department=department)).case
    context = case_pb2.ActContext(number=number, etag=case.etag)
    reply = SubmitReplyRequest(
        context=context, department=department, reply="已到现场处理", missing_reason="协办单位的情况已清楚"
    )
    hotline.departments.SubmitReply(reply)
    print(f"{number} 已回复")


def main(address: str, token_file: str, department: str, state_file: str) -> None:
    """Deal with every assignment, the earlier ones first, and then with each as it comes."""
    token, state = Path(token_file).read_text("ascii").strip(), Path(state_file)
    after = int(state.read_text("ascii")) if state.exists() else 0
    with connect(address, token) as hotline:
        for news in hotline.watch_assignments(department, after):
            if news.entry.act in (act_pb2.ACT_ASSIGN, act_pb2.ACT_CONFIRM_EMERGENCY):
                handle(hotline, department, news.entry.case_number)
            state.write_text(str(news.entry.position), "ascii")


if __name__ == "__main__":
    main(*sys.argv[1:])
