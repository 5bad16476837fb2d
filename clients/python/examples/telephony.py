"""Telephony system: registers a call and answers the caller's question about its status.

python telephony.py 127.0.0.1:50051 TOKEN_FILE
"""

import sys
from pathlib import Path

from hotline.v1.case_pb2 import Call, Caller
from hotline.v1.inquiry_service_pb2 import DescribeCaseRequest
from hotline_client import HotlineError, connect


def main(address: str, token_file: str) -> None:
    """Register one call and ask about it."""
    token = Path(token_file).read_text("ascii").strip()
    with connect(address, token) as hotline:
        call = Call(
            caller=Caller(name="张三", phone="13800138000"),
            content="投诉出租车拒载还乱要价",
            operator="0712",
            telephony_call_id="switch-1-42",
        )
        try:
            # The switch's own id makes it safe to resend the call, even if the answer was lost.
            case = hotline.register(call, request_id="switch-1-42")
        except HotlineError as refused:
            sys.exit(f"{refused.code.name}: {refused}")
        print(f"工单 {case.number},{case.decision.lead_department.name}办理")
        status = hotline.inquiry.DescribeCase(DescribeCaseRequest(number=case.number, phone="13800138000"))
        print(status.spoken)


if __name__ == "__main__":
    main(*sys.argv[1:])
