"""Department's system: accepts each case assigned to it and replies.

    python department.py 127.0.0.1:50051 TOKEN_FILE 交通运输局 STATE_FILE

It resumes where it stopped: STATE_FILE stores the position of the last event handled.
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
    """Accept a case and reply to it, each time with the etag of the case's current version."""
    case = hotline.departments.GetAssignedCase(GetAssignedCaseRequest(department=department, number=number)).case
    own = [assignment for assignment in case.assignments if assignment.department == department][-1]
    if own.state != case_pb2.ASSIGNMENT_STATE_ASSIGNED:
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
    """Handle all assignments, past ones first and new ones as they arrive."""
    token, state = Path(token_file).read_text("ascii").strip(), Path(state_file)
    after = int(state.read_text("ascii")) if state.exists() else 0
    with connect(address, token) as hotline:
        for event in hotline.watch_assignments(department, after):
            if event.entry.act in (act_pb2.ACT_ASSIGN, act_pb2.ACT_CONFIRM_EMERGENCY):
                handle(hotline, department, event.entry.case_number)
            state.write_text(str(event.entry.position), "ascii")


if __name__ == "__main__":
    main(*sys.argv[1:])
